// What stands for a large surface while it turns: fewer triangles between some of its own places.

/** Surfaces of fewer triangles are drawn whole. */
const WHOLE = 40_000;
/** Triangles that a stand-in has at most. */
const FEW = 24_000;

/**
 * Triangles between fewer of the same places, three numbers each; null where there are few as it is.
 *
 * The places of one cell of a grid that face alike become the first of them, so that faces keep their shades and all but their very
 * edges. Triangles that collapse by that are left out.
 */
export function coarse(positions: Float32Array, normals: Int8Array, triangles: Uint32Array): Uint32Array | null {
  if (triangles.length <= 3 * WHOLE) return null;
  const low = [Infinity, Infinity, Infinity];
  const size = [0, 0, 0];
  for (let k = 0; k < 3; k++) {
    let high = -Infinity;
    for (let v = k; v < positions.length; v += 3) {
      low[k] = Math.min(low[k], positions[v]);
      high = Math.max(high, positions[v]);
    }
    size[k] = high - low[k];
  }
  // A surface passes about twice as many cells as a side of its box has, and has two triangles in each.
  const sides = 2 * (size[0] * size[1] + size[1] * size[2] + size[2] * size[0]);
  for (let edge = Math.sqrt((2 * sides) / FEW) || 1; ; edge *= 1.3) {
    const found = clustered(positions, normals, triangles, low, edge);
    if (found.length <= 3 * FEW || edge > size[0] + size[1] + size[2]) return found;
  }
}

function clustered(positions: Float32Array, normals: Int8Array, triangles: Uint32Array, low: number[], edge: number): Uint32Array {
  const first = new Map<number, number>();
  const stands = new Uint32Array(positions.length / 3);
  for (let v = 0; v < stands.length; v++) {
    const [a, b, c] = [0, 1, 2].map((k) => Math.floor((positions[3 * v + k] - low[k]) / edge));
    const key = ((a * 4096 + b) * 4096 + c) * 6 + facing(normals[3 * v], normals[3 * v + 1], normals[3 * v + 2]);
    const known = first.get(key);
    if (known === undefined) first.set(key, v);
    stands[v] = known ?? v;
  }
  const kept = new Uint32Array(triangles.length);
  let at = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [stands[triangles[t]], stands[triangles[t + 1]], stands[triangles[t + 2]]];
    if (a === b || b === c || c === a) continue;
    kept[at++] = a;
    kept[at++] = b;
    kept[at++] = c;
  }
  return kept.slice(0, at);
}

/** Which of the six ways along an axis comes nearest. */
function facing(x: number, y: number, z: number): number {
  const [a, b, c] = [Math.abs(x), Math.abs(y), Math.abs(z)];
  if (a >= b && a >= c) return x < 0 ? 0 : 1;
  return b >= c ? (y < 0 ? 2 : 3) : z < 0 ? 4 : 5;
}
