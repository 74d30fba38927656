//! Numbers that know which parameters they come from, so that bindings follow from how a part is drawn.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// Most parameters a part has; numbers named after that are plain.
pub(super) const MOST: usize = 12;

/// `constant + Σ factor · parameter`, and what that comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dim {
    /// What it comes to, millimetres.
    pub v: f64,
    /// The part that follows no parameter.
    pub constant: f64,
    /// What each parameter counts.
    pub factors: [f64; MOST],
}

impl Dim {
    /// Nothing.
    pub const ZERO: Self = Self { v: 0.0, constant: 0.0, factors: [0.0; MOST] };

    /// The parameter `index`, whose value is `v`.
    pub fn of_parameter(index: usize, v: f64) -> Self {
        let mut factors = [0.0; MOST];
        factors[index] = 1.0;
        Self { v, constant: 0.0, factors }
    }

    /// Whether it follows any parameter.
    pub fn is_driven(&self) -> bool {
        self.factors.iter().any(|f| *f != 0.0)
    }

    fn with(self, other: Self, f: impl Fn(f64, f64) -> f64) -> Self {
        let mut factors = self.factors;
        for (a, b) in factors.iter_mut().zip(other.factors) {
            *a = f(*a, b);
        }
        Self { v: f(self.v, other.v), constant: f(self.constant, other.constant), factors }
    }
}

impl From<f64> for Dim {
    fn from(v: f64) -> Self {
        Self { v, constant: v, factors: [0.0; MOST] }
    }
}

impl<T: Into<Dim>> Add<T> for Dim {
    type Output = Self;
    fn add(self, other: T) -> Self {
        self.with(other.into(), |a, b| a + b)
    }
}

impl<T: Into<Dim>> Sub<T> for Dim {
    type Output = Self;
    fn sub(self, other: T) -> Self {
        self.with(other.into(), |a, b| a - b)
    }
}

impl Mul<f64> for Dim {
    type Output = Self;
    fn mul(self, by: f64) -> Self {
        self.with(Self::ZERO, |a, _| a * by)
    }
}

impl Div<f64> for Dim {
    type Output = Self;
    fn div(self, by: f64) -> Self {
        self.with(Self::ZERO, |a, _| a / by)
    }
}

impl Neg for Dim {
    type Output = Self;
    fn neg(self) -> Self {
        self * -1.0
    }
}
