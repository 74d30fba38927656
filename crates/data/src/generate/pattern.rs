//! Where features of one kind go on a face: alone, in pairs, rows, grids, at the corners, round a circle.

use super::contour::{CENTER, Point, at, polar};
use super::dim::Dim;
use super::draft::{Draft, Face};
use std::f64::consts::{FRAC_PI_2, PI, TAU};

/// An arrangement and its numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Arrangement {
    Middle,
    /// Off the middle.
    Off([f64; 2]),
    /// `count` along x (0) or y (1), `pitch` apart, about the middle.
    Row {
        axis: usize,
        count: usize,
        pitch: f64,
    },
    /// As far from the edges as `inset`.
    Corners {
        inset: f64,
    },
    Grid {
        counts: [usize; 2],
        pitches: [f64; 2],
    },
    Circle {
        count: usize,
        diameter: f64,
        start: f64,
    },
}

impl Arrangement {
    fn positions(&self, face: &Face, mut named: impl FnMut(&str, f64) -> Dim) -> Vec<Point> {
        let along = |axis: usize, v: Dim| if axis == 0 { at(v, 0.0) } else { at(0.0, v) };
        match *self {
            Self::Middle => vec![CENTER],
            Self::Off(p) => vec![at(p[0], p[1])],
            Self::Row { axis, count, pitch } => {
                let pitch = named("spacing", pitch);
                (0..count).map(|k| along(axis, pitch * rank(k, count))).collect()
            }
            Self::Corners { inset } => {
                let inset = named("edge_distance", inset);
                super::contour::corners(CENTER, face.half[0] - inset, face.half[1] - inset).to_vec()
            }
            Self::Grid { counts, pitches } => {
                let [x, y] = [named("spacing_x", pitches[0]), named("spacing_y", pitches[1])];
                let place = |i: usize, j: usize| at(x * rank(i, counts[0]), y * rank(j, counts[1]));
                (0..counts[1]).flat_map(|j| (0..counts[0]).map(move |i| place(i, j))).collect()
            }
            Self::Circle { count, diameter, start } => {
                let radius = named("circle", diameter) / 2.0;
                (0..count).map(|k| polar(CENTER, radius, start + TAU * k as f64 / count as f64)).collect()
            }
        }
    }
}

/// How many pitches the `k`-th of `count` lies from their middle.
pub(super) fn rank(k: usize, count: usize) -> f64 {
    k as f64 - (count as f64 - 1.0) / 2.0
}

/// What is to be placed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    /// Begins the names of the parameters.
    pub name: &'a str,
    /// Half the width and height each needs, walls round it included.
    pub half: [f64; 2],
    /// Most of them.
    pub most: usize,
    /// Heights over the face that each needs.
    pub heights: [f64; 2],
}

/// Places for up to `most` features, all of whose room is free and now taken; `None` where a few tries found none.
pub(super) fn place(d: &mut Draft, face: &Face, wanted: Wanted) -> Option<Vec<Point>> {
    let Wanted { name, half, most, heights } = wanted;
    for _ in 0..5 {
        let Some(arrangement) = choose(d, face, half, most) else { continue };
        let places = arrangement.positions(face, |_, v| v.into());
        let held = |p: &Point| face.holds(*p, half) && d.is_free(&face.plane, *p, half, heights);
        if places.is_empty() || !places.iter().all(held) || !apart(&places, half) {
            continue;
        }
        let places = arrangement.positions(face, |what, v| d.named(&format!("{name}_{what}"), v));
        for p in &places {
            d.take(&face.plane, *p, half, heights);
        }
        return Some(places);
    }
    None
}

/// Whether no two overlap.
fn apart(places: &[Point], half: [f64; 2]) -> bool {
    places.iter().enumerate().all(|(k, p)| {
        places[..k].iter().all(|q| (p[0].v - q[0].v).abs() >= 2.0 * half[0] || (p[1].v - q[1].v).abs() >= 2.0 * half[1])
    })
}

fn choose(d: &mut Draft, face: &Face, half: [f64; 2], most: usize) -> Option<Arrangement> {
    // How far from the middle a feature's own middle may lie.
    let reach = [face.half[0].v - half[0], face.half[1].v - half[1]];
    if reach[0] < 0.0 || reach[1] < 0.0 || most == 0 {
        return None;
    }
    if most == 1 {
        return if d.chance(0.75) {
            Some(Arrangement::Middle)
        } else {
            let axis = usize::from(reach[1] > reach[0]);
            let mut p = [0.0; 2];
            if reach[axis] > 2.0 {
                p[axis] = d.size(reach[axis] * 0.3, reach[axis]) * d.among(&[-1.0, 1.0]);
            }
            Some(Arrangement::Off(p))
        };
    }
    if face.round {
        let count = round_count(d, most)?;
        let low = half[0].max(half[1]) / (PI / count as f64).sin() * 2.0 * 1.05;
        let high = 2.0 * (face.half[0].v - half[0].max(half[1]));
        if low > high {
            return None;
        }
        let diameter = d.size(low.max(high * 0.6), high);
        let start = upright(d, count);
        return Some(Arrangement::Circle { count, diameter, start });
    }
    let long = usize::from(reach[1] > reach[0]);
    let row = |d: &mut Draft, axis: usize, count: usize| {
        let high = 2.0 * reach[axis] / (count as f64 - 1.0);
        let low = (2.0 * half[axis]).max(high * 0.45);
        (low <= high).then(|| Arrangement::Row { axis, count, pitch: d.size(low, high) })
    };
    let weights = [
        8,
        if most >= 2 { 16 } else { 0 },
        if most >= 3 { 8 } else { 0 },
        if most >= 4 { 34 } else { 0 },
        if most >= 6 { 10 } else { 0 },
        if most >= 3 { 10 } else { 0 },
    ];
    match d.weighted(&weights) {
        0 => Some(Arrangement::Middle),
        1 => {
            let axis = if d.chance(0.8) { long } else { 1 - long };
            row(d, axis, 2)
        }
        2 => {
            let count = d.count(3, most.min(6));
            row(d, long, count)
        }
        3 => {
            let low = half[0].max(half[1]);
            let high = (face.half[0].v.min(face.half[1].v) * 0.5).max(low);
            let inset = d.size(low, high.min(low * 2.0));
            Some(Arrangement::Corners { inset })
        }
        4 => {
            let mut counts = [2, 2];
            counts[long] = d.count(2, (most / 2).min(4));
            let pitch = |d: &mut Draft, axis: usize| {
                let high = 2.0 * reach[axis] / (counts[axis] as f64 - 1.0);
                let low = (2.0 * half[axis]).max(high * 0.5);
                (low <= high).then(|| d.size(low, high))
            };
            let pitches = [pitch(d, 0)?, pitch(d, 1)?];
            Some(Arrangement::Grid { counts, pitches })
        }
        _ => {
            let count = round_count(d, most)?;
            let low = half[0].max(half[1]) / (PI / count as f64).sin() * 2.0 * 1.05;
            let high = 2.0 * reach[0].min(reach[1]);
            if low > high {
                return None;
            }
            let start = upright(d, count);
            Some(Arrangement::Circle { count, diameter: d.size(low.max(high * 0.6), high), start })
        }
    }
}

/// The angle of the first on a circle: the whole stands upright, a corner or a side to the top.
fn upright(d: &mut Draft, count: usize) -> f64 {
    if count % 2 == 1 {
        FRAC_PI_2
    } else if d.chance(0.7) {
        0.0
    } else {
        PI / count as f64
    }
}

/// How many go round a circle.
fn round_count(d: &mut Draft, most: usize) -> Option<usize> {
    let usual: Vec<usize> = [3, 4, 4, 4, 6, 6, 5, 8, 2].into_iter().filter(|&n| n <= most).collect();
    if usual.is_empty() { None } else { Some(d.among(&usual)) }
}
