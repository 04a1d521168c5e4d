import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { pack, unpack } from "../../../scripts/musings/live/browser/page/share.js";

const MOST = 200_000;
/** Bytes of JSON around the code of a cell named "a". */
const AROUND = JSON.stringify({ a: "" }).length;

const address = (/** @type {string} */ json) => `#live=${deflateRawSync(json).toString("base64url")}`;

test("what is packed comes out again", async () => {
  const signs = Array.from({ length: 300 }, (_, place) => String.fromCodePoint(33 + ((37 * place) % 90))).join("");
  const edits = { "example-1": "print('naïve ≥ 😀')\n", "example-2": signs, "relu.py:relu": "" };
  const fragment = (await pack(edits)) ?? "";
  assert.match(fragment, /^#live=[\w-]+$/);
  assert.deepEqual(await unpack(fragment), edits);
});

test("an address holds 200 KB of code and not a byte more", async () => {
  const [most, more] = [MOST - AROUND, MOST - AROUND + 1].map((size) => "x".repeat(size));
  assert.deepEqual(await unpack((await pack({ a: most ?? "" })) ?? ""), { a: most });
  assert.equal(await pack({ a: more ?? "" }), undefined);
});

test("an address that inflates beyond it is not read", async () => {
  assert.deepEqual(await unpack(address(JSON.stringify({ a: "x".repeat(MOST - AROUND) }))), { a: "x".repeat(MOST - AROUND) });
  assert.equal(await unpack(address(JSON.stringify({ a: "x".repeat(MOST) }))), undefined);
  assert.equal(await unpack(address(JSON.stringify({ a: "x".repeat(50_000_000) }))), undefined);
});

test("what is no code of ours is nothing", async () => {
  for (const fragment of ["", "#live", "#live=", "#live=%", "#live=AAAA", "#explore=a:b", address('{"a": "1"}').replace("live", "else"), address("{"), `#live=${"A".repeat(300_000)}`]) {
    assert.equal(await unpack(fragment), undefined, fragment.slice(0, 20));
  }
  assert.deepEqual(await unpack(address('{"a": "kept", "b": 1, "c": null}')), { a: "kept" });
});
