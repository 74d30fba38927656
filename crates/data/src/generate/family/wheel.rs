//! Wheels and pulleys: a rim, a hub, and spokes, holes or a thin web between them.

use super::super::contour::{Area, CENTER, Contour, disc, polar, rectangle, ring_piece};
use super::super::dim::Dim;
use super::super::draft::{Draft, Face, Plane};
use super::super::feature::keyway;
use super::o;
use resolid_program::Mode;
use std::f64::consts::{FRAC_PI_2, PI, TAU};

pub(super) fn draw(d: &mut Draft) {
    let size = d.size(30.0, 300.0);
    let width = d.size((size * 0.06).max(4.0), size * 0.3);
    let bore = d.size((size * 0.08).max(4.0), size * 0.2);
    let hub = d.size(bore * 1.6 + 2.0, bore * 2.2 + 6.0);
    let rim = d.size((size * 0.04).max(2.0), size * 0.1);
    let (size, width) = (d.named("diameter", size), d.named("width", width));
    let (bore, hub) = (d.named("bore", bore), d.named("hub_diameter", hub));
    let rim_inner = size - d.named("rim", rim) * 2.0;
    let kind = d.weighted(&[
        30,
        if d.room() >= 21 { 30 } else { 0 },
        if d.room() >= 21 { 25 } else { 0 },
        if d.room() >= 14 { 20 } else { 0 },
    ]);
    let ground = Plane::up(o(0.0, 0.0, 0.0));
    let ring = |outer: Dim, inner: Dim| Area::of(disc(CENTER, outer)).less(disc(CENTER, inner));
    let mut thick = width;
    match kind {
        0 => {
            // A disc with a hub, perhaps a second disc: a plain pulley.
            d.body("disc", ground, vec![ring(size, bore)], width, Mode::New);
            if d.wants(0.6, 5, 1) {
                let rise = d.named_size("hub_height", width.v * 0.3, width.v * 1.5);
                d.body("hub", ground.lifted(width), vec![ring(hub, bore)], rise, Mode::Join);
                thick = width + rise;
            }
            if d.wants(0.4, 5, 1) {
                let lip = d.named_size("flange_thickness", (width.v * 0.1).max(1.0), width.v * 0.25);
                let below = Plane::down(o(0.0, 0.0, 0.0));
                d.body("guide", below, vec![ring(size + rim, bore)], lip, Mode::Join);
            }
            if d.wants(0.4, 5, 1) && rim_inner.v - hub.v > 4.0 {
                let deep = d.named_size("recess", width.v * 0.15, width.v * 0.4);
                d.cut("recess", ground.lifted(width), vec![ring(rim_inner, hub)], deep);
            }
            lightening(d, width, hub, rim_inner, ground);
        }
        1 => {
            // Rim and hub, joined by straight spokes.
            let bars = (d.room() - 11) / 6;
            let counts: Vec<usize> = match bars {
                0..2 => vec![2],
                2 => vec![4, 4, 2],
                3..5 => vec![3, 4, 3],
                5 => vec![3, 4, 5],
                _ => vec![3, 4, 5, 6],
            };
            let count = d.among(&counts);
            d.body("rim", ground, vec![ring(size, rim_inner)], width, Mode::New);
            let wide = d.size(hub.v * 0.25, hub.v * 0.6 * (PI / count as f64).sin().min(1.0) * 1.2);
            let wide = d.named("spoke_width", wide);
            let thin = d.named_size("spoke_thickness", width.v * 0.3, width.v * 0.8);
            let middle = ground.lifted((width - thin) / 2.0);
            let pairs = count.is_multiple_of(2) && count <= 4;
            let spokes: Vec<Contour> = if pairs {
                // A bar from rim to rim does for two.
                let long = rectangle(CENTER, rim_inner + rim, wide);
                if count == 4 { vec![long.clone(), long.quarter()] } else { vec![long] }
            } else {
                (0..count)
                    .map(|k| spoke(FRAC_PI_2 + TAU * k as f64 / count as f64, (rim_inner + rim) / 2.0, wide))
                    .collect()
            };
            for (k, s) in spokes.into_iter().enumerate() {
                d.body(&format!("spoke {}", k + 1), middle, vec![Area::of(s)], thin, Mode::Join);
            }
            if d.fits(3, 1) {
                d.body("hub", ground, vec![Area::of(disc(CENTER, hub))], width, Mode::Join);
            }
            if d.fits(3, 1) {
                let face = Face {
                    plane: ground.lifted(width),
                    half: [hub; 2],
                    round: true,
                    corner: 0.0,
                    depth: width,
                    clear: true,
                    of: None,
                };
                d.cut_through("bore", &face, vec![Area::of(disc(CENTER, bore))]);
            }
        }
        2 => {
            // A disc with windows between the spokes.
            let count = d.among(&[3, 4, 4, 5, 6]);
            let spoke_angle = d.among(&[0.2, 0.25, 0.3, 0.4]) * TAU / count as f64;
            let turn = TAU / count as f64 - spoke_angle;
            let window = |k: usize| {
                let from = FRAC_PI_2 + spoke_angle / 2.0 + TAU * k as f64 / count as f64;
                ring_piece(CENTER, (hub + 4.0) / 2.0, rim_inner / 2.0, from, turn)
            };
            if rim_inner.v < hub.v + 10.0 {
                d.body("disc", ground, vec![ring(size, bore)], width, Mode::New);
            } else if count <= 4 && d.fits(5 + 5 * count, 1) && d.chance(0.6) {
                let mut area = ring(size, bore);
                for k in 0..count {
                    area = area.less(window(k));
                }
                d.body("wheel", ground, vec![area], width, Mode::New);
            } else {
                d.body("disc", ground, vec![ring(size, bore)], width, Mode::New);
                if d.fits(6 * count, count) {
                    let face = Face {
                        plane: ground.lifted(width),
                        half: [size; 2],
                        round: true,
                        corner: 0.0,
                        depth: width,
                        clear: true,
                        of: None,
                    };
                    d.cut_through("windows", &face, (0..count).map(|k| Area::of(window(k))).collect());
                }
            }
            if d.wants(0.5, 5, 1) {
                let rise = d.named_size("hub_height", width.v * 0.3, width.v * 1.2);
                d.body("hub", ground.lifted(width), vec![ring(hub, bore)], rise, Mode::Join);
                thick = width + rise;
            }
        }
        _ => {
            // Thin web, thick rim and hub.
            let web = d.named_size("web", width.v * 0.25, width.v * 0.6);
            if d.fits(20, 3) && d.chance(0.5) {
                d.body("disc", ground, vec![ring(size, bore)], width, Mode::New);
                let deep = (width - web) / 2.0;
                d.cut("front recess", ground.lifted(width), vec![ring(rim_inner, hub)], deep);
                d.cut("back recess", Plane::down(o(0.0, 0.0, 0.0)), vec![ring(rim_inner, hub)], deep);
            } else {
                let low = ground.lifted((width - web) / 2.0);
                d.body("rim", ground, vec![ring(size, rim_inner)], width, Mode::New);
                d.body("web", low, vec![Area::of(disc(CENTER, rim_inner))], web, Mode::Join);
                d.body("hub", ground, vec![Area::of(disc(CENTER, hub))], width, Mode::Join);
                // One bore through all: bores of their own in web and hub can hang the kernel at a keyway.
                let (plane, half) = (ground.lifted(width), [hub; 2]);
                let face = Face { plane, half, round: true, corner: 0.0, depth: width, clear: true, of: None };
                d.cut_through("bore", &face, vec![Area::of(disc(CENTER, bore))]);
            }
            lightening(d, width, hub, rim_inner, ground);
        }
    }
    if hub.v - bore.v > 8.0 && d.chance(0.5) {
        let face = Face {
            plane: ground.lifted(thick),
            half: [hub; 2],
            round: true,
            corner: 0.0,
            depth: thick,
            clear: true,
            of: None,
        };
        keyway(d, &face, bore);
    }
}

/// Holes round the hub that make it lighter.
fn lightening(d: &mut Draft, width: Dim, hub: Dim, rim_inner: Dim, ground: Plane) {
    let band = (rim_inner - hub) / 2.0;
    let most = (d.room() / 3).min(d.rows_left());
    let counts: Vec<usize> = [3, 4, 4, 5, 6, 6, 8].into_iter().filter(|&n| n <= most).collect();
    if band.v < 6.0 || counts.is_empty() {
        return;
    }
    let count = d.among(&counts);
    let radius = (rim_inner + hub) / 4.0;
    let gap = 2.0 * radius.v * (PI / count as f64).sin();
    let high = (band.v * 0.75).min(gap * 0.75);
    let hole = d.named_size("hole", high * 0.5, high);
    let start = if count % 2 == 1 { FRAC_PI_2 } else { 0.0 };
    let areas = (0..count).map(|k| Area::of(disc(polar(CENTER, radius, start + TAU * k as f64 / count as f64), hole)));
    let areas = areas.collect();
    let face = Face {
        plane: ground.lifted(width),
        half: [rim_inner; 2],
        round: true,
        corner: 0.0,
        depth: width,
        clear: false,
        of: None,
    };
    d.cut_through("holes", &face, areas);
}

/// A bar from the middle outward at `angle`.
fn spoke(angle: f64, reach: Dim, wide: Dim) -> Contour {
    let (u, v) = ([angle.cos(), angle.sin()], [-angle.sin(), angle.cos()]);
    let half = wide / 2.0;
    let at = |along: Dim, across: Dim| [along * u[0] + across * v[0], along * u[1] + across * v[1]];
    super::super::contour::polygon(&[at(Dim::ZERO, -half), at(reach, -half), at(reach, half), at(Dim::ZERO, half)])
}
