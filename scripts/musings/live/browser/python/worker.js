/**
 * The worker: Python, and nothing of the page. It loads what a run needs, runs cells in order and reports.
 * @import { Conversation, Manifest, Order, OutputKind, Plan, Report, Result, Task } from "../page/types.js"
 */
import { needed, filesOf } from "./needs.js";
import { MANIFEST, PACK, get } from "./pack.js";
import { revived } from "../explorers/data.js";

// A worker that begins as a file is under no page's policy; `begun` in runtime.js tells more.
if (self.location.protocol !== "blob:") throw new Error("the worker begins as a blob, under the policy of its page");

const HOME = "/home/pyodide";

/** @typedef {{ runner: any, pyodide: any, manifest: Manifest, loaded: Set<string> }} Python */

/** @type {Promise<Python> | undefined} */
let python;
/** @type {Set<number>} */
const cancelled = new Set();
/** What tells Python to stop, in an isolated page. @type {Uint8Array | undefined} */
let flag;
/** The job and the task that are running, for what Python writes. */
let now = { id: 0, key: "" };

const post = (/** @type {Report} */ report, /** @type {Transferable[]} */ transfer = []) => self.postMessage(report, { transfer });

/** What Python writes. @param {OutputKind} kind @param {string} text */
const emit = (kind, text) => post({ type: "output", ...now, kind, text });

// --- downloads, counted, from this site alone --------------------------------------------------------------------------

const progress = { text: "Loading Python", loaded: 0, total: 0, at: 0, open: false };

function tell(force = false) {
  if (!progress.open || (!force && performance.now() - progress.at < 100)) return;
  progress.at = performance.now();
  post({ type: "progress", text: progress.text, loaded: progress.loaded, total: progress.total });
}

/** @param {string} text what is loaded from now on, of which nothing has come yet */
function load(text) {
  Object.assign(progress, { text, loaded: 0, total: 0, open: true });
}

/** @param {string} text a step that has no bytes to count */
function step(text) {
  load(text);
  tell(true);
}

const download = self.fetch.bind(self);
/** Files asked for before Pyodide asks for them, by address. @type {Map<string, Promise<Response>>} */
const early = new Map();

/** @param {Response} response */
function counted(response) {
  if (!response.body || !response.ok) return response;
  const count = new TransformStream({
    transform(chunk, controller) {
      progress.loaded += chunk.byteLength;
      tell();
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(count), { status: response.status, headers: response.headers });
}

/** @type {typeof fetch} */
const guarded = async (input, init) => {
  const address = new URL(input instanceof Request ? input.url : String(input), import.meta.url);
  if (address.origin !== PACK.origin) throw new TypeError(`${address.origin} is not this site: a cell has no network`);
  const waiting = early.get(address.href);
  early.delete(address.href);
  return waiting ?? counted(await download(input, init));
};
self.fetch = guarded;
for (const name of ["XMLHttpRequest", "WebSocket", "WebTransport", "EventSource", "Worker", "close"]) Reflect.deleteProperty(self, name);

/** @param {string[]} files @param {Manifest} manifest */
function prefetch(files, manifest) {
  for (const file of files) {
    const address = new URL(`${manifest.version}/${file}`, PACK).href;
    if (early.has(address)) continue;
    progress.total += manifest.sizes[`${manifest.version}/${file}`] ?? 0;
    const answer = download(address).then(counted);
    answer.catch(() => {}); // it is asked for again, and reported, when it is needed
    early.set(address, answer);
  }
}

// --- starting ----------------------------------------------------------------------------------------------------------

/** @param {string} code what will run first: its packages are fetched beside the core */
async function start(code) {
  load("Loading Python");
  /** @type {Manifest} */
  const manifest = await (await get(MANIFEST, { cache: "no-cache" })).json();
  if (!manifest.version) throw new Error("Python could not be had when this site was built");
  const base = new URL(`${manifest.version}/`, PACK).href;
  const names = needed(code, manifest);
  prefetch(["pyodide.asm.wasm", "python_stdlib.zip", ...filesOf(names, manifest)], manifest);
  const [ours, modules] = [manifest.python, manifest.archive].map((name) =>
    get(new URL(name, PACK)).then((answer) => answer.arrayBuffer()),
  );
  const { loadPyodide } = await import(`${base}pyodide.mjs`);
  const pyodide = await loadPyodide({
    indexURL: base,
    lockFileURL: new URL(manifest.lock ?? "", PACK).href,
    packages: names,
    env: { HOME, MPLBACKEND: "svg", PYTHONDONTWRITEBYTECODE: "1" },
  });
  step("Starting Python");
  pyodide.setStdin({ error: true });
  pyodide.unpackArchive(await modules, "zip", { extractDir: `${HOME}/site` });
  pyodide.unpackArchive(await ours, "zip", { extractDir: HOME });
  pyodide.runPython(`import sys; sys.path.insert(0, "${HOME}")`);
  const importable = JSON.stringify(manifest.packages ?? {});
  const Runner = pyodide.pyimport("musings.live.browser.python.runner").Runner;
  const runner = Runner(`${HOME}/site`, manifest.modules, emit, importable);
  if (flag) {
    pyodide.setInterruptBuffer(flag);
    runner.listen();
  }
  const ready = { runner, pyodide, manifest, loaded: new Set() };
  await prepare(ready, names);
  return ready;
}

/** @param {Python} ready @param {string[]} names packages, now to be had by import */
async function prepare({ runner, pyodide, manifest, loaded }, names) {
  const lacking = names.filter((name) => !loaded.has(name));
  if (!lacking.length) return;
  const absent = lacking.filter((name) => !(name in pyodide.loadedPackages));
  if (absent.length) {
    load(`Loading ${absent.join(", ")}`);
    prefetch(filesOf(absent, manifest).filter((file) => !early.has(file)), manifest);
    /** @type {string[]} */
    const errors = [];
    await pyodide.loadPackage(absent, { messageCallback: () => {}, errorCallback: (/** @type {string} */ e) => errors.push(e) });
    const lost = absent.filter((name) => !(name in pyodide.loadedPackages));
    if (lost.length) throw new Error(`${lost.join(", ")} could not be loaded: ${errors.join("; ")}`);
  }
  for (const name of lacking) loaded.add(name);
  if (lacking.includes("matplotlib")) {
    step("Starting Matplotlib");
    runner.prepare_figures(await fonts());
  }
}

/** Matplotlib's list of its own fonts, which it would make again at each start, for a second and a half. */
async function fonts() {
  const answer = await guarded(new URL("./fontlist.json", import.meta.url)).catch(() => undefined);
  return answer?.ok ? answer.text() : "";
}

// --- running -----------------------------------------------------------------------------------------------------------

/** @param {number} id @param {Plan} plan */
async function run(id, plan) {
  progress.open = true;
  tell(true);
  const code = plan.console?.imports ?? plan.tasks.map((task) => task.code).join("\n");
  const ready = await (python ??= start(code));
  const { runner, manifest, pyodide } = ready;
  await prepare(ready, needed(code, manifest));
  const slow = plan.console ? "" : runner.unimported(code);
  if (slow) {
    step(`Importing ${slow}`);
    runner.import_ahead(code);
  }
  runner.narrow = plan.narrow;
  if (plan.pictures) runner.take_pictures(JSON.stringify(plan.pictures));
  if (plan.tasks[0]?.kind === "question") openExplorers(ready);
  if (plan.console) openConsoles(ready);
  else runner.enter(plan.page, JSON.stringify(plan.changes), plan.fresh);
  progress.open = false;
  for (const task of plan.tasks) {
    if (cancelled.delete(id)) break;
    now = { id, key: task.key };
    post({ type: "begin", ...now });
    if (task.kind === "question") await reply(ready, task);
    else {
      const result = plan.console ? converse(plan.console, task) : await complete(ready, task);
      post({ type: "end", ...now, result });
      if (result.stopped) break;
    }
    // Let what the page has sent meanwhile in, so that a cancelled job ends here.
    if (task !== plan.tasks.at(-1)) await new Promise((resolve) => void setTimeout(resolve));
  }
  cancelled.delete(id);
  post({ type: "done", id, heap: pyodide._module.HEAP8.length });
}

/** @param {Python} ready @param {Task} task @returns {Promise<Result>} */
async function complete(ready, task) {
  return supplied(ready, () => ready.runner.run(JSON.stringify(task)), () => ready.runner.resume());
}

/** What went wrong is Python itself, which cannot be used any more. */
class Breakdown extends Error {}

/** @template T @param {() => T} work of Python, which tells of every error of a reader's code itself @returns {T} */
function inPython(work) {
  try {
    return work();
  } catch (error) {
    const said = reasonOf(error);
    if (/call stack/.test(said)) throw new Breakdown("ran out of stack");
    if (/out of memory|allocation failed/i.test(said)) throw new Breakdown("ran out of memory");
    throw new Breakdown(`broke down (${said.trim().split("\n").at(-1)})`);
  }
}

const reasonOf = (/** @type {unknown} */ error) => (error instanceof Error ? error.message : String(error));

/**
 * What Python says, once nothing that it imports is missing any more.
 * @param {Python} ready @param {() => string} ask what answers with JSON @param {() => string} again
 */
async function supplied(ready, ask, again) {
  let result = JSON.parse(inPython(ask));
  while (result.missing) {
    await prepare(ready, [ready.manifest.packages?.[result.missing] ?? result.missing]);
    post({ type: "begin", ...now });
    result = JSON.parse(inPython(again));
  }
  return result;
}

/** One thing at a time. */
let queue = Promise.resolve();

self.onmessage = (/** @type {MessageEvent<Order>} */ { data }) => {
  if (data.type === "interrupts") {
    ({ flag } = data);
    return;
  }
  if (data.type === "cancel") {
    cancelled.add(data.id);
    return;
  }
  queue = queue.then(async () => {
    try {
      if (data.type === "warm") await (python ??= start(data.code));
      else if (data.type === "forget") {
        (await python)?.runner.forget(data.page);
        consoles?.forget(data.page);
        explorers?.forget(data.page);
      }
      else await run(data.id, data.plan);
    } catch (error) {
      if (data.type !== "run") return; // whoever runs a cell next is told
      post({ type: "failed", id: data.id, broken: error instanceof Breakdown, reason: reasonOf(error) });
    }
  });
};

// --- consoles ----------------------------------------------------------------------------------------------------------

/** Python's side of the consoles, once there was one. @type {any} */
let consoles;

/** @param {Python} ready */
function openConsoles({ runner, pyodide, manifest }) {
  if (consoles) return;
  step("Starting the console");
  consoles = pyodide.pyimport("musings.live.browser.console.console").Consoles(`${HOME}/site`, manifest.modules, emit, runner.heeding);
}

/** @param {Conversation} about @param {Task} task @returns {Result} */
function converse(about, task) {
  return JSON.parse(inPython(() => consoles.converse(JSON.stringify(about), JSON.stringify(task))));
}

// --- explorers ---------------------------------------------------------------------------------------------------------

/** Python's side of the explorers, once one has asked. @type {any} */
let explorers;

/** @param {Python} ready */
function openExplorers({ runner, pyodide, manifest }) {
  explorers ??= pyodide.pyimport("musings.live.browser.explorers.explorer").Explorers(manifest.modules, runner.heeding);
}

/** Answer a question; arrays go over as they are. @param {Python} ready @param {Extract<Task, { kind: "question" }>} task */
async function reply(ready, { name, session, request }) {
  const ask = () => explorers.ask(JSON.stringify({ name, session, request }));
  const said = await supplied(ready, ask, ask);
  /** @type {ArrayBuffer[]} */
  const moved = [];
  const list = explorers.arrays;
  const arrays = Array.from({ length: list.length }, (_, place) => {
    const array = list.get(place);
    const view = array.getBuffer();
    const copy = view.data.slice();
    view.release();
    array.destroy();
    moved.push(copy.buffer);
    return copy;
  });
  list.destroy();
  const answer = said.error === undefined ? { data: revived(said.data, arrays), fresh: said.fresh } : undefined;
  const result = { error: said.error ?? "", steps: [], same: null, figures: [], defined: [], ...(answer && { answer }) };
  post({ type: "end", ...now, result }, moved);
}
