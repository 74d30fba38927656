//! Manifolds: a block, bores through it, ports from other sides that meet them, and holes to bolt it down.

use super::super::contour::{Area, CENTER, Corner, Point, cornered, disc, rectangle};
use super::super::dim::Dim;
use super::super::draft::{Draft, Face, Plane};
use super::super::feature::drill;
use super::{box_faces, o};
use resolid_program::Mode;

pub(super) fn draw(d: &mut Draft) {
    let bore = d.size(4.0, 30.0);
    let high = d.size(bore * 2.0 + 4.0, bore * 3.5 + 6.0);
    let wide = d.size(bore * 2.2 + 4.0, bore * 4.5 + 8.0);
    let ports = d.count(1, 4).min(((d.room().saturating_sub(9)) / 3).clamp(1, 4));
    let pitch = d.size(bore * 2.0 + 4.0, bore * 3.5 + 8.0);
    let long = pitch * ports as f64 + wide * 0.5;
    let long = (long / 5.0).ceil() * 5.0;
    let (l, w, h) = (d.named("length", long), d.named("width", wide), d.named("height", high));
    let bore = d.named("bore", bore);
    let mut corner = 0.0;
    let outline = if d.fits(25, 4) && d.chance(0.2) {
        let r = d.size(wide * 0.05, wide * 0.15);
        corner = r;
        cornered(CENTER, l, w, Corner::Round(d.named("corner", r)))
    } else {
        rectangle(CENTER, l, w)
    };
    let step = d.body("block", Plane::up(o(0.0, 0.0, 0.0)), vec![Area::of(outline)], h, Mode::New);
    let faces = box_faces(l, w, h, step);
    let [mut top, mut front, right, ..] = faces;
    top.corner = corner;
    front.half[0] = front.half[0] - corner;
    // The gallery: along the block, right through or closed at the far end.
    let round = |p: Point, diameter: Dim| Area::of(disc(p, diameter));
    if d.fits(3, 1) {
        if d.chance(0.6) {
            d.cut_through("gallery", &right, vec![round(CENTER, bore)]);
        } else {
            let end = d.size(bore.v * 0.5 + 1.0, bore.v + 4.0);
            d.cut("gallery", right.plane, vec![round(CENTER, bore)], l - end);
        }
        d.take(&right.plane, CENTER, [bore.v / 2.0 + 1.5; 2], [-long, 0.0]);
    }
    if d.wants(0.35, 3, 1) {
        // A plug at its mouth.
        let plug = d.size(bore.v * 1.2, (bore.v * 1.6).min(high - 4.0));
        if plug > bore.v + 1.0 {
            let (plug, deep) = (d.named("plug", plug), d.named_size("plug_depth", bore.v * 0.5, bore.v));
            d.cut("plug", right.plane, vec![round(CENTER, plug)], deep);
        }
    }
    // Ports from above, down to the gallery's axis.
    let size = d.size(bore.v * 0.5, bore.v * 0.9);
    let size = d.named("port", size);
    let pitch = d.named("pitch", pitch);
    let n = ports as f64;
    let places: Vec<Point> = (0..ports).map(|k| [pitch * (k as f64 - (n - 1.0) / 2.0), Dim::ZERO]).collect();
    let drilled = d.fits(3 * ports, ports);
    if drilled {
        d.cut("ports", top.plane, places.iter().map(|&p| round(p, size)).collect(), h / 2.0);
        for &p in &places {
            d.take(&top.plane, p, [size.v * 0.9 + 1.0; 2], [-high / 2.0, 0.0]);
        }
    }
    if drilled && d.wants(0.6, 3 * ports, ports) {
        let seat = d.size(size.v * 1.3, (size.v * 1.8).min(wide - 3.0));
        if seat > size.v + 0.8 && seat < pitch.v - 1.5 {
            let deep = (high / 2.0 - bore.v / 2.0) * 0.5;
            let deep = if deep > 2.0 { deep.floor() } else { deep };
            let (seat, deep) = (d.named("seat", seat), d.named("seat_depth", deep));
            d.cut("port seats", top.plane, places.iter().map(|&p| round(p, seat)).collect(), deep);
        }
    }
    if d.wants(0.45, 3, 1) {
        // A port from the front, to the gallery too.
        let x = if ports.is_multiple_of(2) { Dim::ZERO } else { pitch / 2.0 };
        if x.v + size.v < long / 2.0 - 2.0 {
            d.cut("side port", front.plane, vec![round([x, Dim::ZERO], size)], w / 2.0);
            d.take(&front.plane, [x, Dim::ZERO], [size.v / 2.0 + 1.5; 2], [-wide / 2.0, 0.0]);
        }
    }
    let mount = Face { of: None, ..top };
    drill(d, &mount, "mounting_hole");
    for _ in 0..8 {
        if d.room() < 3 || d.rows_left() == 0 {
            break;
        }
        let face = if d.chance(0.5) { mount } else { front };
        drill(d, &face, "hole");
    }
    if d.room() >= 2 && d.chance(0.5) {
        drill(d, &top, "hole");
    }
}
