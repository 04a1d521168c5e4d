import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keep, recall } from "../../../scripts/musings/live/browser/page/store.js";

/** @type {Map<string, string>} */
const kept = new Map();
const NOTHING = { edits: {}, shared: "" };

/** @param {(key: string, text: string) => void} setItem */
function storage(setItem) {
  const sessionStorage = { getItem: (/** @type {string} */ key) => kept.get(key) ?? null, setItem, removeItem: (/** @type {string} */ key) => kept.delete(key) };
  Object.defineProperty(globalThis, "sessionStorage", { value: sessionStorage, configurable: true });
}

beforeEach(() => {
  kept.clear();
  storage((key, text) => kept.set(key, text));
});

test("a page's edits are kept for it alone", () => {
  keep("/one/", { "example-1": "x = 2" }, "#live=abc");
  assert.deepEqual(recall("/one/"), { edits: { "example-1": "x = 2" }, shared: "#live=abc" });
  assert.deepEqual(recall("/other/"), NOTHING);
});

test("where there is nothing to keep, nothing stays", () => {
  keep("/one/", { "example-1": "x = 2" }, "");
  keep("/one/", {}, "");
  assert.equal(kept.size, 0);
});

test("a browser that keeps nothing, or keeps nonsense, forgets", () => {
  kept.set("live:/one/", "{");
  assert.deepEqual(recall("/one/"), NOTHING);
  storage(() => {
    throw new Error("full");
  });
  keep("/two/", { a: "1" }, "");
  assert.deepEqual(recall("/two/"), NOTHING);
});
