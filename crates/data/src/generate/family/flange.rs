//! Flanges: round, square or oval, with a bolt circle, a bore, a hub or a raised face.

use super::super::contour::{Area, CENTER, Corner, at, cornered, disc, hull, polar};
use super::super::dim::Dim;
use super::super::draft::{Draft, Face, Plane};
use super::super::feature::{dress, keyway};
use super::o;
use resolid_program::Mode;
use std::f64::consts::{FRAC_PI_4, PI, TAU};

pub(super) fn draw(d: &mut Draft) {
    let kind = d.weighted(&[66, if d.room() >= 18 { 20 } else { 0 }, if d.room() >= 16 { 14 } else { 0 }]);
    let size = d.size(24.0, 300.0);
    let t = d.named_sheet("thickness", (size * 0.05).max(2.0), size * 0.16);
    let bore = d.size(size * 0.12, size * 0.42);
    let Some(screw) = d.screw((size * 0.03).max(2.0), size * 0.11) else { return plain(d, size, t) };
    // The oval's ears are as wide as its screws need; its numbers do not follow parameters.
    let ear = screw.hole * 0.5 + (screw.hole * 0.5).max(2.0);
    let outer = match kind {
        0 => disc(CENTER, d.named("diameter", size)),
        1 => {
            let side = d.named("side", size);
            let r = d.size(size * 0.06, size * 0.2);
            cornered(CENTER, side, side, Corner::Round(d.named("corner", r)))
        }
        _ => {
            let (a, s, r) = (size / 2.0, ear, size * 0.32);
            hull(&[([0.0, 0.0], r), ([a, 0.0], s), ([0.0, 0.0], r), ([-a, 0.0], s)])
        }
    };
    let blind = d.chance(0.08);
    let bore = bore.min(size * if kind == 2 { 0.3 } else { 0.42 });
    let bore = d.named("bore", bore);
    // Hub between the bore and the screw heads.
    let hub = (bore.v * 1.3 + 2.0).max(size * 0.25);
    let circle_low = if kind == 2 { size } else { hub + screw.head.min(screw.hole * 2.0) };
    let circle_high = match kind {
        0 => size - 2.0 * ear,
        1 => size * 1.25 - 2.0 * ear,
        _ => size,
    };
    if circle_low > circle_high {
        return plain(d, size, t);
    }
    let circle = if kind == 2 { size } else { d.size(circle_low.max(circle_high * 0.85), circle_high) };
    let counts: &[usize] = match kind {
        0 => &[4, 4, 4, 3, 6, 6, 5, 8, 2],
        1 => &[4],
        _ => &[2],
    };
    let count = d.among(counts);
    let mut base = Area::of(outer);
    let mut inside = 0;
    if !blind && d.fits(base.cost() + 2, 1) {
        base = base.less(disc(CENTER, bore));
        inside += 1;
    }
    let start = if kind == 1 || (count == 4 && d.chance(0.5)) { FRAC_PI_4 } else { 0.0 };
    let gap = 2.0 * (circle / 2.0) * (PI / count as f64).sin();
    let holes = gap > screw.hole + 2.0 && base.cost() + 2 * count <= d.room();
    let drawn_in = holes && inside + count <= 5 && (d.chance(0.55) || !d.fits(base.cost() + 3 * count, 1 + count));
    let separate = holes && !drawn_in && d.fits(base.cost() + 3 * count, 1 + count);
    let mut places = Vec::new();
    let mut diameter = Dim::ZERO;
    if drawn_in || separate {
        let radius = if kind == 2 { Dim::from(circle) / 2.0 } else { d.named("bolt_circle", circle) / 2.0 };
        diameter = d.named("bolt_hole", screw.hole);
        places = (0..count).map(|k| polar(CENTER, radius, start + TAU * k as f64 / count as f64)).collect();
    }
    if drawn_in {
        for &p in &places {
            base = base.less(disc(p, diameter));
        }
    }
    let step = d.body("flange", Plane::up(o(0.0, 0.0, 0.0)), vec![base], t, Mode::New);
    let top = Plane::up(o(0.0, 0.0, t));
    let bore_half = bore.v / 2.0;
    for &p in &places {
        let half = screw.head.min(screw.hole * 2.0) / 2.0;
        d.take(&top, p, [half, half], [-t.v, t.v]);
    }
    d.take(&top, CENTER, [bore_half + 1.0; 2], [-t.v, 0.0]);
    let mut bored = t;
    let hub_room = circle - screw.hole - 2.0;
    let hub_fits = hub < hub_room.min(size * if kind == 2 { 0.62 } else { 0.8 });
    let mut hub_top = top;
    if hub_fits && !blind && d.wants(0.55, 5, 1) {
        let outer = d.size(hub, (hub * 1.25).min(hub_room));
        let outer = d.named("hub_diameter", outer);
        let height = d.size(t.v * 0.6, t.v * 4.0);
        let height = d.named("hub_height", height);
        d.body("hub", top, vec![Area::of(disc(CENTER, outer)).less(disc(CENTER, bore))], height, Mode::Join);
        d.take(&top, CENTER, [outer.v / 2.0; 2], [-t.v, height.v]);
        bored = t + height;
        hub_top = top.lifted(height);
    }
    if !places.is_empty() && separate {
        let face =
            Face { plane: top, half: [Dim::from(size); 2], round: true, corner: 0.0, depth: t, clear: false, of: None };
        d.cut_through("bolt holes", &face, places.iter().map(|&p| Area::of(disc(p, diameter))).collect());
    }
    if !blind && inside == 1 && d.chance(0.25) {
        let face =
            Face { plane: hub_top, half: [bore; 2], round: true, corner: 0.0, depth: bored, clear: true, of: None };
        if hub - bore.v > 8.0 {
            keyway(d, &face, bore);
        }
    }
    // A spigot or recess on the underside centres the flange.
    let under = Plane::down(o(0.0, 0.0, 0.0));
    let rise = d.size((t.v * 0.15).max(0.5), t.v * 0.4);
    let wide = d.size(bore.v * 1.15 + 1.0, (bore.v * 1.15 + 1.5).max(hub_room.min(size * 0.6)));
    if wide < hub_room.min(size * 0.6) && !blind && d.wants(0.35, 5, 1) {
        let (wide, rise) = (d.named("spigot_diameter", wide), d.named("spigot_height", rise));
        if d.chance(0.5) {
            d.body("spigot", under, vec![Area::of(disc(CENTER, wide)).less(disc(CENTER, bore))], rise, Mode::Join);
        } else {
            d.cut("recess", under, vec![Area::of(disc(CENTER, wide))], rise);
        }
    }
    if kind != 2 {
        let reach = Dim::from(size / 2.0);
        let free =
            Face { plane: top, half: [reach, reach], round: true, corner: 0.0, depth: t, clear: false, of: Some(step) };
        if blind || hub_fits {
            dress(d, &[free]);
        }
    }
}

/// A blank: no room for screws.
fn plain(d: &mut Draft, size: f64, t: Dim) {
    let diameter = d.named("diameter", size);
    let step =
        d.body("flange", Plane::up(o(0.0, 0.0, 0.0)), vec![Area::of(disc(at(0.0, 0.0), diameter))], t, Mode::New);
    let half = [diameter / 2.0; 2];
    dress(
        d,
        &[Face {
            plane: Plane::up(o(0.0, 0.0, t)),
            half,
            round: true,
            corner: 0.0,
            depth: t,
            clear: true,
            of: Some(step),
        }],
    );
}
