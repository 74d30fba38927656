//! Whether a part is one piece, and how thin it gets, without building its boundary.
//!
//! Points are spread over what survives of every face, and from each a ray is sent into the material until it comes
//! out: its length is the wall's thickness there, and its middle a place deep inside. Two such places lie in one piece
//! where the segment between them stays in the part, to within the evaluator's tolerance: across a gap that is
//! narrower, or a line of contact, two pieces may be joined. A piece that is all bends may be taken for two, which is
//! why more places are tried before that is believed; one that no ray reaches is not counted.

use super::Evaluator;
use super::chord::Chords;
use super::face::Fate;
use super::solid::Solid;
use resolid_geom::region::Stretch;
use resolid_geom::{Aabb3, Vec2, Vec3};
use std::collections::{BTreeMap, BTreeSet};
use std::f64::consts::PI;

/// What a part is in one glance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Soundness {
    /// Pieces of material; pieces that touch in an edge or a point only are apart, those that share a face are one.
    /// None where the part is empty.
    pub pieces: usize,
    /// Millimetres: of every face the median length of rays sent square to it through the material, and of those the
    /// least. Infinite where the part is empty.
    pub thinnest_wall: f64,
    /// The diagonal of the part's surface points, millimetres: what `thinnest_wall` is to be judged by.
    pub size: f64,
}

impl Soundness {
    /// Whether the part is one piece with no wall thinner than `share` of its size.
    pub fn is_sound(&self, share: f64) -> bool {
        self.pieces == 1 && self.thinnest_wall >= share * self.size
    }
}

/// Places in the material, and which of them are known to lie in one piece.
struct Places<'a> {
    solid: &'a Solid,
    chords: Chords,
    at: Vec<Vec3>,
    /// The place that stands for the piece, through others; itself where it does.
    piece: Vec<usize>,
    /// Slabs that add material, gathered into groups that do not reach one another.
    groups: Vec<(usize, usize)>,
}

/// Rays a face, and rays over all faces in proportion to area.
const RAYS: [u32; 2] = [3, 24];
/// Rays added over all faces when pieces are left.
const MORE: u32 = 100;
/// Segments tried between two pieces before they are believed to be apart, and between all pieces together.
const TRIES: [usize; 2] = [150, 6000];

pub(super) fn soundness(part: &Evaluator) -> Soundness {
    let (solid, faces, cells) = (&part.solid, part.faces(), part.cells());
    let mut places =
        Places { solid, chords: Chords::default(), at: Vec::new(), piece: Vec::new(), groups: groups(solid) };
    let mut thinnest = f64::INFINITY;
    let mut bounds = Aabb3::EMPTY;
    // For each slab, a place known to lie behind one of the faces that bound the part from end to end.
    let mut behind: Vec<Option<usize>> = vec![None; solid.slabs.len()];
    for face in cells.faces() {
        let mut depths = Vec::new();
        let tries = RAYS[0] * if cells.is_sure(face) { 1 } else { 8 };
        let whole = matches!(faces.list[face].fate, Fate::Bounds(_));
        for k in 0..tries {
            let Some((point, normal, _)) = cells.spread(solid, faces, Some(face), k, tries) else { continue };
            bounds.include(point);
            let depth = places.enter(point, normal);
            // Two such faces of one slab share an edge that is the part's from end to end, as all of them share one with a cap.
            if whole && depth > 0.0 {
                let slab = faces.list[face].slab;
                let here = places.at.len() - 1;
                match behind[slab] {
                    None if faces.capped(face) => behind[slab] = Some(here),
                    None => {}
                    Some(other) => places.join(here, other),
                }
            }
            depths.push(depth);
            if depths.len() as u32 == RAYS[0] {
                break;
            }
        }
        depths.sort_unstable_by(f64::total_cmp);
        if let Some(median) = depths.get(depths.len() / 2) {
            thinnest = thinnest.min(*median);
        }
    }
    let everywhere = |count: u32, places: &mut Places| {
        let mut bounds = Aabb3::EMPTY;
        for k in 0..count {
            if let Some((point, normal, _)) = cells.spread(solid, faces, None, k, count) {
                bounds.include(point);
                places.enter(point, normal);
            }
        }
        bounds
    };
    bounds = bounds.union(everywhere(RAYS[1], &mut places));
    places.join_near(0);
    let mut pieces = places.pieces_of(places.at.len());
    if pieces != 1 {
        let known = places.at.len();
        everywhere(MORE, &mut places);
        places.join_near(known);
        pieces = places.pieces_of(places.at.len());
    }
    if pieces > 1 {
        let rays = places.at.len();
        places.line_borders();
        places.join_near(rays);
        places.join_far();
        // The places along borders lead from ray to ray; what holds none is a corner that no other place sees.
        pieces = places.pieces_of(rays);
    }
    Soundness { pieces, thinnest_wall: thinnest, size: bounds.diagonal() }
}

impl Places<'_> {
    fn root(&mut self, mut i: usize) -> usize {
        while self.piece[i] != i {
            self.piece[i] = self.piece[self.piece[i]];
            i = self.piece[i];
        }
        i
    }

    fn join(&mut self, i: usize, j: usize) {
        let (a, b) = (self.root(i), self.root(j));
        self.piece[a.max(b)] = a.min(b);
    }

    /// The pieces that hold one of the first `count` places.
    fn pieces_of(&mut self, count: usize) -> usize {
        (0..count).map(|i| self.root(i)).collect::<BTreeSet<_>>().len()
    }

    fn add(&mut self, at: Vec3) -> usize {
        self.at.push(at);
        self.piece.push(self.at.len() - 1);
        self.at.len() - 1
    }

    /// Adds a place under a point of the surface; how far it is through the material there.
    fn enter(&mut self, point: Vec3, normal: Vec3) -> f64 {
        let depth = self.chords.depth(self.solid, point, -normal);
        if depth > 0.0 {
            // Each at a share of the way that is like no other's: segments between places that lie symmetrically
            // would run through the very edge in which two pieces touch.
            let share = 0.3 + 0.4 * (self.at.len() as f64 * 0.618_033_989).fract();
            self.add(point - normal * (share * depth));
        }
        depth
    }

    /// Joins two places where one sees the other; whether they are in one piece now.
    fn look(&mut self, i: usize, j: usize) -> bool {
        self.root(i) == self.root(j) || {
            let sees = self.chords.holds(self.solid, self.at[i], self.at[j]);
            if sees {
                self.join(i, j);
            }
            sees
        }
    }

    /// Joins the places from `known` on with the nearest that they see: a few decide most cases.
    fn join_near(&mut self, known: usize) {
        let mut order: Vec<(f64, usize)> = Vec::new();
        for i in known..self.at.len() {
            let at = self.at[i];
            order.clear();
            let here = self.root(i);
            for j in 0..i {
                if self.root(j) != here {
                    order.push((self.at[j].distance_squared(at), j));
                }
            }
            let few = order.len().min(6);
            if few > 0 && order.len() > few {
                order.select_nth_unstable_by(few - 1, |a, b| a.0.total_cmp(&b.0));
            }
            order.truncate(few);
            order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
            for &(_, j) in &order {
                self.look(i, j);
            }
        }
    }

    /// Adds places along the borders of all slabs, on either side of every face, and joins those that follow one
    /// another: where the part winds, they lead round the bends.
    fn line_borders(&mut self) {
        let solid = self.solid;
        let step = 100.0 * solid.scale.beside;
        for slab in &solid.slabs {
            let levels = [slab.low - step, slab.low + step, slab.high - step, slab.high + step];
            for contour in slab.region.contours() {
                // Rings on the left and on the right of the loop; each place by its number, if the part holds it.
                let mut rings: Vec<Vec<Option<usize>>> = Vec::new();
                for side in [step, -step] {
                    let ring = beside(contour.stretches(), side);
                    for z in levels {
                        let numbers: Vec<Option<usize>> = ring
                            .iter()
                            .map(|xy| {
                                let p = slab.axes.world(*xy, z);
                                solid.contains(p).then(|| self.add(p))
                            })
                            .collect();
                        for (k, number) in numbers.iter().enumerate() {
                            if let (Some(i), Some(j)) = (*number, numbers[(k + 1) % numbers.len()]) {
                                self.look(i, j);
                            }
                        }
                        rings.push(numbers);
                    }
                }
                // Up and down along the walls, and through them.
                let pairs = [(0, 1), (1, 2), (2, 3), (4, 5), (5, 6), (6, 7), (0, 4), (1, 5), (2, 6), (3, 7)];
                for (a, b) in pairs {
                    for (&i, &j) in rings[a].iter().zip(&rings[b]) {
                        if let (Some(i), Some(j)) = (i, j) {
                            self.look(i, j);
                        }
                    }
                }
            }
        }
    }

    /// Joins what is still apart, two pieces at a time: from every place of the smaller to the nearest of the other.
    fn join_far(&mut self) {
        let mut budget = TRIES[1];
        let mut apart: Vec<(usize, usize)> = Vec::new();
        loop {
            let roots: Vec<usize> = (0..self.at.len()).map(|i| self.root(i)).collect();
            let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (i, &r) in roots.iter().enumerate() {
                members.entry(r).or_default().push(i);
            }
            let pairs: Vec<(usize, usize)> = members
                .keys()
                .flat_map(|&a| members.keys().take_while(move |&&b| b < a).map(move |&b| (b, a)))
                .filter(|pair| !apart.contains(pair))
                .collect();
            let mut merged = false;
            for (a, b) in pairs {
                if budget == 0 {
                    return;
                }
                apart.push((a, b));
                if self.group(a) != self.group(b) {
                    continue;
                }
                let (few, many) = if members[&a].len() <= members[&b].len() { (a, b) } else { (b, a) };
                let mut tries: Vec<(f64, usize, usize)> = members[&few]
                    .iter()
                    .filter_map(|&i| {
                        let near = members[&many]
                            .iter()
                            .map(|&j| (self.at[i].distance_squared(self.at[j]), j))
                            .min_by(|x, y| x.0.total_cmp(&y.0))?;
                        Some((near.0, i, near.1))
                    })
                    .collect();
                tries.sort_unstable_by(|x, y| x.0.total_cmp(&y.0));
                tries.truncate(TRIES[0].min(budget));
                budget -= tries.len();
                if tries.into_iter().any(|(_, i, j)| self.look(i, j)) {
                    merged = true;
                    break;
                }
            }
            if !merged {
                return;
            }
            // A piece that has grown may see what its parts did not; others keep their verdicts.
            let changed: Vec<usize> = members.keys().copied().filter(|&r| self.root(r) != r).collect();
            let grown: Vec<usize> = changed.iter().map(|&r| self.root(r)).collect();
            apart.retain(|(a, b)| ![a, b].into_iter().any(|r| changed.contains(r) || grown.contains(r)));
        }
    }

    /// The group of slabs that a place belongs to.
    fn group(&self, place: usize) -> Option<usize> {
        let p = self.at[place];
        self.groups.iter().find(|(slab, _)| self.solid.slabs[*slab].holds(p)).map(|g| g.1)
    }
}

/// Points at a distance `side` to the left of a loop, in order: near both ends of every curve, round arcs, and
/// off the corners.
fn beside(stretches: &[(Stretch, u32)], side: f64) -> Vec<Vec2> {
    let mut ring = Vec::new();
    let (mut first, mut last): (Option<(Vec2, Vec2)>, Option<Vec2>) = (None, None);
    let step = 2.0 * side.abs();
    for (stretch, _) in stretches {
        let turned = match *stretch {
            Stretch::Line { start, end } => {
                let way = (end - start).normalize();
                let left = way.perp() * side;
                if let Some(before) = last {
                    ring.push(start + before + left);
                }
                first.get_or_insert((start, left));
                let step = step.min(0.4 * start.distance(end));
                ring.extend([start + way * step + left, end - way * step + left]);
                left
            }
            Stretch::Arc { center, radius, middle, cos_half, start, .. } => {
                let half = stretch_half(middle, cos_half, start - center);
                // Whether the loop runs counter-clockwise round the centre.
                let turn = if cos_half <= -1.0 { 1.0 } else { (start - center).perp_dot(middle).signum() };
                let pieces = (2.0 * half / 0.4).ceil().max(1.0);
                let away = -turn * side;
                // Outside the circle the places stand so far off that the chords between them stay outside too.
                let reach = if away > 0.0 { (radius + away) / (half / pieces).cos() } else { radius + away };
                let at = |angle: f64| Vec2::from_angle(turn * angle).rotate(middle);
                if let Some(before) = last {
                    ring.push(start + before + at(-half) * away);
                }
                first.get_or_insert((start, at(-half) * away));
                let end = (1.0 - step / (radius * half)).max(0.2);
                let count = pieces as usize;
                if reach > 0.0 {
                    ring.extend((0..=count).map(|k| {
                        let t = 2.0 * k as f64 / pieces - 1.0;
                        center + at(half * t.clamp(-end, end)) * reach
                    }));
                }
                at(half) * away
            }
        };
        last = Some(turned);
    }
    if let (Some((start, left)), Some(before)) = (first, last) {
        ring.push(start + before + left);
    }
    ring
}

fn stretch_half(middle: Vec2, cos_half: f64, d: Vec2) -> f64 {
    if cos_half <= -1.0 { PI } else { middle.perp_dot(d).abs().atan2(middle.dot(d)) }
}

/// Slabs that add material with the number of their group: slabs of two groups do not reach one another, not
/// through others either.
fn groups(solid: &Solid) -> Vec<(usize, usize)> {
    let mut groups: Vec<(usize, usize)> = solid.adding().map(|slab| (slab, slab)).collect();
    for i in 0..groups.len() {
        for j in 0..i {
            let (a, b) = (groups[i].1, groups[j].1);
            if a != b && solid.slabs[groups[i].0].may_reach(&solid.slabs[groups[j].0], solid.scale.beside) {
                groups.iter_mut().filter(|g| g.1 == a).for_each(|g| g.1 = b);
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flatten::Prism;
    use crate::program::Mode;
    use resolid_geom::{Frame, Loop, Profile};

    fn block(mode: Mode, min: [f64; 3], max: [f64; 3]) -> Prism {
        let outer = Loop::rectangle(Vec2::new(min[0], min[1]), Vec2::new(max[0], max[1]));
        let profiles = vec![Profile::solid(outer)];
        Prism { frame: Frame::WORLD, profiles, range: [min[2], max[2]], mode, targets: None, step: 0 }
    }

    fn of(prisms: Vec<Prism>) -> Soundness {
        Evaluator::from_prisms(prisms).soundness()
    }

    #[test]
    fn pieces_are_counted() {
        let cube = || block(Mode::New, [0.0; 3], [10.0; 3]);
        assert_eq!(of(vec![cube()]).pieces, 1);
        assert_eq!(of(vec![cube(), block(Mode::Join, [10.0, 0.0, 0.0], [20.0, 10.0, 10.0])]).pieces, 1, "a face");
        assert_eq!(of(vec![cube(), block(Mode::Join, [10.0, 10.0, 0.0], [20.0, 20.0, 10.0])]).pieces, 2, "an edge");
        assert_eq!(of(vec![cube(), block(Mode::Join, [10.0; 3], [20.0; 3])]).pieces, 2, "a corner");
        assert_eq!(of(vec![cube(), block(Mode::Join, [12.0, 0.0, 0.0], [20.0, 10.0, 10.0])]).pieces, 2, "a gap");
        assert_eq!(of(vec![cube(), block(Mode::Cut, [-1.0, 4.0, -1.0], [11.0, 6.0, 11.0])]).pieces, 2, "sawn");
        assert_eq!(of(vec![cube(), block(Mode::Cut, [-1.0, 4.0, -1.0], [11.0, 6.0, 9.9])]).pieces, 1, "nearly sawn");
        assert_eq!(of(vec![cube(), block(Mode::Cut, [1.0; 3], [9.0; 3])]).pieces, 1, "a box round a void");
        let kernel = || [block(Mode::Cut, [1.0; 3], [9.0; 3]), block(Mode::Join, [4.0; 3], [6.0; 3])];
        assert_eq!(of([cube()].into_iter().chain(kernel()).collect()).pieces, 2, "a kernel in the void");
        assert_eq!(of(vec![cube(), block(Mode::Cut, [0.0; 3], [10.0; 3])]).pieces, 0, "nothing");
    }

    #[test]
    fn a_long_maze_is_one_piece() {
        // A block cut from both sides in turn: a strip that doubles back nine times.
        let mut prisms = vec![block(Mode::New, [0.0; 3], [100.0, 50.0, 3.0])];
        for i in 0..9 {
            let x = 10.0 * f64::from(i + 1);
            let (from, to) = if i % 2 == 0 { (-1.0, 48.0) } else { (2.0, 51.0) };
            prisms.push(block(Mode::Cut, [x, from, -1.0], [x + 1.0, to, 4.0]));
        }
        assert_eq!(of(prisms).pieces, 1);
    }

    #[test]
    fn the_thinnest_wall_is_found_and_wedges_are_not_walls() {
        let cup = of(vec![
            block(Mode::New, [0.0; 3], [40.0, 30.0, 20.0]),
            block(Mode::Cut, [2.0, 2.0, 0.01], [38.0, 28.0, 20.0]),
        ]);
        assert!((cup.thinnest_wall - 0.01).abs() < 1e-6, "{cup:?}");
        assert!(!cup.is_sound(1e-3) && cup.is_sound(1e-4), "{cup:?}");
        let prism = Loop::Path(
            [(0.0, 0.0), (40.0, 0.0), (0.0, 10.0)]
                .map(|(x, y)| resolid_geom::Edge { start: Vec2::new(x, y), sweep: 0.0 })
                .to_vec(),
        );
        let wedge = Prism { profiles: vec![Profile::solid(prism)], ..block(Mode::New, [0.0; 3], [1.0, 1.0, 15.0]) };
        assert!(of(vec![wedge]).thinnest_wall > 2.0);
    }
}
