// The open part: every edit goes to the server, and what comes back is shown and kept as a moment of the history.

import { batch } from "@preact/signals";
import * as client from "../api/client.ts";
import type { Container, Shape } from "../api/container.ts";
import type { AnswerHeader, Edit, Job, Opened, Program } from "../api/contract.ts";
import { locksAfter, words } from "./edits.ts";
import * as past from "./history.ts";
import * as s from "./state.ts";
import type { Doc, Report } from "./state.ts";
import { complain, say } from "./toast.ts";

type Answer = Container<AnswerHeader>;

/** Answers at hand for going back and forth without asking. */
const KEPT = 16;
const kept = new Map<Program, Answer>();
function keep(program: Program, answer: Answer): void {
  kept.delete(program);
  kept.set(program, answer);
  for (const old of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(old);
  }
}

/** When the last edit was asked for and when its solid stood; the tests read it. */
export const timing = { asked: 0, shown: 0 };

// Opening.

/** Opens what a job found. */
export async function openJob(job: Job): Promise<void> {
  const [report, alone] = await Promise.all([
    job.has.includes("report") ? (client.report(job.id) as Promise<Report>) : null,
    // Where there is a program, the answer about it brings all shapes.
    job.has.includes("geometry") && !job.has.includes("program") ? client.geometryOf(job.id) : null,
  ]);
  const hasInput = job.has.includes("input") || job.mode === "input";
  const base: Doc = {
    name: bare(job.name), job, input: hasInput ? job.id : null, inputName: hasInput ? job.name : null, answer: null,
    tolerance: alone?.header.tolerance ?? 0.1, limit: alone?.header.limit ?? 0.5, unit: alone?.header.unit ?? "mm",
    missed: (report?.missed ?? []).map((region) => region.center), report,
  };
  if (job.has.includes("program")) await openProgram(base, await client.programOf(job.id));
  else {
    batch(() => {
      reset(base);
      if (alone) {
        s.input.value = { shape: alone.shapes.get("input") ?? null, origin: alone.header.origin };
        s.values.value = null;
      }
      s.look.value = "overlay";
      s.mix.value = 0;
    });
  }
}

/** Opens what `resolid view` was given. */
export async function openGiven(given: Opened): Promise<void> {
  if (!given.program) return;
  await openProgram({
    name: bare(given.name ?? "part"), job: null, input: given.input, inputName: given.input ? "the input" : null, answer: null,
    tolerance: 0.1, limit: 0.5, unit: "mm", missed: [], report: null,
  }, given.program);
}

async function openProgram(base: Doc, program: Program): Promise<void> {
  const answer = await client.edit({ program, input: base.input, want: base.input ? ["result", "input"] : ["result"] });
  batch(() => {
    reset(base);
    const state = answer.header.program ?? program;
    s.history.value = past.begun(state, "open");
    take(state, answer);
    const deviation = answer.header.deviation;
    s.firstDeviation.value = deviation ? { p95: deviation.p95, inside: deviation.inside } : null;
    s.look.value = "solid";
  });
}

function reset(base: Doc): void {
  kept.clear();
  batch(() => {
    s.doc.value = base;
    s.history.value = null;
    s.result.value = { shape: null, origin: [0, 0, 0] };
    s.input.value = { shape: null, origin: [0, 0, 0] };
    s.values.value = null;
    s.firstDeviation.value = null;
    s.locks.value = new Set();
    s.alternative.value = 0;
    s.keptProgram.value = null;
    s.step.value = s.dimension.value = s.stage.value = s.stages.value = null;
    s.section.value = null;
    s.hidden.value = new Set();
    s.isolated.value = null;
    s.inputShown.value = s.resultShown.value = true;
    s.mix.value = 0.5;
    s.measuring.value = null;
    s.measured.value = [];
    s.picked.value = [];
    s.opened.value++;
  });
}

export function close(): void {
  if (!s.doc.value) return;
  reset(s.doc.value);
  s.doc.value = null;
}

/** Takes up an answer: program, solid, deviation. */
function take(program: Program, answer: Answer): void {
  const { header, shapes } = answer;
  const doc = s.doc.value;
  if (!doc) return;
  keep(program, answer);
  batch(() => {
    const { deviation } = header;
    s.doc.value = {
      ...doc, answer: header,
      tolerance: deviation?.tolerance ?? doc.tolerance,
      limit: deviation ? (deviation.limit ?? 5 * deviation.tolerance) : doc.limit,
      unit: header.program?.unit === "unknown" ? "units" : "mm",
    };
    const result = shapes.get("result");
    // A program with faults has no solid: the last one that stood is left to look at.
    if (result) s.result.value = { shape: result, origin: header.origin };
    else if (header.ok) s.result.value = { shape: null, origin: header.origin };
    const input = shapes.get("input");
    if (input?.positions.length) s.input.value = { shape: input, origin: header.origin };
    if (input?.values) s.values.value = input.values;
    const steps = header.steps ?? [];
    if (s.step.value !== null && s.step.value >= steps.length) s.step.value = null;
    if (s.dimension.value && !header.dimensions?.some((d) => d.id === s.dimension.value)) s.dimension.value = null;
  });
  if (s.stage.value !== null) void loadStages();
}

// Editing.

let running: AbortController | null = null;

let before: Promise<unknown> = Promise.resolve();

/** Makes `edits` and keeps what comes of it; one that is asked for while another is under way comes after it. */
export function apply(edits: Edit[], label?: string): Promise<boolean> {
  const mine = before.then(() => made(edits, label));
  before = mine;
  return mine;
}

async function made(edits: Edit[], label?: string): Promise<boolean> {
  const now = s.history.value;
  const doc = s.doc.value;
  if (!now || !doc) return false;
  timing.asked = performance.now();
  s.busy.value = "edit";
  try {
    const answer = await client.edit({ program: now.now.state, edits, input: doc.input });
    if (s.history.value !== now) return false;
    accept(answer, edits, label);
    return true;
  } catch (fault) {
    complain(fault);
    return false;
  } finally {
    s.busy.value = null;
  }
}

function accept(answer: Answer, edits: Edit[], label?: string): void {
  const now = s.history.value!;
  const said = s.doc.value?.answer;
  const line = label ?? edits.map((e) => words(e, said?.steps ?? [], said?.dimensions ?? [])).join(", ");
  batch(() => {
    s.locks.value = edits.reduce<ReadonlySet<string>>((locks, edit) => locksAfter(locks, edit), s.locks.value);
    s.history.value = past.done(now, answer.header.program, line);
    take(answer.header.program, answer);
  });
}

/** One dimension while it is dragged: the solid follows, and one moment is kept at the end. */
export class Drag {
  private readonly base = s.history.value!;
  private readonly shown = s.doc.value!.answer;
  private wanted: number | null = null;
  private busy: Promise<void> | null = null;
  private last: { answer: Answer; value: number } | null = null;
  private over = false;

  constructor(private readonly id: string) {}

  to(value: number): void {
    if (this.over) return;
    this.wanted = value;
    this.busy ??= this.follow().finally(() => (this.busy = null));
  }

  /** Only ever one question under way: what was wanted meanwhile is skipped. */
  private async follow(): Promise<void> {
    while (this.wanted !== null && !this.over) {
      const value = this.wanted;
      this.wanted = null;
      try {
        timing.asked = performance.now();
        const answer = await client.edit({ program: this.base.now.state, edits: [this.edit(value)], input: s.doc.value?.input });
        if (this.over || s.history.value !== this.base) return;
        this.last = { answer, value };
        take(answer.header.program, answer);
      } catch {
        // A value on the way that cannot be is passed over; the one it ends at is told about.
      }
    }
  }

  private edit(value: number): Edit {
    return { op: "set_dimension", id: this.id, value };
  }

  async end(value: number): Promise<void> {
    if (this.over) return;
    this.wanted = null;
    await this.busy;
    this.over = true;
    if (this.last && this.last.value === value && s.history.value === this.base) {
      // Words are made with the answer that the drag began at.
      const line = words(this.edit(value), this.shown?.steps ?? [], this.shown?.dimensions ?? []);
      accept(this.last.answer, [this.edit(value)], line);
    } else if (!(await apply([this.edit(value)]))) this.back();
  }

  cancel(): void {
    this.over = true;
    this.back();
  }

  private back(): void {
    void show(this.base.now.state);
  }
}

/** Shows a program of the history: from what is kept, or by asking. */
async function show(program: Program): Promise<void> {
  const known = kept.get(program);
  timing.asked = performance.now();
  if (known) return take(program, known);
  running?.abort();
  const mine = (running = new AbortController());
  s.busy.value = "edit";
  try {
    const answer = await client.edit({ program, input: s.doc.value?.input }, mine.signal);
    if (s.history.value?.now.state === program) take(program, answer);
  } catch (fault) {
    complain(fault);
  } finally {
    if (running === mine) s.busy.value = null;
  }
}

export function undo(): void {
  if (!s.history.value?.past.length || s.busy.value) return;
  s.history.value = past.undone(s.history.value);
  void show(s.history.value.now.state);
}

export function redo(): void {
  if (!s.history.value?.future.length || s.busy.value) return;
  s.history.value = past.redone(s.history.value);
  void show(s.history.value.now.state);
}

/** Lets every number that is not locked move to the scan. */
export async function fitToScan(): Promise<void> {
  const now = s.history.value;
  const doc = s.doc.value;
  if (!now || !doc?.input) return;
  const known = new Set(doc.answer?.dimensions.map((d) => d.id));
  s.busy.value = "fit";
  try {
    const answer = await client.resolve(now.now.state, doc.input, [...s.locks.value].filter((id) => known.has(id) || id.startsWith("parameter:")));
    if (s.history.value !== now) return;
    const moved = answer.header.resolved?.moved.length ?? 0;
    if (!moved) {
      say("Nothing moved: the numbers fit the input as they are");
      return;
    }
    accept(answer, [], `fit ${moved} ${moved === 1 ? "number" : "numbers"} to the input`);
    say(`${moved} ${moved === 1 ? "number" : "numbers"} moved to the input`);
  } catch (fault) {
    complain(fault);
  } finally {
    s.busy.value = null;
  }
}

export async function pickAlternative(k: number): Promise<void> {
  const doc = s.doc.value;
  const now = s.history.value;
  if (!doc?.job || !now || k === s.alternative.value) return;
  s.busy.value = "edit";
  try {
    const program = await client.programOf(doc.job.id, k || undefined);
    const answer = await client.edit({ program, input: doc.input });
    if (s.history.value !== now) return;
    batch(() => {
      s.locks.value = new Set();
      s.alternative.value = k;
      s.step.value = s.dimension.value = null;
      s.history.value = past.done(now, answer.header.program ?? program, k ? `alternative ${k}` : "the first answer");
      take(answer.header.program ?? program, answer);
    });
  } catch (fault) {
    complain(fault);
  } finally {
    s.busy.value = null;
  }
}

/** Compares the open part with another input. */
export async function compareWith(job: Job): Promise<void> {
  const doc = s.doc.value;
  const now = s.history.value;
  if (!doc || !now) return;
  try {
    const answer = await client.edit({ program: now.now.state, input: job.id, want: ["result", "input"] });
    batch(() => {
      kept.clear();
      s.doc.value = { ...doc, input: job.id, inputName: job.name };
      take(now.now.state, answer);
      const deviation = answer.header.deviation;
      s.firstDeviation.value = deviation ? { p95: deviation.p95, inside: deviation.inside } : null;
      s.look.value = "deviation";
      s.opened.value++;
    });
  } catch (fault) {
    complain(fault);
  }
}

// Stages.

let loading: Program | null = null;

/** Fetches what each step leaves, where it is not there yet. */
export async function loadStages(): Promise<void> {
  const program = s.program.value;
  if (!program || s.stages.value?.program === program || loading === program) return;
  loading = program;
  try {
    const answer = await client.stages(program);
    if (s.program.value === program) s.stages.value = { program, shapes: answer.shapes, origin: answer.header.origin };
  } catch (fault) {
    complain(fault);
    s.stage.value = null;
  } finally {
    if (loading === program) loading = null;
  }
}

/** What stands after step `k`: steps that are suppressed leave what the one before them left. */
export function stageAt(shapes: Map<string, Shape>, k: number): Shape | null {
  for (let at = k; at >= 0; at--) {
    const shape = shapes.get(`stage:${at}`);
    if (shape) return shape;
  }
  return null;
}

// Out.

export async function exportAs(ending: string): Promise<void> {
  const program = s.program.value;
  const doc = s.doc.value;
  if (!program || !doc) return;
  s.busy.value = "export";
  try {
    const { blob, name } = await client.exported(program, ending, doc.name);
    const address = URL.createObjectURL(blob);
    download(address, name);
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    if (ending === ".resolid.json") s.keptProgram.value = program;
    say(`${name} written`);
  } catch (fault) {
    complain(fault);
  } finally {
    s.busy.value = null;
  }
}

/** Hands a file to the browser; without a name the server's is taken. */
export function download(address: string, name = ""): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}

/** The name without the ending that says its form. */
export const bare = (name: string): string => name.replace(/(\.resolid|\.deepcad)?\.[a-z0-9]+$/i, "") || name;
