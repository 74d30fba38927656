// A canvas, a camera, and drawing when something has changed: what the page of the server and the page of a report share.

import { OrthographicCamera, Scene, Vector2, Vector3, WebGLRenderer } from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import type { Vec3 } from "../api/contract.ts";
import type { Body } from "./body.ts";

export class View {
  protected readonly renderer: WebGLRenderer;
  protected readonly scene = new Scene();
  readonly camera = new OrthographicCamera(-1, 1, 1, -1, 0, 10);
  protected readonly controls: OrbitControls;
  /** What may be drawn with fewer triangles while it turns. */
  protected readonly bodies: Body[] = [];
  protected center = new Vector3();
  protected radius = 1;
  private asked = false;
  private turning = false;
  private sharpness: number;
  private gliding = 0;
  readonly software: boolean;
  private readonly still = matchMedia("(prefers-reduced-motion: reduce)");
  /** Called after each picture. */
  onDraw: () => void = () => {};

  constructor(readonly canvas: HTMLCanvasElement) {
    this.software = isSoftware();
    // Without a graphics card smooth edges cost too much while the part turns: it is drawn coarsely then, and finely at rest.
    this.sharpness = this.software ? 0.6 : 1;
    this.renderer = new WebGLRenderer({ canvas, antialias: !this.software, alpha: true, stencil: true });
    this.renderer.setClearColor(0, 0);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.zoomToCursor = true;
    let last = 0;
    this.controls.addEventListener("start", () => { this.turning = true; last = 0; });
    this.controls.addEventListener("end", () => { this.turning = false; this.draw(); });
    this.controls.addEventListener("change", () => {
      const now = performance.now();
      if (this.turning && last) {
        const took = now - last;
        if (took > 34 && took < 500) this.sharpness = Math.max(0.5, this.sharpness * 0.85);
        else if (took < 18) this.sharpness = Math.min(1, this.sharpness * 1.05);
      }
      last = now;
      this.draw();
    });
    new ResizeObserver(() => this.draw()).observe(canvas.parentElement!);
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  // The camera.

  /** Looks along `direction` at the whole part. */
  lookAlong(direction: Vec3, up: Vec3, smoothly = true): void {
    const away = new Vector3(...direction).normalize();
    const place = this.center.clone().addScaledVector(away, -4 * this.radius);
    cancelAnimationFrame(this.gliding);
    const { camera, controls } = this;
    const [from, to] = [camera.position.clone().sub(controls.target), place.clone().sub(this.center)];
    const [target, zoom, upright] = [controls.target.clone(), camera.zoom, camera.up.clone()];
    const begun = performance.now();
    const move = () => {
      const t = smoothly && !this.still.matches && !this.software ? Math.min(1, (performance.now() - begun) / 260) : 1;
      const s = t * t * (3 - 2 * t);
      controls.target.lerpVectors(target, this.center, s);
      const arm = from.clone().lerp(to, s).setLength(4 * this.radius);
      camera.up.lerpVectors(upright, new Vector3(...up), s).normalize();
      camera.position.copy(controls.target).add(arm.lengthSq() > 0 ? arm : to);
      camera.zoom = zoom + (1 - zoom) * s;
      this.frame();
      controls.update();
      this.draw();
      if (t < 1) this.gliding = requestAnimationFrame(move);
    };
    move();
  }

  /** Looks at a place from where the camera is, near. */
  approach(at: Vec3): void {
    const away = this.camera.position.clone().sub(this.controls.target);
    this.controls.target.set(...at);
    this.camera.position.copy(this.controls.target).add(away);
    this.camera.zoom = Math.max(this.camera.zoom, 2.5);
    this.frame();
    this.controls.update();
    this.draw();
  }

  /** Sets the camera to a picture of these pixels. */
  protected frame(width = this.canvas.parentElement!.clientWidth, height = this.canvas.parentElement!.clientHeight): void {
    if (!width || !height) return;
    const half = 1.12 * this.radius;
    const [x, y] = width > height ? [(half * width) / height, half] : [half, (half * height) / width];
    Object.assign(this.camera, { left: -x, right: x, top: y, bottom: -y, near: 0, far: 12 * this.radius });
    this.camera.updateProjectionMatrix();
  }

  private key(event: KeyboardEvent): void {
    const turn = (across: number, over: number) => {
      const arm = this.camera.position.clone().sub(this.controls.target);
      const right = new Vector3().setFromMatrixColumn(this.camera.matrix, 0);
      const before = arm.clone();
      arm.applyAxisAngle(right, over);
      // Not over the pole.
      if (Math.abs(arm.clone().normalize().dot(this.camera.up)) > 0.999) arm.copy(before);
      arm.applyAxisAngle(this.camera.up, across);
      this.camera.position.copy(this.controls.target).add(arm);
      this.controls.update();
    };
    const zoom = (by: number) => {
      this.camera.zoom = Math.min(200, Math.max(0.1, this.camera.zoom * by));
      this.camera.updateProjectionMatrix();
    };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const keys: Record<string, () => void> = {
      ArrowLeft: () => turn(-0.15, 0), ArrowRight: () => turn(0.15, 0), ArrowUp: () => turn(0, -0.15), ArrowDown: () => turn(0, 0.15),
      "+": () => zoom(1.2), "=": () => zoom(1.2), "-": () => zoom(1 / 1.2),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
    this.draw();
  }

  /** Where a place of the world is on the canvas, pixels, and whether it is before the camera. */
  project(at: Vec3): [number, number] {
    const p = new Vector3(...at).project(this.camera);
    const { clientWidth, clientHeight } = this.canvas;
    return [((p.x + 1) / 2) * clientWidth, ((1 - p.y) / 2) * clientHeight];
  }

  /** Where the viewer is, as a direction from the part. */
  get toViewer(): Vec3 {
    return this.camera.position.clone().sub(this.controls.target).normalize().toArray() as Vec3;
  }

  /** The world's axes as they lie on the canvas, of length 1 or less; down is positive. */
  axes(): [number, number][] {
    const { elements: e } = this.camera.matrixWorldInverse;
    return [0, 1, 2].map((k) => [e[4 * k], -e[4 * k + 1]]);
  }

  /** Pixels a millimetre. */
  get scale(): number {
    return (this.canvas.clientHeight * this.camera.zoom) / (this.camera.top - this.camera.bottom);
  }

  // Drawing.

  draw(): void {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      this.drawNow();
    });
  }

  drawNow(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas.parentElement!;
    if (!width || !height) return;
    const { renderer } = this;
    const ratio = Math.min(window.devicePixelRatio, 2) * (this.turning ? this.sharpness : this.software ? 2 : 1);
    if (renderer.getPixelRatio() !== ratio) renderer.setPixelRatio(ratio);
    const size = renderer.getSize(new Vector2());
    if (size.x !== width || size.y !== height) {
      renderer.setSize(width, height, false);
      this.frame();
    }
    for (const body of this.bodies) body.coarsely(this.turning && this.software && this.mayBeCoarse());
    this.render(width, height, ratio);
    this.onDraw();
  }

  /** Whether nothing that is drawn needs surfaces to be whole. */
  protected mayBeCoarse(): boolean {
    return true;
  }

  /** Draws the scene; `ratio` is pixels drawn for each of the page's. */
  protected render(_width: number, _height: number, _ratio: number): void {
    this.renderer.render(this.scene, this.camera);
  }

  /** Waits until what was drawn is there. */
  finish(): void {
    const gl = this.renderer.getContext();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }

  /** Frames a second over `count` of them, each finished before the next, while the part is turned. */
  frames(count: number): number {
    this.turning = true;
    const begun = performance.now();
    for (let k = 0; k < count; k++) {
      const away = this.camera.position.clone().sub(this.controls.target).applyAxisAngle(new Vector3(0, 0, 1), 0.05);
      this.camera.position.copy(this.controls.target).add(away);
      this.camera.lookAt(this.controls.target);
      this.drawNow();
      this.finish();
    }
    const rate = (1000 * count) / (performance.now() - begun);
    this.turning = false;
    this.draw();
    return rate;
  }

  /** Share of the canvas that shows something. */
  covered(): number {
    this.drawNow();
    const gl = this.renderer.getContext();
    const [width, height] = [gl.drawingBufferWidth, gl.drawingBufferHeight];
    const pixels = new Uint8Array(4 * width * height);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    let seen = 0;
    for (let k = 3; k < pixels.length; k += 4) seen += pixels[k] > 8 ? 1 : 0;
    return seen / (width * height);
  }
}

function isSoftware(): boolean {
  const gl = document.createElement("canvas").getContext("webgl2");
  const told = gl && gl.getExtension("WEBGL_debug_renderer_info");
  const name = told ? String(gl.getParameter(told.UNMASKED_RENDERER_WEBGL)) : "";
  return /swiftshader|llvmpipe|software|basic render/i.test(name);
}
