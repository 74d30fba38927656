//! Things to hold: bow handles, bar handles on posts, knobs.

use super::super::contour::{Area, CENTER, Corner, at, cornered, disc, rectangle, regular, slot, squared};
use super::super::dim::Dim;
use super::super::draft::{Draft, Face, Plane};
use super::super::feature::{dress, drill};
use super::o;
use resolid_program::Mode;

pub(super) fn draw(d: &mut Draft) {
    match d.weighted(&[44, 26, 30]) {
        0 => bow(d),
        1 => bar_on_posts(d),
        _ => knob(d),
    }
}

/// A bow in one section, with feet or threaded from below.
fn bow(d: &mut Draft) {
    let span = d.size(50.0, 220.0);
    let grip = d.size((span * 0.06).max(5.0), span * 0.14);
    let high = d.size(span * 0.2, span * 0.45);
    let width = d.size(grip * 0.7, grip * 1.8);
    let (span, grip) = (d.named("span", span), d.named("grip", grip));
    let (high, width) = (d.named("height", high), d.named("width", width));
    let x = span / 2.0;
    let rounded = d.room() >= 14 && d.chance(0.75);
    let (outer, inner) = if rounded {
        let r = d.size(grip.v * 0.4, (high.v - grip.v) * 0.5);
        let r = d.named("inner_radius", r);
        (Corner::Round(r + grip), Corner::Round(r))
    } else {
        (Corner::Sharp, Corner::Sharp)
    };
    let z = Dim::ZERO;
    let feet = d.room() >= 28 && d.chance(0.4);
    let section = squared(&[
        (at(-x, z), Corner::Sharp),
        (at(-x + grip, z), Corner::Sharp),
        (at(-x + grip, high - grip), inner),
        (at(x - grip, high - grip), inner),
        (at(x - grip, z), Corner::Sharp),
        (at(x, z), Corner::Sharp),
        (at(x, high), outer),
        (at(-x, high), outer),
    ]);
    d.body("bow", Plane::front(o(0.0, width / 2.0, 0.0)), vec![Area::of(section)], width, Mode::New);
    let under = Plane::down(o(0.0, 0.0, 0.0));
    let middle = x - grip / 2.0;
    if feet {
        // Feet with a screw each, outside the bow.
        let t = d.named_sheet("foot_thickness", 2.0, (grip.v * 0.6).max(2.5));
        let reach = d.size(grip.v * 1.2, grip.v * 2.4);
        let reach = d.named("foot", reach);
        let hole = d.screw(2.0, (reach.v * 0.4).min(width.v * 0.5)).map_or(width.v * 0.3, |s| s.hole);
        let hole = d.named("hole", hole);
        let foot = |s: f64| {
            let c = [(x + reach / 2.0) * s, Dim::ZERO];
            Area::of(rectangle(c, reach, width)).less(disc(c, hole))
        };
        d.body("feet", Plane::up(o(0.0, 0.0, 0.0)), vec![foot(-1.0), foot(1.0)], t, Mode::Join);
    } else if d.fits(6, 2) {
        let hole = d.screw(2.0, grip.v.min(width.v) * 0.6).map_or(grip.v.min(width.v) * 0.4, |s| s.hole);
        let deep = d.size(hole * 1.5, (hole * 3.0).min(high.v * 0.6));
        let (hole, deep) = (d.named("thread", hole), d.named("thread_depth", deep));
        let places = [[middle, Dim::ZERO], [-middle, Dim::ZERO]];
        d.cut("threads", under, places.map(|p| Area::of(disc(p, hole))).to_vec(), deep);
    }
    let top = Face {
        plane: Plane::up(o(0.0, 0.0, high)),
        half: [x * 0.6, width / 2.0],
        round: false,
        corner: 0.0,
        depth: grip,
        clear: false,
        of: None,
    };
    dress(d, &[top]);
}

/// A bar on two posts, on a back plate or without one.
fn bar_on_posts(d: &mut Draft) {
    let long = d.size(60.0, 250.0);
    let bar = d.size((long * 0.05).max(5.0), long * 0.12);
    let post = d.size(bar * 0.5, bar * 0.85);
    let rise = d.size(bar * 1.2, bar * 3.0);
    let (long, bar, post) = (d.named("length", long), d.named("bar", bar), d.named("post", post));
    let rise = d.named("clearance", rise);
    let places = [[-(long * 0.35), Dim::ZERO], [long * 0.35, Dim::ZERO]];
    let plate = d.fits(26, 4) && d.chance(0.6);
    if plate {
        let t = d.named_sheet("plate", 1.5, (bar.v * 0.4).max(2.0));
        let outline = match d.count(0, 2) {
            0 => slot(CENTER, long - bar, bar * 2.0),
            1 => rectangle(CENTER, long, bar * 2.0),
            _ => cornered(CENTER, long, bar * 2.0, Corner::Round(bar / 2.0)),
        };
        let step = d.body("plate", Plane::up(o(0.0, 0.0, -t)), vec![Area::of(outline)], t, Mode::New);
        let top = Plane::up(o(0.0, 0.0, 0.0));
        let hole = d.screw(2.0, (bar.v * 0.6).max(2.4)).map_or(2.4, |s| s.hole);
        if d.fits(4 + 6 + 6, 3) {
            let hole = d.named("hole", hole);
            for s in [-1.0, 1.0] {
                d.pierce(step, &top, &disc([long * 0.2 * s, Dim::ZERO], hole));
            }
        }
    }
    let round = d.chance(0.6);
    let first = if plate { Mode::Join } else { Mode::New };
    let mode = Mode::Join;
    if round && !plate {
        // The bar first, the posts onto it: a round bar is met below its skin.
        d.body("bar", Plane::left(o(long / 2.0, 0.0, rise)), vec![Area::of(disc(CENTER, bar))], long, first);
    } else if !plate {
        d.body("bar", Plane::left(o(long / 2.0, 0.0, rise)), vec![Area::of(rectangle(CENTER, bar, bar))], long, first);
    }
    if d.fits(6, 2) {
        let areas = places.map(|p| Area::of(disc(p, post))).to_vec();
        d.body("posts", Plane::up(o(0.0, 0.0, 0.0)), areas, rise, mode);
    }
    if plate {
        let shape = if round { disc(CENTER, bar) } else { rectangle(CENTER, bar, bar) };
        d.body("bar", Plane::left(o(long / 2.0, 0.0, rise)), vec![Area::of(shape)], long, mode);
    } else if d.fits(6, 2) && post.v > 4.0 {
        let hole = d.named("thread", post.v * 0.5);
        let areas = places.map(|p| Area::of(disc(p, hole))).to_vec();
        d.cut("threads", Plane::down(o(0.0, 0.0, 0.0)), areas, rise * 0.5);
    }
}

/// A knob: a head, a neck, a threaded hole.
fn knob(d: &mut Draft) {
    let size = d.size(12.0, 80.0);
    let high = d.size(size * 0.25, size * 0.7);
    let neck = d.size(size * 0.35, size * 0.6);
    let rise = d.size(size * 0.1, size * 0.5);
    let (size, high) = (d.named("diameter", size), d.named("head_height", high));
    let (neck, rise) = (d.named("neck", neck), d.named("neck_height", rise));
    let sides = d.among(&[0, 0, 6, 8, 5]);
    let head = if sides >= 5 && d.room() >= sides + 8 { regular(CENTER, sides, size) } else { disc(CENTER, size) };
    let ground = Plane::up(o(0.0, 0.0, 0.0));
    d.body("head", ground, vec![Area::of(head)], high, Mode::New);
    let under = Plane::down(o(0.0, 0.0, 0.0));
    if d.fits(3, 1) {
        d.body("neck", under, vec![Area::of(disc(CENTER, neck))], rise, Mode::Join);
    }
    if d.fits(3, 1) {
        let thread = d.screw(2.0, neck.v * 0.6).map_or(neck.v * 0.4, |s| s.hole);
        let thread = d.named("thread", thread);
        let deep = rise + high * 0.5;
        d.cut("thread", under.lifted(rise), vec![Area::of(disc(CENTER, thread))], deep);
    }
    let top = Face {
        plane: ground.lifted(high),
        half: [size / 2.0; 2],
        round: true,
        corner: 0.0,
        depth: high * 0.4,
        clear: false,
        of: None,
    };
    if d.wants(0.5, 3, 1) {
        let dish = d.named_size("dish", size.v * 0.4, size.v * 0.8);
        let deep = d.named_size("dish_depth", high.v * 0.08, high.v * 0.25);
        d.cut("dish", top.plane, vec![Area::of(disc(CENTER, dish))], deep);
    } else if d.wants(0.4, 3, 1) {
        let cap = d.named_size("cap", size.v * 0.4, size.v * 0.8);
        let up = d.named_size("cap_height", high.v * 0.1, high.v * 0.4);
        d.body("cap", top.plane, vec![Area::of(disc(CENTER, cap))], up, Mode::Join);
    } else {
        drill(d, &top, "hole");
        dress(d, &[top]);
    }
}
