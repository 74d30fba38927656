// Input and result of a report in 3D, side by side, overlaid, or coloured by deviation. One canvas, one camera; side by side is the
// same view drawn twice.

import { BufferAttribute, BufferGeometry, LineBasicMaterial, LineSegments, Mesh, MeshBasicMaterial, Raycaster, SphereGeometry, Vector2 } from "three";
import type { Vec3 } from "../api/contract.ts";
import { distance } from "../model/numbers.ts";
import { Body, INPUT, RESULT, valueAt } from "../scene/body.ts";
import { View } from "../scene/view.ts";
import { type Carried, type Description, unpacked } from "./packed.ts";

type Mode = "sides" | "overlay" | "deviation";
const id = <E extends HTMLElement>(name: string) => document.getElementById(name) as unknown as E;
const checked = (name: string) => id<HTMLInputElement>(name).checked;

export class Report extends View {
  private readonly input: Body;
  private readonly result: Body;
  private readonly heat: Body;
  private readonly facets: LineSegments[] = [];
  private readonly shape: Carried;
  private readonly ray = new Raycaster();
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
  private mode: Mode = "sides";

  constructor(canvas: HTMLCanvasElement, private readonly told: Description, bytes: ArrayBuffer) {
    super(canvas);
    const shapes = unpacked(told, bytes);
    this.shape = shapes.get("input")!;
    // Where both lie in one plane, the input is in front; the far side of what is closed is never seen.
    this.input = new Body({ colour: INPUT, back: 1, open: !told.closed });
    this.heat = new Body({ tinted: true, back: 1, open: !told.closed });
    this.result = new Body({ colour: RESULT, back: 3 });
    const zero: Vec3 = [0, 0, 0];
    this.input.set(this.shape, zero);
    this.heat.set(this.shape, zero);
    this.result.set(shapes.get("result")!, zero);
    this.heat.tint(this.shape.values!, told.colours.map((hex) => [1, 3, 5].map((k) => parseInt(hex.slice(k, k + 2), 16) / 255) as Vec3), told.limit);
    this.bodies.push(this.input, this.result, this.heat);
    this.scene.add(...this.bodies.map((body) => body.group));
    for (const body of this.shape.facets.length ? [this.input, this.heat] : []) {
      const own = new BufferGeometry();
      own.setAttribute("position", body.drawn!.geometry.getAttribute("position"));
      own.setIndex(new BufferAttribute(this.shape.facets, 1));
      const lines = new LineSegments(own, new LineBasicMaterial({ transparent: true, opacity: 0.35 }));
      body.group.add(lines);
      this.facets.push(lines);
    }
    id("facets-label").hidden = !this.facets.length;
    this.measure([...shapes.values()]);
    this.mark();
    this.listen();
  }

  private measure(shapes: Carried[]): void {
    const [low, high] = [[Infinity, Infinity, Infinity], [-Infinity, -Infinity, -Infinity]];
    for (const { positions } of shapes) {
      for (let k = 0; k < positions.length; k++) {
        low[k % 3] = Math.min(low[k % 3], positions[k]);
        high[k % 3] = Math.max(high[k % 3], positions[k]);
      }
    }
    this.center.set((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2);
    this.radius = Math.max(1e-9, Math.hypot(...low.map((v, k) => high[k] - v)) / 2);
    this.ray.params.Points.threshold = 0.01 * this.radius;
  }

  /** The regions that the result misses. */
  private mark(): void {
    const ball = new SphereGeometry(0.012 * this.radius, 16, 12);
    for (const at of this.told.missed) {
      const mark = new Mesh(ball, new MeshBasicMaterial({ color: "#d4237a", depthTest: false, transparent: true, opacity: 0.85 }));
      mark.position.set(...at);
      mark.renderOrder = 9;
      this.scene.add(mark);
    }
  }

  private listen(): void {
    const views: Record<string, [Vec3, Vec3]> = {
      start: [this.told.view.direction, this.told.view.up], front: [[0, 1, 0], [0, 0, 1]], right: [[-1, 0, 0], [0, 0, 1]], top: [[0, 0, -1], [0, 1, 0]],
    };
    for (const button of document.querySelectorAll<HTMLElement>("[data-view]")) button.addEventListener("click", () => this.lookAlong(...views[button.dataset.view!]));
    for (const tab of document.querySelectorAll<HTMLElement>("[data-mode][role=tab]")) tab.addEventListener("click", () => this.choose(tab.dataset.mode as Mode));
    for (const box of ["edges", "facets", "mix"]) id(box).addEventListener("input", () => this.draw());
    for (const button of document.querySelectorAll<HTMLElement>("[data-missed]")) {
      button.addEventListener("click", () => {
        this.approach(this.told.missed[Number(button.dataset.missed)]);
        this.choose("deviation");
        id("compare").scrollIntoView({ behavior: "smooth" });
      });
    }
    let resting = 0;
    const tip = id("tip");
    const quiet = () => {
      clearTimeout(resting);
      tip.hidden = true;
    };
    this.canvas.addEventListener("pointermove", (event) => {
      quiet();
      if (this.mode === "deviation" && !event.buttons) resting = window.setTimeout(() => this.tell(tip, event.offsetX, event.offsetY), 70);
    });
    this.canvas.addEventListener("pointerleave", quiet);
    this.dark.addEventListener("change", () => this.draw());
    this.lookAlong(...views.start, false);
    this.choose("sides");
  }

  /** What lies under the pointer is told where colours stand for lengths. */
  private tell(tip: HTMLElement, x: number, y: number): void {
    this.ray.setFromCamera(new Vector2((2 * x) / this.canvas.clientWidth - 1, 1 - (2 * y) / this.canvas.clientHeight), this.camera);
    const hit = this.ray.intersectObject(this.heat.drawn!, false)[0];
    const value = hit && valueAt(hit, this.shape.values!);
    if (value == null) return;
    tip.textContent = `${distance(value, this.told.tolerance, true)} ${this.told.unit}`;
    Object.assign(tip.style, { left: `${x}px`, top: `${y}px` });
    tip.hidden = false;
  }

  choose(mode: Mode): void {
    this.mode = mode;
    this.canvas.parentElement!.dataset.mode = mode;
    id("tip").hidden = true;
    for (const tab of document.querySelectorAll<HTMLElement>("[data-mode][role=tab]")) tab.setAttribute("aria-selected", String(tab.dataset.mode === mode));
    for (const part of document.querySelectorAll<HTMLElement>("[data-for]")) part.hidden = part.dataset.for !== mode;
    this.draw();
  }

  protected override render(width: number, height: number, ratio: number): void {
    const { renderer } = this;
    const mix = this.mode === "overlay" ? Number(id<HTMLInputElement>("mix").value) / 100 : 0;
    const line: Vec3 = this.dark.matches ? [0.04, 0.05, 0.07] : [0.11, 0.14, 0.19];
    for (const body of [this.result, this.heat]) body.show(checked("edges"), 1, line, 3 * ratio);
    this.input.show(checked("edges"), 1 - mix, line, 3 * ratio);
    for (const lines of this.facets) {
      lines.visible = checked("facets") && (mix < 0.8 || lines.parent !== this.input.group);
      (lines.material as LineBasicMaterial).color.setRGB(...line);
    }
    const only = (...shown: Body[]) => this.bodies.forEach((body) => (body.visible = shown.includes(body)));
    renderer.setScissorTest(false);
    renderer.setViewport(0, 0, width, height);
    renderer.autoClear = false;
    renderer.clear();
    if (this.mode === "sides") {
      const half = Math.floor(width / 2);
      this.frame(half, height);
      renderer.setScissorTest(true);
      for (const [k, body] of [this.input, this.result].entries()) {
        only(body);
        renderer.setViewport(k * half, 0, half, height);
        renderer.setScissor(k * half, 0, half, height);
        renderer.render(this.scene, this.camera);
      }
      return;
    }
    this.frame(width, height);
    if (this.mode === "overlay") only(...(mix < 1 ? [this.input] : []), ...(mix > 0 ? [this.result] : []));
    else only(this.heat);
    renderer.render(this.scene, this.camera);
  }
}
