//! Whether a part is one piece, and how thin it gets, without building its boundary.
//!
//! Points are spread over what survives of every face, and from each a ray is sent into the material until it comes
//! out: its length is the wall's thickness there, and its middle a place deep inside. Two such places lie in one piece
//! where the segment between them stays in the part, or where they lie behind one patch of a face, to within the
//! evaluator's tolerance: across a gap that is narrower, or a line of contact, two pieces may be joined. Places in
//! additions that do not reach each other, not even through a third, lie in different pieces. Nearly every part is told
//! by these two; where more places do not see each other, a coarse mesh is made and its pieces are counted. A piece that no
//! ray reaches is not counted.

use super::Evaluator;
use super::chord::Chords;
use super::face::Fate;
use super::sample::Cells;
use super::solid::Solid;
use crate::mesh::{self, Fineness};
use crate::program::Mode;
use resolid_geom::topology::Topology;
use resolid_geom::{Aabb3, Vec3};
use std::collections::{BTreeMap, BTreeSet};

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
    /// Places that a ray found, with the cell of the surface it came from.
    under: Vec<(usize, usize)>,
    /// The place that stands for the piece, through others; itself where it does.
    piece: Vec<usize>,
}

/// Rays a face, and rays over all faces in proportion to area.
const RAYS: [u32; 2] = [3, 24];
/// Rays added over all faces when pieces are left.
const MORE: u32 = 100;
pub(super) fn soundness(part: &Evaluator) -> Soundness {
    let (solid, faces, cells) = (&part.solid, part.faces(), part.cells());
    let mut places = Places { solid, chords: Chords::default(), at: Vec::new(), under: Vec::new(), piece: Vec::new() };
    let mut thinnest = f64::INFINITY;
    let mut bounds = Aabb3::EMPTY;
    // For each slab, a place known to lie behind one of the faces that bound the part from end to end.
    let mut behind: Vec<Option<usize>> = vec![None; solid.slabs.len()];
    for face in cells.faces() {
        let mut depths = Vec::new();
        let tries = RAYS[0] * if cells.is_sure(face) { 1 } else { 8 };
        let whole = matches!(faces.list[face].fate, Fate::Bounds(_));
        for k in 0..tries {
            let Some(((point, normal, _), cell)) = cells.spread(solid, faces, Some(face), k, tries) else { continue };
            bounds.include(point);
            let depth = places.enter(point, normal, cell);
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
            if let Some(((point, normal, _), cell)) = cells.spread(solid, faces, None, k, count) {
                bounds.include(point);
                places.enter(point, normal, cell);
            }
        }
        bounds
    };
    bounds = bounds.union(everywhere(RAYS[1], &mut places));
    places.join_near(0);
    let mut pieces = places.pieces();
    if pieces == 1 {
        return Soundness { pieces, thinnest_wall: thinnest, size: bounds.diagonal() };
    }
    let lumps = lumps(part);
    if pieces != places.lumps(&lumps) || pieces == 0 {
        let known = places.at.len();
        everywhere(MORE, &mut places);
        places.join_behind(cells);
        places.join_near(known);
        pieces = places.pieces();
    }
    if pieces > places.lumps(&lumps) {
        pieces = shells(part).unwrap_or(pieces);
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

    /// Pieces, as far as places are known to be joined: no fewer than the part has, but for those that hold no place.
    fn pieces(&mut self) -> usize {
        (0..self.at.len()).map(|i| self.root(i)).collect::<BTreeSet<_>>().len()
    }

    /// Lumps that hold a place: no more than the part has pieces.
    fn lumps(&self, lumps: &[Option<usize>]) -> usize {
        let lump = |p: &Vec3| {
            let mut additions = self.solid.slabs.iter().zip(lumps).filter_map(|(slab, lump)| Some((slab, (*lump)?)));
            additions.find(|(slab, _)| slab.contains(slab.axes.local(*p))).map(|(_, lump)| lump)
        };
        self.at.iter().filter_map(lump).collect::<BTreeSet<_>>().len()
    }

    fn add(&mut self, at: Vec3) -> usize {
        self.at.push(at);
        self.piece.push(self.at.len() - 1);
        self.at.len() - 1
    }

    /// Adds a place under a point of the surface; how far it is through the material there.
    fn enter(&mut self, point: Vec3, normal: Vec3, cell: usize) -> f64 {
        let depth = self.chords.depth(self.solid, point, -normal);
        if depth > 0.0 {
            // Each at a share of the way that is like no other's: segments between places that lie symmetrically
            // would run through the very edge in which two pieces touch.
            let share = 0.3 + 0.4 * (self.at.len() as f64 * 0.618_033_989).fract();
            let place = self.add(point - normal * (share * depth));
            self.under.push((place, cell));
        }
        depth
    }

    /// Joins the places under one patch of the surface: the material right behind it leads from each to the next.
    fn join_behind(&mut self, cells: &Cells) {
        let patches = cells.patches();
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        for (place, cell) in self.under.clone() {
            if let Some(patch) = patches.get(&cell) {
                let other = *first.entry(*patch).or_insert(place);
                self.join(place, other);
            }
        }
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
}

/// For each slab that adds material the number of its lump: additions whose boxes, each along its own axes, touch are one,
/// through others too. Cuts and intersections join nothing.
fn lumps(part: &Evaluator) -> Vec<Option<usize>> {
    let (slabs, hair) = (&part.solid.slabs, part.solid.scale.coincident);
    let adds = |k: usize| matches!(part.prisms()[slabs[k].prism].mode, Mode::New | Mode::Join);
    let mut lump: Vec<Option<usize>> = (0..slabs.len()).map(|k| adds(k).then_some(k)).collect();
    for i in 0..slabs.len() {
        for j in 0..i {
            if let (Some(here), Some(there)) = (lump[i], lump[j])
                && here != there
                && slabs[i].may_reach(&slabs[j], hair)
            {
                lump.iter_mut().filter(|l| **l == Some(here)).for_each(|l| *l = Some(there));
            }
        }
    }
    lump
}

/// The pieces of the part's mesh: shells that enclose material. `None` where it has no mesh.
fn shells(part: &Evaluator) -> Option<usize> {
    let mesh = mesh::of_prisms(part.prisms(), &Fineness::of_diagonal(part.bounds().diagonal())).ok()?;
    let shells = Topology::new(&mesh).shells();
    let mut volumes = vec![0.0; shells.count];
    for (t, &shell) in shells.shell_of.iter().enumerate() {
        let [a, b, c] = mesh.corners(t);
        volumes[shell as usize] += a.dot(b.cross(c));
    }
    // The others are voids.
    Some(volumes.into_iter().filter(|&v| v > 0.0).count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flatten::Prism;
    use crate::program::Mode;
    use resolid_geom::{Frame, Loop, Profile, Vec2};

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
