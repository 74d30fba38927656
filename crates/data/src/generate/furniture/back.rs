//! Backs of chairs: what fills the space between two posts, or stands on a seat by itself.

use super::super::contour::{
    Area, CENTER, Contour, Corner, Point, at, block, cornered, disc, polygon, ring_piece, slot, squared,
};
use super::super::dice::Dice;
use super::super::pattern::rank;
use super::assembly::{Assembly, Range, Solid, moved};
use resolid_geom::{Frame, Vec3};
use std::f64::consts::FRAC_PI_2;

/// A plane that leans backwards: the front of a back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rake {
    /// Where it meets the seat: y, and the height.
    pub y: f64,
    pub z: f64,
    /// How far it leans back for each millimetre it rises.
    pub slope: f64,
}

impl Rake {
    /// Where the plane is at a height.
    pub fn front(&self, z: f64) -> f64 {
        self.y + self.slope * (z - self.z)
    }

    /// What lies between two heights, `thick` deep and `behind` the plane, drawn in y and z.
    pub fn band(&self, z: Range, behind: f64, thick: f64) -> Area {
        let [low, high] = z.map(|z| self.front(z) + behind);
        Area::of(polygon(&[at(low, z[0]), at(low + thick, z[0]), at(high + thick, z[1]), at(high, z[1])]))
    }
}

/// The space that is to be filled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Between {
    pub rake: Rake,
    /// Half the clear width.
    pub half: f64,
    /// How deep the posts are.
    pub deep: f64,
    /// From the seat's upper face to the upper end of the posts.
    pub z: Range,
}

/// Fills the space between two posts: open, slats across, slats upright, or a panel.
pub(super) fn fill(d: &mut Dice, a: &mut Assembly, space: Between) {
    let Between { rake, half, deep, z } = space;
    let thick = d.size(deep * 0.4, deep * 0.75).max(10.0).min(deep);
    let behind = (deep - thick) * d.among(&[0.0, 0.5]);
    let across = |z: Range| Solid::across(&rake.band(z, behind, thick), [-half, half]);
    let tall = z[1] - z[0];
    let head = d.size(tall * 0.12, tall * 0.24);
    let below = d.among(&[0.0, 0.0, 5.0, 10.0]);
    let crown = [z[1] - below - head, z[1] - below];
    match d.weighted(&[16, 28, 34, 22]) {
        0 => {
            a.part("back", "rail", &across(crown));
            if d.chance(0.6) {
                let low = z[0] + tall * d.among(&[0.25, 0.35, 0.45]);
                a.part("back", "rail", &across([low, low + head * 0.6]));
            }
        }
        1 => {
            // A ladder: the gaps are as wide as one another.
            let count = d.count(2, 5);
            let high = d.size(tall * 0.3 / count as f64, tall * 0.6 / count as f64);
            let pitch = (tall - below) / count as f64;
            let first = crown[1] - high;
            let rung = |k: usize| moved([0.0, -rake.slope * pitch * k as f64, -pitch * k as f64]);
            a.parts("back", "slat", &[across([first, crown[1]])], (0..count).map(rung).collect());
        }
        2 => {
            let low = z[0] + tall * d.among(&[0.08, 0.15, 0.25]);
            let foot = [low, low + d.size(20.0, 40.0)];
            a.part("back", "rail", &across(crown));
            a.part("back", "rail", &across(foot));
            // Thinner than the rails that hold them, and in the middle of these.
            let [behind, thick] = [behind + 0.2 * thick, 0.6 * thick];
            upright(d, a, space, [foot[1], crown[0]], [behind, thick]);
        }
        _ => panel(d, a, space, thick),
    }
}

/// Slats or spindles upright from rail to rail, so far `behind` the front and so `thick`.
fn upright(d: &mut Dice, a: &mut Assembly, space: Between, run: Range, [behind, thick]: [f64; 2]) {
    let Between { rake, half, .. } = space;
    let count = d.count(2, 7);
    // Slats take up from a quarter to six tenths of the width.
    let wide = (2.0 * half * d.among(&[0.25, 0.4, 0.6]) / count as f64).min(90.0);
    let pitch = (2.0 * half - wide) / count as f64;
    let places = (0..count).map(|k| moved([pitch * rank(k, count) + 0.0, 0.0, 0.0])).collect();
    if rake.slope == 0.0 && d.chance(0.6) {
        let stick = disc(at(0.0, rake.y + behind + thick / 2.0), thick.min(wide));
        a.parts("back", "spindle", &[Solid::upright(&Area::of(stick), run)], places);
    } else {
        let area = rake.band(run, behind, thick);
        a.parts("back", "slat", &[Solid::across(&area, [-wide / 2.0, wide / 2.0])], places);
    }
}

/// A panel from post to post, whole or with something cut out.
fn panel(d: &mut Dice, a: &mut Assembly, space: Between, thick: f64) {
    let Between { rake, half, deep, z } = space;
    let upward = Vec3::new(0.0, rake.slope, 1.0).normalize();
    let tall = z[1] - z[0];
    let low = z[0] + tall * d.among(&[0.1, 0.25, 0.4]);
    // Its edges are square to it, those of the posts are level: it ends a little below them.
    let long = (z[1] - low) / upward.z - deep;
    let frame = Frame { origin: Vec3::ZERO, x: Vec3::X, y: upward };
    let thick = thick.min(deep * upward.z * 0.8);
    let behind = (deep * upward.z - thick) / 2.0;
    let origin = Vec3::new(0.0, rake.front(low), low) - frame.z() * behind;
    let area = pierced(d, Area::of(block(at(-half, 0.0), at(half, long))), half, [0.0, long]);
    a.part("back", "back", &Solid::on(frame.at(origin), &area, -thick));
}

/// Cuts something out of the middle of a panel between two heights, or nothing.
fn pierced(d: &mut Dice, area: Area, half: f64, z: Range) -> Area {
    let (middle, tall) = ((z[0] + z[1]) / 2.0, z[1] - z[0]);
    let wide = 2.0 * half;
    let grip = |d: &mut Dice| slot(at(0.0, z[1] - tall * 0.2), wide * d.among(&[0.2, 0.3]), tall * 0.12);
    match d.weighted(&[50, 20, 10, 20]) {
        0 => area,
        1 => {
            let hole = grip(d);
            area.less(hole)
        }
        2 => area.less(disc(at(0.0, middle), wide.min(tall) * 0.4)),
        _ => {
            // Windows side by side.
            let count = d.count(2, 4);
            let pitch = wide * 0.9 / count as f64;
            let window = |k: usize| slot_upright(at(pitch * rank(k, count) + 0.0, middle), pitch * 0.5, tall * 0.6);
            (0..count).map(window).fold(area, Area::less)
        }
    }
}

/// A slot that stands upright.
fn slot_upright(c: Point, width: f64, tall: f64) -> Contour {
    slot(CENTER, (tall - width).max(width * 0.1), width).quarter().moved(c)
}

/// A back that stands on the seat's upper face by itself, no wider than twice `half`: a leaning board, a board with
/// a cut-out, or one bent round the sitter.
pub(super) fn shell(d: &mut Dice, a: &mut Assembly, rear: f64, half: f64, z: Range, slope: f64) {
    let thick = d.size(14.0, 30.0);
    match d.weighted(&[40, 35, 25]) {
        0 => {
            let rake = Rake { y: rear - thick, z: z[0], slope };
            a.part("back", "back", &Solid::across(&rake.band(z, 0.0, thick), [-half, half]));
        }
        1 => {
            let r = d.size(20.0, half * 0.4);
            let middle = (z[0] + z[1]) / 2.0;
            // Rounded above; below it stands on the seat.
            let outline = squared(&[
                (at(-half, z[0]), Corner::Sharp),
                (at(half, z[0]), Corner::Sharp),
                (at(half, z[1]), Corner::Round(r.into())),
                (at(-half, z[1]), Corner::Round(r.into())),
            ]);
            let area = if d.chance(0.4) {
                let (w, h) = (half * 1.4, (z[1] - z[0]) * 0.5);
                Area::of(outline).less(cornered(at(0.0, middle), w, h, Corner::Round((r * 0.5).into())))
            } else {
                pierced(d, Area::of(outline), half, z)
            };
            a.part("back", "back", &Solid::deep(&area, [rear - thick, rear]));
        }
        _ => {
            // A piece of a ring about a point in front of the back.
            let radius = half * d.among(&[0.85, 0.95, 1.0]);
            let turn = d.among(&[1.6, 2.0, 2.4]);
            let center = at(0.0, rear - radius);
            let from = FRAC_PI_2 - turn / 2.0;
            let ring = ring_piece(center, (radius - thick).into(), radius.into(), from, turn);
            a.part("back", "back", &Solid::upright(&Area::of(ring), z));
        }
    }
}
