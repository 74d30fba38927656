//! How often the right part comes first: the protocol of `resolid eval retrieval`.
//!
//! Every query is one of the gallery's own programs, shown as a mesh, a cloud or a scan, in its own pose or turned at random. Sizes are not
//! used, neither the query's nor the parts'. A hit is right by the paper's count where it is the query's own program; with duplicates
//! counted right, where it is a program of the same shape, too.

use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use resolid_data::scan::{Level, Scan, scan};
use resolid_geom::{Cloud, MeshDistance, Observer, Vec3};
use resolid_index::{
    Body, CANDIDATES, COMPARED, Encoding, Gallery, Laid, Likeness, Query, Settled, Sizing, Sketch, Surface,
    encode_part, encode_query,
};
use resolid_program::Program;
use std::collections::{BTreeMap, BTreeSet};

/// Gallery sizes of the paper.
pub const GALLERIES: [usize; 4] = [10, 128, 1024, 2048];
/// Ranks that are told.
pub const TOPS: [usize; 3] = [1, 2, 5];
/// Random galleries of each size, for the order by numbers alone.
const DRAWS: usize = 100;
/// Distance both ways, in diagonals, up to which two programs have one shape.
const SAME: f64 = 1e-3;
/// Nearest parts that are looked at for being the same.
const LOOKED_AT: usize = 40;

/// What queries are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The program's mesh, its circles in 10° facets.
    Mesh,
    /// A cloud of 8,192 points.
    Cloud(Level),
}

/// A part of the gallery.
pub struct Known {
    /// Its name.
    pub id: String,
    /// Its surface.
    pub surface: Surface,
    sketch: Sketch,
    encodings: Vec<Encoding>,
}

/// Parts, with their numbers.
pub struct Parts {
    /// All of them; the queries are the first.
    pub known: Vec<Known>,
    /// One gallery for each embedding.
    galleries: Vec<(String, Gallery)>,
}

impl Parts {
    /// The gallery of some programs; those that build nothing are named in the second list.
    pub fn new(programs: &[(String, Program)], observer: &dyn Observer) -> (Self, Vec<String>) {
        let done = std::sync::atomic::AtomicUsize::new(0);
        let made: Vec<Result<Known, String>> = programs
            .par_iter()
            .map(|(id, program)| {
                let surface = Surface::of_program(program).map_err(|_| id.clone());
                let count = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
                observer.stage("gallery", count as f64 / programs.len() as f64);
                let surface = surface?;
                let (sketch, encodings) = (Sketch::new(&surface), encode_part(&surface));
                Ok(Known { id: id.clone(), surface, sketch, encodings })
            })
            .collect();
        let (mut known, mut empty): (Vec<Known>, Vec<String>) = (Vec::new(), Vec::new());
        for one in made {
            match one {
                Ok(part) => known.push(part),
                Err(id) => empty.push(id),
            }
        }
        (Self { galleries: galleries(&known), known }, empty)
    }

    /// Keeps the first so many.
    pub fn truncate(&mut self, count: usize) {
        self.known.truncate(count);
        self.galleries = galleries(&self.known);
    }

    /// Distances of all parts from a query by its likeliest numbers, by number of the part.
    fn distances(&self, encodings: &[Encoding]) -> Vec<f32> {
        let encoding = &encodings[0];
        let (_, gallery) =
            self.galleries.iter().find(|g| g.0 == encoding.embedding.name).expect("every part has the closed forms");
        let mut distances = vec![0.0; self.known.len()];
        gallery
            .nearest(&encoding.vector, self.known.len(), None)
            .iter()
            .for_each(|n| distances[n.id as usize] = n.distance);
        distances
    }

    /// The parts that have the shape of part `own`, itself among them.
    pub fn same(&self, own: usize) -> BTreeSet<usize> {
        let surface = &self.known[own].surface;
        let distances = self.distances(&encode_query(surface));
        let mut order: Vec<usize> = (0..distances.len()).collect();
        order.sort_by(|&a, &b| distances[a].total_cmp(&distances[b]));
        let query = Query::new(surface.clone());
        let size = query.diagonal();
        let is_same = |&k: &usize| {
            let part = &self.known[k];
            // Lengths over the radius differ by no more than the surfaces do.
            let radius = |s: &Sketch| s.spreads.map(|v| v / s.radius);
            let (a, b) = (radius(&part.sketch), radius(&self.known[own].sketch));
            if a.iter().zip(b).any(|(x, y)| (x - y).abs() > 0.01) {
                return false;
            }
            let laid = Laid::of(&query, &part.sketch, Sizing::Any, false);
            let found = laid.settled(&query, &Body::new(part.surface.clone()));
            if found.mirrored {
                return false;
            }
            let found = found.agreement;
            found.part_to_query.max.max(found.query_to_part.max) <= SAME * size && found.likeness == Likeness::Identical
        };
        let others = order.into_par_iter().take(LOOKED_AT).filter(|k| *k != own).filter(is_same);
        others.collect::<Vec<_>>().into_iter().chain([own]).collect()
    }
}

fn galleries(known: &[Known]) -> Vec<(String, Gallery)> {
    let Some(first) = known.first() else { return Vec::new() };
    let gallery = |(k, e): (usize, &Encoding)| {
        let mut gallery = Gallery::new(e.vector.len());
        // In half precision, as an index holds them.
        let held = |e: &Encoding| e.vector.iter().map(|&v| resolid_index::as_held(v)).collect::<Vec<f32>>();
        known.iter().enumerate().for_each(|(i, part)| gallery.push(i as i64, None, held(&part.encodings[k])));
        (e.embedding.name.clone(), gallery)
    };
    first.encodings.iter().enumerate().map(gallery).collect()
}

/// A program as it is shown; `None` where hardly any of it can be seen.
pub fn shown(part: &Known, how: Shown, turned: bool, rng: &mut ChaCha8Rng) -> Option<Surface> {
    let turn = if turned { random_turn(rng) } else { nalgebra::Matrix3::identity() };
    let mesh = part.surface.mesh.as_ref()?;
    let rotated = |p: Vec3| resolid_index::turned(&turn, p);
    match how {
        Shown::Mesh => Surface::of_mesh(&mesh.mapped(rotated)).ok(),
        Shown::Cloud(level) => {
            let seen = scan(&MeshDistance::new(mesh), &Scan::of(level), rng).ok()?;
            let cloud = Cloud {
                points: seen.points.iter().map(|&p| rotated(p)).collect(),
                normals: seen.normals.map(|n| n.iter().map(|&n| rotated(n)).collect()),
                ..Cloud::default()
            };
            Surface::of_cloud(&cloud).ok()
        }
    }
}

/// A rotation, all alike likely.
fn random_turn(rng: &mut ChaCha8Rng) -> nalgebra::Matrix3<f64> {
    loop {
        let q = nalgebra::Vector4::from_fn(|_, _| rng.random_range(-1.0..1.0f64));
        if q.norm() > 0.05 && q.norm() <= 1.0 {
            let q = nalgebra::UnitQuaternion::from_quaternion(nalgebra::Quaternion::from(q));
            return *q.to_rotation_matrix().matrix();
        }
    }
}

/// What came of one query in one gallery.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranks {
    /// For each of [`TOPS`] the share of draws in which the query's own program is among so many, by numbers alone.
    pub own: [f64; 3],
    /// The same with programs of the same shape counted right.
    pub same: [f64; 3],
    /// Whether they are after parts were laid on the query, its own and those of the same shape, for one draw.
    pub laid: Option<[[f64; 3]; 2]>,
}

/// What came of one query.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// By gallery size.
    pub ranks: BTreeMap<usize, Ranks>,
    /// Whether it was read as whole.
    pub whole: bool,
    /// What came first of the largest gallery, after parts were laid on it.
    pub first: String,
    /// How far that was off, and how far the own program, where it was compared; in diagonals.
    pub off: (f64, Option<f64>),
    /// Seconds: to describe, to rank by numbers, to lay parts on it in the largest gallery.
    pub seconds: [f64; 3],
}

/// How queries are asked.
#[derive(Clone, Copy, Debug)]
pub struct Asking {
    /// What they are made of.
    pub how: Shown,
    /// Whether each is turned its own way.
    pub turned: bool,
    /// Whether parts are laid on them in the smaller galleries, too.
    pub laid_in_all: bool,
    /// Seed of everything that is left to chance.
    pub seed: u64,
}

/// One query asked of galleries of every size; `same` are the parts of its shape, itself among them, and `clock` tells seconds.
pub fn ask(
    parts: &Parts,
    own: usize,
    same: &BTreeSet<usize>,
    asking: &Asking,
    clock: &(dyn Fn() -> f64 + Sync),
) -> Option<Asked> {
    let &Asking { how, turned, seed, .. } = asking;
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(own as u64);
    let surface = shown(&parts.known[own], how, turned, &mut rng)?;
    let mut asked = Asked { whole: surface.sight == resolid_index::Sight::Whole, ..Asked::default() };
    let start = clock();
    let encodings = encode_query(&surface);
    asked.seconds[0] = clock() - start;
    let start = clock();
    let distances = parts.distances(&encodings);
    asked.seconds[1] = clock() - start;
    let query = Query::new(surface);
    let mut laid: BTreeMap<usize, Laid> = BTreeMap::new();
    let mut settled: BTreeMap<usize, Settled> = BTreeMap::new();
    let others: Vec<usize> = (0..parts.known.len()).filter(|&k| k != own).collect();
    for size in GALLERIES.into_iter().filter(|&s| s <= parts.known.len()) {
        let mut ranks = Ranks::default();
        let mut first_draw = Vec::new();
        for draw in 0..DRAWS {
            let mut gallery: Vec<usize> = if size == parts.known.len() {
                others.clone()
            } else {
                let mut drawn = others.clone();
                drawn.partial_shuffle(&mut rng, size - 1).0.to_vec()
            };
            gallery.push(own);
            let rank = |right: &dyn Fn(usize) -> bool| {
                let best = gallery.iter().filter(|&&k| right(k)).map(|&k| distances[k]).fold(f32::INFINITY, f32::min);
                gallery
                    .iter()
                    .filter(|&&k| distances[k] < best || (distances[k] == best && k < own && !right(k)))
                    .count()
            };
            let (of_own, of_same) = (rank(&|k| k == own), rank(&|k| same.contains(&k)));
            for (k, top) in TOPS.into_iter().enumerate() {
                ranks.own[k] += f64::from(u8::from(of_own < top)) / DRAWS as f64;
                ranks.same[k] += f64::from(u8::from(of_same < top)) / DRAWS as f64;
            }
            if draw == 0 {
                first_draw = gallery;
            }
        }
        if !asking.laid_in_all && size < parts.known.len() {
            asked.ranks.insert(size, ranks);
            continue;
        }
        // As a search does it: the nearest are laid on the query, the best of these compared whole.
        let start = clock();
        first_draw.sort_by(|&a, &b| distances[a].total_cmp(&distances[b]).then(a.cmp(&b)));
        first_draw.truncate(CANDIDATES);
        let new: Vec<usize> = first_draw.iter().copied().filter(|k| !laid.contains_key(k)).collect();
        let of = |&k: &usize| (k, Laid::of(&query, &parts.known[k].sketch, Sizing::Any, false));
        laid.extend(new.par_iter().map(of).collect::<Vec<_>>());
        first_draw.sort_by(|a, b| laid[a].rank().total_cmp(&laid[b].rank()).then(a.cmp(b)));
        first_draw.truncate(COMPARED);
        let new: Vec<usize> = first_draw.iter().copied().filter(|k| !settled.contains_key(k)).collect();
        let of = |&k: &usize| (k, laid[&k].settled(&query, &Body::new(parts.known[k].surface.clone())));
        settled.extend(new.par_iter().map(of).collect::<Vec<_>>());
        first_draw.sort_by(|a, b| settled[a].off.total_cmp(&settled[b].off).then(a.cmp(b)));
        asked.seconds[2] = clock() - start;
        let within = |right: &dyn Fn(&usize) -> bool| {
            TOPS.map(|top| f64::from(u8::from(first_draw.iter().take(top).any(right))))
        };
        ranks.laid = Some([within(&|k| *k == own), within(&|k| same.contains(k))]);
        asked.first = parts.known[first_draw[0]].id.clone();
        asked.off = (settled[&first_draw[0]].off, settled.get(&own).map(|s| s.off));
        asked.ranks.insert(size, ranks);
    }
    Some(asked)
}
