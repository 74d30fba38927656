import assert from "node:assert/strict";
import { test } from "node:test";
import type { Edit } from "../src/api/contract.ts";
import { dropped, locksAfter, moved, words } from "../src/model/edits.ts";

test("a step is found again after every edit", () => {
  const letters = ["a", "b", "c", "d", "e"];
  const play = (edit: Edit) => {
    const list = [...letters];
    if (edit.op === "delete") list.splice(edit.step, 1);
    if (edit.op === "move") list.splice(edit.to, 0, ...list.splice(edit.step, 1));
    return list;
  };
  for (let step = 0; step < 5; step++) {
    const edits: Edit[] = [{ op: "delete", step }, { op: "suppress", step, suppressed: true }, ...[0, 1, 2, 3, 4].map((to): Edit => ({ op: "move", step, to }))];
    for (const edit of edits) {
      letters.forEach((letter, k) => {
        const at = play(edit).indexOf(letter);
        assert.equal(moved(edit, k), at < 0 ? null : at, `${letter} after ${JSON.stringify(edit)}`);
      });
    }
  }
});

test("locks go with their steps and parameters", () => {
  const locks = new Set(["depth:0", "radius:1.0.2", "center_x:3.0.0", "parameter:w"]);
  assert.deepEqual([...locksAfter(locks, { op: "delete", step: 1 })], ["depth:0", "center_x:2.0.0", "parameter:w"]);
  assert.deepEqual([...locksAfter(locks, { op: "move", step: 3, to: 0 })], ["depth:1", "radius:2.0.2", "center_x:0.0.0", "parameter:w"]);
  assert.deepEqual([...locksAfter(locks, { op: "rename_parameter", name: "w", to: "width" })], ["depth:0", "radius:1.0.2", "center_x:3.0.0", "parameter:width"]);
  assert.deepEqual([...locksAfter(locks, { op: "set_dimension", id: "depth:0", value: 3 })], [...locks]);
});

test("a row that is dropped moves to where the line was", () => {
  const order = (from: number, before: number) => {
    const list = ["a", "b", "c", "d"];
    const edit = dropped(from, before);
    if (edit?.op === "move") list.splice(edit.to, 0, ...list.splice(edit.step, 1));
    return list.join("");
  };
  assert.deepEqual([order(0, 2), order(0, 4), order(3, 0), order(2, 1), order(1, 1), order(1, 2)], ["bacd", "bcda", "dabc", "acbd", "abcd", "abcd"]);
  assert.equal(dropped(1, 1), null);
  assert.equal(dropped(1, 2), null);
});

test("the history is told in words", () => {
  const steps = [{ index: 0, name: "base", mode: "new" as const, suppressed: false, text: "", group: null }, { index: 1, name: null, mode: "cut" as const, suppressed: false, text: "", group: null }];
  const dimensions = [{ id: "radius:1.0.0", step: 1, kind: "diameter", label: "diameter", value: 8, parameter: null, anchor: null, direction: null }];
  assert.equal(words({ op: "set_dimension", id: "radius:1.0.0", value: 8.5 }, steps, dimensions), "diameter = 8.5");
  assert.equal(words({ op: "delete", step: 1 }, steps, dimensions), "delete Step 2");
  assert.equal(words({ op: "suppress", step: 0, suppressed: false }, steps, dimensions), "restore base");
});
