/**
 * Calls functions of the site's Python in the runtime that readers get, outside a browser: WebAssembly computes the same in both.
 *
 *   node webassembly.mjs PACK < calls > results
 *
 * PACK is the folder that holds the pack. Calls and results are JSON, one a line: {"module", "function", "seconds"} and one of
 * {"value"}, {"error"} (it raised), {"absent"} (it needs what a page does not have), {"slow": true} (it took longer than that).
 * {"failed"}, once, says why there can be no more results.
 */
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

// What Node prints of an error is the line it arose in: here the whole of Pyodide.
process.on("uncaughtException", (error) => {
  process.stdout.write(`${JSON.stringify({ failed: error.message })}\n`, () => process.exit(1));
});

const pack = process.argv[2] ?? "";
const manifest = JSON.parse(await readFile(`${pack}/manifest.json`, "utf8"));
const base = `${pack}/${manifest.version}/`;
const { loadPyodide } = await import(pathToFileURL(`${base}pyodide.mjs`).href);
const pyodide = await loadPyodide({
  indexURL: base,
  lockFileURL: `${pack}/${manifest.lock}`,
  packages: [...new Set(Object.values(manifest.packages))],
  stdout: () => {},
  stderr: () => {},
  env: { HOME: "/home/pyodide", MPLBACKEND: "agg" },
});
pyodide.unpackArchive(new Uint8Array(await readFile(`${pack}/${manifest.archive}`)), "zip", { extractDir: "/home/pyodide/site" });

// Python keeps this thread busy: another one counts the seconds and interrupts it. It begins before the call does, and
// what comes too late is for a call that is over: it interrupts no other.
const interrupt = new Uint8Array(new SharedArrayBuffer(1));
const calls = new Int32Array(new SharedArrayBuffer(8)); // the number of the call under way, and of the last that is timed
pyodide.setInterruptBuffer(interrupt);
// A module by its address, for code that is given as text is one or not as the folder's package.json says.
const CLOCK = `
import { parentPort, workerData } from "node:worker_threads";
const { calls, interrupt } = workerData;
let timer;
parentPort.on("message", ({ number, seconds }) => {
  clearTimeout(timer);
  timer = setTimeout(() => { if (Atomics.load(calls, 0) === number) interrupt[0] = 2; }, 1000 * seconds);
  Atomics.store(calls, 1, number);
  Atomics.notify(calls, 1);
});`;
const clock = new Worker(new URL(`data:text/javascript,${encodeURIComponent(CLOCK)}`), {
  workerData: { calls, interrupt },
});
clock.unref();

const call = pyodide.runPython(`
import importlib, json, sys, traceback, warnings
sys.path.insert(0, "/home/pyodide/site")

def call(module, function):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            value = getattr(importlib.import_module(module), function)()
    except KeyboardInterrupt:
        return json.dumps({"slow": True})
    except ModuleNotFoundError as error:
        return json.dumps({"absent": error.name})
    except Exception as error:
        return json.dumps({"error": "".join(traceback.format_exception_only(error)).strip()})
    return json.dumps({"value": value if isinstance(value, (str, list, tuple)) else float(value)}, default=str)

call
`);
let number = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const { module, function: name, seconds } = JSON.parse(line);
  number += 1;
  Atomics.store(calls, 0, number);
  clock.postMessage({ number, seconds });
  Atomics.wait(calls, 1, number - 1);
  const result = call(module, name);
  Atomics.store(calls, 0, 0);
  interrupt[0] = 0;
  process.stdout.write(`${result}\n`);
}
