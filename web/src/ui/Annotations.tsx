// Dimensions where they are: the chosen step's as labels in the view, the chosen one with a handle to drag.

import { useEffect, useRef } from "preact/hooks";
import type { Dimension } from "../api/contract.ts";
import { Drag } from "../model/document.ts";
import { nudge, shown } from "../model/numbers.ts";
import * as s from "../model/state.ts";
import type { Stage } from "../scene/stage.ts";
import { lengthUnit, sized } from "./Dimensions.tsx";

/** Labels at a time, at most. */
const MOST = 14;
/** Height of a label with the gap under it, pixels. */
const HIGH = 26;
/** Length of the handle, pixels. */
const ARM = 46;

export function Annotations({ stage }: { stage: Stage }) {
  const layer = useRef<HTMLDivElement>(null);
  const drag = useRef<{ drag: Drag; from: number; start: [number, number]; along: [number, number]; value: number } | null>(null);
  const chosen = s.step.value;
  const focused = s.dimension.value;
  const hideAll = s.measuring.value !== null || s.stage.value !== null || (!s.answer.value?.ok && !drag.current);
  const all = (s.answer.value?.dimensions ?? []).filter((d) => d.anchor && d.step === chosen && chosen !== null && d.kind !== "parameter");
  const labels = hideAll ? [] : all.filter((d) => sized(d) || d.id === focused).slice(0, MOST);
  const handle = hideAll ? undefined : all.find((d) => d.id === focused && d.direction);

  useEffect(() => {
    const place = () => {
      const root = layer.current;
      if (!root) return;
      const taken: [number, number, number][] = [];
      const isFocused = (element: HTMLElement) => element.dataset.for === s.dimension.peek();
      const tags = [...root.querySelectorAll<HTMLElement>("[data-for]")].sort((a, b) => Number(isFocused(b)) - Number(isFocused(a)));
      for (const element of tags) {
        const dimension = s.answer.peek()?.dimensions.find((d) => d.id === element.dataset.for);
        if (!dimension?.anchor) continue;
        const [x, y] = stage.project(dimension.anchor);
        const width = element.offsetWidth;
        // Over its place, the one with a handle clear of that; labels make room for one another.
        let top = y - (isFocused(element) ? 2 * 13 + ARM : 34);
        for (let k = 0; k < 8 && taken.some(([u, v, w]) => Math.abs(u - x) < (w + width) / 2 + 4 && Math.abs(v - top) < HIGH); k++) top += HIGH;
        taken.push([x, top, width]);
        element.style.transform = `translate(${x - width / 2}px, ${top}px)`;
        element.hidden = x < 0 || y < 0 || x > root.clientWidth || y > root.clientHeight;
      }
      const compass = root.querySelector(".compass");
      stage.axes().forEach(([x, y], k) => {
        const [line, letter] = compass!.children[k].children;
        line.setAttribute("d", `M0 0L${24 * x} ${24 * y}`);
        letter.setAttribute("x", String(33 * x));
        letter.setAttribute("y", String(33 * y));
      });
      const arm = root.querySelector<HTMLElement>("[data-handle]");
      const dimension = s.answer.peek()?.dimensions.find((d) => d.id === arm?.dataset.handle);
      if (arm && dimension?.anchor && dimension.direction) {
        const [x, y] = stage.project(dimension.anchor);
        const along = onScreen(stage, dimension);
        const size = Math.hypot(...along);
        arm.hidden = size < 0.12 * stage.scale;
        arm.style.transform = `translate(${x}px, ${y}px) rotate(${Math.atan2(along[1], along[0])}rad)`;
      }
    };
    stage.onDraw = place;
    place();
    return () => {
      stage.onDraw = () => {};
    };
  });

  return (
    <div class="annotations" ref={layer}>
      <svg class="compass" width="84" height="84" viewBox="-42 -42 84 84" aria-hidden="true">
        {["X", "Y", "Z"].map((name) => <g class={name}><path /><text text-anchor="middle" dominant-baseline="central">{name}</text></g>)}
      </svg>
      {labels.map((d) => (
        <button key={d.id} type="button" class={`tag${d.id === focused ? " chosen" : ""}`} data-for={d.id} title={d.label}
          onClick={() => {
            s.dimension.value = d.id;
            document.querySelector<HTMLElement>(`[data-dimension="${CSS.escape(d.id)}"] input`)?.focus();
          }}>
          {d.kind === "diameter" ? "⌀ " : ""}{shown(d.value)}<span> {lengthUnit()}</span>
        </button>
      ))}
      {handle && (
        <span class="handle" data-handle={handle.id} aria-hidden="true" title={`Drag: ${handle.label}`}
          onPointerDown={(event) => {
            if (event.button !== 0 || s.busy.value === "fit") return;
            event.preventDefault();
            event.stopPropagation();
            event.currentTarget.setPointerCapture(event.pointerId);
            drag.current = { drag: new Drag(handle.id), from: handle.value, start: [event.clientX, event.clientY], along: onScreen(stage, handle), value: handle.value };
          }}
          onPointerMove={(event) => {
            const d = drag.current;
            if (!d) return;
            const [u, v] = d.along;
            // How far along the projected direction, in millimetres.
            const went = ((event.clientX - d.start[0]) * u + (event.clientY - d.start[1]) * v) / (u * u + v * v);
            const step = event.shiftKey ? nudge(d.from) / 10 : nudge(d.from) / 2;
            d.value = Math.round((d.from + went * (handle.gain ?? 1)) / step) * step;
            d.drag.to(d.value);
          }}
          onPointerUp={() => {
            const d = drag.current;
            drag.current = null;
            if (!d) return;
            if (d.value === d.from) d.drag.cancel();
            else void d.drag.end(d.value);
          }}
          onPointerCancel={() => {
            drag.current?.drag.cancel();
            drag.current = null;
          }}>
          <svg width={2 * ARM} height="26" viewBox={`${-ARM} -13 ${2 * ARM} 26`}>
            <path d={`M${-ARM + 12} 0H${ARM - 12}`} />
            <path class="head" d={`M${ARM - 2} 0l-13 -7v14z`} />
            <path class="head" d={`M${-ARM + 2} 0l13 -7v14z`} />
            <circle r="6" />
          </svg>
        </span>
      )}
    </div>
  );
}

/** Pixels that the anchor moves for a millimetre along its direction. */
function onScreen(stage: Stage, d: Dimension): [number, number] {
  const [a, n] = [d.anchor!, d.direction!];
  const [x, y] = stage.project(a);
  const [u, v] = stage.project([a[0] + n[0], a[1] + n[1], a[2] + n[2]]);
  return [u - x, v - y];
}
