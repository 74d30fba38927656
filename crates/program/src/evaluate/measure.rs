//! Volume and area of the part, from the rims of what survives of each face.
//!
//! By the divergence theorem the volume is ⅓ ∮ p·n dA. On a plane p·n is constant and ∫ dA is, by Green, half of
//! ∮ p × dp·n round the rim; on a cylinder with height z and angle θ, ∫ F(θ) dθ dz = −∮ z F(θ) dθ. A stretch of any curve
//! on the face counts with the difference of what lies to its left and to its right: +1 where the face bounds the
//! part outward along its normal, −1 where inward, 0 where it does not. So only stretches of the true rim contribute, and it does
//! not matter what else was cut.

use super::Evaluator;
use super::edges::{Builder, rim};
use super::face::{Carrier, Face, Fate, Patch};
use super::sample::counted;
use super::track::{Run, Track, kinks, meetings};
use resolid_geom::boxtree::{BoxTree, Span};
use resolid_geom::region::Stretch;
use resolid_geom::{Aabb3, Vec3};
use std::f64::consts::FRAC_PI_2;

/// Volume and area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// Cubic millimetres.
    pub volume: f64,
    /// Square millimetres.
    pub area: f64,
    /// Whether both are exact to about 1e-7; else they are estimates.
    pub exact: bool,
}

pub(super) fn measure(part: &Evaluator) -> Measure {
    if part.bounds().is_empty() {
        return Measure { volume: 0.0, area: 0.0, exact: true };
    }
    closed(part).unwrap_or_else(|| Measure {
        volume: counted_volume(part),
        area: part.cells().area_estimate(part),
        exact: false,
    })
}

/// Sums over a face or over the part.
#[derive(Clone, Copy, Default)]
struct Sums {
    /// ⅓ ∫ p·n dA.
    volume: f64,
    area: f64,
    /// ∫ n dA: nothing, over a closed surface.
    normal: Vec3,
    /// ∮ along the rim: nothing, where it closes. On a cylinder only the turn, as a length.
    gap: Vec3,
}

/// Rims that close better than this share of the size are exact but for rounding.
const CLOSED: f64 = 1e-5;
/// Rims that do not close within this are of no use.
const OPEN: f64 = 2e-3;

/// Ends of stretches on one face, at most, since each is compared with those beside it: on the ring that carries a hundred teeth the
/// rims of all of them lie one on the other, and to tell them apart takes minutes where counting takes seconds.
const MOST_ENDS: usize = 20_000;

/// The sums over all faces; `None` where a rim stands wide open, or where there are too many.
fn closed(part: &Evaluator) -> Option<Measure> {
    let faces = part.faces();
    let center = part.bounds().center();
    let size = part.bounds().diagonal();
    let mut total = Sums::default();
    let mut gap = 0.0f64;
    for (index, face) in faces.list.iter().enumerate() {
        let sums = match face.fate {
            Fate::Gone => continue,
            Fate::Bounds(sign) => whole(part, face, sign, center),
            Fate::Mixed => trimmed(part, index, center)?,
        };
        gap = gap.max(sums.gap.length() / size);
        total.volume += sums.volume;
        total.area += sums.area;
        total.normal += sums.normal;
    }
    gap = gap.max(total.normal.length() / (size * size));
    (gap <= OPEN && total.volume >= -OPEN * size.powi(3)).then_some(Measure {
        volume: total.volume.max(0.0),
        area: total.area.max(0.0),
        exact: gap <= CLOSED,
    })
}

/// A face that bounds the part everywhere, in closed form.
fn whole(part: &Evaluator, face: &Face, sign: f64, center: Vec3) -> Sums {
    let slab = &part.solid.slabs[face.slab];
    let height = slab.high - slab.low;
    let flat = |area: f64| {
        let Carrier::Plane { origin, normal } = face.carrier else { return Sums::default() };
        Sums {
            volume: sign * (origin - center).dot(normal) * area / 3.0,
            area,
            normal: normal * (sign * area),
            gap: Vec3::ZERO,
        }
    };
    match face.patch {
        Patch::Bottom | Patch::Top => flat(part.prisms[slab.prism].profiles[slab.profile].area()),
        Patch::Side { stretch: Stretch::Line { start, end }, .. } => flat(start.distance(end) * height),
        Patch::Side { ref stretch, .. } => {
            let mut sums = Sums::default();
            for (z, weight) in [(slab.low, 1.0), (slab.high, -1.0)] {
                let (track, from, to) = rim(slab, stretch, z);
                along_cylinder(&face.carrier, &track, from, to, center, weight * sign, weight, &mut sums);
            }
            sums.gap = Vec3::ZERO;
            sums
        }
    }
}

/// A face of which only a part survives; `None` where it has too many rims.
fn trimmed(part: &Evaluator, index: usize, center: Vec3) -> Option<Sums> {
    let (solid, faces) = (&part.solid, part.faces());
    let builder = Builder::new(solid, faces);
    let face = &faces.list[index];
    let hair = solid.scale.coincident;
    let area = face.bounds.expanded(hair);
    let mut curves = Vec::new();
    outline(part, index, &mut curves);
    for partner in &face.partners {
        outline(part, partner.face, &mut curves);
    }
    // Of many caps in one plane, as the teeth of a wheel, only those nearby can have their rims on this one.
    curves.retain(|c| c.bounds().overlaps(&area));
    let window = Span::from(area);
    faces.tree.visit(
        |s| s.overlaps(&window),
        |g| {
            let other = &faces.list[g];
            if other.slab == face.slab || face.partners.iter().any(|p| p.face == g) {
                return;
            }
            let shared =
                Aabb3 { min: area.min.max(other.bounds.min), max: area.max.min(other.bounds.max) }.expanded(hair);
            for track in meetings(&face.carrier, &other.carrier, hair) {
                if let Some([from, to]) = track.range(&shared) {
                    curves.push(Candidate { track, from, to, within: shared, on: Some(other.carrier) });
                }
            }
        },
    );
    let status = |p: Vec3| {
        if counted(solid, faces, index, p) { faces.outward(solid, index, p).unwrap_or(0.0) } else { 0.0 }
    };
    let boxes: Vec<Aabb3> = curves.iter().map(|c| c.bounds().expanded(2.0 * hair)).collect();
    let tree = BoxTree::new(boxes.iter().map(|b| Span::from(*b)));
    let mut stops: Vec<Vec<f64>> = Vec::with_capacity(curves.len());
    let mut ends = 0;
    for (curve, bounds) in curves.iter().zip(&boxes) {
        let mut found = kinks(&curve.track);
        found.retain(|t| *t > curve.from && *t < curve.to);
        let within = Aabb3 { min: bounds.min.max(area.min), max: bounds.max.min(area.max) };
        let run = Run::new(&curve.track, curve.from, curve.to, within);
        for at in std::iter::once(index).chain(face.partners.iter().map(|p| p.face)) {
            builder.limits(&run, &faces.list[at], &mut found);
        }
        builder.cuts(&run, &within, |h| h == index, &mut found);
        found.extend([curve.from, curve.to]);
        ends += found.len();
        if ends > MOST_ENDS {
            return None;
        }
        stops.push(found);
    }
    // Where two curves run along each other they are cut alike, so that their common stretches can be matched below.
    let near = 1.2 * solid.scale.beside;
    let mut more: Vec<(usize, f64)> = Vec::new();
    for (j, curve) in curves.iter().enumerate() {
        for &t in &stops[j] {
            let point = curve.track.point(t);
            let at = Span::from(Aabb3::of([point]).expanded(near));
            tree.visit(
                |s| s.overlaps(&at),
                |k| {
                    let other = &curves[k];
                    if k == j || !other.may_reach(point, near) {
                        return;
                    }
                    let t = other.track.nearest(point, other.from, other.to);
                    let known = |s: &f64| (s - t).abs() * other.track.speed() <= near;
                    if other.track.point(t).distance(point) <= near && !stops[k].iter().any(known) {
                        more.push((k, t));
                    }
                },
            );
        }
    }
    for (k, t) in more {
        stops[k].push(t);
    }
    let mut pieces: Vec<Piece> = Vec::new();
    for (k, (curve, mut stops)) in curves.iter().zip(stops).enumerate() {
        let track = &curve.track;
        stops.sort_by(f64::total_cmp);
        let step = hair / track.speed();
        let mut begin = curve.from;
        for stop in stops {
            if stop - begin <= step {
                continue;
            }
            let at = begin + (stop - begin) * 0.4837;
            let point = track.point(at);
            if let (true, Some(way)) = (area.contains(point), track.rate(at).try_normalize()) {
                let aside = face.carrier.normal(point).cross(way) * solid.scale.beside;
                let (l, r) = (status(face.carrier.project(point + aside)), status(face.carrier.project(point - aside)));
                if l != r {
                    pieces.push(Piece { curve: k, from: begin, to: stop, left: l, right: r });
                }
            }
            begin = stop;
        }
    }
    // The same stretch may come from several faces, and two curves may run so close that neither is told from the
    // other by what lies beside it: of such stretches one counts.
    let spans: Vec<Aabb3> = pieces
        .iter()
        .map(|p| curves[p.curve].track.bounds(p.from, p.to).unwrap_or(boxes[p.curve]).expanded(near))
        .collect();
    let covers = |b: usize, a: usize| {
        let (long, short) = (&pieces[b], &pieces[a]);
        [0.0, 0.4837, 1.0].into_iter().all(|s| {
            let point = curves[short.curve].track.point(short.from + (short.to - short.from) * s);
            let (curve, track) = (&curves[long.curve], &curves[long.curve].track);
            spans[b].contains(point)
                && curve.may_reach(point, near)
                && track.point(track.nearest(point, long.from, long.to)).distance(point) <= near
        })
    };
    let mut sums = Sums::default();
    for (a, piece) in pieces.iter().enumerate() {
        let dropped = (0..pieces.len())
            .any(|b| b != a && spans[a].overlaps(&spans[b]) && covers(b, a) && (b < a || !covers(a, b)));
        if dropped {
            continue;
        }
        let (weight, bare) = (piece.left - piece.right, piece.left.abs() - piece.right.abs());
        let along = if matches!(face.carrier, Carrier::Plane { .. }) { along_plane } else { along_cylinder };
        along(&face.carrier, &curves[piece.curve].track, piece.from, piece.to, center, weight, bare, &mut sums);
    }
    Some(sums)
}

/// A curve that may be part of the rim of what survives.
struct Candidate {
    track: Track,
    from: f64,
    to: f64,
    /// A box that holds what matters of it.
    within: Aabb3,
    /// The other surface it lies on, where there is one.
    on: Option<Carrier>,
}

impl Candidate {
    /// A box round the curve, or round what matters of it.
    fn bounds(&self) -> Aabb3 {
        self.track.bounds(self.from, self.to).unwrap_or(self.within)
    }

    /// Whether a point may be within `near` of the curve: to ask this is far cheaper than to look for the nearest place on
    /// a curve of the fourth order.
    fn may_reach(&self, point: Vec3, near: f64) -> bool {
        self.on.is_none_or(|carrier| carrier.height(point).abs() <= near)
    }
}

/// A stretch of curve with different things to its left and right: 1, −1 or 0 as the face bounds the part there.
struct Piece {
    curve: usize,
    from: f64,
    to: f64,
    left: f64,
    right: f64,
}

/// The rim of a face, untrimmed.
fn outline(part: &Evaluator, index: usize, curves: &mut Vec<Candidate>) {
    let face = &part.faces().list[index];
    let slab = &part.solid.slabs[face.slab];
    let candidate = |(track, from, to)| Candidate { track, from, to, within: face.bounds, on: None };
    match &face.patch {
        Patch::Bottom | Patch::Top => {
            let z = if matches!(face.patch, Patch::Bottom) { slab.low } else { slab.high };
            curves.extend(slab.region.contours().flat_map(|c| c.stretches()).map(|(s, _)| candidate(rim(slab, s, z))));
        }
        Patch::Side { stretch, .. } => {
            curves.extend([slab.low, slab.high].map(|z| candidate(rim(slab, stretch, z))));
            let ends = match *stretch {
                Stretch::Arc { cos_half: ..=-1.0, .. } => return,
                Stretch::Line { start, end } | Stretch::Arc { start, end, .. } => [start, end],
            };
            let line = |e| Track::Line { at: slab.axes.world(e, 0.0), way: slab.axes.z };
            curves.extend(ends.map(|e| candidate((line(e), slab.low, slab.high))));
        }
    }
}

/// Adds a stretch of rim on a plane: `weight` with the sign of the outward side, `bare` without.
#[allow(clippy::too_many_arguments)]
fn along_plane(
    carrier: &Carrier,
    track: &Track,
    from: f64,
    to: f64,
    center: Vec3,
    weight: f64,
    bare: f64,
    sums: &mut Sums,
) {
    let Carrier::Plane { origin, normal } = *carrier else { return };
    let mut swept = 0.0;
    if let Track::Line { .. } = track {
        swept = 0.5 * (track.point(from) - origin).cross(track.point(to) - origin).dot(normal);
    } else {
        gauss(track, from, to, |t, w| swept += 0.5 * w * (track.point(t) - origin).cross(track.rate(t)).dot(normal));
    }
    sums.volume += weight * swept * (origin - center).dot(normal) / 3.0;
    sums.normal += normal * (weight * swept);
    sums.area += bare * swept;
    sums.gap += (track.point(to) - track.point(from)) * weight;
}

/// The same on a cylinder.
#[allow(clippy::too_many_arguments)]
fn along_cylinder(
    carrier: &Carrier,
    track: &Track,
    from: f64,
    to: f64,
    center: Vec3,
    weight: f64,
    bare: f64,
    sums: &mut Sums,
) {
    let Carrier::Cylinder { origin, axis, radius, .. } = *carrier else { return };
    let height = |t: f64| (track.point(t) - origin).dot(axis);
    let mut turned = 0.0;
    if !matches!(track, Track::Line { .. }) {
        gauss(track, from, to, |t, w| {
            let normal = carrier.normal(track.point(t));
            // −z dθ times the radius, at the weight of this node.
            let turn = w * track.rate(t).dot(axis.cross(normal));
            let strip = -height(t) * turn;
            sums.volume += weight * strip * (radius + (origin - center).dot(normal)) / 3.0;
            sums.normal += normal * (weight * strip);
            sums.area += bare * strip;
            turned += turn;
        });
    }
    // Height needs no closing: what runs along the axis sweeps nothing.
    sums.gap.x += turned * weight;
}

/// Calls `node` with the nodes and weights of 16-point Gauss–Legendre, for each quarter turn at most and in ever
/// shorter intervals where the track bends sharply, as where two cylinders all but touch: the rate, integrated by these
/// nodes, must lead from one end to the other.
fn gauss(track: &Track, from: f64, to: f64, mut node: impl FnMut(f64, f64)) {
    const NODES: [(f64, f64); 8] = [
        (0.095_012_509_837_637_44, 0.189_450_610_455_068_5),
        (0.281_603_550_779_258_9, 0.182_603_415_044_923_6),
        (0.458_016_777_657_227_4, 0.169_156_519_395_002_54),
        (0.617_876_244_402_643_7, 0.149_595_988_816_576_73),
        (0.755_404_408_355_003, 0.124_628_971_255_533_87),
        (0.865_631_202_387_831_7, 0.095_158_511_682_492_78),
        (0.944_575_023_073_232_6, 0.062_253_523_938_647_89),
        (0.989_400_934_991_649_9, 0.027_152_459_411_754_095),
    ];
    let pieces = ((to - from) / FRAC_PI_2).ceil().clamp(1.0, 64.0);
    let width = (to - from) / pieces;
    // Next to a double point of the curve rounding keeps the two from meeting however short the interval.
    const DEEPEST: u32 = 14;
    const MOST: usize = 200;
    let mut halved = 0;
    let mut todo: Vec<(f64, f64, u32)> =
        (0..pieces as usize).rev().map(|k| (from + width * k as f64, from + width * (k + 1) as f64, 0)).collect();
    while let Some((a, b, depth)) = todo.pop() {
        let (middle, half) = ((a + b) * 0.5, (b - a) * 0.5);
        if depth < DEEPEST && halved < MOST && matches!(track, Track::Quartic(_)) {
            let way: Vec3 = NODES
                .iter()
                .map(|(x, w)| (track.rate(middle - half * x) + track.rate(middle + half * x)) * (w * half))
                .sum();
            let straight = track.point(b) - track.point(a);
            if (way - straight).length() > 1e-11 * track.speed() {
                halved += 1;
                todo.extend([(middle, b, depth + 1), (a, middle, depth + 1)]);
                continue;
            }
        }
        for (x, w) in NODES {
            node(middle - half * x, w * half);
            node(middle + half * x, w * half);
        }
    }
}

/// Volume by the share of evenly spread places that lie inside. Distances would tell whole cells at once, but where rims stand open
/// edges are the hardest to be near to: pieces of many cylinders took minutes.
fn counted_volume(part: &Evaluator) -> f64 {
    const PLACES: u32 = 400_000;
    let bounds = part.bounds();
    let size = bounds.size();
    // The most even lattice of space, of the multiples of the powers of the root of x⁴ = x + 1.
    let place = |k: u32| {
        let k = f64::from(k) + 0.5;
        bounds.min
            + size
                * Vec3::new(k * 0.819_172_513_396_164_4, k * 0.671_043_606_703_789_2, k * 0.549_700_477_901_970_3)
                    .fract()
    };
    let inside = (0..PLACES).filter(|&k| part.contains(place(k))).count();
    size.x * size.y * size.z * inside as f64 / f64::from(PLACES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flatten::Prism;
    use crate::program::Mode;
    use resolid_geom::{Edge, Frame, Loop, Profile, Vec2};
    use std::f64::consts::PI;

    fn prism(frame: Frame, outer: Loop, range: [f64; 2], mode: Mode) -> Prism {
        Prism { frame, profiles: vec![Profile::solid(outer)], range, mode, targets: None, step: 0 }
    }

    fn cylinder(axis: Vec3, radius: f64, half: f64, mode: Mode) -> Prism {
        prism(Frame::from_normal(Vec3::ZERO, axis), Loop::circle(Vec2::ZERO, radius), [-half, half], mode)
    }

    #[track_caller]
    fn check(prisms: Vec<Prism>, volume: f64, area: f64) {
        let m = Evaluator::from_prisms(prisms).measure();
        assert!(m.exact, "{m:?}");
        assert!((m.volume - volume).abs() < 1e-9 * volume, "{} for {volume}", m.volume);
        assert!((m.area - area).abs() < 1e-8 * area, "{} for {area}", m.area);
    }

    #[test]
    fn two_equal_pipes_crossing_share_sixteen_thirds() {
        check(
            vec![cylinder(Vec3::Z, 1.0, 3.0, Mode::New), cylinder(Vec3::X, 1.0, 3.0, Mode::Intersect)],
            16.0 / 3.0,
            16.0,
        );
    }

    #[test]
    fn oblique_cut_of_a_cylinder_is_a_wedge_of_known_volume() {
        // The part of the unit cylinder between z = 0 and the plane z = x: 2/3, at the plane's 45°.
        let plane = Frame::from_normal(Vec3::ZERO, Vec3::new(-1.0, 0.0, 1.0));
        let cutter = prism(plane, Loop::rectangle(Vec2::splat(-10.0), Vec2::splat(10.0)), [0.0, 10.0], Mode::Cut);
        let cylinder = prism(Frame::WORLD, Loop::circle(Vec2::ZERO, 1.0), [0.0, 5.0], Mode::New);
        check(vec![cylinder, cutter], 2.0 / 3.0, FRAC_PI_2 + FRAC_PI_2 * 2f64.sqrt() + 2.0);
    }

    #[test]
    fn flush_blocks_count_their_shared_wall_never_and_their_shared_top_once() {
        let block = |x: f64, mode| {
            prism(Frame::WORLD, Loop::rectangle(Vec2::new(x, 0.0), Vec2::new(x + 2.0, 1.0)), [0.0, 1.0], mode)
        };
        check(vec![block(0.0, Mode::New), block(2.0, Mode::Join)], 4.0, 18.0);
        check(vec![block(0.0, Mode::New), block(1.0, Mode::Join)], 3.0, 14.0);
        check(vec![block(0.0, Mode::New), block(0.0, Mode::Join)], 2.0, 10.0);
        // Drilled, and the hole filled again.
        let drill = |mode| prism(Frame::WORLD, Loop::circle(Vec2::new(1.0, 0.5), 0.25), [0.0, 1.0], mode);
        check(vec![block(0.0, Mode::New), drill(Mode::Cut), drill(Mode::Join)], 2.0, 10.0);
        check(vec![block(0.0, Mode::New), drill(Mode::Cut)], 2.0 - PI / 16.0, 10.0 - PI / 8.0 + PI / 2.0);
    }

    /// The rims of all teeth lie on the side of the disc that carries them; summed up, they took minutes.
    #[test]
    fn a_disc_of_many_touching_teeth_is_counted() {
        const TEETH: u32 = 140;
        let pitch = 2.0 * PI / f64::from(TEETH);
        let (foot, tip) = (45.0, 48.0);
        let tooth = |k: u32| {
            let at = |radius: f64, turn: f64| Vec2::from_angle(pitch * (f64::from(k) + turn)) * radius;
            let edge = |start, sweep| Edge { start, sweep };
            Profile::solid(Loop::Path(vec![
                edge(at(foot, 1.0), -pitch),
                edge(at(foot, 0.0), 0.0),
                edge(at(tip, 0.5), 0.0),
            ]))
        };
        let disc = Profile::solid(Loop::circle(Vec2::ZERO, foot));
        let profiles = std::iter::once(disc).chain((0..TEETH).map(tooth)).collect();
        let wheel = Prism { frame: Frame::WORLD, profiles, range: [0.0, 5.0], mode: Mode::New, targets: None, step: 0 };
        let measured = Evaluator::from_prisms(vec![wheel]).measure();
        let area = f64::from(TEETH) * foot * tip * (0.5 * pitch).sin();
        assert!(!measured.exact && (measured.volume / (5.0 * area) - 1.0).abs() < 2e-3, "{measured:?} for {area} × 5");
    }

    #[test]
    fn drilled_tube_matches_a_fine_octree() {
        let prisms =
            vec![cylinder(Vec3::Z, 2.0, 3.0, Mode::New), cylinder(Vec3::new(0.3, 1.0, 0.1), 0.7, 4.0, Mode::Cut)];
        let part = Evaluator::from_prisms(prisms);
        let m = part.measure();
        assert!(m.exact);
        assert!((m.volume - counted_volume(&part)).abs() < 2e-3 * m.volume);
    }
}
