//! What stands in a carcass and closes it: shelves, doors, drawers, bay by bay.

use super::super::contour::{Area, CENTER, disc};
use super::super::pattern::rank;
use super::assembly::{Assembly, Range, Solid, moved};
use super::front::Style;
use resolid_program::Placement;

/// What is behind one front edge of a carcass, from divider to divider.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Bay {
    /// Shelves, so many.
    Open(usize),
    /// A door or a pair of them, with so many shelves behind; a rail for hangers where there is none.
    Doors(usize),
    /// Drawers, so many.
    Drawers(usize),
    /// Drawers and doors: the drawers above, or below in what is taller than a person reaches into from above.
    Mixed,
}

/// All that is in the bays of a carcass, sorted by what is alike.
pub(super) struct Contents {
    style: Style,
    /// Thickness of boards.
    board: f64,
    /// Where shelves begin and end.
    deep: Range,
    /// From the bottom to the top inside.
    inner: Range,
    /// From where to where fronts reach.
    front: Range,
    /// By the clear width of their bays.
    shelves: Vec<(f64, Vec<Placement>)>,
    hangers: Vec<(f64, Vec<Placement>)>,
    /// By half the height of their fronts, beside half the width.
    doors: Vec<(f64, Vec<Placement>)>,
    drawers: Vec<(f64, Vec<Placement>)>,
    /// Half the widths of doors and drawers: all doors are as wide as one another, and all drawers.
    half: [f64; 2],
    /// How far boxes of drawers may reach from the middle.
    clear: f64,
    handles: Vec<Placement>,
}

/// Heights over which a person does not look into a drawer, millimetres.
const TALL: f64 = 1200.0;

impl Contents {
    /// Nothing yet, for boards of that thickness. Shelves reach from `deep[0]` to `deep[1]`; the carcass is free within `inner`,
    /// and its fronts reach over `front`.
    pub fn new(style: Style, board: f64, deep: Range, inner: Range, front: Range) -> Self {
        let none = Vec::new;
        Self {
            style,
            board,
            deep,
            inner,
            front,
            shelves: none(),
            hangers: none(),
            doors: none(),
            drawers: none(),
            half: [0.0; 2],
            clear: 0.0,
            handles: Vec::new(),
        }
    }

    /// Fills a bay whose fronts are `pitch` wide about `middle`, and which is free from `clear[0]` to `clear[1]`. In a mixed bay drawers are as high
    /// as `row` says.
    pub fn add(&mut self, bay: Bay, middle: f64, pitch: f64, clear: Range, row: f64) {
        // The same for all bays, so that all drawers are alike.
        self.clear = pitch / 2.0 - self.board;
        let [low, high] = self.front;
        match bay {
            Bay::Open(count) => self.shelve(clear, self.even(count)),
            Bay::Drawers(count) => self.add_drawers(middle, pitch, self.front, count),
            Bay::Doors(count) => {
                self.add_doors(middle, pitch, self.front);
                self.shelve(clear, self.even(count));
                if count == 0 {
                    let place = moved([center(clear), (self.deep[0] + self.deep[1]) / 2.0, self.inner[1] - 80.0]);
                    put(&mut self.hangers, clear[1] - clear[0], place);
                }
            }
            Bay::Mixed if high - low > TALL => {
                let split = low + 2.0 * row;
                self.add_drawers(middle, pitch, [low, split], 2);
                self.add_doors(middle, pitch, [split, high]);
                self.shelve(clear, vec![split - self.board / 2.0]);
            }
            Bay::Mixed => {
                let split = high - row.min((high - low) * 0.45);
                self.add_doors(middle, pitch, [low, split]);
                self.add_drawers(middle, pitch, [split, high], 1);
                self.shelve(clear, vec![split - self.board / 2.0]);
            }
        }
    }

    /// Heights of shelves that part the inside evenly.
    fn even(&self, count: usize) -> Vec<f64> {
        let [low, high] = self.inner;
        let gap = (high - low - count as f64 * self.board) / (count as f64 + 1.0);
        (0..count).map(|k| low + gap + (gap + self.board) * k as f64).collect()
    }

    fn shelve(&mut self, clear: Range, heights: Vec<f64>) {
        for z in heights {
            put(&mut self.shelves, clear[1] - clear[0], moved([center(clear), 0.0, z]));
        }
    }

    fn add_drawers(&mut self, middle: f64, pitch: f64, z: Range, count: usize) {
        let row = (z[1] - z[0]) / count as f64;
        self.half[1] = (pitch - self.style.gap) / 2.0;
        for k in 0..count {
            let at = [middle, 0.0, z[0] + row * (k as f64 + 0.5)];
            put(&mut self.drawers, (row - self.style.gap) / 2.0, moved(at));
            self.handles.push(moved([at[0], -self.style.thick, at[2]]));
        }
    }

    fn add_doors(&mut self, middle: f64, pitch: f64, z: Range) {
        // A door wider than 600 mm is a pair of doors.
        let leaves = if pitch > 600.0 { 2 } else { 1 };
        let wide = pitch / leaves as f64;
        let half = [(wide - self.style.gap) / 2.0, (z[1] - z[0] - self.style.gap) / 2.0];
        self.half[0] = half[0];
        for leaf in 0..leaves {
            let at = [middle + wide * rank(leaf, leaves) + 0.0, 0.0, (z[0] + z[1]) / 2.0];
            put(&mut self.doors, half[1], moved(at));
            // Pairs open in the middle, single doors towards the middle of the whole.
            let towards = if leaves == 2 { -rank(leaf, 2) } else { -middle };
            let edge = if towards.abs() < 1e-9 { 0.0 } else { towards.signum() };
            // At hand: about a metre up on a tall door, near the upper end of a low one.
            let up =
                if half[1] > 500.0 { (1000.0 - at[2]).clamp(-0.7 * half[1], 0.7 * half[1]) } else { 0.4 * half[1] };
            self.handles.push(self.style.on_door([at[0], -self.style.thick, at[2]], half, edge, up));
        }
    }

    /// Adds it all to a piece of furniture.
    pub fn draw(self, a: &mut Assembly) {
        let Self { style, board, deep, half: [door, drawer], .. } = self;
        for (clear, places) in self.shelves {
            a.parts("carcass", "shelf", &[Solid::cuboid([-clear / 2.0, clear / 2.0], deep, [0.0, board])], places);
        }
        for (clear, places) in self.hangers {
            let rod = Solid::across(&Area::of(disc(CENTER, 25.0)), [-clear / 2.0, clear / 2.0]);
            a.parts("carcass", "wardrobe rail", &[rod], places);
        }
        for (high, places) in self.doors {
            a.parts("fronts", "door", &style.door([door, high]), places);
        }
        for (high, places) in self.drawers {
            let solids = style.drawer([drawer, high], self.clear, deep[1] - 30.0);
            a.parts("fronts", "drawer", &solids, places);
        }
        if let (Some(handle), false) = (style.handle(), self.handles.is_empty()) {
            a.parts("fronts", "handle", &handle, self.handles);
        }
    }
}

fn center(range: Range) -> f64 {
    (range[0] + range[1]) / 2.0 + 0.0
}

/// Puts a part of that measure with those that are alike.
fn put(kinds: &mut Vec<(f64, Vec<Placement>)>, measure: f64, place: Placement) {
    match kinds.iter_mut().find(|(m, _)| (*m - measure).abs() < 1e-6) {
        Some((_, places)) => places.push(place),
        None => kinds.push((measure, vec![place])),
    }
}
