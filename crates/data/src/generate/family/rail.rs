//! Rails and guides: a section with a slot or a dovetail, drilled in a row.

use super::super::contour::{Area, CENTER, Point, at, disc, polygon, rectangle, slot};
use super::super::dim::Dim;
use super::super::draft::{Draft, Face, Plane};
use super::super::feature::{dress, drill};
use super::o;
use resolid_program::Mode;

pub(super) fn draw(d: &mut Draft) {
    let room = d.room();
    match d.weighted(&[
        if room >= 10 { 22 } else { 0 },
        if room >= 14 { 24 } else { 0 },
        if room >= 10 { 18 } else { 0 },
        if room >= 12 { 12 } else { 0 },
        34,
    ]) {
        0 => dovetail(d),
        1 => tee_slot(d),
        2 => guide(d),
        3 => slide_plate(d),
        _ => bar(d),
    }
}

/// A section drawn from the front, half of it given from the middle of the underside round to the middle of the top.
fn symmetric(half: &[(Dim, Dim)]) -> Area {
    let right = half.iter().map(|&(x, z)| at(x, z));
    let left = half.iter().rev().map(|&(x, z)| at(-x, z));
    let points: Vec<Point> = right.chain(left).collect();
    Area::of(polygon(&points))
}

fn extrude(d: &mut Draft, section: Area, long: Dim) {
    d.body("rail", Plane::front(o(0.0, long / 2.0, 0.0)), vec![section], long, Mode::New);
}

fn strip(z: Dim, half_width: Dim, long: Dim, depth: Dim) -> Face {
    Face {
        plane: Plane::up(o(0.0, 0.0, z)),
        half: [half_width, long / 2.0],
        round: false,
        corner: 0.0,
        depth,
        clear: false,
        of: None,
    }
}

/// A dovetail on a base, or a dovetail groove in a bar.
fn dovetail(d: &mut Draft) {
    let wide = d.size(16.0, 80.0);
    let long = d.size(wide * 1.5, wide * 6.0);
    let base = d.size(wide * 0.15, wide * 0.35);
    let tail = d.size(wide * 0.1, wide * 0.2);
    let neck = d.size(wide * 0.3, wide * 0.55);
    let (w, long, base) = (d.named("width", wide), d.named("length", long), d.named("base", base));
    let (tail, neck) = (d.named("tail_height", tail), d.named("neck", neck));
    // 45° or 60°: the tail widens by its height, or by a little over half of it.
    let lean = if d.chance(0.5) { 1.0 } else { 0.577_350_269 };
    let top = neck / 2.0 + tail * lean;
    if top.v > wide * 0.5 - 0.5 {
        return bar(d);
    }
    let male = d.chance(0.6);
    if male {
        let half = [(w / 2.0, Dim::ZERO), (w / 2.0, base), (neck / 2.0, base), (top, base + tail)];
        extrude(d, symmetric(&half), long);
        dress(d, &[strip(base + tail, neck / 2.0, long, base + tail)]);
    } else {
        let high = base + tail;
        let half = [(w / 2.0, Dim::ZERO), (w / 2.0, high), (neck / 2.0, high), (top, base)];
        extrude(d, symmetric(&half), long);
        dress(d, &[strip(base, neck / 2.0, long, base)]);
    }
}

/// A bar with a T-slot.
fn tee_slot(d: &mut Draft) {
    let wide = d.size(20.0, 80.0);
    let long = d.size(wide * 1.5, wide * 8.0);
    let gap = d.size(wide * 0.15, wide * 0.3);
    let inner = d.size(gap * 1.6, (wide * 0.7).min(gap * 2.4));
    let lip = d.size(wide * 0.06 + 1.0, wide * 0.15);
    let hollow = d.size(wide * 0.1, wide * 0.25);
    let floor = d.size(wide * 0.12, wide * 0.4);
    let (w, long, gap) = (d.named("width", wide), d.named("length", long), d.named("slot", gap));
    let (inner, lip, hollow) = (d.named("slot_inside", inner), d.named("lip", lip), d.named("slot_height", hollow));
    let floor = d.named("floor", floor);
    let high = floor + hollow + lip;
    let half = [
        (w / 2.0, Dim::ZERO),
        (w / 2.0, high),
        (gap / 2.0, high),
        (gap / 2.0, floor + hollow),
        (inner / 2.0, floor + hollow),
        (inner / 2.0, floor),
    ];
    extrude(d, symmetric(&half), long);
    let bottom = strip(floor, gap / 2.0, long, floor);
    let side = Face {
        plane: Plane::right(o(w / 2.0, 0.0, high / 2.0)),
        half: [long / 2.0, high / 2.0],
        depth: (w - inner) / 2.0,
        ..bottom
    };
    let left = Face { plane: Plane::left(o(-(w / 2.0), 0.0, high / 2.0)), ..side };
    dress(d, &[bottom, side, left]);
}

/// A guide rail: narrow waist, counterbored from above.
fn guide(d: &mut Draft) {
    let wide = d.size(9.0, 45.0);
    let long = d.size(wide * 2.5, wide * 12.0);
    let high = d.size(wide * 0.7, wide * 1.1);
    let waist = wide * d.among(&[0.7, 0.75, 0.8]);
    let (w, long, high) = (d.named("width", wide), d.named("length", long), d.named("height", high));
    let waist = d.named("waist", waist);
    let (low, up) = (high * 0.4, high * 0.6);
    let x = w / 2.0;
    if d.fits(14, 1) {
        let y = waist / 2.0;
        let slope = (w - waist) / 2.0;
        let half = [(x, Dim::ZERO), (x, low - slope), (y, low), (y, up), (x, up + slope), (x, high)];
        extrude(d, symmetric(&half), long);
    } else {
        extrude(d, symmetric(&[(x, Dim::ZERO), (x, low), (waist / 2.0, low), (waist / 2.0, high)]), long);
    }
    let top = strip(high, waist / 2.0, long, high);
    drill(d, &top, "hole");
    dress(d, &[top]);
}

/// A plate with long slots to slide on.
fn slide_plate(d: &mut Draft) {
    let long = d.size(50.0, 300.0);
    let wide = d.size(long * 0.15, long * 0.45);
    let t = d.named_sheet("thickness", (wide * 0.04).max(1.5), wide * 0.2);
    let (l, w) = (d.named("length", long), d.named("width", wide));
    let plate = Area::of(if d.fits(14, 1) && d.chance(0.3) { slot(CENTER, l - w, w) } else { rectangle(CENTER, l, w) });
    let step = d.body("plate", Plane::up(o(0.0, 0.0, 0.0)), vec![plate], t, Mode::New);
    let top = Plane::up(o(0.0, 0.0, t));
    let across = d.screw(2.0, wide * 0.25).map_or(wide * 0.2, |s| s.hole);
    let count = d.count(1, 3);
    let across = d.named("slot_width", across);
    let face =
        Face { plane: top, half: [l / 2.0, w / 2.0], round: false, corner: 0.0, depth: t, clear: true, of: Some(step) };
    let n = count as f64;
    // The slots share the middle of the plate, one wall between two.
    let wall = across.v.max(4.0);
    let span = long - wide;
    let each = (span - (n - 1.0) * (wall + across.v)) / n;
    if each > across.v && d.fits(5 * count, 0) && d.loops_left(step) >= count {
        let travel = d.named("travel", each.floor().max(1.0));
        let pitch = travel + across + wall;
        for k in 0..count {
            let x = pitch * (k as f64 - (n - 1.0) / 2.0);
            d.pierce(step, &top, &slot([x, Dim::ZERO], travel, across));
            let half = [(travel.v + across.v) / 2.0 + 1.0, across.v / 2.0 + 1.0];
            d.take(&top, [x, Dim::ZERO], half, [-t.v, 0.0]);
        }
    }
    dress(d, &[face]);
}

/// A flat or square bar with a row of holes.
fn bar(d: &mut Draft) {
    let wide = d.size(8.0, 60.0);
    let long = d.size(wide * 2.5, wide * 12.0);
    let high = if d.chance(0.35) { wide } else { d.size(wide * 0.15, wide * 0.8) };
    let (l, w) = (d.named("length", long), d.named("width", wide));
    let h = if high == wide { w } else { d.named("height", high) };
    let step = d.body("bar", Plane::up(o(0.0, 0.0, 0.0)), vec![Area::of(rectangle(CENTER, l, w))], h, Mode::New);
    let faces = super::box_faces(l, w, h, step);
    let top = faces[0].plane;
    let most = (d.room() / 2).min(d.loops_left(step)).min(5);
    let hole = d.screw(2.0, wide * 0.5);
    if let Some(screw) = hole
        && most >= 2
        && d.chance(0.6)
    {
        let count = d.count(2, most);
        let n = count as f64;
        let end = d.size(screw.hole * 1.0, screw.hole * 2.5);
        let pitch = (long - 2.0 * end) / (n - 1.0);
        if pitch > screw.hole * 1.6 {
            let (hole, end) = (d.named("hole", screw.hole), d.named("end_distance", end));
            for k in 0..count {
                let x = (l - end * 2.0) * (k as f64 / (n - 1.0) - 0.5);
                d.pierce(step, &top, &disc([x, Dim::ZERO], hole));
                d.take(&top, [x, Dim::ZERO], [screw.hole; 2], [-h.v, 0.0]);
            }
        }
    }
    dress(d, &[faces[0], faces[1], faces[2]]);
}
