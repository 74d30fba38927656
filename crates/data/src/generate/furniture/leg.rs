//! Legs, and the rails that tie them together.

use super::super::contour::{Area, CENTER, Contour, Corner, at, cornered, disc, polygon, rectangle, regular};
use super::super::dice::Dice;
use super::assembly::{Assembly, Range, Solid, moved, pair, turned};
use resolid_program::Placement;
use std::f64::consts::{FRAC_PI_2, PI};

/// How the side of a leg can be met.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Side {
    /// By a bar up to this wide, from this height upward.
    Flat { width: f64, from: f64 },
    /// By a bar that is hollowed out to this radius.
    Round(f64),
    /// Not at all.
    Sloping,
}

/// A leg about its own axis, its foot on the floor.
#[derive(Clone, Debug)]
pub(super) struct Leg {
    pub solids: Vec<Solid>,
    /// Half its width and depth at the top.
    pub half: [f64; 2],
    side: Side,
}

impl Leg {
    /// A leg of about `thick` across, of any of the shapes there are. One that tapers does so away from +x.
    pub fn any(d: &mut Dice, height: f64, thick: f64) -> Self {
        let square = rectangle(CENTER, thick, thick);
        let whole = |outline: Contour| vec![Solid::upright(&Area::of(outline), [0.0, height])];
        let flat = |width: f64, from: f64| Side::Flat { width, from };
        let half = [thick / 2.0; 2];
        // A short leg has no room for steps.
        let tall = if height > 4.0 * thick { 1 } else { 0 };
        match d.weighted(&[26, 22, 8, 16 * tall, 8 * tall, 16 * tall, 6]) {
            0 => Self { solids: whole(square), half, side: flat(thick, 0.0) },
            1 => Self { solids: whole(disc(CENTER, thick)), half, side: Side::Round(thick / 2.0) },
            2 => {
                let r = d.size(thick * 0.08, thick * 0.2);
                let outline = cornered(CENTER, thick, thick, Corner::Round(r.into()));
                Self { solids: whole(outline), half, side: flat(thick - 2.0 * r, 0.0) }
            }
            3 => {
                // A square block that the apron meets, and what is turned or cut thinner below it.
                let from = height - d.size(thick * 2.0, (height * 0.35).max(thick * 2.0));
                let thin = d.size(thick * 0.55, thick * 0.85);
                let below = if d.chance(0.7) { disc(CENTER, thin) } else { rectangle(CENTER, thin, thin) };
                let mut solids = vec![
                    Solid::upright(&Area::of(square), [from, height]),
                    Solid::upright(&Area::of(below), [0.0, from]),
                ];
                if d.chance(0.3) {
                    let foot = d.size(thick * 0.3, thick * 0.8);
                    solids[1] = Solid::upright(&Area::of(disc(CENTER, thin)), [foot, from]);
                    solids.push(Solid::upright(&Area::of(disc(CENTER, thick)), [0.0, foot]));
                }
                Self { solids, half, side: flat(thick, from) }
            }
            4 => {
                // Turned in three steps, each thinner than the one above.
                let cuts = [0.0, d.size(height * 0.15, height * 0.3), d.size(height * 0.5, height * 0.75), height];
                let thin = d.size(thick * 0.5, thick * 0.65);
                let widths = [thin, (thin + thick) / 2.0, thick];
                let step = |k: usize| Solid::upright(&Area::of(disc(CENTER, widths[k])), [cuts[k], cuts[k + 1]]);
                Self { solids: vec![step(2), step(1), step(0)], half, side: Side::Sloping }
            }
            5 => {
                let foot = d.size(thick * 0.45, thick * 0.75);
                let (right, left) = (thick / 2.0, -thick / 2.0);
                let outline = [at(right - foot, 0.0), at(right, 0.0), at(right, height), at(left, height)];
                let solid = Solid::deep(&Area::of(polygon(&outline)), [left, right]);
                Self { solids: vec![solid], half, side: Side::Sloping }
            }
            _ => {
                let edge = thick * (PI / 8.0).tan();
                Self { solids: whole(regular(CENTER, 8, thick)), half, side: flat(edge, 0.0) }
            }
        }
    }

    /// A bar drawn elsewhere whose sides are upright and square to the axes.
    pub fn bar(solids: Vec<Solid>, half: [f64; 2]) -> Self {
        Self { side: Side::Flat { width: 2.0 * half[0].min(half[1]), from: 0.0 }, solids, half }
    }

    /// Where a rail of this section begins that comes from a leg whose axis is at `center`: along axis 0 or 1, to the
    /// side of the sign `towards`.
    fn end(&self, axis: usize, center: f64, towards: f64, width: f64, z: Range) -> Option<End> {
        match self.side {
            Side::Flat { width: most, from } if width <= most && z[0] >= from => {
                Some(End { at: center + towards * self.half[axis], radius: 0.0 })
            }
            Side::Round(radius) if width <= 1.4 * radius => {
                let along = (radius * radius - width * width / 4.0).sqrt();
                Some(End { at: center + towards * along, radius })
            }
            _ => None,
        }
    }
}

/// The end of a rail, hollowed out where the radius is not 0.
#[derive(Clone, Copy, Debug)]
struct End {
    at: f64,
    radius: f64,
}

/// A rail along x.
fn rail([from, to]: [End; 2], width: f64, z: Range) -> Solid {
    let h = width / 2.0;
    // Hollow ends turn against the outline.
    let sweep = |end: End| if end.radius == 0.0 { 0.0 } else { -2.0 * (h / end.radius).asin() };
    let outline = Contour::Path(vec![
        (at(from.at, -h), 0.0),
        (at(to.at, -h), sweep(to)),
        (at(to.at, h), 0.0),
        (at(from.at, h), sweep(from)),
    ]);
    Solid::upright(&Area::of(outline), z)
}

/// Four legs: two alike in front, two alike behind.
pub(super) struct Stand {
    /// How far the axes are from x = 0.
    pub x: f64,
    /// Where the axes of those in front and of those behind lie.
    pub y: Range,
    /// Those in front, and those behind.
    pub legs: [Leg; 2],
    /// Whether the ones behind are the ones in front once more.
    pub alike: bool,
}

impl Stand {
    /// Four equal legs under a board whose half sides they stay `inset` from.
    pub fn under(leg: Leg, board: [f64; 2], inset: f64) -> Self {
        let (x, y) = (board[0] - inset - leg.half[0], board[1] - inset - leg.half[1]);
        Self { x, y: [-y, y], legs: [leg.clone(), leg], alike: true }
    }

    /// The same, so much further back.
    pub fn behind(self, by: f64) -> Self {
        Self { y: self.y.map(|y| y + by), ..self }
    }

    /// Puts the legs where they belong.
    pub fn place_legs(&self, a: &mut Assembly, name: &str) {
        let [front, behind] = [0, 1].map(|k| pair([self.x, self.y[k], 0.0]));
        if self.alike {
            a.parts("base", name, &self.legs[0].solids, [front, behind].concat());
        } else {
            a.parts("base", name, &self.legs[0].solids, front);
            a.parts("base", "post", &self.legs[1].solids, behind);
        }
    }

    /// The rail from left to right, in front (0) or behind (1), drawn at y = 0.
    fn wide(&self, which: usize, width: f64, z: Range) -> Option<Solid> {
        let end = |s: f64| self.legs[which].end(0, s * self.x, -s, width, z);
        Some(rail([end(-1.0)?, end(1.0)?], width, z))
    }

    /// The rail from front to back, drawn along x.
    fn long(&self, width: f64, z: Range) -> Option<Solid> {
        let end = |which: usize, s: f64| self.legs[which].end(1, self.y[which], s, width, z);
        Some(rail([end(0, 1.0)?, end(1, -1.0)?], width, z))
    }

    fn sides(&self) -> Vec<Placement> {
        vec![turned([-self.x, 0.0, 0.0], FRAC_PI_2), turned([self.x, 0.0, 0.0], FRAC_PI_2)]
    }

    /// Half the clear width between the two in front, where their sides are flat and upright from height `low`.
    pub fn opening(&self, low: f64) -> Option<f64> {
        match self.legs[0].side {
            Side::Flat { from, .. } if from <= low => Some(self.x - self.legs[0].half[0]),
            _ => None,
        }
    }

    /// Rails of one section at both sides and, as `wide` says, in front (0) and behind (1), as far as the legs can be met;
    /// whether there are any.
    pub fn rails(&self, a: &mut Assembly, name: &str, width: f64, z: Range, wide: &[usize]) -> bool {
        let mut kinds: Vec<(Solid, Vec<Placement>)> = Vec::new();
        let across = wide.iter().filter_map(|&k| Some((self.wide(k, width, z)?, vec![moved([0.0, self.y[k], 0.0])])));
        let along = self.long(width, z).map(|solid| (solid, self.sides()));
        for (solid, places) in across.chain(along) {
            match kinds.iter_mut().find(|(known, _)| *known == solid) {
                Some((_, known)) => known.extend(places),
                None => kinds.push((solid, places)),
            }
        }
        let any = !kinds.is_empty();
        for (solid, places) in kinds {
            a.parts("base", name, &[solid], places);
        }
        any
    }

    /// Rails of one section all round.
    pub fn ring(&self, a: &mut Assembly, name: &str, width: f64, z: Range) -> bool {
        self.rails(a, name, width, z, &[0, 1])
    }

    /// Rails at both sides, and one from the middle of the one to that of the other.
    pub fn letter_h(&self, a: &mut Assembly, name: &str, width: f64, z: Range) -> bool {
        let Some(long) = self.long(width, z) else { return false };
        a.parts("base", name, &[long], self.sides());
        let (x, middle) = (self.x - width / 2.0, (self.y[0] + self.y[1]) / 2.0);
        a.part("base", name, &Solid::cuboid([-x, x], [middle - width / 2.0, middle + width / 2.0], z));
        true
    }

    /// A board that lies on the side rails, between the legs in front and those behind.
    pub fn shelf(&self, a: &mut Assembly, width: f64, z: Range) {
        let x = self.x + width / 2.0;
        let [front, behind] = [0, 1].map(|k| self.y[k] + self.legs[k].half[1] * [1.0, -1.0][k]);
        a.part("base", "shelf", &Solid::cuboid([-x, x], [front, behind], z));
    }
}

/// Two closed frames of bar, one at each side: rectangles, or wider at the foot or at the top. Some are tied together by
/// bars at the floor or under what they carry.
pub(super) fn frames(d: &mut Dice, a: &mut Assembly, x: f64, half: f64, height: f64, bar: f64) {
    let thick = bar * d.among(&[0.5, 1.0, 1.0]);
    let splay = if d.chance(0.5) { 0.0 } else { d.size(half * 0.06, half * 0.2) * d.among(&[-1.0, 1.0]) };
    let (foot, head) = (half + splay.min(0.0), half - splay.max(0.0));
    // What is left inside bars of equal width, those at the sides measured square to their slope.
    let slope = (head - foot) / height;
    let aside = bar * (1.0 + slope * slope).sqrt();
    let inner = |z: f64| foot + slope * z - aside;
    let quad =
        |low: f64, high: f64, z: Range| polygon(&[at(-low, z[0]), at(low, z[0]), at(high, z[1]), at(-high, z[1])]);
    let hole = [bar, height - bar];
    let area = Area::of(quad(foot, head, [0.0, height])).less(quad(inner(hole[0]), inner(hole[1]), hole));
    a.parts("base", "frame", &[Solid::across(&area, [-thick, 0.0])], pair([x, 0.0, 0.0]));
    let z = match d.weighted(&[50, 25, 25]) {
        0 => return,
        1 => [0.0, bar],
        _ => [height - bar, height],
    };
    let reach = x - thick;
    let tie = Solid::cuboid([-reach, reach], [-bar / 2.0, bar / 2.0], z);
    let y = foot.min(head) * 0.7;
    let places = if d.chance(0.4) { vec![0.0] } else { vec![-y, y] };
    a.parts("base", "stretcher", &[tie], places.into_iter().map(|y| moved([0.0, y, 0.0])).collect());
}
