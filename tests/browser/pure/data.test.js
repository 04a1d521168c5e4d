import assert from "node:assert/strict";
import { test } from "node:test";
import { power, revived, shown } from "../../../scripts/musings/live/browser/explorers/data.js";

test("names stand for what JSON cannot hold, and places for arrays", () => {
  const array = new Float64Array([1, 2]);
  const value = JSON.parse('{"a": "NaN", "b": ["-Infinity", "Infinity", "word"], "c": {"array": 0}, "d": {"array": 0, "more": null}}');
  assert.deepEqual(revived(value, [array]), { a: NaN, b: [-Infinity, Infinity, "word"], c: array, d: { array: 0, more: null } });
});

test("a number is printed with the digits it has", () => {
  const printed = /** @type {const} */ ([
    [0, "0"], [-0.25, "−0.25"], [0.001, "0.001"], [0.00012, "1.2 × 10⁻⁴"], [-0.0005, "−5 × 10⁻⁴"], [999_999, "999999"],
    [1e6, "1 × 10⁶"], [1.25e21, "1.25 × 10²¹"], [NaN, "NaN"], [Infinity, "∞"], [-Infinity, "−∞"],
  ]);
  for (const [value, words] of printed) assert.equal(shown(value), words);
});

test("a power of ten is written out where an axis has no room for it", () => {
  const printed = /** @type {const} */ ([[0.001, "10⁻³"], [0.01, "0.01"], [1, "1"], [1000, "1000"], [10_000, "10⁴"], [1e-12, "10⁻¹²"]]);
  for (const [value, words] of printed) assert.equal(power(value), words);
});
