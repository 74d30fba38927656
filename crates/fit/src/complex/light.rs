//! What light says of places away from the surface: where it passed there is nothing, and what it never reached may be anything.
//!
//! Each view is a map of directions about its sensor, with the points that it saw around each. A place before their planes was
//! passed by light, a place behind them is hidden.

use super::Divider;
use rand::Rng;
use rayon::prelude::*;
use resolid_geom::Vec3;
use resolid_geom::cloud::Prepared;
use std::collections::HashMap;

/// Views of fewer points are too coarse to tell what is hidden.
const FEWEST: usize = 200;
/// Edge of a map's cells, in the usual distance between directions.
const CELL: f64 = 1.2;
/// How far a place must lie from a plane that was seen to be before or behind it: scatters, and the turn of the plane, which is
/// known no better, over a cell of the map.
const CLEAR: [f64; 2] = [4.0, 0.1];
/// A surface that no ray meets at a greater angle with itself than this gives next to nothing back: the sine.
pub const GRAZING: f64 = 0.24;

/// What is known of a place away from the surface.
#[derive(Clone, Copy, Debug)]
pub struct Hint {
    /// Where.
    pub at: Vec3,
    /// How much speaks for it being solid, as an area of surface; negative where it is empty.
    pub solid: f64,
}

/// The places that light passed on its way from the sensors to the points: they are empty.
pub fn passed(ready: &Prepared, noise: f64, rng: &mut impl Rng) -> Vec<Hint> {
    /// Places on each ray.
    const PLACES: usize = 3;
    let cloud = &ready.cloud;
    let reach = cloud.bounds().diagonal();
    let mut hints = Vec::new();
    for (i, area) in ready.areas().iter().enumerate() {
        let Some(sensor) = cloud.sensor_of(i) else { continue };
        let way = sensor - cloud.points[i];
        let Some(direction) = way.try_normalize() else { continue };
        // What lies within the scatter of the surface may be either, and slanting rays leave it slowly.
        let clear = 6.0 * noise / direction.dot(ready.normals()[i]).abs().max(0.15);
        let far = way.length().min(reach);
        for _ in 0..PLACES {
            let near = rng.random::<f64>();
            if clear < far {
                // More of them near the surface, where cells are small.
                let at = cloud.points[i] + direction * (clear + (far - clear) * near * near);
                hints.push(Hint { at, solid: -area / PLACES as f64 });
            }
        }
    }
    hints
}

/// What the views say of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// A sensor saw what lies behind it.
    Through,
    /// A sensor looked that way and nothing came back.
    Nothing,
    /// Each sensor saw something before it.
    Hidden,
    /// Too near to what was seen to say, or in no map.
    Unsure,
}

/// All views of a cloud.
pub struct Light {
    views: Vec<View>,
}

struct View {
    sensor: Vec3,
    axes: [Vec3; 3],
    cell: f64,
    noise: f64,
    /// Points seen in a cell of directions, and their normals.
    seen: HashMap<[i32; 2], Vec<(Vec3, Vec3)>>,
}

impl Light {
    /// The maps of all views of points that scatter by `noise`; `None` where the sensors are unknown or any view is too coarse for one.
    pub fn of(ready: &Prepared, noise: f64) -> Option<Self> {
        let cloud = &ready.cloud;
        let views = cloud.views.as_ref()?;
        let mut own: Vec<Vec<usize>> = vec![Vec::new(); cloud.sensors.len()];
        for (i, &v) in views.iter().enumerate() {
            own.get_mut(v as usize)?.push(i);
        }
        if own.is_empty() || own.iter().any(|o| o.len() < FEWEST) {
            return None;
        }
        let views = own.iter().zip(&cloud.sensors).map(|(own, &sensor)| View::of(ready, own, sensor, noise));
        views.collect::<Option<Vec<_>>>().map(|views| Self { views })
    }

    /// What the views say of a place.
    pub fn seen(&self, p: Vec3) -> Seen {
        let mut answer = Seen::Hidden;
        for view in &self.views {
            match view.seen(p) {
                Seen::Through => return Seen::Through,
                Seen::Nothing => answer = Seen::Nothing,
                Seen::Unsure if answer == Seen::Hidden => answer = Seen::Unsure,
                _ => {}
            }
        }
        answer
    }

    /// Whether a surface there would have been seen: some sensor sees as far, and not along the surface.
    pub fn would_show(&self, divider: &Divider, p: Vec3) -> bool {
        let normal = divider.normal(p);
        self.views.iter().any(|view| {
            view.seen(p) != Seen::Hidden && (view.sensor - p).normalize_or_zero().dot(normal).abs() > GRAZING
        })
    }

    /// Hints at places in the box about the points: what is hidden from all sensors is rather solid, and where light met nothing,
    /// rather empty.
    pub fn hints(&self, ready: &Prepared, rng: &mut impl Rng) -> Vec<Hint> {
        const PLACES: usize = 12_000;
        /// How much all places together weigh, against all of the surface seen.
        const WEIGHT: f64 = 0.2;
        let bounds = ready.cloud.bounds();
        let weight = WEIGHT * ready.areas().iter().sum::<f64>() / PLACES as f64;
        let places: Vec<Vec3> = (0..PLACES)
            .map(|_| bounds.min + bounds.size() * Vec3::new(rng.random(), rng.random(), rng.random()))
            .collect();
        places
            .into_par_iter()
            .filter_map(|at| match self.seen(at) {
                Seen::Hidden => Some(Hint { at, solid: weight }),
                Seen::Nothing => Some(Hint { at, solid: -weight }),
                Seen::Through | Seen::Unsure => None,
            })
            .collect()
    }
}

impl View {
    fn of(ready: &Prepared, own: &[usize], sensor: Vec3, noise: f64) -> Option<Self> {
        let points = &ready.cloud.points;
        let middle = own.iter().map(|&i| points[i]).sum::<Vec3>() / own.len() as f64;
        let ahead = (middle - sensor).try_normalize()?;
        let (x, y) = ahead.any_orthonormal_pair();
        let mut view = Self { sensor, axes: [x, y, ahead], cell: 1.0, noise, seen: HashMap::new() };
        let flat: Vec<([f64; 2], usize)> =
            own.iter().filter_map(|&i| Some((view.direction(points[i])?.0, i))).collect();
        if flat.len() < FEWEST {
            return None;
        }
        // The area of the cells of a coarse grid that directions fall in says how far apart they are.
        let spread = |k: usize| {
            let (low, high) = flat.iter().fold((f64::MAX, f64::MIN), |(l, h), d| (l.min(d.0[k]), h.max(d.0[k])));
            high - low
        };
        let coarse = (spread(0).max(spread(1)) / (flat.len() as f64 / 4.0).sqrt()).max(1e-9);
        let mut cells: Vec<[i32; 2]> = flat.iter().map(|d| d.0.map(|t| (t / coarse).floor() as i32)).collect();
        cells.sort_unstable();
        cells.dedup();
        view.cell = CELL * coarse * (cells.len() as f64 / flat.len() as f64).sqrt();
        for (at, i) in flat {
            let cell = at.map(|t| (t / view.cell).floor() as i32);
            // The neighbourhood's plane is known better than the point and its own normal.
            let plane = &ready.locals.planes[i];
            let seen = (plane.center, plane.normal * plane.normal.dot(ready.normals()[i]).signum());
            view.seen.entry(cell).or_default().push(seen);
        }
        Some(view)
    }

    /// The direction to `p` on the plane before the sensor, and its distance; `None` behind it.
    fn direction(&self, p: Vec3) -> Option<([f64; 2], f64)> {
        let way = p - self.sensor;
        let ahead = way.dot(self.axes[2]);
        (ahead > 1e-3 * way.length()).then(|| ([0, 1].map(|k| way.dot(self.axes[k]) / ahead), way.length()))
    }

    fn seen(&self, p: Vec3) -> Seen {
        let Some((at, range)) = self.direction(p) else { return Seen::Unsure };
        let clear = CLEAR[0] * self.noise + CLEAR[1] * self.cell * range;
        let cell = at.map(|t| (t / self.cell).floor() as i32);
        let (mut before, mut behind, mut none) = (true, true, true);
        let mut ask = |cell: [i32; 2]| {
            for (center, normal) in self.seen.get(&cell).into_iter().flatten() {
                let height = normal.dot(p - *center);
                none = false;
                before &= height > clear;
                behind &= height < -clear;
            }
        };
        ask(cell);
        if !self.seen.contains_key(&cell) {
            (0..9).for_each(|k| ask([cell[0] + k % 3 - 1, cell[1] + k / 3 - 1]));
        }
        match (none, before, behind) {
            (true, ..) => Seen::Nothing,
            (_, true, _) => Seen::Through,
            (_, _, true) => Seen::Hidden,
            _ => Seen::Unsure,
        }
    }
}
