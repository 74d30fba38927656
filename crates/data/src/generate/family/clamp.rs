//! Clamps: split blocks, shaft collars and pipe saddles.

use super::super::contour::{Area, CENTER, Contour, Corner, at, block, cornered, disc};
use super::super::dim::Dim;
use super::super::draft::{Draft, Face, Plane};
use super::super::feature::drill_through;
use super::super::pattern::{Wanted, place};
use super::o;
use resolid_program::Mode;
use std::f64::consts::PI;

pub(super) fn draw(d: &mut Draft) {
    match d.weighted(&[40, 30, 30]) {
        0 => split_block(d),
        1 => collar(d),
        _ => saddle(d),
    }
}

/// A block with a bore, slit from the bore to one side, and a screw across the slit.
fn split_block(d: &mut Draft) {
    let bore = d.size(6.0, 60.0);
    let wall = d.size((bore * 0.2).max(3.0), bore * 0.5 + 3.0);
    let depth = d.size((bore * 0.5).max(8.0), bore * 1.2 + 10.0);
    let slit = d.sheet(1.0, (bore * 0.12).max(1.5));
    let ear = d.size(bore * 0.35 + 6.0, bore * 0.6 + 12.0);
    let (bore, wall, depth) = (d.named("bore", bore), d.named("wall", wall), d.named("depth", depth));
    let (slit, ear) = (d.named("slit", slit), d.named("ear", ear));
    let half = bore / 2.0 + wall;
    // The bore lies about zero, the slit opens upward (sketch y).
    let outline = if d.fits(16, 1) && d.chance(0.4) {
        let r = d.size(wall.v * 0.3, wall.v);
        let r = d.named("corner", r);
        cornered(at(0.0, ear / 2.0), half * 2.0, half * 2.0 + ear, Corner::Round(r))
    } else if d.fits(6, 1) && d.chance(0.5) {
        // Round below, as the bore is.
        Contour::Path(vec![
            (at(-half, half + ear), 0.0),
            (at(-half, 0.0), PI),
            (at(half, 0.0), 0.0),
            (at(half, half + ear), 0.0),
        ])
    } else {
        block(at(-half, -half), at(half, half + ear))
    };
    let front = Plane::front(o(0.0, depth / 2.0, 0.0));
    let step = d.body("block", front, vec![Area::of(outline)], depth, Mode::New);
    let near = Plane::front(o(0.0, -(depth / 2.0), 0.0));
    let face = Face { plane: near, half: [half; 2], round: true, corner: 0.0, depth, clear: true, of: Some(step) };
    if d.fits(9, 1) && d.chance(0.5) {
        d.pierce(step, &near, &disc(CENTER, bore));
    } else if d.fits(3, 1) {
        d.cut_through("bore", &face, vec![Area::of(disc(CENTER, bore))]);
    }
    if d.fits(6, 1) {
        let cut = block(at(-(slit / 2.0), 0.0), at(slit / 2.0, half + ear));
        d.cut_through("slit", &face, vec![Area::of(cut)]);
    }
    let side = Face {
        plane: Plane::right(o(half, 0.0, half + ear / 2.0)),
        half: [depth / 2.0, ear / 2.0],
        round: false,
        corner: 0.0,
        depth: half * 2.0,
        clear: true,
        of: None,
    };
    for _ in 0..6 {
        // Never blind: a hole that ended near the slit would leave a film.
        if d.room() < 3 || !drill_through(d, &side, "screw") {
            break;
        }
    }
    if d.fits(3, 1) {
        // From below into the bore: for oil, or for a set screw.
        let under = Plane::down(o(0.0, 0.0, -half));
        let hole = d.named_size("set_screw", bore.v * 0.12, bore.v * 0.35);
        d.cut("set screw", under.lifted(1.0), vec![Area::of(disc(CENTER, hole))], half + 1.0);
    }
}

/// A shaft collar: a ring, slit or not, with screws from the side.
fn collar(d: &mut Draft) {
    let bore = d.size(5.0, 60.0);
    let outer = d.size(bore * 1.5 + 4.0, bore * 2.2 + 8.0);
    let wide = d.size((bore * 0.25).max(5.0), bore * 0.6 + 6.0);
    let wall = (outer - bore) / 2.0;
    let (bore, outer, wide) = (d.named("bore", bore), d.named("diameter", outer), d.named("width", wide));
    let ground = Plane::up(o(0.0, 0.0, 0.0));
    d.body("collar", ground, vec![Area::of(disc(CENTER, outer)).less(disc(CENTER, bore))], wide, Mode::New);
    let top = Plane::up(o(0.0, 0.0, wide));
    let whole =
        Face { plane: top, half: [outer / 2.0; 2], round: true, corner: 0.0, depth: wide, clear: true, of: None };
    let slit = d.sheet(1.0, (bore.v * 0.12).max(1.5));
    if d.wants(0.7, 6, 1) {
        let slit = d.named("slit", slit);
        // From the middle of the bore to beyond the rim.
        let cut = block(at(0.0, -(slit / 2.0)), at(outer / 2.0 + 1.0, slit / 2.0));
        d.cut_through("slit", &whole, vec![Area::of(cut)]);
        let most = (wall * 0.5).min(wide.v * 0.5);
        if let Some(screw) = d.screw(2.0, most)
            && d.fits(3, 1)
        {
            // Across the slit, in the middle of the wall.
            let x = (bore + outer) / 4.0;
            let plane = Plane::front(o(x, -(outer / 2.0), wide / 2.0));
            let hole = d.named("screw_diameter", screw.hole);
            let face = Face { plane, half: [hole; 2], round: true, corner: 0.0, depth: outer, clear: true, of: None };
            d.cut_through("screw", &face, vec![Area::of(disc(CENTER, hole))]);
            if d.wants(0.5, 3, 1) && screw.head < wide.v {
                let head = d.named("head_diameter", screw.head);
                // Down to a seat beside the slit.
                d.cut("head", plane, vec![Area::of(disc(CENTER, head))], (outer - slit) / 2.0 - screw.seat);
            }
        }
    } else if let Some(screw) = d.screw(2.0, (wide.v * 0.55).min(bore.v * 0.4))
        && d.fits(3, 1)
    {
        // A set screw from the rim into the bore.
        let plane = Plane::right(o(outer / 2.0 + 1.0, 0.0, wide / 2.0));
        let hole = d.named("screw_diameter", screw.hole);
        d.cut("set screw", plane, vec![Area::of(disc(CENTER, hole))], outer / 2.0 + 1.0);
        if d.wants(0.4, 3, 1) {
            let plane = Plane::back(o(0.0, outer / 2.0 + 1.0, wide / 2.0));
            d.cut("second set screw", plane, vec![Area::of(disc(CENTER, hole))], outer / 2.0 + 1.0);
        }
    }
    // Holes round the face, where the wall is thick enough.
    let middle = (bore.v + outer.v) / 4.0;
    let reach = wall / 2.0 - 1.5;
    if reach > 1.5 && d.room() >= 6 && d.rows_left() >= 2 {
        let hole = d.size(reach * 0.8, reach * 1.2);
        let hole = d.named("face_hole", hole);
        let y = Dim::from(middle);
        let depth = d.size(wide.v * 0.2, wide.v * 0.6);
        let places = [[Dim::ZERO, y], [Dim::ZERO, -y]];
        d.cut("face holes", top, places.map(|p| Area::of(disc(p, hole))).to_vec(), depth.into());
    }
}

/// A half ring over a pipe, with an ear to each side.
fn saddle(d: &mut Draft) {
    let pipe = d.size(8.0, 90.0);
    let t = d.sheet((pipe * 0.04).max(1.0), (pipe * 0.12).max(1.5));
    let ear = d.size(pipe * 0.3 + 6.0, pipe * 0.5 + 14.0);
    let width = d.size(8.0, pipe * 0.6 + 10.0);
    let width = d.named("width", width);
    let (r, outer) = (pipe / 2.0, pipe / 2.0 + t);
    let reach = outer + ear;
    // Where the outside of the ring meets the top of the ears.
    let x = (outer * outer - t * t).sqrt();
    let over = PI - 2.0 * t.atan2(x);
    let both = d.room() >= 13 && d.chance(0.75);
    let outline = if both {
        Contour::Path(vec![
            (at(-reach, 0.0), 0.0),
            (at(-r, 0.0), -PI),
            (at(r, 0.0), 0.0),
            (at(reach, 0.0), 0.0),
            (at(reach, t), 0.0),
            (at(x, t), over),
            (at(-x, t), 0.0),
            (at(-reach, t), 0.0),
        ])
    } else {
        // One ear only: the other end of the hook stands on the ground.
        Contour::Path(vec![
            (at(-outer, 0.0), 0.0),
            (at(-r, 0.0), -PI),
            (at(r, 0.0), 0.0),
            (at(reach, 0.0), 0.0),
            (at(reach, t), 0.0),
            (at(x, t), PI - t.atan2(x)),
        ])
    };
    d.body("saddle", Plane::front(o(0.0, width / 2.0, 0.0)), vec![Area::of(outline)], width, Mode::New);
    let plane = Plane::up(o(0.0, 0.0, t));
    let ear_face = |side: f64| Face {
        plane: Plane::up(o((outer + reach) / 2.0 * side, 0.0, t)),
        half: [Dim::from(ear / 2.0), width / 2.0],
        round: false,
        corner: 0.0,
        depth: t.into(),
        clear: false,
        of: None,
    };
    let least = (ear * 0.5).min(width.v * 0.5);
    let screw = d.screw((least * 0.3).max(2.0), least.max(2.4));
    let n = if both { 2 } else { 1 };
    if let Some(screw) = screw
        && d.fits(3 * n, n)
    {
        let half = [screw.hole * 0.5 + 1.0; 2];
        let wanted = Wanted { name: "screw", half, most: if d.fits(6 * n, 2 * n) { 2 } else { 1 }, heights: [-t, 0.0] };
        if let Some(places) = place(d, &ear_face(1.0), wanted) {
            let hole = d.named("hole", screw.hole);
            let x = (outer + reach) / 2.0;
            let mut areas: Vec<Area> = places.iter().map(|&[a, b]| Area::of(disc([a + x, b], hole))).collect();
            if both {
                areas.extend(places.iter().map(|&[a, b]| Area::of(disc([-(a + x), b], hole))));
            }
            let whole = Face { plane, clear: false, ..ear_face(1.0) };
            d.cut_through("holes", &whole, areas);
        }
    }
    let top = Plane::up(o(0.0, 0.0, outer));
    if d.wants(0.4, 3, 1) {
        let hole = d.size(pipe * 0.1, pipe * 0.25);
        d.cut("oil hole", top.lifted(t * 4.0), vec![Area::of(disc(CENTER, hole))], (t * 4.0 + outer).into());
    }
}
