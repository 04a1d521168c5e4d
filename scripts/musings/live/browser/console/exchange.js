/** An exchange's text, apart: the commands and what they are answered. */

/** Return the commands of an exchange with their answers. @param {string} text @returns {{ line: string, want: string }[]} */
export function commands(text) {
  /** @type {{ line: string, want: string }[]} */
  const found = [];
  let open = false;
  for (const line of text.replace(/\n+$/, "").split("\n")) {
    const last = found.at(-1);
    if (line.startsWith("$ ")) found.push({ line: line.slice(2), want: "" });
    else if (open && last) last.line += `\n${line}`;
    else if (last) last.want += `${line}\n`;
    open = line.endsWith("\\") && (open || line.startsWith("$ "));
  }
  return found;
}

/**
 * What curl writes beside the answer: a note of its own, a line that goes over the wire, or else what is wrong.
 * @param {string} line
 */
export const aside = (line) => (/^[*{}] /.test(line) ? "note" : /^[<>]/.test(line) ? "wire" : "err");
