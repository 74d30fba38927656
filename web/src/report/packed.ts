// The geometry that a page carries, as shapes; `report::geometry::Packing` writes it.

import type { Shape } from "../api/container.ts";
import type { Vec3 } from "../api/contract.ts";

/** What the page says about itself. */
export interface Description {
  geometry: {
    origin: Vec3;
    step: number;
    shapes: { name: string; places: number; triangles: number; edges: number; facets: number; greatest: number | null }[];
  };
  closed: boolean;
  unit: string;
  tolerance: number;
  limit: number;
  colours: string[];
  view: { direction: Vec3; up: Vec3 };
  missed: Vec3[];
}

/** A shape, and its facets' sides. */
export interface Carried extends Shape { facets: Uint32Array }

export function unpacked({ geometry: { origin, step, shapes } }: Description, buffer: ArrayBuffer): Map<string, Carried> {
  let at = 0;
  const take = <A>(Kind: { new (buffer: ArrayBuffer): A; BYTES_PER_ELEMENT: number }, count: number): A => {
    const end = at + count * Kind.BYTES_PER_ELEMENT;
    const list = new Kind(buffer.slice(at, end));
    at = end;
    return list;
  };
  // Each number is told by its difference from the one before.
  const sums = <A extends Uint16Array | Uint32Array>(list: A): A => {
    for (let k = 1; k < list.length; k++) list[k] += list[k - 1];
    return list;
  };
  const found = new Map<string, Carried>();
  for (const { name, places, triangles, edges, facets, greatest } of shapes) {
    const positions = new Float32Array(3 * places);
    for (let axis = 0; axis < 3; axis++) {
      const steps = sums(take(Uint16Array, places));
      for (let k = 0; k < places; k++) positions[3 * k + axis] = origin[axis] + step * steps[k];
    }
    // A direction is a place on an octahedron, unfolded to a square.
    const [u, v] = [take(Int8Array, places), take(Int8Array, places)];
    const normals = new Int8Array(3 * places);
    for (let k = 0; k < places; k++) {
      let [x, y] = [u[k] / 127, v[k] / 127];
      const z = 1 - Math.abs(x) - Math.abs(y);
      const fold = Math.max(-z, 0);
      x += x >= 0 ? -fold : fold;
      y += y >= 0 ? -fold : fold;
      const length = Math.hypot(x, y, z) || 1;
      normals.set([x, y, z].map((c) => Math.round((127 * c) / length)), 3 * k);
    }
    let values: Float32Array | null = null;
    if (greatest !== null) values = Float32Array.from(take(Int16Array, places), (s) => (s * greatest) / 32767);
    found.set(name, {
      name, cloud: triangles === 0, positions, normals, values, faces: [],
      triangles: sums(take(Uint32Array, 3 * triangles)),
      edges: sums(take(Uint32Array, 2 * edges)),
      facets: sums(take(Uint32Array, 2 * facets)),
    });
  }
  return found;
}
