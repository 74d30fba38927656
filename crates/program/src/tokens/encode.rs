//! Program to rows.

use super::decode::{contour, coordinate_scale};
use super::{Command, Cube, Dialect, FILL, LEVELS, LOOPS, MIDDLE, REACH, Row, TokenError, Tokens, plane, row};
use crate::deepcad;
use crate::flatten::{Prism, flatten};
use crate::geom::region::Contour;
use crate::geom::{Aabb2, Aabb3, Curve, Edge, Frame, Loop, Profile, Vec2, Vec3};
use crate::program::{Mode, Program};
use std::f64::consts::TAU;

/// Rounds of reading back until the rows repeat. Two are the rule.
const ROUNDS: usize = 8;

/// Largest position and extent, in units.
const SPAN: f64 = 126.9 / 128.0;

impl Tokens {
    /// The rows of a program, and the cube they are measured in.
    ///
    /// In the dialect [`Dialect::Resolid`] the cube is centred on the box of all additions, whose longest side takes up three
    /// quarters of it; only where a sketch or an oblique extrusion reaches beyond is it made larger. Rows are read back and
    /// written again until they repeat, so that reading and writing them once more changes nothing.
    ///
    /// # Errors
    /// [`TokenError`]: nothing to build; numbers that are not finite; cuts that act on some bodies only and intersections of several
    /// profiles, which rows cannot tell; details under a level; more commands, curves, loops or extrusions than fit.
    pub fn from_program(program: &Program, dialect: Dialect) -> Result<(Self, Cube), TokenError> {
        if dialect == Dialect::DeepCad {
            let text = deepcad::write(program).map_err(TokenError::Form)?;
            return deepcad::tokens_in_cube(&text).map_err(|e| match e {
                deepcad::DeepCadError::Rows(faults) => TokenError::Faults(faults),
                other => TokenError::Form(other.to_string()),
            });
        }
        let prisms = flatten(program);
        tellable(&prisms)?;
        let cube = cube_of(&prisms)?;
        Ok((settled(&prisms, cube)?, cube))
    }

    /// As [`Tokens::from_program`] in the dialect [`Dialect::Resolid`], in a cube that is given: a mesh's, say.
    ///
    /// # Errors
    /// As [`Tokens::from_program`], and for what reaches out of the cube.
    pub fn from_program_in(program: &Program, cube: Cube) -> Result<Self, TokenError> {
        let prisms = flatten(program);
        tellable(&prisms)?;
        settled(&prisms, cube)
    }
}

/// Whether rows have words for the prisms.
fn tellable(prisms: &[Prism]) -> Result<(), TokenError> {
    if prisms.iter().all(|p| p.profiles.is_empty()) {
        return Err(TokenError::Empty);
    }
    for (index, prism) in prisms.iter().enumerate() {
        let step = prism.step;
        let finite = prism.frame.origin.is_finite()
            && prism.frame.x.is_finite()
            && prism.frame.y.is_finite()
            && prism.range.iter().all(|h| h.is_finite())
            && prism.profiles.iter().flat_map(Profile::loops).all(|l| {
                let b = l.bounds();
                b.min.is_finite() && b.max.is_finite() && l.curve_count() > 0
            });
        if !finite {
            return Err(TokenError::Unsound { step, what: "a number is not finite, or a loop has no curves" });
        }
        if prism.range[0] == prism.range[1] {
            return Err(TokenError::Unsound { step, what: "the extent is nothing" });
        }
        let bodies = prisms[..index].iter().filter(|p| p.mode == Mode::New).count();
        let partial = prism.targets.as_ref().is_some_and(|t| t.len() < bodies);
        if partial && matches!(prism.mode, Mode::Cut | Mode::Intersect) {
            let what = format!("rows cannot cut or intersect only some of {bodies} bodies; let it act on all");
            return Err(TokenError::Untellable { step, what });
        }
        if prism.mode == Mode::Intersect && prism.profiles.len() > 1 {
            let what = format!(
                "rows hold one profile an extrusion, and intersecting with {} in turn leaves nothing; draw one",
                prism.profiles.len()
            );
            return Err(TokenError::Untellable { step, what });
        }
        if let Some(found) = prism.profiles.iter().map(|p| 1 + p.holes.len()).find(|&n| n > LOOPS) {
            let what = format!("a profile of {found} loops; at most {LOOPS} fit");
            return Err(TokenError::Untellable { step, what });
        }
    }
    Ok(())
}

/// Lowest and highest point of a prism along a unit direction of the world; `range` may be less than the prism's own.
fn reach(prism: &Prism, range: [f64; 2], direction: Vec3) -> [f64; 2] {
    let f = &prism.frame;
    let flat = Vec2::new(f.x.dot(direction), f.y.dot(direction));
    let rise = f.z().dot(direction);
    let heights = range.map(|h| h * rise);
    let (low, high) = (heights[0].min(heights[1]), heights[0].max(heights[1]));
    let base = f.origin.dot(direction);
    prism.profiles.iter().fold([f64::INFINITY, f64::NEG_INFINITY], |span, p| {
        let [a, b] = Contour::new(&p.outer).extent(flat);
        [span[0].min(base + a + low), span[1].max(base + b + high)]
    })
}

/// The box of all additions.
pub(super) fn additions(prisms: &[Prism]) -> Aabb3 {
    let adding = prisms.iter().filter(|p| matches!(p.mode, Mode::New | Mode::Join));
    adding.fold(Aabb3::EMPTY, |b, p| {
        let [x, y, z] = [Vec3::X, Vec3::Y, Vec3::Z].map(|d| reach(p, p.range, d));
        b.union(Aabb3 { min: Vec3::new(x[0], y[0], z[0]), max: Vec3::new(x[1], y[1], z[1]) })
    })
}

/// The smallest cube about the additions' centre that their box fills as it should and that holds every number.
fn cube_of(prisms: &[Prism]) -> Result<Cube, TokenError> {
    let bounds = additions(prisms);
    let longest = bounds.size().max_element();
    if bounds.is_empty() || longest <= 0.0 {
        return Err(TokenError::Empty);
    }
    let center = bounds.center();
    let mut half = longest / 2.0 / FILL;
    for prism in prisms {
        let [low, high] = within(prism, &bounds, longest);
        half = half.max((high - low) / 2.0 / SPAN);
        for profile in &prism.profiles {
            let drawn = Drawn::of(profile);
            let start = prism.frame.world_from_sketch(drawn.start) - center;
            half = half.max(start.abs().max_element() / SPAN).max(drawn.size / 2.0 / SPAN);
        }
    }
    Ok(Cube { center, half })
}

/// The prism's range; a cut's or intersection's is shortened to a little past the additions.
fn within(prism: &Prism, bounds: &Aabb3, longest: f64) -> [f64; 2] {
    let [low, high] = prism.range;
    if matches!(prism.mode, Mode::New | Mode::Join) {
        return [low, high];
    }
    let [least, most] = box_reach(bounds, &prism.frame);
    let margin = longest / 32.0;
    let shortened = [low.max(least - margin), high.min(most + margin)];
    if shortened[0] < shortened[1] { shortened } else { [low, high] }
}

/// Lowest and highest height of a box over a frame's plane.
fn box_reach(bounds: &Aabb3, frame: &Frame) -> [f64; 2] {
    let z = frame.z();
    let center = (bounds.center() - frame.origin).dot(z);
    let reach = (bounds.size() / 2.0).dot(z.abs());
    [center - reach, center + reach]
}

/// Rows that come back as they are when read and written again.
fn settled(prisms: &[Prism], cube: Cube) -> Result<Tokens, TokenError> {
    let mut tokens = written(prisms, cube)?;
    for _ in 0..ROUNDS {
        let Ok(read) = tokens.to_program(Dialect::Resolid, cube) else { break };
        let Ok(again) = written(&flatten(&read), cube) else { break };
        if again == tokens {
            break;
        }
        tokens = again;
    }
    Ok(tokens)
}

fn written(prisms: &[Prism], cube: Cube) -> Result<Tokens, TokenError> {
    let bounds = additions(prisms);
    let mut rows = Vec::new();
    for (index, prism) in prisms.iter().enumerate() {
        let mut extent = None;
        for (k, profile) in prism.profiles.iter().enumerate() {
            let operation = match prism.mode {
                _ if index == 0 && k == 0 => 0,
                Mode::New if k == 0 => 0,
                Mode::New | Mode::Join => 1,
                Mode::Cut => 2,
                Mode::Intersect => 3,
            };
            let place = Place::of(prism, &Drawn::of(profile), &bounds, cube, &mut extent)?;
            let size = sketch_rows(prism, profile, cube, &mut rows)?;
            let [theta, phi, gamma] = place.angles;
            let [x, y, z] = place.position;
            let [one, two, kind] = place.extent;
            rows.push(row(Command::Extrude, &[theta, phi, gamma, x, y, z, size, one, two, operation, kind]));
        }
    }
    Tokens::from_rows(&rows).map_err(TokenError::Faults)
}

/// The nearest whole number; halves go up, and what rounding errors keep from being one too.
fn nearest(value: f64) -> f64 {
    (value + 0.5 + 1e-9).floor()
}

/// Plane, position and extent of an extrusion row.
struct Place {
    angles: [i16; 3],
    position: [i16; 3],
    /// First and second distance as levels, and the kind of extent.
    extent: [i16; 3],
}

impl Place {
    /// `shared` is the extent of the step's first profile, which the others take over.
    fn of(
        prism: &Prism,
        drawn: &Drawn,
        bounds: &Aabb3,
        cube: Cube,
        shared: &mut Option<[i16; 3]>,
    ) -> Result<Self, TokenError> {
        let step = prism.step;
        let z = prism.frame.z();
        let angles = plane::levels(z, prism.frame.x);
        let (normal, _) = plane::axes(angles);
        let [mut low, mut high] = prism.range.map(|h| h / cube.half);
        let mut start = cube.local(prism.frame.world_from_sketch(drawn.start));
        // Rows start in the plane or straddle it.
        let lift = if low > 0.0 {
            low
        } else if high < 0.0 {
            high
        } else {
            0.0
        };
        let mut moved = lift;
        if low - lift < -1.0 || high - lift > SPAN {
            let past = box_reach(bounds, &prism.frame).map(|h| h / cube.half);
            let cuts = matches!(prism.mode, Mode::Cut | Mode::Intersect);
            // A cut may end anywhere past the part, so its extent saturates where that is past the part.
            let [least, most] = [(lift - 1.0).max(low), (lift + SPAN).min(high)];
            if cuts && (least == low || least < past[0] - 0.02) && (most == high || most > past[1] + 0.02) {
                [low, high] = [least, most];
            } else {
                if cuts {
                    [low, high] = within(prism, bounds, bounds.size().max_element()).map(|h| h / cube.half);
                }
                moved = (low + high) / 2.0;
            }
        }
        start += z * moved;
        (low, high) = (low - moved, high - moved);
        let position = start.to_array().map(|v| nearest((v + 1.0) * MIDDLE));
        if position.iter().any(|p| !(0.0..=255.0).contains(p)) {
            return Err(TokenError::Untellable {
                step,
                what: format!(
                    "its sketch starts {:.3} units from the cube's centre; a larger cube holds it",
                    start.abs().max_element()
                ),
            });
        }
        // Caps are rounded where they lie in the cube, not by their distance from the plane: what was flush stays flush.
        let rounded = Vec3::from_array(position) / MIDDLE - 1.0;
        let off = normal.dot(start - rounded);
        // Ties go the same way in the cube whichever way the normal points.
        let up = normal.x + normal.y + normal.z > 0.0;
        let cap = |h: f64| {
            let level = (h + off) * MIDDLE;
            if up { nearest(level) } else { -nearest(-level) }
        };
        let extent = match *shared {
            Some(extent) => extent,
            None => {
                let extent = extent_levels([low, high], [cap(low), cap(high)]);
                if extent[..2].iter().any(|e| !(0..LEVELS).contains(e)) {
                    let what = format!("its extent of {:.3} units does not fit; a larger cube holds it", high - low);
                    return Err(TokenError::Untellable { step, what });
                }
                *shared.insert(extent)
            }
        };
        Ok(Self { angles, position: position.map(|p| p as i16), extent })
    }
}

/// First and second distance as levels, and the kind of extent, of a range whose ends round to `caps`. Never nothing.
fn extent_levels([low, high]: [f64; 2], caps: [f64; 2]) -> [i16; 3] {
    let middle = MIDDLE as i16;
    let level = |v: f64| middle + v as i16;
    if low == 0.0 {
        [level(caps[1].max(1.0)), middle, 0]
    } else if high == 0.0 {
        [level(caps[0].min(-1.0)), middle, 0]
    } else if (low + high).abs() <= 1e-9 * (high - low) {
        [level(caps[1].max(1.0)), middle, 1]
    } else {
        match [-caps[0], caps[1]] {
            [b, f] if b <= 0.0 => [level(f.max(1.0)), middle, 0],
            [b, f] if f <= 0.0 => [level(-b), middle, 0],
            [b, f] if b == f => [level(f), middle, 1],
            [b, f] => [level(f), level(b), 2],
        }
    }
}

/// A profile with its loops in order: the outer one first, holes from left to right, each counter-clockwise from its leftmost corner.
struct Drawn {
    loops: Vec<Loop>,
    start: Vec2,
    /// Largest distance along an axis of the outer loop's corners from the start.
    size: f64,
}

impl Drawn {
    fn of(profile: &Profile) -> Self {
        let bounds = profile.outer.bounds();
        let grain = 1e-6 * bounds.diagonal();
        let key = |p: Vec2| [(p.x / grain).round(), (p.y / grain).round()];
        let mut loops: Vec<Loop> = profile.loops().map(|l| ordered(l, key)).collect();
        loops[1..].sort_by(|a, b| {
            let (a, b) = (key(a.bounds().min), key(b.bounds().min));
            a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1]))
        });
        let start = match &loops[0] {
            Loop::Circle(c) => c.center - Vec2::X * c.radius,
            Loop::Path(edges) => edges.first().map_or(Vec2::ZERO, |e| e.start),
        };
        // Corners only: a bulge is no number of a row, and its radius changes with the rounding of its ends.
        let corners = match &loops[0] {
            Loop::Circle(_) => bounds,
            Loop::Path(edges) => Aabb2::of(edges.iter().map(|e| e.start)),
        };
        let size = (corners.max - start).max(start - corners.min).max_element();
        Self { loops, start, size }
    }
}

fn ordered(l: &Loop, key: impl Fn(Vec2) -> [f64; 2]) -> Loop {
    let turned = if l.signed_area() < 0.0 { l.reversed() } else { l.clone() };
    let Loop::Path(mut edges) = turned else { return turned };
    let first = (0..edges.len()).min_by(|&i, &j| {
        let (a, b) = (key(edges[i].start), key(edges[j].start));
        a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1]))
    });
    edges.rotate_left(first.unwrap_or(0));
    Loop::Path(edges)
}

/// The size level of a sketch of so many levels: the smallest of a scale whose marks lie 2 % apart. Rounding its coordinates
/// changes a sketch's size by up to 1 %, and on a finer scale each reading and writing would make it smaller still.
fn size_level(levels: f64) -> Option<i16> {
    let marks = std::iter::successors(Some(1_i16), |&m| (m < LEVELS - 1).then(|| (m + m / 50 + 1).min(LEVELS - 1)));
    marks.into_iter().find(|&m| levels <= f64::from(m) * (1.0 + 1e-9))
}

/// Pushes the loops' rows and returns the sketch's size level.
fn sketch_rows(prism: &Prism, profile: &Profile, cube: Cube, rows: &mut Vec<Row>) -> Result<i16, TokenError> {
    let drawn = Drawn::of(profile);
    let Some(size) = size_level(drawn.size / cube.half * MIDDLE) else {
        let what = format!("its sketch of {:.3} mm is over twice the unit; a larger cube holds it", drawn.size);
        return Err(TokenError::Untellable { step: prism.step, what });
    };
    let level_mm = coordinate_scale(size) * cube.half;
    for (k, l) in drawn.loops.iter().enumerate() {
        let curves = curve_rows(l, &drawn, level_mm);
        if contour(&curves).is_none_or(|back| back.signed_area().abs() < 0.25) {
            let what = if k == 0 { "an outline" } else { "a hole" };
            return Err(TokenError::TooFine { step: prism.step, what, level_mm });
        }
        rows.push(row(Command::Loop, &[]));
        rows.extend(curves);
    }
    Ok(size)
}

/// The rows of a loop's curves; those whose ends round to one point are left out, and nothing is left where that
/// would change the shape by more than a level.
fn curve_rows(l: &Loop, drawn: &Drawn, level_mm: f64) -> Vec<Row> {
    let place = |p: Vec2| {
        let q = (p - drawn.start) / level_mm;
        [nearest(q.x), nearest(q.y)].map(|v| (v + MIDDLE).clamp(0.0, 255.0) as i16)
    };
    match l {
        Loop::Circle(c) => {
            let r = nearest(c.radius / level_mm).clamp(1.0, 255.0) as i16;
            if *l == drawn.loops[0] {
                // A radius of half the reach must not be rounded up past it, or the next reading is of a larger sketch.
                let r = r.min((REACH / 2.0) as i16);
                return vec![row(Command::Circle, &[MIDDLE as i16 + r, MIDDLE as i16, r])];
            }
            let [x, y] = place(c.center);
            vec![row(Command::Circle, &[x, y, r])]
        }
        Loop::Path(edges) => {
            let mut rows = Vec::with_capacity(edges.len());
            for (i, edge) in edges.iter().enumerate() {
                let end = edges[(i + 1) % edges.len()].start;
                let (from, to) = (place(edge.start), place(end));
                if from == to {
                    if bulge(*edge, end) > level_mm {
                        return Vec::new();
                    }
                } else if edge.sweep == 0.0 {
                    rows.push(row(Command::Line, &to));
                } else {
                    let sweep = nearest(edge.sweep.abs() / TAU * 256.0).clamp(1.0, 255.0) as i16;
                    rows.push(row(Command::Arc, &[to[0], to[1], sweep, i16::from(edge.sweep > 0.0)]));
                }
            }
            rows
        }
    }
}

/// How far a curve leads away from its start.
fn bulge(edge: Edge, end: Vec2) -> f64 {
    Curve::from_edge(edge, end).bounds().size().max_element()
}
