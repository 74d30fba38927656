//! What closes storage in front: doors and drawers, and what they are pulled by.

use super::super::contour::{Area, CENTER, at, disc, polygon, rectangle, slot};
use super::super::dice::Dice;
use super::assembly::{Range, Solid, moved};
use resolid_geom::{Frame, Vec3};
use resolid_program::Placement;

/// How the fronts of one piece are made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub pull: Pull,
    /// Thickness of a front.
    pub thick: f64,
    /// The gap between two fronts.
    pub gap: f64,
    /// Whether doors are a frame round a thinner panel.
    framed: bool,
}

/// What a front is pulled by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Pull {
    /// A bar on two posts whose screws are so far apart.
    Bar(f64),
    Knob,
    /// A slot through the front.
    Cutout,
    Nothing,
}

impl Style {
    /// Boards of 16 to 22 mm, gaps of 2 to 4 mm; handles have their screws multiples of 32 mm apart.
    pub fn any(d: &mut Dice) -> Self {
        let pull = match d.weighted(&[44, 28, 16, 12]) {
            0 => Pull::Bar(d.among(&[96.0, 128.0, 160.0, 192.0])),
            1 => Pull::Knob,
            2 => Pull::Cutout,
            _ => Pull::Nothing,
        };
        let thick = d.among(&[16.0, 18.0, 18.0, 19.0, 22.0]);
        Self { pull, thick, gap: d.among(&[2.0, 3.0, 3.0, 4.0]), framed: d.chance(0.3) }
    }

    /// A front about its own middle, its inner face at y = 0; the cut-out, if it is pulled by one, `from` the middle.
    fn front(&self, half: [f64; 2], from: [f64; 2]) -> Area {
        let area = Area::of(rectangle(CENTER, 2.0 * half[0], 2.0 * half[1]));
        if self.pull != Pull::Cutout {
            return area;
        }
        let (long, high) = ((half[0] * 0.5).min(100.0), (half[1] * 0.3).min(28.0));
        area.less(slot(at(from[0], from[1]), long, high))
    }

    /// A door.
    pub fn door(&self, half: [f64; 2]) -> Vec<Solid> {
        let outer = [-self.thick, 0.0];
        let bar = (half[0] * 0.3).min(70.0);
        if !self.framed || self.pull == Pull::Cutout {
            return vec![Solid::deep(&self.front(half, [0.0, half[1] - 60.0]), outer)];
        }
        let [x, z] = half.map(|h| h - bar);
        let frame = Area::of(rectangle(CENTER, 2.0 * half[0], 2.0 * half[1])).less(rectangle(CENTER, 2.0 * x, 2.0 * z));
        let panel = Solid::cuboid([-x, x], [-self.thick * 0.7, -self.thick * 0.2], [-z, z]);
        vec![Solid::deep(&frame, outer), panel]
    }

    /// A drawer: its front, the sides of its box, the bottom of that. The box is `deep`, and no wider than `clear` to each side
    /// of the middle.
    pub fn drawer(&self, half: [f64; 2], clear: f64, deep: f64) -> Vec<Solid> {
        // Runners take 13 mm at each side.
        let (x, wall) = (clear - 13.0, 12.0);
        // Clear of the board that may lie behind the front's lower edge.
        let [low, high] = [(-half[1] * 0.75).max(26.0 - half[1]), half[1] * 0.45];
        let ring = Area::of(rectangle(at(0.0, deep / 2.0), 2.0 * x, deep)).less(rectangle(
            at(0.0, deep / 2.0),
            2.0 * (x - wall),
            deep - 2.0 * wall,
        ));
        vec![
            Solid::deep(&self.front(half, [0.0, half[1] * 0.72]), [-self.thick, 0.0]),
            Solid::upright(&ring, [low, high]),
            Solid::cuboid([wall - x, x - wall], [wall, deep - wall], [low, low + 6.0]),
        ]
    }

    /// What is screwed onto a front, drawn on the plane y = 0 and lying along x; `None` where there is nothing.
    pub fn handle(&self) -> Option<Vec<Solid>> {
        match self.pull {
            Pull::Bar(apart) => {
                let (bar, out) = (10.0, 32.0);
                let (x, end) = (apart / 2.0 - bar / 2.0, apart / 2.0 + bar / 2.0);
                // A bow, as seen from above.
                let outline = [
                    at(-end, 0.0),
                    at(-end, -out),
                    at(end, -out),
                    at(end, 0.0),
                    at(x, 0.0),
                    at(x, bar - out),
                    at(-x, bar - out),
                    at(-x, 0.0),
                ];
                Some(vec![Solid::upright(&Area::of(polygon(&outline)), [-bar / 2.0, bar / 2.0])])
            }
            Pull::Knob => {
                let round = |d: f64, y: Range| Solid::deep(&Area::of(disc(CENTER, d)), y);
                Some(vec![round(14.0, [-15.0, 0.0]), round(30.0, [-27.0, -15.0])])
            }
            Pull::Cutout | Pull::Nothing => None,
        }
    }

    /// Where the handle of a door goes whose outer face has its middle at `middle`: upright near its edge, on the side of the
    /// sign `edge`, and `high` over the middle as far as it fits; level near the upper edge where `edge` is 0 or the door is too
    /// low.
    pub fn on_door(&self, middle: [f64; 3], half: [f64; 2], edge: f64, high: f64) -> Placement {
        let [x, y, z] = middle;
        let reach = if let Pull::Bar(apart) = self.pull { apart / 2.0 + 20.0 } else { 20.0 };
        let free = half[1] - reach;
        if edge == 0.0 || free < 0.0 {
            return moved([x, y, z + half[1] - 35.0]);
        }
        let inset = (half[0] * 0.3).min(35.0);
        let origin = Vec3::new(x + edge * (half[0] - inset), y, z + high.clamp(-free, free));
        Placement { frame: Frame { origin, x: Vec3::Z, y: Vec3::Y }, mirrored: false, name: None }
    }
}
