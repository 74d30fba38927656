// How the part is looked at.

import * as s from "../model/state.ts";
import type { Look } from "../scene/stage.ts";
import { IconButton } from "./parts.tsx";
import { stageNow } from "./Viewport.tsx";

const LOOKS: [Look, string][] = [["solid", "Solid"], ["overlay", "Overlaid"], ["deviation", "Deviation"]];

/** A section along `axis` whose cut face is turned to the viewer. */
export function facing(axis: 0 | 1 | 2, share: number): NonNullable<typeof s.section.value> {
  return { axis, share, flip: (stageNow()?.toViewer[axis] ?? 1) < 0 };
}

export function toggleSection(): void {
  s.section.value = s.section.value ? null : facing(1, 0.5);
}
export function toggleMeasure(): void {
  s.measuring.value = s.measuring.value ? null : "points";
  s.picked.value = [];
}

export function ViewBar() {
  const hasInput = s.input.value.shape !== null;
  const compared = hasInput && s.values.value !== null;
  return (
    <div class="viewbar" role="toolbar" aria-label="View">
      <div class="segmented" role="radiogroup" aria-label="What is shown">
        {LOOKS.map(([look, name]) => (
          <button key={look} type="button" role="radio" aria-checked={s.look.value === look} data-look={look}
            disabled={(look === "overlay" && !hasInput) || (look === "deviation" && !compared)} title={!hasInput && look !== "solid" ? "there is nothing to compare with: drop a mesh or a scan" : undefined}
            onClick={() => (s.look.value = look)}>{name}</button>
        ))}
      </div>
      <span class="gap" />
      <div class="tools">
        <IconButton icon="ruler" label="Measure" keys="M" pressed={s.measuring.value !== null} onClick={toggleMeasure} />
        <IconButton icon="section" label="Section plane" keys="S" pressed={s.section.value !== null} onClick={toggleSection} />
        <IconButton icon="cube" label="Edges" keys="E" pressed={s.edges.value} onClick={() => (s.edges.value = !s.edges.value)} />
      </div>
      <div class="tools views">
        <IconButton icon="home" label="Home view" keys="0" onClick={() => stageNow()?.look("home")} />
        {(["front", "right", "top"] as const).map((name, k) => (
          <button key={name} type="button" class="plain" title={`${name[0].toUpperCase()}${name.slice(1)} view (${k + 1})`} aria-keyshortcuts={String(k + 1)} onClick={() => stageNow()?.look(name)}>
            {name[0].toUpperCase() + name.slice(1)}
          </button>
        ))}
      </div>
    </div>
  );
}

/** What goes with the look, under the part: the colours of deviations with their lengths, or how two shapes are mixed. */
export function Legend() {
  const doc = s.doc.value;
  if (doc && s.lookNow.value === "overlay" && s.input.value.shape) {
    return (
      <label class="legend mix">
        <span>Input</span>
        <input type="range" min="0" max="1" step="0.01" value={s.mix.value} aria-label="From the input to the result" onInput={(event) => (s.mix.value = Number(event.currentTarget.value))} />
        <span>Result</span>
      </label>
    );
  }
  const colours = s.about.value?.colours ?? [];
  if (!doc || s.lookNow.value !== "deviation" || !colours.length) return null;
  const stops = colours.filter((_, k) => k % 4 === 0 || k === colours.length - 1).join(",");
  const ticks = [-doc.limit, -doc.tolerance, doc.tolerance, doc.limit];
  const word = (mm: number) => `${mm < 0 ? "−" : "+"}${Number(Math.abs(mm).toPrecision(2))}`;
  return (
    <div class="legend scale" role="img" aria-label={`Scale of deviations from ${word(-doc.limit)} to ${word(doc.limit)} ${doc.unit}; the tolerance is ${doc.tolerance} ${doc.unit}`}>
      <span class="end">inside</span>
      <div class="bar">
        <div class="ramp" style={{ background: `linear-gradient(to right,${stops})` }} />
        <div class="ticks">{ticks.map((mm) => <span key={mm} style={{ left: `${50 * (mm / doc.limit + 1)}%` }}>{word(mm)}</span>)}</div>
      </div>
      <span class="end">outside, {doc.unit}</span>
    </div>
  );
}
