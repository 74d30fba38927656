//! A time limit shared out among the stages, so that each leaves the next what it needs.

use resolid_geom::Observer;

/// Share of the time limit after which the search gives what it has.
const SEARCH: f64 = 0.45;
/// Share after which programs that are not judged yet stay so.
const JUDGE: f64 = 0.52;
/// Share after which the kernel is told to leave out the steps that are left.
const BUILD: f64 = 0.66;
/// Share after which no more regions are looked for that are missed.
const MISSED: f64 = 0.78;
/// Share after which what was measured must do.
const MEASURE: f64 = 0.84;
/// Share within which the picture is to be there; the rest is for writing.
const PICTURE: f64 = 0.95;

/// When each stage is to end, seconds on the caller's clock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    pub search: f64,
    pub judge: f64,
    pub build: f64,
    pub missed: f64,
    pub measure: f64,
    pub picture: f64,
}

impl Budget {
    /// The shares of `limit` seconds from `start`; without a limit, no end.
    pub fn new(start: f64, limit: Option<f64>) -> Self {
        let at = |share: f64| limit.map_or(f64::INFINITY, |l| start + share * l);
        Self {
            search: at(SEARCH),
            judge: at(JUDGE),
            build: at(BUILD),
            missed: at(MISSED),
            measure: at(MEASURE),
            picture: at(PICTURE),
        }
    }
}

/// An observer that also wants to stop when the clock passes `end`.
pub(crate) struct Until<'a> {
    pub observer: &'a dyn Observer,
    pub clock: &'a (dyn Fn() -> f64 + Sync),
    pub end: f64,
}

impl Observer for Until<'_> {
    fn stage(&self, name: &'static str, done: f64) {
        self.observer.stage(name, done);
    }

    fn note(&self, about: &'static str, text: String) {
        self.observer.note(about, text);
    }

    fn should_stop(&self) -> bool {
        self.observer.should_stop() || (self.clock)() >= self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolid_geom::Silent;

    #[test]
    fn stages_end_in_their_order_and_before_the_limit() {
        let budget = Budget::new(2.0, Some(10.0));
        let ends =
            [2.0, budget.search, budget.judge, budget.build, budget.missed, budget.measure, budget.picture, 12.0];
        assert!(ends.is_sorted_by(|a, b| a < b));
        let at = |now: f64| {
            let clock = move || now;
            Until { observer: &Silent, clock: &clock, end: budget.search }.should_stop()
        };
        assert!(!at(2.0) && at(budget.search));
        assert_eq!(Budget::new(2.0, None).build, f64::INFINITY);
    }
}
