//! A list of prisms that grows, with its sections remembered: what is added later changes a section only by itself.

use crate::prisms::{PolyPrism, section_onto, shadow_onto};
use crate::region::Region;
use resolid_geom::Frame;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex};

/// Prisms in building order, and the frames they are drawn in.
pub struct Growing<'a> {
    prisms: Vec<PolyPrism>,
    frames: &'a [Frame],
    /// By direction and height.
    sections: Memory<(usize, u64)>,
    /// By direction and both heights.
    shadows: Memory<(usize, u64, u64)>,
}

/// Regions by place, each with how many of the prisms are in it.
type Memory<K> = Mutex<HashMap<K, (usize, Arc<Region>)>>;

impl<'a> Growing<'a> {
    /// The list as it begins.
    pub fn new(prisms: Vec<PolyPrism>, frames: &'a [Frame]) -> Self {
        Self { prisms, frames, sections: Mutex::default(), shadows: Mutex::default() }
    }

    /// The prisms so far.
    pub fn prisms(&self) -> &[PolyPrism] {
        &self.prisms
    }

    /// The list, no longer growing.
    pub fn into_prisms(self) -> Vec<PolyPrism> {
        self.prisms
    }

    /// Adds prisms after those there are.
    pub fn extend(&mut self, prisms: Vec<PolyPrism>) {
        self.prisms.extend(prisms);
    }

    /// Changes one prism.
    pub fn change(&mut self, index: usize, change: impl FnOnce(&mut PolyPrism)) {
        change(&mut self.prisms[index]);
        forget(&self.sections, index);
        forget(&self.shadows, index);
    }

    /// What [`crate::prisms::section`] says of the prisms.
    pub fn section(&self, of: usize, height: f64) -> Arc<Region> {
        self.remembered(&self.sections, (of, height.to_bits()), |region, new| {
            section_onto(region, new, self.frames, of, height)
        })
    }

    /// What [`crate::prisms::shadow_onto`] makes of the prisms.
    pub fn shadow(&self, of: usize, lo: f64, hi: f64) -> Arc<Region> {
        self.remembered(&self.shadows, (of, lo.to_bits(), hi.to_bits()), |region, new| {
            shadow_onto(region, new, self.frames, of, lo, hi)
        })
    }

    fn remembered<K: Eq + Hash>(
        &self,
        memory: &Memory<K>,
        key: K,
        with: impl FnOnce(Region, &[PolyPrism]) -> Region,
    ) -> Arc<Region> {
        let known = memory.lock().ok().and_then(|m| m.get(&key).cloned());
        let (count, region) = known.unwrap_or_default();
        if count == self.prisms.len() {
            return region;
        }
        let region = Arc::new(with(region.as_ref().clone(), &self.prisms[count..]));
        if let Ok(mut memory) = memory.lock() {
            memory.insert(key, (self.prisms.len(), region.clone()));
        }
        region
    }
}

fn forget<K: Eq + Hash>(memory: &Memory<K>, from: usize) {
    if let Ok(mut memory) = memory.lock() {
        memory.retain(|_, known| known.0 <= from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prisms::{Sign, section};
    use crate::region::Shape;
    use resolid_geom::{Vec2, Vec3};

    fn block(min: f64, max: f64, lo: f64, hi: f64, sign: Sign) -> PolyPrism {
        let corner = |x: f64, y: f64| Vec2::new(x, y);
        let outer = vec![corner(min, min), corner(max, min), corner(max, max), corner(min, max)];
        PolyPrism { axis: 0, shape: Shape::solid(outer), lo, hi, sign }
    }

    #[test]
    fn what_is_remembered_is_what_would_be_found_anew() {
        let frames =
            [Frame::from_normal(Vec3::ZERO, Vec3::Z), Frame::from_normal(Vec3::ZERO, Vec3::new(1.0, 2.0, 3.0))];
        let mut growing = Growing::new(vec![block(0.0, 9.0, 0.0, 5.0, Sign::Add)], &frames);
        let agrees = |growing: &Growing| {
            for (of, height) in [(0, 2.5), (0, 4.5), (1, 7.0)] {
                let anew = section(growing.prisms(), &frames, of, height).area();
                assert!((growing.section(of, height).area() - anew).abs() < 1e-9);
            }
        };
        agrees(&growing);
        growing.extend(vec![block(1.0, 3.0, 0.0, 5.0, Sign::Cut), block(2.0, 4.0, 4.0, 5.0, Sign::Add)]);
        agrees(&growing);
        growing.change(1, |p| p.hi = 4.0);
        agrees(&growing);
        assert!((growing.section(0, 4.5).area() - 81.0).abs() < 1e-9);
        assert!((growing.shadow(0, 0.0, 5.0).area() - 81.0).abs() < 1e-9);
    }
}
