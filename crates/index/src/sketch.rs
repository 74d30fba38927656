//! What the index keeps of a surface: a few points with normals, and how large it is.

use crate::IndexError;
use crate::pose::frames;
use crate::surface::Surface;
use nalgebra::Matrix3;
use resolid_geom::Vec3;

/// Points kept of a surface.
pub const POINTS: usize = 128;
/// Bytes of a packed sketch.
pub const BYTES: usize = HEAD * 8 + POINTS * 8;
/// Numbers before the points: center, radius, diagonal, area, volume, spreads and two axes.
const HEAD: usize = 3 + 1 + 1 + 1 + 1 + 3 + 6;
/// How far normals count as places, in radii: so that both sides of a thin plate get points.
const SIDES: f64 = 0.4;

/// A surface in a kilobyte.
#[derive(Clone, Debug, PartialEq)]
pub struct Sketch {
    /// The surface's mean, in the axes of its file, millimetres.
    pub center: Vec3,
    /// Root mean square distance from it, millimetres.
    pub radius: f64,
    /// Bounding diagonal, millimetres.
    pub diagonal: f64,
    /// Area, square millimetres.
    pub area: f64,
    /// Enclosed volume, cubic millimetres, where it is closed.
    pub volume: Option<f64>,
    /// Standard deviations along the principal axes, millimetres, the largest first.
    pub spreads: [f64; 3],
    /// Its own axes, as columns.
    pub frame: Matrix3<f64>,
    /// Points relative to the mean, millimetres, far from one another.
    pub points: Vec<Vec3>,
    /// Their normals.
    pub normals: Vec<Vec3>,
}

impl Sketch {
    /// The sketch of a surface.
    ///
    /// # Cost
    /// About 3 ms.
    pub fn new(surface: &Surface) -> Self {
        let radius = surface.radius();
        let frame = frames(surface, false)[0];
        let chosen = scattered(surface, SIDES * radius);
        let sketch = Self {
            center: surface.center,
            radius,
            diagonal: surface.diagonal,
            area: surface.area,
            volume: surface.volume,
            spreads: surface.spreads(),
            frame,
            points: chosen.iter().map(|&i| surface.points[i] - surface.center).collect(),
            normals: chosen.iter().map(|&i| surface.normals[i]).collect(),
        };
        // As it will be read again, so that nothing depends on whether it was.
        Self::unpacked(&sketch.packed()).expect("what was packed can be unpacked")
    }

    /// The sketch as bytes, little-endian: the numbers as f64, then of each point three 16-bit shares of the radius and two
    /// 8-bit coordinates of its normal on an octahedron.
    pub fn packed(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(BYTES);
        let axes = [0, 1].map(|k| self.frame.column(k).into_owned());
        let head = [
            &self.center.to_array()[..],
            &[self.radius, self.diagonal, self.area, self.volume.unwrap_or(f64::NAN)],
            &self.spreads,
            axes[0].as_slice(),
            axes[1].as_slice(),
        ];
        head.into_iter().flatten().for_each(|v| bytes.extend(v.to_le_bytes()));
        let grain = self.grain();
        for (p, n) in self.points.iter().zip(&self.normals) {
            for v in p.to_array() {
                bytes.extend(((v / grain).round().clamp(-32767.0, 32767.0) as i16).to_le_bytes());
            }
            bytes.extend(octahedral(*n).map(|v| (v * 127.0).round() as i8 as u8));
        }
        bytes
    }

    /// A sketch of its bytes.
    ///
    /// # Errors
    /// [`IndexError::Shape`]: not as many as there should be, or numbers that are none.
    pub fn unpacked(bytes: &[u8]) -> Result<Self, IndexError> {
        if bytes.len() != BYTES {
            return Err(IndexError::shape(format!("{} bytes of a sketch instead of {BYTES}", bytes.len())));
        }
        let head: Vec<f64> =
            bytes[..HEAD * 8].chunks_exact(8).map(|b| f64::from_le_bytes(b.try_into().expect("eight bytes"))).collect();
        let vector = |k: usize| Vec3::new(head[k], head[k + 1], head[k + 2]);
        let (x, y) = (vector(10), vector(13));
        let z = x.cross(y);
        let mut sketch = Self {
            center: vector(0),
            radius: head[3],
            diagonal: head[4],
            area: head[5],
            volume: Some(head[6]).filter(|v| !v.is_nan()),
            spreads: [head[7], head[8], head[9]],
            frame: Matrix3::from_columns(&[x, y, z].map(|v| nalgebra::Vector3::new(v.x, v.y, v.z))),
            points: Vec::with_capacity(POINTS),
            normals: Vec::with_capacity(POINTS),
        };
        if !(sketch.radius > 0.0 && sketch.radius.is_finite() && sketch.center.is_finite()) {
            return Err(IndexError::shape("a sketch without size"));
        }
        let grain = sketch.grain();
        for b in bytes[HEAD * 8..].chunks_exact(8) {
            let at = |k: usize| f64::from(i16::from_le_bytes([b[k], b[k + 1]])) * grain;
            sketch.points.push(Vec3::new(at(0), at(2), at(4)));
            sketch.normals.push(from_octahedral([b[6], b[7]].map(|v| f64::from(v as i8) / 127.0)));
        }
        Ok(sketch)
    }

    /// About how far a place, relative to the mean, lies from the surface: from the tangent plane of the nearest point where that is no
    /// farther along the plane than `reach`, else from the point.
    pub fn distance(&self, p: Vec3, reach: f64) -> f64 {
        let nearest = self
            .points
            .iter()
            .zip(&self.normals)
            .min_by(|a, b| a.0.distance_squared(p).total_cmp(&b.0.distance_squared(p)));
        let Some((q, n)) = nearest else { return f64::INFINITY };
        let height = n.dot(p - *q);
        if (p - *q - *n * height).length() < reach { height.abs() } else { (p - *q).length() }
    }

    /// The step of a packed coordinate: no point of a surface lies farther from its mean than its diagonal.
    fn grain(&self) -> f64 {
        self.diagonal.max(f64::MIN_POSITIVE) / 32_767.0
    }
}

/// Indices of points far from one another, or facing elsewhere: each the farthest from all before it.
fn scattered(surface: &Surface, sides: f64) -> Vec<usize> {
    let (points, normals) = (&surface.points, &surface.normals);
    let mut gap = vec![f64::INFINITY; points.len()];
    let mut chosen = Vec::with_capacity(POINTS);
    let mut next = 0;
    while chosen.len() < POINTS {
        chosen.push(next);
        let (p, n) = (points[next], normals[next]);
        let mut farthest = (0, -1.0);
        for (i, g) in gap.iter_mut().enumerate() {
            let d = points[i].distance_squared(p) + sides * sides * normals[i].distance_squared(n);
            *g = g.min(d);
            if *g > farthest.1 {
                farthest = (i, *g);
            }
        }
        next = farthest.0;
    }
    chosen
}

/// A unit vector on the octahedron, unfolded into a square.
fn octahedral(n: Vec3) -> [f64; 2] {
    let sum = n.x.abs() + n.y.abs() + n.z.abs();
    if sum <= 0.0 {
        return [0.0, 0.0];
    }
    let (x, y) = (n.x / sum, n.y / sum);
    if n.z >= 0.0 { [x, y] } else { [(1.0 - y.abs()) * x.signum(), (1.0 - x.abs()) * y.signum()] }
}

fn from_octahedral([x, y]: [f64; 2]) -> Vec3 {
    let z = 1.0 - x.abs() - y.abs();
    let (x, y) = if z >= 0.0 { (x, y) } else { ((1.0 - y.abs()) * x.signum(), (1.0 - x.abs()) * y.signum()) };
    Vec3::new(x, y, z).normalize_or(Vec3::Z)
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::TriMesh;

    #[test]
    fn a_sketch_survives_being_packed() {
        let surface = Surface::of_mesh(&TriMesh::cuboid(Vec3::ZERO, Vec3::new(40.0, 20.0, 1.0))).unwrap();
        let sketch = Sketch::new(&surface);
        assert_eq!(Sketch::unpacked(&sketch.packed()).unwrap(), sketch);
        assert!(Sketch::unpacked(&sketch.packed()[1..]).is_err());
        for (p, n) in sketch.points.iter().zip(&sketch.normals) {
            let on = (*p + sketch.center - Vec3::new(20.0, 10.0, 0.5)).abs() - Vec3::new(20.0, 10.0, 0.5);
            assert!(on.max_element().abs() < 2e-3, "{on}");
            assert!((n.abs().max_element() - 1.0).abs() < 1e-3, "{n}");
        }
        // Points on both sides of the plate.
        let up = sketch.normals.iter().filter(|n| n.z > 0.9).count();
        let down = sketch.normals.iter().filter(|n| n.z < -0.9).count();
        assert!(up > 30 && down > 30, "{up} {down}");
    }

    #[test]
    fn normals_fold_and_unfold() {
        for n in [Vec3::NEG_Z, Vec3::new(0.6, -0.48, -0.64), Vec3::new(-1.0, 2.0, 3.0).normalize(), Vec3::X] {
            assert!(from_octahedral(octahedral(n)).distance(n) < 1e-12, "{n}");
        }
    }
}
