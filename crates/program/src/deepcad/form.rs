//! The fields of DeepCAD JSON that are read and written; others are ignored in reading.

use crate::geom::{Vec2, Vec3};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// A whole file. Entities are kept as values until the sequence asks for them.
#[derive(Deserialize)]
pub struct Model {
    pub entities: BTreeMap<String, Value>,
    pub sequence: Vec<Item>,
    /// Kept as it is: only its bounding box is of use, and only to some readers.
    #[serde(default)]
    pub properties: Value,
}

/// `properties.bounding_box`.
#[derive(Deserialize)]
pub struct Bounds {
    pub max_point: Point,
    pub min_point: Point,
}

#[derive(Serialize, Deserialize)]
pub struct Item {
    #[serde(default)]
    pub index: usize,
    #[serde(rename = "type")]
    pub kind: String,
    pub entity: String,
}

#[derive(Serialize, Deserialize)]
pub struct Extrusion {
    #[serde(default)]
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub profiles: Vec<ProfileName>,
    pub operation: String,
    pub extent_type: String,
    pub extent_one: Distance,
    #[serde(default)]
    pub extent_two: Option<Distance>,
    #[serde(default)]
    pub start_extent: Option<Kind>,
}

#[derive(Serialize, Deserialize)]
pub struct ProfileName {
    pub sketch: String,
    pub profile: String,
}

#[derive(Serialize, Deserialize)]
pub struct Kind {
    #[serde(rename = "type")]
    pub kind: String,
    /// How far from the profile an extrusion starts; Fusion only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<Number>,
}

#[derive(Serialize, Deserialize)]
pub struct Distance {
    #[serde(rename = "type", default)]
    pub kind: String,
    /// Whether a symmetric distance is the whole depth; Fusion only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_full_length: bool,
    pub distance: Number,
    #[serde(default)]
    pub taper_angle: Option<Number>,
}

#[derive(Serialize, Deserialize)]
pub struct Number {
    #[serde(rename = "type", default)]
    pub kind: String,
    #[serde(default)]
    pub role: String,
    #[serde(default)]
    pub name: String,
    pub value: f64,
}

#[derive(Serialize, Deserialize)]
pub struct Sketch {
    #[serde(default)]
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub profiles: BTreeMap<String, Profile>,
    pub transform: Transform,
    /// Always an empty object in the data set; its readers expect the key.
    #[serde(default)]
    pub reference_plane: BTreeMap<String, Value>,
}

#[derive(Serialize, Deserialize)]
pub struct Transform {
    pub origin: Point,
    pub x_axis: Point,
    pub y_axis: Point,
    pub z_axis: Point,
}

#[derive(Serialize, Deserialize)]
pub struct Profile {
    pub loops: Vec<Loop>,
    /// Always an empty object in the data set; its readers expect the key.
    #[serde(default)]
    pub properties: BTreeMap<String, Value>,
}

#[derive(Serialize, Deserialize)]
pub struct Loop {
    #[serde(default)]
    pub is_outer: bool,
    pub profile_curves: Vec<Curve>,
}

/// Any curve; which fields stand depends on `kind`.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Curve {
    #[serde(rename = "type")]
    pub kind: String,
    /// The document's name for the curve.
    pub curve: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_point: Option<Point>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_point: Option<Point>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub center_point: Option<Point>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub radius: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub normal: Option<Point>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_angle: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_angle: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_vector: Option<Point>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct Point {
    pub x: f64,
    pub y: f64,
    pub z: f64,
}

impl Point {
    pub fn vec3(self) -> Vec3 {
        Vec3::new(self.x, self.y, self.z)
    }

    pub fn vec2(self) -> Vec2 {
        Vec2::new(self.x, self.y)
    }
}

impl From<Vec3> for Point {
    fn from(v: Vec3) -> Self {
        Self { x: v.x, y: v.y, z: v.z }
    }
}

impl From<Vec2> for Point {
    fn from(v: Vec2) -> Self {
        Self { x: v.x, y: v.y, z: 0.0 }
    }
}
