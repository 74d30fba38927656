// The server's verbs. What goes wrong comes back as a `Refusal`: what is wrong, and what to try.

import type { About, AnswerHeader, Edit, Job, JobHeader, Opened, Program, StagesHeader } from "./contract.ts";
import { type Container, decoded } from "./container.ts";

export class Refusal extends Error {
  constructor(message: string, readonly hint: string, readonly status: number) {
    super(message);
  }
}

async function asked(path: string, init: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, init);
  } catch (fault) {
    if (init.signal?.aborted) throw fault;
    throw new Refusal("Resolid does not answer", "see whether it still runs in the terminal, and start it again there", 0);
  }
  if (answer.ok) return answer;
  let said: { error?: string; hint?: string } = {};
  try {
    said = await answer.json();
  } catch {
    // What stands between may answer with anything.
  }
  throw new Refusal(said.error ?? `the server answered ${answer.status}`, said.hint ?? "", answer.status);
}

const json = (body: unknown, signal?: AbortSignal): RequestInit => ({
  method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal,
});

/** Trades the token in the address for a cookie, and takes it out of the address. */
export async function enter(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!token) return;
  history.replaceState(null, "", location.pathname);
  await asked("/api/session", { method: "POST", headers: { authorization: `Bearer ${token}` } });
}

export const about = async (): Promise<About> => (await asked("/api/about")).json();
export const opened = async (): Promise<Opened> => (await asked("/api/opened")).json();
export const jobs = async (): Promise<Job[]> => (await (await asked("/api/jobs")).json()).jobs;
export const job = async (id: string): Promise<Job> => (await asked(`/api/jobs/${id}`)).json();
export const cancel = (id: string) => asked(`/api/jobs/${id}/cancel`, { method: "POST" });
export const remove = (id: string) => asked(`/api/jobs/${id}`, { method: "DELETE" });
export const report = async (id: string): Promise<Record<string, unknown>> => (await asked(`/api/jobs/${id}/report`)).json();
export const programOf = async (id: string, alternative?: number): Promise<Program> =>
  (await asked(`/api/jobs/${id}/program${alternative ? `?alternative=${alternative}` : ""}`)).json();
export const geometryOf = async (id: string): Promise<Container<JobHeader>> =>
  decoded(await (await asked(`/api/jobs/${id}/geometry`)).arrayBuffer());

export interface Options { unit: string; tolerance: string; snap: string; mode: "reconstruct" | "input" }

/** Starts a job; `sent` is told the share of the file that is up. */
export function submit(file: File, options: Options, sent: (share: number) => void, signal: AbortSignal): Promise<Job> {
  const query = new URLSearchParams({ name: file.name });
  if (options.unit) query.set("unit", options.unit);
  if (options.tolerance) query.set("tolerance", options.tolerance);
  if (options.snap !== "auto") query.set("snap", options.snap);
  if (options.mode !== "reconstruct") query.set("mode", options.mode);
  // fetch cannot tell how much of a body is sent.
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/jobs?${query}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = (event) => sent(event.total ? event.loaded / event.total : 0);
    request.onload = () => {
      if (request.status === 202) resolve(request.response);
      else reject(new Refusal(request.response?.error ?? `the server answered ${request.status}`, request.response?.hint ?? "", request.status));
    };
    request.onerror = () => reject(new Refusal("the file did not get through", "see whether Resolid still runs in the terminal", 0));
    request.onabort = () => reject(new DOMException("cancelled", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

export interface EditAsked { program: Program; edits?: Edit[]; input?: string | null; want?: string[]; detail?: "screen" | "fine" }

export async function edit(what: EditAsked, signal?: AbortSignal): Promise<Container<AnswerHeader>> {
  const { input, ...rest } = what;
  return decoded(await (await asked("/api/edit", json(input ? { ...rest, input } : rest, signal))).arrayBuffer());
}
export async function resolve(program: Program, input: string, locked: string[], signal?: AbortSignal): Promise<Container<AnswerHeader>> {
  return decoded(await (await asked("/api/resolve", json({ program, input, locked }, signal))).arrayBuffer());
}
export async function stages(program: Program, signal?: AbortSignal): Promise<Container<StagesHeader>> {
  return decoded(await (await asked("/api/stages", json({ program }, signal))).arrayBuffer());
}
/** The file, and the name it should have. */
export async function exported(program: Program, ending: string, name: string): Promise<{ blob: Blob; name: string }> {
  const answer = await asked("/api/export", json({ program, ending, name }));
  const told = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "");
  return { blob: await answer.blob(), name: told ? told[1] : name + ending };
}

/** All jobs as they change, until the page goes. */
export function watch(changed: (job: Job) => void, gone: (id: string) => void, connected: (yes: boolean) => void): EventSource {
  const source = new EventSource("/api/events");
  source.addEventListener("job", (event) => changed(JSON.parse((event as MessageEvent).data)));
  source.addEventListener("gone", (event) => gone(JSON.parse((event as MessageEvent).data).id));
  source.onopen = () => connected(true);
  source.onerror = () => connected(false);
  return source;
}
