// Files: dropped anywhere, or picked.

import { signal } from "@preact/signals";
import { submit } from "../model/jobs.ts";
import * as s from "../model/state.ts";

export const asked = signal({ unit: "", tolerance: "", snap: "auto" });
/** A file that could be a part of its own or what the open one is compared with. */
export const undecided = signal<File | null>(null);
export const dragging = signal(false);

export function take(file: File | undefined): void {
  if (!file) return;
  const program = /\.(resolid\.json|deepcad\.json)$/i.test(file.name);
  if (s.doc.value?.answer && !program) undecided.value = file;
  else void submit(file, asked.value);
}

function pick(then: (file: File) => void): void {
  const field = document.createElement("input");
  field.type = "file";
  field.accept = (s.about.value?.inputs ?? []).map((ending) => ending.replace(/^.*(\.[^.]+)$/, "$1")).join(",");
  field.onchange = () => {
    if (field.files?.[0]) then(field.files[0]);
  };
  field.click();
}

export const openFile = () => pick((file) => void submit(file, asked.value));
export const compareFile = () => pick((file) => void submit(file, asked.value, true));

/** The whole page takes files. */
export function catchDrops(): void {
  let depth = 0;
  const files = (event: DragEvent) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragenter", (event) => {
    if (files(event)) dragging.value = ++depth > 0;
  });
  addEventListener("dragleave", (event) => {
    if (files(event)) dragging.value = --depth > 0;
  });
  addEventListener("dragover", (event) => {
    if (files(event)) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    depth = 0;
    dragging.value = false;
    take(event.dataTransfer?.files[0]);
  });
}
