//! Blocks: plain, stepped, grooved, notched, cut to a profile from another side.

use super::super::contour::{Area, CENTER, Corner, Point, at, block as rect, cornered, polygon, rectangle, regular};
use super::super::dim::Dim;
use super::super::draft::{Draft, Face, Plane};
use super::super::feature::{channel, dress, drill, pocket};
use super::{box_faces, o};
use resolid_program::Mode;

pub(super) fn draw(d: &mut Draft) {
    let room = d.room();
    let kind = d.weighted(&[
        30,
        if room >= 8 { 22 } else { 0 },
        if room >= 12 { 16 } else { 0 },
        if room >= 9 { 10 } else { 0 },
        if room >= 12 { 8 } else { 0 },
        if room >= 8 { 6 } else { 0 },
        if room >= 5 { 5 } else { 0 },
    ]);
    let long = d.size(16.0, 180.0);
    let wide = d.size(long * 0.35, long);
    let high = d.size(wide * 0.25, wide * 1.1);
    match kind {
        0 => plain(d, long, wide, high),
        1 => staircase(d, long, wide, high),
        2 => stacked(d, long, wide, high),
        3 => vee(d, long, wide, high),
        4 => trimmed(d, long, wide, high),
        5 => nut_or_wedge(d, long, wide),
        _ => wedge(d, long, wide, high),
    }
}

fn named_box(d: &mut Draft, long: f64, wide: f64, high: f64) -> [Dim; 3] {
    [d.named("length", long), d.named("width", wide), d.named("height", high)]
}

/// A milled block with features on several sides.
fn plain(d: &mut Draft, long: f64, wide: f64, high: f64) {
    let [w, l, h] = named_box(d, long, wide, high);
    let rounded = d.fits(10, 1) && d.chance(0.2);
    let outline = if rounded {
        let r = d.size(wide * 0.04 + 0.5, wide * 0.15);
        cornered(CENTER, w, l, Corner::Round(d.named("corner", r)))
    } else {
        rectangle(CENTER, w, l)
    };
    let step = d.body("block", Plane::up(o(0.0, 0.0, 0.0)), vec![Area::of(outline)], h, Mode::New);
    let mut faces = box_faces(w, l, h, step);
    if rounded {
        faces[0].corner = wide * 0.15;
        for face in &mut faces[1..5] {
            face.half[0] = face.half[0] - wide * 0.15;
        }
    }
    if d.chance(0.25) {
        channel(d, &faces[0]);
    } else if d.chance(0.3) {
        pocket(d, &faces[0]);
    }
    if d.chance(0.5) {
        drill(d, &faces[0], "hole");
    }
    if d.chance(0.35) {
        drill(d, &faces[1], "side_hole");
    }
    dress(d, &faces[..4]);
}

/// Stairs in one section.
fn staircase(d: &mut Draft, long: f64, wide: f64, high: f64) {
    let steps = d.count(2, ((d.room() - 4) / 2).min(4));
    let [w, l, h] = named_box(d, long, wide, high);
    let n = steps as f64;
    let even = d.chance(0.6);
    let both = steps == 2 && d.fits(10, 1) && d.chance(0.4);
    if both {
        // A T upside down.
        let top = d.size(long * 0.3, long * 0.7);
        let rise = d.size(high * 0.3, high * 0.7);
        let (top, rise) = (d.named("top_length", top), d.named("shoulder", rise));
        let (x, p) = (w / 2.0, top / 2.0);
        let points = [(-x, Dim::ZERO), (x, Dim::ZERO), (x, rise), (p, rise), (p, h), (-p, h), (-p, rise), (-x, rise)];
        let section = polygon(&points.map(|(x, y)| at(x, y)));
        d.body("block", Plane::front(o(0.0, l / 2.0, 0.0)), vec![Area::of(section)], l, Mode::New);
        let face = |x: Dim, z: Dim, a: Dim| Face {
            plane: Plane::up(o(x, 0.0, z)),
            half: [a / 2.0, l / 2.0],
            round: false,
            corner: 0.0,
            depth: z,
            clear: false,
            of: None,
        };
        let side = (w - top) / 2.0;
        let middle = (w + top) / 4.0;
        dress(d, &[face(Dim::ZERO, h, top), face(middle, rise, side), face(-middle, rise, side)]);
        return;
    }
    let mut points: Vec<Point> = vec![at(0.0, 0.0), at(w, 0.0)];
    let mut treads: Vec<(Dim, Dim, Dim)> = Vec::new();
    // Treads from the lowest, on the right, to the top, on the left.
    for k in 0..steps {
        let share = |v: f64| if even { v / n } else { (v / n).powf(1.4) };
        let z = h * share(k as f64 + 1.0);
        let right = w * (1.0 - k as f64 / n);
        let left = w * (1.0 - (k as f64 + 1.0) / n);
        points.push(at(right, z));
        points.push(at(left, z));
        treads.push((left, right, z));
    }
    d.body("block", Plane::front(o(0.0, l / 2.0, 0.0)), vec![Area::of(polygon(&points))], l, Mode::New);
    let faces: Vec<Face> = treads
        .iter()
        .rev()
        .map(|&(left, right, z)| Face {
            plane: Plane::up(o((left + right) / 2.0, 0.0, z)),
            half: [(right - left) / 2.0, l / 2.0],
            round: false,
            corner: 0.0,
            depth: z,
            clear: false,
            of: None,
        })
        .collect();
    let back = Face {
        plane: Plane::left(o(0.0, 0.0, h / 2.0)),
        half: [l / 2.0, h / 2.0],
        round: false,
        corner: 0.0,
        depth: w * (1.0 / n),
        clear: false,
        of: None,
    };
    if d.chance(0.6) {
        drill(d, &faces[1], "hole");
    }
    let all: Vec<Face> = faces.into_iter().chain([back]).collect();
    dress(d, &all);
}

/// Boxes on one another, flush with a side or in the middle.
fn stacked(d: &mut Draft, long: f64, wide: f64, high: f64) {
    let [w, l, h] = named_box(d, long, wide, high * 0.5);
    let step = d.body("base", Plane::up(o(0.0, 0.0, 0.0)), vec![Area::of(rectangle(CENTER, w, l))], h, Mode::New);
    let faces = box_faces(w, l, h, step);
    let top = Plane::up(o(0.0, 0.0, h));
    let (a, b) = (d.size(long * 0.25, long * 0.7), d.size(wide * 0.3, wide * 0.8));
    let rise = d.named_size("upper_height", high * 0.3, high * 1.2);
    let a = d.named("upper_length", a);
    let full = d.chance(0.5);
    let b = if full { l } else { d.named("upper_width", b) };
    // Flush with one end, both sides, or in the middle.
    let flush = d.chance(0.55);
    let x = if flush { (w - a) / 2.0 } else { Dim::ZERO };
    let y = if !full && flush && d.chance(0.4) { (l - b) / 2.0 } else { Dim::ZERO };
    let upper = d.body("upper", top, vec![Area::of(rectangle([x, y], a, b))], rise, Mode::Join);
    d.take(&top, [x, y], [a.v / 2.0 + 0.5, b.v / 2.0 + 0.5], [-h.v, rise.v]);
    let over = Face {
        plane: Plane::up(o(x, y, h + rise)),
        half: [a / 2.0, b / 2.0],
        round: false,
        corner: 0.0,
        depth: rise,
        clear: false,
        of: Some(upper),
    };
    let over = if d.chance(0.5) { Face { depth: rise * 0.8, of: None, ..over } } else { Face { of: None, ..over } };
    let front =
        Face { plane: Plane::front(o(x, y - b / 2.0, h + rise / 2.0)), half: [a / 2.0, rise / 2.0], depth: b, ..over };
    // What lies free beside the upper box.
    let free = if flush {
        let side = w - a;
        Face {
            plane: Plane::up(o(-(w / 2.0) + side / 2.0, 0.0, h)),
            half: [side / 2.0, l / 2.0],
            clear: false,
            ..faces[0]
        }
    } else {
        Face { clear: false, ..faces[0] }
    };
    if d.chance(0.6) {
        drill(d, &free, "hole");
    }
    dress(d, &[free, over, front]);
}

/// A V-block.
fn vee(d: &mut Draft, long: f64, wide: f64, high: f64) {
    let [w, l, h] = named_box(d, wide, long, high.max(wide * 0.5));
    let deep = d.size(h.v * 0.25, (h.v * 0.6).min(wide * 0.42));
    let deep = d.named("vee_depth", deep);
    let x = w / 2.0;
    let section =
        polygon(&[at(-x, 0.0), at(x, 0.0), at(x, h), at(deep, h), at(0.0, h - deep), at(-deep, h), at(-x, h)]);
    d.body("block", Plane::front(o(0.0, l / 2.0, 0.0)), vec![Area::of(section)], l, Mode::New);
    let side = |plane| Face {
        plane,
        half: [l / 2.0, (h - deep) / 2.0],
        round: false,
        corner: 0.0,
        depth: w,
        clear: true,
        of: None,
    };
    let right = side(Plane::right(o(x, 0.0, (h - deep) / 2.0)));
    let under =
        Face { plane: Plane::down(o(0.0, 0.0, 0.0)), half: [x, l / 2.0], depth: h - deep, clear: false, ..right };
    if d.wants(0.4, 6, 1) {
        // Clamps hold in grooves along the sides.
        let groove = d.size(h.v * 0.1, h.v * 0.2);
        let z = (h - deep) / 2.0;
        let depth = d.size(wide * 0.06, wide * 0.15);
        let (groove, depth) = (d.named("groove", groove), d.named("groove_depth", depth));
        for (plane, sign) in [(Plane::right(o(x, 0.0, z)), 1.0), (Plane::left(o(-x, 0.0, z)), -1.0)] {
            if d.fits(6, 1) && (sign > 0.0 || d.chance(0.9)) {
                d.cut("groove", plane, vec![Area::of(rectangle(CENTER, l, groove))], depth);
                d.take(&plane, CENTER, [l.v, groove.v / 2.0 + 1.0], [-depth.v - 1.0, 0.0]);
            }
        }
    }
    dress(d, &[Face { half: [l / 2.0, (h - deep) / 2.0 * 0.8], ..right }, under]);
}

/// A block that keeps only what lies in a second outline, seen from the front.
fn trimmed(d: &mut Draft, long: f64, wide: f64, high: f64) {
    let [w, l, h] = named_box(d, long, wide, high);
    d.body("stock", Plane::up(o(0.0, 0.0, 0.0)), vec![Area::of(rectangle(CENTER, w, l))], h, Mode::New);
    let front = Plane::back(o(0.0, -(l / 2.0), 0.0));
    let x = w / 2.0;
    let (a, b) = (d.size(long * 0.3, long * 0.7), d.size(high * 0.25, high * 0.7));
    let (a, b) = (d.named("top_length", a), d.named("edge_height", b));
    let outline = polygon(&[at(-x, 0.0), at(x, 0.0), at(x, b), at(a / 2.0, h), at(-(a / 2.0), h), at(-x, b)]);
    if d.chance(0.5) {
        d.trim("side view", front, vec![Area::of(outline)], l);
    } else {
        // The same with two cuts.
        let face = Face {
            plane: Plane::front(o(0.0, -(l / 2.0), 0.0)),
            half: [x, h],
            round: false,
            corner: 0.0,
            depth: l,
            clear: true,
            of: None,
        };
        let wedge = |s: f64| Area::of(polygon(&[at(x * s, b), at(x * s, h), at((a / 2.0) * s, h)]));
        d.cut_through("bevels", &face, vec![wedge(1.0), wedge(-1.0)]);
    }
    let top = Face {
        plane: Plane::up(o(0.0, 0.0, h)),
        half: [a / 2.0, l / 2.0],
        round: false,
        corner: 0.0,
        depth: h,
        clear: false,
        of: None,
    };
    let side = Face { plane: Plane::front(o(0.0, -(l / 2.0), b / 2.0)), half: [x, b / 2.0], depth: l, ..top };
    dress(d, &[top, side]);
}

/// A hexagonal or octagonal prism.
fn nut_or_wedge(d: &mut Draft, long: f64, wide: f64) {
    let across = d.named("across_flats", wide);
    let high = d.size(long * 0.1, long * 0.8);
    let high = d.named("height", high);
    let sides = if d.room() >= 10 && d.chance(0.3) { 8 } else { 6 };
    let step =
        d.body("body", Plane::up(o(0.0, 0.0, 0.0)), vec![Area::of(regular(CENTER, sides, across))], high, Mode::New);
    let top = Face {
        plane: Plane::up(o(0.0, 0.0, high)),
        half: [across / 2.0; 2],
        round: true,
        corner: 0.0,
        depth: high,
        clear: true,
        of: Some(step),
    };
    drill(d, &top, "hole");
    dress(d, &[top]);
}

/// A wedge: a triangle or a ramp with a square heel.
fn wedge(d: &mut Draft, long: f64, wide: f64, high: f64) {
    let [w, l, h] = named_box(d, long, wide, high);
    let section = if d.room() >= 6 && d.chance(0.5) {
        let tip = d.size(high * 0.15, high * 0.5);
        let tip = d.named("tip", tip);
        polygon(&[at(0.0, 0.0), at(w, 0.0), at(w, tip), at(0.0, h)])
    } else {
        polygon(&[at(0.0, 0.0), at(w, 0.0), at(0.0, h)])
    };
    d.body("wedge", Plane::front(o(0.0, l / 2.0, 0.0)), vec![Area::of(section)], l, Mode::New);
    let heel = Face {
        plane: Plane::left(o(0.0, 0.0, h * 0.4)),
        half: [l / 2.0, h * 0.3],
        round: false,
        corner: 0.0,
        depth: w * 0.25,
        clear: false,
        of: None,
    };
    if d.wants(0.3, 6, 1) {
        // A key's groove under it.
        let groove = d.named_size("groove", wide * 0.15, wide * 0.35);
        let depth = d.named_size("groove_depth", high * 0.05, high * 0.1);
        let area = Area::of(rect(at(0.0, -(groove / 2.0)), at(w, groove / 2.0)));
        let under = Plane { origin: o(0.0, 0.0, 0.0), x: resolid_geom::Vec3::X, y: resolid_geom::Vec3::NEG_Y };
        d.cut("groove", under, vec![area], depth);
        d.take(&under, at(w / 2.0, 0.0), [w.v, groove.v / 2.0 + 1.0], [-depth.v - 1.0, 0.0]);
    }
    dress(d, &[heel]);
}
