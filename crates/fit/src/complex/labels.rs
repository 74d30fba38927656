//! Which cells are solid: the labels that contradict the least area of evidence.

use super::Sides;
use super::cut::Graph;
use super::patches::Interfaces;
use std::collections::{HashMap, HashSet};

/// How much a stretch without points counts against there being a face, where one with points the wrong way round counts two.
const BARE: f64 = 0.3;
/// The same for what no sensor could have seen: of two answers the one with less surface.
const DARK: f64 = 0.03;

/// For every cell that touches another whether it is solid; `empty` cells are known to be empty, and for what speaks for others being solid
/// see [`super::Hint`].
pub fn labels(interfaces: &Interfaces, empty: &HashSet<Sides>, hinted: &HashMap<Sides, f64>) -> HashMap<Sides, bool> {
    let mut sorted: Vec<_> = interfaces.iter().collect();
    sorted.sort_by_key(|(key, _)| **key);
    let mut cells: Vec<Sides> = sorted.iter().flat_map(|((behind, k), _)| [*behind, behind | (1 << k)]).collect();
    cells.sort_unstable();
    cells.dedup();
    let number: HashMap<Sides, usize> = cells.iter().enumerate().map(|(i, c)| (*c, i)).collect();
    // Energies of pairs as unary terms and edges: E(a, b) = [E10 − E00]·a + [E11 − E10]·b + (E01 + E10 − E00 − E11)·(1 − a)·b.
    let mut solid = vec![0.0f64; cells.len()];
    let mut edges: HashMap<(usize, usize), f64> = HashMap::new();
    let total: f64 = sorted.iter().map(|(_, i)| i.area.max(i.before + i.behind)).sum();
    for ((behind, k), interface) in sorted {
        let (a, b) = (number[behind], number[&(behind | (1 << k))]);
        let area = interface.area.max(interface.before + interface.behind);
        let dark = (interface.dark / area.max(f64::MIN_POSITIVE)).min(1.0);
        let bare = (BARE + (DARK - BARE) * dark) * (area - interface.before - interface.behind);
        let alike = interface.before + interface.behind;
        // Behind solid and before empty, and the opposite.
        let (e10, e01) = (bare + 2.0 * interface.behind, bare + 2.0 * interface.before);
        solid[a] += e10 - alike;
        solid[b] += alike - e10;
        *edges.entry((a, b)).or_default() += (e01 + e10 - 2.0 * alike).max(0.0);
    }
    for (cost, cell) in solid.iter_mut().zip(&cells) {
        *cost -= hinted.get(cell).copied().unwrap_or(0.0);
    }
    let units = 1e12 / total.max(f64::MIN_POSITIVE);
    let whole = |v: f64| (v.abs() * units).round() as u64;
    // Cells on the source's side of the cut are solid.
    let (source, sink) = (cells.len(), cells.len() + 1);
    let mut graph = Graph::new(cells.len() + 2);
    for (i, &cost) in solid.iter().enumerate() {
        let cost = if empty.contains(&cells[i]) { 4.0 * total } else { cost };
        let weight = whole(cost);
        if weight > 0 && cost > 0.0 {
            graph.join(i, sink, weight);
        } else if weight > 0 {
            graph.join(source, i, weight);
        }
    }
    let mut edges: Vec<_> = edges.into_iter().collect();
    edges.sort_by_key(|e| e.0);
    for ((a, b), weight) in edges {
        let weight = whole(weight);
        // (1 − a)·b is paid where `b` is on the source's side and `a` is not.
        if weight > 0 {
            graph.join(b, a, weight);
        }
    }
    cells.into_iter().zip(graph.cut(source, sink)).collect()
}
