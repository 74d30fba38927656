//! Flat stock: an outline cut from sheet or plate, and what is worked into it.

use super::super::contour::{
    Area, CENTER, Contour, Corner, Point, at, cornered, corners, disc, flatted, hull, polygon, rectangle, regular,
    slot, squared,
};
use super::super::dim::Dim;
use super::super::draft::{Draft, Face, Plane};
use super::super::feature::{dress, drill, slots, window};
use super::o;
use resolid_program::Mode;

pub(super) fn draw(d: &mut Draft) {
    let long = d.size(16.0, 320.0);
    let wide = d.size(long * 0.25, long);
    let most = (wide * 0.22).max(0.8);
    let thickness = d.named_sheet("thickness", (long * 0.008).clamp(0.5, most), most);
    let (outline, faces) = outline(d, long, wide);
    let step = d.body("plate", Plane::up(o(0.0, 0.0, 0.0)), vec![Area::of(outline)], thickness, Mode::New);
    let faces: Vec<Face> = faces
        .into_iter()
        .map(|(c, half, round, corner)| {
            let plane = Plane::up(o(c[0], c[1], thickness));
            Face { plane, half, round, corner, depth: thickness, clear: true, of: Some(step) }
        })
        .collect();
    // A plate is mostly there to be screwed on.
    if d.chance(0.55) {
        drill(d, &faces[0], "hole");
    }
    if d.chance(0.15) {
        window(d, &faces[0]);
    }
    if d.chance(0.12) {
        slots(d, &faces[0]);
    }
    dress(d, &faces);
}

/// A free piece of the plate: middle, half sides, whether it is a disc, what its corners lack.
type Piece = (Point, [Dim; 2], bool, f64);

fn outline(d: &mut Draft, long: f64, wide: f64) -> (Contour, Vec<Piece>) {
    let room = d.room();
    let allowed = |curves: usize| room >= curves + 2;
    let weights: Vec<u32> = [
        (4, 40),
        (8, 30),
        (8, 6),
        (1, 7),
        (4, 7),
        (6, 5),
        (8, 5),
        (6, 4),
        (5, 4),
        (6, 4),
        (2, 2),
        (4, 3),
        (8, 5),
        (12, 3),
    ]
    .into_iter()
    .map(|(curves, weight): (usize, u32)| if allowed(curves) { weight } else { 0 })
    .collect();
    let kind = if weights.iter().all(|w| *w == 0) { 3 } else { d.weighted(&weights) };
    let short = wide;
    if kind == 3 {
        let diameter = d.named("diameter", long);
        return (disc(CENTER, diameter), vec![(CENTER, [diameter / 2.0, diameter / 2.0], true, 0.0)]);
    }
    if kind == 6 || kind == 9 {
        // Hexagon or octagon by the distance across flats.
        let sides = if kind == 6 { 8 } else { 6 };
        let across = d.named("across_flats", long);
        return (regular(CENTER, sides, across), vec![(CENTER, [across / 2.0, across / 2.0], true, 0.0)]);
    }
    if kind == 10 {
        let radius = long / 2.0;
        let flat = d.size(radius * 0.3, radius * 0.8);
        return (flatted([0.0, 0.0], long, flat), vec![(CENTER, [flat.into(), flat.into()], true, 0.0)]);
    }
    if kind == 7 || kind == 12 {
        return hull_outline(d, long, short, kind == 12);
    }
    let (w, h) = (d.named("length", long), d.named("width", short));
    let whole = (CENTER, [w / 2.0, h / 2.0], false, 0.0);
    let corner = |d: &mut Draft| {
        let radius = d.size((short * 0.05).max(0.5), short * 0.3);
        d.named("corner", radius)
    };
    match kind {
        1 => {
            let r = corner(d);
            (cornered(CENTER, w, h, Corner::Round(r)), vec![(whole.0, whole.1, false, r.v)])
        }
        2 => {
            let c = corner(d);
            (cornered(CENTER, w, h, Corner::Bevel(c)), vec![(whole.0, whole.1, false, 1.6 * c.v)])
        }
        4 if long > 1.3 * short => (slot(CENTER, w - h, h), vec![(CENTER, [w / 2.0, h / 2.0], false, short / 2.0)]),
        5 => {
            // An L: a corner of the rectangle is missing.
            let (a, b) = (d.size(long * 0.3, long * 0.65), d.size(short * 0.3, short * 0.65));
            let (a, b) = (d.named("leg_width", a), d.named("leg_height", b));
            let (x, y) = (w / 2.0, h / 2.0);
            let l = polygon(&[at(-x, -y), at(x, -y), at(x, -y + b), at(-x + a, -y + b), at(-x + a, y), at(-x, y)]);
            let foot = (at(0.0, -y + b / 2.0), [w / 2.0, b / 2.0], false, 0.0);
            let leg = (at(-x + a / 2.0, b / 2.0), [a / 2.0, (h - b) / 2.0], false, 0.0);
            (l, if long - a.v > short - b.v { vec![foot, leg] } else { vec![leg, foot] })
        }
        8 => {
            // One corner cut off.
            let c = d.size(short * 0.2, short * 0.6);
            let c = d.named("bevel", c);
            let [p, q, r, s] = corners(CENTER, w / 2.0, h / 2.0);
            let cut = polygon(&[p, q, [r[0], r[1] - c], [r[0] - c, r[1]], s]);
            let free = (at(-(c / 2.0), 0.0), [(w - c) / 2.0, h / 2.0], false, 0.0);
            (cut, vec![free])
        }
        11 => {
            // A trapezoid, symmetric or with one side square.
            let top = d.size(long * 0.4, long * 0.8);
            let top = d.named("top_length", top);
            let (x, y) = (w / 2.0, h / 2.0);
            let left = if d.chance(0.7) { -(top / 2.0) } else { -x };
            let right = left + top;
            let outline = polygon(&[at(-x, -y), at(x, -y), at(right, y), at(left, y)]);
            (outline, vec![(at((left + right) / 2.0, 0.0), [top / 2.0, h / 2.0], false, 0.0)])
        }
        13 => {
            // A cross or a tee.
            let (a, b) = (d.size(long * 0.25, long * 0.5), d.size(short * 0.25, short * 0.5));
            let (a, b) = (d.named("stem", a), d.named("bar", b));
            let (x, y) = (w / 2.0, h / 2.0);
            let (p, q) = (a / 2.0, b / 2.0);
            let points = [
                (-x, -q),
                (-p, -q),
                (-p, -y),
                (p, -y),
                (p, -q),
                (x, -q),
                (x, q),
                (p, q),
                (p, y),
                (-p, y),
                (-p, q),
                (-x, q),
            ];
            let outline = polygon(&points.map(|(x, y)| at(x, y)));
            (outline, vec![(CENTER, [w / 2.0, b / 2.0], false, 0.0), (CENTER, [a / 2.0, h / 2.0], false, 0.0)])
        }
        _ if d.room() >= 8 && d.chance(0.12) => {
            // Two corners rounded, as where one edge meets another part.
            let r = corner(d);
            let [p, q, s, t] = corners(CENTER, w / 2.0, h / 2.0);
            let round = Corner::Round(r);
            (
                squared(&[(p, Corner::Sharp), (q, Corner::Sharp), (s, round), (t, round)]),
                vec![(whole.0, whole.1, false, r.v)],
            )
        }
        _ => (rectangle(CENTER, w, h), vec![whole]),
    }
}

/// Three discs and their tangents, or a large and a small one on each side.
fn hull_outline(d: &mut Draft, long: f64, short: f64, oval: bool) -> (Contour, Vec<Piece>) {
    if oval {
        let (r, a) = (short * 0.5, (long * 0.5).max(short * 0.75));
        let s = d.size(r * 0.3, r * 0.6);
        // The middle disc lies on both sides of the hull, so it comes twice.
        let outline = hull(&[([0.0, 0.0], r), ([a, 0.0], s), ([0.0, 0.0], r), ([-a, 0.0], s)]);
        return (outline, vec![(CENTER, [Dim::from(r), Dim::from(r)], true, 0.0)]);
    }
    let (w, h) = (long * 0.5, short * 0.8);
    let s = d.size(short * 0.12, short * 0.25);
    let top = if d.chance(0.6) { s } else { d.size(s, short * 0.3) };
    let outline = hull(&[([-w, 0.0], s), ([w, 0.0], s), ([0.0, h], top)]);
    let c: Point = at(0.0, h * 0.33);
    let r = Dim::from(h.min(w) * 0.33 + s * 0.4);
    (outline, vec![(c, [r, r], true, 0.0)])
}
