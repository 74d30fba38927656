//! The shortest list of prisms that rebuilds a mesh: a base along one direction, then what is left, along any.
//!
//! Along one direction the mesh is a stack of slabs. Where a slab is not an extrusion (a hole runs across it, say)
//! it is not known from this direction alone what the base should hold there: everything the slab touches, only what
//! fills it, its middle section, or whichever shadows are mostly filled. Each of these is tried as a base; what it has
//! too much is then cut, and what it lacks is added, along the other directions, always by prisms that are safe: a
//! cut touches no material of the mesh anywhere along its depth, an addition lies in material all along.

use crate::bases::Filling;
use crate::columns::{Layer, prisms_of};
use crate::growing::Growing;
use crate::prisms::{PolyPrism, Sign, curve_count, drawing_price, features, section};
use crate::region::{Region, Shape, inside};
use crate::regular::axis_name;
use crate::sketch::loop_of;
use crate::stack::{Fineness, Slab, Stack};
use rayon::prelude::*;
use resolid_geom::words::count;
use resolid_geom::{Frame, Observer, Vec2, Vec3};
use std::sync::Arc;

/// How many directions a base is tried along.
const MOST_BASES: usize = 4;
/// How many directions what is left of it is looked at from.
const MOST_VIEWS: usize = 5;

/// What a prism must gain to be worth looking at, as a share of the mesh's volume.
const LEAST_GAIN: f64 = 5e-5;
/// Programs longer than this are no designs.
const MOST_FEATURES: usize = 60;
/// What one direction alone shows exactly may be longer.
const MOST_STRAIGHT_FEATURES: usize = 400;
/// A plain answer has no more.
const MOST_PLAIN_FEATURES: usize = 12;
/// Nor more curves.
const MOST_PLAIN_CURVES: usize = 120;

/// The share of the volume in which terraces are off at least where the part has slopes: where it has none, a base does better.
const SLOPING: f64 = 0.01;

/// A list of prisms and how well it does.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// How it came about: "base along z, as stock".
    pub by: String,
    /// In building order.
    pub prisms: Vec<PolyPrism>,
    /// Volume in which it differs from the mesh, as a share of the mesh's volume.
    pub error: f64,
    /// How many features it takes.
    pub features: usize,
    /// Features, and a little for every curve.
    pub drawing: f64,
}

impl Candidate {
    /// Lower is better: what it costs to draw, and a thousandth of the volume weighs as much as a feature.
    pub fn price(&self) -> f64 {
        self.drawing + self.error * 1000.0
    }

    fn tell(&self, observer: &dyn Observer) {
        let [features, prisms] = [(self.features, "feature"), (self.prisms.len(), "prism")].map(|(n, of)| count(n, of));
        let off = 100.0 * self.error;
        observer.note(
            "candidate",
            format!("{}: {features} in {prisms}, {off:.3} % of the volume off, price {:.2}", self.by, self.price()),
        );
    }
}

/// Says which of the candidates, the cheapest first, won and why.
fn tell_choice(found: &[Candidate], observer: &dyn Observer) {
    let Some(best) = found.first() else { return };
    let price = format!(
        "price {:.2}: {:.2} to draw, {:.2} for the volume off",
        best.price(),
        best.drawing,
        best.price() - best.drawing
    );
    let against = match found.get(1) {
        Some(next) => format!("the cheapest of {}, before {} at {:.2}", found.len(), next.by, next.price()),
        None => "the only one".into(),
    };
    observer.note("choice", format!("{} wins, {price}; {against}", best.by));
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// All candidates, the best first.
    pub candidates: Vec<Candidate>,
    /// The nearest base of few features with nothing cut or added: soon built, and all there is to say where time is short.
    pub plain: Vec<PolyPrism>,
}

/// The mesh seen along every candidate direction.
pub struct Search<'a> {
    /// One stack a direction.
    pub stacks: &'a [Stack],
    /// Their sketch frames.
    pub frames: Vec<Frame>,
    /// The mesh's volume.
    pub volume: f64,
    /// What counts as nothing.
    pub fineness: Fineness,
    /// Whether a place lies within a detail of the surface.
    pub near: &'a (dyn Fn(Vec3) -> bool + Sync),
}

impl Search<'_> {
    /// All that is found. Stops early, with what there is, when the observer says so.
    pub fn run(&self, observer: &dyn Observer) -> Found {
        let mut found: Vec<Candidate> = Vec::new();
        let mut plain: Option<(f64, Vec<PolyPrism>)> = None;
        let starts: Vec<(usize, Filling)> = (0..self.stacks.len().min(MOST_BASES))
            .flat_map(|axis| {
                let straight = self.stacks[axis].straight;
                let fillings: &[Filling] = if straight {
                    &[Filling::Middle]
                } else {
                    &[Filling::Stock, Filling::Majority, Filling::Hull, Filling::Core, Filling::Middle]
                };
                fillings.iter().map(move |&f| (axis, f))
            })
            .collect();
        // Directions along which the part is one clean stack come first: they bound what is worth trying after.
        let straight = |axis: usize| self.stacks[axis].straight;
        let mut ordered = starts.clone();
        ordered.sort_by_key(|&(axis, _)| !straight(axis));
        for (k, &(axis, filling)) in ordered.iter().enumerate() {
            if observer.should_stop() && !found.is_empty() {
                break;
            }
            observer.stage("searching", k as f64 / ordered.len() as f64);
            let best = found.iter().map(Candidate::price).fold(f64::MAX, f64::min);
            // One feature is beaten by nothing, and two only by a clean extrusion.
            let fewest = found.iter().filter(|c| c.error < 3e-3).map(|c| c.features).min().unwrap_or(usize::MAX);
            if fewest <= 1 || (fewest <= 2 && !straight(axis)) {
                observer
                    .note("choice", format!("no more bases are tried after an answer of {}", count(fewest, "feature")));
                break;
            }
            // Through noise no other direction shows more than the one that explains it all.
            let explained = |c: &Candidate| c.error < 0.01 && straight(c.prisms.first().map_or(0, |p| p.axis));
            if !self.stacks[axis].is_exact() && !straight(axis) && found.iter().any(explained) {
                observer.note(
                    "choice",
                    "no more bases are tried: one direction explains it all to within the scatter".into(),
                );
                break;
            }
            let base = self.base(axis, filling, observer);
            let enough = straight(axis) || (observer.should_stop() && plain.is_some());
            if !enough {
                let mut bases = vec![self.plain(&base, axis)];
                if filling == Filling::Stock {
                    let terraces = self.plain(&self.terraces(axis, MOST_PLAIN_FEATURES), axis);
                    if terraces.0 > SLOPING {
                        let by = format!("terraces along {}", axis_name(self.frames[axis].z()));
                        let error = self.error(&terraces.1, observer);
                        let candidate = self.candidate(by, terraces.1.clone(), error);
                        candidate.tell(observer);
                        found.push(candidate);
                    }
                    bases.push(terraces);
                }
                if observer.should_stop() {
                    // No other base will be tried, and this one is there already.
                    bases.push(self.plain(&self.layers(axis, |slab| slab.hull.clone()), axis));
                }
                for near in bases {
                    if plain.as_ref().is_none_or(|p| near.0 < p.0) {
                        plain = Some(near);
                    }
                }
            }
            let (prisms, error) = self.on_base(&base, axis, best, observer);
            let by = format!("base along {}, {}", axis_name(self.frames[axis].z()), filling.name());
            let candidate = self.candidate(by, prisms, error);
            candidate.tell(observer);
            found.push(candidate);
        }
        found.sort_by(|a, b| a.price().total_cmp(&b.price()));
        tell_choice(&found, observer);
        Found { candidates: found, plain: plain.map_or_else(Vec::new, |p| p.1) }
    }

    fn candidate(&self, by: String, prisms: Vec<PolyPrism>, error: f64) -> Candidate {
        let features = features(&prisms, self.fineness.sliver);
        Candidate { by, features, drawing: drawing_price(&prisms, self.fineness), error, prisms }
    }

    /// The layers as prisms: where there are more than `few`, coarser and coarser.
    fn stacked(&self, layers: &[Layer], axis: usize, few: impl Fn(&[PolyPrism]) -> bool) -> Vec<PolyPrism> {
        const COARSEST: usize = 9;
        let mut prisms = prisms_of(layers, axis, self.fineness);
        let mut width = self.fineness.detail;
        for _ in 0..COARSEST {
            if few(&prisms) {
                break;
            }
            let coarse = Fineness { point: 0.1 * width, sliver: width, detail: width };
            let cleaned = |l: &Layer| Layer { region: l.region.cleaned(coarse.point, coarse.sliver), ..l.clone() };
            prisms = prisms_of(&layers.iter().map(cleaned).collect::<Vec<_>>(), axis, coarse);
            width *= 2.0;
        }
        prisms
    }

    /// A few features that come near the layers, and the share of the volume in which they are off along their direction.
    fn plain(&self, layers: &[Layer], axis: usize) -> (f64, Vec<PolyPrism>) {
        let few = |prisms: &[PolyPrism]| {
            features(prisms, self.fineness.sliver) <= MOST_PLAIN_FEATURES
                && curve_count(prisms, self.fineness) <= MOST_PLAIN_CURVES
        };
        let mut prisms = self.stacked(layers, axis, few);
        if prisms.len() > MOST_PLAIN_FEATURES {
            let mut volumes: Vec<f64> = prisms.iter().map(PolyPrism::volume).collect();
            volumes.sort_by(|a, b| b.total_cmp(a));
            prisms.retain(|p| p.volume() >= volumes[MOST_PLAIN_FEATURES - 1]);
        }
        let stack = &self.stacks[axis];
        const HEIGHTS: [f64; 3] = [0.17, 0.5, 0.83];
        let off = |slab: &Slab| {
            let at = |f: f64| {
                let height = slab.lo + f * slab.depth();
                stack.misfit(&section(&prisms, &self.frames, axis, height), height)
            };
            HEIGHTS.map(at).iter().sum::<f64>() * slab.depth() / HEIGHTS.len() as f64
        };
        let off: f64 = stack.slabs.iter().map(off).sum();
        (off / self.volume, prisms)
    }

    /// What a base comes to with what is cut from it and added, and the share of the volume in which that is off.
    fn on_base(&self, layers: &[Layer], axis: usize, best: f64, observer: &dyn Observer) -> (Vec<PolyPrism>, f64) {
        let straight = self.stacks[axis].straight;
        let most = if straight { MOST_STRAIGHT_FEATURES } else { MOST_FEATURES };
        let few = |prisms: &[PolyPrism]| features(prisms, self.fineness.sliver) <= most;
        let mut growing = Growing::new(self.stacked(layers, axis, few), &self.frames);
        self.simplify(&mut growing, 1, observer);
        if straight {
            let prisms = growing.into_prisms();
            let error = self.error_along(&prisms, axis, observer);
            (prisms, error)
        } else {
            self.add_remainders(&mut growing, best, observer);
            let mut prisms = growing.into_prisms();
            let error = self.prune(&mut prisms, observer);
            let reached = self.reach_through(&mut prisms, observer);
            let error = if reached { self.error(&prisms, observer) } else { error };
            (prisms, error)
        }
    }

    /// Cuts and additions along whichever direction gains most, until nothing more is gained.
    fn add_remainders(&self, growing: &mut Growing, best: f64, observer: &dyn Observer) {
        const MOST_ROUNDS: usize = 24;
        let views: Vec<(usize, Sign)> =
            (0..self.stacks.len().min(MOST_VIEWS)).flat_map(|axis| [(axis, Sign::Cut), (axis, Sign::Add)]).collect();
        for _ in 0..MOST_ROUNDS {
            let count = growing.prisms().len();
            let so_far = features(growing.prisms(), self.fineness.sliver) as f64;
            if observer.should_stop() || so_far > best.min(MOST_FEATURES as f64) {
                return;
            }
            let tried: Vec<(f64, Vec<PolyPrism>)> = views
                .par_iter()
                .map(|&(axis, sign)| {
                    let mut columns = self.remainders(growing, axis, sign, observer);
                    columns.retain(|c| c.volume() > LEAST_GAIN * self.volume);
                    let volume: f64 = columns.iter().map(PolyPrism::volume).sum();
                    (volume / drawing_price(&columns, self.fineness), columns)
                })
                .collect();
            let mut winner: Option<(f64, Vec<PolyPrism>)> = None;
            for (worth, columns) in tried {
                if !columns.is_empty() && winner.as_ref().is_none_or(|w| worth > w.0 * 1.0001) {
                    winner = Some((worth, columns));
                }
            }
            let Some((_, columns)) = winner else { return };
            growing.extend(columns);
            self.simplify(growing, count, observer);
        }
    }

    /// Boxes in place of profiles of many curves, where what they take in beyond the profile makes no difference:
    /// an addition may reach into material, a cut into air.
    fn simplify(&self, growing: &mut Growing, from: usize, observer: &dyn Observer) {
        for i in from..growing.prisms().len() {
            if observer.should_stop() {
                return;
            }
            let prism = &growing.prisms()[i];
            let curves = loop_of(&prism.shape.outer, self.fineness.curve()).curve_count();
            if curves <= 4 || !prism.shape.holes.is_empty() {
                continue;
            }
            let b = prism.shape.bounds();
            let corners = vec![b.min, Vec2::new(b.max.x, b.min.y), b.max, Vec2::new(b.min.x, b.max.y)];
            let boxed = Region::of(Shape::solid(corners));
            let stack = &self.stacks[prism.axis];
            let mut levels: Vec<f64> =
                stack.levels.iter().copied().filter(|l| prism.lo < *l && *l < prism.hi).collect();
            levels.insert(0, prism.lo);
            levels.push(prism.hi);
            // What is added must be material all along, what is cut must be none.
            let harmless = levels.windows(2).all(|w| {
                let slab = stack.slab(w[0], w[1]);
                let harm = match prism.sign {
                    Sign::Add => boxed.difference(&slab.core),
                    Sign::Cut => boxed.intersection(&slab.hull),
                };
                harm.cleaned(self.fineness.point, self.fineness.sliver).is_empty()
            });
            // Additions that come after a cut may not fill it again; the mesh's core has none of it, so they do not.
            if harmless && let Some(shape) = boxed.shapes.into_iter().next() {
                growing.change(i, |p| p.shape = shape);
            }
        }
    }

    /// Safe columns along `axis` that cut what the prisms have too much, or add what they lack.
    fn remainders(&self, growing: &Growing, axis: usize, sign: Sign, observer: &dyn Observer) -> Vec<PolyPrism> {
        let stack = &self.stacks[axis];
        let direction = self.frames[axis].z();
        let mut levels = stack.levels.clone();
        for prism in growing.prisms() {
            levels.extend(prism.extent_along(&self.frames[prism.axis], direction));
        }
        levels.sort_by(f64::total_cmp);
        levels.dedup_by(|a, b| *a - *b <= self.fineness.sliver);
        let mut open: Vec<(PolyPrism, f64)> = Vec::new();
        let mut done: Vec<PolyPrism> = Vec::new();
        for w in levels.windows(2) {
            if observer.should_stop() {
                break;
            }
            let slab = stack.slab(w[0], w[1]);
            let at = |f: f64| growing.section(axis, w[0] + f * (w[1] - w[0]));
            let rest = match sign {
                Sign::Cut => growing.shadow(axis, w[0], w[1]).difference(&slab.hull),
                Sign::Add if slab.core.is_empty() => Region::default(),
                Sign::Add => {
                    let built = [0.25, 0.5, 0.75].map(at);
                    slab.core.difference(&built[0].intersection(&built[1]).intersection(&built[2]))
                }
            };
            let mut rest = stack.with_true_circles(rest.cleaned(self.fineness.point, self.fineness.detail));
            if sign == Sign::Cut && !rest.is_empty() {
                // Only where there is something left to cut.
                let built = [0.2, 0.5, 0.8].map(|f| (w[0] + f * (w[1] - w[0]), at(f)));
                rest.shapes.retain(|s| {
                    let s = Region::of(s.clone());
                    built.iter().any(|(height, b)| self.is_deep(&b.intersection(&s), axis, *height))
                });
            } else if sign == Sign::Add {
                rest.shapes.retain(|s| self.is_deep(&Region::of(s.clone()), axis, (w[0] + w[1]) * 0.5));
            }
            let mut next: Vec<(PolyPrism, f64)> = Vec::new();
            let mut shapes: Vec<_> = rest.shapes.into_iter().map(Some).collect();
            for (mut column, _) in open.drain(..) {
                let region = Region::of(column.shape.clone());
                let twin = shapes
                    .iter_mut()
                    .find(|s| s.as_ref().is_some_and(|s| Region::of(s.clone()).same(&region, self.fineness.sliver)));
                if let Some(twin) = twin {
                    twin.take();
                    column.hi = w[1];
                    next.push((column, w[1]));
                } else if sign == Sign::Cut && self.is_free(&region, &slab) {
                    // Nothing is there to be cut: the column waits whether it goes on behind the gap.
                    next.push((column.clone(), column.hi));
                } else {
                    done.push(column);
                }
            }
            for shape in shapes.into_iter().flatten() {
                next.push((PolyPrism { axis, shape, lo: w[0], hi: w[1], sign }, w[1]));
            }
            open = next;
        }
        done.extend(open.into_iter().map(|(column, hi)| PolyPrism { hi, ..column }));
        done
    }

    /// Whether a region of the plane at `height` has a point farther from the mesh's surface than a detail. What is left
    /// between a curve and its facets has none, however wide a plane cuts it.
    fn is_deep(&self, region: &Region, axis: usize, height: f64) -> bool {
        const GRID: usize = 9;
        let far = |p: Vec2| {
            let p = self.frames[axis].world_from_local(p.extend(height));
            !(self.near)(p)
        };
        region.cleaned(self.fineness.point, self.fineness.sliver).shapes.iter().any(|shape| {
            let b = shape.bounds();
            (0..GRID * GRID).any(|k| {
                let f = Vec2::new((k % GRID) as f64 + 0.5, (k / GRID) as f64 + 0.5) / GRID as f64;
                let p = b.min + b.size() * f;
                inside(shape.contours(), p) && far(p)
            })
        })
    }

    fn is_free(&self, region: &Region, slab: &Slab) -> bool {
        region.intersection(&slab.hull).cleaned(self.fineness.point, self.fineness.sliver).is_empty()
    }

    /// Drops prisms that change nothing (a cut into what a later cut takes anyway); the error of those that stay.
    fn prune(&self, prisms: &mut Vec<PolyPrism>, observer: &dyn Observer) -> f64 {
        let mut probes = self.probes(prisms, observer);
        let mut error = self.error_of(probes.iter().map(|p| (p.axis, p.off)));
        let mut kept: Vec<bool> = vec![true; prisms.len()];
        for i in (1..prisms.len()).rev() {
            if observer.should_stop() || kept.iter().filter(|k| **k).count() < 2 {
                break;
            }
            kept[i] = false;
            // Where the prism is not met, nothing changes without it.
            let off: Vec<f64> = probes
                .par_iter()
                .map(|p| if p.slices[i].is_empty() { p.off } else { self.off(p, prisms, &kept) })
                .collect();
            let without = self.error_of(probes.iter().zip(&off).map(|(p, &off)| (p.axis, off)));
            if without <= error + 1e-6 {
                error = without;
                probes.iter_mut().zip(off).for_each(|(p, off)| p.off = off);
            } else {
                kept[i] = true;
            }
        }
        let mut kept = kept.iter();
        prisms.retain(|_| kept.next() == Some(&true));
        error
    }

    /// The heights at which prisms are compared with the mesh, along the directions that tell most.
    fn probes(&self, prisms: &[PolyPrism], observer: &dyn Observer) -> Vec<Probe> {
        let own: Vec<Arc<Region>> = prisms.iter().map(|p| Arc::new(Region::of(p.shape.clone()))).collect();
        let nothing = Arc::new(Region::default());
        let all = vec![true; prisms.len()];
        let places: Vec<(usize, &Slab, f64, f64)> = (0..self.stacks.len().min(3))
            .flat_map(|axis| self.stacks[axis].slabs.iter().map(move |slab| (axis, slab)))
            .flat_map(|(axis, slab)| {
                let parts = self.parts(axis, slab);
                parts.iter().map(move |f| (axis, slab, slab.lo + f * slab.depth(), slab.depth() / parts.len() as f64))
            })
            .collect();
        places
            .into_par_iter()
            .map(|(axis, slab, height, weight)| {
                let slice = |(p, own): (&PolyPrism, &Arc<Region>)| {
                    let region = p.section(&self.frames, axis, height);
                    match (region.is_empty(), p.axis == axis) {
                        (true, _) => nothing.clone(),
                        (_, true) => own.clone(),
                        _ => Arc::new(region),
                    }
                };
                let mut probe = Probe { axis, height, weight, slices: Vec::new(), off: 0.0 };
                // Out of time what was not looked at counts as off.
                if observer.should_stop() {
                    probe.slices = vec![nothing.clone(); prisms.len()];
                    probe.off = slab.section.area() * weight;
                } else {
                    probe.slices = prisms.iter().zip(&own).map(slice).collect();
                    probe.off = self.off(&probe, prisms, &all);
                }
                probe
            })
            .collect()
    }

    /// The volume that a probe stands for and in which those of the prisms that are `kept` differ from the mesh.
    fn off(&self, probe: &Probe, prisms: &[PolyPrism], kept: &[bool]) -> f64 {
        let mut built = Region::default();
        for (i, prism) in prisms.iter().enumerate().filter(|(i, _)| kept[*i]) {
            built = prism.applied(built, &probe.slices[i]);
        }
        self.stacks[probe.axis].misfit(&built, probe.height) * probe.weight
    }

    /// Share of the mesh's volume that is off: the largest value seen along any direction.
    fn error_of(&self, off: impl Iterator<Item = (usize, f64)>) -> f64 {
        let mut sums = [0.0f64; 3];
        off.for_each(|(axis, off)| sums[axis] += off);
        sums.into_iter().fold(0.0, f64::max) / self.volume
    }

    /// Cuts that leave the part through a curved wall are drawn past it, as a draughtsman would: one that ends where it just
    /// touches the wall leaves it to the last digit of two numbers whether a film stays. Whether any was changed.
    fn reach_through(&self, prisms: &mut [PolyPrism], observer: &dyn Observer) -> bool {
        let mut changed = false;
        for i in 1..prisms.len() {
            if prisms[i].sign != Sign::Cut || observer.should_stop() {
                continue;
            }
            let PolyPrism { axis, lo, hi, .. } = prisms[i];
            let profile = Region::of(prisms[i].shape.clone());
            let depth = hi - lo;
            let filled = |height: f64| {
                section(&prisms[..i], &self.frames, axis, height).intersection(&profile).area() / profile.area()
            };
            let past = |end: f64, out: f64| {
                // A flat face would be cut over most of the profile right up to its end.
                let tapers = filled(end - out * 1e-3 * depth) < 0.5 * filled(end - out * 0.25 * depth);
                let beyond = [0.1, 0.05, 0.02].into_iter().map(|share| end + out * share * depth);
                beyond
                    .filter(|_| tapers)
                    .find(|&to| {
                        let slab = self.stacks[axis].slab(end.min(to), end.max(to));
                        profile.intersection(&slab.hull).cleaned(self.fineness.point, self.fineness.sliver).is_empty()
                    })
                    .unwrap_or(end)
            };
            (prisms[i].lo, prisms[i].hi) = (past(lo, -1.0), past(hi, 1.0));
            changed |= (prisms[i].lo, prisms[i].hi) != (lo, hi);
        }
        changed
    }

    /// Share of the mesh's volume in which the prisms differ from it; the largest value seen along any direction.
    pub fn error(&self, prisms: &[PolyPrism], observer: &dyn Observer) -> f64 {
        (0..self.stacks.len().min(3)).map(|axis| self.error_along(prisms, axis, observer)).fold(0.0, f64::max)
    }

    fn error_along(&self, prisms: &[PolyPrism], axis: usize, observer: &dyn Observer) -> f64 {
        let stack = &self.stacks[axis];
        let mut off = 0.0;
        for slab in &stack.slabs {
            let parts = self.parts(axis, slab);
            // Out of time what was not looked at counts as off.
            if observer.should_stop() {
                off += slab.section.area() * slab.depth();
                continue;
            }
            for f in parts {
                let height = slab.lo + f * slab.depth();
                let built = section(prisms, &self.frames, axis, height);
                off += stack.misfit(&built, height) * slab.depth() / parts.len() as f64;
            }
        }
        off / self.volume
    }

    /// Where in a slab sections are compared, as shares of its depth: once where they do not change, more often where there
    /// are few slabs.
    fn parts(&self, axis: usize, slab: &Slab) -> &'static [f64] {
        let stack = &self.stacks[axis];
        let straight = stack.straight || slab.shadow.is_empty() && stack.shadows_known();
        match (straight && stack.is_exact(), stack.slabs.len()) {
            (true, _) => &[0.5],
            (false, 1 | 2) => &[0.0455, 0.1364, 0.2273, 0.3182, 0.4091, 0.5, 0.5909, 0.6818, 0.7727, 0.8636, 0.9545],
            _ => &[0.1, 0.3, 0.5, 0.7, 0.9],
        }
    }
}

/// A height at which prisms are compared with the mesh.
struct Probe {
    axis: usize,
    height: f64,
    /// The depth it stands for.
    weight: f64,
    /// The section of each prism.
    slices: Vec<Arc<Region>>,
    /// The volume off.
    off: f64,
}
