//! Where a picture is taken from, and how points fall on it.

use crate::RenderError;
use resolid_geom::Vec3;

/// How depth is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Projection {
    /// Parallel rays: equal lengths look equal.
    #[default]
    Orthographic,
    /// Rays from one eye.
    Perspective {
        /// Angle from the lower to the upper edge of the picture, radians.
        fov: f64,
    },
}

/// Which way one looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// From the eye into the scene; any length but zero.
    pub direction: Vec3,
    /// What is up in the picture; not along `direction`.
    pub up: Vec3,
}

impl View {
    /// The view from azimuth (about `up = z`, from x) and elevation, radians: an eye at azimuth −π/2 sees the front.
    pub fn from_angles(azimuth: f64, elevation: f64) -> Self {
        let (sa, ca) = azimuth.sin_cos();
        let (se, ce) = elevation.sin_cos();
        Self { direction: -Vec3::new(ca * ce, sa * ce, se), up: Vec3::Z }
    }
}

/// A view, a projection and a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Which way it looks.
    pub view: View,
    /// How depth is shown.
    pub projection: Projection,
    /// The point in the middle of the picture.
    pub target: Vec3,
    /// Height of what the picture shows, in millimetres, in the plane through `target` across the view.
    pub height: f64,
}

/// Vertices farther out than this are treated as broken, as NaN is: no part is a light-minute across.
const FARTHEST: f64 = 1e15;

/// Whether a vertex can be drawn: finite and within reason.
pub(crate) fn drawable(p: Vec3) -> bool {
    p.abs().max_element() < FARTHEST
}

impl Camera {
    /// The camera that shows all of `points` as large as a picture `aspect` times as wide as high allows; `margin` is
    /// the free border as a part of the picture's smaller side. Points that are not finite are passed over.
    pub fn fitted(
        view: View,
        projection: Projection,
        points: impl Iterator<Item = Vec3>,
        aspect: f64,
        margin: f64,
    ) -> Self {
        let (right, up, forward) = axes(view).unwrap_or((Vec3::X, Vec3::Z, Vec3::Y));
        let room = 1.0 - 2.0 * margin.clamp(0.0, 0.45);
        // The margin is the same number of pixels on all four sides, so the longer side keeps more of its length.
        let small = aspect.min(1.0);
        let (room_x, room_y) = (1.0 - (1.0 - room) * small / aspect, 1.0 - (1.0 - room) * small);
        let mut low = Vec3::INFINITY;
        let mut high = Vec3::NEG_INFINITY;
        // For a perspective picture: the farthest reach of the points past each slanted side of the pyramid of sight.
        let mut reach = [f64::NEG_INFINITY; 4];
        let slope_y = match projection {
            Projection::Orthographic => 0.0,
            Projection::Perspective { fov } => (fov.clamp(0.01, 3.0) / 2.0).tan(),
        };
        let (tan_x, tan_y) = (slope_y * aspect * room_x, slope_y * room_y);
        for p in points.filter(|&p| drawable(p)) {
            let q = Vec3::new(p.dot(right), p.dot(up), p.dot(forward));
            low = low.min(q);
            high = high.max(q);
            for (r, v) in
                reach.iter_mut().zip([q.x - tan_x * q.z, -q.x - tan_x * q.z, q.y - tan_y * q.z, -q.y - tan_y * q.z])
            {
                *r = r.max(v);
            }
        }
        if low.x > high.x {
            (low, high) = (Vec3::ZERO, Vec3::ZERO);
            reach = [0.0; 4];
        }
        let middle = (low + high) * 0.5;
        let size = high - low;
        // A single point is shown as if it were a millimetre across; a line across nothing keeps its length.
        let least = if size.length() > 0.0 { size.length() * 1e-6 } else { 1.0 };
        let world = |q: Vec3| right * q.x + up * q.y + forward * q.z;
        match projection {
            Projection::Orthographic => {
                let height = (size.y / room_y).max(size.x / room_x / aspect).max(least);
                Self { view, projection, target: world(middle), height }
            }
            Projection::Perspective { .. } => {
                let eye_x = (reach[0] - reach[1]) * 0.5;
                let eye_y = (reach[2] - reach[3]) * 0.5;
                let eye_z = (-(reach[0] + reach[1]) / (2.0 * tan_x))
                    .min(-(reach[2] + reach[3]) / (2.0 * tan_y))
                    .min(low.z - 0.01 * size.length().max(least));
                let height = 2.0 * slope_y * (middle.z - eye_z);
                Self { view, projection, target: world(Vec3::new(eye_x, eye_y, middle.z)), height }
            }
        }
    }

    /// The camera set up for a grid of `width` × `height` samples.
    pub(crate) fn lens(&self, width: usize, height: usize) -> Result<Lens, RenderError> {
        let Some((right, up, forward)) = axes(self.view) else {
            return Err(RenderError::Camera { reason: "its direction is zero, not finite, or along its up" });
        };
        if !(self.height > 0.0 && self.height < FARTHEST * 10.0 && drawable(self.target)) {
            return Err(RenderError::Camera { reason: "its frame has no height or lies out of reach" });
        }
        let distance = match self.projection {
            Projection::Orthographic => None,
            Projection::Perspective { fov } if fov > 0.0 && fov < std::f64::consts::PI => {
                Some(self.height * 0.5 / (fov * 0.5).tan())
            }
            Projection::Perspective { .. } => {
                return Err(RenderError::Camera { reason: "its field of view is not between 0 and π" });
            }
        };
        Ok(Lens {
            right,
            up,
            forward,
            target: self.target,
            center: [width as f64 * 0.5, height as f64 * 0.5],
            scale: height as f64 / self.height,
            distance,
        })
    }
}

/// Right, up and forward of a view, orthonormal; `None` where it has none.
fn axes(view: View) -> Option<(Vec3, Vec3, Vec3)> {
    let forward = view.direction.try_normalize()?;
    let right = forward.cross(view.up.try_normalize()?);
    if right.length() < 1e-6 {
        return None;
    }
    let right = right.normalize();
    Some((right, right.cross(forward), forward))
}

/// A camera over a grid of samples: x to the right, y down, sample `(i, j)` at `(i + ½, j + ½)`.
///
/// Depth is kept as a *key* that grows away from the eye and is linear across the picture of a plane, as
/// interpolation needs: for parallel rays the depth itself, counted from the target; for an eye at distance D and
/// depth z from it, `D − D²/z`, which is the same to first order about the target.
#[derive(Clone, Debug)]
pub(crate) struct Lens {
    pub right: Vec3,
    pub up: Vec3,
    pub forward: Vec3,
    pub target: Vec3,
    center: [f64; 2],
    /// Samples in one millimetre at the target.
    pub scale: f64,
    /// From the eye to the target; `None` for parallel rays.
    pub distance: Option<f64>,
}

impl Lens {
    /// Where `p` falls: x and y in samples, and its depth key. Not finite at or behind the eye.
    pub fn project(&self, p: Vec3) -> [f64; 3] {
        let d = p - self.target;
        let (x, y, z) = (d.dot(self.right), d.dot(self.up), d.dot(self.forward));
        match self.distance {
            None => [self.center[0] + x * self.scale, self.center[1] - y * self.scale, z],
            Some(distance) => {
                let from_eye = z + distance;
                // A hair before the eye counts as behind it.
                if from_eye <= 1e-3 * distance {
                    return [f64::NAN; 3];
                }
                let shrink = distance / from_eye * self.scale;
                [self.center[0] + x * shrink, self.center[1] - y * shrink, distance - distance * distance / from_eye]
            }
        }
    }

    /// The ray through a place of the grid: a point and a direction that gains 1 in depth a unit.
    /// Its parameter is the depth that [`Self::key`] takes.
    pub fn ray(&self, x: f64, y: f64) -> (Vec3, Vec3) {
        let across = self.right * ((x - self.center[0]) / self.scale) + self.up * ((self.center[1] - y) / self.scale);
        match self.distance {
            None => (self.target + across, self.forward),
            Some(distance) => (self.target - self.forward * distance, self.forward + across / distance),
        }
    }

    /// The key of a depth along [`Self::ray`].
    pub fn key(&self, depth: f64) -> f64 {
        match self.distance {
            None => depth,
            Some(d) => d - d * d / depth,
        }
    }

    /// The depth along [`Self::ray`] of a key.
    pub fn depth(&self, key: f64) -> f64 {
        match self.distance {
            None => key,
            Some(d) => d * d / (d - key),
        }
    }

    /// The world point seen at a place of the grid.
    pub fn point(&self, x: f64, y: f64, key: f64) -> Vec3 {
        let (origin, direction) = self.ray(x, y);
        origin + direction * self.depth(key)
    }

    /// Millimetres across one sample at a depth key.
    pub fn sample_size(&self, key: f64) -> f64 {
        match self.distance {
            None => 1.0 / self.scale,
            Some(d) => self.depth(key) / d / self.scale,
        }
    }

    /// Unit direction from `p` to the eye.
    pub fn toward_eye(&self, p: Vec3) -> Vec3 {
        match self.distance {
            None => -self.forward,
            Some(d) => (self.target - self.forward * d - p).normalize_or(-self.forward),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corners() -> impl Iterator<Item = Vec3> {
        (0..8).map(|i| Vec3::new(f64::from(i & 1) * 30.0, f64::from(i >> 1 & 1) * 20.0, f64::from(i >> 2) * 10.0))
    }

    #[test]
    fn fitted_cameras_keep_the_margin_and_touch_it() {
        for projection in [Projection::Orthographic, Projection::Perspective { fov: 0.6 }] {
            for aspect in [0.5, 1.0, 2.5] {
                let view = View::from_angles(-1.0, 0.5);
                let camera = Camera::fitted(view, projection, corners(), aspect, 0.1);
                let (w, h) = ((600.0 * aspect) as usize, 600);
                let lens = camera.lens(w, h).unwrap();
                let border = 0.1 * w.min(h) as f64;
                let slack = corners()
                    .map(|p| lens.project(p))
                    .map(|[x, y, _]| x.min(w as f64 - x).min(y).min(h as f64 - y) - border)
                    .fold(f64::INFINITY, f64::min);
                assert!(slack.abs() < 1e-6, "{projection:?} {aspect}: {slack}");
            }
        }
    }

    #[test]
    fn points_come_back_from_the_picture() {
        for projection in [Projection::Orthographic, Projection::Perspective { fov: 0.9 }] {
            let camera = Camera::fitted(View::from_angles(0.3, 0.7), projection, corners(), 1.3, 0.05);
            let lens = camera.lens(400, 300).unwrap();
            for p in corners() {
                let [x, y, key] = lens.project(p);
                assert!(lens.point(x, y, key).distance(p) < 1e-9);
            }
        }
    }

    #[test]
    fn cameras_that_see_nothing_are_refused() {
        let fine = Camera::fitted(View::from_angles(0.0, 0.0), Projection::Orthographic, corners(), 1.0, 0.1);
        assert!(fine.lens(10, 10).is_ok());
        let along = View { direction: Vec3::Z, up: Vec3::Z };
        for broken in [
            Camera { view: along, ..fine },
            Camera { height: 0.0, ..fine },
            Camera { height: f64::NAN, ..fine },
            Camera { target: Vec3::NAN, ..fine },
            Camera { projection: Projection::Perspective { fov: 4.0 }, ..fine },
        ] {
            assert!(matches!(broken.lens(10, 10), Err(RenderError::Camera { .. })), "{broken:?}");
        }
    }
}
