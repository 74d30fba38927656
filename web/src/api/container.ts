// Geometry as the server sends it: a JSON header, then arrays that are used where they lie.

import type { Face, ShapeHeader, Vec3 } from "./contract.ts";

const MAGIC = 0x31475352;

/** Places are relative to the container's origin. */
export interface Shape {
  name: string;
  cloud: boolean;
  positions: Float32Array;
  /** Three bytes a place, 127 for 1. */
  normals: Int8Array;
  triangles: Uint32Array;
  edges: Uint32Array;
  /** Signed distance a place, positive outside the program; NaN where none was measured. */
  values: Float32Array | null;
  faces: Face[];
}

export interface Container<H> { header: H; shapes: Map<string, Shape> }

export function decoded<H extends { shapes: ShapeHeader[]; origin?: Vec3 }>(buffer: ArrayBuffer): Container<H> {
  const start = new DataView(buffer);
  if (buffer.byteLength < 8 || start.getUint32(0, true) !== MAGIC) throw new Error("the server's answer is not geometry");
  const base = 8 + start.getUint32(4, true);
  if (base > buffer.byteLength) throw new Error("the server's answer is cut short");
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, base - 8))) as H;
  const kinds = { f32: Float32Array, u32: Uint32Array, i8: Int8Array };
  const shapes = new Map<string, Shape>();
  for (const told of header.shapes) {
    const take = (name: "positions" | "normals" | "triangles" | "edges" | "values", type: keyof typeof kinds) => {
      const span = told[name];
      const Kind = kinds[type];
      if (!span) return new Kind(0);
      if (span.type !== type || base + span.offset + span.length * Kind.BYTES_PER_ELEMENT > buffer.byteLength) {
        throw new Error(`the server's answer is damaged: ${told.name} ${name}`);
      }
      return new Kind(buffer, base + span.offset, span.length);
    };
    shapes.set(told.name, {
      name: told.name,
      cloud: Boolean(told.cloud),
      positions: take("positions", "f32") as Float32Array,
      normals: take("normals", "i8") as Int8Array,
      triangles: take("triangles", "u32") as Uint32Array,
      edges: take("edges", "u32") as Uint32Array,
      values: told.values ? (take("values", "f32") as Float32Array) : null,
      faces: told.faces ?? [],
    });
  }
  return { header, shapes };
}

/** The face that triangle `t` belongs to; faces are runs in order. */
export function faceOf(faces: Face[], t: number): Face | null {
  let low = 0;
  let high = faces.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const face = faces[middle];
    if (t < face.first) high = middle - 1;
    else if (t >= face.first + face.count) low = middle + 1;
    else return face;
  }
  return null;
}
