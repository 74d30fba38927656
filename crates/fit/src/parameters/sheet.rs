//! What has been named so far: sizes, and the numbers that are sums over them.

use resolid_geom::Vec3;
use resolid_program::{Program, Slot};

/// Differences of coordinates that the fit made equal differ in their last digits only.
const SAME: f64 = 1e-9;
/// Factors that are nothing but rounding, as the cosine of a right angle is.
const NOTHING: f64 = 1e-12;

/// Whether two lengths of a part that is about `scale` across are meant to be one.
pub fn near(a: f64, b: f64, scale: f64) -> bool {
    (a - b).abs() <= SAME * scale.max(f64::MIN_POSITIVE)
}

/// `offset + Σ factor · size`.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    /// Sizes by their place on the sheet, none twice.
    pub terms: Vec<(usize, f64)>,
    pub offset: f64,
}

impl Sum {
    pub const ZERO: Self = Self { terms: Vec::new(), offset: 0.0 };

    pub fn number(offset: f64) -> Self {
        Self { terms: Vec::new(), offset }
    }

    pub fn is_number(&self) -> bool {
        self.terms.is_empty()
    }

    pub fn plus(&self, other: &Self) -> Self {
        let mut sum = Self { terms: self.terms.clone(), offset: self.offset + other.offset };
        for &(size, factor) in &other.terms {
            match sum.terms.iter_mut().find(|t| t.0 == size) {
                Some(term) => term.1 += factor,
                None => sum.terms.push((size, factor)),
            }
        }
        sum.terms.retain(|t| t.1.abs() > NOTHING);
        sum
    }

    pub fn times(&self, factor: f64) -> Self {
        let terms = self.terms.iter().map(|&(size, f)| (size, f * factor));
        Self { terms: terms.filter(|t| t.1.abs() > NOTHING).collect(), offset: self.offset * factor }
    }

    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.times(-1.0))
    }

    pub fn add(&self, number: f64) -> Self {
        Self { terms: self.terms.clone(), offset: self.offset + number }
    }

    /// Halfway between both.
    pub fn middle(&self, other: &Self) -> Self {
        self.plus(other).times(0.5)
    }
}

/// What a size is of.
#[derive(Clone, Debug, PartialEq)]
pub enum Of {
    /// Of a step: the direction it runs in, and how far along that it starts.
    Depth { direction: Vec3, from: f64 },
    /// Of a circle that material is taken from, or one that it fills.
    Diameter { hole: bool },
    /// Of the one outline of a step: as wide as another by chance.
    Side,
    /// Of what is drawn the same way again, in a step or in steps of one kind: walls, radii, slots, margins.
    Alike,
}

/// A size, and where it is found.
#[derive(Clone, Debug)]
pub struct Size {
    pub of: Of,
    pub value: f64,
    /// The names of the steps that have it.
    pub steps: Vec<String>,
    pub what: String,
}

impl Size {
    /// Whether a draughtsman would write the other size as this one.
    fn takes(&self, other: &Size) -> bool {
        let kin = || stem(&self.steps[0]) == stem(&other.steps[0]);
        near(self.value, other.value, self.value.abs())
            && match (&self.of, &other.of) {
                (Of::Depth { .. }, Of::Depth { .. }) => self.of == other.of || kin(),
                (Of::Diameter { hole }, Of::Diameter { hole: there }) => hole == there,
                (Of::Alike, Of::Alike) => self.what == other.what && kin(),
                _ => false,
            }
    }
}

/// `hole` of `hole_2`.
pub fn stem(name: &str) -> &str {
    name.rsplit_once('_').map_or(name, |(stem, number)| if number.parse::<u32>().is_ok() { stem } else { name })
}

/// Sizes and the numbers that follow them.
#[derive(Debug, Default)]
pub struct Sheet {
    pub sizes: Vec<Size>,
    pub numbers: Vec<(Slot, Sum)>,
}

impl Sheet {
    /// A size of the step that is called so, or the one that it shares with others.
    pub fn size(&mut self, of: Of, step: &str, what: &str, value: f64) -> Sum {
        let size = Size { of, value, steps: vec![step.to_owned()], what: what.to_owned() };
        let at = match self.sizes.iter().position(|s| s.takes(&size)) {
            Some(at) => {
                self.sizes[at].steps.extend(size.steps);
                at
            }
            None => {
                self.sizes.push(size);
                self.sizes.len() - 1
            }
        };
        Sum { terms: vec![(at, 1.0)], offset: 0.0 }
    }

    /// A sum that a step follows: where it is a depth and nothing else, the step has that too.
    pub fn shared(&mut self, sum: Sum, step: &str) -> Sum {
        if let ([(size, factor)], true) = (sum.terms.as_slice(), sum.offset == 0.0)
            && *factor == 1.0
            && let Size { of: Of::Depth { .. }, steps, .. } = &mut self.sizes[*size]
        {
            steps.push(step.to_owned());
        }
        sum
    }

    pub fn value(&self, sum: &Sum) -> f64 {
        sum.terms.iter().fold(sum.offset, |all, &(size, factor)| all + factor * self.sizes[size].value)
    }

    /// Lets a number follow the sum, if that is no mere number and comes to what the number is.
    pub fn bind(&mut self, program: &Program, slot: Slot, sum: &Sum) {
        let Some(number) = program.number(slot).filter(|_| !sum.is_number()) else { return };
        let scale =
            sum.terms.iter().fold(number.abs(), |most, &(size, f)| most.max((f * self.sizes[size].value).abs()));
        let mut sum = sum.clone();
        if near(sum.offset, 0.0, scale) {
            sum.offset = 0.0;
        }
        let off = number - self.value(&sum);
        if near(off, 0.0, scale) {
            // Set again to what it is, a parameter gives back the numbers as they are, to the last digit.
            sum.offset += off;
            self.numbers.push((slot, sum));
        }
    }
}
