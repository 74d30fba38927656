//! Lengths of section: angle, tee, beam, channel, zed, bar and tube, drilled or notched.

use super::super::contour::{Area, CENTER, Corner, Point, at, cornered, disc, polygon, rectangle, regular, squared};
use super::super::dim::Dim;
use super::super::draft::{Draft, Face, Plane};
use super::super::feature::{dress, drill};
use super::o;
use resolid_program::Mode;

pub(super) fn draw(d: &mut Draft) {
    let room = d.room();
    let allowed = |least: usize, weight: u32| if room >= least { weight } else { 0 };
    let wide = d.size(10.0, 160.0);
    let high = if d.chance(0.4) { wide } else { d.size(wide * 0.5, wide * 1.6) };
    let least = wide.min(high);
    let t = d.named_sheet("wall", (least * 0.04).max(0.8), least * 0.16);
    let long = d.size(wide * 0.8, wide * 8.0);
    let (w, h) = (d.named("width", wide), if high == wide { Dim::ZERO } else { d.named("height", high) });
    let h = if high == wide { w } else { h };
    let l = d.named("length", long);
    let x = w / 2.0;
    // Free faces: origin, half height along the section, depth.
    let face = |plane, half: Dim, depth: Dim| Face {
        plane,
        half: [l / 2.0, half],
        round: false,
        corner: 0.0,
        depth,
        clear: false,
        of: None,
    };
    let z0 = Dim::ZERO;
    let lie = |section: Area, d: &mut Draft| {
        d.body("section", Plane::front(o(0.0, l / 2.0, 0.0)), vec![section], l, Mode::New)
    };
    // Sketch x of faces seen from above runs along the length.
    let above = |x: Dim, z: Dim| Plane { origin: o(x, 0.0, z), x: resolid_geom::Vec3::Y, y: resolid_geom::Vec3::NEG_X };
    let kind = d.weighted(&[
        allowed(8, 24),
        allowed(10, 14),
        allowed(14, 14),
        allowed(10, 18),
        allowed(11, 16),
        allowed(5, 8),
        allowed(10, 6),
        if room < 8 { 20 } else { 5 },
        allowed(14, 6),
    ]);
    match kind {
        0 => {
            let (inner, toe) = if d.fits(11, 1) && d.chance(0.5) {
                (Corner::Round(t), Corner::Round(t / 2.0))
            } else {
                (Corner::Sharp, Corner::Sharp)
            };
            let toe = if room >= 13 { toe } else { Corner::Sharp };
            let inner = if room >= 9 { inner } else { Corner::Sharp };
            let points = [
                (at(z0, z0), Corner::Sharp),
                (at(w, z0), Corner::Sharp),
                (at(w, t), toe),
                (at(t, t), inner),
                (at(t, h), toe),
                (at(z0, h), Corner::Sharp),
            ];
            lie(Area::of(squared(&points)), d);
            let clear = t * 2.0;
            let flat = face(above((w + clear - t / 2.0) / 2.0, t), (w - clear - t / 2.0) / 2.0, t);
            let up = Plane::left(o(0.0, 0.0, (h + clear - t / 2.0) / 2.0));
            finish(d, &[flat, face(up, (h - clear - t / 2.0) / 2.0, t)]);
        }
        1 => {
            let points =
                [(-x, z0), (x, z0), (x, t), (t / 2.0, t), (t / 2.0, h), (-(t / 2.0), h), (-(t / 2.0), t), (-x, t)];
            lie(Area::of(polygon(&points.map(|(a, b)| at(a, b)))), d);
            let stem = face(Plane::right(o(t / 2.0, 0.0, (h + t) / 2.0)), (h - t) / 2.0, t);
            let side = |s: f64| face(above((x + t / 2.0) / 2.0 * s, t), (x - t / 2.0) / 2.0, t);
            finish(d, &[stem, side(1.0), side(-1.0)]);
        }
        2 => {
            let web = if d.chance(0.5) { t } else { d.named("web", t.v * 0.6) };
            let y = web / 2.0;
            let points = [
                (-x, z0),
                (x, z0),
                (x, t),
                (y, t),
                (y, h - t),
                (x, h - t),
                (x, h),
                (-x, h),
                (-x, h - t),
                (-y, h - t),
                (-y, t),
                (-x, t),
            ];
            lie(Area::of(polygon(&points.map(|(a, b)| at(a, b)))), d);
            let middle = face(Plane::right(o(y, 0.0, h / 2.0)), h / 2.0 - t, web);
            finish(d, &[middle]);
        }
        3 => {
            let lips = d.fits(14, 1) && high > 6.0 * t.v && wide > 6.0 * t.v && d.chance(0.35);
            let mut points: Vec<Point> = vec![at(-x, z0), at(x, z0), at(x, h)];
            if lips {
                // A C: the legs end in lips that turn inward.
                points.extend([at(x - t * 2.5, h), at(x - t * 2.5, h - t), at(x - t, h - t)]);
            } else {
                points.push(at(x - t, h));
            }
            points.extend([at(x - t, t), at(-x + t, t)]);
            if lips {
                points.extend([at(-x + t, h - t), at(-x + t * 2.5, h - t), at(-x + t * 2.5, h), at(-x, h)]);
            } else {
                points.extend([at(-x + t, h), at(-x, h)]);
            }
            lie(Area::of(polygon(&points)), d);
            let below = Plane { origin: o(0.0, 0.0, 0.0), x: resolid_geom::Vec3::Y, y: resolid_geom::Vec3::X };
            let web = face(below, x - t, t);
            let right = face(Plane::right(o(x, 0.0, h / 2.0)), h / 2.0 - t, t);
            let left = face(Plane::left(o(-x, 0.0, h / 2.0)), h / 2.0 - t, t);
            finish(d, &[web, right, left]);
        }
        4 => {
            let c = at(0.0, h / 2.0);
            let rounded = d.fits(19, 1) && d.chance(0.45);
            let area = if rounded {
                let outer = cornered(c, w, h, Corner::Round(t * 1.5));
                Area::of(outer).less(cornered(c, w - t * 2.0, h - t * 2.0, Corner::Round(t / 2.0)))
            } else {
                Area::of(rectangle(c, w, h)).less(rectangle(c, w - t * 2.0, h - t * 2.0))
            };
            lie(area, d);
            let right = face(Plane::right(o(x, 0.0, h / 2.0)), h / 2.0 - t * 1.5, t);
            let both = Face { depth: w, ..right };
            let top = face(above(z0, h), x - t * 1.5, t);
            let side = if d.chance(0.5) { both } else { right };
            finish(d, &[side, top]);
        }
        5 => {
            let tube = Area::of(disc(CENTER, w)).less(disc(CENTER, w - t * 2.0));
            lie(tube, d);
            if d.wants(0.6, 3, 1) {
                // A hole through one wall or both; off the tube, so that no plane touches it along a line.
                let hole = d.named_size("hole", wide * 0.1, wide * 0.35);
                let depth = if d.chance(0.6) { w + 2.0 } else { x + 1.0 };
                let plane = Plane::up(o(0.0, 0.0, x + 1.0));
                let places = if d.fits(6, 2) && d.chance(0.5) {
                    vec![at(0.0, l * 0.3), at(0.0, -(l * 0.3))]
                } else {
                    vec![CENTER]
                };
                d.cut("hole", plane, places.iter().map(|&p| Area::of(disc(p, hole))).collect(), depth);
            }
            let end = Plane::front(o(0.0, -(l / 2.0), 0.0));
            if d.wants(0.5, 5, 1) {
                // A collar at one end.
                let rise = d.named_size("collar", wide * 0.1, wide * 0.4);
                let ring = Area::of(disc(CENTER, w + t * 2.0)).less(disc(CENTER, w - t * 2.0));
                d.body("collar", end, vec![ring], rise, Mode::Join);
            }
        }
        6 => {
            let points = [(z0, z0), (w, z0), (w, t), (t, t), (t, h), (t - w, h), (t - w, h - t), (z0, h - t)];
            lie(Area::of(polygon(&points.map(|(a, b)| at(a, b)))), d);
            let web = face(Plane::left(o(0.0, 0.0, h / 2.0)), h / 2.0 - t * 1.2, t);
            let low = face(above((w + t) / 2.0, t), (w - t) / 2.0, t);
            finish(d, &[web, low]);
        }
        7 => {
            // Solid bar: square, hexagonal.
            let area = if room >= 8 && d.chance(0.3) {
                Area::of(regular(CENTER, 6, w))
            } else {
                Area::of(rectangle(CENTER, w, h))
            };
            let six = area.outer.curve_count() == 6;
            lie(area, d);
            let top = if six { w / 2.0 } else { h / 2.0 };
            let plane = above(z0, top);
            finish(d, &[face(plane, if six { w * 0.25 } else { x }, top * 2.0)]);
        }
        _ => {
            // A hat: feet to both sides.
            let foot = d.size(wide * 0.2, wide * 0.5);
            let foot = d.named("foot", foot);
            let points = [
                (-x - foot, z0),
                (-x + t, z0),
                (-x + t, h - t),
                (x - t, h - t),
                (x - t, z0),
                (x + foot, z0),
                (x + foot, t),
                (x, t),
                (x, h),
                (-x, h),
                (-x, t),
                (-x - foot, t),
            ];
            lie(Area::of(polygon(&points.map(|(a, b)| at(a, b)))), d);
            let top = face(above(z0, h), x - t, t);
            let side = |s: f64| face(above((x + foot / 2.0) * s, t), foot / 2.0, t);
            finish(d, &[side(1.0), side(-1.0), top]);
        }
    }
}

fn finish(d: &mut Draft, faces: &[Face]) {
    if d.chance(0.45) {
        drill(d, &faces[0], "hole");
    }
    dress(d, faces);
}
