//! Links, levers and rockers: discs joined by their tangents, a bore in each.

use super::super::contour::{Area, CENTER, Contour, Point, at, disc, hull, slot};
use super::super::dim::Dim;
use super::super::draft::{Draft, Face, Plane};
use super::super::feature::keyway;
use super::o;
use resolid_program::Mode;

/// An end of the link: where, how large, and its bore.
struct End {
    c: Point,
    rim: Dim,
    bore: Dim,
}

pub(super) fn draw(d: &mut Draft) {
    let ends = d.size(16.0, 200.0);
    let big = d.size((ends * 0.1).max(5.0), ends * 0.3);
    let t = d.named_sheet("thickness", (big * 0.15).max(1.0), big * 0.9);
    let kind = d.weighted(&[40, 30, if d.room() >= 10 { 24 } else { 0 }]);
    let bore_of = |d: &mut Draft, r: f64| {
        let low = (r * 0.6).max(1.0);
        d.screw(low, r * 1.35).map(|s| s.hole).unwrap_or_else(|| d.size(low, r * 1.3))
    };
    let mut list: Vec<End> = Vec::new();
    let outline = match kind {
        0 => {
            // Equal ends: a bar with round ends, all of whose numbers follow parameters.
            let (spacing, width) = (d.named("spacing", ends), d.named("width", 2.0 * big));
            let bore = bore_of(d, big);
            let bore = d.named("bore", bore);
            for c in [[-(spacing / 2.0), Dim::ZERO], [spacing / 2.0, Dim::ZERO]] {
                list.push(End { c, rim: width, bore });
            }
            slot(CENTER, spacing, width)
        }
        1 => {
            // A lever: one end larger. Its tangents do not follow parameters.
            let small = d.size(big * 0.45, big * 0.8);
            for (x, r) in [(0.0, big), (ends, small)] {
                let bore = bore_of(d, r);
                let bore = d.named("bore", bore);
                list.push(End { c: at(x, 0.0), rim: (2.0 * r).into(), bore });
            }
            hull(&[([0.0, 0.0], big), ([ends, 0.0], small)])
        }
        _ => {
            // A rocker: three ends.
            let small = d.size(big * 0.5, big * 0.9);
            let high = d.size(ends * 0.4, ends * 0.9);
            let middle = if d.chance(0.6) { ends * 0.5 } else { d.size(ends * 0.2, ends * 0.8) };
            let discs = [([0.0, 0.0], small), ([ends, 0.0], small), ([middle, high], big)];
            let (s, b) = (bore_of(d, small), bore_of(d, big));
            let (s, b) = (d.named("bore", s), d.named("main_bore", b));
            for ([x, y], r) in discs {
                list.push(End { c: at(x, y), rim: (2.0 * r).into(), bore: if r == big { b } else { s } });
            }
            hull(&discs)
        }
    };
    build(d, outline, &list, t);
}

fn build(d: &mut Draft, outline: Contour, ends: &[End], t: Dim) {
    let ground = Plane::up(o(0.0, 0.0, 0.0));
    let top = ground.lifted(t);
    let n = ends.len();
    let cost = outline.curve_count() + 2;
    let mut area = Area::of(outline);
    // Bores belong to the outline, or are cut after the bosses.
    let inside = d.room() >= cost + 2 * n && d.chance(0.65);
    if inside {
        for end in ends {
            area = area.less(disc(end.c, end.bore));
        }
    }
    let step = d.body("link", ground, vec![area], t, Mode::New);
    let mut thick = vec![t; n];
    if d.wants(0.55, if inside { 5 } else { 6 }, 2) {
        // Bosses round some or all ends, as wide as the ends or narrower.
        let rise = d.named_size("boss_height", t.v * 0.3, t.v * 1.5);
        for (k, end) in ends.iter().enumerate() {
            let each = if inside { 5 } else { 6 };
            if !d.fits(each, 2) || !d.chance(0.8) {
                continue;
            }
            let rim = end.bore + (end.rim - end.bore) * d.among(&[1.0, 0.7, 0.8]);
            let ring = Area::of(disc(end.c, rim));
            let ring = if inside { ring.less(disc(end.c, end.bore)) } else { ring };
            d.body("boss", top, vec![ring], rise, Mode::Join);
            thick[k] = t + rise;
        }
    }
    if !inside {
        for (k, end) in ends.iter().enumerate() {
            if !d.fits(3, 1) {
                break;
            }
            let plane = ground.lifted(thick[k]);
            let face =
                Face { plane, half: [end.rim; 2], round: true, corner: 0.0, depth: thick[k], clear: true, of: None };
            d.cut_through("bore", &face, vec![Area::of(disc(end.c, end.bore))]);
        }
    }
    if inside && (ends[0].rim - ends[0].bore).v > 8.0 && d.chance(0.3) {
        let plane = ground.lifted(thick[0]).at(ends[0].c);
        let face =
            Face { plane, half: [ends[0].rim; 2], round: true, corner: 0.0, depth: thick[0], clear: true, of: None };
        keyway(d, &face, ends[0].bore);
    }
    middle(d, ends, t, top, step);
}

/// A slot, a hole or a recess in the arm.
fn middle(d: &mut Draft, ends: &[End], t: Dim, top: Plane, step: usize) {
    let (a, b) = (&ends[0], &ends[1]);
    let gap = b.c[0].v - a.c[0].v - (a.rim.v + b.rim.v) / 2.0;
    let width = a.rim.v.min(b.rim.v) * 0.4;
    let along = gap * 0.7 - width;
    if ends.len() == 2 && along > width * 0.5 && width > 2.0 {
        let x = (a.c[0] + b.c[0]) / 2.0 + (a.rim - b.rim) / 4.0;
        let (travel, wide) = (along.floor().max(1.0), (width * 2.0).round() / 2.0);
        if d.fits(5, 0) && d.loops_left(step) > 0 && d.chance(0.4) {
            let (travel, wide) = (d.named("slot_travel", travel), d.named("slot_width", wide));
            d.pierce(step, &top, &slot([x, Dim::ZERO], travel, wide));
        } else if d.fits(6, 1) {
            let depth = d.named_size("recess_depth", t.v * 0.2, t.v * 0.4);
            let recess = Area::of(slot([x, Dim::ZERO], travel, wide));
            d.cut("recess", top, vec![recess.clone()], depth);
            if d.wants(0.5, 6, 1) {
                d.cut("recess", Plane::down(o(0.0, 0.0, 0.0)), vec![mirrored(&recess)], depth);
            }
        }
    } else if ends.len() == 3 {
        let x = (ends[0].c[0] + ends[1].c[0] + ends[2].c[0]) / 3.0;
        let y = (ends[0].c[1] + ends[1].c[1] + ends[2].c[1]) / 3.0;
        let hole = (ends[2].c[1].v * 0.22).min(gap * 0.3);
        let clear = ends.iter().all(|e| (e.c[0].v - x.v).hypot(e.c[1].v - y.v) > hole / 2.0 + e.rim.v / 2.0 + 1.0);
        if hole > 2.0 && clear && d.fits(2, 0) && d.loops_left(step) > 0 && d.chance(0.6) {
            let hole = d.named("lightening_hole", (hole * 2.0).round() / 2.0);
            d.pierce(step, &top, &disc([x, y], hole));
        }
    }
    // A last hole where nothing else fits: for a spring, beside the arm's middle.
    if ends.len() == 2 && d.room() == 2 && gap > 8.0 && d.loops_left(step) > 0 && along <= width * 0.5 {
        let hole = (a.rim.v.min(b.rim.v) * 0.25).min(gap * 0.4);
        if hole > 1.0 {
            let x = (a.c[0] + b.c[0]) / 2.0 + (a.rim - b.rim) / 4.0;
            let hole = d.named("spring_hole", (hole * 4.0).round() / 4.0);
            d.pierce(step, &top, &disc([x, Dim::ZERO], hole));
        }
    }
}

/// The area as it is drawn from below.
fn mirrored(area: &Area) -> Area {
    Area::of(area.outer.mirrored())
}
