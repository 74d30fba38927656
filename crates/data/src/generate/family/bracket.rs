//! Angle, channel and Z brackets: bent or milled from one profile, or of two plates, with gussets and holes.

use super::super::contour::{Area, CENTER, Corner, at, cornered, disc, polygon, rectangle, squared, tongue};
use super::super::dim::Dim;
use super::super::draft::{Draft, Face, Plane};
use super::super::feature::{dress, drill};
use super::o;
use resolid_program::Mode;

pub(super) fn draw(d: &mut Draft) {
    let big = d.room() >= 14;
    match d.weighted(&[40, 14, 12, if big { 24 } else { 0 }]) {
        0 => angle(d),
        1 => channel(d),
        2 => zed(d),
        _ => foot_and_upright(d),
    }
}

struct Sizes {
    foot: Dim,
    height: Dim,
    width: Dim,
    t: Dim,
}

fn sizes(d: &mut Draft) -> Sizes {
    let foot = d.size(20.0, 200.0);
    let height = d.size(foot * 0.5, foot * 1.5);
    let width = d.size(foot * 0.3, foot * 1.2);
    let least = foot.min(height).min(width);
    let t = d.named_sheet("thickness", (least * 0.04).max(0.8), least * 0.18);
    Sizes { foot: d.named("foot", foot), height: d.named("height", height), width: d.named("width", width), t }
}

/// An L, drawn from the side and extruded across, with round bends where there is room.
fn angle(d: &mut Draft) {
    let Sizes { foot, height, width, t } = sizes(d);
    let bend = if d.wants(0.4, 10, 1) {
        let r = d.size(t.v * 0.5, t.v * 1.5);
        Some(d.named("bend_radius", r))
    } else {
        None
    };
    let (inner, outer) = match bend {
        Some(r) => (Corner::Round(r), Corner::Round(r + t)),
        None => (Corner::Sharp, Corner::Sharp),
    };
    let zero = Dim::ZERO;
    let profile = squared(&[
        (at(zero, zero), outer),
        (at(foot, zero), Corner::Sharp),
        (at(foot, t), Corner::Sharp),
        (at(t, t), inner),
        (at(t, height), Corner::Sharp),
        (at(zero, height), Corner::Sharp),
    ]);
    d.body("angle", Plane::front(o(0.0, width / 2.0, 0.0)), vec![Area::of(profile)], width, Mode::New);
    let clear = bend.map_or(Dim::ZERO, |r| r + t);
    let faces = legs(foot, height, width, t, clear);
    gussets(d, &faces, t, foot, height, width, bend);
    finish(d, &faces);
}

/// The free faces of the foot (from above) and the upright (from behind).
fn legs(foot: Dim, height: Dim, width: Dim, t: Dim, bend: Dim) -> [Face; 2] {
    // What is left beside the bend.
    let start = if bend.v > t.v { bend } else { t };
    let top = Plane::up(o((foot + start) / 2.0, 0.0, t));
    let back = Plane::left(o(0.0, 0.0, (height + start) / 2.0));
    let face = |plane, half| Face { plane, half, round: false, corner: 0.0, depth: t, clear: true, of: None };
    [face(top, [(foot - start) / 2.0, width / 2.0]), face(back, [width / 2.0, (height - start) / 2.0])]
}

/// A triangle in the corner, in the middle or on both sides.
fn gussets(d: &mut Draft, faces: &[Face; 2], t: Dim, foot: Dim, height: Dim, width: Dim, bend: Option<Dim>) {
    if bend.is_some() || !d.wants(0.35, 5, 1) {
        return;
    }
    let most = foot.v.min(height.v) - t.v;
    if most < 3.0 * t.v {
        return;
    }
    let leg = d.size(0.3 * most, 0.8 * most);
    let leg = d.named("gusset", leg);
    let both = d.fits(10, 2) && d.chance(0.4);
    let triangle = polygon(&[at(t, t), at(t + leg, t), at(t, t + leg)]);
    let places = if both { vec![width / 2.0, t - width / 2.0] } else { vec![t / 2.0] };
    for y in places {
        let plane = Plane::front(o(0.0, y, 0.0));
        d.body("gusset", plane, vec![Area::of(triangle.clone())], t, Mode::Join);
        let on_foot = at(t + leg / 2.0 - faces[0].plane.origin[0], y - t / 2.0);
        d.take(&faces[0].plane, on_foot, [leg.v / 2.0 + 0.5, t.v / 2.0 + 0.5], [-t.v, leg.v]);
        let on_back = at(-(y - t / 2.0), t + leg / 2.0 - faces[1].plane.origin[2]);
        d.take(&faces[1].plane, on_back, [t.v / 2.0 + 0.5, leg.v / 2.0 + 0.5], [-t.v - leg.v, 0.0]);
    }
}

fn finish(d: &mut Draft, faces: &[Face]) {
    for face in faces {
        if d.chance(0.6) {
            drill(d, face, "hole");
        }
    }
    dress(d, faces);
}

/// A U: a web and two legs.
fn channel(d: &mut Draft) {
    let Sizes { foot, height, width, t } = sizes(d);
    let x = foot / 2.0;
    let bend = if d.wants(0.35, 14, 1) { Some(t) } else { None };
    let (inner, outer) = match bend {
        Some(r) => (Corner::Round(r / 2.0), Corner::Round(r * 1.5)),
        None => (Corner::Sharp, Corner::Sharp),
    };
    let zero = Dim::ZERO;
    let profile = squared(&[
        (at(-x, zero), outer),
        (at(x, zero), outer),
        (at(x, height), Corner::Sharp),
        (at(x - t, height), Corner::Sharp),
        (at(x - t, t), inner),
        (at(-x + t, t), inner),
        (at(-x + t, height), Corner::Sharp),
        (at(-x, height), Corner::Sharp),
    ]);
    d.body("channel", Plane::front(o(0.0, width / 2.0, 0.0)), vec![Area::of(profile)], width, Mode::New);
    let start = if bend.is_some() { t * 1.5 } else { t };
    let face = |plane, half, depth| Face { plane, half, round: false, corner: 0.0, depth, clear: false, of: None };
    let web = face(Plane::down(o(0.0, 0.0, 0.0)), [x - start, width / 2.0], t);
    let leg = |plane| face(plane, [width / 2.0, (height - start) / 2.0], t);
    let right = leg(Plane::right(o(x, 0.0, (height + start) / 2.0)));
    // A bolt or an axle goes through both legs.
    let both = Face { depth: foot, ..right };
    let left = leg(Plane::left(o(-x, 0.0, (height + start) / 2.0)));
    if d.chance(0.5) {
        drill(d, &both, "axle");
    }
    finish(d, &[web, right, left]);
}

/// A Z: two legs that point away from each other.
fn zed(d: &mut Draft) {
    let Sizes { foot, height, width, t } = sizes(d);
    let top = if d.chance(0.6) { foot } else { d.named_size("top", foot.v * 0.5, foot.v * 1.2) };
    let zero = Dim::ZERO;
    let profile = polygon(&[
        at(zero, zero),
        at(foot, zero),
        at(foot, t),
        at(t, t),
        at(t, height),
        at(t - top, height),
        at(t - top, height - t),
        at(zero, height - t),
    ]);
    d.body("zed", Plane::front(o(0.0, width / 2.0, 0.0)), vec![Area::of(profile)], width, Mode::New);
    let face = |plane, half| Face { plane, half, round: false, corner: 0.0, depth: t, clear: true, of: None };
    let low = face(Plane::up(o((foot + t) / 2.0, 0.0, t)), [(foot - t) / 2.0, width / 2.0]);
    // What sticks out over the web, from t − top to 0.
    let high = face(Plane::up(o((t - top) / 2.0, 0.0, height)), [(top - t) / 2.0, width / 2.0]);
    finish(d, &[low, high]);
}

/// A foot plate and an upright with a round head and a bore: a pillow, or a plain plate on a plate.
fn foot_and_upright(d: &mut Draft) {
    let Sizes { foot, height, width, t } = sizes(d);
    let rounded = d.fits(24, 2) && d.chance(0.5);
    let mut corner = 0.0;
    let outline = if rounded {
        let r = d.size(width.v.min(foot.v) * 0.06, width.v.min(foot.v) * 0.2);
        let r = d.named("corner", r);
        corner = r.v;
        // The upright stands on a straight edge.
        let (x, y) = (foot, width / 2.0);
        squared(&[
            (at(0.0, -y), Corner::Sharp),
            (at(x, -y), Corner::Round(r)),
            (at(x, y), Corner::Round(r)),
            (at(0.0, y), Corner::Sharp),
        ])
    } else {
        rectangle(at(foot / 2.0, 0.0), foot, width)
    };
    let base = d.body("foot", Plane::up(o(0.0, 0.0, 0.0)), vec![Area::of(outline)], t, Mode::New);
    let [mut low, mut up] = legs(foot, height + t, width, t, Dim::ZERO);
    low.of = Some(base);
    low.corner = corner;
    let plane = Plane::left(o(t, 0.0, t));
    let head = d.fits(6, 1) && height.v > width.v && d.chance(0.6);
    let mut shoulder = 0.0;
    let upright = if head {
        tongue(at(0.0, height - width / 2.0), 0.0, width)
    } else if d.fits(8, 1) && d.chance(0.3) {
        let r = d.size(width.v * 0.08, width.v * 0.3);
        let r = d.named("shoulder", r);
        shoulder = r.v;
        let y = width / 2.0;
        squared(&[
            (at(-y, 0.0), Corner::Sharp),
            (at(y, 0.0), Corner::Sharp),
            (at(y, height), Corner::Round(r)),
            (at(-y, height), Corner::Round(r)),
        ])
    } else {
        cornered(at(0.0, height / 2.0), width, height, Corner::Sharp)
    };
    let wall = d.body("upright", plane, vec![Area::of(upright)], t, Mode::Join);
    up.of = Some(wall);
    if head {
        // The bore takes the head; screws go below, if anywhere.
        let c = Plane::left(o(0.0, 0.0, t + height - width / 2.0));
        let bore = d.size(width.v * 0.25, width.v * 0.65);
        let eye = Face {
            plane: c,
            half: [width / 2.0, width / 2.0],
            round: true,
            corner: 0.0,
            depth: t,
            clear: true,
            of: Some(wall),
        };
        let bore = d.named("bore", bore);
        if d.fits(5, 1) && d.chance(0.5) {
            // A boss round the bore.
            let rim = d.size(bore.v + 2.0, width.v);
            let rim = d.named("boss_diameter", rim);
            let rise = d.named_size("boss_height", t.v * 0.5, t.v * 2.0);
            d.body("boss", c, vec![Area::of(disc(CENTER, rim)).less(disc(CENTER, bore))], rise, Mode::Join);
        }
        if d.fits(2, 0) && d.chance(0.6) {
            d.pierce(wall, &c, &disc(CENTER, bore));
        } else if d.fits(3, 1) {
            d.cut_through("bore", &Face { clear: false, ..eye }, vec![Area::of(disc(CENTER, bore))]);
        }
        let free = (height - width) / 2.0;
        up = Face {
            plane: Plane::left(o(0.0, 0.0, t + free)),
            half: [width / 2.0, if free.v > 0.0 { free } else { Dim::ZERO }],
            ..up
        };
    } else {
        up.plane = Plane::left(o(0.0, 0.0, t + height / 2.0));
        up.half = [width / 2.0, height / 2.0];
        up.corner = shoulder;
    }
    let free = if head { height - width } else { height };
    gussets(d, &[low, up], t, foot, free, width, None);
    finish(d, &[low, up]);
}
