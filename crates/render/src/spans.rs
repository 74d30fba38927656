//! Stretches of a ray inside a solid, and their Booleans.

/// One stretch: where the ray enters and leaves, and through which faces.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Span {
    pub enter: f64,
    pub leave: f64,
    pub enter_face: u32,
    pub leave_face: u32,
}

/// Adds `more` to `spans`, both sorted and apart. Gaps up to `slack` are closed: flush faces are meant to meet.
/// Where two stretches begin together the older face stays.
pub(crate) fn unite(spans: &mut Vec<Span>, more: &[Span], slack: f64, spare: &mut Vec<Span>) {
    if more.is_empty() {
        return;
    }
    if spans.is_empty() {
        spans.extend_from_slice(more);
        return;
    }
    spare.clear();
    let (mut i, mut j) = (0, 0);
    while i < spans.len() || j < more.len() {
        let old_first = j >= more.len() || (i < spans.len() && spans[i].enter <= more[j].enter + slack);
        let next = if old_first { spans[i] } else { more[j] };
        if old_first {
            i += 1;
        } else {
            j += 1;
        }
        match spare.last_mut() {
            Some(last) if next.enter <= last.leave + slack => {
                if next.leave > last.leave + slack {
                    last.leave = next.leave;
                    last.leave_face = next.leave_face;
                }
                if next.enter < last.enter - slack {
                    last.enter = next.enter;
                    last.enter_face = next.enter_face;
                }
            }
            _ => spare.push(next),
        }
    }
    std::mem::swap(spans, spare);
}

/// Takes `less` out of `spans`, both sorted and apart. What is left thinner than `slack` goes too.
pub(crate) fn subtract(spans: &mut Vec<Span>, less: &[Span], slack: f64, spare: &mut Vec<Span>) {
    if less.is_empty() || spans.is_empty() {
        return;
    }
    spare.clear();
    for &span in spans.iter() {
        let mut rest = span;
        for cut in less.iter().filter(|c| c.leave > span.enter && c.enter < span.leave) {
            if cut.enter > rest.enter + slack {
                spare.push(Span { leave: cut.enter, leave_face: cut.enter_face, ..rest });
            }
            rest.enter = cut.leave;
            rest.enter_face = cut.leave_face;
        }
        if rest.leave > rest.enter + slack {
            spare.push(rest);
        }
    }
    std::mem::swap(spans, spare);
}

/// Keeps of `spans` what lies in `common` too, both sorted and apart; stretches thinner than `slack` go.
pub(crate) fn intersect(spans: &mut Vec<Span>, common: &[Span], slack: f64, spare: &mut Vec<Span>) {
    spare.clear();
    for &a in spans.iter() {
        for &b in common {
            let (enter, enter_face) =
                if b.enter > a.enter + slack { (b.enter, b.enter_face) } else { (a.enter, a.enter_face) };
            let (leave, leave_face) =
                if b.leave < a.leave - slack { (b.leave, b.leave_face) } else { (a.leave, a.leave_face) };
            if leave > enter + slack {
                spare.push(Span { enter, leave, enter_face, leave_face });
            }
        }
    }
    std::mem::swap(spans, spare);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(list: &[(f64, f64)], face: u32) -> Vec<Span> {
        list.iter().map(|&(enter, leave)| Span { enter, leave, enter_face: face, leave_face: face + 1 }).collect()
    }

    fn ends(list: &[Span]) -> Vec<(f64, f64)> {
        list.iter().map(|s| (s.enter, s.leave)).collect()
    }

    const SLACK: f64 = 1e-9;

    #[test]
    fn union_closes_hair_gaps_and_keeps_the_older_face() {
        let mut a = spans(&[(0.0, 1.0), (5.0, 6.0)], 10);
        unite(&mut a, &spans(&[(1.0 + 1e-12, 2.0), (5.0 - 1e-12, 5.5), (8.0, 9.0)], 20), SLACK, &mut Vec::new());
        assert_eq!(ends(&a), [(0.0, 2.0), (5.0, 6.0), (8.0, 9.0)]);
        assert_eq!((a[0].enter_face, a[0].leave_face, a[1].enter_face, a[2].enter_face), (10, 21, 10, 20));
    }

    #[test]
    fn flush_cuts_leave_no_skin() {
        let mut a = spans(&[(0.0, 10.0)], 10);
        subtract(&mut a, &spans(&[(1e-12, 3.0), (7.0, 10.0 - 1e-12)], 20), SLACK, &mut Vec::new());
        assert_eq!(ends(&a), [(3.0, 7.0)]);
        assert_eq!((a[0].enter_face, a[0].leave_face), (21, 20));
    }

    #[test]
    fn a_cut_over_several_stretches_takes_from_each() {
        let mut a = spans(&[(0.0, 2.0), (3.0, 5.0), (6.0, 9.0)], 10);
        subtract(&mut a, &spans(&[(1.0, 7.0), (8.0, 8.5)], 20), SLACK, &mut Vec::new());
        assert_eq!(ends(&a), [(0.0, 1.0), (7.0, 8.0), (8.5, 9.0)]);
    }

    #[test]
    fn intersection_keeps_what_both_hold() {
        let mut a = spans(&[(0.0, 4.0), (6.0, 10.0)], 10);
        intersect(&mut a, &spans(&[(2.0, 7.0), (9.0, 20.0)], 20), SLACK, &mut Vec::new());
        assert_eq!(ends(&a), [(2.0, 4.0), (6.0, 7.0), (9.0, 10.0)]);
        intersect(&mut a, &[], SLACK, &mut Vec::new());
        assert!(a.is_empty());
    }
}
