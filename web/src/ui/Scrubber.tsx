// Walking through the steps: the part as it stood after each.

import { loadStages } from "../model/document.ts";
import { stepName } from "../model/edits.ts";
import * as s from "../model/state.ts";
import { IconButton } from "./parts.tsx";

export function walk(to: number | null): void {
  const last = (s.answer.value?.steps.length ?? 0) - 1;
  if (last < 0 || !s.answer.value?.ok) return;
  s.stage.value = to === null || to >= last ? null : Math.max(0, to);
  if (s.stage.value !== null) void loadStages();
}

export function Scrubber() {
  const answer = s.answer.value;
  const steps = answer?.steps ?? [];
  if (!answer || steps.length === 0) return null;
  const last = steps.length - 1;
  const at = s.stage.value ?? last;
  const step = steps[at];
  const share = (k: number) => (last ? k / last : 1);
  return (
    <div class="scrubber" role="group" aria-label="Walk through the steps">
      <IconButton icon="chevronLeft" label="One step back" keys="[" disabled={at === 0 || !answer.ok} onClick={() => walk(at - 1)} />
      <div class="track">
        <div class="line"><div class="went" style={{ width: `${100 * share(at)}%` }} /></div>
        {steps.length <= 60 && steps.map((each, k) => (
          <span key={k} class={`stop ${each.mode} ${each.suppressed ? "suppressed" : ""} ${k <= at ? "past" : ""}`} style={{ left: `${100 * share(k)}%` }} aria-hidden="true" />
        ))}
        <input type="range" min="0" max={last} step="1" value={at} disabled={!answer.ok || last === 0} aria-label="Step that is shown last" aria-valuetext={`${stepName(step, at)}, step ${at + 1} of ${steps.length}`}
          onPointerEnter={() => void loadStages()} onInput={(event) => walk(Number(event.currentTarget.value))} />
      </div>
      <IconButton icon="chevronRight" label="One step forward" keys="]" disabled={at === last || !answer.ok} onClick={() => walk(at + 1)} />
      <p class="said"><strong>{at + 1} / {steps.length}</strong> {s.stage.value === null ? "the whole part" : <>{stepName(step, at)} <span class="quiet">{step.text}</span></>}</p>
    </div>
  );
}
