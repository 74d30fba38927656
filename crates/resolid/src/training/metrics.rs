//! What a run writes of itself: tables, and events for TensorBoard.

use super::events;
use crate::Error;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;

/// A table with a step in its first column, and the same numbers as events.
pub struct Metrics {
    table: File,
    events: File,
    group: &'static str,
    columns: Vec<String>,
}

impl Metrics {
    /// The table `name.csv` in the folder, cut down to the steps up to `step` where there is one already; the events go into a file of
    /// their own for each sitting.
    ///
    /// # Errors
    /// [`Error::Output`].
    pub fn open(folder: &Path, name: &'static str, columns: &[&str], step: u64, clock: f64) -> Result<Self, Error> {
        let path = folder.join(format!("{name}.csv"));
        let wrong = |e: std::io::Error| Error::Output {
            reason: format!("{}: {e}", path.display()),
            hint: "give another folder".into(),
        };
        let old = fs::read_to_string(&path).unwrap_or_default();
        let keep = old
            .lines()
            .skip(1)
            .filter(|l| l.split(',').next().and_then(|s| s.parse().ok()).is_some_and(|s: u64| s <= step && step > 0));
        let head = format!("step,{}", columns.join(","));
        let text: String = std::iter::once(head.as_str()).chain(keep).map(|l| format!("{l}\n")).collect();
        fs::write(&path, text).map_err(wrong)?;
        let table = OpenOptions::new().append(true).open(&path).map_err(wrong)?;
        let events = folder.join("events");
        fs::create_dir_all(&events).map_err(wrong)?;
        let mut events =
            File::create(events.join(format!("events.out.tfevents.{clock:.0}.{name}-{step}"))).map_err(wrong)?;
        events.write_all(&events::beginning(clock)).map_err(wrong)?;
        Ok(Self { table, events, group: name, columns: columns.iter().map(|&c| c.to_string()).collect() })
    }

    /// Adds a line.
    ///
    /// # Errors
    /// [`Error::Output`].
    pub fn add(&mut self, step: u64, clock: f64, values: &[f64]) -> Result<(), Error> {
        let mut line = step.to_string();
        let mut records = Vec::new();
        for (name, value) in self.columns.iter().zip(values) {
            line += &format!(",{value}");
            records.extend(events::scalar(clock, step, &format!("{}/{name}", self.group), *value as f32));
        }
        line.push('\n');
        let write = self.table.write_all(line.as_bytes()).and_then(|()| self.events.write_all(&records));
        write.map_err(|e| Error::Output { reason: format!("metrics: {e}"), hint: "free some space".into() })
    }
}
