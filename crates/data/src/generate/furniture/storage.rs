//! Storage: bookcases, sideboards, chests of drawers, wardrobes, bedside cabinets, open racks.

use super::super::contour::{Area, CENTER, at, block, disc, rectangle, slot};
use super::super::dice::Dice;
use super::super::pattern::rank;
use super::assembly::{Assembly, Range, Solid, moved, pair};
use super::bay::{Bay, Contents};
use super::front::Style;
use super::leg::{Leg, Stand};
use resolid_program::Program;

/// A piece of storage.
pub(in super::super) fn draw(d: &mut Dice) -> Program {
    let mut a = Assembly::new(d.unit());
    match d.weighted(&[30, 24, 18, 12, 10, 10]) {
        0 => bookcase(d, &mut a),
        1 => sideboard(d, &mut a),
        2 => chest(d, &mut a),
        3 => wardrobe(d, &mut a),
        4 => bedside(d, &mut a),
        _ => rack(d, &mut a),
    }
    a.finish()
}

/// A box of boards: sides, top, bottom, back, dividers; the front edge at y = 0.
#[derive(Clone, Debug)]
struct Carcass {
    /// Half the width.
    half: f64,
    deep: f64,
    /// Under the bottom and over the top.
    z: Range,
    /// Thickness of its boards.
    board: f64,
    /// Bays from left to right.
    bays: Vec<Bay>,
}

/// Boards of 16 to 25 mm.
fn board(d: &mut Dice) -> f64 {
    d.among(&[16.0, 18.0, 18.0, 19.0, 22.0, 25.0])
}

/// The same from the left and from the right.
fn symmetric(d: &mut Dice, count: usize, choose: impl Fn(&mut Dice) -> Bay) -> Vec<Bay> {
    let some: Vec<Bay> = (0..count.div_ceil(2)).map(|_| choose(d)).collect();
    (0..count).map(|k| some[k.min(count - 1 - k)]).collect()
}

/// Shelves that hold A4 files: 250 to 350 mm deep, at most 900 mm from side to side lest they sag.
fn bookcase(d: &mut Dice, a: &mut Assembly) {
    let count = d.among(&[1, 1, 1, 2, 3]);
    let each = d.size(300.0, if count == 1 { 900.0 } else { 600.0 });
    let (deep, tall) = (d.size(250.0, 350.0), d.size(750.0, 2200.0));
    // A file stands 320 mm high.
    let most = (tall / 330.0) as usize;
    let doors = d.chance(0.25);
    let shelves = d.count(1, most.max(1));
    let bays = if doors && tall > 1400.0 {
        symmetric(d, count, |d| if d.chance(0.5) { Bay::Doors(shelves) } else { Bay::Open(shelves) })
    } else {
        symmetric(d, count, |d| Bay::Open(if d.chance(0.8) { shelves } else { shelves.max(2) - 1 }))
    };
    stand(d, a, each * count as f64, deep, tall, bays);
}

/// Long and low, doors and drawers side by side.
fn sideboard(d: &mut Dice, a: &mut Assembly) {
    let count = d.count(2, 4);
    let (each, deep, tall) = (d.size(350.0, 600.0), d.size(350.0, 500.0), d.size(500.0, 950.0));
    let bays = symmetric(d, count, |d| match d.weighted(&[20, 40, 25, 15]) {
        0 => Bay::Open(d.count(1, 2)),
        1 => Bay::Doors(d.count(1, 2)),
        2 => Bay::Drawers(d.count(2, 4)),
        _ => Bay::Mixed,
    });
    stand(d, a, each * count as f64, deep, tall, bays);
}

/// Drawers over drawers.
fn chest(d: &mut Dice, a: &mut Assembly) {
    let count = d.among(&[1, 1, 2]);
    let each = d.size(400.0, if count == 1 { 1000.0 } else { 700.0 });
    let (deep, rows) = (d.size(400.0, 550.0), d.count(2, 6));
    let row = d.size(150.0, 250.0);
    stand(d, a, each * count as f64, deep, row * rows as f64 + 40.0, vec![Bay::Drawers(rows); count]);
}

/// 550 to 620 mm deep for clothes on hangers, 1,800 to 2,200 mm high.
fn wardrobe(d: &mut Dice, a: &mut Assembly) {
    let count = d.count(1, 3);
    let (each, deep, tall) = (d.size(450.0, 900.0), d.size(550.0, 620.0), d.size(1800.0, 2200.0));
    let bays = symmetric(d, count, |d| match d.weighted(&[60, 25, 15]) {
        0 => Bay::Doors(0),
        1 => Bay::Mixed,
        _ => Bay::Doors(d.count(3, 5)),
    });
    stand(d, a, each * count as f64, deep, tall, bays);
}

/// About as high as a mattress.
fn bedside(d: &mut Dice, a: &mut Assembly) {
    let (wide, deep, tall) = (d.size(350.0, 600.0), d.size(320.0, 450.0), d.size(350.0, 650.0));
    let bay = match d.weighted(&[40, 30, 15, 15]) {
        0 => Bay::Drawers(d.count(1, 3)),
        1 => Bay::Mixed,
        2 => Bay::Doors(1),
        _ => Bay::Open(1),
    };
    stand(d, a, wide, deep, tall, vec![bay]);
}

/// What a carcass stands on.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Base {
    Floor,
    /// A ring of boards that stands back.
    Plinth,
    Legs,
    /// Its own sides, with a board between them below the bottom.
    Sides,
}

/// A carcass, and what it stands on.
fn stand(d: &mut Dice, a: &mut Assembly, wide: f64, deep: f64, tall: f64, bays: Vec<Bay>) {
    let base = [Base::Floor, Base::Plinth, Base::Legs, Base::Sides][d.weighted(&[20, 30, 30, 20])];
    let lift = match base {
        Base::Floor => 0.0,
        Base::Legs => d.size(80.0, 220.0),
        Base::Plinth | Base::Sides => d.size(50.0, 120.0),
    };
    let carcass = Carcass { half: wide / 2.0, deep, z: [lift, lift + tall], board: board(d), bays };
    let setback = d.size(20.0, 60.0);
    let half = carcass.half;
    match base {
        Base::Floor => {}
        Base::Plinth => {
            let inset = d.among(&[0.0, 20.0]);
            let [low, high] = [at(inset - half, setback), at(half - inset, deep)];
            let b = carcass.board;
            let ring = Area::of(block(low, high)).less(block([low[0] + b, low[1] + b], [high[0] - b, high[1] - b]));
            a.part("base", "plinth", &Solid::upright(&ring, [0.0, lift]));
        }
        Base::Legs => {
            let thick = d.size(30.0, 55.0);
            let leg = Leg::any(d, lift, thick);
            let legs = Stand::under(leg, [half, deep / 2.0], d.among(&[0.0, 15.0, 40.0]));
            // The legs stand about the middle of the carcass.
            legs.behind(deep / 2.0).place_legs(a, "leg");
        }
        Base::Sides => {
            let x = half - carcass.board;
            let board = Solid::cuboid([-x, x], [setback, setback + carcass.board], [0.0, lift]);
            a.part("base", "plinth", &board);
        }
    }
    carcass.draw(d, a, if base == Base::Sides { 0.0 } else { lift });
}

impl Carcass {
    /// The middle of a bay, and where its clear width begins and ends. Dividers stand where fronts meet, so that all fronts
    /// are alike.
    fn bay(&self, k: usize) -> (f64, Range) {
        let count = self.bays.len();
        let half = self.half / count as f64;
        let middle = 2.0 * half * rank(k, count) + 0.0;
        // How far a board reaches into the bay: a side wholly, a divider by half.
        let reach = |is_side: bool| if is_side { self.board } else { self.board / 2.0 };
        (middle, [middle - half + reach(k == 0), middle + half - reach(k + 1 == count)])
    }

    /// Draws it; its sides reach down to `foot`.
    fn draw(&self, d: &mut Dice, a: &mut Assembly, foot: f64) {
        let Self { half, deep, z, board: b, .. } = *self;
        let count = self.bays.len();
        // The top lies on the sides, or between them.
        let over = if d.chance(0.5) { Some(d.among(&[0.0, 0.0, 10.0, 20.0])) } else { None };
        let side_top = if over.is_some() { z[1] - b } else { z[1] };
        let mut side = Area::of(block(at(0.0, foot), at(deep, side_top)));
        let inner = [z[0] + b, z[1] - b];
        if self.bays.iter().all(|b| matches!(b, Bay::Open(_))) && z[1] < 900.0 && d.chance(0.4) {
            // Something to carry it by.
            side = side.less(slot(at(deep / 2.0, inner[1] - 60.0), 90.0f64.min(deep * 0.3), 30.0));
        }
        a.parts("carcass", "side", &[Solid::across(&side, [-b, 0.0])], pair([half, 0.0, 0.0]));
        let within = [b - half, half - b];
        a.part("carcass", "bottom", &Solid::cuboid(within, [0.0, deep], [z[0], z[0] + b]));
        let span = over.map_or(within, |o| [-half - o, half + o]);
        a.part("carcass", "top", &Solid::cuboid(span, [0.0, deep], [z[1] - b, z[1]]));
        let closed = self.bays.iter().any(|b| !matches!(b, Bay::Open(_)));
        if closed || d.chance(0.75) {
            let mut area = Area::of(rectangle(at(0.0, (z[0] + z[1]) / 2.0), 2.0 * half, z[1] - z[0]));
            if z[1] < 1000.0 && d.chance(0.3) {
                // Room for a cable in the middle of every bay.
                let hole = |k: usize| disc(at(self.bay(k).0, z[0] + (z[1] - z[0]) * 0.6), 60.0);
                area = (0..count).map(hole).fold(area, Area::less);
            }
            let thin = d.among(&[3.0, 5.0, 8.0, 12.0]);
            a.part("carcass", "back", &Solid::deep(&area, [deep, deep + thin]));
        }
        if count > 1 {
            let pitch = 2.0 * half / count as f64;
            let places = (0..count - 1).map(|k| moved([pitch * rank(k, count - 1) + 0.0, 0.0, 0.0])).collect();
            a.parts("carcass", "divider", &[Solid::cuboid([-b / 2.0, b / 2.0], [0.0, deep], inner)], places);
        }
        // Fronts end under a top that lies on the sides.
        let front = [z[0], side_top];
        let recess = d.among(&[0.0, 10.0, 20.0]);
        let mut contents = Contents::new(Style::any(d), b, [recess, deep], inner, front);
        // Of a bay with drawers and doors, how much is drawers.
        let drawers = d.size(140.0, 200.0);
        for (k, bay) in self.bays.iter().enumerate() {
            let (middle, clear) = self.bay(k);
            contents.add(*bay, middle, 2.0 * half / count as f64, clear, drawers);
        }
        contents.draw(a);
    }
}

/// Shelves between four posts.
fn rack(d: &mut Dice, a: &mut Assembly) {
    let (wide, deep, tall) = (d.size(500.0, 1200.0), d.size(280.0, 450.0), d.size(700.0, 2000.0));
    let (post, thick) = (d.size(25.0, 45.0), d.size(15.0, 30.0));
    let (x, y) = (wide / 2.0 - post / 2.0, deep / 2.0 - post / 2.0);
    let upright = Solid::upright(&Area::of(rectangle(CENTER, post, post)), [0.0, tall]);
    let corners = [pair([x, -y, 0.0]), pair([x, y, 0.0])].concat();
    a.parts("base", "post", &[upright], corners);
    let count = d.count(2, ((tall / 350.0) as usize).max(2));
    let foot = d.size(60.0, 200.0);
    let head = tall - thick - d.among(&[0.0, 0.0, 100.0]);
    let inner = x - post / 2.0;
    let shelf = Solid::cuboid([-inner, inner], [-deep / 2.0, deep / 2.0], [0.0, thick]);
    let at = |k: usize| foot + (head - foot) * k as f64 / (count as f64 - 1.0);
    a.parts("carcass", "shelf", &[shelf], (0..count).map(|k| moved([0.0, 0.0, at(k)])).collect());
}
