//! Shafts: sections one after the other, with keyways, flats, grooves, bores and cross holes.

use super::super::contour::{Area, CENTER, disc, flatted, rectangle, regular, slot, two_flats};
use super::super::dim::Dim;
use super::super::draft::{Draft, Face, Plane};
use super::super::sizes::key_for;
use super::o;
use resolid_program::Mode;

/// A section as it stands: from where to where along the axis, and how thick.
#[derive(Clone, Copy)]
struct Section {
    from: Dim,
    to: Dim,
    diameter: Dim,
}

pub(super) fn draw(d: &mut Draft) {
    let base = d.size(5.0, 60.0);
    let possible = (d.room() / 3).min(d.rows_left()).max(1);
    let wanted = d.weighted(&[22, 26, 22, 16, 8, 6]) + 1;
    let count = wanted.min(possible);
    let diameters = profile_of(d, base, count);
    let mut sections: Vec<Section> = Vec::new();
    let mut z = Dim::ZERO;
    let odd_end = d.weighted(&[74, if d.room() >= 4 + 3 * (count - 1) { 14 } else { 0 }, 6, 6]);
    for (k, &diameter) in diameters.iter().enumerate() {
        let short = k > 0 && k + 1 < count && d.chance(0.4);
        let length = if count == 1 {
            d.size(diameter * 1.5, diameter * 8.0)
        } else if short {
            d.size((diameter * 0.15).max(1.0), diameter * 0.5)
        } else {
            d.size(diameter * 0.5, diameter * 2.5)
        };
        let name = if count == 1 { "length".to_owned() } else { format!("length_{}", k + 1) };
        let length = d.named(&name, length);
        let last = k + 1 == count;
        let plane = Plane::up(o(0.0, 0.0, z));
        let mode = if k == 0 { Mode::New } else { Mode::Join };
        let special = last && (count > 1 || odd_end == 1) && odd_end > 0;
        let (area, diameter) = match odd_end {
            1 if special => {
                let flat = diameter * 0.5 * d.among(&[0.6, 0.7, 0.8, 0.5]);
                (Area::of(flatted([0.0, 0.0], diameter, flat)), Dim::from(diameter))
            }
            2 if special && d.fits(6, 1) => {
                let across = d.named("square", diameter * 0.7);
                (Area::of(rectangle(CENTER, across, across)), Dim::from(diameter * 0.7))
            }
            3 if special && d.fits(8, 1) => {
                let across = d.named("across_flats", diameter);
                (Area::of(regular(CENTER, 6, across)), Dim::from(diameter))
            }
            2 if special && d.fits(6, 1) => (Area::of(two_flats(diameter, diameter * 0.75)), Dim::from(diameter)),
            _ => {
                let diameter =
                    d.named(&if count == 1 { "diameter".into() } else { format!("diameter_{}", k + 1) }, diameter);
                (Area::of(disc(CENTER, diameter)), diameter)
            }
        };
        let plain = !special;
        let name = if count == 1 { "shaft".to_owned() } else { format!("section {}", k + 1) };
        d.body(&name, plane, vec![area], length, mode);
        if plain {
            sections.push(Section { from: z, to: z + length, diameter });
        }
        z = z + length;
    }
    details(d, &sections, z);
}

/// Diameters that rise to a shoulder and fall again, or only fall.
fn profile_of(d: &mut Draft, base: f64, count: usize) -> Vec<f64> {
    let peak = match d.weighted(&[50, 30, 20]) {
        0 => count / 2,
        1 => 0,
        _ => count - 1,
    };
    let mut diameters = vec![base; count];
    for k in (0..peak).rev() {
        let next = diameters[k + 1];
        diameters[k] = d.size(next * 0.6, next * 0.9);
    }
    for k in peak + 1..count {
        let last = diameters[k - 1];
        diameters[k] = d.size(last * 0.6, last * 0.9);
    }
    // A shaft turned from both ends is often the same on both.
    if count >= 3 && peak == count / 2 && d.chance(0.4) {
        for k in 0..count / 2 {
            diameters[count - 1 - k] = diameters[k];
        }
    }
    // Steps too low to seat anything on are drawn a little higher.
    for k in 1..count {
        if (diameters[k] - diameters[k - 1]).abs() < 0.8 {
            diameters[k] = diameters[k - 1] * if k <= peak { 1.25 } else { 0.75 };
        }
    }
    diameters
}

/// Keyways, bores, cross holes, grooves and flats, each on a section of its own.
fn details(d: &mut Draft, sections: &[Section], end: Dim) {
    let mut free: Vec<Section> = sections.to_vec();
    let mut bored = false;
    for _ in 0..12 {
        if d.room() < 3 || d.rows_left() == 0 {
            return;
        }
        let kind = d.weighted(&[if bored { 0 } else { 20 }, 30, 20, 16, 14]);
        if kind == 0 {
            bored = true;
            bore(d, sections, end);
            continue;
        }
        if free.is_empty() {
            return;
        }
        let k = d.count(0, free.len() - 1);
        let section = free[k];
        let done = match kind {
            1 => key_seat(d, section),
            2 => cross_hole(d, section),
            3 => groove(d, section),
            _ => flats(d, section),
        };
        if done {
            free.swap_remove(k);
        }
    }
}

/// A hole in one end, or right through.
fn bore(d: &mut Draft, sections: &[Section], end: Dim) {
    let Some(thinnest) = sections.iter().map(|s| s.diameter.v).min_by(f64::total_cmp) else { return };
    if thinnest < 4.0 || !d.fits(3, 1) {
        return;
    }
    let diameter = d.size(thinnest * 0.2, thinnest * 0.45);
    let through = d.chance(0.4);
    let top = Plane::up(o(0.0, 0.0, end));
    let diameter = d.named("bore", diameter);
    let area = vec![Area::of(disc(CENTER, diameter))];
    if through {
        let face =
            Face { plane: top, half: [diameter; 2], round: true, corner: 0.0, depth: end, clear: true, of: None };
        d.cut_through("bore", &face, area);
    } else {
        let depth = d.size(diameter.v, (diameter.v * 4.0).min(end.v * 0.5).max(diameter.v * 1.1));
        let depth = d.named("bore_depth", depth);
        d.cut("bore", top, area, depth);
    }
    // Cross holes and keyways must not meet it.
    d.take(&top, CENTER, [diameter.v / 2.0 + 0.5; 2], [-end.v, 0.0]);
}

/// A keyway with round ends, milled into the side.
fn key_seat(d: &mut Draft, s: Section) -> bool {
    let Some(key) = key_for(s.diameter.v) else { return false };
    let length = (s.to - s.from).v;
    if !d.fits(6, 1) || length < key.width * 2.0 || s.diameter.v < key.width * 2.2 {
        return false;
    }
    let travel = d.size(key.width * 0.8, length - key.width * 1.2);
    let side = Plane::front(o(0.0, -(s.diameter / 2.0), (s.from + s.to) / 2.0));
    let half = [key.width / 2.0 + 0.2, travel / 2.0 + key.width / 2.0];
    if half[1] * 2.0 > length || !d.is_free(&side, CENTER, half, [-key.in_shaft - 0.3, 0.0]) {
        return false;
    }
    d.take(&side, CENTER, half, [-key.in_shaft, 0.0]);
    let (width, depth) = (d.named("key_width", key.width), d.named("key_depth", key.in_shaft));
    let travel = d.named("key_travel", travel);
    // Sketched off the shaft: a plane that touched it would lie on a line.
    d.cut("keyway", side.lifted(1.0), vec![Area::of(slot(CENTER, travel, width).quarter())], depth + 1.0);
    true
}

/// A hole for a pin, straight through the axis.
fn cross_hole(d: &mut Draft, s: Section) -> bool {
    let length = (s.to - s.from).v;
    let most = (s.diameter.v * 0.4).min(length * 0.5);
    if !d.fits(3, 1) || most < 1.0 {
        return false;
    }
    let hole = d.size((s.diameter.v * 0.2).min(most * 0.9), most);
    let plane = Plane::right(o(s.diameter / 2.0, 0.0, (s.from + s.to) / 2.0));
    let half = [hole / 2.0 + 0.5; 2];
    if !d.is_free(&plane, CENTER, half, [-s.diameter.v, 0.0]) {
        return false;
    }
    d.take(&plane, CENTER, half, [-s.diameter.v, 0.0]);
    let hole = d.named("cross_hole", hole);
    // From off the shaft to off the shaft.
    let (plane, depth) = (plane.lifted(1.0), s.diameter + 2.0);
    let face = Face { plane, half: [hole; 2], round: true, corner: 0.0, depth, clear: true, of: None };
    d.cut_through("cross hole", &face, vec![Area::of(disc(CENTER, hole))]);
    true
}

/// A groove for a retaining ring.
fn groove(d: &mut Draft, s: Section) -> bool {
    let length = (s.to - s.from).v;
    if !d.fits(5, 1) || length < s.diameter.v * 0.4 || s.diameter.v < 6.0 {
        return false;
    }
    let deep = d.size((s.diameter.v * 0.03).max(0.3), s.diameter.v * 0.08);
    let wide = d.size((s.diameter.v * 0.05).max(0.8), s.diameter.v * 0.15);
    let from_end = d.size(wide, length * 0.3);
    let plane = Plane::up(o(0.0, 0.0, s.to - from_end));
    let radius = s.diameter.v / 2.0;
    if !d.is_free(&plane, CENTER, [radius, radius], [-wide, 0.0]) {
        return false;
    }
    d.take(&plane, CENTER, [radius, radius], [-wide, 0.0]);
    let (deep, wide) = (d.named("groove_depth", deep), d.named("groove_width", wide));
    let ring = Area::of(disc(CENTER, s.diameter)).less(disc(CENTER, s.diameter - deep * 2.0));
    d.cut("groove", plane, vec![ring], wide);
    true
}

/// Two flats for a wrench, at the end of a section.
fn flats(d: &mut Draft, s: Section) -> bool {
    let length = (s.to - s.from).v;
    if !d.fits(12, 2) || length < s.diameter.v * 0.3 {
        return false;
    }
    let across = s.diameter.v * d.among(&[0.8, 0.85, 0.75]);
    let long = d.size(length * 0.3, length * 0.8);
    let plane = Plane::up(o(0.0, 0.0, s.to));
    let radius = s.diameter.v / 2.0;
    if !d.is_free(&plane, CENTER, [radius, radius], [-long, 0.0]) {
        return false;
    }
    d.take(&plane, CENTER, [radius, radius], [-long, 0.0]);
    let deep = Dim::from((s.diameter.v - across) / 2.0);
    let y = s.diameter / 2.0;
    let long = d.named("flat_length", long);
    // Beyond the shaft by as much: a side that only touched the cylinder would be no honest cut.
    let strip = |y: Dim| Area::of(rectangle([Dim::ZERO, y], s.diameter, deep * 2.0));
    d.cut("flats", plane, vec![strip(y), strip(-y)], long);
    true
}
