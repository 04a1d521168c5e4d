/**
 * What every explorer has: a state that the address holds, a line to Python, buttons, a table of what is drawn, words for those
 * who hear the page. An explorer extends it:
 *
 *     export default class Activation extends Explorer {
 *       title = "Activation explorer";
 *       hint = "Drag the point along the curve";
 *       schema() { return { x: number({ start: 1, low: -6, high: 6, step: 0.05 }) }; }   // state.js: the kinds of fields
 *       build(stage) { stage.append(slider(this, "x", { label: "Input" })); … }           // once: controls.js, chart.js
 *       wanted() { return [this.state.function]; }              // the parts that the first view takes
 *       draw() { … }             // after each change, at most once a frame: from this.state, this.first, this.reply
 *       question() { … }         // what this.state needs of Python, or undefined where this.first holds it
 *       summary() { … }          // what is read out, once the reader rests
 *       table() { … }            // { caption, head, rows } of what is drawn
 *     }
 *
 * `this.first`  what `first()` gave when the site was built, by `snippets/explorers/NAME.py`
 * `this.part(n)` what its `parts()` gave under a name: undefined until it has been fetched, then it is drawn again
 * `this.state`  the values of the schema's fields; changed by `this.set({ x: 2 })` alone
 * `this.reply`  what `answer(request)` gave for `question()`: undefined before, and where no question is asked; while
 *               `this.stale` it is that of an earlier question, `this.asked` (the charts are dimmed by then)
 * `this.ask(r)` asks Python beside that, for what is no function of the state, such as the next steps of a training; gives
 *               `{ data, fresh }`, or nothing when overtaken by a later question. `fresh`: the session is a new one
 *
 * JavaScript draws; it computes no value. What a reader sees as a number is a number that Python gave: a handle snaps to what
 * is there.
 * @import { Answer } from "../page/types.js"
 */
import { Status, button, copy, make, named, portion } from "../page/elements.js";
import { fragment } from "./address.js";
import { Line } from "./ask.js";
import { written } from "./data.js";
import { read, starts, write } from "./state.js";

export { make }; // for those who extend it

/** @typedef {"narrow" | "usual" | "wide"} Room */
/** @typedef {{ caption: string, head: string[], rows: (string | number)[][] }} Table */

const QUIET = 900;

export class Explorer {
  title = "Explorer";
  hint = "";
  /** @type {any} */
  reply;
  /** The question that `reply` answers. @type {any} */
  asked;
  stale = false;
  /** What follows the state beside the drawing: controls, charts. @type {{ sync(): void, close?(): void }[]} */
  followers = [];

  #gone = new AbortController();
  #frame = make("div", "explorer-frame", { role: "group" });
  #bar = make("div", "live-bar");
  #status = new Status();
  #said = make("p", "musings-unseen", { role: "status" });
  #table = make("div", "explorer-table claim-table", { tabindex: "0", role: "group", "aria-label": "Table" });
  #painting = 0;
  #asked = "";
  #answered = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #speaking;
  #spoken = "";
  #moved = () => {};

  /** @type {Map<string, any>} */
  #parts = new Map();

  /**
   * @param {HTMLElement} block
   * @param {any} first @param {Record<string, string>} files of the parts
   * @param {() => void} changed called after each change of the state
   */
  constructor(block, first, files, changed) {
    this.block = block;
    this.files = files;
    this.first = first;
    this.name = block.dataset.explorer ?? "";
    this.line = new Line(this.name, (...told) => this.#tell(...told));
    this.stage = make("div", "explorer-stage");
    this.#moved = changed;
    /** @type {import("./state.js").Schema} */
    this.fields = {};
    /** @type {Record<string, any>} */
    this.state = {};
    /** @type {Record<string, any>} */
    this.start = {};
  }

  // --- what an explorer says of itself -----------------------------------------------------------------------------------

  /** @returns {import("./state.js").Schema} */
  schema() {
    return {};
  }

  /** @param {HTMLElement} _stage */
  build(_stage) {}

  draw() {}

  /** @returns {unknown} */
  question() {
    return undefined;
  }

  /** @returns {string[]} the parts that the state is drawn from: they are there before it first is */
  wanted() {
    return [];
  }

  summary() {
    return "";
  }

  /** @returns {Table} */
  table() {
    return { caption: "", head: [], rows: [] };
  }

  /** The state was set from outside: by the address or by Reset. */
  opened() {}

  /** The page goes: whatever goes on must end. */
  leave() {}

  // --- coming and going ----------------------------------------------------------------------------------------------------

  /** Appear, at the first call, and take over a state as an address has it. @param {string} state */
  async open(state) {
    if (!this.#frame.isConnected) this.#begin();
    this.state = read(this.fields, state, this.start);
    // What is drawn is another view, until the parts of this one are there.
    this.stale = true;
    this.block.toggleAttribute("data-stale", this.#frame.isConnected);
    await Promise.all(this.wanted().map((name) => this.#fetch(name)));
    if (this.signal.aborted) return;
    if (!this.#frame.isConnected) this.#mount();
    this.opened();
    this.#consult();
    this.refresh();
    this.#paint();
  }

  #begin() {
    this.fields = this.schema();
    this.start = read(this.fields, this.block.dataset.preset ?? "", starts(this.fields));
  }

  #mount() {
    this.#frame.setAttribute("aria-label", this.title);
    const head = make("p", "explorer-head", {}, make("strong", "explorer-title", {}, this.title), make("span", "explorer-hint", {}, this.hint));
    const buttons = [
      this.#button("reset", "Reset", "Reset: back to the start", () => this.reset()),
      this.#button("link", "Copy link", "Copy a link that opens this view", () => this.#copy()),
      this.#button("table", "Show as table", "Show what is drawn as a table", (pressed) => this.#toggle(pressed)),
    ];
    named(buttons, this.title);
    buttons.at(-1)?.setAttribute("aria-expanded", "false");
    this.#bar.append(...buttons, ...this.#status.elements);
    this.#table.hidden = true;
    this.#frame.append(head, this.stage, this.#table, this.#bar, this.#said);
    // In the very place of the image, so that the caption under it does not move.
    const image = this.block.querySelector("p:has(img)");
    if (image) image.before(this.#frame);
    else this.block.prepend(this.#frame);
    this.build(this.stage);
    this.block.classList.add("explorer-ready");
    const redraw = () => this.refresh();
    this.resized = new ResizeObserver(redraw);
    this.resized.observe(this.stage);
    this.recoloured = new MutationObserver(redraw);
    this.recoloured.observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
  }

  /** Take everything of this explorer off the page. */
  close() {
    this.leave();
    this.#gone.abort();
    clearTimeout(this.#speaking);
    cancelAnimationFrame(this.#painting);
    this.resized?.disconnect();
    this.recoloured?.disconnect();
    for (const part of this.followers) part.close?.();
    this.line.close();
    this.#frame.remove();
    this.block.classList.remove("explorer-ready");
    delete this.block.dataset.state;
  }

  get signal() {
    return this.#gone.signal;
  }

  // --- the state -----------------------------------------------------------------------------------------------------------

  /** Whether the state differs from the one it opens in. */
  get changed() {
    return this.written !== "";
  }

  /** The state as an address has it. */
  get written() {
    return write(this.fields, this.state, this.start);
  }

  /** @param {Record<string, any>} changes */
  set(changes) {
    const before = JSON.stringify(this.state);
    Object.assign(this.state, changes);
    if (JSON.stringify(this.state) === before) return;
    this.#consult();
    this.refresh();
    this.#moved();
  }

  reset() {
    this.open("");
    this.#moved();
    this.say("As at the start");
  }

  /** Draw again before the next frame. */
  refresh() {
    if (!this.#painting) this.#painting = requestAnimationFrame(() => this.#paint());
  }

  /** Draw now what waits for the next frame: two keys may come within one. */
  flush() {
    if (this.#painting) this.#paint();
  }

  #paint() {
    cancelAnimationFrame(this.#painting);
    this.#painting = 0;
    if (this.signal.aborted) return;
    this.block.toggleAttribute("data-stale", this.waiting);
    for (const part of this.followers) part.sync();
    this.draw();
    if (!this.#table.hidden) this.#tabulate();
    clearTimeout(this.#speaking);
    if (!this.stale) this.#speaking = setTimeout(() => this.#speak(), QUIET);
  }

  #speak() {
    const words = this.summary();
    // What stands there when it comes has not changed: it is not read out.
    if (this.#spoken && words !== this.#spoken) this.#said.textContent = words;
    this.#spoken = words;
  }

  // --- Python --------------------------------------------------------------------------------------------------------------

  /** Ask for what the state needs, if it is not there. */
  async #consult() {
    const request = this.question();
    const wanted = request === undefined ? "" : JSON.stringify(request);
    if (wanted === "" || wanted === this.#answered) {
      this.#asked = wanted;
      if (wanted === "") this.reply = this.asked = undefined;
      this.#answered = wanted;
      this.stale = false;
      return;
    }
    this.stale = true;
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    const answer = await this.line.ask(request);
    if (this.signal.aborted || this.#asked === "") return;
    if (!answer) {
      if (this.#asked === wanted) this.#asked = "?"; // so that the same question can be asked once more
      return;
    }
    this.reply = answer.data;
    this.asked = request;
    this.#answered = wanted;
    this.stale = wanted !== this.#asked;
    this.refresh();
  }

  /** Ask Python for something that is no function of the state. @param {unknown} request @returns {Promise<Answer | undefined>} */
  ask(request) {
    return this.line.ask(request);
  }

  /** @type {Line["tell"]} */
  #tell(status, text, loaded = 0, total = 0) {
    if (this.signal.aborted) return;
    if (status === "running") this.block.dataset.state = "running";
    else if (status === "idle") delete this.block.dataset.state;
    else this.block.dataset.state = status === "queued" ? "queued" : status;
    // A running answer is a matter of milliseconds: nothing is said of it.
    if (status === "loading" || status === "error") this.say(text);
    else if (status === "idle") this.say("");
    this.#status.progress(status === "loading" ? portion(loaded, total) : "");
  }

  /** Whether what is drawn is not yet what is asked for. */
  get waiting() {
    return this.stale || this.#lacking;
  }

  /** Whether a part that the state is drawn from is on its way: what is drawn meanwhile is the view before. */
  get #lacking() {
    if (this.#asked !== "") return false; // Python gives all there is to draw
    return this.wanted().some((name) => Object.hasOwn(this.files, name) && this.#parts.get(name) === undefined);
  }

  /** A part of what was computed when the site was built; undefined until it is there. @param {string} name @returns {any} */
  part(name) {
    if (!this.#parts.has(name) && Object.hasOwn(this.files, name)) this.#fetch(name).then(() => this.refresh());
    return this.#parts.get(name);
  }

  /** @param {string} name */
  async #fetch(name) {
    const file = Object.hasOwn(this.files, name) ? this.files[name] : undefined;
    if (file === undefined || this.#parts.get(name)) return;
    this.#parts.set(name, undefined);
    try {
      this.#parts.set(name, await written(file));
    } catch {
      // Asked for again at the next change, not at once.
      setTimeout(() => this.#parts.delete(name), 2000);
      this.say("The numbers could not be fetched");
    }
  }

  // --- the bar -------------------------------------------------------------------------------------------------------------

  /** @param {string} status said beside the buttons */
  say(status) {
    this.#status.say(status);
  }

  /**
   * @param {"reset" | "link" | "table"} icon @param {string} label @param {string} title
   * @param {(pressed: HTMLButtonElement) => void} act
   */
  #button(icon, label, title, act) {
    const element = button(icon, label, title);
    element.addEventListener("click", () => act(element), { signal: this.signal });
    return element;
  }

  async #copy() {
    const address = new URL(location.href);
    address.hash = fragment(new Map([[this.name, this.written]]));
    this.say(await copy(address.href, "The link is copied: it opens this view"));
  }

  /** @param {HTMLButtonElement} pressed */
  #toggle(pressed) {
    this.#table.hidden = !this.#table.hidden;
    pressed.setAttribute("aria-expanded", String(!this.#table.hidden));
    if (!this.#table.hidden) this.#tabulate();
  }

  #tabulate() {
    const { caption, head, rows } = this.table();
    const top = make("tr", "", {}, ...head.map((text) => make("th", "", { scope: "col" }, text)));
    const body = rows.map((row) => make("tr", "", {}, ...row.map((cell) => make("td", "", {}, String(cell)))));
    const table = make("table", "", {}, make("caption", "", {}, caption), make("thead", "", {}, top), make("tbody", "", {}, ...body));
    this.#table.replaceChildren(table);
  }

  // --- room ----------------------------------------------------------------------------------------------------------------

  /** How much room the block has: as explorers.css parts the widths. @returns {Room} */
  get room() {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const width = this.block.clientWidth / rem;
    return width < 30 ? "narrow" : width < 36 ? "usual" : "wide";
  }

  // --- colours -------------------------------------------------------------------------------------------------------------

  /** A colour of the site by its name, as the scheme has it now: for what CSS cannot reach. @param {string} name */
  colour(name) {
    return getComputedStyle(this.block).getPropertyValue(`--musings-${name.replaceAll("_", "-")}`).trim();
  }
}
