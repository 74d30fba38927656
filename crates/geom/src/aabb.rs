//! Axis-aligned boxes in the plane and in space.

use crate::{Vec2, Vec3};

/// An axis-aligned rectangle; empty while `min > max`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aabb2 {
    /// Lowest corner.
    pub min: Vec2,
    /// Highest corner.
    pub max: Vec2,
}

/// An axis-aligned box; empty while `min > max`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aabb3 {
    /// Lowest corner.
    pub min: Vec3,
    /// Highest corner.
    pub max: Vec3,
}

macro_rules! aabb {
    ($name:ident, $vec:ty) => {
        impl $name {
            /// The box that holds nothing, neutral under [`Self::include`].
            pub const EMPTY: Self = Self { min: <$vec>::INFINITY, max: <$vec>::NEG_INFINITY };

            /// The smallest box around `points`.
            pub fn of(points: impl IntoIterator<Item = $vec>) -> Self {
                let mut bounds = Self::EMPTY;
                for p in points {
                    bounds.include(p);
                }
                bounds
            }

            /// Grows the box to hold `p`.
            pub fn include(&mut self, p: $vec) {
                self.min = self.min.min(p);
                self.max = self.max.max(p);
            }

            /// The smallest box around both.
            #[must_use]
            pub fn union(self, other: Self) -> Self {
                Self { min: self.min.min(other.min), max: self.max.max(other.max) }
            }

            /// The box grown by `margin` on every side.
            #[must_use]
            pub fn expanded(self, margin: f64) -> Self {
                Self { min: self.min - <$vec>::splat(margin), max: self.max + <$vec>::splat(margin) }
            }

            /// Whether no point lies inside.
            pub fn is_empty(&self) -> bool {
                !self.min.cmple(self.max).all()
            }

            /// Edge lengths; zero for an empty box.
            pub fn size(&self) -> $vec {
                if self.is_empty() { <$vec>::ZERO } else { self.max - self.min }
            }

            /// The middle.
            pub fn center(&self) -> $vec {
                (self.min + self.max) * 0.5
            }

            /// Length of the diagonal; zero for an empty box.
            pub fn diagonal(&self) -> f64 {
                self.size().length()
            }

            /// Whether `p` lies inside or on the border.
            pub fn contains(&self, p: $vec) -> bool {
                self.min.cmple(p).all() && p.cmple(self.max).all()
            }

            /// Whether the boxes share a point.
            pub fn overlaps(&self, other: &Self) -> bool {
                self.min.cmple(other.max).all() && other.min.cmple(self.max).all()
            }
        }
    };
}

aabb!(Aabb2, Vec2);
aabb!(Aabb3, Vec3);
