// One shape in the scene: its surface or points, its edges, and which of its faces are shown.

import { BufferAttribute, BufferGeometry, DoubleSide, FrontSide, Group, LineSegments, Mesh, Points, type ShaderMaterial, type Vector4 } from "three";
import type { Shape } from "../api/container.ts";
import type { Vec3 } from "../api/contract.ts";
import { coarse } from "./coarse.ts";
import { cutBy, fade, type Look, lineMaterial, surfaceMaterial } from "./material.ts";

export class Body {
  readonly group = new Group();
  readonly fill: ShaderMaterial;
  readonly line: ShaderMaterial;
  shape: Shape | null = null;
  /** The surface or points; what rays are sent to. */
  drawn: Mesh | Points | null = null;
  private edges: LineSegments | null = null;
  private ghost: Mesh | null = null;
  private chosen = false;
  /** All triangles, while fewer stand for them; and these, once they were asked for. */
  private whole: BufferAttribute | null = null;
  private few: BufferAttribute | null | undefined = undefined;
  private readonly ghostFill = surfaceMaterial({ colour: [0.62, 0.67, 0.74], back: 2 });

  constructor(private readonly look: Look) {
    this.fill = surfaceMaterial(look);
    this.line = lineMaterial();
    fade(this.ghostFill, 0.13);
  }

  /** Takes up `shape`, whose places count from `origin`. */
  set(shape: Shape | null, origin: Vec3): void {
    this.clear();
    this.shape = shape;
    if (!shape || !shape.positions.length) return;
    this.group.position.set(...origin);
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new BufferAttribute(shape.positions, 3));
    geometry.setAttribute("normal", new BufferAttribute(shape.normals.subarray(0, shape.positions.length), 3, true));
    if (this.look.tinted) geometry.setAttribute("tint", new BufferAttribute(new Float32Array(shape.positions.length).fill(0.8), 3));
    if (shape.triangles.length) {
      geometry.setIndex(new BufferAttribute(shape.triangles, 1));
      this.drawn = new Mesh(geometry, this.fill);
    } else {
      this.drawn = new Points(geometry, this.fill);
    }
    this.group.add(this.drawn);
    if (shape.edges.length) {
      const own = new BufferGeometry();
      own.setAttribute("position", geometry.getAttribute("position"));
      own.setIndex(new BufferAttribute(shape.edges, 1));
      this.edges = new LineSegments(own, this.line);
      this.group.add(this.edges);
    }
  }

  /** Draws what has very many triangles with fewer, for as long as it turns. */
  coarsely(yes: boolean): void {
    if (!(this.drawn instanceof Mesh) || yes === (this.whole !== null)) return;
    const { geometry } = this.drawn;
    if (this.whole) {
      geometry.setIndex(this.whole);
      this.whole = null;
    } else if (this.shape && !this.chosen) {
      if (this.few === undefined) {
        const few = coarse(this.shape.positions, this.shape.normals, this.shape.triangles);
        this.few = few && new BufferAttribute(few, 1);
      }
      if (!this.few) return;
      this.whole = geometry.getIndex();
      geometry.setIndex(this.few);
    }
  }

  /** Colours a place by its value; grey where there is none. */
  tint(values: Float32Array, colours: [number, number, number][], limit: number): void {
    const tints = this.drawn?.geometry.getAttribute("tint") as BufferAttribute | undefined;
    if (!tints || values.length * 3 !== tints.array.length) return;
    const into = tints.array as Float32Array;
    const last = colours.length - 1;
    for (let k = 0; k < values.length; k++) {
      const share = (values[k] / limit + 1) / 2;
      // NaN falls through every comparison.
      const colour = share >= 0 || share < 0 ? colours[Math.round(Math.min(1, Math.max(0, share)) * last)] : GREY;
      into[3 * k] = colour[0];
      into[3 * k + 1] = colour[1];
      into[3 * k + 2] = colour[2];
    }
    tints.needsUpdate = true;
  }

  /** Shows the faces that `seen` admits; the others stay as a breath of themselves where `ghosts` says so. */
  only(seen: ((face: number) => boolean) | null, ghosts: boolean): void {
    if (!(this.drawn instanceof Mesh) || !this.shape) return;
    const { triangles, faces } = this.shape;
    if (!seen && !this.chosen) return;
    this.coarsely(false);
    this.chosen = seen !== null;
    if (this.ghost) {
      this.group.remove(this.ghost);
      this.ghost.geometry.dispose();
      this.ghost = null;
    }
    if (this.edges) this.edges.geometry.setIndex(new BufferAttribute(seen ? this.edgesOf(seen) : this.shape.edges, 1));
    if (!seen || !faces.length) {
      this.drawn.geometry.setIndex(new BufferAttribute(triangles, 1));
      return;
    }
    const pick = (want: boolean) => {
      const runs = faces.filter((_, k) => seen(k) === want);
      const list = new Uint32Array(3 * runs.reduce((sum, f) => sum + f.count, 0));
      let at = 0;
      for (const face of runs) {
        list.set(triangles.subarray(3 * face.first, 3 * (face.first + face.count)), at);
        at += 3 * face.count;
      }
      return list;
    };
    this.drawn.geometry.setIndex(new BufferAttribute(pick(true), 1));
    if (ghosts) {
      const rest = new BufferGeometry();
      for (const name of ["position", "normal"]) rest.setAttribute(name, this.drawn.geometry.getAttribute(name));
      rest.setIndex(new BufferAttribute(pick(false), 1));
      this.ghost = new Mesh(rest, this.ghostFill);
      this.ghost.renderOrder = 3;
      this.group.add(this.ghost);
    }
  }

  /** The edges at faces that are seen. Edges name places, and each place is of one face. */
  private edgesOf(seen: (face: number) => boolean): Uint32Array {
    const { triangles, faces, edges, positions } = this.shape!;
    const shown = new Set<string>();
    const key = (v: number) => `${positions[3 * v]},${positions[3 * v + 1]},${positions[3 * v + 2]}`;
    faces.forEach((face, k) => {
      if (!seen(k)) return;
      for (let t = 3 * face.first; t < 3 * (face.first + face.count); t++) shown.add(key(triangles[t]));
    });
    const kept: number[] = [];
    for (let k = 0; k < edges.length; k += 2) {
      if (shown.has(key(edges[k])) && shown.has(key(edges[k + 1]))) kept.push(edges[k], edges[k + 1]);
    }
    return Uint32Array.from(kept);
  }

  cut(plane: Vector4 | null): void {
    for (const material of [this.fill, this.line, this.ghostFill]) cutBy(material, plane);
  }

  /** Whether it is seen from both sides: the far side of what is closed is never seen. */
  set open(yes: boolean) {
    this.fill.side = yes ? DoubleSide : FrontSide;
  }

  set visible(yes: boolean) {
    this.group.visible = yes;
  }

  show(edges: boolean, opacity: number, line: [number, number, number], pointSize: number): void {
    fade(this.fill, opacity);
    this.group.renderOrder = opacity < 0.999 ? 2 : 0;
    if (this.drawn) this.drawn.renderOrder = this.group.renderOrder;
    this.fill.uniforms.size.value = pointSize;
    if (this.edges) this.edges.visible = edges && opacity > 0.2;
    this.line.uniforms.colour.value.set(...line);
  }

  clear(): void {
    for (const child of [...this.group.children]) {
      this.group.remove(child);
      (child as Mesh).geometry?.dispose();
    }
    this.drawn = this.edges = this.ghost = null;
    this.chosen = false;
    this.whole = null;
    this.few = undefined;
    this.shape = null;
  }
}

/** Of what was measured, and of what was made of it. */
export const INPUT: [number, number, number] = [0.91, 0.84, 0.69];
export const RESULT: [number, number, number] = [0.68, 0.78, 0.9];
const GREY: [number, number, number] = [0.72, 0.72, 0.74];

/** The value at a hit, between those of its corners; null where none was measured. */
export function valueAt(hit: { face?: { a: number; b: number; c: number } | null; index?: number; barycoord?: { x: number; y: number; z: number } | null }, values: Float32Array): number | null {
  if (!hit.face) return hit.index === undefined ? null : values[hit.index];
  const { a, b, c } = hit.face;
  const w = hit.barycoord;
  return w ? w.x * values[a] + w.y * values[b] + w.z * values[c] : values[a];
}
