//! One prism of a program: looked over, moved near zero, and made a solid.

use crate::boolean::{Context, Sound};
use crate::error::{KernelError, Operation};
use crate::shim::ffi::{self, Boolean};
use crate::sketch::{FARTHEST, Outline, SHORTEST, plane};
use resolid_geom::{Aabb2, Aabb3, Frame, Loop, Profile, Vec2, Vec3};
use resolid_program::{Mode, Prism};

/// A prism the kernel can work on.
pub(crate) struct Ready {
    frame: Frame,
    profiles: Vec<Profile>,
    range: [f64; 2],
    pub mode: Mode,
    pub targets: Option<Vec<usize>>,
    pub step: usize,
}

/// The prisms, found drawable, and how far they were moved: `world = built + offset`.
///
/// The kernel's tolerance is an absolute 10⁻⁷ mm. A part that lies a kilometre off has lost four digits against it,
/// and Booleans there overlook contacts; so such a part is built at zero.
pub(crate) fn ready(prisms: &[Prism]) -> Result<(Vec<Ready>, Vec3), KernelError> {
    for prism in prisms {
        check(prism).map_err(|reason| KernelError::Sketch { step: prism.step, reason })?;
    }
    let mut extent = Aabb3::EMPTY;
    for prism in prisms.iter().filter(|p| matches!(p.mode, Mode::New | Mode::Join)) {
        let flat = prism.profiles.iter().fold(Aabb2::EMPTY, |b, p| b.union(p.bounds()));
        for (x, y) in
            [(flat.min.x, flat.min.y), (flat.max.x, flat.min.y), (flat.min.x, flat.max.y), (flat.max.x, flat.max.y)]
        {
            for z in prism.range {
                extent.include(prism.frame.world_from_local(Vec3::new(x, y, z)));
            }
        }
    }
    let far = !extent.is_empty() && extent.center().length() > 10.0 * extent.diagonal();
    // A whole number, so that round coordinates stay round.
    let offset = if far { extent.center().round() } else { Vec3::ZERO };
    Ok((prisms.iter().map(|p| Ready::near(p, offset)).collect(), offset))
}

/// What makes a prism impossible to draw.
fn check(prism: &Prism) -> Result<(), String> {
    let [low, high] = prism.range;
    let depth = high - low;
    if !(depth >= SHORTEST) || low.abs().max(high.abs()) > FARTHEST {
        return Err(format!(
            "it extrudes from {low} to {high} mm; a depth of {SHORTEST:e} at least and heights to {FARTHEST:e} can be held"
        ));
    }
    if prism.profiles.is_empty() {
        return Err("the sketch has no profile".into());
    }
    plane(&prism.frame, low)?;
    for (index, profile) in prism.profiles.iter().enumerate() {
        Outline::of(profile, &format!("profile {}", index + 1))?;
    }
    Ok(())
}

impl Ready {
    fn near(prism: &Prism, offset: Vec3) -> Self {
        let mut frame = prism.frame.at(prism.frame.origin - offset);
        let mut profiles = prism.profiles.clone();
        let flat = profiles.iter().fold(Aabb2::EMPTY, |b, p| b.union(p.bounds()));
        if flat.center().length() > 10.0 * flat.size().length() {
            // A sketch far from its own origin is carried to it in the plane.
            let center = flat.center().round();
            frame = frame.at(frame.world_from_sketch(center));
            let near = |l: &Loop| l.mapped(1.0, false, |p: Vec2| p - center);
            profiles = profiles
                .iter()
                .map(|p| Profile { outer: near(&p.outer), holes: p.holes.iter().map(near).collect() })
                .collect();
        }
        Self { frame, profiles, range: prism.range, mode: prism.mode, targets: prism.targets.clone(), step: prism.step }
    }

    /// The union of the profiles, extruded.
    pub fn solid(&self, context: &Context<'_>) -> Result<Sound, KernelError> {
        let shapes = (0..self.profiles.len()).map(|i| self.region(i, context)).collect::<Result<Vec<_>, _>>()?;
        let (first, others) = shapes.split_first().expect("prisms without profiles were refused");
        if others.is_empty() {
            return Ok(shapes.into_iter().next().expect("there is one"));
        }
        let union = context.boolean(Boolean::Join, &[first], &others.iter().collect::<Vec<_>>())?;
        union.ok_or(KernelError::Empty { step: self.step, operation: Operation::Extrude })
    }

    /// One profile, extruded.
    fn region(&self, index: usize, context: &Context<'_>) -> Result<Sound, KernelError> {
        let profile = &self.profiles[index];
        let place = format!("profile {}", index + 1);
        let refused = match self.pushed(&Outline::of(profile, &place).map_err(|r| self.sketch(r))?, context)? {
            Ok(shape) => return Ok(shape),
            Err(reason) => reason,
        };
        if profile.holes.is_empty() {
            return Err(self.sketch(format!("{place}: {refused}")));
        }
        // Holes that touch or cross another loop make no face, but their prisms can be cut away.
        let disc = |loop_: &Loop| -> Result<Sound, KernelError> {
            let outline = Outline::disc(loop_).map_err(|r| self.sketch(format!("{place}: {r}")))?;
            self.pushed(&outline, context)?.map_err(|r| self.sketch(format!("{place}: {r}")))
        };
        let outer = disc(&profile.outer)?;
        let holes = profile.holes.iter().map(disc).collect::<Result<Vec<_>, _>>()?;
        context
            .boolean(Boolean::Cut, &[&outer], &holes.iter().collect::<Vec<_>>())?
            .ok_or_else(|| self.sketch(format!("{place}: its holes leave nothing of it")))
    }

    /// The outline, extruded; inside, why the kernel takes no such outline.
    fn pushed(&self, outline: &Outline, context: &Context<'_>) -> Result<Result<Sound, String>, KernelError> {
        let [low, high] = self.range;
        let plane = plane(&self.frame, low).map_err(|r| self.sketch(r))?;
        let shape = match ffi::prism(&plane, &outline.curves, &outline.sizes, high - low) {
            Ok(shape) => shape,
            Err(error) => return Ok(Err(error.what().to_string())),
        };
        let volume = ffi::volume(&shape).map_err(|e| context.failed(Operation::Extrude, e))?;
        // The area between crossing loops can come out right in sum and wrong in sign.
        if volume.solids == 1 && volume.least > 0.0 {
            Ok(Ok(Sound { shape, volume: volume.total }))
        } else {
            Ok(Err(format!("it extrudes to {} solids of {} mm³", volume.solids, volume.total)))
        }
    }

    fn sketch(&self, reason: String) -> KernelError {
        KernelError::Sketch { step: self.step, reason }
    }
}
