// The steps in their order, and what each is made of.

import { useEffect, useRef, useState } from "preact/hooks";
import type { StepSaid } from "../api/contract.ts";
import { apply, fitToScan } from "../model/document.ts";
import { dropped, stepName } from "../model/edits.ts";
import * as s from "../model/state.ts";
import { DimensionRow, lengthUnit, sized, toggleLock } from "./Dimensions.tsx";
import { Icon, ModeIcon } from "./Icon.tsx";
import { NumberField } from "./NumberField.tsx";
import { IconButton, Menu, MenuItem } from "./parts.tsx";

export function selectStep(index: number | null): void {
  s.step.value = index;
  if (index === null) s.dimension.value = null;
}

export const deleteStep = (index: number) => apply([{ op: "delete", step: index }]);
export const suppressStep = (step: StepSaid) => apply([{ op: "suppress", step: step.index, suppressed: !step.suppressed }]);
export async function moveStep(index: number, to: number): Promise<void> {
  if (to < 0 || to >= (s.answer.value?.steps.length ?? 0) || to === index) return;
  if (await apply([{ op: "move", step: index, to }])) s.step.value = to;
}

/** Shows the faces of one step alone, or everything again. */
export function isolate(index: number): void {
  s.isolated.value = s.isolated.value === index ? null : index;
}
export function hide(index: number): void {
  const hidden = new Set(s.hidden.value);
  if (!hidden.delete(index)) hidden.add(index);
  s.hidden.value = hidden;
}

/** Asks for the row's name field to open. */
export function rename(index: number): void {
  s.step.value = index;
  document.dispatchEvent(new CustomEvent("rename-step", { detail: index }));
}

export function Timeline() {
  const answer = s.answer.value;
  const [drag, setDrag] = useState<{ from: number; before: number } | null>(null);
  const list = useRef<HTMLOListElement>(null);
  if (!answer) return <aside class="panel left" aria-label="Timeline"><p class="quiet pad">No program: this input is only to be compared with.</p></aside>;
  const steps = answer.steps ?? [];
  const parameters = answer.parameters ?? [];
  const locked = s.locks.value.size;
  return (
    <aside class="panel left" aria-label="Timeline">
      <header class="head"><h2>Timeline</h2><span class="quiet">{steps.length} {steps.length === 1 ? "step" : "steps"}</span></header>
      <ol class="steps" ref={list}
        onDragOver={(event) => {
          if (!drag) return;
          event.preventDefault();
          const rows = [...list.current!.children].map((row) => row.getBoundingClientRect());
          const before = rows.findIndex((r) => event.clientY < r.top + Math.min(r.height, 52) / 2);
          const at = before < 0 ? rows.length : before;
          if (at !== drag.before) setDrag({ ...drag, before: at });
        }}
        onDrop={(event) => {
          if (!drag) return;
          event.preventDefault();
          event.stopPropagation();
          const edit = dropped(drag.from, drag.before);
          setDrag(null);
          if (edit?.op === "move") void moveStep(edit.step, edit.to);
        }}>
        {steps.map((step) => (
          <Row key={step.index} step={step} last={steps.length - 1}
            line={drag && drag.before !== drag.from && drag.before !== drag.from + 1 ? (drag.before === step.index ? "before" : drag.before === steps.length && step.index === steps.length - 1 ? "after" : "") : ""}
            onGrab={() => setDrag({ from: step.index, before: step.index })} onLetGo={() => setDrag(null)} />
        ))}
      </ol>
      {parameters.length > 0 && (
        <section class="parameters" aria-label="Parameters">
          <header class="head"><h2>Parameters</h2><span class="quiet">drive several numbers</span></header>
          {parameters.map((p) => (
            <div class="dimension" key={p.name} data-parameter={p.name}>
              {s.doc.value?.input ? (
                <IconButton icon={s.locks.value.has(`parameter:${p.name}`) ? "lock" : "open"} size={14} pressed={s.locks.value.has(`parameter:${p.name}`)}
                  label={`${s.locks.value.has(`parameter:${p.name}`) ? "Unlock" : "Lock"} parameter ${p.name}`} onClick={() => toggleLock(`parameter:${p.name}`)} />
              ) : <span />}
              <ParameterName name={p.name} numbers={p.numbers} />
              <NumberField value={p.quantity === "angle" ? (p.value * 180) / Math.PI : p.value} label={p.name} unit={p.quantity === "angle" ? "°" : lengthUnit()}
                onCommit={(value) => void apply([{ op: "set_parameter", name: p.name, value: p.quantity === "angle" ? (value * Math.PI) / 180 : value }])} />
            </div>
          ))}
        </section>
      )}
      {s.doc.value?.input && (
        <footer class="fit">
          <button type="button" class="with-icon" disabled={s.busy.value !== null || !answer.ok} onClick={() => void fitToScan()}>
            <Icon name="wand" size={16} />{s.busy.value === "fit" ? "Fitting…" : "Fit to the input"}
          </button>
          <p class="quiet">{locked ? `${locked} locked; all other numbers move.` : "All numbers move. Lock those that must not."}</p>
        </footer>
      )}
    </aside>
  );
}

/** The name, and a field for another where it is asked for. */
function ParameterName({ name, numbers }: { name: string; numbers: number }) {
  const [naming, setNaming] = useState(false);
  if (!naming) {
    return (
      <button type="button" class="what name" title={`${numbers} ${numbers === 1 ? "number follows" : "numbers follow"} it; double-click or F2 to rename`}
        onDblClick={() => setNaming(true)} onKeyDown={(event) => { if (event.key === "F2") { event.stopPropagation(); setNaming(true); } }}><code>{name}</code></button>
    );
  }
  const end = (to: string | null) => {
    setNaming(false);
    if (to && to.trim() && to.trim() !== name) void apply([{ op: "rename_parameter", name, to: to.trim() }]);
  };
  return (
    <input class="name" autocomplete="off" spellcheck={false} aria-label={`Name of parameter ${name}`} defaultValue={name} ref={(field) => { if (field && document.activeElement !== field) { field.focus(); field.select(); } }}
      onBlur={(event) => end(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") end(event.currentTarget.value);
        if (event.key === "Escape") end(null);
      }} />
  );
}

function Row({ step, last, line, onGrab, onLetGo }: { step: StepSaid; last: number; line: string; onGrab: () => void; onLetGo: () => void }) {
  const { index } = step;
  const [naming, setNaming] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const chosen = s.step.value === index;
  const name = stepName(step, index);
  const problems = (s.answer.value?.problems ?? []).filter((p) => p.step === index);
  const bad = problems.some((p) => p.severity === "error");
  const later = s.stage.value !== null && index > s.stage.value;
  const own = (s.answer.value?.dimensions ?? []).filter((d) => d.step === index && d.kind !== "parameter");
  const [sizes, places] = [own.filter(sized), own.filter((d) => !sized(d))];
  useEffect(() => {
    const asked = (event: Event) => {
      if ((event as CustomEvent).detail === index) setNaming(true);
    };
    document.addEventListener("rename-step", asked);
    return () => document.removeEventListener("rename-step", asked);
  }, [index]);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const endNaming = (to: string | null) => {
    setNaming(false);
    if (to !== null && to.trim() !== (step.name ?? "")) void apply([{ op: "rename", step: index, name: to.trim() || null }]);
  };
  return (
    <li ref={row} class={`step ${chosen ? "chosen" : ""} ${step.suppressed ? "suppressed" : ""} ${bad ? "bad" : ""} ${later ? "later" : ""} ${line}`} data-step={index}>
      <div class="row" draggable={!naming} onDragStart={(event) => { event.dataTransfer!.effectAllowed = "move"; event.dataTransfer!.setData("text/plain", name); onGrab(); }} onDragEnd={onLetGo}>
        <span class="grip" aria-hidden="true"><Icon name="grip" size={14} /></span>
        {naming ? (
          <span class="main">
            <ModeIcon mode={step.mode} />
            <input class="name" autocomplete="off" aria-label={`Name of step ${index + 1}`} defaultValue={step.name ?? ""} ref={(field) => { if (field && document.activeElement !== field) { field.focus(); field.select(); } }}
              onBlur={(event) => endNaming(event.currentTarget.value)}
              onKeyDown={(event) => {
                event.stopPropagation();
                if (event.key === "Enter") endNaming(event.currentTarget.value);
                if (event.key === "Escape") endNaming(null);
              }} />
          </span>
        ) : (
          <button type="button" class="main" aria-expanded={chosen} aria-label={`Step ${index + 1}, ${name}${step.suppressed ? ", suppressed" : ""}`}
            onClick={() => selectStep(chosen ? null : index)} onDblClick={() => setNaming(true)}
            onKeyDown={(event) => {
              if (event.altKey && event.key === "ArrowUp") void moveStep(index, index - 1);
              else if (event.altKey && event.key === "ArrowDown") void moveStep(index, index + 1);
              else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
                const all = [...document.querySelectorAll<HTMLElement>(".steps button.main")];
                all[all.indexOf(event.currentTarget) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
              } else if (event.key === "F2") setNaming(true);
              else if (event.key === "Delete") void deleteStep(index);
              else return;
              event.preventDefault();
              event.stopPropagation();
            }}>
            <ModeIcon mode={step.mode} />
            <span class="words"><strong>{name}</strong><span class="quiet">{step.text}</span></span>
          </button>
        )}
        {problems.length > 0 && <span class="fault" title={problems.map((p) => p.message).join("\n")}><Icon name="bug" size={16} /></span>}
        {(s.hidden.value.has(index) || s.isolated.value === index) && (
          <IconButton icon={s.isolated.value === index ? "crosshair" : "eyeOff"} size={15} pressed label={s.isolated.value === index ? "Show everything again" : `Show ${name} again`}
            onClick={() => (s.isolated.value === index ? isolate(index) : hide(index))} />
        )}
        <Menu label={`More about ${name}`} icon="more">
          {(close) => (
            <>
              <MenuItem icon="pencil" keys="F2" onClick={() => { close(); setNaming(true); }}>Rename</MenuItem>
              <MenuItem icon="suppress" onClick={() => { close(); void suppressStep(step); }}>{step.suppressed ? "Restore" : "Suppress"}</MenuItem>
              <MenuItem icon="up" keys="Alt ↑" disabled={index === 0} onClick={() => { close(); void moveStep(index, index - 1); }}>Move up</MenuItem>
              <MenuItem icon="down" keys="Alt ↓" disabled={index === last} onClick={() => { close(); void moveStep(index, index + 1); }}>Move down</MenuItem>
              <MenuItem icon="crosshair" keys="I" onClick={() => { close(); isolate(index); }}>{s.isolated.value === index ? "Show everything" : "Isolate its faces"}</MenuItem>
              <MenuItem icon={s.hidden.value.has(index) ? "eye" : "eyeOff"} keys="H" onClick={() => { close(); hide(index); }}>{s.hidden.value.has(index) ? "Show its faces" : "Hide its faces"}</MenuItem>
              <MenuItem icon="trash" keys="Del" onClick={() => { close(); void deleteStep(index); }}>Delete</MenuItem>
            </>
          )}
        </Menu>
      </div>
      {chosen && (
        <div class="dimensions" role="group" aria-label={`Dimensions of ${name}`}>
          {problems.map((p) => <p class={`problem ${p.severity}`}>{p.message}</p>)}
          {own.length === 0 && <p class="quiet">This step has no dimensions of its own.</p>}
          {sizes.map((d) => <DimensionRow key={d.id} dimension={d} />)}
          {places.length > 0 && (
            <details open={sizes.length + places.length <= 8 || places.some((d) => d.id === s.dimension.value)}>
              <summary>Positions <span class="quiet">{places.length}</span></summary>
              {places.map((d) => <DimensionRow key={d.id} dimension={d} />)}
            </details>
          )}
        </div>
      )}
    </li>
  );
}
