//! Whether a part is one piece, and how thin it gets, without building its boundary.
//!
//! Points are spread over what survives of every face, and from each a ray is sent into the material until it comes
//! out: its length is the wall's thickness there, and its middle a place deep inside. Two such places lie in one piece
//! where the segment between them stays in the part, which is decided exactly. So pieces are never joined wrongly;
//! a piece that is all bends may be taken for two, which is why more places are tried before that is believed.

use super::Evaluator;
use super::chord::Chords;
use resolid_geom::Vec3;

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

/// A place in the material.
#[derive(Clone, Copy)]
struct Place {
    at: Vec3,
    /// The place that stands for the piece, through others; itself where it does.
    piece: usize,
}

/// Rays a face, and rays over all faces in proportion to area.
const RAYS: [u32; 2] = [3, 24];
/// Segments tried between any two pieces before they are believed to be apart.
const TRIES: usize = 1500;
/// Rays added over all faces when pieces are left.
const MORE: u32 = 160;

pub(super) fn soundness(part: &Evaluator) -> Soundness {
    let (solid, faces, cells) = (&part.solid, part.faces(), part.cells());
    let mut chords = Chords::default();
    let mut places: Vec<Place> = Vec::new();
    let mut thinnest = f64::INFINITY;
    let mut bounds = resolid_geom::Aabb3::EMPTY;
    let mut enter = |point: Vec3, normal: Vec3, places: &mut Vec<Place>, chords: &mut Chords| {
        bounds.include(point);
        let depth = chords.depth(solid, point, -normal);
        if depth > 0.0 {
            // Each at a share of the way that is like no other's: segments between places that lie symmetrically
            // would run through the very edge in which two pieces touch.
            let share = 0.3 + 0.4 * (places.len() as f64 * 0.618_033_989).fract();
            places.push(Place { at: point - normal * (share * depth), piece: places.len() });
        }
        depth
    };
    for face in cells.faces() {
        let mut depths = Vec::new();
        let tries = RAYS[0] * if cells.is_sure(face) { 1 } else { 8 };
        for k in 0..tries {
            if let Some((point, normal, _)) = cells.spread(solid, faces, Some(face), k, tries) {
                depths.push(enter(point, normal, &mut places, &mut chords));
                if depths.len() as u32 == RAYS[0] {
                    break;
                }
            }
        }
        depths.sort_unstable_by(f64::total_cmp);
        if let Some(median) = depths.get(depths.len() / 2) {
            thinnest = thinnest.min(*median);
        }
    }
    let mut everywhere = |count: u32, places: &mut Vec<Place>, chords: &mut Chords| {
        for k in 0..count {
            if let Some((point, normal, _)) = cells.spread(solid, faces, None, k, count) {
                enter(point, normal, places, chords);
            }
        }
    };
    everywhere(RAYS[1], &mut places, &mut chords);
    let mut known = 0;
    let mut pieces = gather(part, &mut places, &mut known, &mut chords);
    if pieces > 1 || places.is_empty() {
        everywhere(MORE, &mut places, &mut chords);
        pieces = gather(part, &mut places, &mut known, &mut chords);
    }
    Soundness { pieces, thinnest_wall: thinnest, size: bounds.diagonal() }
}

fn root(places: &mut [Place], mut i: usize) -> usize {
    while places[i].piece != i {
        places[i].piece = places[places[i].piece].piece;
        i = places[i].piece;
    }
    i
}

/// Joins places that see one another, those before `known` having been joined before; the pieces left.
fn gather(part: &Evaluator, places: &mut [Place], known: &mut usize, chords: &mut Chords) -> usize {
    let solid = &part.solid;
    let mut order: Vec<(f64, usize)> = Vec::new();
    for i in *known..places.len() {
        order.clear();
        order.extend((0..i).map(|j| (places[j].at.distance_squared(places[i].at), j)));
        // A few of the nearest decide most cases.
        let few = order.len().min(6);
        if few > 0 && order.len() > few {
            order.select_nth_unstable_by(few - 1, |a, b| a.0.total_cmp(&b.0));
        }
        order.truncate(few);
        order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        for &(_, j) in &order {
            let (a, b) = (root(places, i), root(places, j));
            if a != b && chords.holds(solid, places[i].at, places[j].at) {
                places[a.max(b)].piece = a.min(b);
            }
        }
    }
    *known = places.len();
    // What is still apart is tried pair by pair, nearest first, each two pieces for themselves.
    loop {
        let pieces: Vec<usize> = (0..places.len()).map(|i| root(places, i)).collect();
        let mut roots = pieces.clone();
        roots.sort_unstable();
        roots.dedup();
        if roots.len() <= 1 {
            return roots.len();
        }
        let mut merged = false;
        'pieces: for (k, &a) in roots.iter().enumerate() {
            for &b in &roots[..k] {
                let of = |r: usize| (0..pieces.len()).filter(|&i| pieces[i] == r).collect::<Vec<_>>();
                let (left, right) = (of(a), of(b));
                let mut pairs: Vec<(f64, usize, usize)> = left
                    .iter()
                    .flat_map(|&i| right.iter().map(move |&j| (i, j)))
                    .map(|(i, j)| (places[i].at.distance_squared(places[j].at), i, j))
                    .collect();
                pairs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
                if let Some(&(_, i, j)) =
                    pairs.iter().take(TRIES).find(|(_, i, j)| chords.holds(solid, places[*i].at, places[*j].at))
                {
                    let (i, j) = (root(places, i), root(places, j));
                    places[i.max(j)].piece = i.min(j);
                    merged = true;
                    break 'pieces;
                }
            }
        }
        if !merged {
            return roots.len();
        }
    }
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
