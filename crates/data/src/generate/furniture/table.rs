//! Tables: dining, desk, coffee, bar and side tables, on legs, frames, panels, columns and cabinets.

use super::super::contour::{Area, CENTER, Corner, at, cornered, disc, rectangle, regular, slot};
use super::super::dice::Dice;
use super::super::pattern::rank;
use super::assembly::{Assembly, Range, Solid, moved, pair};
use super::front::Style;
use super::leg::{Leg, Stand, frames};
use super::pedestal::pedestal;
use resolid_program::Program;

/// What a table is for, with its half sides and the height of its upper face.
#[derive(Clone, Copy, Debug)]
struct Sizes {
    half: [f64; 2],
    top: f64,
}

/// A table.
pub(in super::super) fn draw(d: &mut Dice) -> Program {
    let mut a = Assembly::new(d.unit());
    let kind = d.weighted(&[40, 22, 20, 8, 10]);
    let (wide, deep, top) = match kind {
        // Dining: 720 to 760 mm high.
        0 => (d.size(700.0, 2200.0), d.size(700.0, 1000.0), d.size(720.0, 760.0)),
        // Desk: EN 527-1 has 740 ± 20 mm.
        1 => (d.size(1000.0, 1800.0), d.size(600.0, 800.0), d.size(720.0, 760.0)),
        // Coffee.
        2 => (d.size(500.0, 1300.0), d.size(450.0, 750.0), d.size(350.0, 500.0)),
        // Bar.
        3 => (d.size(600.0, 1400.0), d.size(500.0, 700.0), d.size(1000.0, 1100.0)),
        // Side.
        _ => (d.size(320.0, 550.0), d.size(320.0, 550.0), d.size(450.0, 650.0)),
    };
    let desk = kind == 1;
    let sizes = Sizes { half: [wide / 2.0, deep / 2.0], top };
    let thick = d.size(16.0, 45.0).min(deep / 12.0);
    let carried = top - thick;
    if desk && wide >= 1300.0 && d.chance(0.55) {
        on_cabinets(d, &mut a, sizes, thick);
        return a.finish();
    }
    let round = !desk && d.chance(0.3);
    let half = board(d, &mut a, sizes, thick, round, desk);
    match d.weighted(&[46, 16, if round { 0 } else { 16 }, if round { 60 } else { 14 }]) {
        0 => on_legs(d, &mut a, half, carried),
        1 => {
            let bar = d.size(30.0, 70.0);
            let inset = half[0] * d.among(&[0.0, 0.1, 0.25]);
            frames(d, &mut a, half[0] - inset, half[1] * 0.92, carried, bar);
        }
        2 => on_panels(d, &mut a, half, carried),
        _ => {
            let least = half[0].min(half[1]);
            let reach = d.size(least * 0.6, least * 0.85);
            // A long one has two.
            let apart = half[0] - reach - half[0] * 0.05;
            let xs = if apart > 1.3 * reach { vec![-apart, apart] } else { vec![0.0] };
            pedestal(d, &mut a, "top support", carried, reach, &xs);
        }
    }
    a.finish()
}

/// The board on top; the half sides of a rectangle within its outline.
fn board(d: &mut Dice, a: &mut Assembly, sizes: Sizes, thick: f64, round: bool, desk: bool) -> [f64; 2] {
    let [x, y] = sizes.half;
    let [wide, deep] = [2.0 * x, 2.0 * y];
    let (outline, half) = match (round, d.weighted(&[40, 35, 25])) {
        (true, 0 | 1) => (disc(CENTER, deep), [y * 0.68; 2]),
        (true, _) => (regular(CENTER, d.among(&[6, 8]), deep), [y * 0.68; 2]),
        (false, 0) => (rectangle(CENTER, wide, deep), [x, y]),
        (false, 1) => {
            let r = d.size(15.0, y * 0.5);
            // A leg's corner stays under the rounding.
            (cornered(CENTER, wide, deep, Corner::Round(r.into())), [x - 0.3 * r, y - 0.3 * r])
        }
        (false, _) if wide > 1.4 * deep && !desk => (slot(CENTER, wide - deep, deep), [x - 0.33 * y, y * 0.68]),
        (false, _) => (cornered(CENTER, wide, deep, Corner::Bevel((y * 0.2).into())), [x - 0.1 * y, y - 0.1 * y]),
    };
    let mut area = Area::of(outline);
    if desk && d.chance(0.5) {
        // Where the cables go through: 60 and 80 mm are the sizes of the rings that are sold for it.
        let size = d.among(&[60.0, 80.0]);
        let behind = y - 90.0;
        area = if d.chance(0.5) {
            area.less(disc(at(0.0, behind), size))
        } else {
            area.less(disc(at(-x * 0.6, behind), size)).less(disc(at(x * 0.6, behind), size))
        };
    }
    a.part("top", "top", &Solid::upright(&area, [sizes.top - thick, sizes.top]));
    half
}

/// Four legs, with an apron, stretchers, a shelf, as it comes.
fn on_legs(d: &mut Dice, a: &mut Assembly, half: [f64; 2], top: f64) {
    let thick = d.size(35.0, 90.0).min(half[1] * 0.25);
    let leg = Leg::any(d, top, thick);
    let inset = half[1] * d.among(&[0.0, 0.03, 0.1]);
    let stand = Stand::under(leg, half, inset);
    stand.place_legs(a, "leg");
    let rail = d.size(15.0, 25.0).min(thick * 0.6);
    let high = d.size(60.0, 110.0).min(top * 0.2);
    match stand.opening(top - 120.0) {
        Some(clear) if clear > 150.0 && d.chance(0.35) => {
            stand.rails(a, "apron", rail, [top - high, top], &[1]);
            drawers(d, a, &stand, clear, top);
        }
        _ if d.chance(0.75) => drop(stand.ring(a, "apron", rail, [top - high, top])),
        _ => {}
    }
    let low = d.size(top * 0.15, top * 0.35);
    let z: Range = [low, low + rail * 1.5];
    match d.weighted(&[50, 12, 18, 20]) {
        0 => {}
        1 => drop(stand.ring(a, "stretcher", rail, z)),
        2 => drop(stand.letter_h(a, "stretcher", rail, z)),
        _ => {
            if stand.ring(a, "stretcher", rail, z) {
                let board = d.size(12.0, 22.0);
                stand.shelf(a, rail, [z[1], z[1] + board]);
            }
        }
    }
}

/// Drawers between the legs in front, under the top.
fn drawers(d: &mut Dice, a: &mut Assembly, stand: &Stand, clear: f64, top: f64) {
    let style = Style::any(d);
    let high = d.size(80.0, 120.0);
    // None wider than a metre.
    let least = (clear / 500.0).ceil() as usize;
    let count = if clear / (least as f64 + 1.0) > 150.0 { d.count(least, least + 1) } else { least };
    let pitch = 2.0 * clear / count as f64;
    let half = [(pitch - style.gap) / 2.0, high / 2.0];
    // Flush with the legs.
    let front = stand.y[0] - stand.legs[0].half[1] + style.thick;
    let deep = (stand.y[1] - stand.y[0]) * 0.8;
    let place = |y: f64| (0..count).map(|k| moved([pitch * rank(k, count) + 0.0, y, top - high / 2.0])).collect();
    a.parts("fronts", "drawer", &style.drawer(half, half[0], deep), place(front));
    if let Some(handle) = style.handle() {
        a.parts("fronts", "handle", &handle, place(front - style.thick));
    }
}

/// A board at each end, and one between them that keeps them upright.
fn on_panels(d: &mut Dice, a: &mut Assembly, half: [f64; 2], top: f64) {
    let thick = d.size(18.0, 45.0);
    let x = half[0] - half[0] * d.among(&[0.0, 0.05, 0.2]);
    let y = half[1] * d.among(&[1.0, 0.95, 0.85]);
    let middle = top / 2.0;
    let mut area = Area::of(rectangle(at(0.0, middle), 2.0 * y, top));
    if d.chance(0.3) {
        area = area.less(slot(at(0.0, top * 0.6), y * 0.6, top * 0.15));
    }
    a.parts("base", "panel", &[Solid::across(&area, [-thick, 0.0])], pair([x, 0.0, 0.0]));
    let inner = x - thick;
    let (high, board) = (d.size(top * 0.25, top * 0.6), d.size(16.0, 25.0));
    // One in the middle or behind, or two.
    let places = d.among(&[&[0.0][..], &[0.0], &[0.5], &[-0.6, 0.6]]);
    // Under the top, or lower down.
    let upper = top - if d.chance(0.6) { 0.0 } else { top * 0.2 };
    let z = [upper - high, upper];
    let stretcher = Solid::cuboid([-inner, inner], [-board / 2.0, board / 2.0], z);
    a.parts("base", "stretcher", &[stretcher], places.iter().map(|p| moved([0.0, p * y, 0.0])).collect());
    if z[0] > top * 0.4 && d.chance(0.5) {
        // Boards below it, from end to end.
        let count = d.count(1, 2);
        let [low, deep] = [d.size(top * 0.08, top * 0.12), y * d.among(&[0.8, 1.0])];
        let shelf = Solid::cuboid([-inner, inner], [-deep, deep], [low, low + board]);
        let pitch = (z[0] - low) / 2.0;
        a.parts("base", "shelf", &[shelf], (0..count).map(|k| moved([0.0, 0.0, pitch * k as f64])).collect());
    }
}

/// A desk: a board on two cabinets of drawers.
fn on_cabinets(d: &mut Dice, a: &mut Assembly, sizes: Sizes, thick: f64) {
    let [x, y] = sizes.half;
    let top = sizes.top - thick;
    let corner = if d.chance(0.6) { Corner::Sharp } else { Corner::Round(d.size(10.0, 40.0).into()) };
    a.part("top", "top", &Solid::upright(&Area::of(cornered(CENTER, 2.0 * x, 2.0 * y, corner)), [top, sizes.top]));
    let style = Style::any(d);
    let panel = d.among(&[16.0, 18.0, 19.0]);
    let wide = d.size(300.0, (x * 0.5).min(450.0));
    let floor = d.size(40.0, 100.0);
    // The cabinets stand back by the thickness of their fronts and a little more.
    let front = -y + style.thick + d.size(25.0, 45.0);
    let rear = y - d.size(15.0, 40.0);
    let outer = x - d.size(20.0, 60.0);
    let middle = outer - wide / 2.0;
    let inner = wide / 2.0 - panel;
    let side = Solid::cuboid([-panel / 2.0, panel / 2.0], [front, rear], [0.0, top]);
    let axis = wide / 2.0 - panel / 2.0;
    let sides = [middle - axis, middle + axis].map(|x| pair([x, 0.0, 0.0])).concat();
    a.parts("carcass", "side", &[side], sides);
    let bottom = Solid::cuboid([-inner, inner], [front, rear], [floor, floor + panel]);
    a.parts("carcass", "bottom", &[bottom], pair([middle, 0.0, 0.0]));
    // What keeps the two together: a board between them, behind the knees.
    let between = middle - wide / 2.0;
    let knees = Solid::cuboid([-between, between], [rear - panel, rear], [top * 0.5, top]);
    a.part("carcass", "panel", &knees);
    let count = d.count(2, 4);
    let row = (top - floor) / count as f64;
    let half = [wide / 2.0 - style.gap / 2.0, row / 2.0 - style.gap / 2.0];
    let at = |k: usize| floor + row * (k as f64 + 0.5);
    let drawer = style.drawer(half, inner, rear - front - 30.0);
    let places = (0..count).flat_map(|k| pair([middle, front, at(k)])).collect();
    a.parts("fronts", "drawer", &drawer, places);
    if let Some(handle) = style.handle() {
        let outer = front - style.thick;
        let each = |k: usize| [-middle, middle].map(|x| moved([x, outer, at(k)]));
        a.parts("fronts", "handle", &handle, (0..count).flat_map(each).collect());
    }
}
