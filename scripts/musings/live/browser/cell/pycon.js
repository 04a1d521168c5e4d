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
