//! A query against an index: the nearest by their numbers, then by laying each on the query.

use crate::IndexError;
use crate::body::Body;
use crate::compare::{Agreement, Likeness, Query, Rough, Sizing};
use crate::embedding::Encoding;
use crate::gallery::SizeWish;
use crate::part::Listed;
use crate::sketch::Sketch;
use crate::store::{Candidate, Store, usable};
use crate::surface::Surface;
use rayon::prelude::*;
use resolid_geom::Observer;

/// Parts that are laid on the query.
pub const CANDIDATES: usize = 50;
/// Parts whose whole surface is compared.
pub const COMPARED: usize = 12;
/// What a factor of e in size is worth among the nearest, in units of their numbers, squared.
const SIZE_WEIGHT: f32 = 100.0;
/// The largest factor that counts, in logarithms.
const SIZE_MOST: f32 = 1.5;
/// Sizes within this factor, in logarithms, are one size.
const SAME_SIZE: f64 = 0.03;
/// Sizes within this factor are compared as they are.
const NEAR_SIZE: f64 = 0.25;
/// What a factor of e in size costs in rank, in diagonals.
const SIZE_PRICE: f64 = 0.02;

/// What is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// Hits wanted.
    pub top: usize,
    /// Whether the query's unit is known.
    pub sized: bool,
    /// Whether parts of any size will do.
    pub any_size: bool,
}

/// The file of a part, now.
pub enum Original {
    /// As it was.
    Same(Box<Surface>),
    /// Other bytes than were indexed.
    Changed(Box<Surface>),
    /// Not there.
    Missing,
    /// There, but not to be read: why.
    Unreadable(String),
}

/// What is to be said of a hit's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// It is as it was indexed.
    Same,
    /// It was changed since.
    Changed,
    /// It is gone.
    Missing,
    /// It cannot be read any more: why.
    Unreadable(String),
    /// It was not looked at.
    Unread,
}

/// A part that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The part.
    pub part: Listed,
    /// How it lies on the query, and how far it is off. Where the part is mirrored, that of its mirror image.
    pub agreement: Agreement,
    /// Whether it is the mirror image that agrees.
    pub mirrored: bool,
    /// How much larger the query is than the part.
    pub scale: f64,
    /// From 1, no difference, towards 0.
    pub score: f64,
    /// Distance by the numbers of the first stage.
    pub distance: f64,
    /// Its file.
    pub file: FileState,
}

/// What came of a search.
#[derive(Clone, Debug)]
pub struct Found {
    /// The hits, best first.
    pub hits: Vec<Hit>,
    /// Which embedding they were found by.
    pub embedding: String,
    /// How many were laid on the query.
    pub candidates: usize,
}

/// The parts of an index most like a query.
///
/// `original` gives a part's file as it is now; it is asked for a dozen parts at most, and what is gone is compared by the few points
/// the index holds.
///
/// # Errors
/// As the store fails. An index without parts finds none.
pub fn search(
    store: &mut dyn Store,
    query: &Query,
    encodings: &[Encoding],
    wish: &Wish,
    original: &(dyn Fn(&Listed) -> Original + Sync),
    observer: &dyn Observer,
) -> Result<Found, IndexError> {
    let held = store.embeddings()?;
    let encoding = usable(&store.place(), &held, encodings)?;
    let radius = query.body.surface.radius();
    let sized = wish.sized && !wish.any_size;
    let size = sized.then(|| SizeWish { size: radius.ln() as f32, weight: SIZE_WEIGHT, most: SIZE_MOST });
    let near = store.nearest(encoding, CANDIDATES.max(wish.top), size)?;
    let ids: Vec<i64> = near.iter().map(|n| n.id).collect();
    let candidates = store.candidates(&ids)?;
    observer.stage("comparing", 0.2);
    let mut laid: Vec<(Candidate, f64, Laid)> = candidates
        .into_iter()
        .zip(&near)
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|(c, n)| {
            let sizing = sizing(query, &c.sketch, sized && c.part.sized);
            let laid = Laid::of(query, &c.sketch, sizing, sized && c.part.sized);
            (c, f64::from(n.distance), laid)
        })
        .collect();
    laid.sort_by(|a, b| a.2.rank().total_cmp(&b.2.rank()).then(a.0.part.path.cmp(&b.0.part.path)));
    laid.truncate(COMPARED.max(wish.top));
    observer.stage("comparing", 0.6);
    let mut hits: Vec<Hit> = laid
        .into_par_iter()
        .map(|(candidate, distance, laid)| {
            let (surface, file) = match original(&candidate.part) {
                Original::Same(surface) => (Some(surface), FileState::Same),
                Original::Changed(surface) => (Some(surface), FileState::Changed),
                Original::Missing => (None, FileState::Missing),
                Original::Unreadable(reason) => (None, FileState::Unreadable(reason)),
            };
            let settled = match surface {
                Some(surface) => laid.settled(query, &Body::new(*surface)),
                None => laid.by_sketch(query, &candidate.sketch),
            };
            hit(candidate.part, settled, distance, file)
        })
        .collect();
    let count = hits.len();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.part.path.cmp(&b.part.path)));
    hits.truncate(wish.top);
    Ok(Found { hits, embedding: encoding.embedding.name.clone(), candidates: count.max(near.len()) })
}

fn hit(part: Listed, settled: Settled, distance: f64, file: FileState) -> Hit {
    let Settled { agreement, mirrored, off } = settled;
    Hit { part, mirrored, scale: agreement.placing.scale, score: 1.0 / (1.0 + off / 0.01), distance, file, agreement }
}

/// Whether a part is compared as large as it is: where both sizes are known, and near each other.
fn sizing(query: &Query, sketch: &Sketch, sized: bool) -> Sizing {
    let near = (query.body.surface.radius() / sketch.radius).ln().abs() < NEAR_SIZE;
    if sized && near { Sizing::True } else { Sizing::Any }
}

/// A part laid roughly on the query, and what its size costs.
#[derive(Clone, Debug)]
pub struct Laid {
    /// How it lies.
    pub rough: Rough,
    sizing: Sizing,
    /// Whether a difference in size counts.
    sized: bool,
}

/// A part laid on the query as well as it goes.
#[derive(Clone, Copy, Debug)]
pub struct Settled {
    /// How it lies; where it is mirrored, its mirror image.
    pub agreement: Agreement,
    /// Whether it is the mirror image that agrees.
    pub mirrored: bool,
    /// What it is ranked by, in diagonals: how far it is off, and what its size costs.
    pub off: f64,
}

impl Laid {
    /// A part laid on a query by its sketch; `sized` where both sizes are known and count.
    pub fn of(query: &Query, sketch: &Sketch, sizing: Sizing, sized: bool) -> Self {
        Self { rough: query.rough(sketch, sizing), sizing, sized }
    }

    /// What it is ranked by as yet.
    pub fn rank(&self) -> f64 {
        self.rough.off + self.size_price(self.rough.placing.scale)
    }

    fn size_price(&self, scale: f64) -> f64 {
        let off = scale.ln().abs();
        if self.sized && off > SAME_SIZE { SIZE_PRICE * off.min(f64::from(SIZE_MOST)) } else { 0.0 }
    }

    /// The part laid on the query by its whole surface, mirrored where only that agrees.
    pub fn settled(&self, query: &Query, part: &Body) -> Settled {
        let ways = std::iter::once(self.rough.placing).chain(self.rough.others.iter().copied());
        let way = query.likeliest(part, ways).unwrap_or(self.rough.placing);
        let plain = query.exact(part, way, self.sizing);
        let mirrored = match self.rough.mirrored {
            Some(placing) if plain.likeness != Likeness::Identical => Some(query.exact(part, placing, self.sizing)),
            _ => None,
        };
        self.chosen(plain, mirrored)
    }

    /// The part laid on the query by its sketch alone.
    pub fn by_sketch(&self, query: &Query, sketch: &Sketch) -> Settled {
        self.chosen(query.by_sketch(sketch, self.rough.placing), None)
    }

    fn chosen(&self, plain: Agreement, mirrored: Option<Agreement>) -> Settled {
        // A mirror image is another part: it is told as one where it agrees well and the part itself does not, and ranks behind what
        // is as far off without it.
        let better = mirrored.filter(|m| m.likeness <= Likeness::Nearly && m.off < 0.5 * plain.off);
        let agreement = better.unwrap_or(plain);
        let price = self.size_price(agreement.placing.scale);
        let off = if better.is_some() { plain.off.min(agreement.off + 0.005) } else { plain.off };
        Settled { agreement, mirrored: better.is_some(), off: off + price }
    }
}
