//! What is worked into a face: holes, counterbores, pockets, slots, bosses, channels.

use super::contour::{Area, CENTER, Contour, Corner, Point, at, cornered, disc, rectangle, regular, slot};
use super::dim::Dim;
use super::draft::{Draft, Face};
use super::pattern::{Wanted, place};
use resolid_program::Mode;

/// Works features into the faces until the asked-for length is reached or nothing more fits.
pub(super) fn dress(d: &mut Draft, faces: &[Face]) {
    for _ in 0..24 {
        if d.room() < 2 || faces.is_empty() {
            return;
        }
        // The first face is the main one.
        let face = if d.chance(0.6) { faces[0] } else { d.among(faces) };
        feature(d, &face);
    }
}

/// One feature, of a kind that suits the face.
fn feature(d: &mut Draft, face: &Face) {
    let least = least(face);
    if least < 2.0 || face.depth.v < 0.4 {
        return;
    }
    let thin = face.depth.v < 0.3 * least;
    match d.weighted(&[42, if thin { 4 } else { 16 }, 14, 8, if face.clear { 8 } else { 0 }, 10]) {
        0 => drill(d, face, "hole"),
        1 => pocket(d, face),
        2 => slots(d, face),
        3 => boss(d, face),
        4 => channel(d, face),
        _ => window(d, face),
    };
}

/// The rectangle's shorter half side.
fn least(face: &Face) -> f64 {
    if face.round { face.half[0].v } else { face.half[0].v.min(face.half[1].v) }
}

/// Circles on a plane as areas.
fn discs(places: &[Point], diameter: Dim) -> Vec<Area> {
    places.iter().map(|&p| Area::of(disc(p, diameter))).collect()
}

/// Takes contours right through the face: as inner loops of what it belongs to, or as a cut; the first where `inner`.
fn through(d: &mut Draft, face: &Face, name: &str, contours: Vec<Contour>, inner: bool) {
    if let (true, Some(step)) = (inner, face.of) {
        for contour in &contours {
            d.pierce(step, &face.plane, contour);
        }
    } else {
        d.cut_through(name, face, contours.into_iter().map(Area::of).collect());
    }
}

/// Whether `count` contours should be inner loops of the step the face belongs to. A plate's holes mostly are.
fn drawn_inside(d: &mut Draft, face: &Face, count: usize, curves: usize) -> bool {
    let Some(step) = face.of else { return false };
    let possible = d.loops_left(step) >= count && d.fits(count * (1 + curves), 0);
    let apart = d.fits(count * (2 + curves), count);
    possible && (!apart || d.chance(0.75))
}

/// How many contours of so many curves still fit, whichever way they are drawn.
fn affordable(d: &Draft, face: &Face, curves: usize) -> usize {
    let inside = face.of.map_or(0, |step| d.loops_left(step).min(d.room() / (1 + curves)));
    inside.max(d.rows_left().min(d.room() / (2 + curves)))
}

/// Screw holes: plain, counterbored or blind. Whether any were drilled.
pub(super) fn drill(d: &mut Draft, face: &Face, name: &str) -> bool {
    drill_to(d, face, name, true)
}

/// Screw holes all the way through, where there is something behind the face that a blind hole should not end near.
pub(super) fn drill_through(d: &mut Draft, face: &Face, name: &str) -> bool {
    drill_to(d, face, name, false)
}

fn drill_to(d: &mut Draft, face: &Face, name: &str, may_end: bool) -> bool {
    let least = least(face);
    let Some(screw) = d.screw((least * 0.07).clamp(2.0, 8.0), (least * 0.6).max(2.0)) else { return false };
    let wall = (screw.hole * 0.5).clamp(1.0, 8.0);
    let counterbored = face.depth.v >= screw.seat * 1.6 && d.fits(6, 2) && d.chance(0.22);
    let blind = may_end && !counterbored && face.depth.v > 2.5 * screw.hole && d.fits(3, 1) && d.chance(0.35);
    let most = if counterbored {
        (d.room() / 6).min(d.rows_left() / 2)
    } else if blind {
        (d.room() / 3).min(d.rows_left())
    } else {
        affordable(d, face, 1)
    };
    if most == 0 {
        return false;
    }
    let radius = if counterbored { screw.head } else { screw.hole } * 0.5 + wall;
    let depth = if blind { d.size(screw.hole * 1.5, face.depth.v - screw.hole) } else { face.depth.v };
    let wanted = Wanted { name, half: [radius, radius], most, heights: [-depth - wall * 0.5, 0.0] };
    let Some(places) = place(d, face, wanted) else { return false };
    let diameter = d.named(&format!("{name}_diameter"), screw.hole);
    let plural = if places.len() == 1 { name.to_owned() } else { format!("{name}s") };
    if blind {
        let depth = d.named(&format!("{name}_depth"), depth);
        d.cut(&plural, face.plane, discs(&places, diameter), depth);
        return true;
    }
    let inner = !counterbored && drawn_inside(d, face, places.len(), 1)
        || counterbored && face.of.is_some_and(|s| d.loops_left(s) >= places.len()) && d.chance(0.5);
    through(d, face, &plural, places.iter().map(|&p| disc(p, diameter)).collect(), inner);
    if counterbored {
        let head = d.named("counterbore_diameter", screw.head);
        let seat = d.named("counterbore_depth", screw.seat);
        d.cut("counterbores", face.plane, discs(&places, head), seat);
    }
    true
}

/// One or two pockets that leave a floor.
pub(super) fn pocket(d: &mut Draft, face: &Face) -> bool {
    let most = if d.chance(0.25) { 2 } else { 1 };
    let depth = d.size(face.depth.v * 0.25, face.depth.v * 0.7);
    let Some((contours, _)) = openings(d, face, "pocket", most, [-depth - 0.15 * face.depth.v, 0.0], 1) else {
        return false;
    };
    let depth = d.named("pocket_depth", depth);
    d.cut("pocket", face.plane, contours.into_iter().map(Area::of).collect(), depth);
    true
}

/// One or two openings right through.
pub(super) fn window(d: &mut Draft, face: &Face) -> bool {
    let most = if d.chance(0.3) { 2 } else { 1 };
    let Some((contours, curves)) = openings(d, face, "window", most, [-face.depth.v, 0.0], 0) else { return false };
    let inner = drawn_inside(d, face, contours.len(), curves);
    through(d, face, "window", contours, inner);
    true
}

/// Rectangles, rounded rectangles, circles or slots, as large as the face has room for; with the curves of each.
fn openings(
    d: &mut Draft,
    face: &Face,
    name: &str,
    most: usize,
    heights: [f64; 2],
    extra: usize,
) -> Option<(Vec<Contour>, usize)> {
    let room = d.room();
    // Curves of a rectangle, a rounded one, a circle, a slot.
    let curves = [4, 8, 1, 4];
    let weights = [30, 34, 20, 12].map(|w: u32| w);
    let weights: Vec<u32> = (0..4).map(|k| if curves[k] + 1 + extra <= room { weights[k] } else { 0 }).collect();
    if weights.iter().sum::<u32>() == 0 {
        return None;
    }
    let kind = d.weighted(&weights);
    let rows_needed = if extra == 0 && face.of.is_some_and(|s| d.loops_left(s) > 0) { 0 } else { 1 };
    if d.rows_left() < rows_needed {
        return None;
    }
    let most = most.min(affordable(d, face, curves[kind])).max(usize::from(room >= curves[kind] + 1 + extra));
    let most = if extra == 1 { most.min(d.rows_left()).min(room / (curves[kind] + 2)) } else { most };
    if most == 0 {
        return None;
    }
    let (hx, hy) = (face.half[0].v, face.half[1].v);
    let wall = (0.08 * hx.min(hy)).max(1.5);
    let share = if most == 1 { 1.0 } else { 0.45 };
    let long = usize::from(hy > hx);
    let mut half = [hx, hy];
    if face.round {
        half = [hx * 0.7, hx * 0.7];
    }
    half[long] *= share;
    let full = [2.0 * half[0] - 2.0 * wall, 2.0 * half[1] - 2.0 * wall];
    if full[0] < 4.0 || full[1] < 4.0 {
        return None;
    }
    let (w, h) = (d.size(full[0] * 0.35, full[0]), d.size(full[1] * 0.35, full[1]));
    let (w, h) = if kind == 2 { (w.min(h), w.min(h)) } else { (w, h) };
    let across = w.min(h);
    let wanted = Wanted { name, half: [w / 2.0 + wall, h / 2.0 + wall], most, heights };
    let places = place(d, face, wanted)?;
    let contour: Box<dyn Fn(Point) -> Contour> = match kind {
        2 => {
            let diameter = d.named(&format!("{name}_diameter"), w);
            Box::new(move |p| disc(p, diameter))
        }
        3 if (w - h).abs() > 0.2 * across => {
            let [length, width] =
                [d.named(&format!("{name}_length"), w.max(h)), d.named(&format!("{name}_width"), across)];
            Box::new(move |p| {
                let along_x = slot(CENTER, length - width, width);
                if w > h { along_x.moved(p) } else { along_x.quarter().moved(p) }
            })
        }
        _ => {
            let [width, height] = [d.named(&format!("{name}_width"), w), d.named(&format!("{name}_height"), h)];
            if kind == 1 {
                let radius = d.size((across * 0.06).max(0.5), across * 0.3);
                let radius = d.named(&format!("{name}_radius"), radius);
                Box::new(move |p| cornered(p, width, height, Corner::Round(radius)))
            } else {
                Box::new(move |p| rectangle(p, width, height))
            }
        }
    };
    Some((places.iter().map(|&p| contour(p)).collect(), curves[kind]))
}

/// Long holes for adjustment.
pub(super) fn slots(d: &mut Draft, face: &Face) -> bool {
    let least = least(face);
    let most = affordable(d, face, 4).min(4);
    if face.round {
        return false;
    }
    let Some(screw) = d.screw((least * 0.07).clamp(2.0, 8.0), least * 0.5) else { return false };
    if most == 0 {
        return false;
    }
    let across = usize::from(face.half[1].v > face.half[0].v);
    // Slots lie along the long side, or across it.
    let along = if d.chance(0.6) { across } else { 1 - across };
    let longest = 1.3 * face.half[along].v - screw.hole;
    if longest < screw.hole {
        return false;
    }
    let spacing = d.size(screw.hole * 0.8, longest.min(screw.hole * 6.0));
    let wall = screw.hole * 0.5 + 1.0;
    let mut half = [screw.hole / 2.0 + wall; 2];
    half[along] += spacing / 2.0;
    let wanted = Wanted { name: "slot", half, most, heights: [-face.depth.v, 0.0] };
    let Some(places) = place(d, face, wanted) else { return false };
    let (spacing, width) = (d.named("slot_travel", spacing), d.named("slot_width", screw.hole));
    let contours: Vec<Contour> = places
        .iter()
        .map(|&p| {
            let c = slot(CENTER, spacing, width);
            if along == 0 { c.moved(p) } else { c.quarter().moved(p) }
        })
        .collect();
    let inner = drawn_inside(d, face, contours.len(), 4);
    let name = if contours.len() == 1 { "slot" } else { "slots" };
    through(d, face, name, contours, inner);
    true
}

/// Bosses: round or square, most with a hole.
pub(super) fn boss(d: &mut Draft, face: &Face) -> bool {
    let least = least(face);
    let most = (d.room() / 3).min(d.rows_left()).min(4);
    if most == 0 || least < 4.0 {
        return false;
    }
    let most = if d.chance(0.55) { 1 } else { most };
    let diameter = if most == 1 { d.size(least * 0.3, least * 1.1) } else { d.size(least * 0.2, least * 0.5) };
    let height = d.size((least * 0.1).max(1.0), least * 0.7);
    let wall = (0.1 * diameter).max(1.0);
    let bore = d.screw(diameter * 0.25, diameter * 0.65).map(|s| s.hole);
    let wanted =
        Wanted { name: "boss", half: [diameter / 2.0 + wall; 2], most, heights: [-face.depth.v, height + 0.1] };
    let Some(places) = place(d, face, wanted) else { return false };
    let n = places.len();
    let diameter = d.named("boss_diameter", diameter);
    let height = d.named("boss_height", height);
    let kind = d.weighted(&[70, if d.fits(6 * n, n) { 12 } else { 0 }, if d.fits(8 * n, n) { 8 } else { 0 }]);
    let outline = |p: Point| match kind {
        1 => rectangle(p, diameter, diameter),
        2 => regular(p, 6, diameter),
        _ => disc(p, diameter),
    };
    let name = if n == 1 { "boss" } else { "bosses" };
    let Some(bore) = bore.filter(|_| d.chance(0.75)) else {
        d.body(name, face.plane, places.iter().map(|&p| Area::of(outline(p))).collect(), height, Mode::Join);
        return true;
    };
    let outer_cost = outline(CENTER).curve_count();
    let blind = d.chance(0.4);
    let bore = d.named("boss_hole", bore);
    if blind && d.fits(n * (2 + outer_cost + 2), n) {
        // The hole ends at the face: drawn with the boss.
        let areas = places.iter().map(|&p| Area::of(outline(p)).less(disc(p, bore))).collect();
        d.body(name, face.plane, areas, height, Mode::Join);
        return true;
    }
    d.body(name, face.plane, places.iter().map(|&p| Area::of(outline(p))).collect(), height, Mode::Join);
    if d.fits(3 * n, n) {
        let top = Face { plane: face.plane.lifted(height), depth: height + face.depth, of: None, ..*face };
        d.cut_through("boss holes", &top, discs(&places, bore));
    }
    true
}

/// A channel across the face from edge to edge, in the middle or at one side.
pub(super) fn channel(d: &mut Draft, face: &Face) -> bool {
    if !d.fits(6, 1) || face.round || least(face) < 3.0 {
        return false;
    }
    let axis = d.count(0, 1);
    let half = [face.half[0].v, face.half[1].v];
    let width = d.size(half[1 - axis] * 0.2, half[1 - axis] * 0.9);
    let depth = d.size(face.depth.v * 0.15, face.depth.v * 0.5);
    let mut room = half;
    room[1 - axis] = width / 2.0 + 1.0;
    let heights = [-depth - 0.1 * face.depth.v, 0.0];
    if !d.is_free(&face.plane, CENTER, room, heights) {
        return false;
    }
    d.take(&face.plane, CENTER, room, heights);
    let (width, depth) = (d.named("channel_width", width), d.named("channel_depth", depth));
    let contour = if axis == 0 {
        rectangle(CENTER, face.half[0] * 2.0, width)
    } else {
        rectangle(CENTER, width, face.half[1] * 2.0)
    };
    d.cut("channel", face.plane, vec![Area::of(contour)], depth);
    true
}

/// A keyway in a bore about the face's middle, for a shaft of this diameter: one rectangle right through.
pub(super) fn keyway(d: &mut Draft, face: &Face, bore: Dim) -> bool {
    let Some(key) = super::sizes::key_for(bore.v) else { return false };
    if !d.fits(6, 1) {
        return false;
    }
    let width = d.named("key_width", key.width);
    let top = d.named("key_depth", key.in_hub);
    // From the bore's middle up to the groove's floor: inside the bore there is nothing to cut.
    let area = Area::of(super::contour::block(at(-(width / 2.0), 0.0), at(width / 2.0, bore / 2.0 + top)));
    d.cut_through("keyway", face, vec![area]);
    true
}
