import assert from "node:assert/strict";
import { test } from "node:test";
import { decoded, faceOf, type Shape } from "../src/api/container.ts";
import type { Face, Program, Vec3 } from "../src/api/contract.ts";
import { betweenFaces, betweenPoints, ofFace } from "../src/model/measure.ts";
import { type Surface, surfaceOf } from "../src/model/surfaces.ts";
import { outline } from "../src/scene/outline.ts";

const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`);
const face = (part: Face["part"], more: Partial<Face> = {}): Face => ({ first: 0, count: 0, step: 0, part, profile: 0, loop: 0, curve: 0, surface: "plane", dimension: null, ...more });
const none: Shape = { name: "", cloud: false, positions: new Float32Array(), normals: new Int8Array(), triangles: new Uint32Array(), edges: new Uint32Array(), values: null, faces: [] };

// A plate of 60 × 40 × 8 at z = 2 with a quarter of radius 10 at one corner and a hole of radius 3.
const plate: Program = {
  schema: "resolid/1",
  steps: [{
    operation: { extrude: {
      sketch: {
        frame: { origin: [0, 0, 2], x: [1, 0, 0], y: [0, 1, 0] },
        profiles: [{
          outer: { path: [{ start: [0, 0] }, { start: [60, 0] }, { start: [60, 30], sweep: Math.PI / 2 }, { start: [50, 40] }, { start: [0, 40] }] },
          holes: [{ circle: { center: [20, 20], radius: 3 } }],
        }],
      },
      extent: { one_side: { distance: 8 } },
    } },
    combine: { mode: "new" },
  }],
};
const at = (f: Face) => surfaceOf(f, plate, none, [0, 0, 0])!;

test("faces have the surfaces that the program draws", () => {
  const [top, bottom] = [at(face("top")), at(face("bottom"))];
  const height = betweenFaces(top, bottom, [[1, 2, 10], [1, 2, 2]]);
  near(height.value, 8);
  assert.equal(height.what, "Plane to plane");
  near(height.line![1][2], 2);
  near(betweenFaces(at(face("side", { curve: 0 })), at(face("side", { curve: 3 })), [[0, 0, 5], [0, 40, 5]]).value, 40);
  const corner = at(face("side", { curve: 2 })) as Surface & { kind: "cylinder" };
  assert.equal(corner.kind, "cylinder");
  near(corner.radius, 10);
  near(corner.point[0], 50);
  near(corner.point[1], 30);
  near(ofFace(corner)!.value, 20);
  const hole = at(face("side", { loop: 1, surface: "cylinder" }));
  const apart = betweenFaces(hole, corner, [[20, 23, 5], [57, 37, 5]]);
  near(apart.value, Math.hypot(30, 10));
  near(apart.more[2][1], Math.hypot(30, 10) - 13);
  near(betweenFaces(hole, at(face("side", { curve: 4 })), [[20, 23, 5], [0, 10, 5]]).value, 20);
  const right = betweenFaces(top, at(face("side", { curve: 1 })), [[0, 0, 0], [0, 0, 0]]);
  assert.equal(right.quantity, "angle");
  near(right.value, Math.PI / 2);
  assert.equal(at(face("side", { curve: 9 })), null);
});

test("faces that no extrusion draws are read off the mesh", () => {
  const placed: Program = { schema: "resolid/1", steps: [{ operation: { place: { definition: 0, placements: [] } }, combine: { mode: "cut" } }] };
  const ring: number[] = [];
  for (let k = 0; k < 12; k++) for (const z of [0, 5]) ring.push(4 * Math.cos(k / 3), 4 * Math.sin(k / 3), z);
  const triangles: number[] = [];
  for (let k = 0; k + 3 < ring.length / 3; k += 2) triangles.push(k, k + 2, k + 1, k + 1, k + 2, k + 3);
  const shape = { ...none, positions: Float32Array.from(ring), triangles: Uint32Array.from(triangles) };
  const found = surfaceOf(face("side", { count: triangles.length / 3, surface: "cylinder" }), placed, shape, [7, 0, 0]) as Surface & { kind: "cylinder" };
  assert.ok(Math.abs(found.radius - 4) < 1e-5 && Math.abs(found.point[0] - 7) < 1e-5 && Math.abs(Math.abs(found.axis[2]) - 1) < 1e-6);
});

test("points are measured with their shares along the axes", () => {
  const m = betweenPoints([1, 2, 3], [4, 6, 3]);
  assert.deepEqual([m.value, m.more.map((x) => x[1])], [5, [3, 4, 0]]);
});

test("an outline closes around what the plane passes", () => {
  const p: Vec3[] = [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]];
  const tetrahedron = Uint32Array.from([0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3]);
  const ends = outline(Float32Array.from(p.flat()), tetrahedron, [0, 0, 1], 0.5);
  assert.equal(ends.length, 3 * 2 * 3);
  const met = new Map<string, number>();
  for (let k = 0; k < ends.length; k += 3) {
    const key = [...ends.slice(k, k + 3)].map((v) => v.toFixed(5)).join();
    met.set(key, (met.get(key) ?? 0) + 1);
  }
  assert.deepEqual([...met.values()], [2, 2, 2]);
});

test("geometry is read where it lies, and damage is refused", () => {
  const header = JSON.stringify({ kind: "edit", origin: [0, 0, 0], shapes: [{ name: "result", cloud: false, positions: { offset: 0, length: 3, type: "f32" }, triangles: { offset: 16, length: 3, type: "u32" } }] });
  const padded = header + " ".repeat((8 - ((8 + header.length) % 8)) % 8);
  const buffer = new ArrayBuffer(8 + padded.length + 32);
  const view = new DataView(buffer);
  view.setUint32(0, 0x31475352, true);
  view.setUint32(4, padded.length, true);
  new Uint8Array(buffer, 8, padded.length).set(new TextEncoder().encode(padded));
  new Float32Array(buffer, 8 + padded.length, 3).set([1, 2, 3]);
  new Uint32Array(buffer, 8 + padded.length + 16, 3).set([7, 8, 9]);
  const shape = decoded(buffer).shapes.get("result")!;
  assert.deepEqual([[...shape.positions], [...shape.triangles], shape.edges.length], [[1, 2, 3], [7, 8, 9], 0]);
  assert.throws(() => decoded(buffer.slice(0, buffer.byteLength - 16)), /damaged/);
  assert.throws(() => decoded(buffer.slice(0, 20)), /cut short/);
  assert.throws(() => decoded(new ArrayBuffer(16)), /not geometry/);
});

test("a triangle's face is found", () => {
  const faces = [face("top", { first: 0, count: 2 }), face("side", { first: 2, count: 5 }), face("bottom", { first: 7, count: 1 })];
  assert.deepEqual([0, 1, 2, 6, 7, 8].map((t) => faceOf(faces, t)?.part), ["top", "top", "side", "side", "bottom", undefined]);
});
