// The page's beginning.

import { effect } from "@preact/signals";
import { render } from "preact";
import * as client from "./api/client.ts";
import { openGiven, timing } from "./model/document.ts";
import * as jobs from "./model/jobs.ts";
import * as s from "./model/state.ts";
import { complain } from "./model/toast.ts";
import { App } from "./ui/App.tsx";
import { catchDrops } from "./ui/drop.ts";
import { stageNow } from "./ui/Viewport.tsx";
import "./style.css";

/** What a test asks for. */
const told = { ready: 0, fault: null as string | null, timing, frames: (count: number) => stageNow()?.frames(count), covered: () => stageNow()?.covered(), stage: stageNow, state: s };
Object.assign(window, { resolid: told });

const kept = localStorage.getItem("theme");
if (kept === "light" || kept === "dark") s.theme.value = kept;
effect(() => {
  const { value } = s.theme;
  if (value === "auto") {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem("theme");
  } else {
    document.documentElement.dataset.theme = value;
    localStorage.setItem("theme", value);
  }
});
effect(() => {
  document.title = s.doc.value ? `${s.doc.value.name} – Resolid` : "Resolid";
});

async function start(): Promise<void> {
  await client.enter();
  const [about, given] = await Promise.all([client.about(), client.opened()]);
  s.about.value = about;
  void jobs.start().catch(complain);
  if (given.program) await openGiven(given);
  else if (given.job) s.awaited.value = { id: given.job, name: given.name ?? "the part", sent: 1, comparing: false };
  // The picture stands once the browser has had its turn.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    stageNow()?.drawNow();
    stageNow()?.finish();
    told.ready = performance.now();
  }));
}

// The server keeps no edits: what was not exported as a program would be gone.
addEventListener("beforeunload", (event) => {
  if (s.history.value?.past.length && s.program.value !== s.keptProgram.value) event.preventDefault();
});

catchDrops();
render(<App />, document.getElementById("app")!);
start().catch((fault) => {
  told.fault = String((fault as Error)?.stack ?? fault);
  complain(fault);
});
