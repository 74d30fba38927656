//! One column in the middle on a broad base: discs, plates, crosses, stars on casters.

use super::super::contour::{Area, CENTER, Corner, at, cornered, disc, polygon, rectangle, regular};
use super::super::dice::Dice;
use super::assembly::{Assembly, Range, Solid, moved, turned};
use resolid_program::Placement;
use std::f64::consts::{FRAC_PI_2, PI, TAU};

/// Columns on bases that reach `reach` from the middle, one at each of the `xs`, that carry what lies at `top`. What they
/// carry is met by plates called `support`.
pub(super) fn pedestal(d: &mut Dice, a: &mut Assembly, support: &str, top: f64, reach: f64, xs: &[f64]) {
    let thick = d.size(reach * 0.12, reach * 0.28).max(30.0);
    let mut base = |high: f64, area: &Area| {
        a.parts("base", "base", &[Solid::upright(area, [0.0, high])], each(xs));
        high
    };
    let floor = match d.weighted(&[34, 20, 16, 30]) {
        0 => base(d.size(12.0, 30.0), &Area::of(disc(CENTER, 2.0 * reach))),
        1 => {
            let (high, side) = (d.size(12.0, 30.0), reach * 1.6);
            let r = d.size(side * 0.03, side * 0.15);
            let corner = if d.chance(0.5) { Corner::Sharp } else { Corner::Round(r.into()) };
            base(high, &Area::of(cornered(CENTER, side, side, corner)))
        }
        2 => {
            let (high, w) = (d.size(25.0, 60.0), thick * 0.5 + d.size(5.0, 20.0));
            base(high, &cross(reach, w))
        }
        _ => {
            let count = d.among(&[3, 4, 4, 5]);
            let foot = if d.chance(0.5) { Foot::Glide } else { Foot::Floor };
            star(d, a, count, reach, thick * 1.1, foot, xs)
        }
    };
    let plate = d.size(6.0, 20.0);
    column(d, a, [floor, top - plate], thick, xs);
    let side = reach * 2.0 * d.among(&[0.5, 0.6, 0.75]);
    let outline = if d.chance(0.5) { disc(CENTER, side) } else { rectangle(CENTER, side, side) };
    a.parts("base", support, &[Solid::upright(&Area::of(outline), [top - plate, top])], each(xs));
}

fn each(xs: &[f64]) -> Vec<Placement> {
    xs.iter().map(|&x| moved([x, 0.0, 0.0])).collect()
}

/// A plus sign of bars of half width `w`.
fn cross(reach: f64, w: f64) -> Area {
    let quarter = [(w, -w), (reach, -w), (reach, w), (w, w)];
    let corner = |k: usize| {
        let (s, c) = [(0.0, 1.0), (1.0, 0.0), (0.0, -1.0), (-1.0, 0.0)][k];
        quarter[1..].iter().map(move |&(x, y)| at(x * c - y * s, x * s + y * c))
    };
    Area::of(polygon(&(0..4).flat_map(corner).collect::<Vec<_>>()))
}

/// A column of one tube, or of two of which one slides in the other.
fn column(d: &mut Dice, a: &mut Assembly, z: Range, thick: f64, xs: &[f64]) {
    let outline = match d.weighted(&[50, 14, 36]) {
        0 => disc(CENTER, thick),
        1 => rectangle(CENTER, thick * 0.7, thick * 0.7),
        _ => return telescope(d, a, z, thick, xs),
    };
    a.parts("base", "column", &[Solid::upright(&Area::of(outline), z)], each(xs));
}

/// Two tubes, the upper one thinner.
pub(super) fn telescope(d: &mut Dice, a: &mut Assembly, z: Range, thick: f64, xs: &[f64]) {
    let middle = z[0] + (z[1] - z[0]) * d.among(&[0.45, 0.55, 0.65]);
    let thin = d.size(thick * 0.5, thick * 0.75);
    let tube = |w: f64, z: Range| Solid::upright(&Area::of(disc(CENTER, w)), z);
    a.parts("base", "column", &[tube(thick, [z[0], middle]), tube(thin, [middle, z[1]])], each(xs));
}

/// What the arms of a star stand on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Foot {
    /// The floor.
    Floor,
    /// Discs.
    Glide,
    /// Wheels.
    Caster,
}

/// Hubs at the `xs` with `count` arms each, the first to the front, so that left and right are alike; the height of the
/// hubs' upper faces.
pub(super) fn star(d: &mut Dice, a: &mut Assembly, count: usize, reach: f64, hub: f64, foot: Foot, xs: &[f64]) -> f64 {
    // The arms meet the flats of the hub.
    let edge = hub * (PI / count as f64).tan();
    let width = d.size(edge.min(hub) * 0.4, edge.min(hub) * 0.7);
    let high = d.size(width * 0.6, width * 1.1);
    let wheel = d.size(22.0, 32.0);
    let glide = d.size(10.0, 25.0);
    let under = match foot {
        Foot::Floor => 0.0,
        Foot::Glide => glide,
        Foot::Caster => 2.0 * wheel + 6.0,
    };
    let upper = under + high;
    let arm = |k: usize| TAU * k as f64 / count as f64 - FRAC_PI_2;
    let places: Vec<Placement> =
        xs.iter().flat_map(|&x| (0..count).map(move |k| turned([x, 0.0, 0.0], arm(k)))).collect();
    a.parts("base", "base", &[Solid::upright(&Area::of(regular(CENTER, count, hub)), [under, upper])], each(xs));
    // The upper side falls off towards the end.
    let end = under + high * d.among(&[1.0, 0.6, 0.5]);
    let side = polygon(&[at(hub / 2.0, under), at(reach, under), at(reach, end), at(hub / 2.0, upper)]);
    a.parts("base", "leg", &[Solid::deep(&Area::of(side), [-width / 2.0, width / 2.0])], places.clone());
    match foot {
        Foot::Floor => {}
        Foot::Glide => {
            let c = at(reach - width / 2.0, 0.0);
            a.parts("base", "foot", &[Solid::upright(&Area::of(disc(c, width * 0.8)), [0.0, under])], places);
        }
        Foot::Caster => {
            // Twin wheels: one at each side of a plate.
            let (half, tread) = (width * 0.12, width * 0.3);
            let plate = Solid::cuboid([reach - wheel, reach], [-half, half], [wheel * 0.6, under]);
            let rim = |y: Range| Solid::deep(&Area::of(disc(at(reach - wheel * 0.6, wheel), 2.0 * wheel)), y);
            let solids = [plate, rim([-half - tread, -half]), rim([half, half + tread])];
            a.parts("base", "caster", &solids, places);
        }
    }
    upper
}
