/**
 * A console's text, apart: what is typed and what is answered.
 * @import { Step } from "../page/types.js"
 */

/**
 * @param {string} text with `>>>` and `...` prompts
 * @returns {Step[]} as doctest would read it
 */
export function steps(text) {
  /** @type {{ code: string[], want: string[], line: number }[]} */
  const found = [];
  let lines = 0;
  let open = false;
  for (const line of text.split("\n")) {
    const prompt = /^(>>>|\.\.\.)(?: (.*))?$/.exec(line);
    const last = found.at(-1);
    if (prompt?.[1] === ">>>") {
      found.push({ code: [prompt[2] ?? ""], want: [], line: lines++ });
      open = true;
    } else if (prompt && last && open && !last.want.length) {
      last.code.push(prompt[2] ?? "");
      lines++;
    } else if (!line.trim()) {
      open = false;
    } else if (last && open) {
      last.want.push(line);
    }
  }
  return found.map(({ code, want, line }) => ({
    code: code.join("\n"),
    line,
    want: want.length ? `${want.join("\n")}\n` : "",
  }));
}

/** @param {Step[]} list @returns {string} the code alone */
export const codeOf = (list) => list.map(({ code }) => code).join("\n");

/** Whether there is anything to run. @param {Step} step */
export const does = ({ code }) => code.split("\n").some((line) => !/^\s*(#|$)/.test(line));

/** @param {string} code @returns {string} as the console shows it */
export const prompted = (code) =>
  code
    .split("\n")
    .map((line, number) => `${number ? "..." : ">>>"} ${line}`.trimEnd())
    .join("\n");

/** A string or a comment, which stays as it is, or what stands between bent quotes. */
const QUOTED =
  /("""|''')[^]*?\1|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#.*|[“”„]([^“”„"\n]*)[“”]|[‘’‚]([^‘’‚'\n]*)[‘’]/g;

/** @param {string} text @returns {string} with the quotes straight that a word processor has bent around strings */
export const straight = (text) =>
  text.replace(QUOTED, (all, _, double, single) => (double !== undefined ? `"${double}"` : single !== undefined ? `'${single}'` : all));

const TYPED = /^(\s*)(?:>>>|In \[\d+\]:)(?: |$)/;
const AS_DOCTEST = /** @type {const} */ ([[/^In \[\d+\]:/, ">>>"], [/^ *\.\.\.:/, "..."]]);

/**
 * @param {string} text from the clipboard
 * @returns {string} the code alone, where the text is a console's, of Python or IPython; with quotes as Python has them
 */
export function unprompted(text) {
  const lines = text.split(/\r\n?|\n/);
  const indent = TYPED.exec(lines.find((line) => line.trim()) ?? "")?.[1];
  if (indent === undefined) return straight(text);
  const plain = lines.map((line) => {
    const cut = line.startsWith(indent) ? line.slice(indent.length) : line.trimStart();
    return AS_DOCTEST.reduce((so, [prompt, ours]) => so.replace(prompt, ours), cut);
  });
  return straight(codeOf(steps(plain.join("\n"))));
}
