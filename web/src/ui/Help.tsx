// The keys.

import { signal } from "@preact/signals";
import { Dialog } from "./parts.tsx";

export const helping = signal(false);

const KEYS: [string, string][] = [
  ["Ctrl Z, Ctrl Shift Z", "undo, redo"],
  ["0, 1, 2, 3", "home, front, right, top view"],
  ["arrow keys, + and −, in the view", "turn and zoom"],
  ["V", "solid, overlaid, deviation in turn"],
  ["S, M, E", "section plane, measure, edges"],
  ["[ and ]", "one step back, one step forward in time"],
  ["↑ and ↓, in the timeline", "the step before, the step after"],
  ["F2, Delete, Alt ↑, Alt ↓", "rename, delete, move the chosen step"],
  ["X", "suppress or restore the chosen step"],
  ["H, I", "hide, isolate the chosen step's faces"],
  ["↑ and ↓, in a number", "nudge it; ten times as far with Shift"],
  ["drag a dimension's name sideways", "change it while the solid follows; finely with Shift"],
  ["Escape", "let go of what is chosen, end measuring"],
];

export function Help() {
  if (!helping.value) return null;
  return (
    <Dialog title="Keys" onClose={() => (helping.value = false)}>
      <dl class="keys">{KEYS.map(([keys, what]) => <div><dt>{keys}</dt><dd>{what}</dd></div>)}</dl>
    </Dialog>
  );
}
