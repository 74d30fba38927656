//! Program to DeepCAD JSON.

use super::form;
use super::read::MM;
use crate::flatten::{Prism, flatten};
use crate::geom::{Curve, Loop, Vec2, Vec3};
use crate::program::{Mode, Program};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The program as DeepCAD JSON: what is built, placements expanded, suppressed steps left out; read back it
/// builds the same solid.
///
/// The form knows neither names of bodies, parameters nor groups. A later body is written as `NewBody`, which the
/// form's readers unite with the rest.
///
/// # Errors
/// Says which step cannot be told in the form: one that acts on some of several bodies, or a number that is not finite.
pub fn write(program: &Program) -> Result<String, String> {
    let prisms = flatten(program);
    let mut entities: BTreeMap<String, Value> = BTreeMap::new();
    let mut sequence: Vec<Value> = Vec::new();
    let mut low = Vec3::INFINITY;
    let mut high = Vec3::NEG_INFINITY;
    for (index, prism) in prisms.iter().enumerate() {
        let bodies = prisms[..index].iter().filter(|p| p.mode == Mode::New).count();
        let partial = prism.targets.as_ref().is_some_and(|t| t.len() < bodies);
        // Joining to one body or to all makes the same union; cutting does not.
        if partial && matches!(prism.mode, Mode::Cut | Mode::Intersect) {
            return Err(format!(
                "step {}: DeepCAD JSON cannot cut or intersect only some of {bodies} bodies; let it act on all",
                prism.step + 1
            ));
        }
        if prism.profiles.is_empty() {
            continue;
        }
        if !finite(prism) {
            return Err(format!("step {}: a number is not finite", prism.step + 1));
        }
        let (sketch, extrusion) = (format!("S{index}"), format!("E{index}"));
        let step = &program.steps[prism.step];
        let name = step.name.clone().unwrap_or_else(|| format!("Extrude {}", index + 1));
        entities.insert(sketch.clone(), value(&sketch_form(prism, index))?);
        entities.insert(extrusion.clone(), value(&extrusion_form(prism, &sketch, name))?);
        for (kind, entity) in [("Sketch", sketch), ("ExtrudeFeature", extrusion)] {
            sequence.push(value(&form::Item { index: sequence.len(), kind: kind.into(), entity })?);
        }
        if matches!(prism.mode, Mode::New | Mode::Join) {
            for corner in corners(prism) {
                low = low.min(corner);
                high = high.max(corner);
            }
        }
    }
    if sequence.is_empty() {
        return Err("the program builds nothing".into());
    }
    // Without the additions' box readers that scale by it would fail; cuts can only make the part smaller.
    let bounds = json!({"type": "BoundingBox3D", "min_point": value(&form::Point::from(low / MM))?,
        "max_point": value(&form::Point::from(high / MM))?});
    let model = json!({"entities": entities, "properties": {"bounding_box": bounds}, "sequence": sequence});
    serde_json::to_string(&model).map_err(|e| e.to_string())
}

fn value<T: serde::Serialize>(form: &T) -> Result<Value, String> {
    serde_json::to_value(form).map_err(|e| e.to_string())
}

fn finite(prism: &Prism) -> bool {
    let f = &prism.frame;
    f.origin.is_finite()
        && f.x.is_finite()
        && f.y.is_finite()
        && prism.range.iter().all(|r| r.is_finite())
        && prism.profiles.iter().flat_map(|p| p.loops()).all(|l| match l {
            Loop::Circle(c) => c.center.is_finite() && c.radius.is_finite(),
            Loop::Path(edges) => edges.iter().all(|e| e.start.is_finite() && e.sweep.is_finite()),
        })
}

/// Corners of the prism's box in its own frame, in the world.
fn corners(prism: &Prism) -> impl Iterator<Item = Vec3> + '_ {
    prism.profiles.iter().flat_map(move |p| {
        let b = p.bounds();
        prism.range.into_iter().flat_map(move |h| {
            [b.min, b.max, Vec2::new(b.min.x, b.max.y), Vec2::new(b.max.x, b.min.y)]
                .map(|q| prism.frame.world_from_local(q.extend(h)))
        })
    })
}

/// How far the sketch is moved along its normal: the form's extents start from the sketch plane or straddle it.
fn offset(prism: &Prism) -> f64 {
    let [low, high] = prism.range;
    if low > 0.0 {
        low
    } else if high < 0.0 {
        high
    } else {
        0.0
    }
}

fn sketch_form(prism: &Prism, index: usize) -> form::Sketch {
    let profiles = prism.profiles.iter().enumerate().map(|(i, profile)| {
        let loops = profile.loops().enumerate().map(|(k, l)| form::Loop {
            is_outer: k == 0,
            profile_curves: l
                .curves()
                .enumerate()
                .map(|(c, curve)| curve_form(&curve, format!("C{i}.{k}.{c}")))
                .collect(),
        });
        (format!("P{i}"), form::Profile { loops: loops.collect(), properties: BTreeMap::new() })
    });
    let f = &prism.frame;
    form::Sketch {
        name: format!("Sketch {}", index + 1),
        kind: "Sketch".into(),
        profiles: profiles.collect(),
        transform: form::Transform {
            origin: ((f.origin + f.z() * offset(prism)) / MM).into(),
            x_axis: f.x.into(),
            y_axis: f.y.into(),
            z_axis: f.z().into(),
        },
        reference_plane: BTreeMap::new(),
    }
}

fn curve_form(curve: &Curve, name: String) -> form::Curve {
    let named = |kind: &str| form::Curve { kind: kind.into(), curve: name, ..form::Curve::default() };
    let up = Some(form::Point::from(Vec3::Z));
    match *curve {
        Curve::Line { start, end } => form::Curve {
            start_point: Some((start / MM).into()),
            end_point: Some((end / MM).into()),
            ..named("Line3D")
        },
        Curve::Circle(c) => form::Curve {
            center_point: Some((c.center / MM).into()),
            radius: Some(c.radius / MM),
            normal: up,
            ..named("Circle3D")
        },
        Curve::Arc { start, end, center, radius, sweep } => {
            // The form's arcs run counter-clockwise; a clockwise one is told from its end.
            let (start, end) = if sweep > 0.0 { (start, end) } else { (end, start) };
            form::Curve {
                start_point: Some((start / MM).into()),
                end_point: Some((end / MM).into()),
                center_point: Some((center / MM).into()),
                radius: Some(radius / MM),
                normal: up,
                start_angle: Some(0.0),
                end_angle: Some(sweep.abs()),
                reference_vector: Some(((start - center) / radius).into()),
                ..named("Arc3D")
            }
        }
    }
}

fn extrusion_form(prism: &Prism, sketch: &str, name: String) -> form::Extrusion {
    let off = offset(prism);
    let [low, high] = prism.range.map(|h| h - off);
    let distance = |role: &str, side: &str, value: f64| {
        let number =
            |role: String, value| form::Number { kind: "ModelParameter".into(), role, name: "none".into(), value };
        form::Distance {
            kind: "DistanceExtentDefinition".into(),
            is_full_length: false,
            distance: number(role.into(), value),
            taper_angle: Some(number(format!("{side}TaperAngle"), 0.0)),
        }
    };
    let (extent_type, one, two) = if low == 0.0 {
        ("OneSideFeatureExtentType", high, 0.0)
    } else if high == 0.0 {
        ("OneSideFeatureExtentType", low, 0.0)
    } else if low == -high {
        ("SymmetricFeatureExtentType", high, 0.0)
    } else {
        ("TwoSidesFeatureExtentType", high, -low)
    };
    form::Extrusion {
        name,
        kind: "ExtrudeFeature".into(),
        profiles: (0..prism.profiles.len())
            .map(|i| form::ProfileName { sketch: sketch.into(), profile: format!("P{i}") })
            .collect(),
        operation: match prism.mode {
            Mode::New => "NewBodyFeatureOperation",
            Mode::Join => "JoinFeatureOperation",
            Mode::Cut => "CutFeatureOperation",
            Mode::Intersect => "IntersectFeatureOperation",
        }
        .into(),
        extent_type: extent_type.into(),
        extent_one: distance("AlongDistance", "", one / MM),
        extent_two: Some(distance("AgainstDistance", "Side2", two / MM)),
        start_extent: Some(form::Kind { kind: "ProfilePlaneStartDefinition".into(), offset: None }),
    }
}
