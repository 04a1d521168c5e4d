/* Asks the search of a built site, as a page's worker would: node search.mjs SITE, the questions one a line; the best answer to each. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const site = process.argv[2] ?? "";
const FOLDER = join(site, "assets/javascripts/workers");
const [SET_UP, QUERY] = [0, 2]; // the theme's numbers of its messages

const page = readFileSync(join(site, "index.html"), "utf8");
const [, late, theme] = /workers\/(late\.js)\?(search\.\w+\.min\.js)/.exec(page) ?? [];

/** @typedef {{ data: unknown, isTrusted: boolean, stopImmediatePropagation(): void }} Message */

/** @type {((event: Message) => void)[]} */
const listeners = [];
/** @type {(answer: { data: { items: { location: string, score: number }[][] } }) => void} */
let answered = () => {};

/** @param {Message} event */
function dispatchEvent(event) {
  let stopped = false;
  event.stopImmediatePropagation = () => (stopped = true);
  for (const listener of [...listeners]) if (!stopped) listener(event);
}

class MessageEvent {
  isTrusted = false;
  /** @param {string} _type @param {{ data: unknown }} init */
  constructor(_type, { data }) {
    this.data = data;
  }
}

const worker = vm.createContext({
  console,
  MessageEvent,
  dispatchEvent,
  location: { search: `?${theme}` },
  addEventListener: (/** @type {string} */ _type, /** @type {(event: Message) => void} */ listener) => void listeners.push(listener),
  postMessage: (/** @type {any} */ answer) => answered(answer),
  importScripts: run,
});
vm.runInContext("globalThis.self = globalThis", worker);

/** @param {string} name */
function run(name) {
  vm.runInContext(readFileSync(join(FOLDER, name), "utf8"), worker);
}

/** @param {number} type @param {unknown} data @returns {Promise<Parameters<typeof answered>[0]>} */
function ask(type, data) {
  return new Promise((resolve) => {
    answered = resolve;
    dispatchEvent({ data: { type, data }, isTrusted: true, stopImmediatePropagation() {} });
  });
}

run(late ?? "");
const index = JSON.parse(readFileSync(join(site, "search/search_index.json"), "utf8"));
await ask(SET_UP, { ...index, options: { suggest: false } });
for (const question of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const { data } = await ask(QUERY, question);
  const [best] = (data.items[0] ?? []).toSorted((one, other) => other.score - one.score);
  console.log(best?.location ?? "");
}
