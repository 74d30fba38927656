//! The minimum cut of a graph, by Dinic's algorithm.

use std::collections::VecDeque;

/// A directed graph; an edge and its opposite are neighbours in the list, which is how flow is taken back.
#[derive(Default)]
pub struct Graph {
    /// Where each edge leads, and what can still flow along it.
    edges: Vec<(u32, u64)>,
    /// The edges out of each node.
    out: Vec<Vec<u32>>,
}

/// What no edge reaches.
const FAR: u32 = u32::MAX;

impl Graph {
    /// Nodes that nothing joins yet.
    pub fn new(nodes: usize) -> Self {
        Self { edges: Vec::new(), out: vec![Vec::new(); nodes] }
    }

    /// Lets `most` flow between two nodes.
    pub fn join(&mut self, from: usize, to: usize, most: u64) {
        let edge = self.edges.len() as u32;
        self.edges.extend([(to as u32, most), (from as u32, 0)]);
        self.out[from].push(edge);
        self.out[to].push(edge + 1);
    }

    /// For each node whether it lies on the side of `source` of the least cut that parts it from `sink`; of several the one next to
    /// `source`.
    pub fn cut(mut self, source: usize, sink: usize) -> Vec<bool> {
        loop {
            let levels = self.levels(source);
            if levels[sink] == FAR {
                return levels.into_iter().map(|level| level != FAR).collect();
            }
            self.fill(source, sink, &levels);
        }
    }

    /// How many edges that are not full lead from `source` to each node.
    fn levels(&self, source: usize) -> Vec<u32> {
        let mut levels = vec![FAR; self.out.len()];
        levels[source] = 0;
        let mut queue = VecDeque::from([source]);
        while let Some(node) = queue.pop_front() {
            for &edge in &self.out[node] {
                let (to, left) = self.edges[edge as usize];
                if left > 0 && levels[to as usize] == FAR {
                    levels[to as usize] = levels[node] + 1;
                    queue.push_back(to as usize);
                }
            }
        }
        levels
    }

    /// Lets flow along paths that rise by a level at each step, until none is left.
    fn fill(&mut self, source: usize, sink: usize, levels: &[u32]) {
        // What was tried of a node's edges is not tried again: that is what makes it fast.
        let mut tried = vec![0; self.out.len()];
        let mut path: Vec<usize> = Vec::new();
        loop {
            let node = path.last().map_or(source, |&edge| self.edges[edge].0 as usize);
            if node == sink {
                let flow = path.iter().map(|&edge| self.edges[edge].1).min().unwrap_or(0);
                for &edge in &path {
                    self.edges[edge].1 -= flow;
                    self.edges[edge ^ 1].1 += flow;
                }
                let full = path.iter().position(|&edge| self.edges[edge].1 == 0).unwrap_or(0);
                path.truncate(full);
            } else if let Some(&edge) = self.out[node].get(tried[node]) {
                let (to, left) = self.edges[edge as usize];
                if left > 0 && levels[to as usize] == levels[node] + 1 {
                    path.push(edge as usize);
                } else {
                    tried[node] += 1;
                }
            } else {
                let Some(edge) = path.pop() else { return };
                tried[self.edges[edge ^ 1].0 as usize] += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cut_is_as_small_as_any_and_next_to_the_source() {
        // Six nodes: every one of the sixteen ways to part the ends is tried.
        let mut random = 7u64;
        let mut draw = |below: u64| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (random >> 33) % below
        };
        for _ in 0..200 {
            let edges: Vec<(usize, usize, u64)> =
                (0..14).map(|_| (draw(6) as usize, draw(6) as usize, draw(9))).filter(|e| e.0 != e.1).collect();
            let mut graph = Graph::new(6);
            edges.iter().for_each(|&(from, to, most)| graph.join(from, to, most));
            let side = graph.cut(0, 5);
            let cost = |side: &dyn Fn(usize) -> bool| -> u64 {
                edges.iter().filter(|e| side(e.0) && !side(e.1)).map(|e| e.2).sum()
            };
            let all =
                (0..16usize).map(|chosen| move |node: usize| node == 0 || (node < 5 && chosen >> (node - 1) & 1 == 1));
            let least = all.clone().map(|side| cost(&side)).min().unwrap();
            assert!(side[0] && !side[5] && cost(&|node| side[node]) == least, "{edges:?}");
            let fewest = all.filter(|side| cost(side) == least).map(|side| (0..6).filter(|&n| side(n)).count()).min();
            assert_eq!(Some(side.iter().filter(|s| **s).count()), fewest, "{edges:?}");
        }
    }
}
