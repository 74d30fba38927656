//! From a program to the [`Plan`] of a script.

use super::expression::Expression;
use super::plan::{Action, Function, Head, Named, Placed, Plan, Plane, Prism, Reach, Sequence, Solid, Verb};
use super::sketch::{Number, Outline, Region, apart, outline};
use super::words::{Names, one_line};
use crate::evaluate::Evaluator;
use crate::flatten::{self, flatten, moved};
use crate::geom::{Aabb3, Frame, Loop, Profile, Vec3};
use crate::program::{Combine, Definition, Extent, Extrude, Mode, Operation, Placement, Program, Slot, Step, Targets};
use std::collections::BTreeSet;
use std::fmt::Write;

/// How a language places a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placing {
    /// It moves and mirrors solids.
    Moved,
    /// It moves solids; the mirror image is a definition of its own.
    Turned,
    /// It does neither for sure; each placement is drawn where it is.
    Drawn,
}

/// The plan of a script whose own words are taken in `names`.
///
/// Several bodies that were placed to be joined, or whose boxes overlap, are united in the end. A body of which
/// cuts leave nothing is dropped where that happens, since most systems have no empty solid to go on with.
pub fn plan(program: &Program, names: Names, placing: Placing) -> Plan {
    planned(program, names, placing, false)
}

/// The same, with [`Sequence::whole`] found out.
pub fn planned_in_pieces(program: &Program, names: Names, placing: Placing) -> Plan {
    planned(program, names, placing, true)
}

fn planned(program: &Program, mut names: Names, placing: Placing, pieces: bool) -> Plan {
    let parameters: Vec<Named> = program
        .parameters
        .iter()
        .map(|p| Named { name: names.keep(&p.name), value: p.value, quantity: p.quantity })
        .collect();
    let mut planner = Planner { program, parameters, names, functions: Vec::new(), bends: false, pieces };
    let mut made: Vec<Made> = Vec::new();
    for (index, definition) in program.definitions.iter().enumerate() {
        made.push(planner.define(index, definition, placing));
    }
    let part = planner.sequence(&program.steps, true, &made);
    Plan {
        unit: program.unit,
        steps: program.steps.len(),
        parameters: planner.parameters,
        functions: planner.functions,
        part,
        bends: planner.bends,
    }
}

struct Planner<'a> {
    program: &'a Program,
    /// In the program's order.
    parameters: Vec<Named>,
    names: Names,
    functions: Vec<Function>,
    bends: bool,
    /// Whether bodies are asked for their pieces after each step.
    pieces: bool,
}

/// Where a definition's functions stand; `None` where it is not placed.
struct Made {
    name: String,
    straight: Option<usize>,
    /// The function of its mirror image, where that is drawn.
    mirrored: Option<usize>,
}

/// A body as the plan goes on.
struct Body {
    variable: String,
    /// The steps it may be named by.
    known_by: Vec<usize>,
    bounds: Aabb3,
    /// Placed to be joined: it is united with the rest in the end.
    joins: bool,
    /// Cut or intersected away.
    gone: bool,
    /// What made it, as prisms of its own list: asked whether anything is left.
    history: Vec<flatten::Prism>,
    /// Whether prisms alone have been added and taken so far, one a step.
    plain: bool,
    /// Whether it has been in one piece while it was plain; false where nobody asks.
    whole: bool,
}

impl Body {
    fn new(variable: String, bounds: Aabb3) -> Self {
        let (known_by, history) = (Vec::new(), Vec::new());
        Self { variable, known_by, bounds, joins: false, gone: false, history, plain: true, whole: true }
    }

    /// Looks at its pieces after a step of so many prisms.
    fn look(&mut self, verb: Verb, solids: &[Solid]) {
        if !(matches!(solids, [Solid::Prism(_)]) && verb != Verb::Intersect) {
            // A step of several prisms may leave pieces between them.
            self.whole &= !(self.plain && solids.len() > 1);
            self.plain = false;
        }
        if self.plain && self.whole {
            self.whole = Evaluator::from_prisms(self.history.clone()).soundness().pieces == 1;
        }
    }

    /// Lets `tools` act on the body, or, where it has none yet, begin it.
    fn act(&mut self, mode: Mode, tools: &[flatten::Prism]) {
        for tool in tools {
            let own: Vec<usize> = (0..self.history.len()).filter(|&i| self.history[i].mode == Mode::New).collect();
            let (mode, targets) = if own.is_empty() { (Mode::New, None) } else { (mode, Some(own)) };
            self.history.push(flatten::Prism { mode, targets, ..tool.clone() });
        }
    }

    /// Takes in another body's history, its own indices behind this one's.
    fn take_in(&mut self, other: Vec<flatten::Prism>) {
        let shift = self.history.len();
        self.history.extend(other.into_iter().map(|mut prism| {
            prism.targets.iter_mut().flatten().for_each(|t| *t += shift);
            prism
        }));
    }

    /// Whether cuts and intersections have left nothing.
    fn is_empty(&self) -> bool {
        let rest = Evaluator::from_prisms(self.history.clone());
        rest.volume() <= 1e-9 * rest.bounds().size().element_product().max(f64::MIN_POSITIVE)
    }
}

impl Planner<'_> {
    fn define(&mut self, index: usize, definition: &Definition, placing: Placing) -> Made {
        let placements = self.program.steps.iter().filter(|s| !s.suppressed).filter_map(|s| match &s.operation {
            Operation::Place { definition, placements } if *definition == index => Some(placements),
            _ => None,
        });
        let drawn = |p: &Placement| p.mirrored && placing == Placing::Turned;
        let placements: Vec<&Placement> = placements.flatten().filter(|_| placing != Placing::Drawn).collect();
        let (straight, mirrored) = (placements.iter().any(|p| !drawn(p)), placements.iter().any(|p| drawn(p)));
        let title = one_line(&definition.name);
        let placed = straight || mirrored;
        let name = if placed { self.names.take(&definition.name, "part") } else { definition.name.clone() };
        let straight = straight.then(|| self.function(name.clone(), title.clone(), &definition.steps));
        let mirrored = mirrored.then(|| {
            let name = self.names.take(&format!("{} mirrored", definition.name), "part");
            self.function(name, format!("{title}, mirrored"), &moved_steps(&definition.steps, &Frame::WORLD, true))
        });
        Made { name, straight, mirrored }
    }

    fn function(&mut self, name: String, title: String, steps: &[Step]) -> usize {
        // Names inside a function are its own, but parameters stay taken.
        let outer = self.names.clone();
        let part = self.sequence(steps, false, &[]);
        self.names = outer;
        self.functions.push(Function { name, title, part });
        self.functions.len() - 1
    }

    /// `bound`: whether the steps are the program's own, whose numbers follow parameters.
    fn sequence(&mut self, steps: &[Step], bound: bool, made: &[Made]) -> Sequence {
        // Solids and variables are named apart: a body may share the name of the solid that begins it.
        let mut weaver = Weaver {
            solids: self.names.clone(),
            actions: Vec::new(),
            bodies: Vec::new(),
            pieces: self.pieces,
            whole: BTreeSet::new(),
        };
        for (index, step) in steps.iter().enumerate() {
            weaver.actions.push(Action::Step(head(index, steps.len(), step)));
            if step.suppressed {
                continue;
            }
            match &step.operation {
                Operation::Extrude(extrude) => {
                    let wish = step.name.as_deref().unwrap_or("");
                    let prisms = self.prisms(extrude, bound.then_some(index), wish, &mut weaver.solids);
                    self.combine(&mut weaver, index, step, prisms, extrude);
                }
                Operation::Place { definition, placements } => {
                    let Some(made) = made.get(*definition) else { continue };
                    for placement in placements {
                        self.place(&mut weaver, index, step, *definition, made, placement);
                    }
                }
            }
        }
        let mut sequence = weaver.unite();
        sequence.names.also(&self.names);
        sequence
    }

    fn combine(&mut self, w: &mut Weaver, index: usize, step: &Step, prisms: Vec<Prism>, extrude: &Extrude) {
        let bounds = bounds(extrude, None);
        let tool = [flatten::Prism {
            frame: extrude.sketch.frame,
            profiles: extrude.sketch.profiles.clone(),
            range: extrude.extent.range(),
            mode: step.combine.mode,
            targets: None,
            step: index,
        }];
        let targets = w.targets(&step.combine);
        let mode = step.combine.mode;
        let named = step.name.as_deref().unwrap_or("");
        if prisms.is_empty() {
            return;
        }
        let mut solids: Vec<Solid> = prisms.into_iter().map(|p| Solid::Prism(Box::new(p))).collect();
        if mode == Mode::New || (mode == Mode::Join && targets.is_empty()) {
            let variable = self.names.take(named, "body");
            w.make(&variable, solids.clone(), true);
            // A join that found its targets missing has no name to be aimed at.
            let known_by = if mode == Mode::New || w.bodies.is_empty() { vec![index] } else { Vec::new() };
            let mut body = Body { known_by, ..Body::new(variable, bounds) };
            body.act(Mode::New, &tool);
            w.bodies.push(body);
            w.look(w.bodies.len() - 1, Verb::Join, &solids);
            return;
        }
        if targets.is_empty() {
            return;
        }
        if targets.len() > 1 && mode != Mode::Join || (solids.len() > 1 && mode == Mode::Intersect) {
            let variable = self.names.take(named, "tool");
            w.make(&variable, solids, false);
            solids = vec![Solid::Variable(variable)];
        }
        match mode {
            Mode::New | Mode::Join => {
                w.gather(&targets);
                let body = &mut w.bodies[targets[0]];
                let mut gone = std::mem::take(&mut body.gone);
                body.act(Mode::Join, &tool);
                body.bounds = body.bounds.union(bounds);
                let variable = body.variable.clone();
                w.look(targets[0], Verb::Join, &solids);
                for solid in solids {
                    w.actions.push(if std::mem::take(&mut gone) {
                        Action::Make { variable: variable.clone(), solid, body: true }
                    } else {
                        Action::Combine { variable: variable.clone(), verb: Verb::Join, solid }
                    });
                }
            }
            Mode::Cut | Mode::Intersect => {
                let verb = if mode == Mode::Cut { Verb::Cut } else { Verb::Intersect };
                w.act(&targets, verb, &solids, &tool);
            }
        }
    }

    fn place(
        &mut self,
        w: &mut Weaver,
        index: usize,
        step: &Step,
        definition: usize,
        made: &Made,
        placement: &Placement,
    ) {
        let wish = placement.name.as_deref().or(step.name.as_deref()).unwrap_or(&made.name);
        let steps = &self.program.definitions[definition].steps;
        let name = w.solids.take(wish, "part");
        let (function, frame, mirrored) = match (made.straight, made.mirrored) {
            (_, Some(turned)) if placement.mirrored => (turned, placement.frame, false),
            (Some(straight), _) => (straight, placement.frame, placement.mirrored),
            _ => {
                let function = self.names.take(&format!("{} {}", made.name, name), "part");
                let title = format!("{}: {}", one_line(&self.program.definitions[definition].name), one_line(wish));
                let steps = moved_steps(steps, &placement.frame, placement.mirrored);
                (self.function(function, title, &steps), Frame::WORLD, false)
            }
        };
        let solid = Solid::Placed(Placed { name, function, frame, mirrored });
        let once = Program {
            definitions: vec![Definition { name: String::new(), steps: steps.clone() }],
            steps: vec![Step {
                operation: Operation::Place { definition: 0, placements: vec![placement.clone()] },
                combine: Combine::all(Mode::New),
                ..step.clone()
            }],
            ..Program::default()
        };
        let prisms = flatten(&once);
        match step.combine.mode {
            Mode::New | Mode::Join => {
                let variable = self.names.take(wish, "body");
                w.make(&variable, vec![solid], true);
                let extrudes = steps.iter().filter(|s| !s.suppressed).filter_map(Step::as_extrude);
                let bounds = extrudes.fold(Aabb3::EMPTY, |b, e| b.union(self::bounds(e, Some(placement))));
                let joins = step.combine.mode == Mode::Join;
                let known_by = vec![index];
                let placed = Body { known_by, joins, history: prisms, plain: false, ..Body::new(variable, bounds) };
                w.bodies.push(placed);
            }
            mode @ (Mode::Cut | Mode::Intersect) => {
                let verb = if mode == Mode::Cut { Verb::Cut } else { Verb::Intersect };
                let targets = w.targets(&step.combine);
                if targets.len() > 1 {
                    let variable = self.names.take(wish, "tool");
                    w.make(&variable, vec![solid], false);
                    w.act(&targets, verb, &[Solid::Variable(variable)], &prisms);
                } else {
                    w.act(&targets, verb, &[solid], &prisms);
                }
            }
        }
    }

    fn expression(&self, slot: Option<Slot>, value: f64) -> Expression {
        let bound = |slot| self.program.bindings.iter().find(|b| b.slot == slot && !b.terms.is_empty());
        let Some(binding) = slot.and_then(bound) else { return Expression::number(value) };
        let mut sum = Expression { offset: binding.offset, ..Expression::number(0.0) };
        for term in &binding.terms {
            let known = self.program.parameters.iter().position(|p| p.name == term.parameter);
            let name = known.map_or_else(|| term.parameter.clone(), |i| self.parameters[i].name.clone());
            sum = sum.plus(&Expression { terms: vec![(name, term.factor)], offset: 0.0, value: 0.0 });
        }
        if sum.driven() { Expression { value, ..sum } } else { Expression::number(value) }
    }

    /// The extrusion as prisms whose union it is. `step` is where its numbers may be bound.
    fn prisms(&mut self, extrude: &Extrude, step: Option<usize>, wish: &str, names: &mut Names) -> Vec<Prism> {
        let profiles = &extrude.sketch.profiles;
        let mut prism = |this: &mut Self, profiles: &[(Option<usize>, &Profile)]| Prism {
            name: names.take(wish, "solid"),
            plane: this.plane(&extrude.sketch.frame, step),
            regions: profiles.iter().map(|(index, p)| this.region(p, step.zip(*index))).collect(),
            reach: this.reach(extrude.extent, step),
        };
        let numbered: Vec<(Option<usize>, &Profile)> = profiles.iter().enumerate().map(|(i, p)| (Some(i), p)).collect();
        if apart(profiles) {
            return if profiles.is_empty() { Vec::new() } else { vec![prism(self, &numbered)] };
        }
        // Regions that touch: their outline, if it says the same; else one solid each.
        let drawn = |slot: &Slot| !matches!(slot, Slot::Distance { .. } | Slot::Backward { .. } | Slot::Origin { .. });
        let bound = |s| self.program.bindings.iter().any(|b| b.slot.step() == s && drawn(&b.slot));
        if !step.is_some_and(bound)
            && let Some(outline) = outline(profiles)
        {
            return vec![prism(self, &outline.iter().map(|p| (None, p)).collect::<Vec<_>>())];
        }
        numbered.iter().map(|p| prism(self, std::slice::from_ref(p))).collect()
    }

    fn plane(&self, frame: &Frame, step: Option<usize>) -> Plane {
        let origin = [0, 1, 2]
            .map(|axis| self.expression(step.map(|step| Slot::Origin { step, axis }), frame.origin.to_array()[axis]));
        Plane { origin, frame: *frame }
    }

    fn reach(&self, extent: Extent, step: Option<usize>) -> Reach {
        let distance = |v| self.expression(step.map(|step| Slot::Distance { step }), v);
        match extent {
            Extent::OneSide { distance: d } => Reach::OneSide(distance(d)),
            Extent::Symmetric { distance: d } => Reach::Symmetric(distance(d)),
            Extent::TwoSides { forward, backward } => Reach::TwoSides {
                forward: distance(forward),
                backward: self.expression(step.map(|step| Slot::Backward { step }), backward),
            },
        }
    }

    fn region(&mut self, profile: &Profile, place: Option<(usize, usize)>) -> Region {
        let drawn = |loop_: usize, l: &Loop| {
            Outline::of(l, |number, value| {
                let slot = place.map(|(step, profile)| match number {
                    Number::X(edge) => Slot::X { step, profile, loop_, edge },
                    Number::Y(edge) => Slot::Y { step, profile, loop_, edge },
                    Number::Radius => Slot::Radius { step, profile, loop_ },
                });
                self.expression(slot, value)
            })
        };
        let holes = profile.holes.iter().enumerate().map(|(i, l)| drawn(i + 1, l)).collect();
        let region = Region { outer: drawn(0, &profile.outer), holes };
        let bent = |o: &Outline| matches!(o, Outline::Path(c) if c.iter().any(|c| c.bend.is_some_and(|b| b.driven)));
        self.bends |= region.outlines().any(bent);
        region
    }
}

/// The actions of one list of steps, and the bodies they have made so far.
struct Weaver {
    /// Names of solids.
    solids: Names,
    actions: Vec<Action>,
    bodies: Vec<Body>,
    /// Whether bodies are asked for their pieces.
    pieces: bool,
    whole: BTreeSet<String>,
}

impl Weaver {
    fn look(&mut self, body: usize, verb: Verb, solids: &[Solid]) {
        if self.pieces {
            self.bodies[body].look(verb, solids);
        }
    }

    /// Remembers of a body that is done with whether it was whole.
    fn settle(&mut self, body: &Body) {
        if self.pieces && body.whole {
            self.whole.insert(body.variable.clone());
        }
    }

    /// Gives a variable the union of solids.
    fn make(&mut self, variable: &str, solids: Vec<Solid>, body: bool) {
        for (i, solid) in solids.into_iter().enumerate() {
            let variable = variable.to_owned();
            self.actions.push(match i {
                0 => Action::Make { variable, solid, body },
                _ => Action::Combine { variable, verb: Verb::Join, solid },
            });
        }
    }

    /// Indices of the bodies a step acts on.
    fn targets(&self, combine: &Combine) -> Vec<usize> {
        (0..self.bodies.len())
            .filter(|&b| match &combine.targets {
                Targets::All => true,
                Targets::Bodies(steps) => self.bodies[b].known_by.iter().any(|s| steps.contains(s)),
            })
            .collect()
    }

    /// Makes one body of the targets, the first.
    fn gather(&mut self, targets: &[usize]) {
        for &other in targets[1..].iter().rev() {
            let other = self.bodies.remove(other);
            self.settle(&other);
            let body = &mut self.bodies[targets[0]];
            body.plain = false;
            if !other.gone {
                let (variable, solid) = (body.variable.clone(), Solid::Variable(other.variable));
                self.actions.push(if std::mem::take(&mut body.gone) {
                    Action::Make { variable, solid, body: true }
                } else {
                    Action::Combine { variable, verb: Verb::Join, solid }
                });
            }
            body.known_by.extend(other.known_by);
            body.take_in(other.history);
            body.bounds = body.bounds.union(other.bounds);
            body.joins |= other.joins;
        }
    }

    /// Cuts or intersects the targets, and marks those of which nothing is left.
    fn act(&mut self, targets: &[usize], verb: Verb, solids: &[Solid], tools: &[flatten::Prism]) {
        let mode = if verb == Verb::Cut { Mode::Cut } else { Mode::Intersect };
        for &t in targets.iter().filter(|&&t| !self.bodies[t].gone) {
            for solid in solids {
                let variable = self.bodies[t].variable.clone();
                self.actions.push(Action::Combine { variable, verb, solid: solid.clone() });
            }
        }
        for &t in targets {
            self.bodies[t].act(mode, tools);
            self.look(t, verb, solids);
            let body = &mut self.bodies[t];
            if !body.gone && body.is_empty() {
                body.gone = true;
                self.actions.push(Action::Gone { variable: body.variable.clone() });
            }
        }
    }

    /// Unites the bodies that belong together.
    fn unite(mut self) -> Sequence {
        let mut bodies = std::mem::take(&mut self.bodies);
        bodies.iter().for_each(|b| self.settle(b));
        bodies.retain(|b| !b.gone);
        let mut said = false;
        let mut i = 0;
        while i < bodies.len() {
            let mut j = i + 1;
            while j < bodies.len() {
                if bodies[i].joins || bodies[j].joins || overlap(&bodies[i].bounds, &bodies[j].bounds) {
                    if !std::mem::replace(&mut said, true) {
                        self.actions.push(Action::Meet);
                    }
                    let other = bodies.remove(j);
                    let first = &mut bodies[i];
                    self.actions.push(Action::Combine {
                        variable: first.variable.clone(),
                        verb: Verb::Join,
                        solid: Solid::Variable(other.variable),
                    });
                    first.bounds = first.bounds.union(other.bounds);
                    first.joins |= other.joins;
                    // The grown body may reach one it was judged apart from before.
                    j = i + 1;
                } else {
                    j += 1;
                }
            }
            i += 1;
        }
        let bodies = bodies.into_iter().map(|b| b.variable).collect();
        Sequence { actions: self.actions, bodies, names: self.solids, whole: self.whole }
    }
}

fn head(index: usize, count: usize, step: &Step) -> Head {
    let mut text = format!("Step {} of {count}", index + 1);
    if let Some(name) = step.name.as_deref().map(one_line).filter(|n| !n.is_empty()) {
        let _ = write!(text, ": {name}");
    }
    if let Some(group) = step.group.as_deref().map(one_line).filter(|g| !g.is_empty()) {
        let _ = write!(text, " ({group})");
    }
    if step.suppressed {
        text.push_str(", suppressed");
    }
    Head { text, suppressed: step.suppressed }
}

/// A definition's steps where a placement puts them.
fn moved_steps(steps: &[Step], frame: &Frame, mirrored: bool) -> Vec<Step> {
    let mut steps = steps.to_vec();
    for step in &mut steps {
        if let Operation::Extrude(extrude) = &mut step.operation {
            let sketch = &mut extrude.sketch;
            (sketch.frame, sketch.profiles) = moved(&sketch.frame, &sketch.profiles, frame, mirrored);
        }
    }
    steps
}

/// A box around an extrusion, where it is drawn or where it is placed.
fn bounds(extrude: &Extrude, placement: Option<&Placement>) -> Aabb3 {
    let mut b = Aabb3::EMPTY;
    for profile in &extrude.sketch.profiles {
        let plane = profile.bounds();
        for x in [plane.min.x, plane.max.x] {
            for y in [plane.min.y, plane.max.y] {
                for z in extrude.extent.range() {
                    let p = extrude.sketch.frame.world_from_local(Vec3::new(x, y, z));
                    b.include(match placement {
                        Some(to) if to.mirrored => to.frame.world_from_local(Vec3::new(-p.x, p.y, p.z)),
                        Some(to) => to.frame.world_from_local(p),
                        None => p,
                    });
                }
            }
        }
    }
    b
}

/// Whether two boxes share volume, touching not counted.
fn overlap(a: &Aabb3, b: &Aabb3) -> bool {
    let margin = 1e-6 * a.diagonal().max(b.diagonal());
    a.expanded(-margin).overlaps(b)
}
