//! The cells that are solid, as something that can be asked.

use super::labels::labels;
use super::light::{Hint, Light};
use super::patches::{behind, interfaces};
use super::{Divider, Dividers, Sides};
use crate::Without;
use crate::cloud::Primitives;
use rand::Rng;
use rayon::prelude::*;
use resolid_geom::cloud::Prepared;
use resolid_geom::{Aabb3, Frame, Vec3};
use std::collections::{HashMap, HashSet};

/// Samples along the diagonal of the room.
const SAMPLES: f64 = 110.0;
/// How far the room about the points reaches beyond them, in diagonals.
pub const ROOM: f64 = 0.08;
/// How many directions are looked along.
const MOST_DIRECTIONS: usize = 4;
/// The least share of the surface that makes a direction worth looking along.
const LEAST_TOLD: f64 = 0.012;

/// All that tells solid from empty.
#[derive(Clone, Copy)]
struct Told<'a> {
    ready: &'a Prepared,
    noise: f64,
    hints: &'a [Hint],
    light: Option<&'a Light>,
}

/// A solid bounded by planes and cylinders.
#[derive(Clone, Debug)]
pub struct Solid {
    /// The surfaces.
    pub dividers: Dividers,
    /// For each surface the area of it that bounds the solid.
    pub bounding: Vec<f64>,
    /// The box around it.
    pub bounds: Aabb3,
    /// Places that it reaches beside the points: round about cylinders that were seen from one side, and behind faces of which only
    /// the front was.
    pub beside: Vec<Vec3>,
    cells: HashMap<Sides, bool>,
}

impl Solid {
    /// The solid whose surface the points of a prepared cloud lie on, and the directions it is extruded along: the fewest of
    /// `offered` that most of its surface is a cap or a wall of. Surfaces of other directions are left out.
    pub fn of(
        ready: &Prepared,
        found: &Primitives,
        offered: &[Frame],
        noise: f64,
        hints: &[Hint],
        without: Without,
        rng: &mut impl Rng,
    ) -> (Self, Vec<Vec3>) {
        let light = if without.light { None } else { Light::of(ready, noise) };
        let mut hints = hints.to_vec();
        hints.extend(light.iter().flat_map(|l| l.hints(ready, rng)));
        let evidence = Told { ready, noise, hints: &hints, light: light.as_ref() };
        let mut dividers = Dividers::of(found, &ready.cloud.points, ready.cloud.bounds().diagonal());
        let mut owners = dividers.owners(ready, noise);
        for frame in offered.iter().take(MOST_DIRECTIONS) {
            dividers.add_along(frame, ready, noise, &mut owners, without, rng);
        }
        let first = Self::labelled(dividers, &offered[0], &evidence);
        let axes: Vec<Vec3> = offered.iter().map(|f| f.z()).collect();
        let telling = first.telling(&axes);
        let mut dividers = first.dividers.clone();
        dividers.keep_along(&telling);
        let main = offered.iter().find(|f| f.z() == telling[0]).unwrap_or(&offered[0]);
        (Self::labelled(dividers, main, &evidence), telling)
    }

    /// The solid that the points bound between these surfaces and the sides of the box around them along `frame`.
    fn labelled(mut dividers: Dividers, frame: &Frame, told: &Told) -> Self {
        let Told { ready, noise, hints, light } = *told;
        let points = &ready.cloud.points;
        let diagonal = ready.cloud.bounds().diagonal();
        dividers.part_at_cylinders(noise, diagonal);
        let mut beside = dividers.rounds(ready, &dividers.owners(ready, noise));
        dividers.enclose(ready, frame, noise, &mut beside);
        let owners = dividers.owners(ready, noise);
        let local = Aabb3::of(points.iter().chain(&beside).map(|&p| frame.local_from_world(p)));
        let room = local.expanded(ROOM * diagonal);
        let step = room.diagonal() / SAMPLES;
        let mut between = interfaces(&dividers, frame, &room, step, light);
        let areas = areas(ready, &owners);
        for (i, &p) in points.iter().enumerate() {
            let Some((k, same)) = owners[i] else { continue };
            let foot = dividers.list[k].foot(p);
            let interface = between.entry((behind(&dividers, k, foot), k)).or_default();
            if same {
                interface.before += areas[i];
            } else {
                interface.behind += areas[i];
            }
        }
        for interface in between.values_mut() {
            let seen = interface.before + interface.behind;
            // Points crowd by chance, and more than all of it cannot be seen.
            if seen > interface.area && interface.area > 0.0 {
                interface.before *= interface.area / seen;
                interface.behind *= interface.area / seen;
            }
        }
        let empty = rim(&dividers, frame, &room);
        let mut hinted: HashMap<Sides, f64> = HashMap::new();
        for hint in hints {
            *hinted.entry(dividers.sides(hint.at)).or_default() += hint.solid;
        }
        let cells = labels(&between, &empty, &hinted);
        let mut bounding = vec![0.0; dividers.list.len()];
        for ((behind, k), interface) in &between {
            if cells.get(behind) != cells.get(&(behind | (1 << k))) {
                bounding[*k] += interface.area;
            }
        }
        let bounds = Aabb3::of(points.iter().chain(&beside).copied());
        Self { dividers, bounding, bounds, beside, cells }
    }

    /// The fewest of `axes` along which nearly all of the surface is caps and walls, the one that explains most first.
    fn telling(&self, axes: &[Vec3]) -> Vec<Vec3> {
        let whole: f64 = self.bounding.iter().sum();
        let mut left = self.bounding.clone();
        let mut chosen: Vec<Vec3> = Vec::new();
        while chosen.len() < MOST_DIRECTIONS {
            let gain = |axis: Vec3, of: &[f64]| -> f64 {
                self.dividers.list.iter().zip(of).filter(|(d, _)| d.is_along(axis)).map(|(_, area)| area).sum()
            };
            // Of equal gains the direction that explains more in all is the better.
            let rated = axes.iter().map(|&axis| (gain(axis, &left) + 1e-3 * gain(axis, &self.bounding), axis));
            let Some((gained, axis)) = rated.max_by(|a, b| a.0.total_cmp(&b.0)) else { break };
            if !chosen.is_empty() && gained <= LEAST_TOLD * whole {
                break;
            }
            for (area, divider) in left.iter_mut().zip(&self.dividers.list) {
                if divider.is_along(axis) {
                    *area = 0.0;
                }
            }
            chosen.push(axis);
        }
        chosen
    }

    /// How many cells are known.
    pub fn count(&self) -> usize {
        self.cells.len()
    }

    /// Whether `p` lies inside.
    pub fn contains(&self, p: Vec3) -> bool {
        let sides = self.dividers.sides(p);
        if let Some(&solid) = self.cells.get(&sides) {
            return solid;
        }
        // A cell too small for a sample to fall beside it: what lies across the nearest surface.
        let mut near: Vec<(f64, usize)> =
            self.dividers.list.iter().enumerate().map(|(k, d)| (d.distance(p).abs(), k)).collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0));
        near.iter().take(8).find_map(|&(_, k)| self.cells.get(&(sides ^ (1 << k))).copied()).unwrap_or(false)
    }

    /// Whether its surface passes within `reach` of `p`.
    pub fn is_near_surface(&self, p: Vec3, reach: f64) -> bool {
        let inside = self.contains(p);
        let ways = (0..26)
            .map(|k| k + (k >= 13) as i32)
            .map(|k| Vec3::new((k % 3 - 1) as f64, (k / 3 % 3 - 1) as f64, (k / 9 - 1) as f64));
        ways.into_iter().any(|way| self.contains(p + way.normalize() * reach) != inside)
    }

    /// Its volume, by columns along that axis of the world along which most of them meet it: those along a plate may all miss it.
    pub fn volume(&self) -> f64 {
        const COLUMNS: u32 = 3000;
        let size = self.bounds.size();
        let columns = |along: usize| -> (usize, f64) {
            let [u, v] = [(along + 1) % 3, (along + 2) % 3];
            let lengths = (0..COLUMNS).into_par_iter().map(|k| {
                // Roberts' sequence: rows of a grid would all run beside a wall, or none.
                let mut start = self.bounds.min;
                start[u] += size[u] * (0.5 + f64::from(k) * 0.754_877_666_246_692_7).fract();
                start[v] += size[v] * (0.5 + f64::from(k) * 0.569_840_290_998_053_2).fract();
                self.along(start, Vec3::AXES[along]).iter().map(|r| r[1] - r[0]).sum::<f64>()
            });
            let lengths: Vec<f64> = lengths.collect();
            let each = size[u] * size[v] / f64::from(COLUMNS);
            (lengths.iter().filter(|l| **l > 0.0).count(), each * lengths.iter().sum::<f64>())
        };
        [2, 1, 0].map(columns).into_iter().max_by_key(|c| c.0).map_or(0.0, |c| c.1)
    }

    /// The ranges along the line from `start` in unit `direction` that lie inside, as distances from `start`, ascending.
    pub fn along(&self, start: Vec3, direction: Vec3) -> Vec<[f64; 2]> {
        let mut stops: Vec<f64> = Vec::new();
        for divider in &self.dividers.list {
            match *divider {
                Divider::Plane { normal, offset } => {
                    let fall = normal.dot(direction);
                    if fall.abs() > 1e-9 {
                        stops.push((offset - normal.dot(start)) / fall);
                    }
                }
                Divider::Cylinder { center, axis, radius } => {
                    let d = direction.reject_from_normalized(axis);
                    let q = (start - center).reject_from_normalized(axis);
                    let a = d.length_squared();
                    if a > 1e-12 {
                        let half = -q.dot(d) / a;
                        let inside = half * half - (q.length_squared() - radius * radius) / a;
                        if inside > 0.0 {
                            stops.extend([half - inside.sqrt(), half + inside.sqrt()]);
                        }
                    }
                }
            }
        }
        stops.sort_by(f64::total_cmp);
        let mut ranges: Vec<[f64; 2]> = Vec::new();
        for w in stops.windows(2) {
            if w[1] <= w[0] || !self.contains(start + direction * (0.5 * (w[0] + w[1]))) {
                continue;
            }
            match ranges.last_mut() {
                Some(last) if last[1] == w[0] => last[1] = w[1],
                _ => ranges.push([w[0], w[1]]),
            }
        }
        ranges
    }
}

/// The area of its own surface that each point stands for.
fn areas(ready: &Prepared, owners: &[Option<(usize, bool)>]) -> Vec<f64> {
    let points = &ready.cloud.points;
    (0..points.len())
        .map(|i| {
            let near = &ready.locals.neighbours[i];
            let reach = near.last().map_or(0.0, |&j| points[i].distance_squared(points[j as usize]));
            let own = near.iter().filter(|&&j| owners[j as usize] == owners[i]).count();
            std::f64::consts::PI * reach / own.max(1) as f64
        })
        .collect()
}

/// The cells that reach the sides of the room.
fn rim(dividers: &Dividers, frame: &Frame, room: &Aabb3) -> HashSet<Sides> {
    const GRID: usize = 40;
    let mut cells = HashSet::new();
    let size = room.size();
    for axis in 0..3 {
        for end in [0.0, 1.0] {
            for k in 0..GRID * GRID {
                let mut share = [end; 3];
                share[(axis + 1) % 3] = ((k % GRID) as f64 + 0.5) / GRID as f64;
                share[(axis + 2) % 3] = ((k / GRID) as f64 + 0.5) / GRID as f64;
                let p = room.min + size * Vec3::from_array(share);
                cells.insert(dividers.sides(frame.world_from_local(p)));
            }
        }
    }
    cells
}
