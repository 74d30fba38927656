//! Which points belong to the part, given which prisms they lie in.
//!
//! Read backwards, the last prism that can decide does: a point in the last `Join` is inside whatever came before.
//! With several bodies a set of *live* bodies is carried back, those that still hang together with the final part;
//! when a prism decides for some of them only, the others go on.

use crate::flatten::Prism;
use crate::program::Mode;
use std::collections::BTreeMap;

/// A set of bodies, 64 a word.
type Words = Box<[u64]>;

#[derive(Clone, Debug)]
struct Act {
    prism: usize,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    /// The prism begins this body.
    Begin { body: usize },
    /// The prism and the bodies of `merged` are this body from here on.
    Join { body: usize, merged: Words },
    /// Points of the prism leave these bodies.
    Cut { targets: Words },
    /// Points outside the prism leave these bodies.
    Intersect { targets: Words },
}

/// The Boolean history of a list of prisms, ready to be asked.
#[derive(Clone, Debug)]
pub(super) struct Booleans {
    /// Last act first.
    acts: Vec<Act>,
    /// The bodies the part consists of.
    finally: Words,
}

/// Bodies up to this many are kept on the stack.
const INLINE: usize = 8 * 64;

fn bit(body: usize) -> (usize, u64) {
    (body / 64, 1 << (body % 64))
}

impl Booleans {
    pub(super) fn new(prisms: &[Prism]) -> Self {
        let words = prisms.len().div_ceil(64).max(1);
        let empty = || vec![0u64; words].into_boxed_slice();
        // The body that each prism of mode New answers under now, and the bodies there are.
        let mut body_of: BTreeMap<usize, usize> = BTreeMap::new();
        let mut bodies: Vec<usize> = Vec::new();
        let mut count = 0;
        let mut acts = Vec::with_capacity(prisms.len());
        for (index, prism) in prisms.iter().enumerate() {
            let mut targets: Vec<usize> = match &prism.targets {
                None => bodies.clone(),
                Some(list) => list.iter().filter_map(|t| body_of.get(t).copied()).collect(),
            };
            targets.sort_unstable();
            targets.dedup();
            let mut set = empty();
            for &t in &targets {
                let (word, mask) = bit(t);
                set[word] |= mask;
            }
            let kind = match prism.mode {
                Mode::New => {
                    body_of.insert(index, count);
                    bodies.push(count);
                    count += 1;
                    Kind::Begin { body: count - 1 }
                }
                // A Join that meets no body begins one, as the first of a program does.
                Mode::Join if targets.is_empty() => {
                    bodies.push(count);
                    count += 1;
                    Kind::Begin { body: count - 1 }
                }
                Mode::Join => {
                    let body = targets[0];
                    bodies.retain(|b| *b == body || !targets.contains(b));
                    for b in body_of.values_mut() {
                        if targets.contains(b) {
                            *b = body;
                        }
                    }
                    Kind::Join { body, merged: set }
                }
                Mode::Cut | Mode::Intersect if targets.is_empty() => continue,
                Mode::Cut => Kind::Cut { targets: set },
                Mode::Intersect => Kind::Intersect { targets: set },
            };
            acts.push(Act { prism: index, kind });
        }
        acts.reverse();
        let mut finally = empty();
        for b in bodies {
            let (word, mask) = bit(b);
            finally[word] |= mask;
        }
        Self { acts, finally }
    }

    /// Whether a point belongs to the part; `inside` says whether it lies in a prism, and is asked only where it matters.
    #[inline]
    pub(super) fn evaluate(&self, inside: impl FnMut(usize) -> bool) -> bool {
        if self.finally.len() == 1 {
            self.run(&mut [self.finally[0]], inside)
        } else if self.finally.len() <= INLINE / 64 {
            let mut live = [0u64; INLINE / 64];
            live[..self.finally.len()].copy_from_slice(&self.finally);
            self.run(&mut live[..self.finally.len()], inside)
        } else {
            self.run(&mut self.finally.clone(), inside)
        }
    }

    #[inline(always)]
    fn run(&self, live: &mut [u64], mut inside: impl FnMut(usize) -> bool) -> bool {
        let meets = |live: &[u64], set: &Words| live.iter().zip(set.iter()).any(|(a, b)| a & b != 0);
        let drop = |live: &mut [u64], set: &Words| {
            live.iter_mut().zip(set.iter()).for_each(|(a, b)| *a &= !b);
            live.iter().all(|a| *a == 0)
        };
        for act in &self.acts {
            match &act.kind {
                Kind::Begin { body } => {
                    let (word, mask) = bit(*body);
                    if live[word] & mask != 0 {
                        if inside(act.prism) {
                            return true;
                        }
                        live[word] &= !mask;
                    }
                }
                Kind::Join { body, merged } => {
                    let (word, mask) = bit(*body);
                    if live[word] & mask != 0 {
                        if inside(act.prism) {
                            return true;
                        }
                        live.iter_mut().zip(merged.iter()).for_each(|(a, b)| *a |= b);
                    }
                }
                Kind::Cut { targets } => {
                    if meets(live, targets) && inside(act.prism) && drop(live, targets) {
                        return false;
                    }
                }
                Kind::Intersect { targets } => {
                    if meets(live, targets) && !inside(act.prism) && drop(live, targets) {
                        return false;
                    }
                }
            }
        }
        false
    }

    /// For each prism, whether it can add points to the part.
    pub(super) fn adders(&self) -> impl Iterator<Item = usize> + '_ {
        self.acts.iter().filter(|a| matches!(a.kind, Kind::Begin { .. } | Kind::Join { .. })).map(|a| a.prism)
    }

    /// Runs the history forward over boxes: `of` gives a prism's box; joins unite, intersections clip, cuts do nothing.
    pub(super) fn bounds<B: Copy>(
        &self,
        empty: B,
        of: impl Fn(usize) -> B,
        unite: impl Fn(B, B) -> B,
        clip: impl Fn(B, B) -> B,
    ) -> B {
        let mut boxes = vec![empty; self.finally.len() * 64];
        let members =
            |set: &Words| -> Vec<usize> { (0..set.len() * 64).filter(|&b| set[bit(b).0] & bit(b).1 != 0).collect() };
        for act in self.acts.iter().rev() {
            match &act.kind {
                Kind::Begin { body } => boxes[*body] = of(act.prism),
                Kind::Join { body, merged } => {
                    boxes[*body] = members(merged).into_iter().fold(of(act.prism), |b, m| unite(b, boxes[m]));
                }
                Kind::Cut { .. } => {}
                Kind::Intersect { targets } => {
                    for t in members(targets) {
                        boxes[t] = clip(boxes[t], of(act.prism));
                    }
                }
            }
        }
        members(&self.finally).into_iter().fold(empty, |b, m| unite(b, boxes[m]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::Frame;

    fn prism(mode: Mode, targets: Option<Vec<usize>>) -> Prism {
        Prism { frame: Frame::WORLD, profiles: Vec::new(), range: [0.0, 1.0], mode, targets, step: 0 }
    }

    /// The same history played forward, one truth value a body.
    fn forward(prisms: &[Prism], inside: &[bool]) -> bool {
        let mut names: Vec<Option<usize>> = vec![None; prisms.len()];
        let mut bodies: Vec<Option<bool>> = Vec::new();
        for (i, p) in prisms.iter().enumerate() {
            let targets: Vec<usize> = match &p.targets {
                None => (0..bodies.len()).filter(|&b| bodies[b].is_some()).collect(),
                Some(t) => t.iter().filter_map(|&t| names[t]).collect(),
            };
            match p.mode {
                Mode::New => {
                    names[i] = Some(bodies.len());
                    bodies.push(Some(inside[i]));
                }
                Mode::Join if targets.is_empty() => bodies.push(Some(inside[i])),
                Mode::Join => {
                    let any = inside[i] || targets.iter().any(|&t| bodies[t] == Some(true));
                    for &t in &targets {
                        bodies[t] = None;
                    }
                    bodies[targets[0]] = Some(any);
                    for n in names.iter_mut().flatten() {
                        if targets.contains(n) {
                            *n = targets[0];
                        }
                    }
                }
                Mode::Cut => targets.iter().for_each(|&t| bodies[t] = bodies[t].map(|b| b && !inside[i])),
                Mode::Intersect => targets.iter().for_each(|&t| bodies[t] = bodies[t].map(|b| b && inside[i])),
            }
        }
        bodies.into_iter().any(|b| b == Some(true))
    }

    #[test]
    fn backward_reading_equals_forward_playing() {
        use rand::{Rng, SeedableRng};
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(1);
        let modes = [Mode::New, Mode::Join, Mode::Cut, Mode::Intersect];
        for _ in 0..2000 {
            let n = rng.random_range(1..8usize);
            let prisms: Vec<Prism> = (0..n)
                .map(|i| {
                    let targets = rng.random_bool(0.5).then(|| (0..i).filter(|_| rng.random_bool(0.4)).collect());
                    prism(modes[rng.random_range(0..4)], targets)
                })
                .collect();
            let booleans = Booleans::new(&prisms);
            for bits in 0..1u32 << n {
                let inside: Vec<bool> = (0..n).map(|i| bits >> i & 1 == 1).collect();
                assert_eq!(booleans.evaluate(|j| inside[j]), forward(&prisms, &inside), "{prisms:?} {inside:?}");
            }
        }
    }

    #[test]
    fn six_hundred_bodies_answer_too() {
        let prisms: Vec<Prism> = (0..600).map(|_| prism(Mode::New, None)).collect();
        let booleans = Booleans::new(&prisms);
        assert!(booleans.evaluate(|j| j == 599) && booleans.evaluate(|j| j == 0) && !booleans.evaluate(|_| false));
    }
}
