//! Named settings of the scanner.

use super::{Density, Scan};
use std::f64::consts::{FRAC_PI_2, FRAC_PI_6};

/// How hard a scan is to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// All that can be seen from outside, evenly and without fault.
    Clean,
    /// A good scanner in good hands: twelve views all round.
    Light,
    /// A poor one in a hurry: six views from above, holes, outliers, views that do not quite fit together.
    Heavy,
    /// A single view.
    OneView,
}

impl Level {
    /// All of them, easiest first.
    pub const ALL: [Self; 4] = [Self::Clean, Self::Light, Self::Heavy, Self::OneView];

    /// The name users write.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Light => "light",
            Self::Heavy => "heavy",
            Self::OneView => "one-view",
        }
    }
}

impl Scan {
    /// The settings of a level, for 8,192 points.
    pub fn of(level: Level) -> Self {
        let clean = Self {
            points: 8192,
            views: 60,
            lowest: -FRAC_PI_2,
            distance: 2.5,
            grazing: FRAC_PI_2,
            density: Density::Even,
            noise: 0.0,
            noise_by_distance: 2.0,
            noise_by_angle: 0.1,
            tilt: 0.0,
            blur: 0.0,
            outliers: 0.0,
            outlier_reach: 0.05,
            holes: 0,
            hole_radius: 0.0,
            drift: 0.0,
            drift_turn: 0.0,
            normals: true,
        };
        let rays = Density::Rays { falloff: 2.0, facing: 1.0 };
        match level {
            Level::Clean => clean,
            Level::Light => Self {
                views: 12,
                distance: 2.0,
                grazing: 80f64.to_radians(),
                density: rays,
                noise: 5e-4,
                tilt: 0.05,
                blur: 2e-3,
                outliers: 0.002,
                drift: 2e-4,
                drift_turn: 3e-4,
                ..clean
            },
            Level::Heavy => Self {
                views: 6,
                lowest: -FRAC_PI_6,
                distance: 1.5,
                grazing: 75f64.to_radians(),
                density: rays,
                noise: 2e-3,
                tilt: 0.15,
                blur: 6e-3,
                outliers: 0.02,
                outlier_reach: 0.1,
                holes: 4,
                hole_radius: 0.05,
                drift: 1e-3,
                drift_turn: 2e-3,
                ..clean
            },
            Level::OneView => Self {
                views: 1,
                distance: 2.0,
                grazing: 78f64.to_radians(),
                density: rays,
                noise: 1e-3,
                tilt: 0.1,
                blur: 3e-3,
                outliers: 0.005,
                ..clean
            },
        }
    }
}
