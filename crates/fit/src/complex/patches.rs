//! How the cells between surfaces touch: samples of every surface, each between two cells.

use super::light::Light;
use super::{Divider, Dividers, Sides};
use rayon::prelude::*;
use resolid_geom::{Aabb3, Frame, Vec3};
use std::collections::HashMap;

/// What lies between two cells: a stretch of one surface.
#[derive(Clone, Copy, Debug, Default)]
pub struct Interface {
    /// Its area, as sampled.
    pub area: f64,
    /// The part of it that no sensor could have seen.
    pub dark: f64,
    /// Area whose points say that the cell behind is solid and the one before empty.
    pub before: f64,
    /// Area whose points say the opposite.
    pub behind: f64,
}

/// The stretches of surface, by the cell behind and the number of the surface.
pub type Interfaces = HashMap<(Sides, usize), Interface>;

/// The stretches of all surfaces within the box `room` of `frame`, sampled about `step` apart, without evidence.
pub fn interfaces(dividers: &Dividers, frame: &Frame, room: &Aabb3, step: f64, light: Option<&Light>) -> Interfaces {
    let parts: Vec<Interfaces> = (0..dividers.list.len())
        .into_par_iter()
        .map(|k| {
            let mut found = Interfaces::new();
            let (places, area) = samples(&dividers.list[k], frame, room, step);
            for p in places {
                let interface = found.entry((behind(dividers, k, p), k)).or_default();
                interface.area += area;
                if light.is_some_and(|l| !l.would_show(&dividers.list[k], p)) {
                    interface.dark += area;
                }
            }
            found
        })
        .collect();
    parts.into_iter().flatten().collect()
}

/// The cell behind surface `k` at a place on it.
pub fn behind(dividers: &Dividers, k: usize, on: Vec3) -> Sides {
    dividers.sides(on) & !(1 << k)
}

/// Places on a surface within the box, and the area each stands for.
fn samples(divider: &Divider, frame: &Frame, room: &Aabb3, step: f64) -> (Vec<Vec3>, f64) {
    let within = |p: &Vec3| room.contains(frame.local_from_world(*p));
    let middle = frame.world_from_local(room.center());
    let reach = 0.5 * room.diagonal();
    let mut places = Vec::new();
    match *divider {
        Divider::Plane { normal, offset } => {
            let (u, v) = normal.any_orthonormal_pair();
            let center = middle + normal * (offset - normal.dot(middle));
            let count = (2.0 * reach / step).ceil() as i64;
            for i in 0..count {
                for j in 0..count {
                    let (a, b) = jitter(i, j);
                    let (x, y) = ((i as f64 + a) * step - reach, (j as f64 + b) * step - reach);
                    places.push(center + u * x + v * y);
                }
            }
            places.retain(within);
            (places, step * step)
        }
        Divider::Cylinder { center, axis, radius } => {
            let (u, v) = axis.any_orthonormal_pair();
            let around = ((std::f64::consts::TAU * radius / step).ceil() as i64).max(16);
            let foot = center + axis * axis.dot(middle - center);
            let count = (2.0 * reach / step).ceil() as i64;
            for i in 0..around {
                for j in 0..count {
                    let (a, b) = jitter(i, j);
                    let (sin, cos) = ((i as f64 + a) / around as f64 * std::f64::consts::TAU).sin_cos();
                    places.push(foot + (u * cos + v * sin) * radius + axis * ((j as f64 + b) * step - reach));
                }
            }
            places.retain(within);
            (places, step * radius * std::f64::consts::TAU / around as f64)
        }
    }
}

/// A place within a cell of the grid, so that no row of samples runs along an edge.
fn jitter(i: i64, j: i64) -> (f64, f64) {
    // Roberts' two-dimensional sequence, which fills the plane evenly.
    let n = (i * 7919 + j) as f64;
    ((n * 0.754_877_666_246_692_7).fract().abs(), (n * 0.569_840_290_998_053_2).fract().abs())
}
