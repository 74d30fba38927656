//! Balancing into a data set, from where it stands to its end.

use super::{Balancer, Bin, LENGTHS, Made, Order, Rejection, SHORTEST, Source, Standing};
use crate::corpus::CorpusError;
use crate::dataset::{Dataset, Entry};
use resolid_geom::Observer;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What there is to know of a balanced data set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// Sources of each length, from 3 on.
    pub before: Vec<usize>,
    /// Programs of each length, from 3 on.
    pub after: Vec<usize>,
    /// Attempts made.
    pub attempts: u64,
    /// How many programs were not kept, by reason.
    pub rejected: BTreeMap<Rejection, u64>,
    /// Bins with fewer programs than their share.
    pub shortfalls: Vec<Bin>,
    /// Programs kept for each way they came about.
    pub origins: BTreeMap<String, usize>,
}

/// Fills `dataset` with programs made from `sources` to `order`, going on where it stands; one that is complete only
/// tells what it told before. What `observer` stops goes on at the next call. Runs on the threads of the pool it is called in.
///
/// # Errors
/// [`CorpusError`]: the data set cannot be read or written. What was written before stays.
///
/// # Cost
/// Memory: about 1.5 kB a program.
pub fn run(
    dataset: &mut Dataset,
    sources: &[Source],
    order: &Order,
    observer: &dyn Observer,
) -> Result<Option<Run>, CorpusError> {
    let damaged = |reason: String| CorpusError::Dataset { path: crate::dataset::MANIFEST.into(), reason };
    if dataset.manifest().complete {
        let account = dataset.manifest().account.clone().unwrap_or_default();
        return serde_json::from_value(account).map(Some).map_err(|e| damaged(e.to_string()));
    }
    let mut balancer = Balancer::new(sources, order);
    let mut origins: BTreeMap<String, usize> = BTreeMap::new();
    if let Some(standing) = &dataset.manifest().standing {
        let standing: Standing = serde_json::from_value(standing.clone()).map_err(|e| damaged(e.to_string()))?;
        let mut programs = Vec::with_capacity(dataset.manifest().programs);
        for read in dataset.entries() {
            let entry = read.map_err(|reject| damaged(reject.to_string()))?.entry;
            *origins.entry(entry.origin).or_default() += 1;
            programs.extend(entry.tokens);
        }
        balancer.put_back(standing, programs);
    }
    let mut made = balancer.standing().bins.iter().map(|b| b.made).sum::<usize>();
    let mut pending: Vec<Entry> = Vec::new();
    loop {
        observer.stage("balance", made as f64 / balancer.wanted().max(1) as f64);
        if observer.should_stop() {
            return Ok(None);
        }
        let Some(kept) = balancer.round() else { break };
        made += kept.len();
        pending.extend(kept.into_iter().map(|m| entry(sources, m)));
        // Only at the end of a round: what lies between rounds is nothing that could be put back.
        if pending.len() >= dataset.manifest().header.shard {
            flush(dataset, &mut pending, &balancer, &mut origins)?;
        }
    }
    flush(dataset, &mut pending, &balancer, &mut origins)?;
    let mut before = vec![0; LENGTHS];
    sources.iter().for_each(|s| before[s.tokens.len() - SHORTEST] += 1);
    let lengths = &dataset.manifest().lengths;
    let after = (SHORTEST..SHORTEST + LENGTHS).map(|n| lengths.get(&n).copied().unwrap_or(0)).collect();
    let Standing { bins, rejected, attempts, .. } = balancer.standing().clone();
    let shortfalls = bins.into_iter().filter(|b| b.made < b.share).collect();
    let run = Run { before, after, attempts, rejected, shortfalls, origins };
    dataset.finish(&run)?;
    Ok(Some(run))
}

fn flush(
    dataset: &mut Dataset,
    pending: &mut Vec<Entry>,
    balancer: &Balancer,
    origins: &mut BTreeMap<String, usize>,
) -> Result<(), CorpusError> {
    pending.iter().for_each(|e| *origins.entry(e.origin.clone()).or_default() += 1);
    dataset.append(pending, balancer.standing())?;
    pending.clear();
    Ok(())
}

/// Originals keep their name; others are named after their source and the attempt that made them.
fn entry(sources: &[Source], made: Made) -> Entry {
    let source = &sources[made.source];
    let (id, origin) = match made.made_by {
        Some((attempt, change)) => (format!("{}_b{attempt}", source.id), change.name()),
        None => (source.id.clone(), "original"),
    };
    let (root, split) = (source.root.clone(), Some(source.split));
    Entry { id, root, split, origin: origin.into(), tokens: Some(made.tokens), program: None }
}
