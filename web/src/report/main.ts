// The script of a report's page; `start.js` unpacks and runs it.

import { Report } from "./page.ts";

// What a test asks for: when the first picture stood, or why there is none.
const state: Record<string, unknown> = { ready: null, fault: null };
Object.assign(window, { resolid: state });
const id = (name: string) => document.getElementById(name)!;

async function begin(): Promise<void> {
  const bytes = Uint8Array.from(atob(id("geometry").textContent!), (c) => c.charCodeAt(0));
  const geometry = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  document.documentElement.classList.add("live");
  id("viewer").hidden = false;
  const report = new Report(id("canvas") as HTMLCanvasElement, JSON.parse(id("description").textContent!), geometry);
  report.drawNow();
  report.finish();
  state.ready = performance.now();
  state.frames = (count: number) => report.frames(count);
  state.covered = () => report.covered();
}

begin().catch((fault) => {
  // The still pictures stand, and say the same.
  document.documentElement.classList.remove("live");
  id("viewer").hidden = true;
  state.fault = String((fault && fault.stack) || fault);
  console.warn("no 3D view:", fault);
});
