/**
 * What the build knows of the services that can run in a page, and what it takes to start one.
 * @import { Manifest, Service } from "../page/types.js"
 */
import { filesOf, needed } from "../python/needs.js";
import { MANIFEST, PACK, get } from "../python/pack.js";

/** What Python itself is made of. */
const CORE = ["pyodide.asm.wasm", "pyodide.asm.js", "pyodide.mjs", "python_stdlib.zip"];

/** @type {Promise<{ manifest: Manifest, services: Record<string, Service> }> | undefined} */
let pack;

function packed() {
  pack ??= load();
  pack.catch(() => (pack = undefined)); // asked for again at the next try
  return pack;
}

async function load() {
  const read = async (/** @type {URL} */ address, /** @type {RequestCache} */ cache) => (await get(address, { cache })).json();
  /** @type {Manifest} */
  const manifest = await read(MANIFEST, "no-cache");
  return { manifest, services: manifest.services ? await read(new URL(manifest.services, PACK), "default") : {} };
}

/** @param {string} name @returns {Promise<Service>} */
export async function known(name) {
  const { services } = await packed();
  const service = services[name];
  if (!service) throw new Error(`this site has no server named ${name} that can run in a page`);
  return service;
}

/** Bytes that the first command to a service fetches at most. @param {string} name */
export async function cost(name) {
  const { manifest } = await packed();
  const files = [...CORE, ...filesOf(needed(imports(await known(name), {}), manifest), manifest)];
  return files.reduce((sum, file) => sum + (manifest.sizes[`${manifest.version}/${file}`] ?? 0), 0);
}

/** What the server imports, for the packages to be fetched. @param {Service} service @param {Record<string, string>} edits */
export function imports(service, edits) {
  return [`import ${service.app.split(":", 1)[0]}`, ...Object.values(edits)].join("\n");
}
