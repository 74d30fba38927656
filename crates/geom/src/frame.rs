//! Right-handed orthonormal frames: where a sketch lies in the world.

use crate::{Vec2, Vec3};
use serde::{Deserialize, Serialize};

/// An origin and two perpendicular unit axes; the third axis is their cross product.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Where the frame's zero lies in the world.
    pub origin: Vec3,
    /// First axis, unit length.
    pub x: Vec3,
    /// Second axis, unit length, perpendicular to `x`.
    pub y: Vec3,
}

impl Frame {
    /// The world's own frame.
    pub const WORLD: Self = Self { origin: Vec3::ZERO, x: Vec3::X, y: Vec3::Y };

    /// The frame at `origin` whose third axis is `z`; `x` is taken along a world axis where it can be.
    pub fn from_normal(origin: Vec3, z: Vec3) -> Self {
        let z = z.normalize();
        let a = z.abs();
        // A person draws with x to the right, so the helper axis is the world axis least along z,
        // earlier axes winning ties.
        let helper = if a.x <= a.y + 1e-9 && a.x <= a.z + 1e-9 {
            Vec3::X
        } else if a.y <= a.z + 1e-9 {
            Vec3::Y
        } else {
            Vec3::Z
        };
        let x = (helper - z * helper.dot(z)).normalize();
        Self { origin, x, y: z.cross(x) }
    }

    /// The third axis: the sketch plane's normal.
    pub fn z(&self) -> Vec3 {
        self.x.cross(self.y)
    }

    /// World position of a point given in this frame.
    pub fn world_from_local(&self, p: Vec3) -> Vec3 {
        self.origin + self.x * p.x + self.y * p.y + self.z() * p.z
    }

    /// World position of a sketch point.
    pub fn world_from_sketch(&self, p: Vec2) -> Vec3 {
        self.origin + self.x * p.x + self.y * p.y
    }

    /// A world point in this frame's coordinates; `z` is the height over the sketch plane.
    pub fn local_from_world(&self, p: Vec3) -> Vec3 {
        let d = p - self.origin;
        Vec3::new(d.dot(self.x), d.dot(self.y), d.dot(self.z()))
    }

    /// A world direction in this frame's coordinates.
    pub fn local_from_world_direction(&self, d: Vec3) -> Vec3 {
        Vec3::new(d.dot(self.x), d.dot(self.y), d.dot(self.z()))
    }

    /// World direction of a direction given in this frame.
    pub fn world_from_local_direction(&self, d: Vec3) -> Vec3 {
        self.x * d.x + self.y * d.y + self.z() * d.z
    }

    /// `inner`, given in this frame's coordinates, as a frame of the world.
    #[must_use]
    pub fn compose(&self, inner: &Self) -> Self {
        Self {
            origin: self.world_from_local(inner.origin),
            x: self.world_from_local_direction(inner.x),
            y: self.world_from_local_direction(inner.y),
        }
    }

    /// The world, given in this frame's coordinates.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            origin: self.local_from_world(Vec3::ZERO),
            x: self.local_from_world_direction(Vec3::X),
            y: self.local_from_world_direction(Vec3::Y),
        }
    }

    /// The same axes at another origin.
    #[must_use]
    pub fn at(&self, origin: Vec3) -> Self {
        Self { origin, ..*self }
    }
}
