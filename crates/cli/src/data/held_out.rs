//! Corpora whose shapes no data set may hold, and what of them cannot be read.

use super::reading::Chosen;
use crate::exit::{Exit, Failure};
use crate::style::{LABEL, count, paint};
use resolid_geom::format::one_line;
use resolid_program::tokens::shape_hash;
use std::collections::HashSet;
use std::path::PathBuf;

/// Reasons that are named of each corpus.
const NAMED: usize = 3;

/// What is held out.
#[derive(Default)]
pub struct HeldOut {
    /// The shapes.
    pub shapes: HashSet<u64>,
    /// Records without a shape that could be told: nothing keeps what they show out of the data set.
    pub unread: usize,
}

/// The shapes of corpora; what of them cannot be read is said on standard error.
///
/// # Errors
/// A corpus that cannot be read at all, or holds no program.
pub fn read(sources: &[PathBuf]) -> Result<HeldOut, Failure> {
    let mut all = HeldOut::default();
    for source in sources {
        let (mut records, mut unread, mut reasons) = (0, 0, Vec::new());
        for item in Chosen::default().records(source)? {
            records += 1;
            let shape = item.map_err(|reject| reject.to_string()).and_then(|record| {
                shape_hash(&record.program)
                    .ok_or_else(|| format!("{} ({}): it builds nothing", record.id, record.place))
            });
            match shape {
                Ok(shape) => _ = all.shapes.insert(shape),
                Err(reason) => {
                    unread += 1;
                    reasons.extend((unread <= NAMED).then_some(reason));
                }
            }
        }
        let shown = source.display();
        if unread == records {
            let why = reasons.first().map_or("nothing is in it", String::as_str);
            return Err(Failure::new(
                Exit::Unreadable,
                format!("{shown} holds no program that could be held out: {why}"),
                "give a corpus that `resolid data import` reads, or leave out --held-out",
            ));
        }
        if unread > 0 {
            let label = paint(LABEL, "note:");
            let records = count(records, "record");
            anstream::eprintln!("{label} {unread} of {records} of {shown} cannot be read, and nothing holds them out:");
            reasons.iter().for_each(|reason| anstream::eprintln!("  {}", one_line(reason)));
            if unread > reasons.len() {
                anstream::eprintln!("  and {} more", unread - reasons.len());
            }
        }
        all.unread += unread;
    }
    Ok(all)
}
