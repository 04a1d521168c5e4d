/**
 * Text as a terminal shows it: in colours, and with lines that are written over.
 * @import { OutputKind } from "../page/types.js"
 */
import { make } from "../page/elements.js";

/** Pieces that a pane has: what comes after looks like the last of them. */
const MOST = 500;
/** Letters after which a new part begins with the next line: what is added has its own part laid out again, and no other. */
const PART = 4000;
// eslint-disable-next-line no-control-regex -- it is what terminals are told with
const TOLD = /\u001b(?:\[([\d;]*)m|\[[\d;?]*[A-Za-ln-z]|[^[])/;

export class Terminal {
  element = make("pre", "live-text", { tabindex: "0", "aria-label": "Text output" });
  #part = make("span", "live-part");
  #length = 0;
  #pieces = 0;
  #ink = "";
  #bold = "";
  /** The next sign stands at the line's beginning, over what is there. */
  #returned = false;

  /** @param {OutputKind} kind @param {string} text */
  write(kind, text) {
    text.split(TOLD).forEach((part, place) => {
      if (place % 2) (part ?? "9").split(";").forEach((code) => this.#told(Number(code)));
      else if (part) this.#type(`live-${kind}${this.#bold}${this.#ink}`, part);
    });
  }

  /** @param {number} code */
  #told(code) {
    if (code === 0) this.#bold = this.#ink = "";
    else if (code === 1) this.#bold = " live-bold";
    else if (code === 39) this.#ink = "";
    else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) this.#ink = ` live-ink-${code % 10}`;
  }

  /** @param {string} name @param {string} text */
  #type(name, text) {
    let over = this.#returned;
    const lines = text.split("\n").map((line, number, all) => {
      let end = line.length;
      while (line[end - 1] === "\r") end--;
      const start = line.lastIndexOf("\r", end - 1) + 1;
      if (!number) over = start > 0 || (over && end > 0);
      if (number === all.length - 1) this.#returned = end < line.length || (this.#returned && all.length === 1 && !line);
      return line.slice(start, end);
    });
    if (over) this.#toStart();
    this.#put(name, lines.join("\n"));
  }

  /** @param {string} name @param {string} text */
  #put(name, text) {
    const ended = this.#part.lastChild?.textContent?.endsWith("\n");
    const rest = ended ? 0 : text.indexOf("\n") + 1;
    const parted = this.#length > PART && (ended || rest > 0);
    if (parted && rest) this.#add(name, text.slice(0, rest));
    if (parted) {
      this.#part = make("span", "live-part");
      this.#length = 0;
    }
    if (!parted || rest < text.length) this.#add(name, parted ? text.slice(rest) : text);
  }

  /** @param {string} name @param {string} text */
  #add(name, text) {
    if (!this.#part.parentNode) this.element.append(this.#part);
    this.#length += text.length;
    const last = this.#part.lastElementChild;
    if (last?.lastChild instanceof Text && (last.className === name || this.#pieces >= MOST)) last.lastChild.appendData(text);
    else {
      this.#pieces++;
      this.#part.append(make("span", name, {}, text));
    }
  }

  /** Take away what stands on the last line. */
  #toStart() {
    for (let last = this.#part.lastChild; last; last = this.#part.lastChild) {
      const text = last.textContent ?? "";
      const kept = text.lastIndexOf("\n") + 1;
      last.textContent = text.slice(0, kept);
      if (kept) return;
      last.remove();
    }
  }
}
