import assert from "node:assert/strict";
import { test } from "node:test";
import { bytes, distance, grouped, nudge, read, shown } from "../src/model/numbers.ts";

test("numbers are read as people write them", () => {
  const said: [string, number | null][] = [
    ["12.5", 12.5], ["12,5", 12.5], [" 7 ", 7], [".5", 0.5], ["−3", -3], ["1e-3", 0.001], ["2*(4+1)", 10], ["10/4", 2.5], ["3/8 in", 9.525], ['1"', 25.4], ["1 cm", 10],
    ["10 mm + 1 cm", 20], ["2 × 3", 6], ["--2", 2], ["5-2", 3], ["", null], ["abc", null], ["1 2", null], ["(1", null], ["1+", null], ["1/0", null], ["alert(1)", null],
    ["5 kg", null], ["constructor", null],
  ];
  for (const [text, value] of said) {
    const got = read(text);
    assert.ok(value === null ? got === null : got !== null && Math.abs(got - value) < 1e-12 * Math.max(1, Math.abs(value)), `${text}: ${got}`);
  }
});

test("numbers are shown without digits that say nothing", () => {
  assert.deepEqual([shown(5), shown(5.25), shown(1 / 3), shown(-2.5), shown(-1e-9), shown(100), shown(NaN)], ["5", "5.25", "0.333", "−2.5", "0", "100", "–"]);
  assert.equal(shown(12.30004, 4), "12.3");
  assert.deepEqual([distance(0.01234, 0.1), distance(-0.5, 0.1, true), distance(0.5, 0.1, true), distance(1e-9, 0.1, true)], ["0.012", "−0.500", "+0.500", "0.000"]);
  assert.deepEqual([grouped(1234567), grouped(999), grouped(1234.5, 1)], ["1 234 567", "999", "1 234.5"]);
  assert.deepEqual([bytes(12), bytes(44884), bytes(268435456)], ["12 B", "45 kB", "268.4 MB"]);
});

test("a nudge suits the size of the number", () => {
  assert.deepEqual([nudge(5), nudge(30), nudge(100), nudge(0.2), nudge(0)], [0.1, 0.5, 2, 0.005, 0.1]);
});
