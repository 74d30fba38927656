//! A program, prism by prism, into bodies, and the bodies into one solid.

use crate::boolean::{Context, Sound, list};
use crate::error::{KernelError, Operation};
use crate::prism::{Ready, ready};
use crate::shim::ffi::{self, Boolean};
use crate::solid::Solid;
use crate::stop::Watch;
use core::time::Duration;
use resolid_geom::{Aabb3, Observer, Silent, Vec3};
use resolid_program::{self as program, Mode, Program, Targets, flatten};
use std::rc::Rc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;

/// The solid that `program` describes: its bodies side by side, faces that continue one another made one.
///
/// Bodies that share volume are joined, so that the solid is the union of its bodies; bodies that only touch
/// stay apart, each a solid of its own.
///
/// # Errors
/// [`KernelError`] with the step: a sketch that cannot be drawn, a Boolean without targets, a step that leaves
/// nothing, a failure or an unsound result of the kernel.
///
/// # Cost
/// A few milliseconds a step. Coordinates end at 10⁷ mm, lengths begin at 10⁻⁷ mm.
pub fn build(program: &Program) -> Result<Solid, KernelError> {
    build_observed(program, &Silent)
}

/// As [`build`], with progress told to `observer`, who may stop it between steps and inside Booleans.
///
/// # Errors
/// As [`build`], and [`KernelError::Stopped`].
pub fn build_observed(program: &Program, observer: &dyn Observer) -> Result<Solid, KernelError> {
    let mut builder = Builder::new(program, observer)?;
    builder.run(|_| Ok(()))?;
    builder.solid()
}

/// As much of a program as the kernel builds, and what it was not asked to or refused to build.
#[derive(Debug)]
pub struct Holding {
    /// The solid of the steps that hold.
    pub solid: Solid,
    /// Indices in `Program::steps` of those that were left out, ascending.
    pub left_out: Vec<usize>,
    /// Why the first of them was left out; `None` where it was for want of time.
    pub refused: Option<KernelError>,
    /// Whether the observer ended the build before its last step.
    pub stopped: bool,
}

/// The solid of `program` without the steps that the kernel refuses, and without all that come after the
/// observer's wish to stop.
///
/// # Errors
/// As [`build`] for sketches that cannot be drawn; the first refusal where no step holds; [`KernelError::Stopped`]
/// where none was done in time.
pub fn build_what_holds(program: &Program, observer: &dyn Observer) -> Result<Holding, KernelError> {
    let mut builder = Builder::new(program, observer)?;
    let (mut left_out, mut refused, mut stopped) = (Vec::new(), None, false);
    let mut index = 0;
    while let Some(prism) = builder.prisms.get(index) {
        let step = prism.step;
        let end = index + builder.prisms[index..].iter().take_while(|p| p.step == step).count();
        let before = builder.bodies.clone();
        observer.stage("build", index as f64 / builder.prisms.len() as f64);
        stopped |= builder.context.watch.should_stop();
        builder.context.step = step;
        // The first body is made whatever the time: it is one prism, and without it there is no answer.
        let late = stopped && !builder.bodies.is_empty();
        let done = if late { Err(KernelError::Stopped) } else { (index..end).try_for_each(|i| builder.apply(i)) };
        if let Err(error) = done {
            stopped |= error == KernelError::Stopped;
            builder.bodies = before;
            left_out.push(step);
            if !stopped && refused.is_none() {
                refused = Some(error);
            }
        }
        index = end;
    }
    if builder.bodies.is_empty() {
        return Err(refused.unwrap_or(KernelError::Stopped));
    }
    // What there is must still be made one solid: that is short, and must not be lost.
    builder.context.watch = Watch::new(&Silent);
    Ok(Holding { solid: builder.solid()?, left_out, refused, stopped })
}

/// The solid as it stood after one step.
#[derive(Debug)]
pub struct Stage {
    /// Index in `Program::steps`.
    pub step: usize,
    /// What had been built by then.
    pub solid: Solid,
}

/// The solid after each step that is not suppressed, in order; the last is what [`build`] returns.
///
/// # Errors
/// As [`build_observed`].
///
/// # Cost
/// About twice [`build_observed`].
pub fn build_stages(program: &Program, observer: &dyn Observer) -> Result<Vec<Stage>, KernelError> {
    let mut builder = Builder::new(program, observer)?;
    let mut stages = Vec::new();
    builder.run(|so_far| {
        stages.push(Stage { step: so_far.context.step, solid: so_far.solid()? });
        Ok(())
    })?;
    Ok(stages)
}

/// One body: what it looks like now and the prisms it is known by.
#[derive(Clone)]
struct Body {
    /// `None` once it has been cut or intersected away. Shared, so that a step can be taken back.
    shape: Option<Rc<Sound>>,
    /// Indices of the prisms that began it or were joined into it.
    known_by: Vec<usize>,
    /// The step that began it.
    step: usize,
}

struct Builder<'a> {
    program: &'a Program,
    /// What to build, moved near zero by `offset`.
    prisms: Vec<Ready>,
    offset: Vec3,
    bodies: Vec<Body>,
    context: Context<'a>,
}

impl<'a> Builder<'a> {
    fn new(program: &'a Program, observer: &'a dyn Observer) -> Result<Self, KernelError> {
        crate::solid::prepare();
        let (prisms, offset) = ready(&flatten(program))?;
        let Some(first) = prisms.first() else {
            return Err(KernelError::NoSteps { steps: program.steps.len() });
        };
        let context = Context { step: first.step, watch: Watch::new(observer) };
        Ok(Self { program, prisms, offset, bodies: Vec::new(), context })
    }

    /// Carries out every prism; `after` is called when a step of the program is complete.
    fn run(&mut self, mut after: impl FnMut(&Self) -> Result<(), KernelError>) -> Result<(), KernelError> {
        let count = self.prisms.len();
        for index in 0..count {
            self.context.watch.observer().stage("build", index as f64 / count as f64);
            if self.context.watch.should_stop() {
                return Err(KernelError::Stopped);
            }
            let step = self.prisms[index].step;
            self.context.step = step;
            self.apply(index)?;
            if self.prisms.get(index + 1).is_none_or(|next| next.step != step) {
                after(self)?;
            }
        }
        Ok(())
    }

    fn apply(&mut self, index: usize) -> Result<(), KernelError> {
        let prism = &self.prisms[index];
        let tool = prism.solid(&self.context)?;
        let targets = if prism.mode == Mode::New { Vec::new() } else { self.targets(prism.targets.as_deref()) };
        let step = prism.step;
        let operation = Operation::from(prism.mode);
        let kind = match prism.mode {
            // A join that meets no body begins one.
            Mode::New | Mode::Join if targets.is_empty() => {
                self.bodies.push(Body { shape: Some(Rc::new(tool)), known_by: vec![index], step });
                return Ok(());
            }
            Mode::New | Mode::Join => return self.join(&targets, tool),
            Mode::Cut => Boolean::Cut,
            Mode::Intersect => Boolean::Intersect,
        };
        if targets.is_empty() {
            // With its bodies suppressed, a Boolean has nothing to do; without any, it is misplaced.
            return if self.aims_at_suppressed(step) { Ok(()) } else { Err(KernelError::NoTarget { step, operation }) };
        }
        for &target in &targets {
            let Some(shape) = self.bodies[target].shape.take() else { continue };
            self.bodies[target].shape = self.context.boolean(kind, &[&shape], &[&tool])?.map(Rc::new);
        }
        if self.bodies.iter().all(|b| b.shape.is_none()) {
            return Err(KernelError::Empty { step, operation });
        }
        Ok(())
    }

    /// The bodies a Boolean acts on, as indices, each once, in order.
    fn targets(&self, prisms: Option<&[usize]>) -> Vec<usize> {
        let named = |body: &Body| prisms.is_none_or(|list| body.known_by.iter().any(|p| list.contains(p)));
        (0..self.bodies.len()).filter(|&b| named(&self.bodies[b])).collect()
    }

    /// Whether the step names targets, and all that it names are suppressed.
    fn aims_at_suppressed(&self, step: usize) -> bool {
        let steps = &self.program.steps;
        match steps.get(step).map(|s| &s.combine.targets) {
            Some(Targets::Bodies(named)) => {
                !named.is_empty() && named.iter().all(|&s| steps.get(s).is_some_and(|s| s.suppressed))
            }
            _ => false,
        }
    }

    /// Makes one body of `targets`, of which there is one at least, and `tool`: the first takes in the others.
    fn join(&mut self, targets: &[usize], tool: Sound) -> Result<(), KernelError> {
        let shapes: Vec<_> = targets.iter().filter_map(|&b| self.bodies[b].shape.take()).collect();
        let shape = if shapes.is_empty() {
            Some(tool)
        } else {
            self.context.boolean(Boolean::Join, &shapes.iter().map(Rc::as_ref).collect::<Vec<_>>(), &[&tool])?
        };
        let mut known_by = Vec::new();
        for &other in targets[1..].iter().rev() {
            known_by.extend(self.bodies.remove(other).known_by);
        }
        self.bodies[targets[0]].known_by.extend(known_by);
        self.bodies[targets[0]].shape = shape.map(Rc::new);
        Ok(())
    }

    /// The bodies as they are, as a solid that shares geometry with none of them.
    fn solid(&self) -> Result<Solid, KernelError> {
        let failed = |e| self.context.failed(Operation::Join, e);
        let mut names = Vec::new();
        let mut parts: Vec<Sound> = Vec::new();
        for group in self.united()? {
            let part = simplest(&group.sound, group.bounds, &self.context.watch).map_err(failed)?;
            let solids = ffi::tally(&part.shape).map_err(failed)?.solids;
            let name = self.program.steps.get(group.step).and_then(|s| s.name.clone());
            names.extend((0..solids).map(|_| name.clone()));
            parts.push(part);
        }
        let all = ffi::gather(&list(&parts.iter().collect::<Vec<_>>())).map_err(failed)?;
        Solid::sound(all, names, self.offset)
    }

    /// Copies of the bodies, those that share volume or were placed to be joined made one.
    fn united(&self) -> Result<Vec<Group>, KernelError> {
        let failed = |e| self.context.failed(Operation::Join, e);
        let mut groups: Vec<Group> = Vec::new();
        for body in &self.bodies {
            let Some(sound) = &body.shape else { continue };
            let mut group = Group {
                // Booleans adjust tolerances of what they are given; later steps must find the body as it was.
                sound: Sound { shape: ffi::copy(&sound.shape).map_err(failed)?, volume: sound.volume },
                bounds: bounds(sound).map_err(failed)?,
                known_by: body.known_by.clone(),
                step: body.step,
            };
            let mut place = 0;
            while let Some(other) = groups.get(place) {
                if !self.belong_together(other, &group)? {
                    place += 1;
                    continue;
                }
                let other = groups.remove(place);
                let joined = self.context.boolean(Boolean::Join, &[&other.sound], &[&group.sound])?;
                let lost = KernelError::Empty { step: self.context.step, operation: Operation::Join };
                group.sound = joined.ok_or(lost)?;
                group.bounds = group.bounds.union(other.bounds);
                group.known_by.extend(other.known_by);
                group.step = group.step.min(other.step);
                // What has grown may reach bodies that were passed already.
                place = 0;
            }
            groups.push(group);
        }
        groups.sort_by_key(|g| g.step);
        Ok(groups)
    }

    fn belong_together(&self, a: &Group, b: &Group) -> Result<bool, KernelError> {
        if self.placed_onto(a, b) || self.placed_onto(b, a) {
            return Ok(true);
        }
        let shared = (a.bounds.max.min(b.bounds.max) - a.bounds.min.max(b.bounds.min)).min_element();
        if shared <= 1e-6 {
            return Ok(false);
        }
        let common = self.context.boolean(Boolean::Intersect, &[&a.sound], &[&b.sound])?;
        let least = 1e-9 * a.bounds.diagonal().min(b.bounds.diagonal()).powi(3);
        Ok(common.is_some_and(|c| c.volume > least))
    }

    /// Whether `a` was begun by a placement that joins, and `b` is what it is to join.
    fn placed_onto(&self, a: &Group, b: &Group) -> bool {
        let Some(step) = self.program.steps.get(a.step) else { return false };
        if step.combine.mode != Mode::Join || !matches!(step.operation, program::Operation::Place { .. }) {
            return false;
        }
        match &step.combine.targets {
            Targets::All => b.step <= a.step,
            Targets::Bodies(steps) => {
                b.step == a.step || b.known_by.iter().any(|&p| steps.contains(&self.prisms[p].step))
            }
        }
    }
}

/// Bodies that have become one.
struct Group {
    sound: Sound,
    bounds: Aabb3,
    known_by: Vec<usize>,
    step: usize,
}

fn bounds(sound: &Sound) -> Result<Aabb3, cxx::Exception> {
    let b = ffi::bounds(&sound.shape)?;
    Ok(Aabb3 { min: Vec3::new(b.min.x, b.min.y, b.min.z), max: Vec3::new(b.max.x, b.max.y, b.max.z) })
}

/// The body with faces that continue one another made one, if that leaves it the same body; shares geometry
/// with nothing.
fn simplest(body: &Sound, bounds: Aabb3, watch: &Watch) -> Result<Sound, cxx::Exception> {
    // Planes count as one where they part by less than the kernel's tolerance over the whole body.
    let angular = (1e-7 / bounds.diagonal()).clamp(1e-12, 1e-6);
    if let Some(shape) = unified(&body.shape, angular, watch) {
        let (before, after) = (ffi::tally(&body.shape)?, ffi::tally(&shape)?);
        let parts = |t: &ffi::Tally| (t.solids, t.faces, t.edges);
        // Where nothing was merged, nothing can have gone wrong.
        if parts(&before) == parts(&after) {
            return Ok(Sound { shape, volume: body.volume });
        }
        let volume = ffi::volume(&shape)?.total;
        let same = (volume - body.volume).abs() <= 1e-7 * body.volume && before.solids == after.solids;
        if same && ffi::fault(&shape)?.is_empty() {
            return Ok(Sound { shape, volume });
        }
    }
    Ok(Sound { shape: ffi::copy(&body.shape)?, volume: body.volume })
}

/// The shape with faces that continue one another made one; `None` where that fails, or takes longer than it ever should.
///
/// The kernel's loops over the edges of merged faces do not always end, and know no wish to stop. So they run on a thread with a copy of
/// its own, and one that does not come back is left to itself: it ends with the process.
fn unified(shape: &ffi::Shape, angular: f64, watch: &Watch) -> Option<cxx::UniquePtr<ffi::Shape>> {
    const NAP: Duration = Duration::from_millis(20);
    /// Naps: five seconds, and one where time is up.
    const PATIENCE: usize = 250;
    const HURRIED: usize = 50;
    let own = ffi::copy(shape).ok()?;
    let (answer, wait) = mpsc::channel();
    thread::spawn(move || answer.send(ffi::unify(&own, angular)));
    let mut naps = 0;
    loop {
        match wait.recv_timeout(NAP) {
            Ok(shape) => return shape.ok(),
            Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) => naps += 1,
        }
        if naps >= if watch.should_stop() { HURRIED } else { PATIENCE } {
            return None;
        }
    }
}
