import assert from "node:assert/strict";
import { test } from "node:test";
import { begun, done, redoes, redone, undoes, undone } from "../src/model/history.ts";

test("what was undone comes back, and is forgotten once something else is done", () => {
  let h = done(done(begun("a", "open"), "b", "to b"), "c", "to c");
  assert.equal(undoes(h), "to c");
  h = undone(h);
  assert.deepEqual([h.now.state, undoes(h), redoes(h)], ["b", "to b", "to c"]);
  h = undone(h);
  assert.deepEqual([h.now.state, undoes(h)], ["a", null]);
  assert.equal(undone(h), h);
  h = redone(redone(h));
  assert.deepEqual([h.now.state, redoes(h)], ["c", null]);
  assert.equal(redone(h), h);
  h = done(undone(h), "d", "to d");
  assert.deepEqual([h.now.state, redoes(h), undoes(h)], ["d", null, "to d"]);
  assert.equal(undone(h).now.state, "b");
});

test("no more than two hundred moments are kept, the latest", () => {
  let h = begun(0, "open");
  for (let k = 1; k <= 300; k++) h = done(h, k, `to ${k}`);
  let count = 0;
  while (undoes(h)) [h, count] = [undone(h), count + 1];
  assert.deepEqual([count, h.now.state], [200, 100]);
});
