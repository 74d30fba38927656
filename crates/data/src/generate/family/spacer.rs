//! Turned and punched small parts: spacers, washers, bushings, standoffs, caps.

use super::super::contour::{Area, CENTER, Contour, at, disc, flatted, rectangle, regular, two_flats};
use super::super::dim::Dim;
use super::super::draft::{Draft, Face, Plane};
use super::super::feature::{dress, keyway};
use super::o;
use resolid_program::Mode;

pub(super) fn draw(d: &mut Draft) {
    let outer = d.size(5.0, 90.0);
    let length = d.size((outer * 0.05).max(0.8), outer * 2.0);
    let room = d.room();
    let kind = d.weighted(&[
        if room < 5 { 40 } else { 8 },
        if room >= 5 { 34 } else { 0 },
        if room >= 8 { 22 } else { 0 },
        if room >= 8 { 12 } else { 0 },
        if room >= 9 { 9 } else { 0 },
        if room >= 4 { 5 } else { 0 },
        if room >= 8 { 4 } else { 0 },
    ]);
    let ground = Plane::up(o(0.0, 0.0, 0.0));
    match kind {
        0 => {
            let (diameter, length) = (d.named("diameter", outer), d.named("length", length));
            let step = d.body("disc", ground, vec![Area::of(disc(CENTER, diameter))], length, Mode::New);
            stud(d, diameter, length, step);
        }
        1 => {
            let bore = bore_of(d, outer);
            let (diameter, length) = (d.named("diameter", outer), d.named("length", length));
            let ring = Area::of(disc(CENTER, diameter)).less(disc(CENTER, bore));
            d.body("spacer", ground, vec![ring], length, Mode::New);
            ring_details(d, diameter, bore, length);
        }
        2 => flanged(d, outer),
        3 => {
            // A standoff or nut.
            let across = d.named("across_flats", outer);
            let hole = outer * d.among(&[0.4, 0.5, 0.6]);
            let hole = d.named("thread", hole);
            let length = d.named("length", length);
            let sides = if d.chance(0.85) { 6 } else { 4 };
            let hex = Area::of(regular(CENTER, sides, across));
            let step = d.body("body", ground, vec![hex.clone()], length, Mode::New);
            let top = Face {
                plane: ground.lifted(length),
                half: [across / 2.0; 2],
                round: true,
                corner: 0.0,
                depth: length,
                clear: true,
                of: Some(step),
            };
            if d.fits(2, 0) && d.chance(0.7) {
                d.pierce(step, &top.plane, &disc(CENTER, hole));
            } else if d.fits(3, 1) {
                d.cut("thread", top.plane, vec![Area::of(disc(CENTER, hole))], length * 0.6);
            }
            if d.wants(0.6, 5, 1) {
                // A collar under the flats, or a pilot.
                let wide = if d.chance(0.5) { across * 1.3 } else { across * 0.8 };
                let rise = d.named_size("collar_height", (outer * 0.06).max(0.5), outer * 0.3);
                let ring = Area::of(disc(CENTER, wide)).less(disc(CENTER, hole));
                d.body("collar", Plane::down(o(0.0, 0.0, 0.0)), vec![ring], rise, Mode::Join);
            }
        }
        4 => cap(d, outer),
        5 => {
            // A D-shaped pin or key blank.
            let length = d.named("length", length);
            let area = if room >= 6 && d.chance(0.4) {
                Area::of(two_flats(outer, outer * d.among(&[0.6, 0.7, 0.8])))
            } else {
                Area::of(flatted([0.0, 0.0], outer, outer * 0.5 * d.among(&[0.0, 0.4, 0.5, 0.6, 0.7])))
            };
            let step = d.body("pin", ground, vec![area], length, Mode::New);
            if outer > 8.0 && d.fits(2, 0) && d.chance(0.7) {
                let hole = d.named("hole", outer * 0.25);
                let c = at(0.0, -outer * 0.15);
                d.pierce(step, &ground, &disc(c, hole));
            }
            if d.wants(0.7, 3, 1) {
                let head = d.named("head_diameter", outer * 1.4);
                let rise = d.named_size("head_height", outer * 0.15, outer * 0.5);
                d.body("head", Plane::down(o(0.0, 0.0, 0.0)), vec![Area::of(disc(CENTER, head))], rise, Mode::Join);
            }
        }
        _ => {
            // A washer that cannot turn: with a tab or a square hole.
            let t = d.named_sheet("thickness", 0.8, (outer * 0.12).max(1.0));
            let diameter = d.named("diameter", outer);
            let square = outer * d.among(&[0.35, 0.4, 0.5]);
            let square = d.named("square", square);
            let area = Area::of(disc(CENTER, diameter)).less(rectangle(CENTER, square, square));
            d.body("washer", ground, vec![area], t, Mode::New);
            if d.wants(0.5, 6, 1) {
                let tab = rectangle(at(0.0, diameter / 2.0), square * 0.6, diameter * 0.4);
                d.body("tab", ground, vec![Area::of(tab)], t, Mode::Join);
            }
        }
    }
}

fn bore_of(d: &mut Draft, outer: f64) -> Dim {
    let bore = if d.chance(0.5) { d.screw(outer * 0.3, outer * 0.75).map(|s| s.hole) } else { None };
    let bore = bore.unwrap_or_else(|| d.size(outer * 0.3, outer * 0.8));
    d.named("bore", bore)
}

/// Further turned steps on a disc, or holes in it.
fn stud(d: &mut Draft, diameter: Dim, length: Dim, step: usize) {
    let mut top = Plane::up(o(0.0, 0.0, length));
    let mut last = diameter;
    while d.room() >= 3 && d.rows_left() > 1 && last.v > 4.0 && d.chance(0.75) {
        let next = d.named_size("step_diameter", last.v * 0.4, last.v * 0.85);
        let rise = d.named_size("step_height", diameter.v * 0.1, diameter.v * 0.8);
        let take = d.is_free(&top, CENTER, [0.1, 0.1], [0.0, rise.v]);
        if !take {
            break;
        }
        d.body("step", top, vec![Area::of(disc(CENTER, next))], rise, Mode::Join);
        top = top.lifted(rise);
        last = next;
    }
    let rim = (diameter - last) / 4.0;
    if rim.v > 3.0 && d.fits(6, 2) {
        // A ring of holes in the foot.
        let hole = d.screw(rim.v * 0.4, rim.v).map_or(rim.v * 0.6, |s| s.hole);
        let count = d.among(&[2, 3, 4, 4, 6]).min(d.room() / 3).min(d.rows_left());
        let (hole, radius) = (d.named("hole", hole), (diameter + last) / 4.0);
        let areas = (0..count).map(|k| {
            let angle = std::f64::consts::TAU * k as f64 / count as f64;
            Area::of(disc(super::super::contour::polar(CENTER, radius, angle), hole))
        });
        let areas = areas.collect();
        let face = Face {
            plane: Plane::up(o(0.0, 0.0, length)),
            half: [diameter; 2],
            round: true,
            corner: 0.0,
            depth: length,
            clear: false,
            of: None,
        };
        d.cut_through("holes", &face, areas);
    }
    if last.v == diameter.v {
        let half = [diameter / 2.0; 2];
        dress(d, &[Face { plane: top, half, round: true, corner: 0.0, depth: length, clear: true, of: Some(step) }]);
    } else if last.v > 6.0 && d.fits(3, 1) {
        let bore = d.named("hole_in_end", last.v * 0.4);
        let deep = length + Dim::from(0.0);
        d.cut("end hole", top, vec![Area::of(disc(CENTER, bore))], deep * 0.5);
    }
}

/// What a ring may have besides: a keyway, a slit, a counterbore, holes across.
fn ring_details(d: &mut Draft, diameter: Dim, bore: Dim, length: Dim) {
    let top = Plane::up(o(0.0, 0.0, length));
    let wall = (diameter - bore) / 2.0;
    let face =
        Face { plane: top, half: [diameter / 2.0; 2], round: true, corner: 0.0, depth: length, clear: true, of: None };
    if wall.v > 6.0 && d.chance(0.3) {
        keyway(d, &face, bore);
    }
    if wall.v > 2.0 && length.v > 4.0 && d.wants(0.4, 3, 1) {
        let wide = d.named("counterbore", bore.v + wall.v);
        let deep = d.named_size("counterbore_depth", length.v * 0.15, length.v * 0.5);
        d.cut("counterbore", top, vec![Area::of(disc(CENTER, wide))], deep);
        if d.wants(0.3, 3, 1) && deep.v < length.v * 0.35 {
            d.cut("second counterbore", Plane::down(o(0.0, 0.0, 0.0)), vec![Area::of(disc(CENTER, wide))], deep);
        }
    }
    if length.v > diameter.v * 0.4 && d.wants(0.4, 3, 1) {
        // An oil hole or a cross pin, in the lower half.
        let hole =
            d.named_size("cross_hole", (length.v * 0.1).min(diameter.v * 0.2), (length.v * 0.3).min(diameter.v * 0.3));
        let plane = Plane::front(o(0.0, -(diameter / 2.0) - 1.0, length * 0.3));
        d.cut("cross hole", plane, vec![Area::of(disc(CENTER, hole))], diameter / 2.0 + 1.0);
    }
    let middle = (diameter + bore) / 4.0;
    let hole = (wall.v * 0.45).min(12.0);
    if hole > 2.0 && d.room() >= 6 && d.rows_left() >= 2 {
        let count = d.among(&[2, 3, 4, 4, 6, 6]).min(d.room() / 3).min(d.rows_left());
        let gap = 2.0 * middle.v * (std::f64::consts::PI / count as f64).sin();
        // Beside the counterbore the wall is thinner.
        if gap > hole * 1.4 && length.v < diameter.v * 0.5 {
            let hole = d.named("hole", hole);
            let areas = (0..count).map(|k| {
                let angle = std::f64::consts::TAU * (k as f64 + 0.5) / count as f64;
                Area::of(disc(super::super::contour::polar(CENTER, middle, angle), hole))
            });
            let areas = areas.collect();
            d.cut_through("holes", &face, areas);
        }
    }
}

/// A bushing with a flange, on one side or both.
fn flanged(d: &mut Draft, outer: f64) {
    let body = d.size(outer * 0.45, outer * 0.85);
    let bore = d.size(body * 0.45, body * 0.85);
    let t = d.sheet((outer * 0.04).max(1.0), (outer * 0.15).max(1.5));
    let length = d.size(body * 0.3 + t, body * 1.6 + t);
    let (outer, body, bore) = (d.named("flange_diameter", outer), d.named("diameter", body), d.named("bore", bore));
    let (t, length) = (d.named("flange_thickness", t), d.named("length", length));
    let ground = Plane::up(o(0.0, 0.0, 0.0));
    let ring = |dia: Dim| Area::of(disc(CENTER, dia)).less(disc(CENTER, bore));
    let top = if d.room() < 10 || (d.chance(0.4) && d.fits(9, 3)) {
        // Solid first, then bored in one go.
        d.body("flange", ground, vec![Area::of(disc(CENTER, outer))], t, Mode::New);
        d.body("sleeve", ground.lifted(t), vec![Area::of(disc(CENTER, body))], length, Mode::Join);
        let face = Face {
            plane: ground.lifted(t + length),
            half: [bore; 2],
            round: true,
            corner: 0.0,
            depth: t + length,
            clear: true,
            of: None,
        };
        if d.fits(3, 1) {
            d.cut_through("bore", &face, vec![Area::of(disc(CENTER, bore))]);
        }
        t + length
    } else {
        d.body("flange", ground, vec![ring(outer)], t, Mode::New);
        d.body("sleeve", ground.lifted(t), vec![ring(body)], length, Mode::Join);
        t + length
    };
    if d.wants(0.35, 5, 1) {
        d.body("second flange", ground.lifted(top), vec![ring(outer)], t, Mode::Join);
    }
    let rim = (outer - body) / 2.0;
    let Some(screw) = d.screw(2.0, rim.v * 0.55) else { return };
    let count = d.among(&[2, 3, 4, 4, 6]).min(d.room() / 3).min(d.rows_left());
    if count >= 2 {
        let (hole, radius) = (d.named("hole", screw.hole), (outer + body) / 4.0);
        let places = (0..count)
            .map(|k| super::super::contour::polar(CENTER, radius, std::f64::consts::TAU * k as f64 / count as f64));
        let areas = places.map(|p| Area::of(disc(p, hole))).collect();
        let face = Face {
            plane: ground.lifted(t),
            half: [outer; 2],
            round: true,
            corner: 0.0,
            depth: t,
            clear: false,
            of: None,
        };
        d.cut_through("holes", &face, areas);
    }
}

/// A cap: solid on top, hollow below, sometimes with a knurl of flats.
fn cap(d: &mut Draft, outer: f64) {
    let high = d.size(outer * 0.3, outer * 1.2);
    let wall = d.sheet((outer * 0.05).max(0.8), (outer * 0.15).max(1.0));
    let (outer, high, wall) = (d.named("diameter", outer), d.named("height", high), d.named("wall", wall));
    let ground = Plane::up(o(0.0, 0.0, 0.0));
    let shape: fn(Dim) -> Contour =
        if d.room() >= 14 && d.chance(0.25) { |v| regular(CENTER, 6, v) } else { |v| disc(CENTER, v) };
    d.body("cap", ground, vec![Area::of(shape(outer))], high, Mode::New);
    if d.fits(3, 1) {
        d.cut("hollow", Plane::down(o(0.0, 0.0, 0.0)), vec![Area::of(disc(CENTER, outer - wall * 2.0))], high - wall);
    }
    let top = Face {
        plane: ground.lifted(high),
        half: [outer / 2.0 - wall * 1.5; 2],
        round: true,
        corner: 0.0,
        depth: wall,
        clear: false,
        of: None,
    };
    dress(d, &[top]);
}
