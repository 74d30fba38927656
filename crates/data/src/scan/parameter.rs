//! The scanner's parameters by name, each with what it means, how large it may be and what it is in the units people think in.

use super::{Density, Scan, ScanError};

/// One number of a [`Scan`].
#[derive(Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it is measured in; shares, powers and numbers of things have no unit.
    pub unit: &'static str,
    /// What it means.
    pub about: &'static str,
    least: f64,
    most: f64,
    whole: bool,
    get: fn(&Scan) -> Option<f64>,
    set: fn(&mut Scan, f64),
}

/// A parameter of a field; angles are told in degrees and kept in radians.
macro_rules! parameter {
    ($name:literal, $unit:literal, $least:expr, $most:expr, $field:ident, $about:literal) => {
        Parameter {
            name: $name,
            unit: $unit,
            about: $about,
            least: $least,
            most: $most,
            whole: false,
            get: |scan| Some(scan.$field),
            set: |scan, value| scan.$field = value,
        }
    };
    (degrees, $name:literal, $least:expr, $most:expr, $field:ident, $about:literal) => {
        Parameter {
            get: |scan| Some(scan.$field.to_degrees()),
            set: |scan, value| scan.$field = value.to_radians(),
            ..parameter!($name, "degrees", $least, $most, $field, $about)
        }
    };
    (number, $name:literal, $least:expr, $most:expr, $field:ident, $about:literal) => {
        Parameter {
            name: $name,
            unit: "",
            about: $about,
            least: $least,
            most: $most,
            whole: true,
            get: |scan| Some(scan.$field as f64),
            set: |scan, value| scan.$field = value as usize,
        }
    };
}

/// No bound but that numbers are finite.
const ANY: f64 = f64::MAX;
/// More sensors or holes than anyone sets up.
const MANY: f64 = 10_000.0;

/// All of them, in the order in which a scan comes about.
pub static PARAMETERS: [Parameter; 17] = [
    parameter!(number, "views", 1.0, MANY, views, "places the sensor is put at, spread evenly about the part"),
    parameter!(
        degrees,
        "lowest",
        -90.0,
        90.0,
        lowest,
        "lowest elevation of those places; -90 is all round, 0 leaves the underside unseen"
    ),
    parameter!("distance", "diagonals", 0.51, ANY, distance, "their distance from the part's middle"),
    parameter!(degrees, "grazing", 1.0, 90.0, grazing, "angle of incidence from which on a surface gives nothing back"),
    Parameter {
        name: "falloff",
        unit: "",
        about: "power of the distance that density falls with; 2 is what rays do; without it points lie evenly",
        least: 0.0,
        most: 8.0,
        whole: false,
        get: |scan| rays(scan).map(|[falloff, _]| falloff),
        set: |scan, falloff| {
            let [_, facing] = rays(scan).unwrap_or(RAYS);
            scan.density = Density::Rays { falloff, facing };
        },
    },
    Parameter {
        name: "facing",
        unit: "",
        about: "power of the cosine of incidence that density falls with; 1 is what rays do; without it points lie evenly",
        least: 0.0,
        most: 8.0,
        whole: false,
        get: |scan| rays(scan).map(|[_, facing]| facing),
        set: |scan, facing| {
            let [falloff, _] = rays(scan).unwrap_or(RAYS);
            scan.density = Density::Rays { falloff, facing };
        },
    },
    parameter!(
        "noise",
        "diagonals",
        0.0,
        ANY,
        noise,
        "standard deviation of a measured distance, at `distance` and square incidence"
    ),
    parameter!("noise-by-distance", "", 0.0, ANY, noise_by_distance, "power of the distance that noise grows with"),
    parameter!(
        "noise-by-angle",
        "",
        0.0,
        ANY,
        noise_by_angle,
        "share of `noise` that is added for each unit of tan² of the angle of incidence"
    ),
    parameter!(degrees, "tilt", 0.0, 180.0, tilt, "standard deviation of the direction of normals"),
    parameter!("blur", "diagonals", 0.0, ANY, blur, "radius over which edges are smoothed"),
    parameter!("outliers", "", 0.0, 1.0, outliers, "share of points that do not lie on the surface"),
    parameter!("outlier-reach", "diagonals", 0.0, ANY, outlier_reach, "how far they lie off along their ray at most"),
    parameter!(number, "holes", 0.0, MANY, holes, "places that give nothing back"),
    parameter!("hole-radius", "diagonals", 0.0, ANY, hole_radius, "their largest radius; the smallest is half that"),
    parameter!(
        "drift",
        "diagonals",
        0.0,
        ANY,
        drift,
        "standard deviation, an axis, of how far views lie off one another"
    ),
    parameter!(
        degrees,
        "drift-turn",
        0.0,
        180.0,
        drift_turn,
        "standard deviation, an axis, of how far views are turned against one another"
    ),
];

/// What rays that leave a sensor evenly do: falloff and facing.
const RAYS: [f64; 2] = [2.0, 1.0];

fn rays(scan: &Scan) -> Option<[f64; 2]> {
    match scan.density {
        Density::Even => None,
        Density::Rays { falloff, facing } => Some([falloff, facing]),
    }
}

impl Parameter {
    /// The parameter of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        PARAMETERS.iter().find(|p| p.name == name)
    }

    /// Its value in a scan; none where it plays no part.
    pub fn get(&self, scan: &Scan) -> Option<f64> {
        (self.get)(scan)
    }

    /// Gives it a value in a scan.
    ///
    /// # Errors
    /// [`ScanError::Parameter`]: a value that makes no sense.
    pub fn set(&self, scan: &mut Scan, value: f64) -> Result<(), ScanError> {
        self.check(value)?;
        (self.set)(scan, value);
        Ok(())
    }

    /// Whether a value makes sense.
    ///
    /// # Errors
    /// [`ScanError::Parameter`]: it does not.
    pub fn check(&self, value: f64) -> Result<(), ScanError> {
        if (self.least..=self.most).contains(&value) && !(self.whole && value.fract() != 0.0) {
            return Ok(());
        }
        Err(ScanError::Parameter { name: self.name, value, wanted: self.allowed() })
    }

    /// What values make sense, in words.
    fn allowed(&self) -> String {
        let kind = if self.whole { "a whole number, " } else { "" };
        let unit = if self.unit.is_empty() { String::new() } else { format!(" {}", self.unit) };
        if self.most == ANY {
            format!("{kind}{}{unit} or more", self.least)
        } else {
            format!("{kind}from {} to {}{unit}", self.least, self.most)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Level;
    use super::*;

    #[test]
    fn every_number_of_a_scan_is_a_parameter_and_no_other_changes_with_it() {
        for level in Level::ALL {
            let scan = Scan::of(level);
            for parameter in &PARAMETERS {
                let mut changed = scan.clone();
                let value = if parameter.get(&scan) == Some(2.0) { 3.0 } else { 2.0 };
                let value = if parameter.name == "outliers" { 0.5 } else { value };
                parameter.set(&mut changed, value).unwrap();
                assert_ne!(changed, scan, "{}", parameter.name);
                let found = parameter.get(&changed).unwrap();
                assert!((found - value).abs() < 1e-12, "{}: {found}", parameter.name);
                let density = |name: &str| matches!(name, "falloff" | "facing");
                for other in PARAMETERS.iter().filter(|o| o.name != parameter.name) {
                    // Either of these two says that the density is that of rays.
                    if !(density(parameter.name) && density(other.name)) {
                        assert_eq!(other.get(&changed), other.get(&scan), "{} with {}", other.name, parameter.name);
                    }
                }
                assert!(parameter.check(f64::NAN).is_err() && parameter.check(f64::INFINITY).is_err());
            }
        }
        let said = |name: &str, value: f64| Parameter::named(name).unwrap().check(value).unwrap_err().to_string();
        assert_eq!(said("views", 1.5), "a scan with views = 1.5: it should be a whole number, from 1 to 10000");
        assert_eq!(said("distance", 0.2), "a scan with distance = 0.2: it should be 0.51 diagonals or more");
        assert_eq!(said("lowest", 91.0), "a scan with lowest = 91: it should be from -90 to 90 degrees");
    }
}
