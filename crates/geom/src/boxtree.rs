//! A tree of axis-aligned boxes: which of many things lie near a point, a ray or another box.

/// An axis-aligned box in `D` dimensions, as plain numbers: lowest corner, highest corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span<const D: usize> {
    /// Lowest corner.
    pub min: [f64; D],
    /// Highest corner.
    pub max: [f64; D],
}

impl<const D: usize> Span<D> {
    const EMPTY: Self = Self { min: [f64::INFINITY; D], max: [f64::NEG_INFINITY; D] };

    fn union(mut self, other: &Self) -> Self {
        self.min.iter_mut().zip(&other.min).for_each(|(a, b)| *a = a.min(*b));
        self.max.iter_mut().zip(&other.max).for_each(|(a, b)| *a = a.max(*b));
        self
    }

    /// Squared distance from `p` to the box; zero inside.
    #[inline]
    pub fn distance_squared(&self, p: &[f64; D]) -> f64 {
        (0..D).map(|k| (self.min[k] - p[k]).max(p[k] - self.max[k]).max(0.0)).map(|d| d * d).sum()
    }

    /// Whether the boxes share a point.
    #[inline]
    pub fn overlaps(&self, other: &Self) -> bool {
        (0..D).all(|k| self.min[k] <= other.max[k] && other.min[k] <= self.max[k])
    }
}

impl From<crate::Aabb2> for Span<2> {
    fn from(b: crate::Aabb2) -> Self {
        Self { min: b.min.to_array(), max: b.max.to_array() }
    }
}

impl From<crate::Aabb3> for Span<3> {
    fn from(b: crate::Aabb3) -> Self {
        Self { min: b.min.to_array(), max: b.max.to_array() }
    }
}

#[derive(Clone, Copy, Debug)]
struct Node<const D: usize> {
    span: Span<D>,
    /// Leaf: where its items begin. Inner node: its second child; the first one follows the node itself.
    next: u32,
    /// Items of a leaf; 0 for an inner node.
    count: u32,
}

/// Items a leaf holds at most.
const LEAF: usize = 4;
/// Deepest a traversal can go: halving 2³² items needs no more.
const DEPTH: usize = 64;

/// Boxes numbered 0, 1, 2, … in a binary tree.
#[derive(Clone, Debug, Default)]
pub struct BoxTree<const D: usize> {
    nodes: Vec<Node<D>>,
    items: Vec<(Span<D>, u32)>,
}

impl<const D: usize> BoxTree<D> {
    /// The tree over `spans`; item `i` is the `i`-th.
    ///
    /// # Cost
    /// O(n log² n): halved at the median of the longest side.
    pub fn new(spans: impl IntoIterator<Item = Span<D>>) -> Self {
        let mut items: Vec<(Span<D>, u32)> = spans.into_iter().zip(0..).collect();
        let mut nodes = Vec::with_capacity(items.len() / 2 + 1);
        if !items.is_empty() {
            let len = items.len();
            build(&mut nodes, &mut items, 0, len);
        }
        Self { nodes, items }
    }

    /// Calls `item` with every item whose box, like those of the nodes above it, passes `enter`.
    pub fn visit(&self, enter: impl Fn(&Span<D>) -> bool, mut item: impl FnMut(usize)) {
        let mut stack = [0u32; DEPTH];
        let mut top = usize::from(!self.nodes.is_empty());
        while top > 0 {
            top -= 1;
            let at = stack[top] as usize;
            let node = &self.nodes[at];
            if !enter(&node.span) {
                continue;
            }
            if node.count > 0 {
                for (span, id) in &self.items[node.next as usize..(node.next + node.count) as usize] {
                    if enter(span) {
                        item(*id as usize);
                    }
                }
            } else {
                stack[top] = node.next;
                stack[top + 1] = at as u32 + 1;
                top += 2;
            }
        }
    }

    /// Calls `item` with the items that may lie closer to `p` than the square root of the bound, roughly nearest
    /// first; `item` is given the bound so far and returns the new one.
    pub fn nearest(&self, p: &[f64; D], bound_squared: f64, mut item: impl FnMut(usize, f64) -> f64) {
        let mut bound = bound_squared;
        let mut stack = [(0u32, 0.0f64); DEPTH];
        let mut top = 0;
        if let Some(root) = self.nodes.first() {
            stack[0] = (0, root.span.distance_squared(p));
            top = 1;
        }
        while top > 0 {
            top -= 1;
            let (at, distance) = stack[top];
            if distance > bound {
                continue;
            }
            let node = &self.nodes[at as usize];
            if node.count > 0 {
                for (span, id) in &self.items[node.next as usize..(node.next + node.count) as usize] {
                    if span.distance_squared(p) <= bound {
                        bound = item(*id as usize, bound);
                    }
                }
            } else {
                let near = (at + 1, self.nodes[at as usize + 1].span.distance_squared(p));
                let far = (node.next, self.nodes[node.next as usize].span.distance_squared(p));
                let (near, far) = if near.1 <= far.1 { (near, far) } else { (far, near) };
                stack[top] = far;
                stack[top + 1] = near;
                top += 2;
            }
        }
    }
}

fn build<const D: usize>(nodes: &mut Vec<Node<D>>, items: &mut [(Span<D>, u32)], from: usize, to: usize) {
    let span = items[from..to].iter().fold(Span::EMPTY, |s, (b, _)| s.union(b));
    let at = nodes.len();
    nodes.push(Node { span, next: from as u32, count: (to - from) as u32 });
    if to - from <= LEAF {
        return;
    }
    let axis =
        (0..D).fold(0, |best, k| if span.max[k] - span.min[k] > span.max[best] - span.min[best] { k } else { best });
    let half = (from + to) / 2;
    let middle = |s: &Span<D>| s.min[axis] + s.max[axis];
    items[from..to]
        .select_nth_unstable_by(half - from, |a, b| middle(&a.0).total_cmp(&middle(&b.0)).then(a.1.cmp(&b.1)));
    build(nodes, items, from, half);
    let second = nodes.len() as u32;
    build(nodes, items, half, to);
    nodes[at].next = second;
    nodes[at].count = 0;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dots() -> Vec<Span<2>> {
        // A scrambled lattice, so that the median splits have work to do.
        (0..400u32)
            .map(|i| {
                let k = (i * 173) % 400;
                let p = [f64::from(k % 20), f64::from(k / 20)];
                Span { min: p, max: p }
            })
            .collect()
    }

    #[test]
    fn nearest_finds_what_a_full_scan_finds_and_looks_at_few() {
        let spans = dots();
        let tree = BoxTree::new(spans.iter().copied());
        for q in [[3.2, 7.9], [-5.0, 30.0], [19.4, 0.1]] {
            let (mut best, mut looked) = (usize::MAX, 0);
            tree.nearest(&q, f64::INFINITY, |i, bound| {
                looked += 1;
                let d = spans[i].distance_squared(&q);
                if d < bound {
                    best = i;
                    d
                } else {
                    bound
                }
            });
            let scan = spans.iter().map(|s| s.distance_squared(&q)).fold(f64::INFINITY, f64::min);
            assert_eq!(spans[best].distance_squared(&q), scan);
            assert!(looked < 100, "{looked}");
        }
    }

    #[test]
    fn visit_meets_exactly_the_overlapping_boxes() {
        let spans = dots();
        let tree = BoxTree::new(spans.iter().copied());
        let window = Span { min: [2.5, 2.5], max: [6.5, 4.5] };
        let mut met = Vec::new();
        tree.visit(|s| s.overlaps(&window), |i| met.push(i));
        assert_eq!(met.len(), 8);
        assert!(met.iter().all(|&i| spans[i].overlaps(&window)));
    }

    #[test]
    fn empty_tree_meets_nothing() {
        let tree = BoxTree::<3>::new([]);
        tree.nearest(&[0.0; 3], f64::INFINITY, |_, _| panic!("nothing to meet"));
        tree.visit(|_| true, |_| panic!("nothing to meet"));
    }
}
