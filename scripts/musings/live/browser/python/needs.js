/**
 * Which packages a piece of code needs: known before Python is there, from the code's import lines and the table that the
 * build made of the site's own modules. A guess that falls short is made good when the import fails.
 * @import { Manifest } from "../page/types.js"
 */

const FROM = /^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]*)/gm;
const IMPORT = /^[ \t]*import[ \t]+([^\n#]*)/gm;

/**
 * @param {string} code
 * @param {Manifest} manifest
 * @returns {string[]} names of packages in the lock
 */
export function needed(code, manifest) {
  const packages = manifest.packages ?? {};
  const table = manifest.imports ?? {};
  /** @type {Set<string>} */
  const tops = new Set();
  /** @param {string} module @param {boolean} direct */
  const add = (module, direct) => {
    tops.add(module.split(".", 1)[0] ?? "");
    for (const name of table[module]?.needs ?? []) tops.add(name);
    if (direct) for (const name of table[module]?.lazy ?? []) tops.add(name);
  };
  for (const [, list = ""] of code.matchAll(IMPORT)) {
    for (const part of list.split(",")) add(part.trim().split(/\s/, 1)[0] ?? "", true);
  }
  for (const [, module = "", list = ""] of code.matchAll(FROM)) {
    add(module, false);
    for (const part of list.replace(/[()]/g, "").split(",")) {
      const name = part.trim().split(/\s/, 1)[0] ?? "";
      const home = table[module]?.names?.[name];
      add(home ?? `${module}.${name}`, true);
    }
  }
  return [...new Set([...tops].flatMap((name) => packages[name] ?? []))];
}

/**
 * @param {string[]} names packages
 * @param {Manifest} manifest
 * @returns {string[]} the files of these packages and of what they need
 */
export function filesOf(names, manifest) {
  const files = manifest.files ?? {};
  /** @type {Map<string, string>} */
  const found = new Map();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const [file, ...depends] = files[name] ?? [];
    if (file && !found.has(name)) {
      found.set(name, file);
      waiting.push(...depends);
    }
  }
  return [...found.values()];
}
