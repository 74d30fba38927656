//! Chairs: on legs, on frames, on a column, on casters; with backs and arms and without; armchairs and sofas.

use super::super::contour::{Area, CENTER, Contour, Corner, at, cornered, disc, polygon, rectangle, regular, squared};
use super::super::dice::Dice;
use super::super::pattern::rank;
use super::assembly::{Assembly, Range, Solid, moved, pair};
use super::back::{Between, Rake, fill, shell};
use super::leg::{Leg, Stand, frames};
use super::pedestal::{Foot, pedestal, star, telescope};
use resolid_program::Program;

/// A chair.
pub(in super::super) fn draw(d: &mut Dice) -> Program {
    let mut a = Assembly::new(d.unit());
    match d.weighted(&[38, 22, 12, 14, 14]) {
        0 => framed(d, &mut a),
        1 => perched(d, &mut a),
        2 => stool(d, &mut a),
        3 => swivel(d, &mut a),
        _ => padded(d, &mut a),
    }
    a.finish()
}

/// A seat: half its width and depth, and from its lower to its upper face.
#[derive(Clone, Copy, Debug)]
struct Seat {
    half: [f64; 2],
    z: Range,
}

impl Seat {
    /// 380 to 520 mm wide, 380 to 480 mm deep, its upper face at 400 to 480 mm: EN 1729-1 has 460 mm for adults at school.
    fn any(d: &mut Dice) -> Self {
        let (w, deep, top) = (d.size(380.0, 520.0), d.size(380.0, 480.0), d.size(400.0, 480.0));
        // Boards, or upholstery.
        let thick = if d.chance(0.6) { d.size(15.0, 32.0) } else { d.size(40.0, 80.0) };
        Self { half: [w / 2.0, deep / 2.0], z: [top - thick, top] }
    }

    /// A board of it, straight at the rear.
    fn board(&self, d: &mut Dice) -> Solid {
        let [x, y] = self.half;
        let outline = match d.weighted(&[50, 25, 25]) {
            0 => rectangle(CENTER, 2.0 * x, 2.0 * y),
            1 => {
                let r = d.size(15.0, 60.0);
                squared(&[
                    (at(-x, -y), Corner::Round(r.into())),
                    (at(x, -y), Corner::Round(r.into())),
                    (at(x, y), Corner::Sharp),
                    (at(-x, y), Corner::Sharp),
                ])
            }
            _ => {
                // A little wider in front.
                let wide = x + d.size(10.0, 35.0);
                polygon(&[at(-wide, -y), at(wide, -y), at(x, y), at(-x, y)])
            }
        };
        Solid::upright(&Area::of(outline), self.z)
    }
}

/// How far a back leans: 0 to 12 degrees are usual for chairs to sit at a table in.
fn lean(d: &mut Dice) -> f64 {
    if d.chance(0.35) { 0.0 } else { d.among(&[3.0f64, 5.0, 8.0, 10.0, 12.0]).to_radians().tan() }
}

/// A chair whose legs behind go on upwards as the posts of its back.
fn framed(d: &mut Dice, a: &mut Assembly) {
    let seat = Seat::any(d);
    let [x, y] = seat.half;
    let thick = d.size(30.0, 45.0);
    let front = Leg::any(d, seat.z[0], thick);
    let (wide, deep) = (d.size(22.0, 40.0), d.size(26.0, 45.0));
    let rake = Rake { y, z: seat.z[1], slope: lean(d) };
    let top = seat.z[1] + d.size(340.0, 560.0);
    let splay = if d.chance(0.3) { d.size(15.0, 60.0) } else { 0.0 };
    // From this height up the posts are upright to where the back begins to lean.
    let knee = if splay > 0.0 { seat.z[0] * 0.75 } else { 0.0 };
    let post = Solid::across(&Area::of(bent(&rake, deep, [knee, top], splay)), [-wide / 2.0, wide / 2.0]);
    let post_x = x - wide / 2.0 - d.among(&[0.0, 0.0, 10.0]);
    let front_x = x - front.half[0];
    let front_y = -y + front.half[1] + d.among(&[0.0, 10.0, 30.0]);
    let legs = [front, Leg::bar(vec![post], [wide / 2.0, deep / 2.0])];
    // Side rails run straight: the axes of front and rear lie behind one another.
    let axis = post_x.min(front_x);
    let stand = Stand { x: axis, y: [front_y, y + deep / 2.0], legs, alike: false };
    a.part("seat", "seat", &seat.board(d));
    stand.place_legs(a, "leg");
    let rail = d.size(14.0, 20.0);
    let apron = [seat.z[0] - d.size(40.0, 70.0), seat.z[0]];
    if d.chance(0.7) {
        stand.ring(a, "apron", rail, apron);
    }
    tie(d, a, &stand, [knee, apron[0]]);
    let space = Between { rake, half: axis - wide / 2.0, deep, z: [seat.z[1], top] };
    fill(d, a, space);
    if d.chance(0.35) {
        arms(d, a, &seat, &rake, axis, wide);
    }
}

/// A post from the side, about its axis at the seat: leaning above the seat up to `z[1]`, and below `z[0]` with its foot as
/// far back as `splay` says.
fn bent(rake: &Rake, deep: f64, z: Range, splay: f64) -> Contour {
    let [knee, top] = z;
    let mut axis = vec![(splay, 0.0)];
    if splay > 0.0 {
        axis.push((0.0, knee));
    }
    if rake.slope > 0.0 {
        axis.push((0.0, rake.z));
    }
    axis.push((rake.slope * (top - rake.z), top));
    let side = |s: f64| axis.iter().map(move |&(y, z)| at(y + s * deep / 2.0, z));
    polygon(&side(1.0).chain(side(-1.0).rev()).collect::<Vec<_>>())
}

/// Stretchers between the heights that are free for them, or none.
fn tie(d: &mut Dice, a: &mut Assembly, stand: &Stand, free: Range) {
    let (w, high) = (d.size(12.0, 20.0), d.size(18.0, 32.0));
    let low = d.size(90.0, 200.0).max(free[0] + 10.0);
    let z = [low, low + high];
    let kind = d.weighted(&[45, 25, 30]);
    if z[1] > free[1] - 40.0 {
        return;
    }
    match kind {
        0 => {}
        1 => drop(stand.ring(a, "stretcher", w, z)),
        _ => drop(stand.letter_h(a, "stretcher", w, z)),
    }
}

/// Armrests that end at the posts, each on one support that stands on the seat. Their upper faces lie 180 to 250 mm over
/// the seat.
fn arms(d: &mut Dice, a: &mut Assembly, seat: &Seat, rake: &Rake, x: f64, post: f64) {
    let (thick, wide) = (d.size(18.0, 30.0), post + d.size(5.0, 25.0));
    let upper = seat.z[1] + d.size(180.0, 250.0);
    let z = [upper - thick, upper];
    let front = -seat.half[1] + d.size(20.0, 110.0);
    let side = polygon(&[at(front, z[0]), at(rake.front(z[0]), z[0]), at(rake.front(z[1]), z[1]), at(front, z[1])]);
    a.parts("arms", "arm", &[Solid::across(&Area::of(side), [-wide / 2.0, wide / 2.0])], pair([x, 0.0, 0.0]));
    let s = d.size(18.0, post.max(20.0));
    let middle = front + s / 2.0 + d.size(5.0, 30.0);
    let outline = if d.chance(0.5) { disc(CENTER, s) } else { rectangle(CENTER, s, s) };
    let support = Solid::upright(&Area::of(outline), [seat.z[1], z[0]]);
    // It stands on the seat as far out as the seat goes.
    let at = x.min(seat.half[0] - s / 2.0);
    a.parts("arms", "arm support", &[support], pair([at, middle, 0.0]));
}

/// A seat on legs, frames or a column, and a back that stands on the seat.
fn perched(d: &mut Dice, a: &mut Assembly) {
    let seat = Seat::any(d);
    a.part("seat", "seat", &seat.board(d));
    carry(d, a, seat.half, seat.z[0], 0.05);
    let [x, y] = seat.half;
    let high = d.size(180.0, 480.0);
    stand_back(d, a, &seat, [x, y], high);
}

/// A back that stands on a seat: a shell, or posts with something between.
fn stand_back(d: &mut Dice, a: &mut Assembly, seat: &Seat, [x, rear]: [f64; 2], high: f64) {
    let z = [seat.z[1], seat.z[1] + high];
    let slope = lean(d);
    if d.chance(0.5) {
        let half = x * d.among(&[1.0, 0.9, 0.8]);
        return shell(d, a, rear, half, z, slope);
    }
    let (wide, deep) = (d.size(18.0, 35.0), d.size(18.0, 35.0));
    let rake = Rake { y: rear - deep, z: z[0], slope };
    let at = x - wide / 2.0 - d.among(&[0.0, 10.0, 30.0]);
    let post = Solid::across(&rake.band(z, 0.0, deep), [-wide / 2.0, wide / 2.0]);
    a.parts("back", "post", &[post], pair([at, 0.0, 0.0]));
    fill(d, a, Between { rake, half: at - wide / 2.0, deep, z });
}

/// What carries a seat: four legs, two frames, or a column.
fn carry(d: &mut Dice, a: &mut Assembly, half: [f64; 2], top: f64, inset: f64) {
    match d.weighted(&[60, 18, 22]) {
        0 => {
            let thick = d.size(26.0, 42.0);
            let leg = Leg::any(d, top, thick);
            let inset = half[0] * d.among(&[inset, 2.0 * inset, 3.0 * inset]);
            let stand = Stand::under(leg, half, inset);
            stand.place_legs(a, "leg");
            let (rail, apron) = (d.size(12.0, 18.0), [top - d.size(35.0, 60.0), top]);
            if d.chance(0.5) {
                stand.ring(a, "apron", rail, apron);
            }
            tie(d, a, &stand, [0.0, apron[0]]);
        }
        1 => {
            let bar = d.size(18.0, 32.0);
            let x = half[0] * d.among(&[0.95, 0.85]);
            frames(d, a, x, half[1] * 0.95, top, bar);
        }
        _ => {
            let reach = d.size(half[0] * 0.85, half[0] * 1.15);
            pedestal(d, a, "seat support", top, reach, &[0.0]);
        }
    }
}

/// A seat without a back: at the height of a chair, or of a bar, 650 to 800 mm.
fn stool(d: &mut Dice, a: &mut Assembly) {
    let top = if d.chance(0.5) { d.size(400.0, 480.0) } else { d.size(650.0, 800.0) };
    let (w, thick) = (d.size(300.0, 420.0), d.size(18.0, 60.0));
    let z = [top - thick, top];
    let round = d.chance(0.5);
    let outline = match (round, d.count(0, 3)) {
        (true, 0) => regular(CENTER, 8, w),
        (true, _) => disc(CENTER, w),
        (false, 0) => rectangle(CENTER, w, w),
        (false, 1) => rectangle(CENTER, w, w * 0.8),
        (false, _) => cornered(CENTER, w, w, Corner::Round((w * 0.15).into())),
    };
    a.part("seat", "seat", &Solid::upright(&Area::of(outline), z));
    // A square within the round.
    let half = if round { [w * 0.34; 2] } else { [w / 2.0, w * 0.4] };
    carry(d, a, half, z[0], 0.06);
    if round && d.chance(0.3) {
        let seat = Seat { half, z };
        stand_back(d, a, &seat, [w * 0.3, w * 0.38], top * 0.45);
    }
}

/// An office chair: five arms on casters, a gas spring, the back on a bar behind the seat. EN 1335-1 has seats from 400 to
/// 510 mm.
fn swivel(d: &mut Dice, a: &mut Assembly) {
    let (w, deep, top) = (d.size(440.0, 520.0), d.size(400.0, 470.0), d.size(420.0, 510.0));
    let thick = d.size(40.0, 80.0);
    let z = [top - thick, top];
    let r = d.size(30.0, 90.0);
    let outline = cornered(CENTER, w, deep, Corner::Round(r.into()));
    a.part("seat", "seat", &Solid::upright(&Area::of(outline), z));
    let hub = d.size(60.0, 90.0);
    let foot = if d.chance(0.8) { Foot::Caster } else { Foot::Glide };
    let reach = d.size(270.0, 340.0);
    let upper = star(d, a, 5, reach, hub, foot, &[0.0]);
    let plate = d.size(25.0, 45.0);
    telescope(d, a, [upper, z[0] - plate], hub * 0.7, &[0.0]);
    let support = [d.size(150.0, 220.0), d.size(150.0, 240.0)];
    let half = support.map(|s| s / 2.0);
    a.part("seat", "seat support", &Solid::cuboid([-half[0], half[0]], [-half[1], half[1]], [z[0] - plate, z[0]]));
    // The bar meets the rear of the seat, the board lies against its front.
    let (bar, bar_wide, board) = (d.size(15.0, 25.0), d.size(50.0, 90.0), d.size(25.0, 60.0));
    let slope = lean(d);
    let y = deep / 2.0;
    let rise = d.size(40.0, 120.0);
    let back = [top + rise, top + rise + d.size(350.0, 600.0)];
    let rake = Rake { y, z: top, slope };
    let [low, high] = [rake.front(back[0]), rake.front(back[1])];
    let reach = back[0] + (back[1] - back[0]) * 0.6;
    let outline = [
        at(y, z[0]),
        at(y + bar, z[0]),
        at(y + bar, top),
        at(rake.front(reach) + bar, reach),
        at(rake.front(reach), reach),
        at(y, top),
    ];
    let outline = if slope == 0.0 { vec![outline[0], outline[1], outline[3], outline[4]] } else { outline.to_vec() };
    let bar_half = bar_wide / 2.0;
    a.part("back", "back support", &Solid::across(&Area::of(polygon(&outline)), [-bar_half, bar_half]));
    let side = polygon(&[at(low - board, back[0]), at(low, back[0]), at(high, back[1]), at(high - board, back[1])]);
    let wide = w / 2.0 * d.among(&[0.8, 0.9, 1.0]);
    a.part("back", "back", &Solid::across(&Area::of(side), [-wide, wide]));
    if d.chance(0.6) {
        // Pads on posts that stand beside the seat, against its sides.
        let (post, pad, pad_long) = (d.size(18.0, 30.0), d.size(50.0, 80.0), d.size(220.0, 280.0));
        let upper = top + d.size(190.0, 240.0);
        let deep = d.size(40.0, 70.0);
        let x = w / 2.0;
        let support = Solid::cuboid([x, x + post], [-deep / 2.0, deep / 2.0], [z[0], upper - 25.0]);
        a.parts("arms", "arm support", &[support], pair([0.0; 3]));
        let c = at(x + post / 2.0, 0.0);
        let outline = cornered(c, pad, pad_long, Corner::Round((pad * 0.3).into()));
        a.parts("arms", "arm", &[Solid::upright(&Area::of(outline), [upper - 25.0, upper])], pair([0.0; 3]));
    }
}

/// An armchair or a sofa: a body of blocks, with a cushion for each sitter.
fn padded(d: &mut Dice, a: &mut Assembly) {
    let sitters = d.among(&[1, 1, 1, 2, 3]);
    let each = d.size(500.0, 640.0);
    let (deep, leg, top) = (d.size(500.0, 620.0), d.size(60.0, 180.0), d.size(400.0, 460.0));
    let cushion = d.size(90.0, 150.0);
    let (arm, back) = (d.size(70.0, 200.0), d.size(120.0, 220.0));
    let arm_top = top + d.size(140.0, 240.0);
    let back_top = arm_top + d.size(60.0, 320.0);
    let (x, y) = (each * f64::from(sitters) / 2.0, deep / 2.0);
    a.part("seat", "base", &Solid::cuboid([-x, x], [-y, y], [leg, top - cushion]));
    let half = each / 2.0;
    let shape = if d.chance(0.5) {
        rectangle(CENTER, each, deep)
    } else {
        squared(&[
            (at(-half, -y), Corner::Round(30.0.into())),
            (at(half, -y), Corner::Round(30.0.into())),
            (at(half, y), Corner::Sharp),
            (at(-half, y), Corner::Sharp),
        ])
    };
    let count = sitters as usize;
    let places = (0..count).map(|k| moved([each * rank(k, count) + 0.0, 0.0, 0.0])).collect();
    a.parts("seat", "cushion", &[Solid::upright(&Area::of(shape), [top - cushion, top])], places);
    a.parts("arms", "arm", &[Solid::cuboid([x, x + arm], [-y, y], [leg, arm_top])], pair([0.0; 3]));
    // Upright as high as the arms, leaning from there.
    let slope = lean(d);
    let rake = Rake { y, z: arm_top, slope };
    let [front, thin] = [rake.front(back_top), back * 0.7];
    let mut side = vec![at(y, leg), at(y + back, leg), at(front + thin, back_top), at(front, back_top)];
    if slope > 0.0 {
        side.push(at(y, arm_top));
    }
    a.part("back", "back", &Solid::across(&Area::of(polygon(&side)), [-x - arm, x + arm]));
    let thick = d.size(35.0, 55.0).min(arm);
    let foot = Leg::any(d, leg, thick);
    let stand = Stand::under(foot, [x + arm, y], arm / 2.0 - thick / 2.0);
    stand.place_legs(a, "leg");
}
