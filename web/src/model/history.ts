// What was done, and what can be done again. States are kept whole: a program is small, and going back is then
// taking one up again, whatever the edit was.

export interface Moment<S> { state: S; label: string }
export interface History<S> { past: Moment<S>[]; now: Moment<S>; future: Moment<S>[] }

/** Moments kept, at most. */
const MOST = 200;

export const begun = <S>(state: S, label: string): History<S> => ({ past: [], now: { state, label }, future: [] });

/** With `state` as what stands now; what was undone before is forgotten. */
export function done<S>(history: History<S>, state: S, label: string): History<S> {
  return { past: [...history.past, history.now].slice(-MOST), now: { state, label }, future: [] };
}

export function undone<S>(history: History<S>): History<S> {
  const before = history.past.at(-1);
  if (!before) return history;
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future] };
}

export function redone<S>(history: History<S>): History<S> {
  const [next, ...rest] = history.future;
  if (!next) return history;
  return { past: [...history.past, history.now], now: next, future: rest };
}

/** What undoing takes back, in words; null where there is nothing. */
export const undoes = <S>(history: History<S>): string | null => (history.past.length ? history.now.label : null);
export const redoes = <S>(history: History<S>): string | null => history.future[0]?.label ?? null;
