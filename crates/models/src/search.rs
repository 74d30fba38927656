//! Decoding that looks at what it wrote: a program is encoded again, and its latent compared with the one that was given.
//!
//! The decoder's own answer is the start. While its latent is off, two things are tried in turn:
//!
//! - **Numbers.** Every level that the decoder holds likely in the place of one that was written, and its neighbours, is tried by itself; what it moves the latent by,
//!   before the last bend, is all but the sum of what single numbers move it by. So which changes together bring it nearest is found in that sum, by
//!   descending one number after another, and then tried in earnest.
//! - **Commands.** Where another command was likely, the program is written anew from there on.
//!
//! An answer that is not sound then is made so where it is asked for: by another level of one number, or else by the loss of a loop or an extrusion, whichever leaves it
//! nearest: a part without a feature is of more use than none.
//!
//! Nothing but the latent is known to it; how far the answer's own latent lies from that is told with the answer, and 0 means that no mistake is left that the encoder could see.

use crate::autoencoder::{Autoencoder, Begun, Opinion};
use crate::codec::{All, Batch, lots};
use burn::tensor::{Tensor, TensorData};
use resolid_program::tokens::{Command, LEVELS, Row, Tokens, bounds, is_category};
use std::collections::HashSet;

/// Root mean square of what latents differ by for rounding's sake: nearer than this they are one.
pub const SAME: f32 = 1e-5;
/// Rows that are encoded at a time.
const AT_ONCE: usize = 4096;
/// Latents are taken this far inside ±1 before the bend is undone.
const INSIDE: f32 = 1e-5;
/// Likeliest levels that are tried for a number, beside the neighbours of the one it has.
const LIKELY: usize = 4;
/// Sweeps over all numbers.
const SWEEPS: usize = 12;
/// Programs that were written anew are worth mending where they are no farther than this many times the best.
const WORTH: f32 = 3.0;
/// Of programs this many times as far as the nearest a sound one goes before it.
const NEAR: f32 = 1.25;
/// Loops and extrusions that a program may lose.
const LOST: usize = 3;
/// Logarithm of a chance under which another command is not tried.
const BARRED: f32 = -7.0;
/// Numbers whose whole range is gone over, those the decoder is least sure of.
const DOUBTED: usize = 24;
/// Levels between those that are tried then.
const STRIDE: usize = 4;

/// How hard to look; by default not at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Beginnings that a program is written anew from, each round; 0 takes what the decoder says.
    pub width: usize,
    /// Rounds.
    pub rounds: usize,
    /// Whether an answer that is not sound is changed until it is, though that takes it farther off.
    pub sound: bool,
}

/// What a latent was read as.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The program.
    pub tokens: Tokens,
    /// Root mean square of what its own latent differs by from the one that was given.
    pub apart: f32,
}

impl Autoencoder {
    /// The programs whose latents are nearest to the given ones, as far as `how` goes. Of programs as good as equally near one that is `sound` is taken first.
    ///
    /// # Shape
    /// `latents`: `[count, latent]`
    ///
    /// # Cost
    /// That of [`Self::decode`] and of encoding once more where the decoder is right; else that of encoding some hundreds of programs a round.
    pub fn search(&self, latents: Tensor<2>, how: Search, sound: &dyn Fn(&Tokens) -> bool) -> Vec<Found> {
        let [_, size] = latents.dims();
        let first = self.decode(latents.clone());
        let all = floats(latents);
        let own = self.latents(&first);
        let one = |((tokens, own), wanted): ((Tokens, &[f32]), &[f32])| {
            let start = Found { apart: apart(own, wanted), tokens };
            if how.width == 0 || start.apart <= SAME {
                start
            } else {
                Aim::new(self, wanted).reached(start, how, sound)
            }
        };
        first.into_iter().zip(own.chunks(size)).zip(all.chunks(size)).map(one).collect()
    }

    /// The programs' latents, one after the other.
    fn latents(&self, programs: &[Tokens]) -> Vec<f32> {
        let lengths: Vec<usize> = programs.iter().map(Tokens::len).collect();
        let size = self.shape().latent;
        let mut out = vec![0.0; programs.len() * size];
        for lot in lots(&lengths, AT_ONCE) {
            let own: Vec<&Tokens> = lot.iter().map(|&k| &programs[k]).collect();
            let found = floats(self.encode(&Batch::of(&own, &mut All)));
            for (&k, latent) in lot.iter().zip(found.chunks(size)) {
                out[k * size..][..size].copy_from_slice(latent);
            }
        }
        out
    }
}

fn floats(tensor: Tensor<2>) -> Vec<f32> {
    tensor.into_data().iter::<f32>().collect()
}

fn apart(a: &[f32], b: &[f32]) -> f32 {
    (a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f32>() / a.len() as f32).sqrt()
}

/// Before the bend.
fn straight(latent: &[f32]) -> Vec<f32> {
    latent.iter().map(|v| v.clamp(INSIDE - 1.0, 1.0 - INSIDE).atanh()).collect()
}

/// One number at another level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    row: usize,
    column: usize,
    level: i16,
}

impl Change {
    /// Which number it is.
    fn place(&self) -> (usize, usize) {
        (self.row, self.column)
    }
}

/// One latent that is looked for.
struct Aim<'a> {
    net: &'a Autoencoder,
    wanted: &'a [f32],
    /// Before the bend.
    straight: Vec<f32>,
    /// How much a difference before the bend is one after it.
    slopes: Vec<f32>,
}

impl<'a> Aim<'a> {
    fn new(net: &'a Autoencoder, wanted: &'a [f32]) -> Self {
        let slopes = wanted.iter().map(|v| (1.0 - v * v).max(INSIDE)).collect();
        Self { net, wanted, straight: straight(wanted), slopes }
    }

    fn reached(&self, start: Found, how: Search, sound: &dyn Fn(&Tokens) -> bool) -> Found {
        let mut seen = vec![start.clone()];
        let mut best = self.settled(start);
        let mut tried = HashSet::new();
        for _ in 0..how.rounds {
            seen.push(best.clone());
            if best.apart <= SAME {
                return best;
            }
            // Other commands first: while they are wrong, the numbers have nothing to settle on.
            let other = self.rewritten(&best, how.width, &mut tried);
            let next = other.or_else(|| self.tried(&best, far)).map(|found| self.settled(found));
            let Some(next) = next else { break };
            best = next;
        }
        seen.push(best.clone());
        if best.apart > SAME && !sound(&best.tokens) {
            seen.sort_by(|a, b| a.apart.total_cmp(&b.apart));
            let mut whole = seen.into_iter().filter(|f| sound(&f.tokens));
            let first = whole.next();
            if let Some(near) = first.as_ref().filter(|f| f.apart <= NEAR * best.apart) {
                return near.clone();
            }
            if how.sound {
                let changed = self.changed(&best, near, sound).or_else(|| self.changed(&best, far, sound));
                let less = changed.or_else(|| self.without(&best, sound));
                let kept = first.into_iter().chain(less).min_by(|a, b| a.apart.total_cmp(&b.apart));
                return kept.unwrap_or(best);
            }
        }
        best
    }

    /// The nearest sound program that is one number's level away, if it is not far.
    fn changed(
        &self,
        found: &Found,
        propose: impl Fn(&Tokens, &[Opinion]) -> Vec<Change>,
        sound: &dyn Fn(&Tokens) -> bool,
    ) -> Option<Found> {
        let opinions = self.net.opinions(self.repeated(1), &[&found.tokens]).swap_remove(0);
        let programs = propose(&found.tokens, &opinions).iter().filter_map(|&c| changed(&found.tokens, &[c])).collect();
        let all = self.measured(programs);
        all.into_iter().take_while(|f| f.apart <= WORTH * found.apart).find(|f| sound(&f.tokens))
    }

    /// The nearest sound program that is left of this one without some of its loops and extrusions; as few as possible.
    fn without(&self, found: &Found, sound: &dyn Fn(&Tokens) -> bool) -> Option<Found> {
        let mut left = vec![found.tokens.clone()];
        for _ in 0..LOST {
            let shorter: HashSet<Tokens> = left.iter().flat_map(shortened).collect();
            let mut shorter: Vec<Tokens> = shorter.into_iter().collect();
            shorter.sort_by(|a, b| a.rows().cmp(b.rows()));
            let all = self.measured(shorter);
            if let Some(found) = all.iter().find(|f| sound(&f.tokens)) {
                return Some(found.clone());
            }
            // From the few nearest on.
            left = all.into_iter().take(LOST).map(|f| f.tokens).collect();
        }
        None
    }

    /// The nearest of the programs that are written anew from where another command was likely, if it is nearer.
    fn rewritten(&self, best: &Found, width: usize, tried: &mut HashSet<(Vec<Row>, usize)>) -> Option<Found> {
        let begun = self.beginnings(&best.tokens, width, tried);
        if begun.is_empty() {
            return None;
        }
        let programs: HashSet<Tokens> = self.net.resume(self.repeated(begun.len()), &begun).into_iter().collect();
        let mut programs: Vec<Tokens> = programs.into_iter().filter(|p| *p != best.tokens).collect();
        programs.sort_by(|a, b| a.rows().cmp(b.rows()));
        let mut others = self.measured(programs);
        others.retain(|o| o.apart < WORTH * best.apart);
        others.truncate(width.div_ceil(4));
        let others = others.into_iter().map(|o| self.tried(&o, near).unwrap_or(o));
        others.min_by(|a, b| a.apart.total_cmp(&b.apart)).filter(|o| o.apart < best.apart)
    }

    /// The latent, so many times.
    fn repeated(&self, count: usize) -> Tensor<2> {
        Tensor::from_data(TensorData::new(self.wanted.repeat(count), [count, self.wanted.len()]), &self.net.device())
    }

    /// The programs with their distances, the nearest first.
    fn measured(&self, programs: Vec<Tokens>) -> Vec<Found> {
        let own = self.net.latents(&programs);
        let each = programs.into_iter().zip(own.chunks(self.wanted.len()));
        let mut all: Vec<Found> = each.map(|(tokens, own)| Found { apart: apart(own, self.wanted), tokens }).collect();
        all.sort_by(|a, b| a.apart.total_cmp(&b.apart));
        all
    }

    /// Beginnings that the program may have gone wrong after: where another command was likely, the likeliest first.
    fn beginnings(&self, program: &Tokens, width: usize, tried: &mut HashSet<(Vec<Row>, usize)>) -> Vec<Begun> {
        let opinions = self.net.opinions(self.repeated(1), &[program]).swap_remove(0);
        let rows = program.rows();
        let mut ways: Vec<(f32, usize, usize)> = Vec::new();
        for (t, opinion) in opinions.iter().enumerate() {
            let own = rows.get(t).map_or(Command::End as usize, |r| r[0] as usize);
            let others = opinion.commands.iter().enumerate().filter(|&(c, &l)| c != own && l > BARRED);
            ways.extend(others.map(|(c, &l)| (l, t, c)));
        }
        ways.sort_by(|a, b| b.0.total_cmp(&a.0));
        let new = ways.into_iter().filter(|&(_, t, c)| tried.insert((rows[..t].to_vec(), c)));
        new.take(width).map(|(_, t, c)| Begun { rows: rows[..t].to_vec(), next: Command::of(c as i64) }).collect()
    }

    /// The program with the numbers that bring it nearest, as far as single steps among likely ones lead.
    fn settled(&self, mut found: Found) -> Found {
        while found.apart > SAME {
            let Some(better) = self.tried(&found, near) else { break };
            // What gains next to nothing will not get there.
            let slow = better.apart > 0.98 * found.apart;
            found = better;
            if slow {
                break;
            }
        }
        found
    }

    /// The program after the best of the changes that `propose` names, if it is nearer.
    fn tried(&self, found: &Found, propose: impl Fn(&Tokens, &[Opinion]) -> Vec<Change>) -> Option<Found> {
        let opinions = self.net.opinions(self.repeated(1), &[&found.tokens]).swap_remove(0);
        self.better(found, &propose(&found.tokens, &opinions))
    }

    /// The program after those of the changes that together bring it nearest.
    fn better(&self, found: &Found, changes: &[Change]) -> Option<Found> {
        let (mut kept, mut programs) = (Vec::new(), vec![found.tokens.clone()]);
        for &change in changes {
            if let Some(tokens) = changed(&found.tokens, &[change]) {
                kept.push(change);
                programs.push(tokens);
            }
        }
        let size = self.wanted.len();
        let latents = self.net.latents(&programs);
        let before = straight(&latents[..size]);
        let weighed = |from: &[f32], to: &[f32]| -> Vec<f32> {
            from.iter().zip(to).zip(&self.slopes).map(|((a, b), s)| (b - a) * s).collect()
        };
        let moves: Vec<Vec<f32>> = latents[size..].chunks(size).map(|l| weighed(&before, &straight(l))).collect();
        let chosen = together(&kept, &moves, weighed(&before, &self.straight));
        let mut ways: Vec<Tokens> = Vec::new();
        // The sum is not the whole truth: the first few changes alone may do better than all.
        let mut count = 1;
        while count < 2 * chosen.len() {
            let own: Vec<Change> = chosen[..count.min(chosen.len())].iter().map(|&k| kept[k]).collect();
            ways.extend(changed(&found.tokens, &own));
            count *= 2;
        }
        let single = latents[size..].chunks(size).map(|l| apart(l, self.wanted)).enumerate();
        let single = single.min_by(|a, b| a.1.total_cmp(&b.1))?;
        let mut all = self.measured(ways);
        all.push(Found { tokens: programs.swap_remove(single.0 + 1), apart: single.1 });
        all.into_iter().min_by(|a, b| a.apart.total_cmp(&b.apart)).filter(|f| f.apart < found.apart)
    }
}

/// The program after the changes.
fn changed(program: &Tokens, changes: &[Change]) -> Option<Tokens> {
    let mut rows = program.rows().to_vec();
    changes.iter().for_each(|c| rows[c.row][c.column] = c.level);
    Tokens::from_rows(&rows).ok()
}

/// The program without each of its loops, and without each of its extrusions; a sketch of one loop goes with its extrusion.
fn shortened(program: &Tokens) -> Vec<Tokens> {
    let rows = program.rows();
    let starts: Vec<usize> = (0..rows.len()).filter(|&t| rows[t][0] == Command::Loop as i16).collect();
    let end = |from: usize| (from + 1..rows.len()).find(|&t| !is_curve(&rows[t])).unwrap_or(rows.len());
    let mut ranges: Vec<std::ops::Range<usize>> = starts.iter().map(|&s| s..end(s)).collect();
    let mut first = 0;
    for t in (0..rows.len()).filter(|&t| rows[t][0] == Command::Extrude as i16) {
        ranges.push(first..t + 1);
        first = t + 1;
    }
    let without = |range: std::ops::Range<usize>| [&rows[..range.start], &rows[range.end..]].concat();
    // What parses no longer (a sketch without loops) is no program.
    ranges.into_iter().filter_map(|range| Tokens::from_rows(&without(range)).ok()).collect()
}

fn is_curve(row: &Row) -> bool {
    [Command::Line, Command::Arc, Command::Circle].iter().any(|&c| row[0] == c as i16)
}

/// What the decoder holds likely for each number, the levels beside the one it has, and all other cases.
fn near(program: &Tokens, opinions: &[Opinion]) -> Vec<Change> {
    let mut all = Vec::new();
    for number in Number::all(program, opinions) {
        let mut levels = if is_category(number.column) { number.range().collect() } else { number.likeliest(LIKELY) };
        levels.extend([-2, -1, 1, 2].map(|by| number.own + by));
        number.changes(levels, &mut all);
    }
    all
}

/// Every few levels of the numbers that the decoder doubts most, where it found nothing better among those it holds likely.
fn far(program: &Tokens, opinions: &[Opinion]) -> Vec<Change> {
    let mut numbers: Vec<Number> = Number::all(program, opinions).filter(|n| !is_category(n.column)).collect();
    numbers.sort_by(|a, b| a.sure().total_cmp(&b.sure()));
    numbers.truncate(DOUBTED);
    numbers.sort_by_key(|n| (n.row, n.column));
    let mut all = Vec::new();
    for number in numbers {
        let mut levels: Vec<i16> = (number.own % STRIDE as i16..LEVELS).step_by(STRIDE).collect();
        levels.extend(number.likeliest(2 * LIKELY));
        number.changes(levels, &mut all);
    }
    all
}

/// One number of a program, with what the decoder thinks of it.
struct Number<'a> {
    row: usize,
    column: usize,
    own: i16,
    scores: &'a [f32],
}

impl<'a> Number<'a> {
    fn all(program: &'a Tokens, opinions: &'a [Opinion]) -> impl Iterator<Item = Self> {
        program.rows().iter().zip(opinions).enumerate().flat_map(|(row, (numbers, opinion))| {
            let columns = Command::of(i64::from(numbers[0])).map_or(&[][..], Command::columns);
            let each = columns.iter().zip(&opinion.numbers);
            each.map(move |(&column, scores)| Self { row, column, own: numbers[column], scores })
        })
    }

    fn range(&self) -> std::ops::RangeInclusive<i16> {
        let [least, most] = bounds(self.column);
        least..=most
    }

    /// The levels that the decoder holds likeliest.
    fn likeliest(&self, count: usize) -> Vec<i16> {
        let mut levels: Vec<i16> = self.range().collect();
        levels.sort_by(|&a, &b| self.scores[b as usize].total_cmp(&self.scores[a as usize]));
        levels.truncate(count);
        levels
    }

    /// How sure the decoder is of the level it has.
    fn sure(&self) -> f32 {
        self.scores[self.own as usize]
    }

    /// Adds the changes to those levels that the number may have; angles go round.
    fn changes(&self, mut levels: Vec<i16>, all: &mut Vec<Change>) {
        if matches!(self.column, 6..=8) {
            levels.iter_mut().for_each(|l| *l = l.rem_euclid(LEVELS));
        }
        levels.retain(|l| self.range().contains(l) && *l != self.own);
        levels.sort_unstable();
        levels.dedup();
        all.extend(levels.into_iter().map(|level| Change { row: self.row, column: self.column, level }));
    }
}

/// Which changes, one a number at most, add up to what is nearest to `wanted`, the one that gains most first.
fn together(changes: &[Change], moves: &[Vec<f32>], wanted: Vec<f32>) -> Vec<usize> {
    let mut groups: Vec<std::ops::Range<usize>> = Vec::new();
    for k in 0..changes.len() {
        match groups.last_mut() {
            Some(last) if changes[last.start].place() == changes[k].place() => last.end = k + 1,
            _ => groups.push(k..k + 1),
        }
    }
    let mut taken: Vec<Option<usize>> = vec![None; groups.len()];
    let mut rest = wanted.clone();
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    let lengths: Vec<f32> = moves.iter().map(|m| dot(m, m)).collect();
    // The first changes are those that gain most, one at a time; then each number is gone over again.
    let gain = |rest: &[f32], k: usize| 2.0 * dot(rest, &moves[k]) - lengths[k];
    for sweep in 0..SWEEPS {
        let mut moved = false;
        let mut order: Vec<(f32, usize)> = groups
            .iter()
            .enumerate()
            .map(|(g, range)| (range.clone().map(|k| gain(&rest, k)).fold(f32::MIN, f32::max), g))
            .collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, g) in order {
            if let Some(k) = taken[g] {
                rest.iter_mut().zip(&moves[k]).for_each(|(r, m)| *r += m);
            }
            let best = groups[g].clone().map(|k| (gain(&rest, k), k)).max_by(|a, b| a.0.total_cmp(&b.0));
            let new = best.filter(|b| b.0 > 0.0).map(|b| b.1);
            if let Some(k) = new {
                rest.iter_mut().zip(&moves[k]).for_each(|(r, m)| *r -= m);
            }
            moved |= new != taken[g];
            taken[g] = new;
        }
        if !moved && sweep > 0 {
            break;
        }
    }
    let mut chosen: Vec<(f32, usize)> = taken.iter().flatten().map(|&k| (gain(&wanted, k), k)).collect();
    chosen.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    chosen.into_iter().map(|c| c.1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::autoencoder::tests::learnt;
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn of_moves_that_add_up_those_are_found_that_were_added() {
        let mut rng = ChaCha8Rng::seed_from_u64(4);
        for _ in 0..20 {
            let changes: Vec<Change> =
                (0..120).map(|k| Change { row: k / 12, column: k / 4 % 3, level: k as i16 % 4 }).collect();
            let moves: Vec<Vec<f32>> =
                (0..120).map(|_| (0..256).map(|_| rng.random_range(-1.0..1.0)).collect()).collect();
            let mut right: Vec<usize> = (0..8).map(|g| 4 * (3 * g + g % 3) + rng.random_range(0..4)).collect();
            let mut wanted = vec![0.0; 256];
            right.iter().for_each(|&k| wanted.iter_mut().zip(&moves[k]).for_each(|(w, m)| *w += m));
            let mut found = together(&changes, &moves, wanted);
            found.sort_unstable();
            right.sort_unstable();
            assert_eq!(found, right);
        }
    }

    /// The parts that the small net knows, each a little thicker and elsewhere: what it never saw.
    fn unknown(known: &[Tokens]) -> Vec<Tokens> {
        let other = |part: &Tokens| {
            let mut rows = part.rows().to_vec();
            let last = rows.len() - 1;
            rows[last][12] += 2;
            rows[last][10] -= 3;
            Tokens::from_rows(&rows).unwrap()
        };
        known.iter().map(other).collect()
    }

    #[test]
    fn an_unsound_answer_loses_what_leaves_it_nearest() {
        let (net, known, _) = learnt();
        // Two parts in one, of which the second is held to be unsound.
        let both = Tokens::from_rows(&[known[0].rows(), known[1].rows()].concat()).unwrap();
        let fault = known[1].rows()[1];
        let sound = |p: &Tokens| !p.rows().contains(&fault);
        assert_eq!(shortened(&both), [known[1].clone(), known[0].clone()]);
        let latents = net.encode(&Batch::of(&[&known[0]], &mut All));
        let wanted = floats(latents);
        let aim = Aim::new(&net, &wanted);
        let left = aim.without(&Found { tokens: both, apart: 1.0 }, &sound).unwrap();
        assert_eq!(left.tokens, known[0]);
        assert!(aim.without(&Found { tokens: known[1].clone(), apart: 1.0 }, &sound).is_none());
    }

    #[test]
    fn what_the_decoder_got_wrong_comes_nearer_and_what_it_got_right_stays() {
        let (net, known, _) = learnt();
        let programs = unknown(&known);
        let all: Vec<&Tokens> = programs.iter().collect();
        let latents = net.encode(&Batch::of(&all, &mut All));
        let plain = net.search(latents.clone(), Search::default(), &|_| true);
        let found = net.search(latents, Search { width: 4, rounds: 4, sound: false }, &|_| true);
        assert!(found.iter().zip(&plain).all(|(f, p)| f.apart <= p.apart));
        let off = |found: &[Found]| found.iter().map(|f| f.apart).sum::<f32>();
        assert!(off(&found) < 0.7 * off(&plain), "{} to {}", off(&plain), off(&found));
        // Of what is known nothing is off, so nothing is looked for.
        let all: Vec<&Tokens> = known.iter().collect();
        let latents = net.encode(&Batch::of(&all, &mut All));
        let again = net.search(latents.clone(), Search { width: 4, rounds: 4, sound: false }, &|_| true);
        assert!(again.iter().zip(&known).filter(|(f, p)| f.tokens == **p).count() > known.len() - 3);
    }
}
