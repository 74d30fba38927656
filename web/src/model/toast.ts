// Words that come and go.

import { Refusal } from "../api/client.ts";
import { toasts } from "./state.ts";

let next = 1;

export function say(text: string, hint = "", bad = false): void {
  const id = next++;
  toasts.value = [...toasts.value.slice(-3), { id, text, hint, bad }];
  setTimeout(() => dismiss(id), bad ? 12_000 : 4_000);
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((t) => t.id !== id);
}

/** Says what went wrong; what was cancelled is no fault. */
export function complain(fault: unknown): void {
  if (fault instanceof DOMException && fault.name === "AbortError") return;
  if (fault instanceof Refusal) say(fault.message, fault.hint, true);
  else {
    console.error(fault);
    say("Something went wrong in this page", String((fault as Error)?.message ?? fault), true);
  }
}
