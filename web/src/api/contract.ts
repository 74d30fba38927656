// What the server says and is told. Lengths in millimetres, angles in radians, steps counted from 0.

export type Vec3 = [number, number, number];
export type Vec2 = [number, number];

export interface Form { ending: string; label: string; available: boolean }

export interface About {
  name: string;
  version: string;
  kernel: string | null;
  token_needed: boolean;
  limits: { upload_bytes: number; seconds: number; jobs_at_once: number; queue: number };
  inputs: string[];
  forms: Form[];
  /** From the far inside over nothing to the far outside. */
  colours: string[];
}

/** What `resolid view` was started with. */
export interface Opened { name: string | null; program: Program | null; input: string | null; job?: string | null }

export type JobState = "queued" | "running" | "done" | "failed" | "cancelled";

export interface Job {
  id: string;
  name: string;
  mode: "reconstruct" | "input";
  bytes: number;
  created: string;
  state: JobState;
  ahead?: number;
  progress?: { stage: string; fraction: number | null; seconds: number; seconds_left: number | null } | null;
  outcome: string | null;
  error: string | null;
  hint: string | null;
  has: string[];
  alternatives?: number;
}

// The program, as docs/program.md says; what the viewer does not read is carried along untouched.
export interface Frame { origin: Vec3; x: Vec3; y: Vec3 }
export interface Edge { start: Vec2; sweep?: number }
export type Loop = { circle: { center: Vec2; radius: number } } | { path: Edge[] };
export interface Profile { outer: Loop; holes?: Loop[] }
export type Extent =
  | { one_side: { distance: number } }
  | { symmetric: { distance: number } }
  | { two_sides: { forward: number; backward: number } };
export type Operation =
  | { extrude: { sketch: { frame: Frame; profiles: Profile[] }; extent: Extent } }
  | { place: { definition: number; placements: { frame: Frame; mirrored?: boolean; name?: string }[] } };
export type Mode = "new" | "join" | "cut" | "intersect";
export interface Step {
  name?: string | null;
  group?: string | null;
  suppressed?: boolean;
  operation: Operation;
  combine: { mode: Mode; targets?: unknown };
}
export interface Program {
  schema: string;
  unit?: string;
  parameters?: { name: string; value: number; quantity?: string }[];
  bindings?: unknown[];
  definitions?: unknown[];
  steps: Step[];
}

export type Edit =
  | { op: "rename"; step: number; name: string | null }
  | { op: "suppress"; step: number; suppressed: boolean }
  | { op: "delete"; step: number }
  | { op: "move"; step: number; to: number }
  | { op: "set_parameter"; name: string; value: number }
  | { op: "rename_parameter"; name: string; to: string }
  | { op: "set_dimension"; id: string; value: number };

export interface Problem {
  severity: "error" | "warning";
  rule: string;
  step: number | null;
  message: string;
  hint?: string | null;
  text: string;
}

export interface StepSaid {
  index: number;
  name: string | null;
  mode: Mode;
  suppressed: boolean;
  text: string;
  frame?: { origin: Vec3; x: Vec3; y: Vec3; z: Vec3 } | null;
  group: string | null;
}

export interface Dimension {
  id: string;
  step: number | null;
  kind: string;
  label: string;
  value: number;
  parameter: string | null;
  anchor: Vec3 | null;
  direction: Vec3 | null;
  gain?: number;
}

export interface Deviation {
  tolerance: number;
  limit?: number;
  mean: number;
  p95: number;
  max: number;
  /** Share within the tolerance. */
  inside: number;
  points: number;
}

export interface Face {
  first: number;
  count: number;
  /** None where the face is of no step that is known. */
  step?: number;
  part: "top" | "bottom" | "side";
  profile: number;
  loop: number;
  curve: number;
  surface: "plane" | "cylinder";
  dimension: string | null;
  body?: number;
}

interface Span { offset: number; length: number; type: "f32" | "u32" | "i8" }
export interface ShapeHeader {
  name: string;
  cloud: boolean;
  positions?: Span;
  normals?: Span;
  triangles?: Span;
  edges?: Span;
  values?: Span;
  faces?: Face[];
}

export interface JobHeader {
  kind: "job";
  unit: string;
  tolerance: number;
  limit: number;
  missed: Vec3[];
  cloud: boolean;
  origin: Vec3;
  shapes: ShapeHeader[];
}

export interface AnswerHeader {
  kind: string;
  ok: boolean;
  program: Program;
  problems: Problem[];
  volume: number;
  volume_exact?: boolean;
  area: number;
  bounds: [Vec3, Vec3];
  steps: StepSaid[];
  parameters: { name: string; value: number; quantity: string; numbers: number }[];
  dimensions: Dimension[];
  deviation?: Deviation | null;
  milliseconds: Record<string, number>;
  origin: Vec3;
  shapes: ShapeHeader[];
  resolved?: { moved: { id: string; from: number; to: number; sigma: number }[]; rounds: number; rms_before: number; rms_after: number };
}

export interface StagesHeader { kind: "stages"; origin: Vec3; shapes: ShapeHeader[] }
