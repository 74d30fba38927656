// Edits in words, and what becomes of the steps' numbers.

import type { Dimension, Edit, StepSaid } from "../api/contract.ts";
import { shown } from "./numbers.ts";

export const stepName = (step: StepSaid | undefined, index: number): string => step?.name || `Step ${index + 1}`;

/** The edit as a line of the history. */
export function words(edit: Edit, steps: StepSaid[], dimensions: Dimension[]): string {
  const name = (index: number) => stepName(steps[index], index);
  switch (edit.op) {
    case "rename":
      return edit.name ? `rename to ${edit.name}` : `unname ${name(edit.step)}`;
    case "suppress":
      return `${edit.suppressed ? "suppress" : "restore"} ${name(edit.step)}`;
    case "delete":
      return `delete ${name(edit.step)}`;
    case "move":
      return `move ${name(edit.step)}`;
    case "set_parameter":
      return `${edit.name} = ${shown(edit.value)}`;
    case "rename_parameter":
      return `rename ${edit.name} to ${edit.to}`;
    case "set_dimension": {
      const dimension = dimensions.find((d) => d.id === edit.id);
      return `${dimension?.parameter ?? dimension?.label ?? "dimension"} = ${shown(edit.value)}`;
    }
  }
}

/** Where step `index` is after `edit`; null where it is gone. */
export function moved(edit: Edit, index: number): number | null {
  if (edit.op === "delete") return index === edit.step ? null : index > edit.step ? index - 1 : index;
  if (edit.op === "move") {
    const { step, to } = edit;
    if (index === step) return to;
    if (step < to && index > step && index <= to) return index - 1;
    if (to < step && index >= to && index < step) return index + 1;
  }
  return index;
}

/**
 * The same dimensions after `edit`. An id is `kind:STEP` and what follows, or `parameter:NAME`; steps that moved take
 * their locks along.
 */
export function locksAfter(locks: ReadonlySet<string>, edit: Edit): Set<string> {
  const after = new Set<string>();
  for (const id of locks) {
    const colon = id.indexOf(":");
    const kind = id.slice(0, colon);
    if (kind === "parameter") {
      after.add(edit.op === "rename_parameter" && id === `parameter:${edit.name}` ? `parameter:${edit.to}` : id);
      continue;
    }
    const found = /^(\d+)(.*)$/.exec(id.slice(colon + 1));
    if (!found) {
      after.add(id);
      continue;
    }
    const at = moved(edit, Number(found[1]));
    if (at !== null) after.add(`${kind}:${at}${found[2]}`);
  }
  return after;
}

/** The drop of step `from` before the row `before` (the number of rows: after the last), as a move; null for none. */
export function dropped(from: number, before: number): Edit | null {
  const to = before > from ? before - 1 : before;
  return to === from ? null : { op: "move", step: from, to };
}
