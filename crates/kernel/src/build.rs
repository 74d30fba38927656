//! A program, prism by prism, into bodies and one solid.

use crate::error::{KernelError, Operation};
use crate::shim::ffi::{self, Boolean, Shape};
use crate::sketch::{FARTHEST, Outline, SHORTEST, plane};
use crate::solid::Solid;
use crate::stop::Watch;
use cxx::UniquePtr;
use resolid_geom::{Aabb3, Frame, Observer, Profile, Silent, Vec3};
use resolid_program::{Mode, Prism, Program, flatten};

/// The solid that `program` describes: its bodies side by side, faces that continue one another made one.
///
/// Bodies that share volume are joined, so that the solid is the union of its bodies; bodies that only touch
/// stay apart.
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
    builder.finish()
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
        let step = so_far.step;
        stages.push(Stage { step, solid: so_far.snapshot()? });
        Ok(())
    })?;
    Ok(stages)
}

/// One body: what it looks like now and the prisms it is known by.
struct Body {
    /// `None` once it has been cut or intersected away.
    shape: Option<UniquePtr<Shape>>,
    /// Indices of the `New` prisms that began it or were joined into it.
    known_by: Vec<usize>,
    /// The step that began it.
    step: usize,
}

struct Builder<'a> {
    program: &'a Program,
    prisms: Vec<Prism>,
    bodies: Vec<Body>,
    watch: Watch<'a>,
    /// The step at work.
    step: usize,
}

impl<'a> Builder<'a> {
    fn new(program: &'a Program, observer: &'a dyn Observer) -> Result<Self, KernelError> {
        crate::solid::silence();
        let prisms = flatten(program);
        if prisms.is_empty() {
            return Err(KernelError::NoSteps { steps: program.steps.len() });
        }
        let step = prisms[0].step;
        Ok(Self { program, prisms, bodies: Vec::new(), watch: Watch::new(observer), step })
    }

    /// Carries out every prism; `after` is called when a step of the program is complete.
    fn run(&mut self, mut after: impl FnMut(&Self) -> Result<(), KernelError>) -> Result<(), KernelError> {
        let prisms = std::mem::take(&mut self.prisms);
        for (index, prism) in prisms.iter().enumerate() {
            self.watch.observer().stage("build", index as f64 / prisms.len() as f64);
            if self.watch.should_stop() {
                return Err(KernelError::Stopped);
            }
            self.step = prism.step;
            self.apply(index, prism)?;
            if prisms.get(index + 1).is_none_or(|next| next.step != prism.step) {
                self.settle(prism.step)?;
                after(self)?;
            }
        }
        self.prisms = prisms;
        Ok(())
    }

    fn apply(&mut self, index: usize, prism: &Prism) -> Result<(), KernelError> {
        let tool = self.tool(prism)?;
        let operation = Operation::from(prism.mode);
        let targets = match prism.mode {
            Mode::New => {
                self.bodies.push(Body { shape: Some(tool), known_by: vec![index], step: prism.step });
                return Ok(());
            }
            _ => self.targets(prism.targets.as_deref()),
        };
        if targets.is_empty() {
            return Err(KernelError::NoTarget { step: prism.step, operation });
        }
        match prism.mode {
            Mode::Join => self.join(&targets, Some(tool))?,
            _ => {
                let kind = if prism.mode == Mode::Cut { Boolean::Cut } else { Boolean::Intersect };
                for &target in &targets {
                    let Some(shape) = self.bodies[target].shape.take() else { continue };
                    self.bodies[target].shape = self.boolean(kind, &[&shape], &[&tool])?;
                }
                if self.bodies.iter().all(|b| b.shape.is_none()) {
                    return Err(KernelError::Empty { step: prism.step, operation });
                }
            }
        }
        Ok(())
    }

    /// The bodies a Boolean acts on, as indices, each once, in order.
    fn targets(&self, prisms: Option<&[usize]>) -> Vec<usize> {
        let named = |body: &Body| prisms.is_none_or(|list| body.known_by.iter().any(|p| list.contains(p)));
        (0..self.bodies.len()).filter(|&b| named(&self.bodies[b])).collect()
    }

    /// Makes one body of `targets` and `tool`: the first takes in the others.
    fn join(&mut self, targets: &[usize], tool: Option<UniquePtr<Shape>>) -> Result<(), KernelError> {
        let shapes: Vec<_> = targets.iter().filter_map(|&b| self.bodies[b].shape.take()).chain(tool).collect();
        let shape = match shapes.split_last() {
            None => None,
            Some((last, [])) => Some(copy(last).map_err(|e| self.failed(Operation::Join, e))?),
            Some((last, others)) => self.boolean(Boolean::Join, &others.iter().collect::<Vec<_>>(), &[last])?,
        };
        let (&first, others) = targets.split_first().expect("callers pass a target");
        let mut known_by = Vec::new();
        for &other in others.iter().rev() {
            known_by.extend(self.bodies.remove(other).known_by);
        }
        self.bodies[first].known_by.extend(known_by);
        self.bodies[first].shape = shape;
        Ok(())
    }

    /// What is left of a Boolean: `None` when nothing is.
    fn boolean(
        &self,
        kind: Boolean,
        objects: &[&UniquePtr<Shape>],
        tools: &[&UniquePtr<Shape>],
    ) -> Result<Option<UniquePtr<Shape>>, KernelError> {
        let operation = match kind {
            Boolean::Cut => Operation::Cut,
            Boolean::Intersect => Operation::Intersect,
            _ => Operation::Join,
        };
        let failed = |e: cxx::Exception| self.failed(operation, e);
        let result = ffi::combine(kind, &*list(objects), &*list(tools), &self.watch).map_err(failed)?;
        let mass = ffi::mass(&result).map_err(failed)?;
        if mass.least_volume == 0.0 && ffi::tally(&result).map_err(failed)?.solids == 0 {
            return Ok(None);
        }
        let invalid = |reason: String| KernelError::Invalid { step: self.step, operation, reason };
        let fault = ffi::fault(&result).map_err(failed)?;
        if !fault.is_empty() {
            return Err(invalid(fault));
        }
        if !(mass.least_volume > 0.0) {
            return Err(invalid(format!("a volume of {} mm³", mass.least_volume)));
        }
        Ok(Some(result))
    }

    fn failed(&self, operation: Operation, error: cxx::Exception) -> KernelError {
        if self.watch.has_stopped() {
            return KernelError::Stopped;
        }
        KernelError::Failed { step: self.step, operation, message: error.what().to_string() }
    }

    /// The solid of one prism: the union of its profiles, extruded.
    fn tool(&self, prism: &Prism) -> Result<UniquePtr<Shape>, KernelError> {
        let sketch = |reason: String| KernelError::Sketch { step: prism.step, reason };
        let [low, high] = prism.range;
        let height = high - low;
        if !(height >= SHORTEST && height <= 2.0 * FARTHEST) {
            return Err(sketch(format!("the extrusion from {low} to {high} mm has no depth the kernel can hold")));
        }
        if prism.profiles.is_empty() {
            return Err(sketch("the sketch has no profile".into()));
        }
        let mut shapes = Vec::with_capacity(prism.profiles.len());
        for (index, profile) in prism.profiles.iter().enumerate() {
            shapes.push(self.region(&prism.frame, profile, [low, height], index, prism.step)?);
        }
        if shapes.len() == 1 {
            return Ok(shapes.remove(0));
        }
        let (first, others) = shapes.split_at(1);
        let union = self.boolean(Boolean::Join, &[&first[0]], &others.iter().collect::<Vec<_>>())?;
        union.ok_or(KernelError::Empty { step: prism.step, operation: Operation::Extrude })
    }

    /// One profile, extruded.
    fn region(
        &self,
        frame: &Frame,
        profile: &Profile,
        [low, height]: [f64; 2],
        index: usize,
        step: usize,
    ) -> Result<UniquePtr<Shape>, KernelError> {
        let place = format!("profile {index}");
        let sketch = |reason: String| KernelError::Sketch { step, reason };
        let plane = plane(frame, low).map_err(sketch)?;
        let outline = Outline::of(profile, &place).map_err(sketch)?;
        let refused = match ffi::prism(&plane, &outline.curves, &outline.sizes, height) {
            Ok(shape) => return self.positive(shape, &place),
            Err(error) => error.what().to_string(),
        };
        if profile.holes.is_empty() {
            return Err(sketch(format!("{place}: {refused}")));
        }
        // Holes that touch or cross another loop make no face, but their prisms can be cut away.
        let solid = |loop_: &resolid_geom::Loop| -> Result<UniquePtr<Shape>, KernelError> {
            let outline = Outline::disc(loop_).map_err(sketch)?;
            let shape = ffi::prism(&plane, &outline.curves, &outline.sizes, height)
                .map_err(|e| sketch(format!("{place}: {}", e.what())))?;
            self.positive(shape, &place)
        };
        let outer = solid(&profile.outer)?;
        let holes = profile.holes.iter().map(solid).collect::<Result<Vec<_>, _>>()?;
        self.boolean(Boolean::Cut, &[&outer], &holes.iter().collect::<Vec<_>>())?
            .ok_or_else(|| sketch(format!("{place}: its holes leave nothing of it")))
    }

    /// A fresh prism, or an error if it is inside out or flat.
    fn positive(&self, shape: UniquePtr<Shape>, place: &str) -> Result<UniquePtr<Shape>, KernelError> {
        let mass = ffi::mass(&shape).map_err(|e| self.failed(Operation::Extrude, e))?;
        if mass.least_volume > 0.0 {
            return Ok(shape);
        }
        let reason = format!("{place} has a volume of {} mm³", mass.least_volume);
        Err(KernelError::Invalid { step: self.step, operation: Operation::Extrude, reason })
    }

    /// Joins what a placement of mode `Join` has made of its own to the bodies it is to join.
    fn settle(&mut self, step: usize) -> Result<(), KernelError> {
        let _ = step;
        Ok(())
    }

    /// The bodies as they are, as a solid of its own.
    fn snapshot(&self) -> Result<Solid, KernelError> {
        let mut names = Vec::new();
        let mut parts: Vec<UniquePtr<Shape>> = Vec::new();
        let failed = |e| self.failed(Operation::Join, e);
        for body in self.united()? {
            let part = simplest(&body.0).map_err(failed)?;
            let solids = ffi::tally(&part).map_err(failed)?.solids;
            let name = self.program.steps.get(body.1).and_then(|s| s.name.clone());
            names.extend((0..solids).map(|_| name.clone()));
            parts.push(part);
        }
        let all = ffi::gather(&*list(&parts.iter().collect::<Vec<_>>())).map_err(failed)?;
        Solid::measured(copy(&all).map_err(failed)?, names)
    }

    fn finish(self) -> Result<Solid, KernelError> {
        self.snapshot()
    }

    /// The bodies, those that share volume made one, each with the step that began it.
    fn united(&self) -> Result<Vec<(UniquePtr<Shape>, usize)>, KernelError> {
        let failed = |e| self.failed(Operation::Join, e);
        let mut united: Vec<(UniquePtr<Shape>, usize, Aabb3)> = Vec::new();
        for body in &self.bodies {
            let Some(shape) = &body.shape else { continue };
            let mut shape = copy(shape).map_err(failed)?;
            let mut bounds = bounds(&shape).map_err(failed)?;
            let mut begun = body.step;
            let mut place = 0;
            while place < united.len() {
                if self.share_volume(&united[place].0, united[place].2, &shape, bounds)? {
                    let (other, step, other_bounds) = united.remove(place);
                    shape = self
                        .boolean(Boolean::Join, &[&other], &[&shape])?
                        .ok_or_else(|| KernelError::Empty { step: self.step, operation: Operation::Join })?;
                    bounds = bounds.union(other_bounds);
                    begun = begun.min(step);
                    // What has grown may reach bodies that were passed already.
                    place = 0;
                } else {
                    place += 1;
                }
            }
            united.push((shape, begun, bounds));
        }
        united.sort_by_key(|(_, step, _)| *step);
        Ok(united.into_iter().map(|(shape, step, _)| (shape, step)).collect())
    }

    fn share_volume(
        &self,
        a: &UniquePtr<Shape>,
        bounds_a: Aabb3,
        b: &UniquePtr<Shape>,
        bounds_b: Aabb3,
    ) -> Result<bool, KernelError> {
        let shared = (bounds_a.max.min(bounds_b.max) - bounds_a.min.max(bounds_b.min)).min_element();
        if shared <= 1e-6 {
            return Ok(false);
        }
        let common = ffi::combine(Boolean::Intersect, &*list(&[a]), &*list(&[b]), &self.watch)
            .map_err(|e| self.failed(Operation::Intersect, e))?;
        let volume = ffi::mass(&common).map_err(|e| self.failed(Operation::Intersect, e))?.volume;
        let size = bounds_a.diagonal().min(bounds_b.diagonal());
        Ok(volume > 1e-9 * size.powi(3))
    }
}

fn list(shapes: &[&UniquePtr<Shape>]) -> UniquePtr<ffi::Shapes> {
    let mut list = ffi::shapes();
    for shape in shapes {
        list.pin_mut().push(shape);
    }
    list
}

fn copy(shape: &UniquePtr<Shape>) -> Result<UniquePtr<Shape>, cxx::Exception> {
    ffi::copy(shape)
}

fn bounds(shape: &UniquePtr<Shape>) -> Result<Aabb3, cxx::Exception> {
    let b = ffi::bounds(shape)?;
    Ok(Aabb3 { min: Vec3::new(b.min.x, b.min.y, b.min.z), max: Vec3::new(b.max.x, b.max.y, b.max.z) })
}

/// The body with faces that continue one another made one, if that leaves it the same body.
fn simplest(shape: &UniquePtr<Shape>) -> Result<UniquePtr<Shape>, cxx::Exception> {
    let before = ffi::mass(shape)?;
    if let Ok(simple) = ffi::unify(shape) {
        let after = ffi::mass(&simple)?;
        let same = (after.volume - before.volume).abs() <= 1e-7 * before.volume
            && (after.area - before.area).abs() <= 1e-6 * before.area
            && ffi::tally(&simple)?.solids == ffi::tally(shape)?.solids;
        if same && ffi::fault(&simple)?.is_empty() {
            return Ok(simple);
        }
    }
    ffi::copy(shape)
}
