//! What a base holds along one direction, slab by slab.

use crate::columns::Layer;
use crate::region::{Region, signed_area};
use crate::search::Search;
use crate::sketch::fit_circle;
use crate::stack::{Slab, Stack};
use resolid_geom::{Observer, Vec2};

/// What a base takes of a slab that is no extrusion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// Everything that it touches, or that a neighbour touches whose section is nearly the same: raw stock.
    Stock,
    /// Everything that it touches.
    Hull,
    /// What fills it.
    Core,
    /// Its middle section.
    Middle,
    /// What fills it, and the shadows that are mostly filled.
    Majority,
}

impl Filling {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stock => "as stock",
            Self::Hull => "all that slabs touch",
            Self::Core => "what fills slabs",
            Self::Middle => "middle sections",
            Self::Majority => "shadows that are mostly filled",
        }
    }
}

/// The share of a run of slabs that stock may hold beyond what they touch: grooves and lettering, but not a step.
const WASTE: f64 = 0.1;

impl Search<'_> {
    /// The layers of a base.
    pub(crate) fn base(&self, axis: usize, filling: Filling, observer: &dyn Observer) -> Vec<Layer> {
        let stack = &self.stacks[axis];
        if filling == Filling::Stock && !observer.should_stop() {
            return self.stock(axis);
        }
        self.layers(axis, |slab| {
            // Out of time, the middle section is there already.
            let filling = if observer.should_stop() { Filling::Middle } else { filling };
            self.filled(stack, slab, filling)
        })
    }

    pub(crate) fn layers(&self, axis: usize, of: impl Fn(&Slab) -> Region) -> Vec<Layer> {
        self.stacks[axis].slabs.iter().map(|slab| Layer { lo: slab.lo, hi: slab.hi, region: of(slab) }).collect()
    }

    /// Middle sections of slabs, and of equal slices of those that are no extrusions, `count` in all where there are not more
    /// slabs: what comes near to a cone or a ball.
    pub(crate) fn terraces(&self, axis: usize, count: usize) -> Vec<Layer> {
        let stack = &self.stacks[axis];
        let sloping = |slab: &Slab| !slab.shadow.is_empty() || !stack.shadows_known();
        let depth: f64 = stack.slabs.iter().filter(|s| sloping(s)).map(Slab::depth).sum();
        let spare = count.saturating_sub(stack.slabs.len());
        let slices = stack.slabs.iter().flat_map(|slab| {
            let more = if sloping(slab) { (spare as f64 * slab.depth() / depth).floor() as usize } else { 0 };
            let step = slab.depth() / (more + 1) as f64;
            (0..=more).map(move |k| {
                (slab.lo + k as f64 * step, if k == more { slab.hi } else { slab.lo + (k + 1) as f64 * step })
            })
        });
        let tidy = |r: &Region| rounded(r.cleaned(self.fineness.point, self.fineness.sliver));
        slices.map(|(lo, hi)| Layer { lo, hi, region: tidy(&stack.section((lo + hi) * 0.5)) }).collect()
    }

    /// Neighbouring slabs as one piece of stock, those that waste least first.
    fn stock(&self, axis: usize) -> Vec<Layer> {
        let mut runs: Vec<Run> = self
            .layers(axis, |slab| self.filled(&self.stacks[axis], slab, Filling::Hull))
            .into_iter()
            .map(|layer| Run { touched: layer.region.area() * (layer.hi - layer.lo), layer })
            .collect();
        let mut joins: Vec<Run> = runs.windows(2).map(|w| w[0].joined(&w[1])).collect();
        while let Some(k) = (0..joins.len()).min_by(|&a, &b| joins[a].waste().total_cmp(&joins[b].waste()))
            && joins[k].waste() <= WASTE
        {
            runs[k] = joins.remove(k);
            runs.remove(k + 1);
            if k > 0 {
                joins[k - 1] = runs[k - 1].joined(&runs[k]);
            }
            if k < joins.len() {
                joins[k] = runs[k].joined(&runs[k + 1]);
            }
        }
        let tidy = |r: Region| r.cleaned(self.fineness.point, self.fineness.sliver);
        runs.into_iter().map(|run| Layer { region: tidy(run.layer.region), ..run.layer }).collect()
    }

    fn filled(&self, stack: &Stack, slab: &Slab, filling: Filling) -> Region {
        let region = match filling {
            Filling::Middle => slab.section.clone(),
            Filling::Stock | Filling::Hull => slab.hull.clone(),
            Filling::Core => slab.core.clone(),
            Filling::Majority => {
                let mut region = slab.core.clone();
                let heights: Vec<_> =
                    [0.1, 0.3, 0.5, 0.7, 0.9].iter().map(|f| stack.section(slab.lo + f * slab.depth())).collect();
                for shape in &slab.shadow.shapes {
                    let shadow = Region::of(shape.clone());
                    let filled: f64 = heights.iter().map(|h| h.intersection(&shadow).area()).sum::<f64>() / 5.0;
                    if filled > 0.5 * shadow.area() {
                        region = region.union(&shadow);
                    }
                }
                region
            }
        };
        region.cleaned(self.fineness.point, self.fineness.sliver)
    }
}

/// A region whose all but round contours are circles: corners of a section through the facets of a slope are on no vertex.
fn rounded(mut region: Region) -> Region {
    /// Corners that a round contour has at least, and those that a circle gets.
    const CORNERS: [usize; 2] = [12, 64];
    /// The share of the radius by which they lie off at most.
    const OFF: f64 = 0.03;
    for contour in region.contours_mut() {
        let circle = fit_circle(contour).filter(|_| contour.len() >= CORNERS[0]);
        if let Some((center, radius)) = circle
            && contour.iter().all(|p| (p.distance(center) - radius).abs() <= OFF * radius)
        {
            let turn = std::f64::consts::TAU.copysign(signed_area(contour)) / CORNERS[1] as f64;
            *contour = (0..CORNERS[1]).map(|k| center + Vec2::from_angle(turn * k as f64) * radius).collect();
        }
    }
    region
}

/// Slabs drawn as one.
struct Run {
    layer: Layer,
    /// The volume of what they touch.
    touched: f64,
}

impl Run {
    fn joined(&self, above: &Self) -> Self {
        let region = self.layer.region.union(&above.layer.region);
        let layer = Layer { lo: self.layer.lo, hi: above.layer.hi, region };
        Self { layer, touched: self.touched + above.touched }
    }

    /// The share of it that no slab touches.
    fn waste(&self) -> f64 {
        1.0 - self.touched / (self.layer.region.area() * (self.layer.hi - self.layer.lo)).max(f64::MIN_POSITIVE)
    }
}
