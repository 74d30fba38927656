// The exact surface under a face: from the program's own numbers where the face is of an extrusion, else from the
// mesh, whose vertices lie on it.

import type { Shape } from "../api/container.ts";
import type { Face, Loop, Program, Vec2, Vec3 } from "../api/contract.ts";
import { add, cross, dot, length, minus, times, unit } from "./vector.ts";

export type Surface =
  | { kind: "plane"; point: Vec3; normal: Vec3 }
  | { kind: "cylinder"; point: Vec3; axis: Vec3; radius: number };

export function surfaceOf(face: Face, program: Program, shape: Shape, origin: Vec3): Surface | null {
  return drawn(face, program) ?? fitted(face, shape, origin);
}

function drawn(face: Face, program: Program): Surface | null {
  const operation = program.steps[face.step ?? -1]?.operation;
  if (!operation || !("extrude" in operation)) return null;
  const { sketch: { frame, profiles }, extent } = operation.extrude;
  const z = unit(cross(frame.x, frame.y));
  const at = (p: Vec2): Vec3 => add(frame.origin, add(times(frame.x, p[0]), times(frame.y, p[1])));
  if (face.part !== "side") {
    const [a, b] = "one_side" in extent ? [0, extent.one_side.distance]
      : "symmetric" in extent ? [-extent.symmetric.distance, extent.symmetric.distance]
      : [-extent.two_sides.backward, extent.two_sides.forward];
    const height = face.part === "top" ? Math.max(a, b) : Math.min(a, b);
    return { kind: "plane", point: add(frame.origin, times(z, height)), normal: face.part === "top" ? z : times(z, -1) };
  }
  const profile = profiles[face.profile];
  const loop: Loop | undefined = face.loop === 0 ? profile?.outer : profile?.holes?.[face.loop - 1];
  if (!loop) return null;
  if ("circle" in loop) return { kind: "cylinder", point: at(loop.circle.center), axis: z, radius: loop.circle.radius };
  const edge = loop.path[face.curve];
  if (!edge) return null;
  const start = edge.start;
  const end = loop.path[(face.curve + 1) % loop.path.length].start;
  const chord: Vec2 = [end[0] - start[0], end[1] - start[1]];
  if (!edge.sweep) {
    const along = unit(add(times(frame.x, chord[0]), times(frame.y, chord[1])));
    return { kind: "plane", point: at(start), normal: cross(along, z) };
  }
  // Left of the chord for a sweep counter-clockwise under half a turn.
  const half = 0.5 / Math.tan(edge.sweep / 2);
  const center: Vec2 = [(start[0] + end[0]) / 2 - chord[1] * half, (start[1] + end[1]) / 2 + chord[0] * half];
  return { kind: "cylinder", point: at(center), axis: z, radius: Math.hypot(start[0] - center[0], start[1] - center[1]) };
}

function fitted(face: Face, shape: Shape, origin: Vec3): Surface | null {
  const place = (v: number): Vec3 => [0, 1, 2].map((k) => shape.positions[3 * v + k] + origin[k]) as Vec3;
  const corners = (t: number) => [0, 1, 2].map((k) => place(shape.triangles[3 * (face.first + t) + k]));
  const facing = (t: number) => {
    const [a, b, c] = corners(t);
    return cross(minus(b, a), minus(c, a));
  };
  if (!face.count) return null;
  const first = unit(facing(0));
  const point = corners(0)[0];
  if (face.surface === "plane") return { kind: "plane", point, normal: first };
  let axis: Vec3 = [0, 0, 0];
  for (let t = 1; t < face.count; t++) {
    const across = cross(first, unit(facing(t)));
    if (length(across) > length(axis)) axis = across;
  }
  if (length(axis) < 1e-6) return { kind: "plane", point, normal: first };
  axis = unit(axis);
  // The circle through three places, seen along the axis.
  const u = unit(minus(first, times(axis, dot(first, axis))));
  const v = cross(axis, u);
  const flat = (p: Vec3): Vec2 => [dot(p, u), dot(p, v)];
  const [a, b] = [flat(point), flat(corners(Math.floor(face.count / 2))[1])];
  let c = flat(corners(face.count - 1)[2]);
  let twice = 0;
  for (let t = face.count - 1; t >= 0 && Math.abs(twice) < 1e-9; t--) {
    c = flat(corners(t)[2]);
    twice = 2 * ((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  }
  if (Math.abs(twice) < 1e-9) return null;
  const [bb, cc] = [(b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2, (c[0] - a[0]) ** 2 + (c[1] - a[1]) ** 2];
  const x = ((c[1] - a[1]) * bb - (b[1] - a[1]) * cc) / twice;
  const y = ((b[0] - a[0]) * cc - (c[0] - a[0]) * bb) / twice;
  const center = add(add(times(u, a[0] + x), times(v, a[1] + y)), times(axis, dot(point, axis)));
  return { kind: "cylinder", point: center, axis, radius: Math.hypot(x, y) };
}
