/**
 * Bundles what the cells' editor and the explorers' charts take from npm, with types beside it:
 *
 *   node bundle.mjs ROOT FOLDER
 *
 * ROOT is the folder that has node_modules. Written only when it differs, so that a server that watches FOLDER is not woken.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

/** Names by the package that exports them. @typedef {Record<string, string[]>} Exports */

/** @type {Exports} */
const EDITOR = {
  "@codemirror/autocomplete": ["closeBrackets", "closeBracketsKeymap"],
  "@codemirror/commands": ["defaultKeymap", "history", "historyKeymap"],
  "@codemirror/lang-python": ["python"],
  "@codemirror/language": ["HighlightStyle", "bracketMatching", "indentOnInput", "indentUnit", "syntaxHighlighting"],
  "@codemirror/state": ["EditorState"],
  "@codemirror/view": ["EditorView", "drawSelection", "highlightSpecialChars", "keymap"],
  "@lezer/highlight": ["tags"],
};

/** @type {Exports} */
const CHARTS = {
  "d3-array": ["bisectCenter", "extent", "max", "min"],
  "d3-contour": ["contours"],
  "d3-format": ["format"],
  "d3-scale": ["scaleLinear", "scaleLog"],
  "d3-shape": ["area", "curveStepAfter", "line"],
};

const [root = ".", folder = "."] = process.argv.slice(2);
const resolveDir = resolve(root);
/** @type {typeof import("esbuild")} */
const { build } = createRequire(join(resolveDir, "package.json"))("esbuild");

await mkdir(folder, { recursive: true });
for (const [name, exports] of Object.entries({ editor: EDITOR, charts: CHARTS })) {
  const source = Object.entries(exports)
    .map(([from, exported]) => `export { ${exported.join(", ")} } from "${from}";\n`)
    .join("");
  const bundled = await build({
    stdin: { contents: source, resolveDir },
    bundle: true,
    format: "esm",
    target: ["chrome130", "firefox130", "safari18"],
    minify: true,
    legalComments: "none",
    write: false,
  });
  const files = { [`${name}.js`]: bundled.outputFiles[0]?.text ?? "", [`${name}.d.ts`]: source };
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, file);
    const present = await readFile(path, "utf8").catch(() => undefined);
    if (present !== text) await writeFile(path, text);
  }
}
