// The page as a whole, and its keys.

import { useEffect } from "preact/hooks";
import { redo, undo } from "../model/document.ts";
import { submit } from "../model/jobs.ts";
import * as s from "../model/state.ts";
import { dismiss } from "../model/toast.ts";
import type { Look } from "../scene/stage.ts";
import { asked, dragging, undecided } from "./drop.ts";
import { Help, helping } from "./Help.tsx";
import { Icon } from "./Icon.tsx";
import { Inspector } from "./Inspector.tsx";
import { Dialog, IconButton } from "./parts.tsx";
import { Scrubber, walk } from "./Scrubber.tsx";
import { Start, Waiting } from "./Start.tsx";
import { deleteStep, hide, isolate, rename, selectStep, suppressStep, Timeline } from "./Timeline.tsx";
import { TopBar } from "./TopBar.tsx";
import { Legend, toggleMeasure, toggleSection, ViewBar } from "./ViewBar.tsx";
import { stageNow, Viewport } from "./Viewport.tsx";

export function App() {
  useEffect(() => {
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
  const doc = s.doc.value;
  return (
    <>
      <TopBar />
      {doc ? (
        <main class="work" data-errors={s.errors.value.length}>
          <Timeline />
          <div class="middle">
            <ViewBar />
            <Viewport />
            <Legend />
            {s.errors.value.length > 0 && <p class="banner" role="alert"><Icon name="bug" size={17} />This program cannot be built: {s.errors.value[0].message} <button type="button" onClick={undo}>Undo</button></p>}
            <Scrubber />
          </div>
          <Inspector />
        </main>
      ) : <Start />}
      {!s.connected.value && <p class="offline" role="alert">Resolid does not answer. Trying again…</p>}
      <Waiting />
      <Undecided />
      <Help />
      {dragging.value && <div class="drop-veil" aria-hidden="true"><div><Icon name="upload" size={40} /><strong>Drop it</strong></div></div>}
      <div class="toasts" role="status" aria-live="polite">
        {s.toasts.value.map((toast) => (
          <div key={toast.id} class={`toast${toast.bad ? " bad" : ""}`}>
            <div><p>{toast.text}</p>{toast.hint && <p class="quiet">{toast.hint}</p>}</div>
            <IconButton icon="close" size={15} label="Dismiss" onClick={() => dismiss(toast.id)} />
          </div>
        ))}
      </div>
    </>
  );
}

/** A mesh dropped while a part is open may be meant in two ways. */
function Undecided() {
  const file = undecided.value;
  if (!file) return null;
  const go = (comparing: boolean) => {
    undecided.value = null;
    void submit(file, asked.value, comparing);
  };
  return (
    <Dialog title={file.name} onClose={() => (undecided.value = null)}>
      <p>Shall the open part <strong>{s.doc.value?.name}</strong> be compared with this file, or is it a part of its own?</p>
      <p class="actions">
        <button type="button" onClick={() => go(true)}>Compare with it</button>
        <button type="button" class="primary" onClick={() => go(false)}>Reconstruct it</button>
      </p>
    </Dialog>
  );
}

const LOOKS: Look[] = ["solid", "overlay", "deviation"];

function pressed(event: KeyboardEvent): void {
  const at = event.target as HTMLElement;
  const command = event.ctrlKey || event.metaKey;
  const undoing = command && /^[zy]$/i.test(event.key);
  // A field in which something was typed has its own undo.
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName) && (at as HTMLInputElement).type !== "range") {
    if (!undoing || !at.closest(".number") || at.dataset.typed !== undefined) return;
  }
  if (!s.doc.value || s.awaited.value || document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  if (command && key === "z") event.shiftKey ? redo() : undo();
  else if (command && key === "y") redo();
  else if (command || event.altKey) return;
  else {
    const chosen = s.step.value;
    const step = chosen === null ? undefined : s.answer.value?.steps[chosen];
    const acts: Record<string, () => void> = {
      "0": () => stageNow()?.look("home"), "1": () => stageNow()?.look("front"), "2": () => stageNow()?.look("right"), "3": () => stageNow()?.look("top"),
      v: () => {
        const able = LOOKS.filter((look) => look === "solid" || (s.input.value.shape && (look === "overlay" || s.values.value)));
        s.look.value = able[(able.indexOf(s.look.value) + 1) % able.length];
      },
      s: toggleSection, m: toggleMeasure, e: () => (s.edges.value = !s.edges.value), "?": () => (helping.value = true),
      "[": () => walk((s.stage.value ?? s.answer.value?.steps.length ?? 1) - 1 - (s.stage.value === null ? 1 : 0)), "]": () => s.stage.value !== null && walk(s.stage.value + 1),
      escape: () => {
        if (s.measuring.value) toggleMeasure();
        else if (s.isolated.value !== null) s.isolated.value = null;
        else selectStep(null);
        s.picked.value = [];
      },
      ...(step && chosen !== null && {
        h: () => hide(chosen), i: () => isolate(chosen), x: () => void suppressStep(step), f2: () => rename(chosen), delete: () => void deleteStep(chosen),
      }),
    };
    const act = acts[key];
    if (!act) return;
    act();
  }
  event.preventDefault();
}
