/**
 * Bundles what the cells' editor takes from npm into docs/assets/live/vendor/editor.js, with its types beside it.
 * Written only when it differs, so that a server that watches docs/ is not woken.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const EXPORTS = {
  "@codemirror/autocomplete": ["closeBrackets", "closeBracketsKeymap"],
  "@codemirror/commands": ["defaultKeymap", "history", "historyKeymap"],
  "@codemirror/lang-python": ["python"],
  "@codemirror/language": ["HighlightStyle", "bracketMatching", "indentOnInput", "indentUnit", "syntaxHighlighting"],
  "@codemirror/state": ["EditorState"],
  "@codemirror/view": ["EditorView", "drawSelection", "highlightSpecialChars", "keymap"],
  "@lezer/highlight": ["tags"],
};

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = `${root}docs/assets/live/vendor/`;
const source = Object.entries(EXPORTS)
  .map(([name, exported]) => `export { ${exported.join(", ")} } from "${name}";\n`)
  .join("");

const bundled = await build({
  stdin: { contents: source, resolveDir: root },
  bundle: true,
  format: "esm",
  target: ["chrome130", "firefox130", "safari18"],
  minify: true,
  legalComments: "none",
  write: false,
});

await mkdir(folder, { recursive: true });
for (const [name, text] of [["editor.js", bundled.outputFiles[0].text], ["editor.d.ts", source]]) {
  const present = await readFile(folder + name, "utf8").catch(() => undefined);
  if (present !== text) await writeFile(folder + name, text);
}
