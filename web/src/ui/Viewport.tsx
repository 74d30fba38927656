// The 3D view and what is laid over it.

import { effect } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Face, Vec3 } from "../api/contract.ts";
import { loadStages, stageAt, timing } from "../model/document.ts";
import { betweenFaces, betweenPoints, ofFace } from "../model/measure.ts";
import { distance } from "../model/numbers.ts";
import * as s from "../model/state.ts";
import { surfaceOf } from "../model/surfaces.ts";
import { type Hit, Stage } from "../scene/stage.ts";
import { Annotations } from "./Annotations.tsx";
import { selectStep } from "./Timeline.tsx";

export const AXES: Vec3[] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];

let current: Stage | null = null;
export const stageNow = (): Stage | null => current;

export const isDark = (): boolean =>
  s.theme.value === "dark" || (s.theme.value === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);

function seenFaces(): ((face: Face) => boolean) | null {
  const [alone, hidden] = [s.isolated.value, s.hidden.value];
  if (s.stage.value !== null) return null;
  if (alone !== null) return (face) => face.step === alone;
  return hidden.size ? (face) => !hidden.has(face.step ?? -1) : null;
}

export function Viewport() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [tip, setTip] = useState<{ x: number; y: number; text: string } | null>(null);
  const [live, setLive] = useState<Stage | null>(null);

  useEffect(() => {
    let stage: Stage;
    try {
      stage = new Stage(canvas.current!);
    } catch (reason) {
      setFault(String((reason as Error).message ?? reason));
      return;
    }
    current = stage;
    setLive(stage);
    const stops = follow(stage);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const again = () => stage.apply(settingNow());
    dark.addEventListener("change", again);
    return () => {
      stops.forEach((stop) => stop());
      dark.removeEventListener("change", again);
      current = null;
    };
  }, []);

  // The pointer: what rests is told about, what is clicked is chosen or measured.
  const pressed = useRef<[number, number] | null>(null);
  const resting = useRef(0);
  const at = (event: PointerEvent): [number, number] => {
    const box = canvas.current!.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const onMove = (event: PointerEvent) => {
    clearTimeout(resting.current);
    setTip(null);
    if (event.buttons || !live) return;
    const [x, y] = at(event);
    resting.current = window.setTimeout(() => {
      const hit = live.pick(x, y);
      live.hover(hit?.face && (s.measuring.value !== "points") ? hit.face : null);
      if (hit?.value != null && Number.isFinite(hit.value)) {
        setTip({ x, y, text: `${distance(hit.value, s.doc.value!.tolerance, true)} ${s.doc.value!.unit}` });
      }
    }, 45);
  };
  const onUp = (event: PointerEvent) => {
    const from = pressed.current;
    pressed.current = null;
    const [x, y] = at(event);
    if (!live || !from || event.button !== 0 || Math.hypot(x - from[0], y - from[1]) > 4) return;
    clicked(live.pick(x, y));
  };

  return (
    <div class="viewport" id="viewport">
      <canvas ref={canvas} id="canvas" tabIndex={0} aria-label="The part in 3D: drag or arrow keys turn it, wheel or plus and minus zoom, right button moves it" class={s.measuring.value ? "measuring" : ""}
        onPointerDown={(event) => { pressed.current = at(event); setTip(null); }} onPointerMove={onMove} onPointerUp={onUp}
        onPointerLeave={() => { clearTimeout(resting.current); setTip(null); live?.hover(null); }} />
      {live && <Annotations stage={live} />}
      {tip && <div id="tip" style={{ left: `${tip.x}px`, top: `${tip.y}px` }}>{tip.text}</div>}
      {fault && <div class="no-view"><p><strong>This browser cannot draw in 3D.</strong></p><p class="quiet">{fault}. Everything else on this page works.</p></div>}
    </div>
  );
}

function settingNow() {
  const section = s.section.value;
  const chosen = s.step.value;
  const focused = s.dimension.value;
  const rolled = s.stage.value !== null;
  return {
    look: s.lookNow.value, mix: s.mix.value, edges: s.edges.value,
    section: section && { axis: AXES[section.axis], share: section.share, flip: section.flip },
    seen: seenFaces(), ghosts: s.isolated.value !== null,
    chosen: chosen === null || rolled ? null : (face: Face) => face.step === chosen || (focused !== null && face.dimension === focused),
    input: s.inputShown.value, result: s.resultShown.value, dark: isDark(),
  };
}

/** Keeps the scene what the state says. */
function follow(stage: Stage): (() => void)[] {
  let openedAt = -1;
  const bounds = () => {
    const answer = s.answer.peek();
    const input = s.input.peek();
    let [low, high] = [[Infinity, Infinity, Infinity], [-Infinity, -Infinity, -Infinity]] as [Vec3, Vec3];
    const more = (p: Vec3) => {
      low = low.map((v, k) => Math.min(v, p[k])) as Vec3;
      high = high.map((v, k) => Math.max(v, p[k])) as Vec3;
    };
    if (answer?.bounds) answer.bounds.forEach(more);
    if (input.shape && (!answer?.bounds || s.look.peek() !== "solid")) {
      const { positions } = input.shape;
      for (let k = 0; k < positions.length; k += 3) more([0, 1, 2].map((a) => positions[k + a] + input.origin[a]) as Vec3);
    }
    const anew = s.opened.peek() !== openedAt && Number.isFinite(low[0]);
    if (anew) openedAt = s.opened.peek();
    if (Number.isFinite(low[0])) stage.setBounds(low, high, anew);
  };
  return [
    effect(() => {
      const { shape, origin } = s.input.value;
      stage.setInput(shape, origin, s.doc.peek()?.report?.input?.closed !== true);
      bounds();
    }),
    effect(() => {
      const { shape, origin } = s.result.value;
      const rolled = s.stage.value;
      const stages = s.stages.value;
      if (rolled !== null && stages && stages.program === s.program.value) {
        stage.setResult(stageAt(stages.shapes, rolled), stages.origin);
        const mode = s.answer.peek()?.steps[rolled]?.mode;
        stage.setTool(stages.shapes.get(`tool:${rolled}`) ?? null, stages.origin, mode === "cut");
      } else {
        stage.setResult(shape, origin);
        stage.setTool(null, origin, false);
        if (rolled !== null) void loadStages();
      }
      bounds();
    }),
    effect(() => {
      const values = s.values.value;
      const colours = (s.about.value?.colours ?? []).map((hex) => [1, 3, 5].map((k) => parseInt(hex.slice(k, k + 2), 16) / 255) as Vec3);
      const limit = s.doc.value?.limit ?? 1;
      s.input.value;
      if (values && colours.length) stage.setValues(values, colours, limit);
    }),
    effect(() => stage.apply(settingNow())),
    effect(() => {
      s.answer.value;
      if (timing.asked <= timing.shown) return;
      // What a person waits for: until the new solid is in the picture.
      stage.drawNow();
      stage.finish();
      timing.shown = performance.now();
    }),
    effect(() => {
      const lines = (s.measuring.value ? s.measured.value : []).flatMap((m) => (m.line ? [m.line] : []));
      stage.setMeasured(lines, [...lines.flat(), ...s.picked.value.map((p) => p.point)]);
    }),
  ];
}

function clicked(hit: Hit | null): void {
  const how = s.measuring.value;
  if (!how) {
    if (hit?.face?.step !== undefined) {
      selectStep(hit.face.step);
      s.dimension.value = hit.face.dimension;
    } else if (!hit) selectStep(null);
    return;
  }
  if (!hit) return;
  if (how === "points") {
    const point = hit.corner ?? hit.point;
    const before = s.picked.value[0];
    if (!before) s.picked.value = [{ point, surface: null }];
    else {
      s.measured.value = [...s.measured.value, betweenPoints(before.point, point)];
      s.picked.value = [];
    }
    return;
  }
  const stage = stageNow();
  const program = s.program.value;
  if (!hit.face || !stage?.resultShape || !program) return;
  const surface = surfaceOf(hit.face, program, stage.resultShape, stage.resultOrigin);
  if (!surface) return;
  const before = s.picked.value[0];
  if (!before?.surface) {
    s.picked.value = [{ point: hit.point, surface }];
    const own = ofFace(surface);
    if (own) s.measured.value = [...s.measured.value, own];
  } else {
    s.measured.value = [...s.measured.value, betweenFaces(before.surface, surface, [before.point, hit.point])];
    s.picked.value = [];
  }
}
