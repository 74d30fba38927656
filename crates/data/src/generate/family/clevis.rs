//! Forks, lugs and hinge leaves: a foot or a stem, and ears with a bore for a pin.

use super::super::contour::{Area, CENTER, Corner, at, cornered, disc, rectangle, tongue};
use super::super::dim::Dim;
use super::super::draft::{Draft, Face, Plane};
use super::super::feature::{dress, drill};
use super::o;
use resolid_program::Mode;

pub(super) fn draw(d: &mut Draft) {
    let room = d.room();
    match d.weighted(&[
        if room >= 18 { 46 } else { 0 },
        if room >= 12 { 26 } else { 0 },
        if room >= 20 { 18 } else { 0 },
        20,
    ]) {
        0 => fork_on_plate(d),
        1 => lug(d),
        2 => hinge(d),
        _ => rod_end(d),
    }
}

/// Two ears on a base plate.
fn fork_on_plate(d: &mut Draft) {
    let pin = d.size(4.0, 30.0);
    let ear_width = d.size(pin * 1.8 + 2.0, pin * 2.6 + 4.0);
    let ear = d.sheet((pin * 0.3).max(1.5), pin * 0.8 + 1.0);
    let gap = d.size(pin * 0.8, pin * 2.5);
    let rise = d.size(ear_width * 0.6, ear_width * 1.6);
    let t = d.sheet((pin * 0.3).max(2.0), pin * 0.8 + 2.0);
    let (pin, width) = (d.named("pin", pin), d.named("ear_width", ear_width));
    let (ear, gap, t) = (d.named("ear", ear), d.named("gap", gap), d.named("thickness", t));
    let rise = d.named("pin_height", rise);
    let span = gap + ear * 2.0;
    // The plate ends with the ears, or gives screws a place on both sides.
    let wide_foot = d.chance(0.7);
    let margin = d.size(ear_width * 0.5, ear_width * 1.2);
    let margin = if wide_foot { d.named("foot_margin", margin) } else { Dim::ZERO };
    let (w, l) = (width, span + margin * 2.0);
    let mut corner = 0.0;
    let outline = if wide_foot && d.fits(34, 3) && d.chance(0.4) {
        let r = d.size(ear_width * 0.08, ear_width * 0.2);
        corner = r;
        cornered(CENTER, w, l, Corner::Round(d.named("corner", r)))
    } else {
        rectangle(CENTER, w, l)
    };
    let foot = d.body("foot", Plane::up(o(0.0, 0.0, 0.0)), vec![Area::of(outline)], t, Mode::New);
    // Ears in planes square to y: sketch x is x, sketch y is z.
    let shape = Area::of(tongue(at(0.0, rise), 0.0, width));
    let near = Plane::front(o(0.0, -(gap / 2.0), t));
    let far = Plane::front(o(0.0, gap / 2.0 + ear, t));
    d.body("ear", near, vec![shape.clone()], ear, Mode::Join);
    d.body("ear", far, vec![shape], ear, Mode::Join);
    let front = Plane::front(o(0.0, -(span / 2.0), t + rise));
    if d.fits(3, 1) {
        let eye = Face { plane: front, half: [pin; 2], round: true, corner: 0.0, depth: span, clear: true, of: None };
        d.cut_through("pin hole", &eye, vec![Area::of(disc(CENTER, pin))]);
    }
    let top = Plane::up(o(0.0, 0.0, t));
    d.take(&top, CENTER, [width.v / 2.0, span.v / 2.0 + 0.5], [0.0, rise.v]);
    let face = |y: Dim| Face {
        plane: Plane::up(o(0.0, y, t)),
        half: [w / 2.0, margin / 2.0],
        round: false,
        // Only the outer corners are round; the inner ones may as well be.
        corner,
        depth: t,
        clear: false,
        of: Some(foot),
    };
    let y = span / 2.0 + margin / 2.0;
    if wide_foot {
        let whole = Face { plane: top, half: [w / 2.0, l / 2.0], corner, ..face(y) };
        drill(d, &whole, "screw");
        dress(d, &[face(y), face(-y)]);
    } else {
        let between = Face { half: [w / 2.0, gap / 2.0], ..face(Dim::ZERO) };
        dress(d, &[between]);
    }
}

/// One ear on a foot, or a plate with an eye.
fn lug(d: &mut Draft) {
    let pin = d.size(4.0, 40.0);
    let width = d.size(pin * 1.7 + 2.0, pin * 2.6 + 4.0);
    let t = d.sheet((pin * 0.3).max(2.0), pin + 2.0);
    let rise = d.size(width * 0.6, width * 1.8);
    let (pin, width, t) = (d.named("pin", pin), d.named("width", width), d.named("thickness", t));
    let rise = d.named("pin_height", rise);
    let shape = Area::of(tongue(at(0.0, rise), 0.0, width));
    let ear = d.body("eye", Plane::front(o(0.0, t / 2.0, 0.0)), vec![shape], t, Mode::New);
    let near = Plane::front(o(0.0, -(t / 2.0), rise));
    let eye =
        Face { plane: near, half: [width / 2.0; 2], round: true, corner: 0.0, depth: t, clear: true, of: Some(ear) };
    if d.wants(0.4, 5, 1) {
        // A boss round the eye, on one side.
        let rim = d.size(pin.v * 1.3 + 1.0, width.v.max(pin.v * 1.3 + 1.5));
        let (rim, out) = (d.named("boss_diameter", rim.min(width.v)), d.named("boss_height", t.v * 0.4));
        d.body("boss", near, vec![Area::of(disc(CENTER, rim)).less(disc(CENTER, pin))], out, Mode::Join);
    }
    if d.fits(2, 0) && d.chance(0.5) {
        d.pierce(ear, &near, &disc(CENTER, pin));
    } else if d.fits(3, 1) {
        d.cut_through("pin hole", &Face { clear: false, ..eye }, vec![Area::of(disc(CENTER, pin))]);
    }
    if !d.fits(6, 1) {
        return;
    }
    let long = d.size(width.v * 1.2, width.v * 2.5);
    let deep = if d.chance(0.5) { width } else { d.named_size("foot_depth", t.v * 2.0, width.v * 1.5 + t.v) };
    let long = d.named("foot_length", long);
    let foot_t = if d.chance(0.6) { t } else { d.named_sheet("foot_thickness", t.v * 0.5, t.v * 1.5) };
    let under = Plane::up(o(0.0, 0.0, -foot_t));
    let foot = d.body("foot", under, vec![Area::of(rectangle(CENTER, long, deep))], foot_t, Mode::Join);
    let top = Plane::up(o(0.0, 0.0, 0.0));
    d.take(&top, CENTER, [width.v / 2.0 + 0.5, t.v / 2.0 + 0.5], [0.0, rise.v]);
    let face = Face {
        plane: top,
        half: [long / 2.0, deep / 2.0],
        round: false,
        corner: 0.0,
        depth: foot_t,
        clear: false,
        of: Some(foot),
    };
    drill(d, &face, "screw");
    dress(d, &[face]);
}

/// A hinge leaf: a plate with knuckles along one edge.
fn hinge(d: &mut Draft) {
    let pin = d.size(2.0, 14.0);
    let t = d.sheet((pin * 0.4).max(1.0), pin * 0.7 + 0.5);
    // The bore passes over the leaf, clear of it.
    let rim = d.size(pin + 2.0 * t * 1.2, pin + 2.0 * t * 1.6);
    let leaf = d.size(rim * 2.0, rim * 6.0);
    let long = d.size(leaf * 0.8, leaf * 2.5);
    let knuckles = d.count(1, 2);
    // Slots of the edge: every other one holds a knuckle.
    let slots = (2 * knuckles + usize::from(d.chance(0.4)) - usize::from(knuckles > 1 && d.chance(0.3))) as f64;
    let (pin, t, rim) = (d.named("pin", pin), d.named("thickness", t), d.named("knuckle", rim));
    let (leaf, long) = (d.named("leaf", leaf), d.named("length", long));
    // The pin's axis is y; the leaf lies below it and ends under the axis.
    let plate = Area::of(rectangle(at(leaf / 2.0, 0.0), leaf, long));
    let step = d.body("leaf", Plane::up(o(0.0, 0.0, 0.0)), vec![plate], t, Mode::New);
    let part = long / slots;
    let axis = rim / 2.0;
    let bored = knuckles == 1 || d.chance(0.5);
    // The leaf must leave the gaps free: it is cut back where the other leaf's knuckles turn.
    for k in 0..knuckles {
        let from = -(long / 2.0) + part * (2 * k) as f64;
        let plane = Plane::front(o(0.0, from + part, axis));
        let round = Area::of(disc(CENTER, rim));
        d.body("knuckle", plane, vec![if bored { round.less(disc(CENTER, pin)) } else { round }], part, Mode::Join);
    }
    let top = Plane::up(o(0.0, 0.0, t));
    for k in 0..(slots as usize) {
        if k % 2 == 1 && d.fits(6, 1) {
            let y = -(long / 2.0) + part * (k as f64 + 0.5);
            let face =
                Face { plane: top, half: [leaf; 2], round: false, corner: 0.0, depth: t, clear: false, of: None };
            let gap = rectangle(at(rim * 0.3, y), rim * 0.6, part);
            d.cut_through("gap", &face, vec![Area::of(gap)]);
        }
    }
    if !bored {
        let end = Plane::front(o(0.0, -(long / 2.0), axis));
        let face = Face { plane: end, half: [pin; 2], round: true, corner: 0.0, depth: long, clear: true, of: None };
        d.cut_through("pin hole", &face, vec![Area::of(disc(CENTER, pin))]);
    }
    let free = (leaf - rim * 0.7) / 2.0;
    let plane = Plane::up(o(leaf - free, 0.0, t));
    let face =
        Face { plane, half: [free, long / 2.0], round: false, corner: 0.0, depth: t, clear: false, of: Some(step) };
    drill(d, &face, "screw");
    dress(d, &[face]);
}

/// A round stem with a flat eye, or a fork milled from a block.
fn rod_end(d: &mut Draft) {
    let pin = d.size(3.0, 25.0);
    let width = d.size(pin * 1.8 + 2.0, pin * 2.4 + 5.0);
    let reach = d.size(width * 0.8, width * 2.0);
    let thick = d.size((pin * 0.8).max(4.0), width);
    let (pin, width) = (d.named("pin", pin), d.named("width", width));
    let (reach, thick) = (d.named("reach", reach), d.named("thickness", thick));
    let shape = Area::of(tongue(at(0.0, reach), 0.0, width));
    let body = d.body("head", Plane::front(o(0.0, thick / 2.0, 0.0)), vec![shape], thick, Mode::New);
    let near = Plane::front(o(0.0, -(thick / 2.0), reach));
    let eye = Face {
        plane: near,
        half: [width / 2.0; 2],
        round: true,
        corner: 0.0,
        depth: thick,
        clear: true,
        of: Some(body),
    };
    if d.wants(0.6, 3, 1) {
        let stem = d.size(thick.v * 0.5, thick.v.min(width.v) * 0.9);
        let long = d.size(width.v, width.v * 3.0);
        let (stem, long) = (d.named("stem", stem), d.named("stem_length", long));
        d.body("stem", Plane::down(o(0.0, 0.0, 0.0)), vec![Area::of(disc(CENTER, stem))], long, Mode::Join);
    }
    if d.fits(2, 0) && d.chance(0.5) {
        d.pierce(body, &near, &disc(CENTER, pin));
    } else if d.fits(3, 1) {
        d.cut_through("pin hole", &eye, vec![Area::of(disc(CENTER, pin))]);
    }
    if thick.v > 5.0 && d.wants(0.7, 6, 1) {
        // The gap of a fork, from below the eye to the end.
        let gap = d.size(thick.v * 0.25, thick.v * 0.5);
        let gap = d.named("gap", gap);
        let foot = (reach - width * 0.4).v.max(reach.v * 0.2);
        let side = Face {
            plane: Plane::right(o(width / 2.0, 0.0, 0.0)),
            half: [thick / 2.0; 2],
            round: false,
            corner: 0.0,
            depth: width,
            clear: true,
            of: None,
        };
        let slit = super::super::contour::block(at(-(gap / 2.0), foot), at(gap / 2.0, reach + width / 2.0 + 1.0));
        d.cut_through("gap", &side, vec![Area::of(slit)]);
    } else if thick.v > 6.0 && d.wants(0.6, 6, 2) {
        let flat = d.named_size("counterbore", pin.v * 1.3, (width.v * 0.8).max(pin.v * 1.35));
        let deep = d.named_size("counterbore_depth", thick.v * 0.1, thick.v * 0.25);
        d.cut("counterbore", near, vec![Area::of(disc(CENTER, flat))], deep);
        let far = Plane::back(o(0.0, thick / 2.0, reach));
        d.cut("counterbore", far, vec![Area::of(disc(CENTER, flat))], deep);
    }
}
