/**
 * One cell: a block of code that stands in the page with its approved output, and the buttons and the output under it.
 * @import { State } from "../page/elements.js"
 * @import { Figure, JobEvent, OutputKind, Result, Task } from "../page/types.js"
 * @import { Editor } from "./editor.js"
 */
import { Status, button, copy, listening, make, named, portion } from "../page/elements.js";
import { codeOf, does, prompted, steps } from "./pycon.js";
import { drawing, shownAs } from "./figures.js";
import { markup } from "./markup.js";
import { Terminal } from "./terminal.js";

/** @typedef {{ run(cell: Cell): void, warm(cell: Cell): void, stop(cell: Cell): void, more(cell: Cell): void, reset(cell: Cell): void,
 *              share(cell: Cell): void, changed(): void }} Owner */

const buttons = () => ({
  run: button("run", "Run", "Run (Ctrl+Enter)"),
  stop: button("stop", "Stop", "Stop"),
  more: button("more", "Go on", "Go on for another half minute"),
  edit: button("edit", "Edit", "Edit"),
  copy: button("copy", "Copy", "Copy the code"),
  share: button("link", "Share", "Share: copy an address that holds your code"),
  reset: button("reset", "Reset", "Reset: back to the code as printed"),
});

const seconds = (/** @type {number} */ ms) => (ms < 9950 ? `${(ms / 1000).toFixed(2)} s` : `${Math.round(ms / 1000)} s`);
const shortened = (/** @type {string} */ text) => (text.length > 90 ? `${text.slice(0, 89)}…` : text);

export class Cell {
  /** The reader's code, where it differs from the printed. @type {string | undefined} */
  edited;
  /** The code that the page's namespace has seen. @type {string | undefined} */
  ran;
  /** A listing's text as the modules have it now, where it is the reader's. @type {string | undefined} */
  applied;
  /** The edit whose output was shown last. @type {string | undefined} */
  seen;
  /** What went wrong when it ran last, and should not have. */
  failed = "";
  /** Whether the pane under it shows what a run gave. */
  shown = false;
  /** @type {State} */
  state = "idle";

  #buttons = buttons();
  #bar = make("div", "live-bar");
  #status = new Status();
  #output = make("div", "live-output", { role: "group", "aria-label": "Output" });
  #text = new Terminal();
  #frame = make("div", "live-editor");
  /** @type {Editor | undefined} */
  #editor;
  #opening = false;
  #since = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #hover;
  #gone = new AbortController();

  /**
   * @param {HTMLElement} block
   * @param {string} name of an example; a listing is called as its file
   * @param {Owner} owner
   * @param {Set<string>} keys of the cells above, to which its own is added
   */
  constructor(block, name, owner, keys) {
    this.block = block;
    this.owner = owner;
    this.printed = /** @type {HTMLElement} */ (block.querySelector("pre"));
    const text = (this.printed.querySelector("code") ?? this.printed).textContent?.replace(/\n+$/, "") ?? "";
    this.listing = block.dataset.claim === "listing";
    this.source = block.dataset.source ?? "";
    this.section = block.dataset.section ?? "";
    const all = this.listing ? [] : steps(text);
    this.original = this.listing ? text : codeOf(all);
    this.steps = all.filter(does); // as doctest, which passes over what is only a comment
    this.name = this.listing ? this.source : name;
    this.key = this.listing ? `${this.source}:${this.section}` : name.replaceAll(" ", "-");
    while (keys.has(this.key)) this.key += "'"; // a page may show a listing twice
    keys.add(this.key);
    this.#mount();
  }

  get code() {
    return this.edited ?? this.original;
  }

  /** @returns {Task} */
  get task() {
    const { key, name, code } = this;
    if (this.listing) return { kind: "listing", key, name, code, source: this.source, section: this.section };
    return { kind: "example", key, name, code, steps: this.edited === undefined ? this.steps : [{ code, line: 0 }] };
  }

  // --- the buttons -----------------------------------------------------------------------------------------------------

  #mount() {
    const { run, stop, edit, reset } = this.#buttons;
    named(Object.values(this.#buttons), this.name);
    this.block.id ||= `cell-${this.key.replace(/\W+/g, "-")}`;
    const on = listening(this.#gone.signal);
    on(run, "click", () => this.run());
    on(run, "pointerenter", () => (this.#hover = setTimeout(() => this.owner.warm(this), 100)));
    on(run, "pointerleave", () => clearTimeout(this.#hover));
    on(stop, "click", () => {
      this.owner.stop(this);
      run.focus();
    });
    on(this.#buttons.more, "click", () => {
      this.#show("running", "Running");
      this.owner.more(this);
      stop.focus();
    });
    on(edit, "click", () => this.edit());
    on(this.#buttons.copy, "click", () => this.copy(this.code, "Copied"));
    on(this.#buttons.share, "click", () => this.owner.share(this));
    on(reset, "click", () => {
      this.reset();
      edit.focus();
    });
    on(this.block, "keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        this.run();
      }
    });
    this.#bar.append(...this.#status.elements);
    this.#bar.setAttribute("role", "group");
    this.#bar.setAttribute("aria-label", this.listing ? `Listing ${this.name}` : `Run ${this.name}`);
    this.block.append(this.#bar);
    this.block.classList.add("live-ready");
    this.#show("idle");
  }

  /** Take everything of this cell's off the page. */
  unmount() {
    clearTimeout(this.#hover);
    this.#gone.abort();
    this.#close();
    this.#bar.remove();
    this.#output.remove();
    this.block.classList.remove("live-ready");
    delete this.block.dataset.state;
    delete this.block.dataset.same;
  }

  run() {
    if (this.busy) return;
    this.owner.run(this);
  }

  get busy() {
    return this.state === "queued" || this.state === "loading" || this.state === "running";
  }

  /** @param {State} state @param {string} [status] @param {string} [progress] seen, not read out */
  #show(state, status = "", progress = "") {
    this.state = state;
    this.block.dataset.state = state;
    this.#status.say(status);
    this.#status.progress(progress);
    this.#buttons.run.setAttribute("aria-disabled", String(this.busy));
    this.#offer();
  }

  /** Have just those buttons in the page that can be pressed: of forty cells, the others are hundreds of elements. */
  #offer({ more = false } = {}) {
    /** @type {Record<string, boolean>} */
    const idle = {
      stop: !this.busy,
      more: !more,
      edit: Boolean(this.#editor),
      share: this.edited === undefined,
      reset: this.edited === undefined && !this.#editor && !this.shown,
    };
    /** @type {Element | undefined} */
    let next = this.#status.elements[0];
    for (const [name, each] of Object.entries(this.#buttons).reverse()) {
      if (idle[name]) each.remove();
      else {
        if (each.parentNode !== this.#bar) this.#bar.insertBefore(each, next ?? null); // one in focus is not to be moved
        next = each;
      }
    }
  }

  /** @param {string} status said beside the buttons */
  say(status) {
    this.#show(this.state, status);
  }

  /** @param {string} text @param {string} done */
  async copy(text, done) {
    this.say(await copy(text, done));
  }

  // --- editing ---------------------------------------------------------------------------------------------------------

  /** Open the editor, with the focus in it or without. */
  async edit(focus = true) {
    if (this.#editor) return this.#editor.focus();
    if (this.#opening) return;
    this.#opening = true;
    try {
      const { createEditor } = await import("./editor.js");
      if (this.#gone.signal.aborted) return;
      this.printed.after(this.#frame);
      this.#editor = createEditor({
        parent: this.#frame,
        code: this.code,
        label: `Code of ${this.name}; Tab leaves the editor, Control Enter runs`,
        onChange: (code) => this.#change(code),
      });
      this.printed.hidden = true;
      delete this.block.dataset.same;
      this.#show(this.state, this.#status.text);
      if (focus) this.#editor.focus();
    } catch {
      this.say("The editor could not be loaded");
    } finally {
      this.#opening = false;
    }
  }

  /** @param {string} code */
  #change(code) {
    this.edited = code === this.original ? undefined : code;
    this.#show(this.state, this.busy ? this.#status.text : "");
    this.owner.changed();
  }

  /** Take over code from elsewhere: the session or a shared address. @param {string} code @param {string} status */
  async restore(code, status) {
    this.edited = code === this.original ? undefined : code;
    if (this.#editor) this.#editor.replace(code);
    else await this.edit(false);
    this.say(status);
  }

  #close() {
    this.#editor?.destroy();
    this.#editor = undefined;
    this.#frame.remove();
    this.printed.hidden = false;
  }

  /** Back to what is printed. */
  reset() {
    this.owner.stop(this);
    this.edited = undefined;
    this.seen = undefined;
    this.failed = "";
    this.#close();
    this.#clear();
    this.#show("idle", "As printed");
    this.owner.reset(this);
  }

  // --- running ---------------------------------------------------------------------------------------------------------

  queued(waiting = false) {
    this.#show("queued", waiting ? "Waiting for the cell before" : "Loading Python");
  }

  #clear() {
    this.#output.replaceChildren();
    this.#text = new Terminal();
    this.#output.remove();
    this.shown = false;
    delete this.block.dataset.same;
  }

  /** @param {string} text @param {number} loaded @param {number} total */
  progress(text, loaded, total) {
    this.#show("loading", text, portion(loaded, total));
  }

  /** It takes long; the reader may let it go on. */
  limit() {
    this.#show("running", "Half a minute is over, and in another it is stopped, unless you let it go on");
    this.#offer({ more: true });
  }

  /** Cells before this one run first. */
  preparing() {
    this.#show("running", "Running the cells before it");
  }

  begin() {
    this.#since = performance.now();
    this.#clear();
    this.shown = true;
    this.seen = this.edited;
    this.#show("running", "Running");
  }

  /** @param {OutputKind} kind @param {string} text */
  write(kind, text) {
    if (kind === "html" || kind === "svg") {
      this.#text = new Terminal(); // for what comes after it
      const shown = kind === "html" ? markup(text) : drawing(text, "Drawn by this cell");
      if (shown) this.#attach(kind === "html" ? shown : make("div", "live-figure", {}, shown));
      return;
    }
    this.#text.write(kind, text);
    if (!this.#text.element.isConnected) this.#attach(this.#text.element);
  }

  /** @param {Element} element */
  #attach(element) {
    this.#output.append(element);
    if (!this.#output.isConnected) this.#bar.after(this.#output);
  }

  /**
   * @param {Result} result @param {string[]} following names of listings that changed with this run
   * @param {Cell} [culprit] what failed before
   */
  end(result, following, culprit) {
    if (result.stopped) return result.figures.forEach((figure) => this.#figure(figure)); // `finished` says why
    const time = seconds(performance.now() - this.#since);
    const same = result.same === true && !culprit;
    if (result.same) this.#output.remove();
    if (result.same === false) this.#transcript(result.steps);
    for (const figure of result.figures) this.#figure(figure);
    if (result.same !== null && same === result.same) this.block.dataset.same = String(same);
    const silent = this.steps.every(({ want }) => !want);
    if (same) this.#show("done", silent ? `Ran ✓ · ${time}` : `Same as printed ✓ · ${time}`);
    else if (result.same) this.#show("error", "Not judged");
    else if (result.same === false) this.#show(result.error ? "error" : "done", "Not as printed: see below");
    else if (result.error) this.#show("error", shortened(result.error));
    else if (this.listing) this.#show("done", this.#definition(result.defined));
    else this.#show("done", `${this.#output.isConnected ? "Ran" : "Ran, and showed nothing"} · ${time}`);
    if (following.length) this.say(`${this.#status.text} · uses your ${following.join(", ")}`);
    if (culprit) this.#status.lead(" · first see ", culprit.name, culprit.block.id, `: ${shortened(culprit.failed)}`);
    this.block.classList.toggle("live-following", following.length > 0);
    this.block.dispatchEvent(new CustomEvent("live:end", { bubbles: true, detail: result }));
  }

  /** @param {string[]} names */
  #definition(names) {
    const list = names.length > 3 ? `${names.length} names` : names.join(", ");
    const what = list ? `${list} defined` : "Ran";
    return this.edited === undefined ? `${what}, as printed ✓` : `${what}, your way: the examples follow`;
  }

  /** @param {string[]} outputs what each statement gave */
  #transcript(outputs) {
    this.#output.replaceChildren();
    this.#text = new Terminal();
    outputs.forEach((output, number) => {
      const { code = "", want } = this.steps[number] ?? {};
      const as = output.includes("Traceback (most recent call last):") ? "live-err" : "live-out live-other";
      const prompt = make("span", "live-prompt", {}, `${prompted(code)}\n`);
      this.#text.element.append(prompt, make("span", output === want ? "live-out" : as, {}, output));
    });
    this.#attach(this.#text.element);
  }

  /** @param {Figure} figure */
  #figure(figure) {
    const shown = shownAs(figure);
    if (!shown.length) return;
    this.#attach(make("div", "live-figure", {}, ...shown));
  }

  /** The job is over without this cell having ended. @param {Extract<JobEvent, { type: "finished" }>} event */
  finished({ why, reason, kept }) {
    if (!this.busy) return;
    const left = kept ? "what it has defined is kept" : "Python starts anew with the next run";
    if (why === "time") this.#show("stopped", `Stopped: a run may take 30 seconds, and this one took longer; ${left}`);
    else if (why === "failed") this.#show("error", `Python could not be started: ${reason}. The printed results stand.`);
    else if (why === "broken") this.#show("error", `Python ${reason} and was started anew`);
    else if (why === "stopped") this.#show("stopped", `Stopped: ${left}`);
    else this.#show("idle");
  }
}
