//! The numbers of all parts in one embedding, in memory, and which are nearest.
//!
//! All are looked at: of a hundred thousand parts that takes a few milliseconds, needs no structure that must be kept up, and misses none.

use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Parts that one thread looks at in a go.
const BLOCK: usize = 4096;

/// Vectors of one length, with what they belong to.
#[derive(Clone, Debug)]
pub struct Gallery {
    length: usize,
    ids: Vec<i64>,
    /// Logarithm of each part's radius in millimetres; `NaN` where its unit is not known.
    sizes: Vec<f32>,
    /// One after the other.
    vectors: Vec<f32>,
}

/// A part and how far it is from what was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// The part.
    pub id: i64,
    /// Its distance.
    pub distance: f32,
}

impl Eq for Near {}

impl Ord for Near {
    fn cmp(&self, other: &Self) -> Ordering {
        self.distance.total_cmp(&other.distance).then(self.id.cmp(&other.id))
    }
}

impl PartialOrd for Near {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// That parts of another size come after those of the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SizeWish {
    /// Logarithm of the radius wanted.
    pub size: f32,
    /// What a factor of e is worth, squared.
    pub weight: f32,
    /// No factor counts for more, in logarithms.
    pub most: f32,
}

impl Gallery {
    /// An empty one, for vectors of `length`.
    pub fn new(length: usize) -> Self {
        Self { length, ids: Vec::new(), sizes: Vec::new(), vectors: Vec::new() }
    }

    /// Adds a part; `radius` where its size is known.
    ///
    /// # Panics
    /// Where the vector is of another length.
    pub fn push(&mut self, id: i64, radius: Option<f64>, vector: impl IntoIterator<Item = f32>) {
        self.ids.push(id);
        self.sizes.push(radius.map_or(f32::NAN, |r| r.ln() as f32));
        self.vectors.extend(vector);
        assert_eq!(self.vectors.len(), self.ids.len() * self.length, "a vector of another length");
    }

    /// How many parts there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The `count` parts nearest to `query`, nearest first; of equally near ones those of the lower number first.
    ///
    /// # Cost
    /// About 3 ms for 100,000 parts of 64 numbers on two cores.
    pub fn nearest(&self, query: &[f32], count: usize, wish: Option<SizeWish>) -> Vec<Near> {
        self.nearest_of(query, count, wish, |_| true)
    }

    /// As [`Gallery::nearest`], of those parts alone that are `wanted`.
    pub fn nearest_of(
        &self,
        query: &[f32],
        count: usize,
        wish: Option<SizeWish>,
        wanted: impl Fn(i64) -> bool + Sync,
    ) -> Vec<Near> {
        if count == 0 || query.len() != self.length {
            return Vec::new();
        }
        let block = |(b, vectors): (usize, &[f32])| {
            let mut best: BinaryHeap<Near> = BinaryHeap::with_capacity(count + 1);
            for (k, vector) in vectors.chunks_exact(self.length).enumerate() {
                let at = b * BLOCK + k;
                let mut distance = squared(query, vector);
                if let Some(wish) = wish {
                    let off = (self.sizes[at] - wish.size).abs();
                    // A size that is not known counts as the wrong one by a little.
                    let off = if off.is_nan() { wish.most / 4.0 } else { off.min(wish.most) };
                    distance += wish.weight * off * off;
                }
                if best.len() == count && best.peek().is_some_and(|worst| distance > worst.distance) {
                    continue;
                }
                if wanted(self.ids[at]) {
                    best.push(Near { id: self.ids[at], distance });
                    if best.len() > count {
                        best.pop();
                    }
                }
            }
            best.into_vec()
        };
        let mut all: Vec<Near> =
            self.vectors.par_chunks(BLOCK * self.length).enumerate().flat_map_iter(block).collect();
        all.sort();
        all.truncate(count);
        all.iter_mut().for_each(|n| n.distance = n.distance.sqrt());
        all
    }
}

/// The squared distance of two vectors, in eight sums that a compiler can keep side by side.
fn squared(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0f32; 8];
    let (ca, cb) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f32 = ca.remainder().iter().zip(cb.remainder()).map(|(x, y)| (x - y) * (x - y)).sum();
    for (x, y) in ca.zip(cb) {
        for k in 0..8 {
            let d = x[k] - y[k];
            sums[k] += d * d;
        }
    }
    sums.iter().sum::<f32>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_are_those_of_a_plain_search() {
        let value = |i: usize, k: usize| ((i * 31 + k * 17) as f32 * 0.618).fract();
        let mut gallery = Gallery::new(13);
        for i in 0..10_000 {
            gallery.push(i as i64, None, (0..13).map(|k| value(i, k)));
        }
        let query: Vec<f32> = (0..13).map(|k| value(777, k) + 0.001).collect();
        let found = gallery.nearest(&query, 5, None);
        let mut plain: Vec<(f32, i64)> =
            (0..10_000).map(|i| ((0..13).map(|k| (value(i, k) - query[k]).powi(2)).sum::<f32>(), i as i64)).collect();
        plain.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        assert!((found[0].distance - plain[0].0.sqrt()).abs() < 1e-6);
        let worst = plain[4].0.sqrt();
        assert!(found.iter().all(|n| n.distance <= worst + 1e-6) && found.len() == 5);
        assert!(gallery.nearest(&query[1..], 5, None).is_empty());
    }

    #[test]
    fn parts_of_the_size_wished_for_come_first() {
        let mut gallery = Gallery::new(1);
        gallery.push(1, Some(100.0), [0.0]);
        gallery.push(2, Some(1.0), [0.1]);
        gallery.push(3, None, [0.1]);
        let order = |wish| gallery.nearest(&[0.0], 3, wish).iter().map(|n| n.id).collect::<Vec<_>>();
        assert_eq!(order(None), [1, 2, 3]);
        assert_eq!(order(Some(SizeWish { size: 0.0, weight: 1.0, most: 1.0 })), [2, 3, 1]);
    }
}
