// The view of the open part: what stands in the scene, and what lies under the pointer.

import { BufferAttribute, BufferGeometry, LineBasicMaterial, LineSegments, Mesh, MeshBasicMaterial, Raycaster, SphereGeometry, Vector2, Vector3, type Vector4 } from "three";
import { faceOf, type Shape } from "../api/container.ts";
import type { Face, Vec3 } from "../api/contract.ts";
import { Body, INPUT, RESULT, valueAt } from "./body.ts";
import { Section } from "./section.ts";
import { View } from "./view.ts";

export type Look = "solid" | "overlay" | "deviation";

/** How everything is to be drawn. */
export interface Setting {
  look: Look;
  /** Of the overlay: 0 the input alone, 1 the result alone. */
  mix: number;
  edges: boolean;
  section: { axis: Vec3; share: number; flip: boolean } | null;
  /** Faces that are seen; null for all. */
  seen: ((face: Face) => boolean) | null;
  ghosts: boolean;
  /** Faces that stand out. */
  chosen: ((face: Face) => boolean) | null;
  input: boolean;
  result: boolean;
  dark: boolean;
}

export interface Hit { point: Vec3; body: "result" | "input"; face: Face | null; value: number | null; corner: Vec3 | null }

export class Stage extends View {
  private readonly result = new Body({ colour: RESULT, back: 3 });
  private readonly input = new Body({ colour: INPUT, back: 1 });
  private readonly heat = new Body({ tinted: true, back: 1 });
  private readonly tool = new Body({ colour: [0.95, 0.62, 0.25], back: 0, open: true });
  private readonly chosen = new Mesh(new BufferGeometry(), new MeshBasicMaterial({ color: 0x2f7ff0, transparent: true, opacity: 0.42, depthWrite: false, polygonOffset: true, polygonOffsetFactor: 1, polygonOffsetUnits: 1 }));
  private readonly hovered = new Mesh(new BufferGeometry(), new MeshBasicMaterial({ color: 0x2f7ff0, transparent: true, opacity: 0.2, depthWrite: false }));
  private readonly measured = new LineSegments(new BufferGeometry(), new LineBasicMaterial({ color: 0xd4237a, depthTest: false, transparent: true }));
  private readonly marks: Mesh[] = [];
  private readonly section = new Section();
  private readonly ray = new Raycaster();
  private setting: Setting | null = null;
  private bounds: [Vec3, Vec3] = [[0, 0, 0], [1, 1, 1]];
  private framed = false;
  private plane: Vector4 | null = null;

  constructor(canvas: HTMLCanvasElement) {
    super(canvas);
    this.chosen.renderOrder = 4;
    this.hovered.renderOrder = 5;
    this.measured.renderOrder = 9;
    this.measured.frustumCulled = false;
    fadeTool(this.tool);
    this.bodies.push(this.result, this.input, this.heat);
    this.scene.add(
      this.result.group, this.input.group, this.heat.group, this.tool.group, this.chosen, this.hovered, this.measured, this.section.group,
    );
  }

  // What stands in the scene.

  setResult(shape: Shape | null, origin: Vec3): void {
    this.result.set(shape, origin);
    this.dress();
  }

  setInput(shape: Shape | null, origin: Vec3, open: boolean): void {
    for (const body of [this.input, this.heat]) {
      body.set(shape, origin);
      body.open = open;
    }
    this.dress();
  }

  setValues(values: Float32Array, colours: [number, number, number][], limit: number): void {
    this.heat.tint(values, colours, limit);
    this.values = values;
    this.draw();
  }
  private values: Float32Array | null = null;

  setTool(shape: Shape | null, origin: Vec3, cuts: boolean): void {
    this.tool.set(shape, origin);
    this.tool.fill.uniforms.colour.value.set(...(cuts ? [0.95, 0.55, 0.25] : [0.35, 0.75, 0.5]));
    fadeTool(this.tool);
    this.draw();
  }

  setMeasured(lines: [Vec3, Vec3][], marks: Vec3[]): void {
    this.measured.geometry.dispose();
    this.measured.geometry = new BufferGeometry();
    this.measured.geometry.setAttribute("position", new BufferAttribute(Float32Array.from(lines.flat(2)), 3));
    for (const mark of this.marks.splice(0)) this.scene.remove(mark);
    for (const at of marks) {
      const mark = new Mesh(BALL, new MeshBasicMaterial({ color: 0xd4237a, depthTest: false, transparent: true }));
      mark.position.set(...at);
      mark.renderOrder = 9;
      this.marks.push(mark);
      this.scene.add(mark);
    }
    this.draw();
  }

  apply(setting: Setting): void {
    this.setting = setting;
    this.dress();
  }

  /** The part's box, which the views are framed by; the first one is looked at from the start. */
  setBounds(low: Vec3, high: Vec3, anew: boolean): void {
    this.bounds = [low, high];
    this.center.set((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2);
    this.radius = Math.max(1e-9, Math.hypot(high[0] - low[0], high[1] - low[1], high[2] - low[2]) / 2);
    this.ray.params.Points.threshold = 0.008 * this.radius;
    if (anew || !this.framed) this.look("home", false);
    else this.frame();
    this.dress();
  }

  private dress(): void {
    const setting = this.setting;
    if (!setting) return;
    const { look, mix } = setting;
    const hasInput = this.input.shape !== null;
    const cloud = hasInput && !this.input.shape!.triangles.length;
    const line: [number, number, number] = setting.dark ? [0.04, 0.05, 0.07] : [0.11, 0.14, 0.19];
    const showInput = setting.input && hasInput && (look === "overlay" ? mix < 1 : false);
    const showHeat = setting.input && hasInput && look === "deviation";
    const showResult = setting.result && (look === "overlay" ? mix > 0 || !hasInput : look === "solid" || !hasInput || cloud);
    this.input.visible = showInput;
    this.heat.visible = showHeat;
    this.result.visible = showResult;
    const size = 3 * Math.min(window.devicePixelRatio, 2);
    this.result.only(setting.seen && ((k) => setting.seen!(this.result.shape!.faces[k])), setting.ghosts);
    this.result.show(setting.edges, look === "deviation" && cloud ? 0.35 : 1, line, size);
    this.input.show(setting.edges, showResult && look === "overlay" && !cloud ? 1 - mix : 1, line, size);
    this.heat.show(setting.edges, 1, line, size);
    this.cut();
    this.highlight(this.chosen, showResult ? setting.chosen : null);
    this.draw();
  }

  private cut(): void {
    const { section } = this.setting!;
    if (!section) {
      this.plane = null;
      this.section.hide();
    } else {
      const { axis, share, flip } = section;
      const [low, high] = this.reach(axis);
      const normal = (flip ? axis.map((v) => -v) : axis) as Vec3;
      const at = (low + share * (high - low)) * (flip ? -1 : 1);
      const filled = this.heat.group.visible ? this.heat : this.result.group.visible ? this.result : null;
      this.plane = this.section.set(normal, at, this.radius, this.center.toArray() as Vec3, filled, this.setting!.result ? this.result : null,
        this.setting!.input && this.input.shape ? this.input : null);
      this.section.colours(this.setting!.dark, filled === this.heat);
    }
    for (const body of [...this.bodies, this.tool]) body.cut(this.plane);
  }

  /** Least and greatest of the part along `axis`. */
  reach(axis: Vec3): [number, number] {
    const [low, high] = this.bounds;
    let [from, to] = [0, 0];
    for (let k = 0; k < 3; k++) {
      const [a, b] = [axis[k] * low[k], axis[k] * high[k]];
      from += Math.min(a, b);
      to += Math.max(a, b);
    }
    return [from, to];
  }

  private highlight(mesh: Mesh, wanted: ((face: Face) => boolean) | null): void {
    mesh.geometry.dispose();
    mesh.geometry = new BufferGeometry();
    const shape = this.result.shape;
    mesh.visible = Boolean(wanted && shape && this.result.drawn);
    if (!mesh.visible || !wanted || !shape) return;
    const seen = this.setting?.seen;
    const runs = shape.faces.filter((face) => wanted(face) && (!seen || seen(face)));
    const list = new Uint32Array(3 * runs.reduce((sum, f) => sum + f.count, 0));
    let at = 0;
    for (const face of runs) {
      list.set(shape.triangles.subarray(3 * face.first, 3 * (face.first + face.count)), at);
      at += 3 * face.count;
    }
    mesh.geometry.setAttribute("position", this.result.drawn!.geometry.getAttribute("position"));
    mesh.geometry.setIndex(new BufferAttribute(list, 1));
    mesh.position.copy(this.result.group.position);
    mesh.visible = list.length > 0 && !this.plane;
  }

  hover(face: Face | null): void {
    this.highlight(this.hovered, face ? (other) => other === face : null);
    this.draw();
  }

  look(name: "home" | "front" | "right" | "top", smoothly = true): void {
    const [direction, up] = VIEWS[name];
    this.framed = true;
    this.lookAlong(direction, up, smoothly);
  }

  // What lies under a place of the canvas.

  pick(x: number, y: number): Hit | null {
    const at = new Vector2((2 * x) / this.canvas.clientWidth - 1, 1 - (2 * y) / this.canvas.clientHeight);
    this.camera.updateMatrixWorld();
    this.ray.setFromCamera(at, this.camera);
    const found: Hit[] = [];
    let nearest = Infinity;
    const bodies: ["result" | "input", Body][] = [["input", this.heat], ["input", this.input], ["result", this.result]];
    for (const [name, body] of bodies) {
      if (!body.group.visible || !body.drawn || !body.shape) continue;
      body.group.updateMatrixWorld();
      for (const hit of this.ray.intersectObject(body.drawn, false)) {
        if (this.plane && hit.point.dot(new Vector3(this.plane.x, this.plane.y, this.plane.z)) > this.plane.w) continue;
        if (hit.distance >= nearest - 1e-9 * this.radius) break;
        nearest = hit.distance;
        const index = body.drawn.geometry.getIndex();
        let face: Face | null = null;
        if (name === "result" && hit.faceIndex != null) {
          const filtered = index && index.array !== body.shape.triangles;
          face = filtered ? faceIn(body.shape, index!.array as Uint32Array, hit.faceIndex) : faceOf(body.shape.faces, hit.faceIndex);
        }
        const value = name === "input" && body === this.heat && this.values ? valueAt(hit, this.values) : null;
        found.push({ point: hit.point.toArray() as Vec3, body: name, face, value, corner: this.corner(hit, body, x, y) });
        break;
      }
    }
    return found.at(-1) ?? null;
  }

  /** The vertex near a hit, where one is within eight pixels. */
  private corner(hit: { face?: { a: number; b: number; c: number } | null; index?: number }, body: Body, x: number, y: number): Vec3 | null {
    const { positions } = body.shape!;
    const { position: origin } = body.group;
    const near = hit.face ? [hit.face.a, hit.face.b, hit.face.c] : hit.index !== undefined ? [hit.index] : [];
    let best: Vec3 | null = null;
    let least = 9;
    for (const v of near) {
      const at: Vec3 = [positions[3 * v] + origin.x, positions[3 * v + 1] + origin.y, positions[3 * v + 2] + origin.z];
      const [u, w] = this.project(at);
      const away = Math.hypot(u - x, w - y);
      if (away < least) [best, least] = [at, away];
    }
    return best;
  }

  get resultShape(): Shape | null {
    return this.result.shape;
  }
  get resultOrigin(): Vec3 {
    return this.result.group.position.toArray() as Vec3;
  }

  /** What is cut open is filled by what lies behind: only whole surfaces are closed. */
  protected override mayBeCoarse(): boolean {
    return this.plane === null;
  }

  protected override render(width: number, height: number, ratio: number): void {
    for (const mark of this.marks) mark.scale.setScalar(4.5 / this.scale);
    this.section.pitch = 9 * ratio;
    super.render(width, height, ratio);
  }
}

const BALL = new SphereGeometry(1, 16, 12);

const VIEWS: Record<"home" | "front" | "right" | "top", [Vec3, Vec3]> = {
  home: [[0.62, 0.66, -0.46], [0, 0, 1]],
  front: [[0, 1, 0], [0, 0, 1]],
  right: [[-1, 0, 0], [0, 0, 1]],
  top: [[0, 0, -1], [0, 1, 0]],
};

function fadeTool(tool: Body): void {
  tool.show(true, 0.45, [0.2, 0.12, 0.02], 3);
}

/** The face that a triangle of a choice of triangles is of. */
function faceIn(shape: Shape, chosen: Uint32Array, t: number): Face | null {
  // The choice keeps the order of faces, so that the triangle is found by its corners within one of them.
  const [a, b, c] = [chosen[3 * t], chosen[3 * t + 1], chosen[3 * t + 2]];
  const { triangles } = shape;
  for (let k = 0; k < triangles.length; k += 3) {
    if (triangles[k] === a && triangles[k + 1] === b && triangles[k + 2] === c) return faceOf(shape.faces, k / 3);
  }
  return null;
}
