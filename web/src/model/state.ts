// What the page knows. Components read it and are drawn anew when it changes; `document.ts` and `jobs.ts` change it.

import { computed, signal } from "@preact/signals";
import type { Shape } from "../api/container.ts";
import type { About, AnswerHeader, Job, Program, Vec3 } from "../api/contract.ts";
import type { Look } from "../scene/stage.ts";
import type { History } from "./history.ts";
import type { Measured } from "./measure.ts";
import type { Surface } from "./surfaces.ts";

export interface Placed { shape: Shape | null; origin: Vec3 }

/** What is open. */
export interface Doc {
  name: string;
  /** The job it came of. */
  job: Job | null;
  /** What it is compared with: the id that the server knows it by. */
  input: string | null;
  inputName: string | null;
  /** The server's last answer, also one that says what is wrong. */
  answer: AnswerHeader | null;
  tolerance: number;
  limit: number;
  unit: string;
  /** Regions that the reconstruction misses. */
  missed: Vec3[];
  report: Report | null;
}

/** What is read of docs/report.md. */
export interface Report {
  verdict?: string;
  reasons?: string[];
  iou?: number;
  input?: { format?: string; triangles?: number; points?: number; size_mm?: Vec3; closed?: boolean };
  proposals?: { by: string; features: number; built: boolean }[];
  missed?: { center: Vec3 }[];
}

export const about = signal<About | null>(null);
export const jobs = signal<ReadonlyMap<string, Job>>(new Map());
export const connected = signal(true);
/** The job whose end is waited for, and how much of its file is up. */
export const awaited = signal<{ id: string | null; name: string; sent: number; comparing: boolean } | null>(null);

export const doc = signal<Doc | null>(null);
export const history = signal<History<Program> | null>(null);
export const result = signal<Placed>({ shape: null, origin: [0, 0, 0] });
export const input = signal<Placed>({ shape: null, origin: [0, 0, 0] });
export const values = signal<Float32Array | null>(null);
/** What the deviation was when the part was opened, to tell better from worse. */
export const firstDeviation = signal<{ p95: number; inside: number } | null>(null);
export const busy = signal<"edit" | "fit" | "export" | null>(null);
export const locks = signal<ReadonlySet<string>>(new Set());
export const alternative = signal(0);
/** The program that was last exported as such. */
export const keptProgram = signal<Program | null>(null);

export const step = signal<number | null>(null);
export const dimension = signal<string | null>(null);
/** The step after which the part is shown; null for the whole. */
export const stage = signal<number | null>(null);
export const stages = signal<{ program: Program; shapes: Map<string, Shape>; origin: Vec3 } | null>(null);

export const look = signal<Look>("solid");
export const mix = signal(0.5);
export const edges = signal(true);
export const section = signal<{ axis: 0 | 1 | 2; share: number; flip: boolean } | null>(null);
/** Steps and bodies whose faces are hidden, or the only ones that are not. */
export const hidden = signal<ReadonlySet<number>>(new Set());
export const isolated = signal<number | null>(null);
export const inputShown = signal(true);
export const resultShown = signal(true);

export const measuring = signal<"points" | "faces" | null>(null);
export const measured = signal<Measured[]>([]);
export const picked = signal<{ point: Vec3; surface: Surface | null }[]>([]);

export const theme = signal<"auto" | "light" | "dark">("auto");
export const toasts = signal<{ id: number; text: string; hint: string; bad: boolean }[]>([]);

export const answer = computed(() => doc.value?.answer ?? null);
export const program = computed(() => history.value?.now.state ?? null);
export const errors = computed(() => (answer.value?.problems ?? []).filter((p) => p.severity === "error"));
/** What is looked at: what a step made, or left, is only seen on the result. */
export const lookNow = computed<Look>(() =>
  look.value === "deviation" && (stage.value !== null || isolated.value !== null || hidden.value.size > 0) ? "solid" : look.value);
/** Changes, so that the view comes back to the part it shows. */
export const opened = signal(0);
