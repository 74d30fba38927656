//! The parameters a person would turn, equal ones under one name: depths, diameters, the widths, heights and walls of outlines,
//! radii of corners, chamfers, lengths and widths of slots, margins and pitches of holes.
//!
//! One parameter drives the depths of steps that run between the same two planes the same way, as holes do that go right
//! through; the depths of steps of one kind, as of two bosses; the diameters of all equal holes, and those of all equal discs; the
//! walls of an outline that are equal. Widths and heights of outlines stand alone.
//!
//! Numbers that follow from others are sums over these: the far end of an outline, a hole in its middle, the sketch that stands on
//! the top of a step ([`ground`]). Bindings are linear, so what depends on sizes otherwise stays a mere number, as does all that
//! is not recognised; and no parameter is kept that cannot be turned a little ([`trial`]).

mod corner;
mod ground;
mod levels;
mod names;
mod outline;
mod pattern;
mod shape;
mod sheet;
mod slot;
#[cfg(test)]
mod tests;
mod trial;

use ground::{Drawn, Ground};
use pattern::places;
use resolid_geom::{Aabb2, Loop, Profile};
use resolid_program::{Binding, Extent, Extrude, Mode, Parameter, Program, Quantity, Slot, Term};
use shape::{Place, Shape};
use sheet::{Of, Sheet, Sum};

/// Names the program's sizes and ties its numbers to them.
pub fn name_sizes(program: &mut Program) {
    let mut sheet = Sheet::default();
    let mut drawn: Vec<Drawn> = Vec::new();
    for (s, step) in program.steps.iter().enumerate() {
        let (Some(extrude), Some(name)) = (step.as_extrude(), &step.name) else { continue };
        let mode = step.combine.mode;
        let own = Namer { program, step: s, extrude, name, mode }.named(&drawn, &mut sheet);
        if !step.suppressed {
            drawn.extend(own);
        }
    }
    let names = names::names(&sheet.sizes);
    let Sheet { sizes, numbers } = sheet;
    program.parameters = sizes
        .iter()
        .zip(&names)
        .map(|(size, name)| Parameter { name: name.clone(), value: size.value, quantity: Quantity::Length })
        .collect();
    let term = |&(size, factor): &(usize, f64)| Term { parameter: names[size].clone(), factor };
    program.bindings = numbers
        .into_iter()
        .map(|(slot, sum)| Binding { slot, terms: sum.terms.iter().map(term).collect(), offset: sum.offset })
        .collect();
    trial::keep_what_turns(program);
}

/// A step whose sizes are named.
struct Namer<'a> {
    program: &'a Program,
    step: usize,
    extrude: &'a Extrude,
    name: &'a str,
    mode: Mode,
}

impl Namer<'_> {
    /// Names the step's sizes; what later steps may be drawn on, profile by profile.
    fn named(&self, before: &[Drawn], sheet: &mut Sheet) -> Vec<Drawn> {
        let Extrude { sketch, extent } = self.extrude;
        let frame = &sketch.frame;
        let adds = matches!(self.mode, Mode::New | Mode::Join);
        let of = |flat: Aabb2| Drawn::new(frame, flat, extent.range(), adds);
        let whole = sketch.profiles.iter().fold(Aabb2::EMPTY, |b, p| b.union(p.bounds()));
        let ground = Ground::of(&of(whole), before, frame);
        let levels = self.depth(&ground, sheet);
        let mut own: Vec<Drawn> = sketch.profiles.iter().map(|p| of(p.bounds()).between(&levels)).collect();
        if !apart(&sketch.profiles) {
            return own;
        }
        let outer = sketch.profiles.iter().enumerate().map(|(p, profile)| ([p, 0], &profile.outer));
        for (profile, shape, low) in self.shapes(outer, &ground, sheet) {
            own[profile].shape(frame, &shape, &low);
        }
        for (p, profile) in sketch.profiles.iter().enumerate() {
            let holes = profile.holes.iter().enumerate().map(|(k, l)| ([p, k + 1], l));
            for (_, shape, low) in self.shapes(holes, &Ground::own(&own[p], frame), sheet) {
                own[p].centers(frame, &shape, &low);
            }
        }
        own
    }

    /// Names the sizes of loops, which are told by profile and loop, and binds their numbers; the profiles of those that were
    /// recognised, and where their low ends lie.
    fn shapes<'l>(
        &self,
        loops: impl Iterator<Item = ([usize; 2], &'l Loop)>,
        ground: &Ground,
        sheet: &mut Sheet,
    ) -> Vec<(usize, Shape, [Sum; 2])> {
        let (mut profiles, mut shapes) = (Vec::new(), Vec::new());
        for ([profile, loop_], l) in loops {
            let alone = loop_ == 0 && self.extrude.sketch.profiles.len() == 1;
            let place = Place { step: self.step, profile, loop_, name: self.name, mode: self.mode, alone };
            if let Some(shape) = Shape::of(self.program, l, &place, |axis| ground.whole(axis, l.bounds()), sheet) {
                profiles.push(profile);
                shapes.push(shape);
            }
        }
        let lows = places(&shapes, ground, self.name, sheet);
        for (shape, low) in shapes.iter().zip(&lows) {
            for (axis, along) in shape.along.iter().enumerate() {
                for (slot, from) in &along.numbers {
                    sheet.bind(self.program, *slot, &low[axis].plus(from));
                }
            }
        }
        let found = profiles.into_iter().zip(shapes).zip(lows);
        found.map(|((profile, shape), low)| (profile, shape, low)).collect()
    }

    /// Names the depth and binds it, and where the sketch lies if that moves; the planes that it runs between, along z.
    ///
    /// Between planes of what it is drawn on there is no depth to name: a hole through a wall is as deep as that is thick. From
    /// one of them, the other end follows: a boss stands on its plate, a pocket is open at the top.
    fn depth(&self, ground: &Ground, sheet: &mut Sheet) -> [(f64, Sum); 2] {
        let (frame, extent) = (&self.extrude.sketch.frame, self.extrude.extent);
        let base = frame.origin.dot(frame.z());
        let Extent::OneSide { distance } = extent else {
            return extent.range().map(|v| (base + v, Sum::number(base + v)));
        };
        let sign = distance.signum();
        let way = frame.z() * sign;
        let (start, end) = (sign * base, sign * base + distance.abs());
        let axis = (0..3).find(|&axis| way[axis].abs() == 1.0);
        let lies = |from: &Sum| from.is_number() || axis.is_some();
        let [from, to] = [start, end].map(|at| ground.plane(way, at));
        let from = from.filter(lies);
        let between = from.as_ref().zip(to.as_ref()).map(|(from, to)| to.minus(from)).filter(|d| !d.is_number());
        let depth = match between {
            Some(depth) => sheet.shared(depth, self.name),
            None => sheet.size(Of::Depth { direction: way, from: start }, self.name, "depth", distance.abs()),
        };
        let from = from.or_else(|| to.map(|to| to.minus(&depth)).filter(lies)).unwrap_or(Sum::number(start));
        sheet.bind(self.program, Slot::Distance { step: self.step }, &depth.times(sign));
        if let Some(axis) = axis {
            sheet.bind(self.program, Slot::Origin { step: self.step, axis }, &from.times(way[axis]));
        }
        let to = from.plus(&depth);
        [(base, from.times(sign)), (sign * end, to.times(sign))]
    }
}

/// Whether no profile may touch another: those that do are one shape, drawn in pieces that must not come apart.
fn apart(profiles: &[Profile]) -> bool {
    let boxes: Vec<Aabb2> = profiles.iter().map(Profile::bounds).collect();
    (0..boxes.len()).all(|i| (0..i).all(|j| !boxes[i].expanded(1e-6 * boxes[i].diagonal()).overlaps(&boxes[j])))
}
