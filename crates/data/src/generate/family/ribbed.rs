//! Heat sinks and ribbed plates: a base and fins, pins or crossing ribs on it.

use super::super::contour::{Area, CENTER, Corner, Point, at, cornered, disc, polygon, rectangle};
use super::super::dim::Dim;
use super::super::draft::{Draft, Face, Plane};
use super::super::feature::{dress, drill};
use super::{box_faces, o};
use resolid_program::Mode;

pub(super) fn draw(d: &mut Draft) {
    match d.weighted(&[40, 22, 16, 22]) {
        0 => fins(d),
        1 => comb(d),
        2 => pins(d),
        _ => ribs(d),
    }
}

/// A base plate `w` × `l` × `t`, with its corners taken off now and then.
fn base(d: &mut Draft, w: Dim, l: Dim, t: Dim, spare: usize) -> (usize, f64) {
    let least = w.v.min(l.v);
    let mut corner = 0.0;
    let outline = if d.fits(10 + spare, 1) && d.chance(0.25) {
        let r = d.size(least * 0.03 + 0.5, least * 0.1);
        corner = r;
        cornered(CENTER, w, l, Corner::Round(d.named("corner", r)))
    } else {
        rectangle(CENTER, w, l)
    };
    (d.body("base", Plane::up(o(0.0, 0.0, 0.0)), vec![Area::of(outline)], t, Mode::New), corner)
}

/// Fins set on a plate.
fn fins(d: &mut Draft) {
    let long = d.size(25.0, 160.0);
    let wide = d.size(long * 0.5, long);
    let t = d.named_sheet("base_thickness", (wide * 0.03).max(1.5), wide * 0.15);
    let (w, l) = (d.named("width", wide), d.named("length", long));
    let most = (d.room().saturating_sub(6) / 6).min(9);
    let margin = if d.chance(0.4) { wide * 0.15 } else { 0.0 };
    let (step, corner) = base(d, w, l, t, 12);
    if most >= 2 {
        let count = d.count(2, most);
        let span = wide - 2.0 * margin;
        let fin = d.size((span * 0.01).max(0.8), span / (count as f64 * 3.0));
        let high = d.size(wide * 0.15, wide * 0.6);
        let (fin, high) = (d.named("fin", fin), d.named("fin_height", high));
        // From edge to edge, or within a margin for screws.
        let pitch = (w - margin * 2.0 - fin) / (count as f64 - 1.0);
        let first = -(w / 2.0) + margin + fin / 2.0;
        let length = if margin > 0.0 && d.chance(0.5) { l - margin * 2.0 } else { l };
        let areas = (0..count).map(|k| Area::of(rectangle([first + pitch * k as f64, Dim::ZERO], fin, length)));
        let areas = areas.collect();
        let top = Plane::up(o(0.0, 0.0, t));
        d.body("fins", top, areas, high, Mode::Join);
        let half = [wide / 2.0 - margin, length.v / 2.0];
        d.take(&top, CENTER, half, [-t.v, high.v]);
    }
    let faces = box_faces(w, l, t, step);
    let strip = |y: f64| Face {
        plane: Plane::up(o(0.0, (l / 2.0 - margin / 2.0) * y, t)),
        half: [w / 2.0, Dim::from(margin / 2.0)],
        corner,
        ..faces[0]
    };
    let edge = |x: f64| Face {
        plane: Plane::up(o((w / 2.0 - margin / 2.0) * x, 0.0, t)),
        half: [Dim::from(margin / 2.0), l / 2.0],
        corner,
        ..faces[0]
    };
    if margin > 0.0 {
        dress(d, &[edge(1.0), edge(-1.0), strip(1.0), strip(-1.0)].map(|f| Face { clear: false, ..f }));
    } else {
        dress(d, &[Face { clear: false, corner, half: [w / 2.0, l / 2.0], depth: t * 0.7, of: None, ..faces[5] }]);
    }
}

/// Base and two or three fins drawn as one section.
fn comb(d: &mut Draft) {
    let wide = d.size(16.0, 120.0);
    let long = d.size(wide * 0.6, wide * 3.0);
    // The command form holds fourteen curves a loop: three fins.
    let count = if d.fits(14, 1) && d.chance(0.6) { 3 } else { 2 };
    let t = d.named_sheet("base_thickness", (wide * 0.04).max(1.5), wide * 0.15);
    let fin = d.size((wide * 0.03).max(1.0), wide / (count as f64 * 3.0));
    let high = d.size(wide * 0.2, wide * 0.7);
    let (w, fin, high) = (d.named("width", wide), d.named("fin", fin), d.named("fin_height", high));
    let l = d.named("length", long);
    let pitch = (w - fin) / (count as f64 - 1.0);
    let mut points: Vec<Point> = vec![at(-(w / 2.0), 0.0), at(w / 2.0, 0.0)];
    for k in (0..count).rev() {
        let left = -(w / 2.0) + pitch * k as f64;
        let inner = if k > 0 { Some(at(left, t)) } else { None };
        if k + 1 < count {
            points.push(at(left + fin, t));
        }
        points.push(at(left + fin, t + high));
        points.push(at(left, t + high));
        points.extend(inner);
    }
    d.body("section", Plane::front(o(0.0, l / 2.0, 0.0)), vec![Area::of(polygon(&points))], l, Mode::New);
    // Screws go through the floor between the fins.
    let middle = if count == 3 { pitch / 2.0 } else { Dim::ZERO };
    let floor = |x: Dim| Face {
        plane: Plane::up(o(x, 0.0, t)),
        half: [(pitch - fin) / 2.0, l / 2.0],
        round: false,
        corner: 0.0,
        depth: t,
        clear: false,
        of: None,
    };
    let side = Face {
        plane: Plane::right(o(w / 2.0, 0.0, t + high / 2.0)),
        half: [l / 2.0, high / 2.0],
        depth: fin,
        ..floor(middle)
    };
    let left = Face { plane: Plane::left(o(-(w / 2.0), 0.0, t + high / 2.0)), ..side };
    if count == 3 {
        dress(d, &[floor(middle), floor(-middle), side, left]);
    } else {
        dress(d, &[floor(middle), side, left]);
    }
}

/// Pins in rows on a plate.
fn pins(d: &mut Draft) {
    let long = d.size(20.0, 100.0);
    let wide = if d.chance(0.5) { long } else { d.size(long * 0.6, long) };
    let t = d.named_sheet("base_thickness", (wide * 0.04).max(1.5), wide * 0.15);
    let (w, l) = (d.named("length", long), d.named("width", wide));
    let most = (d.room().saturating_sub(6) / 3).min(9);
    let grids: Vec<[usize; 2]> =
        [[2, 2], [3, 1], [3, 2], [4, 2], [3, 3], [2, 1]].into_iter().filter(|[a, b]| a * b <= most).collect();
    let (step, corner) = base(d, w, l, t, 12);
    let faces = box_faces(w, l, t, step);
    if !grids.is_empty() {
        let [a, b] = d.among(&grids);
        let (px, py) = (long / a as f64, wide / b as f64);
        let pin = d.size(px.min(py) * 0.2, px.min(py) * 0.6);
        let high = d.size(pin * 0.8, wide * 0.6);
        let (pin, high) = (d.named("pin_diameter", pin), d.named("pin_height", high));
        let rank = |k: usize, n: usize| (k as f64 + 0.5) / n as f64 - 0.5;
        let places = (0..b).flat_map(|j| (0..a).map(move |i| [w * rank(i, a), l * rank(j, b)]));
        let places: Vec<Point> = places.collect();
        let areas = places.iter().map(|&p| Area::of(disc(p, pin))).collect();
        d.body("pins", faces[0].plane, areas, high, Mode::Join);
        for p in places {
            d.take(&faces[0].plane, p, [pin.v / 2.0 + 1.0; 2], [-t.v, high.v]);
        }
    }
    dress(d, &[Face { corner, ..faces[0] }]);
}

/// A plate stiffened by crossing ribs, screwed down between them.
fn ribs(d: &mut Draft) {
    let long = d.size(40.0, 250.0);
    let wide = d.size(long * 0.4, long);
    let t = d.named_sheet("thickness", (wide * 0.02).max(1.0), wide * 0.08);
    let (w, l) = (d.named("length", long), d.named("width", wide));
    let (step, corner) = base(d, w, l, t, 6);
    let top = Plane::up(o(0.0, 0.0, t));
    let rib = d.named_sheet("rib", (t.v * 0.6).max(0.8), (t.v * 1.5).max(1.0));
    let high = d.named_size("rib_height", t.v, wide * 0.3);
    let along = d.count(0, 2);
    let across = d.count(usize::from(along == 0), 3);
    let mut bars = Vec::new();
    for k in 0..along {
        let y = l * ((k as f64 + 1.0) / (along as f64 + 1.0) - 0.5);
        bars.push(([Dim::ZERO, y], w, rib));
    }
    for k in 0..across {
        let x = w * ((k as f64 + 1.0) / (across as f64 + 1.0) - 0.5);
        bars.push(([x, Dim::ZERO], rib, l));
    }
    for (c, a, b) in bars {
        if !d.fits(6, 1) {
            break;
        }
        d.body("rib", top, vec![Area::of(rectangle(c, a, b))], high, Mode::Join);
        d.take(&top, c, [a.v / 2.0 + 0.5, b.v / 2.0 + 0.5], [-t.v, high.v]);
    }
    let half = [w / 2.0, l / 2.0];
    let face = Face { plane: top, half, round: false, corner, depth: t, clear: false, of: Some(step) };
    drill(d, &face, "hole");
    dress(d, &[face]);
}
