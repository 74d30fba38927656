// Files handed in, and what becomes of them.

import * as client from "../api/client.ts";
import type { Job } from "../api/contract.ts";
import { compareWith, openJob } from "./document.ts";
import * as s from "./state.ts";
import { complain, say } from "./toast.ts";

export interface Asked { unit: string; tolerance: string; snap: string }

let upload: AbortController | null = null;

/** Hands `file` in and waits for it; with `comparing` the open part is compared with it. */
export async function submit(file: File, asked: Asked, comparing = false): Promise<void> {
  const limit = s.about.value?.limits.upload_bytes ?? Infinity;
  if (file.size > limit) {
    say(`${file.name} is larger than ${Math.floor(limit / 1e6)} MB`, "reduce it first, or use `resolid reconstruct` in a terminal", true);
    return;
  }
  const mine = (upload = new AbortController());
  s.awaited.value = { id: null, name: file.name, sent: 0, comparing };
  try {
    const job = await client.submit(file, { ...asked, mode: comparing ? "input" : "reconstruct" }, (sent) => {
      if (upload === mine) s.awaited.value = { id: null, name: file.name, sent, comparing };
    }, mine.signal);
    s.awaited.value = { id: job.id, name: file.name, sent: 1, comparing };
    // It may have got further while the answer was under way.
    if (!s.jobs.value.has(job.id)) changed(job);
    else changed(s.jobs.value.get(job.id)!);
  } catch (fault) {
    s.awaited.value = null;
    complain(fault);
  }
}

export async function cancel(): Promise<void> {
  const waiting = s.awaited.value;
  if (!waiting) return;
  if (!waiting.id) {
    upload?.abort();
    s.awaited.value = null;
    return;
  }
  await client.cancel(waiting.id).catch(complain);
}

/** A job as it is now; the one that is waited for is opened at its end. */
export function changed(job: Job): void {
  s.jobs.value = new Map(s.jobs.value).set(job.id, job);
  const waiting = s.awaited.value;
  if (!waiting || waiting.id !== job.id || job.state === "queued" || job.state === "running") return;
  if (job.state === "cancelled") {
    s.awaited.value = null;
    say(`${job.name}: cancelled`);
  } else if (job.state === "done") {
    const work = waiting.comparing ? compareWith(job) : openJob(job);
    void work.catch(complain).finally(() => {
      if (s.awaited.value?.id === job.id) s.awaited.value = null;
    });
  }
  // What failed stays to be read until it is dismissed.
}

export function gone(id: string): void {
  const jobs = new Map(s.jobs.value);
  jobs.delete(id);
  s.jobs.value = jobs;
}

export async function open(job: Job): Promise<void> {
  if (job.state === "queued" || job.state === "running") {
    s.awaited.value = { id: job.id, name: job.name, sent: 1, comparing: false };
    return;
  }
  await openJob(job).catch(complain);
}

export async function remove(job: Job): Promise<void> {
  try {
    await client.remove(job.id);
    gone(job.id);
  } catch (fault) {
    complain(fault);
  }
}

export async function start(): Promise<void> {
  const all = async () => {
    for (const job of (await client.jobs()).reverse()) changed(job);
  };
  await all();
  client.watch(changed, gone, (yes) => {
    // What happened meanwhile was not told.
    if (yes && !s.connected.value) void all().catch(complain);
    s.connected.value = yes;
  });
}
