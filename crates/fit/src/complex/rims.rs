//! Where faces end: points whose neighbours on the same face leave a wide gap, and what that says of walls nobody saw.

use super::light::GRAZING;
use super::walls::Mark;
use resolid_geom::cloud::Prepared;
use resolid_geom::{Frame, Vec2};
use std::f64::consts::TAU;

/// A point with no neighbours on its face over a wider angle stands at the face's rim.
const WIDEST_GAP: f64 = 2.3;
/// How thick a part is taken to be behind a face of which only the front was seen, and no side could have been, in diagonals. Boxes
/// of the sizes of real parts that show one face alone are half of it deep in the median, and a fifth at the lower quarter; a plate taken for a
/// block is as wrong as a block for a plate.
const UNSEEN_DEPTH: f64 = 0.25;
/// The same where a side would have been seen, in the usual distance between points: it is lower than one of them can tell.
const UNTOLD_DEPTH: f64 = 1.0;
/// The share of a rim at which a side would have been seen.
const TELLING: f64 = 0.05;

/// The rim points among those that lie `on` a face across `frame`'s z, each with its place in the frame and the way out of the face.
pub fn rims(
    ready: &Prepared,
    owners: &[Option<(usize, bool)>],
    frame: &Frame,
    on: impl Fn(usize) -> bool,
) -> Vec<(usize, Mark)> {
    let points = &ready.cloud.points;
    let mut rims = Vec::new();
    for i in (0..points.len()).filter(|&i| on(i)) {
        let own = ready.locals.neighbours[i].iter().map(|&j| j as usize).filter(|&j| j != i && owners[j] == owners[i]);
        let at = frame.local_from_world(points[i]).truncate();
        let mut around: Vec<f64> =
            own.map(|j| (frame.local_from_world(points[j]).truncate() - at).to_angle()).collect();
        if around.len() < 6 {
            continue;
        }
        around.sort_by(f64::total_cmp);
        let last = (around[around.len() - 1], around[0] + TAU);
        let gaps = around.windows(2).map(|w| (w[0], w[1])).chain([last]);
        let (from, to) = gaps.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0))).unwrap_or((0.0, 0.0));
        if to - from > WIDEST_GAP {
            rims.push((i, Mark { at, normal: Vec2::from_angle(0.5 * (from + to)) }));
        }
    }
    rims
}

/// How deep the part is taken to be behind a face across `frame`'s z of which only the front was seen, whose rim is given.
///
/// Sides that face a sensor would have been seen if there were anything to them.
pub fn unseen_depth(ready: &Prepared, rim: &[(usize, Mark)], frame: &Frame) -> f64 {
    let cloud = &ready.cloud;
    let told = |r: &&(usize, Mark)| {
        let outward = frame.world_from_local_direction(r.1.normal.extend(0.0));
        let way = cloud.sensor_of(r.0).map(|s| (s - cloud.points[r.0]).normalize_or_zero());
        way.is_some_and(|w| w.dot(outward) > 1.5 * GRAZING)
    };
    let telling = rim.iter().filter(told).count() as f64;
    if telling > TELLING * rim.len() as f64 {
        UNTOLD_DEPTH * ready.apart()
    } else {
        UNSEEN_DEPTH * cloud.bounds().diagonal()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::{Cloud, Silent, Vec3, cloud};

    /// A face of 20 × 10 seen from `sensor`, and how deep the part is taken to be behind it.
    fn depth(sensor: Vec3) -> (Prepared, f64) {
        let points: Vec<Vec3> = (0..3200)
            .map(|i| Vec3::new((i % 80) as f64 * 0.25, (i / 80) as f64 * 0.25, 1e-3 * (i % 7) as f64))
            .collect();
        let cloud = Cloud {
            normals: Some(vec![Vec3::Z; points.len()]),
            views: Some(vec![0; points.len()]),
            sensors: vec![sensor],
            points,
        };
        let ready = cloud::prepare(&cloud, &Silent).unwrap();
        let owners = vec![Some((0, true)); ready.cloud.len()];
        let rim = rims(&ready, &owners, &Frame::WORLD, |_| true);
        assert!(rim.len() > 100 && rim.len() < 600, "{}", rim.len());
        let depth = unseen_depth(&ready, &rim, &Frame::WORLD);
        (ready, depth)
    }

    #[test]
    fn a_side_that_would_have_been_seen_is_low_and_others_are_guessed() {
        let (ready, straight) = depth(Vec3::new(10.0, 5.0, 60.0));
        assert!((straight / (UNSEEN_DEPTH * ready.cloud.bounds().diagonal()) - 1.0).abs() < 1e-9, "{straight}");
        let (ready, slanting) = depth(Vec3::new(60.0, 5.0, 30.0));
        assert!(slanting < 2.0 * ready.apart(), "{slanting}");
    }
}
