//! Point clouds: what a scanner saw, and from where.

mod astray;
mod connected;
mod flat;
mod local;
mod normals;
mod prepare;
mod sides;
mod thin;

pub use connected::{Groups, connected};
pub use local::{LocalPlane, Locals, plane_through};
pub use normals::oriented;
pub use prepare::{CloudError, MOST_POINTS, Prepared, prepare};
pub use thin::{distinct, thinned};

use crate::{Aabb3, Frame, Vec3};

/// Points on a surface; what else is known of them is as long as `points`, or absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cloud {
    /// Positions.
    pub points: Vec<Vec3>,
    /// Unit normals that face out of the solid; zero where one point has none.
    pub normals: Option<Vec<Vec3>>,
    /// For each point the view it was taken in: its number in `sensors`.
    pub views: Option<Vec<u32>>,
    /// Where the sensor stood in each view; empty when nothing is known.
    pub sensors: Vec<Vec3>,
}

impl Cloud {
    /// The cloud of `points` alone.
    pub fn of(points: Vec<Vec3>) -> Self {
        Self { points, ..Self::default() }
    }

    /// How many points there are.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// The box around all points.
    pub fn bounds(&self) -> Aabb3 {
        Aabb3::of(self.points.iter().copied())
    }

    /// Where the sensor stood that took point `i`, if that is known.
    pub fn sensor_of(&self, i: usize) -> Option<Vec3> {
        self.sensors.get(*self.views.as_ref()?.get(i)? as usize).copied()
    }

    /// The cloud of some of the points, in the order given; the sensors stay.
    #[must_use]
    pub fn subset(&self, kept: &[usize]) -> Self {
        Self {
            points: kept.iter().map(|&i| self.points[i]).collect(),
            normals: self.normals.as_ref().map(|n| kept.iter().map(|&i| n[i]).collect()),
            views: self.views.as_ref().map(|v| kept.iter().map(|&i| v[i]).collect()),
            sensors: self.sensors.clone(),
        }
    }

    /// Adds another cloud's points and sensors. Normals and views stay only where both clouds have them.
    pub fn append(&mut self, other: &Self) {
        // An empty cloud takes on whatever the other knows.
        if self.is_empty() && self.sensors.is_empty() {
            self.clone_from(other);
            return;
        }
        let base = self.sensors.len() as u32;
        match (&mut self.normals, &other.normals) {
            (Some(own), Some(theirs)) => own.extend_from_slice(theirs),
            (own, _) => *own = None,
        }
        match (&mut self.views, &other.views) {
            (Some(own), Some(theirs)) => own.extend(theirs.iter().map(|v| v + base)),
            (own, _) => *own = None,
        }
        self.points.extend_from_slice(&other.points);
        self.sensors.extend_from_slice(&other.sensors);
    }

    /// The cloud turned and moved: what was given in `frame` is given in the world.
    #[must_use]
    pub fn placed(&self, frame: &Frame) -> Self {
        Self {
            points: self.points.iter().map(|&p| frame.world_from_local(p)).collect(),
            normals: self.normals.as_ref().map(|n| n.iter().map(|&d| frame.world_from_local_direction(d)).collect()),
            views: self.views.clone(),
            sensors: self.sensors.iter().map(|&p| frame.world_from_local(p)).collect(),
        }
    }

    /// The cloud about zero, `factor` times as large.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        Self {
            points: self.points.iter().map(|&p| p * factor).collect(),
            sensors: self.sensors.iter().map(|&p| p * factor).collect(),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair() -> Cloud {
        Cloud {
            points: vec![Vec3::X, Vec3::Y],
            normals: Some(vec![Vec3::X, Vec3::Y]),
            views: Some(vec![0, 1]),
            sensors: vec![Vec3::X * 9.0, Vec3::Y * 9.0],
        }
    }

    #[test]
    fn appended_points_keep_their_own_sensors() {
        let mut cloud = Cloud::default();
        cloud.append(&pair());
        cloud.append(&pair().scaled(2.0));
        assert_eq!(cloud.len(), 4);
        assert_eq!(cloud.sensor_of(3), Some(Vec3::Y * 18.0));
        assert_eq!(cloud.subset(&[3, 0]).sensor_of(0), Some(Vec3::Y * 18.0));
        assert_eq!(cloud.bounds().max, Vec3::new(2.0, 2.0, 0.0));
    }

    #[test]
    fn what_only_one_cloud_knows_is_dropped() {
        let mut cloud = pair();
        cloud.append(&Cloud::of(vec![Vec3::Z]));
        assert_eq!((cloud.normals, cloud.views, cloud.points.len()), (None, None, 3));
    }

    #[test]
    fn placing_turns_normals_and_moves_sensors() {
        let frame = Frame { origin: Vec3::Z, x: Vec3::Y, y: Vec3::NEG_X };
        let placed = pair().placed(&frame);
        assert_eq!(placed.points[0], Vec3::new(0.0, 1.0, 1.0));
        assert_eq!(placed.normals.unwrap()[0], Vec3::Y);
        assert_eq!(placed.sensors[0], Vec3::new(0.0, 9.0, 1.0));
    }
}
