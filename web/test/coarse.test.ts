import assert from "node:assert/strict";
import { test } from "node:test";
import { coarse } from "../src/scene/coarse.ts";

/** The six sides of a box of 60 × 40 × 20, each cut `n` by `n`. */
function box(n: number) {
  const positions: number[] = [];
  const normals: number[] = [];
  const triangles: number[] = [];
  const size = [60, 40, 20];
  for (let axis = 0; axis < 3; axis++) {
    for (const side of [0, 1]) {
      const first = positions.length / 3;
      const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
      for (let i = 0; i <= n; i++) {
        for (let j = 0; j <= n; j++) {
          const at = [0, 0, 0];
          at[axis] = side * size[axis];
          at[u] = (i / n) * size[u];
          at[v] = (j / n) * size[v];
          positions.push(...at);
          normals.push(...[0, 1, 2].map((k) => (k === axis ? (side ? 127 : -127) : 0)));
        }
      }
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          const [a, b] = [first + i * (n + 1) + j, first + (i + 1) * (n + 1) + j];
          for (const corner of side ? [a, b, b + 1, a, b + 1, a + 1] : [a, b + 1, b, a, a + 1, b + 1]) triangles.push(corner);
        }
      }
    }
  }
  return { positions: Float32Array.from(positions), normals: Int8Array.from(normals), triangles: Uint32Array.from(triangles) };
}

/** Six times what triangles enclose. */
function volume(positions: Float32Array, triangles: Uint32Array): number {
  let sum = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => positions.subarray(3 * triangles[t + k], 3 * triangles[t + k] + 3));
    sum += a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  }
  return sum;
}

test("few triangles stand for many, and enclose nearly the same", () => {
  const { positions, normals, triangles } = box(100);
  assert.equal(triangles.length, 3 * 120_000);
  const few = coarse(positions, normals, triangles)!;
  assert.ok(few.length <= 3 * 24_000 && few.length > 3 * 4_000, `${few.length / 3} triangles`);
  assert.ok(Math.abs(volume(positions, few) / volume(positions, triangles) - 1) < 0.05);
});

test("what has few is left as it is", () => {
  const { positions, normals, triangles } = box(40);
  assert.equal(coarse(positions, normals, triangles), null);
});
