//! A third road to a part's volume, for where the other two disagree: straight lines through the part, each cut where it
//! meets a curve of a sketch or the end of an extrusion; between two cuts a point in the middle tells. Nothing is shared
//! with direct evaluation or the kernel but the list of prisms.

use rand::Rng;
use resolid_geom::{Curve, Loop, Vec2, Vec3};
use resolid_program::{Mode, Prism};

/// Volume by `count`² parallel lines in a random direction, on an even lattice with a random shift.
pub fn volume(prisms: &[Prism], count: usize, rng: &mut impl Rng) -> f64 {
    let mut direction =
        || Vec3::new(rng.random_range(-1.0..1.0), rng.random_range(-1.0..1.0), rng.random_range(-1.0..1.0));
    let way = direction().normalize();
    let u = way.cross(direction()).normalize();
    let v = way.cross(u);
    let (mut low, mut high) = (Vec2::INFINITY, Vec2::NEG_INFINITY);
    for prism in prisms.iter().filter(|p| matches!(p.mode, Mode::New | Mode::Join)) {
        for corner in prism
            .profiles
            .iter()
            .map(|p| p.bounds())
            .flat_map(|b| [b.min, b.max, Vec2::new(b.min.x, b.max.y), Vec2::new(b.max.x, b.min.y)])
        {
            for z in prism.range {
                let p = prism.frame.world_from_sketch(corner) + prism.frame.z() * z;
                let flat = Vec2::new(p.dot(u), p.dot(v));
                (low, high) = (low.min(flat), high.max(flat));
            }
        }
    }
    let step = (high - low) / count as f64;
    let shift = Vec2::new(rng.random(), rng.random());
    let mut length = 0.0;
    let mut stops = Vec::new();
    for i in 0..count {
        for j in 0..count {
            let at = low + (Vec2::new(i as f64, j as f64) + shift) * step;
            let origin = u * at.x + v * at.y;
            stops.clear();
            prisms.iter().for_each(|p| meetings(p, origin, way, &mut stops));
            stops.sort_unstable_by(f64::total_cmp);
            for pair in stops.windows(2) {
                if contains(prisms, origin + way * (0.5 * (pair[0] + pair[1]))) {
                    length += pair[1] - pair[0];
                }
            }
        }
    }
    length * step.x * step.y
}

/// Where a line may enter or leave a prism.
fn meetings(prism: &Prism, origin: Vec3, way: Vec3, stops: &mut Vec<f64>) {
    let (frame, from) = (&prism.frame, origin - prism.frame.origin);
    let (z, dz) = (from.dot(frame.z()), way.dot(frame.z()));
    stops.extend(prism.range.map(|end| (end - z) / dz));
    let flat = |v: Vec3| Vec2::new(v.dot(frame.x), v.dot(frame.y));
    let (at, d) = (flat(from), flat(way));
    let mut round = |center: Vec2, radius: f64| {
        let (m, a) = (at - center, d.length_squared());
        let (b, c) = (m.dot(d), m.length_squared() - radius * radius);
        let room = b * b - a * c;
        if room > 0.0 {
            stops.extend([(-b - room.sqrt()) / a, (-b + room.sqrt()) / a]);
        }
    };
    let mut lines = Vec::new();
    for curve in prism.profiles.iter().flat_map(|p| p.loops()).flat_map(|l| l.curves().collect::<Vec<_>>()) {
        match curve {
            Curve::Line { start, end } => lines.push((start, end)),
            Curve::Arc { center, radius, .. } => round(center, radius),
            Curve::Circle(circle) => round(circle.center, circle.radius),
        }
    }
    stops.extend(lines.into_iter().map(|(start, end)| (start - at).perp_dot(end - start) / d.perp_dot(end - start)));
    stops.retain(|t| t.is_finite());
}

/// Membership, played forward step by step.
fn contains(prisms: &[Prism], p: Vec3) -> bool {
    let mut bodies: Vec<Option<bool>> = Vec::new();
    let mut body_of: Vec<Option<usize>> = vec![None; prisms.len()];
    for (i, prism) in prisms.iter().enumerate() {
        let mut targets: Vec<usize> = match &prism.targets {
            None => (0..bodies.len()).collect(),
            Some(list) => list.iter().filter_map(|&t| body_of[t]).collect(),
        };
        targets.retain(|&b| bodies[b].is_some());
        let inside = prism_contains(prism, p);
        match prism.mode {
            Mode::Join if !targets.is_empty() => {
                let any = inside || targets.iter().any(|&b| bodies[b] == Some(true));
                targets.iter().for_each(|&b| bodies[b] = None);
                bodies[targets[0]] = Some(any);
                for body in body_of.iter_mut().flatten().filter(|b| targets.contains(b)) {
                    *body = targets[0];
                }
            }
            Mode::New | Mode::Join => {
                body_of[i] = Some(bodies.len());
                bodies.push(Some(inside));
            }
            Mode::Cut => targets.iter().for_each(|&b| bodies[b] = bodies[b].map(|was| was && !inside)),
            Mode::Intersect => targets.iter().for_each(|&b| bodies[b] = bodies[b].map(|was| was && inside)),
        }
    }
    bodies.contains(&Some(true))
}

fn prism_contains(prism: &Prism, p: Vec3) -> bool {
    let (frame, d) = (&prism.frame, p - prism.frame.origin);
    let z = d.dot(frame.z());
    let flat = Vec2::new(d.dot(frame.x), d.dot(frame.y));
    prism.range[0] < z
        && z < prism.range[1]
        && prism.profiles.iter().any(|profile| profile.loops().filter(|l| encloses(l, flat)).count() == 1)
}

/// By crossings of the chords, turned once more in the segment between an arc and its chord.
fn encloses(contour: &Loop, p: Vec2) -> bool {
    let crosses = |a: Vec2, b: Vec2| (a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x;
    let flips = contour.curves().map(|curve| match curve {
        Curve::Line { start, end } => crosses(start, end),
        Curve::Arc { start, end, center, radius, sweep } => {
            let beyond = (end - start).perp_dot(p - start) * sweep < 0.0;
            crosses(start, end) != (beyond && p.distance_squared(center) < radius * radius)
        }
        Curve::Circle(circle) => p.distance_squared(circle.center) < circle.radius * circle.radius,
    });
    flips.filter(|flip| *flip).count() % 2 == 1
}
