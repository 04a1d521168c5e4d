import assert from "node:assert/strict";
import { test } from "node:test";
import {
  choice, choices, flag, number, numbers, oneOf, read, snapper, text, write,
} from "../../../scripts/musings/live/browser/explorers/state.js";

const SCHEMA = {
  x: number({ start: 1, low: -6, high: 6, step: 0.05 }),
  rate: oneOf([0.01, 0.1, 1], 0.1),
  loss: choice(["mse", "mae"], "mse"),
  functions: choices(["relu", "tanh", "gelu"], ["relu"], 2),
  weights: numbers({ start: [0, 0], low: -1, high: 1, step: 0.5 }),
  sound: flag(false),
  note: text("", (value) => value.length < 10),
};
const START = { x: 1, rate: 0.1, loss: "mse", functions: ["relu"], weights: [0, 0], sound: false, note: "" };

test("only what differs from the start is written, and read back", () => {
  assert.equal(write(SCHEMA, START), "");
  const state = { x: -1.5, rate: 1, loss: "mae", functions: ["tanh", "relu"], weights: [0.5, -1], sound: true, note: "a;b=c&d" };
  const written = "x=-1.5;rate=1;loss=mae;functions=tanh,relu;weights=0.5,-1;sound=yes;note=a%3Bb%3Dc%26d";
  assert.equal(write(SCHEMA, state), written);
  assert.deepEqual(read(SCHEMA, written), state);
});

test("what cannot be read is the start", () => {
  assert.deepEqual(read(SCHEMA, "x=;rate=fast;loss=hinge;functions=,;weights=1;sound=perhaps;note=0123456789;nothing=1;__proto__=1"), START);
  assert.deepEqual(read(SCHEMA, "x=NaN;note=%E0%A4%A"), { ...START, note: "%E0%A4%A" });
});

test("a start of one's own is what is not written", () => {
  const start = { ...START, x: 3 };
  assert.equal(write(SCHEMA, start, start), "");
  assert.equal(write(SCHEMA, START, start), "x=1");
  assert.deepEqual(read(SCHEMA, "sound=yes", start), { ...start, sound: true });
});

test("numbers land on their grid", () => {
  assert.equal(read(SCHEMA, "x=1.27").x, 1.25);
  assert.equal(read(SCHEMA, "x=1e9").x, 6);
  assert.equal(read(SCHEMA, "rate=0.03").rate, 0.01);
  assert.deepEqual(read(SCHEMA, "weights=0.7,-9").weights, [0.5, -1]);
  const snap = snapper(-0.3, 0.3, 0.1);
  assert.equal(snap(0.1 + 0.2), 0.3);
  assert.ok(Object.is(snapper(-0.9, 0.9, 0.3)(0), 0), "no −0");
});

test("names come each once and no more than may be", () => {
  assert.deepEqual(read(SCHEMA, "functions=gelu,gelu,sine,tanh,relu").functions, ["gelu", "tanh"]);
});
