//! Housings: boxes and cups with walls, screw posts and openings; lids with a lip; frames.

use super::super::contour::{Area, CENTER, Contour, Corner, cornered, corners, disc, rectangle, regular};
use super::super::dim::Dim;
use super::super::draft::{Draft, Face, Plane};
use super::super::feature::{dress, drill, slots, window};
use super::o;
use resolid_program::Mode;

pub(super) fn draw(d: &mut Draft) {
    match d.weighted(&[62, 14, 12, 12]) {
        0 => tub(d),
        1 => cup(d),
        2 => lid(d),
        _ => frame(d),
    }
}

/// Outline of a box and that of its inside, `wall` away; alike in their corners.
fn shell(d: &mut Draft, w: Dim, l: Dim, wall: Dim) -> (Contour, Contour, Dim) {
    let rounded = d.room() >= 20 && d.chance(0.5);
    if !rounded {
        let inner = rectangle(CENTER, w - wall * 2.0, l - wall * 2.0);
        return (rectangle(CENTER, w, l), inner, Dim::ZERO);
    }
    let least = w.v.min(l.v);
    let r = d.size(least * 0.03 + 0.5, least * 0.15);
    let r = d.named("inner_radius", r);
    let outer = cornered(CENTER, w, l, Corner::Round(r + wall));
    (outer, cornered(CENTER, w - wall * 2.0, l - wall * 2.0, Corner::Round(r)), r)
}

/// A box open at the top: a block with a pocket, or a floor with walls.
fn tub(d: &mut Draft) {
    let long = d.size(30.0, 260.0);
    let wide = d.size(long * 0.45, long);
    let high = d.size(wide * 0.2, wide * 0.8);
    let wall = d.named_sheet("wall", (wide * 0.015).max(1.0), wide * 0.08);
    let floor = if d.chance(0.65) { wall } else { d.named_sheet("floor", wall.v, (wall.v * 2.5).min(high * 0.4)) };
    let (w, l, h) = (d.named("length", long), d.named("width", wide), d.named("height", high));
    let (outer, inner, radius) = shell(d, w, l, wall);
    let ground = Plane::up(o(0.0, 0.0, 0.0));
    let ears = d.fits(2 * outer.curve_count() + 4 + 16, 6) && d.chance(0.25);
    if d.chance(0.72) {
        d.body("box", ground, vec![Area::of(outer)], h, Mode::New);
        d.cut("cavity", ground.lifted(h), vec![Area::of(inner)], h - floor);
    } else {
        d.body("floor", ground, vec![Area::of(outer.clone())], floor, Mode::New);
        d.body("walls", ground.lifted(floor), vec![Area::of(outer).less(inner)], h - floor, Mode::Join);
    }
    let inside = Plane::up(o(0.0, 0.0, floor));
    if ears {
        mounting_ears(d, w, l, floor);
    }
    posts(d, &inside, [w / 2.0 - wall, l / 2.0 - wall], h - floor, radius);
    // Walls from outside, clear of rounded corners and of the floor.
    let side = |plane, half: Dim, middle: Dim| Face {
        plane,
        half: [half - wall * 1.5 - radius, middle],
        round: false,
        corner: 0.0,
        depth: wall,
        clear: false,
        of: None,
    };
    let (middle, half_height) = ((h + floor) / 2.0, (h - floor) / 2.0);
    let low = if ears { floor } else { Dim::ZERO };
    let middle = middle + low / 2.0;
    let half_height = half_height - low / 2.0;
    let front = side(Plane::front(o(0.0, -(l / 2.0), middle)), w / 2.0, half_height);
    let right = side(Plane::right(o(w / 2.0, 0.0, middle)), l / 2.0, half_height);
    let left = side(Plane::left(o(-(w / 2.0), 0.0, middle)), l / 2.0, half_height);
    let bottom = Face {
        plane: inside,
        half: [w / 2.0 - wall * 2.0, l / 2.0 - wall * 2.0],
        round: false,
        corner: 0.0,
        depth: floor,
        clear: false,
        of: None,
    };
    if d.chance(0.4) {
        // A cable or a shaft goes through one wall, or both.
        let through = if d.chance(0.3) { Face { depth: l, ..front } } else { front };
        if d.chance(0.5) {
            drill(d, &through, "port")
        } else {
            window(d, &front)
        };
    }
    if d.chance(0.3) {
        slots(d, &right);
    }
    if d.chance(0.4) {
        drill(d, &bottom, "hole");
    }
    dress(d, &[front, bottom, right, left]);
}

/// Posts for screws in the corners of the inside, with blind holes where there is room.
fn posts(d: &mut Draft, floor: &Plane, half: [Dim; 2], depth: Dim, radius: Dim) {
    let least = half[0].v.min(half[1].v);
    let Some(screw) = d.screw(2.0, least * 0.14) else { return };
    let post = screw.hole * 2.0;
    if !d.wants(0.5, 12, 4) || depth.v < 2.0 * post || least < 2.5 * post {
        return;
    }
    let post = d.named("post_diameter", post);
    // Posts stand free of the walls, or a quarter sunk into them.
    let inset = post / 2.0 + radius * 0.3 + if d.chance(0.7) { Dim::from(2.0) } else { -(post / 4.0) };
    let places = corners(CENTER, half[0] - inset, half[1] - inset);
    let full = if d.chance(0.4) { depth } else { depth * 0.75 };
    let bored = d.fits(20, 4) && d.chance(0.4);
    let hole = d.named("post_hole", screw.hole * 0.8);
    let area = |p| {
        let area = Area::of(disc(p, post));
        if bored { area.less(disc(p, hole)) } else { area }
    };
    d.body("posts", *floor, places.map(area).to_vec(), full, Mode::Join);
    for p in places {
        d.take(floor, p, [post.v / 2.0 + 1.0; 2], [-100.0, full.v]);
    }
    if !bored && d.wants(0.8, 12, 4) {
        let areas = places.map(|p| Area::of(disc(p, hole))).to_vec();
        d.cut("post holes", floor.lifted(full), areas, full * 0.75);
    }
}

/// Two ears beside the box, flush with its underside, each with its holes.
fn mounting_ears(d: &mut Draft, w: Dim, l: Dim, t: Dim) {
    let Some(screw) = d.screw(3.0, (l.v * 0.15).min(9.0)) else { return };
    let reach = d.size(screw.hole * 2.2, screw.hole * 3.5);
    let reach = d.named("ear", reach);
    let wide = if d.chance(0.5) { l } else { l * 0.5 };
    let hole = d.named("ear_hole", screw.hole);
    let ear = |side: f64| {
        let c = [(w / 2.0 + reach / 2.0) * side, Dim::ZERO];
        Area::of(rectangle(c, reach, wide)).less(disc(c, hole))
    };
    d.body("ears", Plane::up(o(0.0, 0.0, 0.0)), vec![ear(-1.0), ear(1.0)], t, Mode::Join);
}

/// A round cup or a cap.
fn cup(d: &mut Draft) {
    let size = d.size(16.0, 180.0);
    let high = d.size(size * 0.25, size * 1.4);
    let wall = d.named_sheet("wall", (size * 0.02).max(0.8), size * 0.12);
    let floor = if d.chance(0.7) { wall } else { d.named_sheet("floor", wall.v, (wall.v * 3.0).min(high * 0.5)) };
    let (size, high) = (d.named("diameter", size), d.named("height", high));
    let ground = Plane::up(o(0.0, 0.0, 0.0));
    let six = d.room() >= 14 && d.chance(0.12);
    let outer = if six { regular(CENTER, 6, size) } else { disc(CENTER, size) };
    d.body("cup", ground, vec![Area::of(outer)], high, Mode::New);
    d.cut("cavity", ground.lifted(high), vec![Area::of(disc(CENTER, size - wall * 2.0))], high - floor);
    let inside = Face {
        plane: Plane::up(o(0.0, 0.0, floor)),
        half: [size / 2.0 - wall * 1.5; 2],
        round: true,
        corner: 0.0,
        depth: floor,
        clear: false,
        of: None,
    };
    if !six && d.wants(0.35, 5, 1) {
        // A rim to fasten or to hold it by.
        let reach = d.size(wall.v * 2.0, wall.v * 2.0 + size.v * 0.2);
        let reach = d.named("rim", reach);
        let thick = d.named_sheet("rim_thickness", (wall.v * 0.8).max(0.5), (high.v * 0.3).max(wall.v));
        let ring = Area::of(disc(CENTER, size + reach * 2.0)).less(disc(CENTER, size - wall * 2.0));
        d.body("rim", Plane::up(o(0.0, 0.0, high - thick)), vec![ring], thick, Mode::Join);
    }
    dress(d, &[inside]);
}

/// A plate with a lip that goes into the box below it.
fn lid(d: &mut Draft) {
    let long = d.size(30.0, 220.0);
    let wide = d.size(long * 0.5, long);
    let t = d.named_sheet("thickness", (wide * 0.02).max(1.0), wide * 0.08);
    let wall = d.named_sheet("wall", (wide * 0.015).max(0.8), wide * 0.05);
    let (w, l) = (d.named("length", long), d.named("width", wide));
    let (outer, inner, _) = shell(d, w, l, wall);
    let curves = outer.curve_count();
    d.body("lid", Plane::up(o(0.0, 0.0, 0.0)), vec![Area::of(outer)], t, Mode::New);
    let under = Plane::down(o(0.0, 0.0, 0.0));
    let lip = d.named_sheet("lip", t.v, (t.v * 3.0).max(2.0));
    if d.fits(2 * curves + 3, 1) && d.chance(0.5) {
        let hollow = rectangle(CENTER, w - wall * 4.0, l - wall * 4.0);
        if curves == 4 {
            d.body("lip", under, vec![Area::of(inner).less(hollow)], lip, Mode::Join);
        } else {
            d.body("lip", under, vec![Area::of(inner)], lip, Mode::Join);
        }
    } else if d.fits(curves + 2, 1) {
        d.body("lip", under, vec![Area::of(inner)], lip, Mode::Join);
    }
    let half = [w / 2.0 - wall * 2.5, l / 2.0 - wall * 2.5];
    // Holes go through the lip too, so they cannot be drawn with the lid alone.
    let (plane, depth) = (Plane::up(o(0.0, 0.0, t)), t + lip);
    dress(d, &[Face { plane, half, round: false, corner: 0.0, depth, clear: false, of: None }]);
}

/// A frame: a window with a border, perhaps with bars.
fn frame(d: &mut Draft) {
    let long = d.size(30.0, 400.0);
    let wide = d.size(long * 0.5, long);
    let border = d.size(wide * 0.06, wide * 0.2);
    let border = d.named("border", border);
    let depth = d.size(wide * 0.03 + 1.0, wide * 0.35);
    let depth = d.named("depth", depth);
    let (w, l) = (d.named("length", long), d.named("width", wide));
    let (outer, inner, radius) = shell(d, w, l, border);
    let rounding = if radius.v > 0.0 { border } else { Dim::ZERO };
    let ground = Plane::up(o(0.0, 0.0, 0.0));
    let step = d.body("frame", ground, vec![Area::of(outer).less(inner)], depth, Mode::New);
    let bars = d.count(1, 3);
    if d.wants(0.4, 6 * bars, bars) {
        let bar = d.size(border.v * 0.4, border.v);
        let bar = d.named("bar", bar);
        let areas = (0..bars).map(|k| {
            let x = (w - border * 2.0) * ((k as f64 + 1.0) / (bars as f64 + 1.0) - 0.5);
            Area::of(rectangle([x, Dim::ZERO], bar, l - border * 2.0))
        });
        let areas = areas.collect();
        d.body("bars", ground, areas, depth, Mode::Join);
    }
    let strip = |y: Dim| Face {
        plane: Plane::up(o(0.0, y, depth)),
        half: [w / 2.0 - radius - rounding, border / 2.0],
        round: false,
        corner: 0.0,
        depth,
        clear: false,
        of: Some(step),
    };
    let y = l / 2.0 - border / 2.0;
    let strips = [strip(y), strip(-y)];
    let outside = Face {
        plane: Plane::front(o(0.0, -(l / 2.0), depth / 2.0)),
        half: [w / 2.0 - border - radius, depth / 2.0],
        depth: border,
        of: None,
        ..strips[0]
    };
    dress(d, &[strips[0], strips[1], outside]);
}
