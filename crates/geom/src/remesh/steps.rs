//! The steps of a round: split, collapse, flip, even out.

use super::net::{Hold, Net};
use super::original::Original;
use crate::Vec3;

/// A triangle may not turn further than this from where it lay: cos 45°.
const TURN: f64 = 0.7;

/// Passes of splitting and flipping in one round.
const SPLITS: usize = 24;

/// Splits edges longer than `longest`, longest first, until there are none.
pub(super) fn split(net: &mut Net, original: &Original, longest: f64) {
    for _ in 0..SPLITS {
        let mut long: Vec<(f64, u32, u32)> =
            net.edges().into_iter().map(|(a, b)| (net.length(a, b), a, b)).filter(|e| e.0 > longest).collect();
        if long.is_empty() {
            return;
        }
        long.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
        for (_, a, b) in long {
            let middle = (net.places[a as usize] + net.places[b as usize]) * 0.5;
            let place = match net.line(a, b) {
                Some(line) => original.on_line(middle, line),
                None => match net.across(a, b) {
                    (Some(t), _) | (None, Some(t)) => original.on_patch(middle, net.patch[t as usize]),
                    (None, None) => continue,
                },
            };
            net.split(a, b, place);
        }
        // The triangles of a drawing are long and thin, and halves of thin ones are thinner.
        even_angles(net);
    }
}

/// Flips edges whose opposite angles add up to more than half a turn, where the surface is flat.
fn even_angles(net: &mut Net) {
    for (a, b) in net.edges() {
        let Some((front, back, c, d)) = flippable(net, a, b) else { continue };
        let angle = |at: u32| {
            let (p, q) =
                (net.places[a as usize] - net.places[at as usize], net.places[b as usize] - net.places[at as usize]);
            p.cross(q).length().atan2(p.dot(q))
        };
        if angle(c) + angle(d) > std::f64::consts::PI + 1e-6 && stays_flat(net, [c, d, b], [d, c, a], front, back, 0.99)
        {
            net.flip(a, b, front, back);
        }
    }
}

/// The triangles of an edge and the corners across it, where it may be flipped at all.
fn flippable(net: &Net, a: u32, b: u32) -> Option<(u32, u32, u32, u32)> {
    if net.line(a, b).is_some() {
        return None;
    }
    let (Some(front), Some(back)) = net.across(a, b) else { return None };
    let (c, d) = (net.third(front, a, b), net.third(back, a, b));
    // Three at a vertex would become two.
    let enough = net.around[a as usize].len() > 3 && net.around[b as usize].len() > 3;
    (c != d && enough && !net.are_joined(c, d)).then_some((front, back, c, d))
}

/// Whether two triangles that replace two others face as those did.
fn stays_flat(net: &Net, first: [u32; 3], second: [u32; 3], front: u32, back: u32, least: f64) -> bool {
    let before = net.area_normal(net.triangles[front as usize]) + net.area_normal(net.triangles[back as usize]);
    let mean = before.normalize_or_zero();
    [first, second].into_iter().all(|t| {
        let normal = net.area_normal(t);
        let area = normal.length();
        area > 1e-3 * before.length() && normal.dot(mean) > least * area
    })
}

/// Collapses edges shorter than four fifths of `length`, shortest first, where that leaves no edge longer than `longest` or
/// one that strays.
pub(super) fn collapse(net: &mut Net, original: &Original, length: f64, longest: f64, stray: f64) {
    let shortest = 0.8 * length;
    let mut short: Vec<(f64, u32, u32)> =
        net.edges().into_iter().map(|(a, b)| (net.length(a, b), a, b)).filter(|e| e.0 < shortest).collect();
    short.sort_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
    for (was, a, b) in short {
        // Both ends may have moved since, or be no more.
        if net.around[a as usize].is_empty() || net.around[b as usize].is_empty() || !net.are_joined(a, b) {
            continue;
        }
        if net.length(a, b) > shortest.max(was) {
            continue;
        }
        // The lower vertex is tried first, then the other, so that a line may keep either.
        for (kept, gone) in [(a, b), (b, a)] {
            if let Some(place) = collapsed(net, original, kept, gone, longest, stray) {
                net.collapse(kept, gone, place);
                break;
            }
        }
    }
}

/// Where `kept` goes when `gone` is drawn into it; nothing where that must not be.
fn collapsed(net: &Net, original: &Original, kept: u32, gone: u32, longest: f64, stray: f64) -> Option<Vec3> {
    let line = net.line(kept, gone);
    let middle = (net.places[kept as usize] + net.places[gone as usize]) * 0.5;
    let place = match (net.holds[kept as usize], net.holds[gone as usize], line) {
        (Hold::Line(_), Hold::Line(_), Some(line)) => original.on_line(middle, line),
        (Hold::Patch(_), Hold::Patch(patch), None) => original.on_patch(middle, patch),
        // What is held less goes; what is held more stays.
        (Hold::Corner, Hold::Line(_), Some(_)) | (Hold::Corner | Hold::Line(_), Hold::Patch(_), None) => {
            net.places[kept as usize]
        }
        _ => return None,
    };
    // The surface stays one where the only vertices joined with both are the corners across the edge.
    let (front, back) = net.across(kept, gone);
    let across: Vec<u32> = [front, back].into_iter().flatten().map(|t| net.third(t, kept, gone)).collect();
    let (own, theirs) = (net.neighbours(kept), net.neighbours(gone));
    let common = own.iter().filter(|v| theirs.binary_search(v).is_ok()).count();
    if common != across.len() || across.iter().any(|&v| net.around[v as usize].len() <= 3) {
        return None;
    }
    // A line of three edges all round would become two that coincide.
    if line.is_some() && across.iter().any(|&v| net.line(kept, v).is_some() && net.line(gone, v).is_some()) {
        return None;
    }
    for (v, others) in [(gone, kept), (kept, gone)] {
        let moves = v == gone || place != net.places[kept as usize];
        for &t in net.around[v as usize].iter().filter(|_| moves) {
            let corners = net.triangles[t as usize];
            if corners.contains(&others) {
                continue;
            }
            let [p, q, r] = corners.map(|w| if w == v { place } else { net.places[w as usize] });
            let (normal, before) = ((q - p).cross(r - p), net.area_normal(corners));
            let (size, old) = (normal.length(), before.length());
            // A needle has no direction to keep, but must not stay one.
            let widest = [p.distance(q), q.distance(r), r.distance(p)].into_iter().fold(0.0, f64::max);
            if size < 0.05 * widest * widest && size < old || (old > 1e-12 && normal.dot(before) < TURN * size * old) {
                return None;
            }
        }
        for w in net.neighbours(v).into_iter().filter(|&w| moves && w != others) {
            let to = net.places[w as usize];
            if place.distance(to) > longest {
                return None;
            }
            let half = (place + to) * 0.5;
            let on = match net.line(v, w) {
                Some(line) => original.on_line(half, line),
                None => match net.across(v, w) {
                    (Some(t), _) | (None, Some(t)) => original.on_patch(half, net.patch[t as usize]),
                    (None, None) => half,
                },
            };
            if half.distance(on) > stray {
                return None;
            }
        }
    }
    Some(place)
}

/// Flips edges where that brings the vertices nearer to six edges each, four at a line.
pub(super) fn flip(net: &mut Net, original: &Original, stray: f64) {
    for (a, b) in net.edges() {
        let Some((front, back, c, d)) = flippable(net, a, b) else { continue };
        let off = |v: u32, change: i64| {
            let wanted = match net.holds[v as usize] {
                Hold::Patch(_) => 6,
                // Two patches share a line's vertices, and each sees half a disc; what a corner wants depends on its faces.
                Hold::Line(_) => 6,
                Hold::Corner => return 0,
            };
            (net.around[v as usize].len() as i64 + change - wanted).pow(2)
        };
        let before = off(a, 0) + off(b, 0) + off(c, 0) + off(d, 0);
        let after = off(a, -1) + off(b, -1) + off(c, 1) + off(d, 1);
        if after >= before || !stays_flat(net, [c, d, b], [d, c, a], front, back, TURN) {
            continue;
        }
        let half = (net.places[c as usize] + net.places[d as usize]) * 0.5;
        let strays = |p: Vec3| original.on_patch(p, net.patch[front as usize]).distance(p);
        let now = strays((net.places[a as usize] + net.places[b as usize]) * 0.5);
        if worst_angle(net, [c, d, b], [d, c, a]) > 0.25 && strays(half) <= stray.max(now) {
            net.flip(a, b, front, back);
        }
    }
}

/// The smallest angle of two triangles, radians.
fn worst_angle(net: &Net, first: [u32; 3], second: [u32; 3]) -> f64 {
    let angle = |t: [u32; 3], k: usize| {
        let [p, q, r] = [t[k], t[(k + 1) % 3], t[(k + 2) % 3]].map(|v| net.places[v as usize]);
        (q - p).cross(r - p).length().atan2((q - p).dot(r - p))
    };
    [first, second]
        .into_iter()
        .flat_map(|t| (0..3).map(move |k| (t, k)))
        .map(|(t, k)| angle(t, k))
        .fold(f64::INFINITY, f64::min)
}

/// Moves every vertex towards the middle of what is about it, along what it is held by.
pub(super) fn relax(net: &mut Net, original: &Original) {
    for v in 0..net.places.len() as u32 {
        let about = &net.around[v as usize];
        if about.is_empty() {
            continue;
        }
        let here = net.places[v as usize];
        let there = match net.holds[v as usize] {
            Hold::Corner => continue,
            Hold::Line(line) => {
                let ends: Vec<u32> = net.neighbours(v).into_iter().filter(|&w| net.line(v, w) == Some(line)).collect();
                let &[a, b] = ends.as_slice() else { continue };
                original.on_line(here * 0.5 + (net.places[a as usize] + net.places[b as usize]) * 0.25, line)
            }
            Hold::Patch(patch) => {
                let (mut sum, mut weight, mut normal) = (Vec3::ZERO, 0.0, Vec3::ZERO);
                for &t in about {
                    let corners = net.triangles[t as usize];
                    let vector = net.area_normal(corners);
                    let area = vector.length();
                    sum += corners.iter().map(|&w| net.places[w as usize]).sum::<Vec3>() * (area / 3.0);
                    weight += area;
                    normal += vector;
                }
                if weight <= 0.0 {
                    continue;
                }
                let normal = normal.normalize_or_zero();
                let step = sum / weight - here;
                original.on_patch(here + (step - normal * step.dot(normal)), patch)
            }
        };
        // A move that turns a triangle over is not made.
        let sound = about.iter().all(|&t| {
            let corners = net.triangles[t as usize];
            let before = net.area_normal(corners);
            let [p, q, r] = corners.map(|w| if w == v { there } else { net.places[w as usize] });
            let after = (q - p).cross(r - p);
            after.dot(before) > TURN * after.length() * before.length() || before.length() <= 1e-12
        });
        if sound {
            net.places[v as usize] = there;
        }
    }
}
