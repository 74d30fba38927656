//! DeepCAD JSON to program.

use super::DeepCadError as Error;
use super::form;
use super::published;
use crate::check::endless;
use crate::geom::{Edge, Frame, Loop, Profile, Vec2};
use crate::program::{Combine, Extent, Extrude, Mode, Operation, Program, Sketch, Step, Unit};
use crate::region::nest;
use serde::de::DeserializeOwned;

/// Millimetres in the form's unit.
pub(super) const MM: f64 = 1000.0;

/// The operations the form knows.
pub(super) const OPERATIONS: &str =
    "NewBodyFeatureOperation, JoinFeatureOperation, CutFeatureOperation, IntersectFeatureOperation";

/// The kinds of extent the form knows.
pub(super) const EXTENTS: &str = "OneSideFeatureExtentType, SymmetricFeatureExtentType, TwoSidesFeatureExtentType";

/// Ends of curves this far apart, relative to the loop's size, still meet. The data set's worst gaps are 1e-5.
const GAP: f64 = 1e-4;

/// What a file gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The model.
    pub program: Program,
    /// Extrusions that build nothing and were left out.
    pub passed: Vec<Passed>,
}

/// An extrusion of the file that is not in the program.
#[derive(Clone, Debug, PartialEq)]
pub struct Passed {
    /// Its place among the extrusions of `sequence`, from 0.
    pub extrusion: usize,
    /// Its name in the document.
    pub name: String,
    /// Why it was left out.
    pub reason: &'static str,
}

/// The program of a DeepCAD model; extrusions without profiles are left out. See the module's text for what the
/// form leaves open.
///
/// # Errors
/// [`DeepCadError`](Error): not of the form, nothing to build, a name that leads nowhere, anything other than
/// plain extrusions of lines, arcs and circles, a loop that does not close.
pub fn read(text: &str) -> Result<Program, Error> {
    read_reporting(text).map(|imported| imported.program)
}

/// As [`read`], and says which extrusions were left out.
///
/// # Errors
/// As [`read`].
pub fn read_reporting(text: &str) -> Result<Imported, Error> {
    import(text, Reading::True)
}

/// The program as the published pipeline builds it, slip and all: it takes plain arctan for the direction of a
/// sketch's normal, so that a sketch whose normal has a negative x comes out turned round. Meshes and `vec` files made by that
/// pipeline agree with this reading; everything else is served by [`read`].
///
/// # Errors
/// As [`read`].
///
/// # Source
/// DeepCAD (arXiv 2105.09492), its `cadlib`; GenCAD and GenCAD-3D inherit it.
pub fn read_published(text: &str) -> Result<Program, Error> {
    import(text, Reading::Published).map(|imported| imported.program)
}

/// The program of a Fusion 360 Gallery reconstruction file, whose form DeepCAD's descends from.
///
/// It differs in this: lengths are centimetres; `NewBody` and `NewComponent` start bodies; arcs run counter-clockwise about
/// their `normal`; a symmetric extent may give its full length; a sketch may be extruded from an offset; a negative first
/// distance does not turn the second.
///
/// # Errors
/// As [`read`]; ellipses and splines are among what is refused.
///
/// # Source
/// Fusion 360 Gallery (arXiv 2010.02392), the description and importer of its reconstruction subset.
pub fn read_fusion(text: &str) -> Result<Imported, Error> {
    import(text, Reading::Fusion)
}

/// How the form is read.
#[derive(Clone, Copy, PartialEq)]
enum Reading {
    True,
    Published,
    Fusion,
}

impl Reading {
    /// Millimetres in the unit.
    fn mm(self) -> f64 {
        if self == Self::Fusion { 10.0 } else { MM }
    }
}

fn import(text: &str, reading: Reading) -> Result<Imported, Error> {
    let model: form::Model = serde_json::from_str(text).map_err(|e| Error::Form { message: e.to_string() })?;
    let mut steps: Vec<Step> = Vec::new();
    let mut passed = Vec::new();
    let extrusions = model.sequence.iter().filter(|i| i.kind == "ExtrudeFeature");
    let mut count = 0;
    for (extrusion, item) in extrusions.enumerate() {
        count += 1;
        let source: form::Extrusion = entity(&model, extrusion, "extrusion", &item.entity)?;
        if source.profiles.is_empty() {
            passed.push(Passed { extrusion, name: source.name, reason: "it names no profile" });
            continue;
        }
        let first = steps.is_empty();
        if first && matches!(source.operation.as_str(), "CutFeatureOperation" | "IntersectFeatureOperation") {
            return Err(Error::NoBody { extrusion, operation: source.operation });
        }
        steps.extend(steps_of(&model, extrusion, &source, first, reading)?);
    }
    if steps.is_empty() {
        return Err(Error::Empty { extrusions: count, passed: passed.len() });
    }
    let program = Program { unit: Unit::Mm, steps, ..Program::default() };
    match endless(&program) {
        Some(problem) => Err(Error::Endless { at: problem.at, message: problem.message }),
        None => Ok(Imported { program, passed }),
    }
}

pub(super) fn entity<T: DeserializeOwned>(
    model: &form::Model,
    extrusion: usize,
    what: &'static str,
    id: &str,
) -> Result<T, Error> {
    let value = model.entities.get(id).ok_or_else(|| Error::Missing { extrusion, what, id: id.to_owned() })?;
    T::deserialize(value).map_err(|e| Error::Form { message: format!("entity `{id}`: {e}") })
}

/// The steps of one extrusion: one for each sketch its profiles come from.
fn steps_of(
    model: &form::Model,
    extrusion: usize,
    source: &form::Extrusion,
    first: bool,
    reading: Reading,
) -> Result<Vec<Step>, Error> {
    let mode = match source.operation.as_str() {
        "NewBodyFeatureOperation" if first => Mode::New,
        "NewBodyFeatureOperation" | "NewComponentFeatureOperation" if reading == Reading::Fusion => Mode::New,
        "NewBodyFeatureOperation" | "JoinFeatureOperation" => Mode::Join,
        "CutFeatureOperation" => Mode::Cut,
        "IntersectFeatureOperation" => Mode::Intersect,
        _ => {
            return Err(Error::Unsupported {
                extrusion,
                what: "operation",
                value: source.operation.clone(),
                known: OPERATIONS,
            });
        }
    };
    if let Some(start) = &source.start_extent
        && start.kind != "ProfilePlaneStartDefinition"
        && !(reading == Reading::Fusion && start.offset.is_some())
    {
        return Err(Error::Unsupported {
            extrusion,
            what: "start_extent",
            value: start.kind.clone(),
            known: "ProfilePlaneStartDefinition",
        });
    }
    let extent = extent_of(extrusion, source, reading)?;
    let offset = source.start_extent.as_ref().and_then(|s| s.offset.as_ref()).map_or(0.0, |o| o.value * reading.mm());
    // Profiles of one sketch are one step. The names are few, so a list is looked through.
    let mut sketches: Vec<(&str, Sketch)> = Vec::new();
    for (index, name) in source.profiles.iter().enumerate() {
        let again = |n: &form::ProfileName| n.sketch == name.sketch && n.profile == name.profile;
        if source.profiles[..index].iter().any(again) {
            continue; // Some documents name a profile twice.
        }
        let sketch: form::Sketch = entity(model, extrusion, "sketch", &name.sketch)?;
        let profile = sketch.profiles.get(&name.profile).ok_or_else(|| Error::Missing {
            extrusion,
            what: "profile",
            id: format!("{}/{}", name.sketch, name.profile),
        })?;
        let profiles = profiles_of(extrusion, index, profile, reading)?;
        let frame = frame_of(extrusion, &sketch.transform, reading.mm())?;
        let frame = frame.at(frame.origin + frame.z() * offset);
        let frame = match reading {
            Reading::True | Reading::Fusion => frame,
            Reading::Published => published::frame(&frame, &profiles),
        };
        match sketches.iter_mut().find(|(id, s)| *id == name.sketch && s.frame == frame) {
            Some((_, sketch)) => sketch.profiles.extend(profiles),
            None => sketches.push((&name.sketch, Sketch { frame, profiles })),
        }
    }
    let name = Some(source.name.trim()).filter(|n| !n.is_empty()).map(str::to_owned);
    Ok(sketches
        .into_iter()
        .enumerate()
        .map(|(i, (_, sketch))| Step {
            name: name.clone(),
            group: None,
            suppressed: false,
            operation: Operation::Extrude(Extrude { sketch, extent }),
            combine: Combine::all(if mode == Mode::New && i > 0 { Mode::Join } else { mode }),
        })
        .collect())
}

fn extent_of(extrusion: usize, source: &form::Extrusion, reading: Reading) -> Result<Extent, Error> {
    let distance = |d: &form::Distance| -> Result<f64, Error> {
        let taper = d.taper_angle.as_ref().map_or(0.0, |t| t.value);
        if taper != 0.0 {
            return Err(Error::Unsupported { extrusion, what: "taper_angle", value: taper.to_string(), known: "0" });
        }
        // Fusion's symmetric extent is a definition of its own, and a distance all the same.
        let symmetric = reading == Reading::Fusion && d.kind == "SymmetricExtentDefinition";
        if d.kind != "DistanceExtentDefinition" && !symmetric {
            return Err(Error::Unsupported {
                extrusion,
                what: "extent",
                value: d.kind.clone(),
                known: "DistanceExtentDefinition",
            });
        }
        Ok(d.distance.value * reading.mm())
    };
    let one = distance(&source.extent_one)?;
    match source.extent_type.as_str() {
        "OneSideFeatureExtentType" => Ok(Extent::OneSide { distance: one }),
        "SymmetricFeatureExtentType" if source.extent_one.is_full_length && reading == Reading::Fusion => {
            Ok(Extent::Symmetric { distance: one.abs() / 2.0 })
        }
        "SymmetricFeatureExtentType" => Ok(Extent::Symmetric { distance: one.abs() }),
        "TwoSidesFeatureExtentType" => {
            let two = source.extent_two.as_ref().map(distance).transpose()?.unwrap_or(0.0);
            // A negative first distance is Onshape's "opposite direction": the two sides change places.
            Ok(if one < 0.0 && reading != Reading::Fusion {
                Extent::TwoSides { forward: two, backward: -one }
            } else {
                Extent::TwoSides { forward: one, backward: two }
            })
        }
        other => Err(Error::Unsupported { extrusion, what: "extent_type", value: other.to_owned(), known: EXTENTS }),
    }
}

fn frame_of(extrusion: usize, t: &form::Transform, mm: f64) -> Result<Frame, Error> {
    let (x, z) = (t.x_axis.vec3(), t.z_axis.vec3());
    let mended_z = z.normalize_or_zero();
    let mended_x = (x - mended_z * x.dot(mended_z)).normalize_or_zero();
    let mended_y = mended_z.cross(mended_x);
    let off = (mended_x - x)
        .abs()
        .max_element()
        .max((mended_z - z).abs().max_element())
        .max((mended_y - t.y_axis.vec3()).abs().max_element());
    if off <= 1e-3 {
        Ok(Frame { origin: t.origin.vec3() * mm, x: mended_x, y: mended_y })
    } else {
        Err(Error::Frame { extrusion, off })
    }
}

fn profiles_of(
    extrusion: usize,
    profile: usize,
    source: &form::Profile,
    reading: Reading,
) -> Result<Vec<Profile>, Error> {
    let mut loops = Vec::new();
    for (loop_, l) in source.loops.iter().enumerate() {
        loops.push(Place { extrusion, profile, loop_, reading }.loop_of(l)?);
    }
    if loops.is_empty() {
        return Err(Error::Curve { extrusion, profile, loop_: 0, reason: "the profile has no loop".into() });
    }
    Ok(nest(loops))
}

/// A curve with both its ends, before the loop is chained.
#[derive(Clone, Copy)]
struct Open {
    start: Vec2,
    end: Vec2,
    sweep: f64,
}

impl Open {
    fn reversed(self) -> Self {
        Self { start: self.end, end: self.start, sweep: -self.sweep }
    }
}

/// Where in the file a loop stands, for messages.
#[derive(Clone, Copy)]
struct Place {
    extrusion: usize,
    profile: usize,
    loop_: usize,
    reading: Reading,
}

impl Place {
    fn fault(self, reason: String) -> Error {
        Error::Curve { extrusion: self.extrusion, profile: self.profile, loop_: self.loop_, reason }
    }

    fn field<T>(self, value: Option<T>, curve: &form::Curve, name: &str) -> Result<T, Error> {
        value.ok_or_else(|| self.fault(format!("{} has no {name}", curve.kind)))
    }

    fn loop_of(self, source: &form::Loop) -> Result<Loop, Error> {
        let mut open = Vec::new();
        for curve in &source.profile_curves {
            match curve.kind.as_str() {
                "Circle3D" if source.profile_curves.len() == 1 => {
                    let center = self.field(curve.center_point, curve, "center_point")?.vec2();
                    let radius = self.field(curve.radius, curve, "radius")?.abs();
                    if radius == 0.0 {
                        return Err(self.fault("a circle of radius 0".into()));
                    }
                    return Ok(Loop::circle(center * self.reading.mm(), radius * self.reading.mm()));
                }
                "Circle3D" => return Err(self.fault("a circle among other curves of one loop".into())),
                "Line3D" => open.push(Open {
                    start: self.field(curve.start_point, curve, "start_point")?.vec2() * self.reading.mm(),
                    end: self.field(curve.end_point, curve, "end_point")?.vec2() * self.reading.mm(),
                    sweep: 0.0,
                }),
                "Arc3D" => open.push(self.arc_of(curve)?),
                other => {
                    return Err(Error::Unsupported {
                        extrusion: self.extrusion,
                        what: "curve",
                        value: other.to_owned(),
                        known: "Line3D, Arc3D, Circle3D",
                    });
                }
            }
        }
        self.chained(open)
    }

    fn arc_of(self, curve: &form::Curve) -> Result<Open, Error> {
        let start = self.field(curve.start_point, curve, "start_point")?.vec2();
        let end = self.field(curve.end_point, curve, "end_point")?.vec2();
        let center = self.field(curve.center_point, curve, "center_point")?.vec2();
        let from = self.field(curve.start_angle, curve, "start_angle")?;
        let to = self.field(curve.end_angle, curve, "end_angle")?;
        let reference = self.field(curve.reference_vector, curve, "reference_vector")?.vec2();
        let sweep = to - from;
        if !(sweep > 0.0 && sweep < std::f64::consts::TAU) {
            return Err(self.fault(format!("an arc of {:.3}°; between 0° and 360° is allowed", sweep.to_degrees())));
        }
        // DeepCAD's normals mean nothing; Fusion's turn the arc round.
        let downward = self.reading == Reading::Fusion && curve.normal.is_some_and(|n| n.z < 0.0);
        let (from, to, sweep) = if downward { (-from, -to, -sweep) } else { (from, to, sweep) };
        // The run from the reference vector either starts at `start_point` or ends there.
        let (s, e) = ((start - center).normalize_or_zero(), (end - center).normalize_or_zero());
        let first = Vec2::from_angle(from).rotate(reference);
        let last = Vec2::from_angle(to).rotate(reference);
        let forward = first.distance(s).max(last.distance(e));
        let backward = first.distance(e).max(last.distance(s));
        if forward.min(backward) > 1e-2 {
            return Err(
                self.fault(format!("an arc whose ends lie {:.2}° off its angles", forward.min(backward).to_degrees()))
            );
        }
        let sweep = if forward <= backward { sweep } else { -sweep };
        Ok(Open { start: start * self.reading.mm(), end: end * self.reading.mm(), sweep })
    }

    /// The curves end to end, each turned round where needed; the nearest free end is always taken.
    fn chained(self, mut open: Vec<Open>) -> Result<Loop, Error> {
        let ends = open.iter().flat_map(|c| [c.start, c.end]);
        let size = crate::geom::Aabb2::of(ends).size().max_element();
        let tolerance = GAP * size;
        open.retain(|c| c.start.distance(c.end) > 1e-9 * size);
        if open.len() < 2 {
            return Err(self.fault(format!("{} curves enclose nothing", open.len())));
        }
        let first = open.remove(0);
        let mut chain = vec![first];
        let mut at = first.end;
        while !open.is_empty() {
            let near = |c: &Open| c.start.distance(at).min(c.end.distance(at));
            let next = (0..open.len()).min_by(|&i, &j| near(&open[i]).total_cmp(&near(&open[j]))).unwrap_or(0);
            let curve = open.remove(next);
            let curve = if curve.start.distance(at) <= curve.end.distance(at) { curve } else { curve.reversed() };
            self.meets(at, curve.start, tolerance)?;
            at = curve.end;
            chain.push(curve);
        }
        self.meets(at, first.start, tolerance)?;
        Ok(Loop::Path(chain.into_iter().map(|c| Edge { start: c.start, sweep: c.sweep }).collect()))
    }

    fn meets(self, a: Vec2, b: Vec2, tolerance_mm: f64) -> Result<(), Error> {
        let gap_mm = a.distance(b);
        if gap_mm <= tolerance_mm {
            return Ok(());
        }
        Err(Error::Open { extrusion: self.extrusion, profile: self.profile, loop_: self.loop_, gap_mm, tolerance_mm })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A half disc of radius 10 mm, its diameter given backwards and its arc with a normal that means nothing.
    fn half_disc(normal_z: f64, operation: &str, extent_type: &str, one: f64, two: f64) -> String {
        format!(
            r#"{{"entities": {{
              "S": {{"type": "Sketch", "name": "s", "reference_plane": {{}},
                "transform": {{"origin": {{"x": 0, "y": 0, "z": 0.5}}, "x_axis": {{"x": 1, "y": 0, "z": 0}},
                  "y_axis": {{"x": 0, "y": 1, "z": 0}}, "z_axis": {{"x": 0, "y": 0, "z": 1}}}},
                "profiles": {{"P": {{"loops": [{{"is_outer": true, "profile_curves": [
                  {{"type": "Line3D", "curve": "a", "start_point": {{"x": 0.01, "y": 0, "z": 0}}, "end_point": {{"x": -0.01, "y": 0, "z": 0}}}},
                  {{"type": "Arc3D", "curve": "b", "start_point": {{"x": 0.01, "y": 0, "z": 0}}, "end_point": {{"x": -0.01, "y": 0, "z": 0}},
                    "center_point": {{"x": 0, "y": 0, "z": 0}}, "radius": 0.01, "normal": {{"x": 0, "y": 0, "z": {normal_z}}},
                    "start_angle": 0, "end_angle": 3.141592653589793, "reference_vector": {{"x": -1, "y": 0, "z": 0}}}}
                ]}}]}}}}}},
              "E": {{"type": "ExtrudeFeature", "name": "Extrude 1", "profiles": [{{"sketch": "S", "profile": "P"}}],
                "operation": "{operation}", "extent_type": "{extent_type}", "start_extent": {{"type": "ProfilePlaneStartDefinition"}},
                "extent_one": {{"type": "DistanceExtentDefinition", "distance": {{"value": {one}}}}},
                "extent_two": {{"type": "DistanceExtentDefinition", "distance": {{"value": {two}}}}}}}
            }}, "sequence": [{{"index": 0, "type": "Sketch", "entity": "S"}}, {{"index": 1, "type": "ExtrudeFeature", "entity": "E"}}]}}"#
        )
    }

    #[test]
    fn arc_runs_counter_clockwise_from_its_reference_whatever_its_normal_says() {
        for normal in [1.0, -1.0, 0.0] {
            let text = half_disc(normal, "NewBodyFeatureOperation", "OneSideFeatureExtentType", 0.002, 0.0);
            let program = read(&text).unwrap();
            let extrude = program.steps[0].as_extrude().unwrap();
            // From (−10, 0) counter-clockwise by half a turn: the lower half.
            let bounds = extrude.sketch.profiles[0].bounds();
            assert!((bounds.min - Vec2::new(-10.0, -10.0)).length() < 1e-9, "{bounds:?}");
            assert!(bounds.max.y.abs() < 1e-9);
            assert_eq!(extrude.extent.range(), [0.0, 2.0]);
            assert_eq!(extrude.sketch.frame.origin.z, 500.0);
        }
    }

    #[test]
    fn symmetric_reaches_both_ways_and_negative_two_sided_turns_round() {
        let read_range = |kind: &str, one, two| {
            let text = half_disc(1.0, "NewBodyFeatureOperation", kind, one, two);
            read(&text).unwrap().steps[0].as_extrude().unwrap().extent.range()
        };
        assert_eq!(read_range("SymmetricFeatureExtentType", -0.003, 0.0), [-3.0, 3.0]);
        assert_eq!(read_range("TwoSidesFeatureExtentType", 0.003, 0.001), [-1.0, 3.0]);
        assert_eq!(read_range("TwoSidesFeatureExtentType", -0.003, 0.001), [-3.0, 1.0]);
    }

    #[test]
    fn what_is_not_understood_is_refused_by_name() {
        let refused = |from: &str, to: &str| {
            let text = half_disc(1.0, "NewBodyFeatureOperation", "OneSideFeatureExtentType", 0.002, 0.0);
            let changed = text.replace(from, to);
            assert_ne!(text, changed, "the test must change the text");
            read(&changed).unwrap_err().to_string()
        };
        assert!(refused("Line3D", "NurbsCurve3D").contains("NurbsCurve3D"));
        assert!(refused("OneSideF", "ThroughAllF").contains("ThroughAllFeatureExtentType"));
        assert!(refused("\"profile\": \"P\"", "\"profile\": \"Q\"").contains("S/Q"));
        assert!(
            refused(
                "{\"x\": 0.01, \"y\": 0, \"z\": 0}, \"end_point\": {\"x\": -0.01, \"y\": 0, \"z\": 0}},",
                "{\"x\": 0.01, \"y\": 0.001, \"z\": 0}, \"end_point\": {\"x\": -0.01, \"y\": 0, \"z\": 0}},"
            )
            .contains("open by 1.0000 mm")
        );
        assert!(
            refused("\"profiles\": [{\"sketch\": \"S\", \"profile\": \"P\"}]", "\"profiles\": []")
                .contains("builds nothing")
        );
        let vast = half_disc(1.0, "NewBodyFeatureOperation", "OneSideFeatureExtentType", 1e306, 0.0);
        assert!(read(&vast).unwrap_err().to_string().contains("step 1: the extent holds inf in millimetres"));
        assert!(read("[1]").unwrap_err().to_string().contains("entities"));
        assert!(read("").unwrap_err().to_string().contains("not DeepCAD JSON"));
    }
}
