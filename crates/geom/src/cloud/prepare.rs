//! A cloud made ready: duplicates and outliers gone, normals out of the solid, noise and spacing known.

use super::flat::{exactly_flat, flat_but_for_scatter};
use super::local::median;
use super::{Cloud, Groups, Locals, connected, distinct, normals, plane_through, thinned};
use crate::{Observer, Vec3};

/// Points that are worked with; of more, so many are kept.
pub const MOST_POINTS: usize = 100_000;
/// Neighbours that make a local plane.
const NEIGHBOURS: usize = 24;
/// Neighbours where the scatter drowns smaller neighbourhoods.
const NEIGHBOURS_IN_NOISE: usize = 48;
/// Times the usual distance to its neighbours at which a point is no part of the surface.
const FAR: f64 = 4.0;
/// A group of points with less than this share of them is dirt.
const LEAST_SHARE: f64 = 0.02;
/// Fewest points that can show a part.
const FEWEST: usize = 50;

/// A cloud that can be fitted, and what was done to it.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The points, with normals.
    pub cloud: Cloud,
    /// Their neighbourhoods.
    pub locals: Locals,
    /// Points that came in.
    pub given: usize,
    /// Points left after thinning.
    pub thinned: usize,
    /// Points in the place of another.
    pub duplicates: usize,
    /// Points far from all others.
    pub outliers: usize,
    /// Normals that were estimated, not read.
    pub normals_estimated: usize,
    /// Normals that were read, but left out, since they are not those of the surface.
    pub normals_distrusted: usize,
    /// Normals that were read and faced into the solid.
    pub normals_turned: usize,
    /// Which points hang together.
    pub groups: Groups,
}

/// Why a cloud shows no part.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CloudError {
    /// Too few points are left.
    #[error(
        "{left} of {given} points are left ({duplicates} stand in the place of others, {outliers} lie far off); a part needs at least 50: scan it more densely"
    )]
    TooFew {
        /// Points that came in.
        given: usize,
        /// Points left.
        left: usize,
        /// Duplicates dropped.
        duplicates: usize,
        /// Outliers dropped.
        outliers: usize,
    },
    /// All points lie on one plane or line, or scatter about one.
    #[error("the points lie on one {shape}; a part has depth: scan it from more sides")]
    Flat {
        /// "plane" or "line".
        shape: &'static str,
    },
    /// The coordinates leave too few digits for the shape.
    #[error(
        "the points lie {offset:e} from zero and span {size:e}: too few digits are left for the shape; move the scan to the origin before writing it"
    )]
    FarOff {
        /// Distance from zero.
        offset: f64,
        /// Diagonal of the box around them.
        size: f64,
    },
    /// The observer asked to stop.
    #[error("stopped before the points were cleaned; give it longer")]
    Stopped,
}

/// The cloud made ready for fitting.
///
/// # Errors
/// [`CloudError`]: nothing that bounds a solid, or no time to see.
///
/// # Cost
/// About 30 µs a point that is left of thinning, and a few passes over all.
pub fn prepare(cloud: &Cloud, observer: &dyn Observer) -> Result<Prepared, CloudError> {
    let given = cloud.len();
    observer.stage("cleaning", 0.0);
    let (cloud, duplicates) = distinct(cloud);
    let go_on = || if observer.should_stop() { Err(CloudError::Stopped) } else { Ok(()) };
    go_on()?;
    let mut cloud = thinned(&cloud, MOST_POINTS);
    let thinned = cloud.len();
    let few = |left, outliers| CloudError::TooFew { given, left, duplicates, outliers };
    if thinned < FEWEST {
        return Err(few(thinned, 0));
    }
    let size = cloud.bounds().diagonal();
    let offset = cloud.bounds().center().length();
    if size < 1e-9 * offset {
        return Err(CloudError::FarOff { offset, size });
    }
    if let Some(shape) = exactly_flat(&cloud.points) {
        return Err(CloudError::Flat { shape });
    }
    observer.stage("cleaning", 0.3);
    go_on()?;
    let mut first = Locals::new(&cloud, NEIGHBOURS);
    let mut normals_distrusted = 0;
    if normals::disagree(&cloud, &first) {
        normals_distrusted = cloud.normals.take().map_or(0, |given| given.len());
        observer.note("cleaning", format!("{normals_distrusted} normals left out: they are not those of the surface"));
        first = Locals::new(&cloud, NEIGHBOURS);
    }
    let reach: Vec<f64> = (0..cloud.len())
        .map(|i| {
            let l = &first.neighbours[i];
            cloud.points[i].distance(cloud.points[l[l.len().min(8) - 1] as usize])
        })
        .collect();
    let usual = median(&mut reach.clone());
    let within = |points: &[Vec3], i: usize, j: usize| points[i].distance(points[j]) <= FAR * usual;
    let loose = connected(&first.neighbours, |i, j| within(&cloud.points, i, j));
    let least = ((LEAST_SHARE * cloud.len() as f64) as usize).min(FEWEST);
    let kept: Vec<usize> = (0..cloud.len())
        .filter(|&i| reach[i] <= FAR * usual && loose.sizes[loose.of[i] as usize] >= least)
        .filter(|&i| {
            // A point before or behind a surface lies off the plane of its neighbours, on which they agree.
            let own = first.planes[i];
            let others = plane_through(first.neighbours[i][1..].iter().map(|&j| cloud.points[j as usize]));
            let off = others.normal.dot(cloud.points[i] - others.center).abs();
            // Nearer than a quarter of what lies between points it does no harm, and by an exact edge it is none.
            off <= (5.0 * others.scatter.max(first.noise)).max(0.25 * usual) || own.scatter > 0.5 * own.spread[1]
        })
        .collect();
    let outliers = cloud.len() - kept.len();
    if kept.len() < FEWEST {
        return Err(few(kept.len(), outliers));
    }
    let mut cloud = cloud.subset(&kept);
    observer.stage("cleaning", 0.6);
    go_on()?;
    let normals_turned = normals::face_out(&mut cloud);
    let mut locals = Locals::new(&cloud, NEIGHBOURS);
    if normals::face_both_ways(&cloud, &locals) {
        normals_distrusted = cloud.normals.take().map_or(0, |given| given.len());
        observer.note("cleaning", format!("{normals_distrusted} normals left out: many of them face into the solid"));
        locals = Locals::new(&cloud, NEIGHBOURS);
    }
    if locals.noise > 0.08 * locals.spacing * (NEIGHBOURS as f64).sqrt() {
        locals = Locals::new(&cloud, NEIGHBOURS_IN_NOISE);
    }
    if let Some(shape) = flat_but_for_scatter(&cloud) {
        return Err(CloudError::Flat { shape });
    }
    let (outward, normals_estimated) = normals::oriented(&cloud, &locals);
    let bare = cloud.normals.replace(outward).is_none();
    if bare {
        // The two sides of a thin plate have a plane each, now that they are known apart.
        locals = locals.with_normals(&cloud);
    }
    let groups = connected(&locals.neighbours, |i, j| within(&cloud.points, i, j));
    Ok(Prepared {
        cloud,
        locals,
        given,
        thinned,
        duplicates,
        outliers,
        normals_estimated,
        normals_distrusted,
        normals_turned,
        groups,
    })
}

impl Prepared {
    /// The area that each point stands for, from how many lie about it.
    pub fn areas(&self) -> Vec<f64> {
        let area = |i: usize| {
            let near = &self.locals.neighbours[i];
            let k = near.len().min(13);
            let r = self.cloud.points[i].distance(self.cloud.points[near[k - 1] as usize]);
            std::f64::consts::PI * r * r / k as f64
        };
        (0..self.cloud.len()).map(area).collect()
    }

    /// How far points lie apart where they are spread evenly: the edge of a square that one point stands for, at the mean.
    pub fn apart(&self) -> f64 {
        (self.areas().iter().sum::<f64>() / self.cloud.len().max(1) as f64).sqrt()
    }

    /// The normals.
    pub fn normals(&self) -> &[Vec3] {
        self.cloud.normals.as_deref().unwrap_or_default()
    }

    /// The connected groups that are parts of their own: those with a tenth of the points or more.
    pub fn parts(&self) -> Vec<Cloud> {
        let of = |g: usize| (0..self.cloud.len()).filter(|&i| self.groups.of[i] as usize == g).collect::<Vec<_>>();
        (0..self.groups.sizes.len())
            .filter(|&g| self.groups.sizes[g] * 10 >= self.cloud.len())
            .map(|g| self.cloud.subset(&of(g)))
            .collect()
    }
}
