import assert from "node:assert/strict";
import { test } from "node:test";
import { fragment, opened } from "../../../scripts/musings/live/browser/explorers/address.js";

test("an address names several explorers", () => {
  const states = new Map([["activation", "x=1.5;note=a:b"], ["softmax", ""]]);
  assert.equal(fragment(states), "#explore=activation:x=1.5;note=a:b&softmax:");
  assert.deepEqual(opened(fragment(states)), states);
  assert.deepEqual(opened("#explore=softmax"), new Map([["softmax", ""]]));
  assert.equal(fragment(new Map()), "");
});

test("an address of another kind, or one too long, names none", () => {
  assert.equal(opened("#the-end").size, 0);
  assert.equal(opened(`#explore=a:${"x".repeat(19_989)}`).size, 1);
  assert.equal(opened(`#explore=a:${"x".repeat(19_990)}`).size, 0);
});
