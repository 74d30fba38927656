// What is known of the part, and the tools that have something to say.

import { compareFile } from "./drop.ts";
import { pickAlternative } from "../model/document.ts";
import { stepName } from "../model/edits.ts";
import { distance, grouped, shown } from "../model/numbers.ts";
import * as s from "../model/state.ts";
import { lengthUnit } from "./Dimensions.tsx";
import { Icon } from "./Icon.tsx";
import { Card, IconButton } from "./parts.tsx";
import { selectStep } from "./Timeline.tsx";
import { stageNow } from "./Viewport.tsx";
import { facing, toggleMeasure, toggleSection } from "./ViewBar.tsx";

export function Inspector() {
  return (
    <aside class="panel right" aria-label="Inspector">
      <Problems />
      <Measuring />
      <SectionCard />
      <DeviationCard />
      <Shown />
      <Alternatives />
      <Solid />
      <Reasons />
    </aside>
  );
}

function Problems() {
  const problems = s.answer.value?.problems ?? [];
  if (!problems.length) return null;
  const steps = s.answer.value!.steps ?? [];
  return (
    <Card title={s.errors.value.length ? "Cannot be built" : "To look at"}>
      <ul class="problems" aria-live="polite">
        {problems.map((p) => (
          <li class={p.severity}>
            <Icon name="bug" size={16} />
            <div>
              <p>{p.message}</p>
              {p.hint && <p class="quiet">{p.hint}</p>}
              {p.step !== null && <button type="button" class="link" onClick={() => selectStep(p.step)}>{stepName(steps[p.step], p.step)}</button>}
            </div>
          </li>
        ))}
      </ul>
      {s.errors.value.length > 0 && <p class="quiet">The view shows the last solid that could be built.</p>}
    </Card>
  );
}

function Measuring() {
  const how = s.measuring.value;
  if (!how) return null;
  const unit = lengthUnit();
  return (
    <Card title="Measure" side={<IconButton icon="close" size={16} label="End measuring" onClick={toggleMeasure} />}>
      <div class="segmented" role="radiogroup" aria-label="Measure between">
        {(["points", "faces"] as const).map((kind) => (
          <button type="button" role="radio" aria-checked={how === kind} onClick={() => { s.measuring.value = kind; s.picked.value = []; }}>{kind === "points" ? "Points" : "Faces"}</button>
        ))}
      </div>
      <p class="quiet" aria-live="polite">{s.picked.value.length ? `Pick the second ${how === "points" ? "point" : "face"}.` : how === "points" ? "Pick two points; near a corner the corner is taken." : "Pick two faces, or a cylinder for its diameter."}</p>
      <ul class="measured">
        {s.measured.value.map((m) => (
          <li>
            <p><span>{m.what}</span><strong>{m.quantity === "angle" ? `${shown((m.value * 180) / Math.PI, 3)}°` : `${shown(m.value, 4)} ${unit}`}</strong></p>
            {m.more.length > 0 && <p class="quiet">{m.more.map(([name, value]) => `${name} ${shown(value, 3)}`).join(" · ")}</p>}
          </li>
        ))}
      </ul>
      {s.measured.value.length > 0 && <button type="button" class="link" onClick={() => { s.measured.value = []; s.picked.value = []; }}>Clear</button>}
    </Card>
  );
}

function SectionCard() {
  const section = s.section.value;
  if (!section) return null;
  const axis = [[1, 0, 0], [0, 1, 0], [0, 0, 1]][section.axis] as [number, number, number];
  const [low, high] = stageNow()?.reach(axis) ?? [0, 1];
  return (
    <Card title="Section" side={<IconButton icon="close" size={16} label="End the section" onClick={toggleSection} />}>
      <div class="line-up">
        <div class="segmented" role="radiogroup" aria-label="Section along">
          {(["X", "Y", "Z"] as const).map((name, k) => (
            <button type="button" role="radio" aria-checked={section.axis === k} onClick={() => (s.section.value = facing(k as 0 | 1 | 2, section.share))}>{name}</button>
          ))}
        </div>
        <IconButton icon="flip" label="Other side" pressed={section.flip} onClick={() => (s.section.value = { ...section, flip: !section.flip })} />
        <output>{distance(low + section.share * (high - low), 0.1)} {lengthUnit()}</output>
      </div>
      <input type="range" min="0" max="1" step="0.002" value={section.share} aria-label="Place of the section" onInput={(event) => (s.section.value = { ...section, share: Number(event.currentTarget.value) })} />
      {s.input.value.shape && <p class="quiet key"><i class="result" />result <i class="scan" />input</p>}
    </Card>
  );
}

function DeviationCard() {
  const deviation = s.answer.value?.deviation;
  const doc = s.doc.value;
  if (!doc) return null;
  if (!deviation) {
    return doc.answer ? (
      <Card title="Deviation">
        <p class="quiet">Nothing to compare with yet.</p>
        <button type="button" class="with-icon" onClick={compareFile}><Icon name="upload" size={16} />Compare with a mesh or scan…</button>
      </Card>
    ) : null;
  }
  const { tolerance } = deviation;
  const cell = (v: number) => `${distance(v, tolerance)}`;
  const first = s.firstDeviation.value;
  const change = first && first.p95 > 0 ? deviation.p95 - first.p95 : 0;
  const worth = Math.abs(change) > 0.005 * tolerance;
  return (
    <Card title="Deviation" side={<span class="quiet ellipsis" title={doc.inputName ?? ""}>from {doc.inputName}</span>}>
      <div class="gauge" role="img" aria-label={`${(100 * deviation.inside).toFixed(1)} % within the tolerance`}>
        <div class={deviation.inside >= 0.99 ? "good" : deviation.inside >= 0.9 ? "caution" : "bad"} style={{ width: `${100 * deviation.inside}%` }} />
      </div>
      <p class="gauge-said"><strong>{(100 * deviation.inside).toFixed(1)} %</strong> within ±{Number(tolerance.toPrecision(3))} {doc.unit}</p>
      <dl class="figures">
        <div><dt>mean</dt><dd>{cell(deviation.mean)}</dd></div>
        <div><dt>95 % under</dt><dd>{cell(deviation.p95)}</dd></div>
        <div><dt>largest</dt><dd>{cell(deviation.max)}</dd></div>
      </dl>
      <p class="quiet" aria-live="polite">{worth ? <>95 % is <span class={change < 0 ? "better" : "worse"}>{distance(change, tolerance, true)} {doc.unit}</span> since it was opened.</> : `At ${grouped(deviation.points)} points of the input.`}</p>
      {doc.missed.length > 0 && (
        <p class="missed">Missed regions: {doc.missed.slice(0, 8).map((at, k) => (
          <button type="button" class="link" onClick={() => { s.look.value = "deviation"; stageNow()?.approach(at); }}>{k + 1}</button>
        ))}</p>
      )}
    </Card>
  );
}

function Shown() {
  const hidden = s.hidden.value;
  const isolated = s.isolated.value;
  const hasInput = s.input.value.shape !== null;
  const steps = s.answer.value?.steps ?? [];
  if (!hasInput && !hidden.size && isolated === null) return null;
  return (
    <Card title="Shown">
      {hasInput && (
        <div class="checks">
          <label><input type="checkbox" checked={s.resultShown.value} onChange={(event) => (s.resultShown.value = event.currentTarget.checked)} />Result</label>
          <label><input type="checkbox" checked={s.inputShown.value} onChange={(event) => (s.inputShown.value = event.currentTarget.checked)} />Input</label>
        </div>
      )}
      {isolated !== null && <p>Only the faces of <strong>{stepName(steps[isolated], isolated)}</strong> are shown.</p>}
      {hidden.size > 0 && <p>Hidden: {[...hidden].sort((a, b) => a - b).map((k) => stepName(steps[k], k)).join(", ")}</p>}
      {(hidden.size > 0 || isolated !== null) && <button type="button" class="link" onClick={() => { s.hidden.value = new Set(); s.isolated.value = null; }}>Show everything</button>}
    </Card>
  );
}

function Alternatives() {
  const doc = s.doc.value;
  const count = doc?.job?.alternatives ?? 0;
  if (!count) return null;
  const said = doc?.report?.proposals ?? [];
  return (
    <Card title="Alternatives">
      <div class="choices" role="radiogroup" aria-label="Answers">
        {Array.from({ length: count + 1 }, (_, k) => (
          <button type="button" role="radio" aria-checked={s.alternative.value === k} disabled={s.busy.value !== null} onClick={() => void pickAlternative(k)}>
            <strong>{k ? `Alternative ${k}` : "Answer"}</strong>
            {said[k] && <span class="quiet">{said[k].features} {said[k].features === 1 ? "feature" : "features"}</span>}
          </button>
        ))}
      </div>
    </Card>
  );
}

function Solid() {
  const answer = s.answer.value;
  const doc = s.doc.value;
  if (!doc) return null;
  const unit = doc.unit;
  const report = doc.report?.input;
  return (
    <Card title={answer ? "Part" : "Input"}>
      <dl class="facts">
        {answer?.ok && answer.bounds && <Fact what="Size" value={`${answer.bounds[1].map((v, k) => shown(v - answer.bounds[0][k], 2)).join(" × ")} ${unit}`} />}
        {answer?.ok && <Fact what="Volume" value={`${grouped(answer.volume, answer.volume < 100 ? 2 : 0)} ${unit}³`} />}
        {answer?.ok && answer.area != null && <Fact what="Surface" value={`${grouped(answer.area, answer.area < 100 ? 2 : 0)} ${unit}²`} />}
        {report?.format && <Fact what="Input" value={`${report.format}, ${report.points ? `${grouped(report.points)} points` : `${grouped(report.triangles ?? 0)} triangles`}`} />}
        {doc.report?.iou != null && <Fact what="IoU when found" value={doc.report.iou.toFixed(5)} />}
      </dl>
    </Card>
  );
}

const Fact = ({ what, value }: { what: string; value: string }) => <div><dt>{what}</dt><dd>{value}</dd></div>;

function Reasons() {
  const reasons = s.doc.value?.report?.reasons ?? [];
  if (!reasons.length) return null;
  return (
    <Card title="Why not full">
      <ul class="reasons">{reasons.map((reason) => <li>{reason}</li>)}</ul>
    </Card>
  );
}
