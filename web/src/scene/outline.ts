// Where a plane passes a mesh.

import type { Vec3 } from "../api/contract.ts";

/** Pairs of places where `normal`·p = `at`, one pair for each triangle that is passed. */
export function outline(positions: Float32Array, triangles: Uint32Array, normal: Vec3, at: number): Float32Array {
  const [a, b, c] = normal;
  const heights = new Float32Array(positions.length / 3);
  for (let v = 0; v < heights.length; v++) heights[v] = a * positions[3 * v] + b * positions[3 * v + 1] + c * positions[3 * v + 2] - at;
  const ends: number[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [triangles[t], triangles[t + 1], triangles[t + 2]];
    const above = corners.map((v) => heights[v] > 0);
    if (above[0] === above[1] && above[1] === above[2]) continue;
    for (let k = 0; k < 3; k++) {
      const [u, v] = [corners[k], corners[(k + 1) % 3]];
      if (above[k] === above[(k + 1) % 3]) continue;
      const share = heights[u] / (heights[u] - heights[v]);
      for (let axis = 0; axis < 3; axis++) ends.push(positions[3 * u + axis] + share * (positions[3 * v + axis] - positions[3 * u + axis]));
    }
  }
  return Float32Array.from(ends);
}
