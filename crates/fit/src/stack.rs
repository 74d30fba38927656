//! A solid seen along one direction: its levels, and between two levels what is surely and what is perhaps inside.
//!
//! Where every facet between two levels is parallel to the direction, the section there is constant and the slab is
//! an extrusion. Where facets are oblique, their shadow on the sketch plane is the part of the slab that
//! is not: a column through the section outside the shadow is solid over the whole height, a column outside both is
//! empty over the whole height.

use crate::cells::Cells;
use crate::facets::FacetView;
use crate::region::Region;
use crate::sketch::CurveTolerance;
use resolid_geom::{Frame, Observer, TriMesh};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// The lengths below which differences are taken for noise, in millimetres.
#[derive(Clone, Copy, Debug)]
pub struct Fineness {
    /// Two points closer than this are one.
    pub point: f64,
    /// Strips thinner than this are no material.
    pub sliver: f64,
    /// Strips thinner than this are not worth a step of their own: the facets of a curve seen from its side, say.
    pub detail: f64,
}

impl Fineness {
    /// How near corners must lie to a curve that is drawn through them.
    pub fn curve(&self) -> CurveTolerance {
        CurveTolerance { fit: self.sliver.min(10.0 * self.point), scatter: 0.0 }
    }
}

/// A solid in the coordinates of a sketch frame.
pub struct Stack {
    /// The direction is the frame's z.
    pub frame: Frame,
    /// Heights of the faces perpendicular to the direction, and of both ends, ascending.
    pub levels: Vec<f64>,
    /// Between level `i` and `i + 1`.
    pub slabs: Vec<Slab>,
    /// Whether every slab is an extrusion.
    pub straight: bool,
    view: View,
    fineness: Fineness,
    /// The search asks for the same heights again and again.
    sections: Mutex<HashMap<u64, Arc<Region>>>,
    between: Mutex<HashMap<(u64, u64), Arc<Slab>>>,
}

/// What a direction is seen through.
pub enum View {
    /// The facets themselves.
    Facets(Box<FacetView>),
    /// The cells between walls found in a noisy surface.
    Cells(Cells),
}

/// What lies between two heights.
#[derive(Clone, Debug)]
pub struct Slab {
    /// Lower height.
    pub lo: f64,
    /// Upper height.
    pub hi: f64,
    /// The section half-way up.
    pub section: Region,
    /// The shadow of the oblique facets; empty where the slab is an extrusion.
    pub shadow: Region,
    /// Columns that are solid from `lo` to `hi`.
    pub core: Region,
    /// Columns that meet the solid anywhere between `lo` and `hi`.
    pub hull: Region,
}

impl Slab {
    /// Height.
    pub fn depth(&self) -> f64 {
        self.hi - self.lo
    }
}

impl Stack {
    /// The mesh seen along `frame`'s z, exactly.
    pub fn new(
        mesh: &TriMesh,
        neighbours: &[[Option<u32>; 3]],
        frame: Frame,
        fineness: Fineness,
        observer: &dyn Observer,
    ) -> Self {
        let (view, levels) = FacetView::new(mesh, neighbours, &frame, fineness, observer);
        Self::of(View::Facets(Box::new(view)), levels, frame, fineness, observer)
    }

    /// A noisy surface seen along `frame`'s z through cells.
    pub fn of_cells(cells: Cells, levels: Vec<f64>, frame: Frame, fineness: Fineness, observer: &dyn Observer) -> Self {
        Self::of(View::Cells(cells), levels, frame, fineness, observer)
    }

    fn of(view: View, levels: Vec<f64>, frame: Frame, fineness: Fineness, observer: &dyn Observer) -> Self {
        let mut stack = Self {
            frame,
            levels,
            slabs: Vec::new(),
            straight: false,
            view,
            fineness,
            sections: Mutex::default(),
            between: Mutex::default(),
        };
        let levels = stack.levels.clone();
        for w in levels.windows(2) {
            // Out of time: the rest in one piece.
            let out_of_time = observer.should_stop();
            let hi = if out_of_time { levels[levels.len() - 1] } else { w[1] };
            let slab = stack.new_slab(w[0], hi);
            stack.slabs.push(slab);
            if out_of_time {
                break;
            }
        }
        stack.straight = stack.shadows_known() && stack.slabs.iter().all(|s| s.shadow.is_empty());
        stack
    }

    /// Whether shadows are taken at all along this direction.
    pub fn shadows_known(&self) -> bool {
        match &self.view {
            View::Facets(facets) => facets.shadows_known(),
            View::Cells(_) => true,
        }
    }

    /// The region with every contour that follows one of the cylinders all round, but for chords, drawn on the true circle.
    pub fn with_true_circles(&self, region: Region) -> Region {
        match &self.view {
            View::Facets(facets) => facets.with_true_circles(region),
            View::Cells(_) => region,
        }
    }

    /// Whether the surface is known exactly, and not through cells.
    pub fn is_exact(&self) -> bool {
        matches!(self.view, View::Facets(_))
    }

    /// The area at `height` in which a section differs from the solid's.
    pub fn misfit(&self, built: &Region, height: f64) -> f64 {
        match &self.view {
            View::Facets(_) => {
                let wrong = built.exclusion(&self.section(height));
                wrong.cleaned(self.fineness.point, self.fineness.sliver).area()
            }
            View::Cells(cells) => cells.misfit(built, height),
        }
    }

    /// What lies between two heights.
    pub fn slab(&self, lo: f64, hi: f64) -> Arc<Slab> {
        let key = (lo.to_bits(), hi.to_bits());
        if let Some(slab) = self.between.lock().ok().and_then(|m| m.get(&key).cloned()) {
            return slab;
        }
        let slab = Arc::new(self.new_slab(lo, hi));
        if let Ok(mut between) = self.between.lock() {
            between.insert(key, slab.clone());
        }
        slab
    }

    fn new_slab(&self, lo: f64, hi: f64) -> Slab {
        // A slab inside a straight one is a piece of it.
        if let Some(whole) =
            self.slabs.iter().find(|s| s.lo <= lo + self.fineness.point && hi <= s.hi + self.fineness.point)
            && whole.shadow.is_empty()
        {
            return Slab { lo, hi, ..whole.clone() };
        }
        match &self.view {
            View::Facets(facets) => {
                let (section, shadow) = (self.section((lo + hi) * 0.5).as_ref().clone(), facets.shadow(lo, hi));
                let (core, hull) = (section.difference(&shadow), section.union(&shadow));
                Slab { lo, hi, section, shadow, core, hull }
            }
            View::Cells(cells) => {
                let [core, section, hull] =
                    cells.within(lo, hi).map(|r| r.cleaned(self.fineness.point, self.fineness.sliver));
                let shadow = hull.difference(&core).cleaned(self.fineness.point, self.fineness.detail);
                if shadow.is_empty() {
                    return Slab { lo, hi, core: section.clone(), hull: section.clone(), section, shadow };
                }
                Slab { lo, hi, section, shadow, core, hull }
            }
        }
    }

    /// The section at `height`, moved off vertices where it would pass through some.
    pub fn section(&self, height: f64) -> Arc<Region> {
        if let Some(region) = self.sections.lock().ok().and_then(|m| m.get(&height.to_bits()).cloned()) {
            return region;
        }
        let region = Arc::new(match &self.view {
            View::Facets(facets) => facets.section(height),
            View::Cells(cells) => cells.section(height).cleaned(self.fineness.point, self.fineness.sliver),
        });
        if let Ok(mut sections) = self.sections.lock() {
            sections.insert(height.to_bits(), region.clone());
        }
        region
    }
}
