// Lengths and angles between points and between faces.

import type { Vec3 } from "../api/contract.ts";
import type { Surface } from "./surfaces.ts";
import { add, cross, dot, length, minus, times, unit } from "./vector.ts";

/** Directions under this angle apart are one, radians. */
const SAME = 1e-5;

export interface Measured {
  /** What was measured, in words. */
  what: string;
  value: number;
  quantity: "length" | "angle";
  /** More about it: name and length. */
  more: [string, number][];
  /** Where to draw it. */
  line: [Vec3, Vec3] | null;
}

export function betweenPoints(a: Vec3, b: Vec3): Measured {
  const d = minus(b, a);
  return {
    what: "Point to point", value: length(d), quantity: "length", line: [a, b],
    more: [["Δx", Math.abs(d[0])], ["Δy", Math.abs(d[1])], ["Δz", Math.abs(d[2])]],
  };
}

/** One face by itself: a cylinder has a diameter, a plane nothing. */
export function ofFace(surface: Surface): Measured | null {
  if (surface.kind === "plane") return null;
  return { what: "Diameter", value: 2 * surface.radius, quantity: "length", line: null, more: [["radius", surface.radius]] };
}

/** Two faces; `at` is where each was picked, so that the line stands where the eye is. */
export function betweenFaces(a: Surface, b: Surface, at: [Vec3, Vec3]): Measured {
  const [p, q] = [a.kind === "plane" ? a.normal : a.axis, b.kind === "plane" ? b.normal : b.axis];
  const sine = length(cross(p, q));
  const between = Math.atan2(sine, Math.abs(dot(p, q)));
  if (a.kind === "plane" && b.kind === "plane") {
    if (between > SAME) return angle("Angle between planes", between, at);
    const gap = dot(minus(b.point, a.point), p);
    const foot = onto(a, at[0]);
    return { what: "Plane to plane", value: Math.abs(gap), quantity: "length", more: [], line: [foot, add(foot, times(p, gap))] };
  }
  if (a.kind === "cylinder" && b.kind === "cylinder") {
    if (between > SAME) return angle("Angle between axes", between, at);
    const away = minus(b.point, a.point);
    const across = minus(away, times(a.axis, dot(away, a.axis)));
    const gap = length(across);
    const start = add(a.point, times(a.axis, dot(minus(at[0], a.point), a.axis)));
    return {
      what: "Axis to axis", value: gap, quantity: "length", line: [start, add(start, across)],
      more: [["first ⌀", 2 * a.radius], ["second ⌀", 2 * b.radius], ["between walls", Math.max(0, gap - a.radius - b.radius)]],
    };
  }
  const [plane, cylinder] = a.kind === "plane" ? [a, b as Surface & { kind: "cylinder" }] : [b as Surface & { kind: "plane" }, a];
  const lean = Math.asin(Math.min(1, Math.abs(dot(plane.normal, cylinder.axis))));
  if (lean > SAME) return angle("Angle between axis and plane", lean, at);
  const where = at[a.kind === "plane" ? 1 : 0];
  const start = add(cylinder.point, times(cylinder.axis, dot(minus(where, cylinder.point), cylinder.axis)));
  const gap = dot(minus(plane.point, start), plane.normal);
  return {
    what: "Axis to plane", value: Math.abs(gap), quantity: "length", line: [start, add(start, times(plane.normal, gap))],
    more: [["⌀", 2 * cylinder.radius], ["wall to plane", Math.max(0, Math.abs(gap) - cylinder.radius)]],
  };
}

function angle(what: string, value: number, at: [Vec3, Vec3]): Measured {
  return { what, value, quantity: "angle", more: [], line: at };
}

function onto(plane: Surface & { kind: "plane" }, p: Vec3): Vec3 {
  const n = unit(plane.normal);
  return minus(p, times(n, dot(minus(p, plane.point), n)));
}
