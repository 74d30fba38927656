// A plane that the part is cut by: the cut face, hatched, and the outlines of what it passes.

import {
  AlwaysStencilFunc, BackSide, BufferAttribute, BufferGeometry, DecrementWrapStencilOp, DoubleSide, FrontSide, Group, IncrementWrapStencilOp, LineBasicMaterial,
  LineSegments, Mesh, NotEqualStencilFunc, PlaneGeometry, ReplaceStencilOp, ShaderMaterial, Vector3, Vector4,
} from "three";
import type { Vec3 } from "../api/contract.ts";
import type { Body } from "./body.ts";
import { outline } from "./outline.ts";
import { cutBy, surfaceMaterial } from "./material.ts";

export class Section {
  readonly group = new Group();
  private readonly counters: { mesh: Mesh | null; material: ShaderMaterial }[];
  private readonly cap: Mesh<PlaneGeometry, ShaderMaterial>;
  private readonly ofResult = new LineSegments(new BufferGeometry(), new LineBasicMaterial({ color: 0x10243f }));
  private readonly ofInput = new LineSegments(new BufferGeometry(), new LineBasicMaterial({ color: 0xc2410c }));

  constructor() {
    // Where more far sides than near sides are passed, the plane is inside of the solid.
    const counter = (side: typeof BackSide | typeof FrontSide, operation: typeof IncrementWrapStencilOp | typeof DecrementWrapStencilOp) => {
      const material = surfaceMaterial({});
      Object.assign(material, {
        side, depthTest: false, depthWrite: false, colorWrite: false, stencilWrite: true, stencilFunc: AlwaysStencilFunc,
        stencilFail: operation, stencilZFail: operation, stencilZPass: operation,
      });
      return { mesh: null as Mesh | null, material };
    };
    this.counters = [counter(BackSide, IncrementWrapStencilOp), counter(FrontSide, DecrementWrapStencilOp)];
    this.cap = new Mesh(new PlaneGeometry(1, 1), new ShaderMaterial({
      uniforms: { colour: { value: new Vector3(0.55, 0.66, 0.82) }, line: { value: new Vector3(0.32, 0.42, 0.58) }, pitch: { value: 9 } },
      side: DoubleSide,
      stencilWrite: true,
      stencilRef: 0,
      stencilFunc: NotEqualStencilFunc,
      stencilFail: ReplaceStencilOp,
      stencilZFail: ReplaceStencilOp,
      stencilZPass: ReplaceStencilOp,
      polygonOffset: true, polygonOffsetFactor: 2, polygonOffsetUnits: 8,
      vertexShader: "void main() { gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); }",
      fragmentShader: `
        uniform vec3 colour;
        uniform vec3 line;
        uniform float pitch;
        void main() {
          float at = mod(gl_FragCoord.x + gl_FragCoord.y, pitch);
          gl_FragColor = vec4(at < 0.14 * pitch ? line : colour, 1.0);
        }`,
    }));
    this.cap.renderOrder = -1;
    this.cap.onAfterRender = (renderer) => renderer.clearStencil();
    this.group.add(this.cap, this.ofResult, this.ofInput);
    this.group.visible = false;
  }

  set pitch(pixels: number) {
    this.cap.material.uniforms.pitch.value = pixels;
  }

  /** Cuts at `normal`·p = `at`, in the world; `reach` is the part's size, `filled` what the cut face is shown of. */
  set(normal: Vec3, at: number, reach: number, center: Vec3, filled: Body | null, result: Body | null, input: Body | null): Vector4 {
    const plane = new Vector4(...normal, at);
    const away = new Vector3(...normal);
    this.group.visible = true;
    this.cap.scale.set(4 * reach, 4 * reach, 1);
    this.cap.quaternion.setFromUnitVectors(new Vector3(0, 0, 1), away);
    this.cap.position.set(...center).addScaledVector(away, at - away.dot(new Vector3(...center)));
    const geometry = filled?.drawn instanceof Mesh ? filled.drawn.geometry : null;
    this.cap.visible = geometry !== null;
    this.counters.forEach((counter, k) => {
      if (counter.mesh) this.group.remove(counter.mesh);
      counter.mesh = null;
      if (!geometry || !filled) return;
      counter.mesh = new Mesh(geometry, counter.material);
      counter.mesh.position.copy(filled.group.position);
      counter.mesh.renderOrder = -3 + k;
      this.group.add(counter.mesh);
      cutBy(counter.material, plane);
    });
    this.draw(this.ofResult, result, normal, at);
    this.draw(this.ofInput, input, normal, at);
    return plane;
  }

  colours(dark: boolean, input: boolean): void {
    const { colour, line } = this.cap.material.uniforms;
    if (input) {
      colour.value.set(0.8, 0.79, 0.75);
      line.value.set(0.6, 0.59, 0.55);
    } else {
      colour.value.set(0.6, 0.72, 0.88);
      line.value.set(0.38, 0.5, 0.68);
    }
    (this.ofResult.material as LineBasicMaterial).color.set(dark ? 0x9cc4ff : 0x10243f);
    (this.ofInput.material as LineBasicMaterial).color.set(dark ? 0xff8a4c : 0xc2410c);
  }

  private draw(lines: LineSegments, body: Body | null, normal: Vec3, at: number): void {
    const shape = body?.shape;
    lines.visible = Boolean(shape?.triangles.length);
    if (!shape || !body) return;
    const { x, y, z } = body.group.position;
    const ends = outline(shape.positions, shape.triangles, normal, at - (normal[0] * x + normal[1] * y + normal[2] * z));
    lines.geometry.dispose();
    lines.geometry = new BufferGeometry();
    lines.geometry.setAttribute("position", new BufferAttribute(ends, 3));
    lines.position.copy(body.group.position);
    lines.renderOrder = 1;
  }

  hide(): void {
    this.group.visible = false;
  }
}
