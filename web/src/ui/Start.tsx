// Where one begins: a place to drop a file, and what was handed in before.

import { useState } from "preact/hooks";
import type { Job } from "../api/contract.ts";
import * as work from "../model/jobs.ts";
import { bytes } from "../model/numbers.ts";
import * as s from "../model/state.ts";
import { asked, openFile } from "./drop.ts";
import { Icon } from "./Icon.tsx";
import { IconButton } from "./parts.tsx";

export function Start() {
  const about = s.about.value;
  const jobs = [...s.jobs.value.values()].sort((a, b) => b.created.localeCompare(a.created) || b.id.localeCompare(a.id));
  return (
    <main class="start">
      <section class="drop" aria-label="Open a file">
        <Icon name="upload" size={34} />
        <h1>Drop a mesh, a scan or a program here</h1>
        <p><button type="button" class="primary" onClick={openFile}>Choose a file…</button></p>
        <p class="quiet">{kinds(about?.inputs ?? [])}{about ? `, up to ${Math.floor(about.limits.upload_bytes / 1e6)} MB` : ""}. It stays on this machine.</p>
        <Options />
      </section>
      {jobs.length > 0 && (
        <section class="recent" aria-labelledby="recent">
          <h2 id="recent">Parts</h2>
          <ul>{jobs.map((job) => <Entry key={job.id} job={job} />)}</ul>
        </section>
      )}
      <footer class="quiet">{about && `Resolid ${about.version}${about.kernel ? `, ${about.kernel}` : ", without a kernel: no STEP files"}`} · <a href="/LICENSES.txt" target="_blank">licences</a></footer>
    </main>
  );
}

const kinds = (inputs: string[]): string => {
  const names = [...new Set(inputs.map((ending) => ending.slice(1).replace(/^stp$/, "step")))].map((name) => (name.includes(".") || name.length > 4 ? `.${name}` : name.toUpperCase()));
  return names.length ? `${names.slice(0, -1).join(", ")} or ${names.at(-1)}` : "";
};

function Options() {
  const [wrong, setWrong] = useState(false);
  const now = asked.value;
  return (
    <details class="options">
      <summary>Options</summary>
      <div>
        <label>Unit of the file
          <select value={now.unit} onChange={(event) => (asked.value = { ...now, unit: event.currentTarget.value })}>
            <option value="">as it says, else mm</option><option value="mm">mm</option><option value="cm">cm</option><option value="m">m</option><option value="in">inch</option>
          </select>
        </label>
        <label>Tolerance
          <input type="text" autocomplete="off" placeholder="0.2 % of the size" value={now.tolerance} aria-invalid={wrong} title="millimetres, or a share of the part's diagonal such as 0.1%"
            onInput={(event) => {
              const text = event.currentTarget.value.trim().replace(",", ".");
              setWrong(text !== "" && !/^\d*\.?\d+\s*%?$/.test(text));
              asked.value = { ...now, tolerance: /^\d*\.?\d+\s*%?$/.test(text) ? text.replace(/\s/g, "").replace(/^\./, "0.") : "" };
            }} />
        </label>
        <label>Round values
          <select value={now.snap} onChange={(event) => (asked.value = { ...now, snap: event.currentTarget.value })}>
            <option value="auto">where the data allow</option><option value="always">always</option><option value="never">never</option>
          </select>
        </label>
      </div>
    </details>
  );
}

const OUTCOMES: Record<string, [string, string]> = {
  full: ["full", "good"], partial: ["partial", "caution"], time_limit: ["time limit", "caution"], program: ["program", ""], input: ["to compare", ""],
  refused: ["refused", "bad"], unreadable: ["unreadable", "bad"], out_of_time: ["out of time", "bad"], out_of_memory: ["out of memory", "bad"], crashed: ["crashed", "bad"],
};

function Entry({ job }: { job: Job }) {
  const alive = job.state === "queued" || job.state === "running";
  const [word, colour] = job.outcome ? (OUTCOMES[job.outcome] ?? [job.outcome, ""]) : [job.state, ""];
  const opens = job.state === "done" || alive;
  return (
    <li class="entry" data-job={job.id} data-state={job.state}>
      <button type="button" class="open" disabled={!opens} onClick={() => void work.open(job)} aria-label={`Open ${job.name}`}>
        <span class="picture">{job.has.includes("thumbnail") ? <img src={`/api/jobs/${job.id}/thumbnail`} alt="" loading="lazy" /> : <Icon name="cube" size={40} />}</span>
        <strong class="ellipsis" title={job.name}>{job.name}</strong>
      </button>
      <p>
        <span class={`verdict ${colour}`}>{word}</span> <span class="quiet">{bytes(job.bytes)}</span><span class="gap" />
        <IconButton icon={alive ? "close" : "trash"} size={15} label={`${alive ? "Cancel" : "Remove"} ${job.name}`} onClick={() => void work.remove(job)} />
      </p>
      {alive && <Bar job={job} />}
      {job.error && <p class="error" title={job.hint ?? ""}>{job.error}</p>}
    </li>
  );
}

function Bar({ job }: { job: Job }) {
  const share = job.progress?.fraction;
  return <progress max="1" value={job.state === "running" && share != null ? share : undefined} aria-label={`${job.name}: ${job.progress?.stage ?? "waiting"}`} />;
}

/** The job that is waited for, over everything else. */
export function Waiting() {
  const waiting = s.awaited.value;
  if (!waiting) return null;
  const job = waiting.id ? s.jobs.value.get(waiting.id) : undefined;
  const failed = job?.state === "failed";
  const progress = job?.progress;
  const share = !waiting.id ? waiting.sent : job?.state === "running" ? progress?.fraction : job?.state === "done" ? 1 : undefined;
  const words = !waiting.id ? "sending" : !job ? "waiting" : job.state === "queued" ? (job.ahead ? `waiting for ${job.ahead} before it` : "waiting")
    : job.state === "done" ? "opening" : (progress?.stage ?? "starting");
  const left = progress?.seconds_left;
  return (
    <div class="veil">
      <div class="waiting" role="dialog" aria-modal="true" aria-labelledby="waiting-name">
        <h2 id="waiting-name" class="ellipsis">{waiting.name}</h2>
        {failed ? (
          <>
            <p class="error" role="alert">{job!.error ?? "no answer was found"}</p>
            {job!.hint && <p class="quiet">{job!.hint}</p>}
            <p class="actions"><button type="button" class="primary" onClick={() => (s.awaited.value = null)}>Close</button></p>
          </>
        ) : (
          <>
            <progress max="1" value={share ?? undefined} aria-label="progress" />
            <p class="quiet said" role="status"><span>{words}</span><span>{progress && job?.state === "running" ? `${progress.seconds.toFixed(0)} s${left != null && left >= 1 ? `, about ${left.toFixed(0)} s to go` : ""}` : ""}</span></p>
            <p class="actions">
              {waiting.id && <button type="button" onClick={() => (s.awaited.value = null)} title="it goes on, and is among the parts when it is done">In the background</button>}
              <button type="button" id="cancel" onClick={() => void work.cancel()}>Cancel</button>
            </p>
          </>
        )}
      </div>
    </div>
  );
}
