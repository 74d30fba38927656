// The dimensions of a step, or the parameters of the part.

import { useRef } from "preact/hooks";
import type { Dimension } from "../api/contract.ts";
import { apply, Drag } from "../model/document.ts";
import { nudge } from "../model/numbers.ts";
import * as s from "../model/state.ts";
import { IconButton } from "./parts.tsx";
import { NumberField } from "./NumberField.tsx";

export const lengthUnit = (): string => (s.doc.value?.unit === "units" ? "" : "mm");

/** Sizes are shown at once; places and corners when they are asked for. */
export const sized = (d: Dimension): boolean => ["depth", "backward", "diameter", "width", "height"].includes(d.kind);

export function toggleLock(id: string): void {
  const locks = new Set(s.locks.value);
  if (!locks.delete(id)) locks.add(id);
  s.locks.value = locks;
}

/** What locks a number: its parameter, where one drives it, else the number itself. */
export const lockOf = (d: Dimension): string => (d.parameter ? `parameter:${d.parameter}` : d.id);

export function DimensionRow({ dimension }: { dimension: Dimension }) {
  const drag = useRef<{ drag: Drag; from: number; x: number; value: number; moved: boolean } | null>(null);
  const { id, label, value, parameter } = dimension;
  const chosen = s.dimension.value === id;
  const lock = lockOf(dimension);
  const locked = s.locks.value.has(lock);
  const fits = s.doc.value?.input != null;
  const unit = lengthUnit();
  return (
    <div class={`dimension${chosen ? " chosen" : ""}`} data-dimension={id}>
      {fits ? (
        <IconButton icon={locked ? "lock" : "open"} size={14} pressed={locked} 
          label={`${locked ? "Unlock" : "Lock"} ${parameter ?? label}`} onClick={() => toggleLock(lock)} />
      ) : <span />}
      <span class="what draggable" title={`${label}: drag sideways to change`}
        onPointerDown={(event) => {
          s.dimension.value = id;
          if (event.button !== 0 || s.busy.value) return;
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { drag: new Drag(id), from: value, x: event.clientX, value, moved: false };
        }}
        onPointerMove={(event) => {
          const d = drag.current;
          if (!d || (!d.moved && Math.abs(event.clientX - d.x) < 4)) return;
          d.moved = true;
          const step = nudge(d.from) / (event.shiftKey ? 10 : 1) / 4;
          d.value = Math.round((d.from + (event.clientX - d.x) * step) / step) * step;
          d.drag.to(d.value);
        }}
        onPointerUp={() => {
          const d = drag.current;
          drag.current = null;
          if (d?.moved) void d.drag.end(d.value);
        }}
        onPointerCancel={() => {
          drag.current?.drag.cancel();
          drag.current = null;
        }}>
        <span class="label">{label}</span>
        {parameter && <code>{parameter}</code>}
      </span>
      <NumberField value={value} label={parameter ?? label} unit={unit} disabled={s.busy.value === "fit"}
        onFocus={() => (s.dimension.value = id)}
        onCommit={(to) => void apply([{ op: "set_dimension", id, value: to }])} />
    </div>
  );
}
