// One number: typed, nudged by the arrow keys, or dragged by its label.

import { useEffect, useRef, useState } from "preact/hooks";
import { nudge, read, shown } from "../model/numbers.ts";

export function NumberField({ value, label, unit, disabled, title, onCommit, id, onFocus }: {
  value: number; label: string; unit: string; disabled?: boolean; title?: string; onCommit: (value: number) => void; id?: string; onFocus?: () => void;
}) {
  const [text, setText] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const later = useRef(0);
  useEffect(() => {
    // What was typed stands until it is taken or left.
    setText(null);
    setWrong(false);
  }, [value]);
  const commit = (typed: string) => {
    clearTimeout(later.current);
    const number = read(typed);
    if (number === null) return setWrong(true);
    setWrong(false);
    if (Math.abs(number - value) > 1e-9 * Math.max(1, Math.abs(value))) onCommit(number);
    else setText(null);
  };
  return (
    <span class={`number${wrong ? " wrong" : ""}`}>
      <input ref={field} id={id} type="text" inputMode="decimal" autocomplete="off" spellcheck={false} aria-label={`${label}, ${unit}`} aria-invalid={wrong} data-typed={text !== null || undefined} disabled={disabled}
        title={wrong ? "a number, or a sum such as 2*6.5 or 3/8 in" : title} value={text ?? shown(value, 4)}
        onFocus={(event) => { event.currentTarget.select(); onFocus?.(); }}
        onInput={(event) => { setText(event.currentTarget.value); setWrong(false); }}
        onBlur={() => { if (text !== null) commit(text); }}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            commit(field.current!.value);
          } else if (event.key === "Escape") {
            setText(null);
            setWrong(false);
            field.current!.blur();
          } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
            event.preventDefault();
            const now = read(field.current!.value) ?? value;
            const step = nudge(now) * (event.shiftKey ? 10 : 1) * (event.key === "ArrowUp" ? 1 : -1);
            const next = Math.round((now + step) / 1e-6) * 1e-6;
            setText(shown(next, 4));
            clearTimeout(later.current);
            later.current = window.setTimeout(() => commit(shown(next, 6)), 250);
          } else return;
          event.stopPropagation();
        }} />
      <span class="unit" aria-hidden="true">{unit}</span>
    </span>
  );
}
