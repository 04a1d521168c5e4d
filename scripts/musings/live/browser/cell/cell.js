/**
 * One cell: a block of code that stands in the page with its approved output, and the buttons and the output under it.
 * @import { Figure, JobEvent, OutputKind, Result, Task } from "../page/types.js"
 */
import { codeOf, does, prompted, steps } from "./pycon.js";
import { shownAs } from "./figures.js";

/** @typedef {"idle" | "queued" | "loading" | "running" | "done" | "error" | "stopped"} State */
/** @typedef {{ run(cell: Cell): void, warm(cell: Cell): void, stop(cell: Cell): void, reset(cell: Cell): void,
 *              share(cell: Cell): void, changed(): void }} Owner */

const ICONS = {
  run: "M8 5.14v14l11-7z",
  stop: "M6 6h12v12H6z",
  edit: "M20.71 7.04c.39-.39.39-1.04 0-1.41l-2.34-2.34c-.37-.39-1.02-.39-1.41 0l-1.84 1.83 3.75 3.75M3 17.25V21h3.75L17.81 9.93l-3.75-3.75z",
  copy: "M19 21H8V7h11m0-2H8a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2m-3-4H4a2 2 0 0 0-2 2v14h2V3h12z",
  share: "M3.9 12c0-1.71 1.39-3.1 3.1-3.1h4V7H7a5 5 0 0 0 0 10h4v-1.9H7c-1.71 0-3.1-1.39-3.1-3.1M8 13h8v-2H8zm9-6h-4v1.9h4a3.1 3.1 0 0 1 0 6.2h-4V17h4a5 5 0 0 0 0-10",
  reset: "M12 5V1L7 6l5 5V7a6 6 0 1 1-6 6H4a8 8 0 1 0 8-8",
};

const TITLES = {
  run: "Run (Ctrl+Enter)",
  stop: "Stop",
  edit: "Edit",
  copy: "Copy the code",
  share: "Share: copy an address that holds your code",
  reset: "Reset: back to the code as printed",
};

/** @typedef {keyof typeof ICONS} Action */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {string} className @param {Record<string, string>} [attributes]
 */
function make(tag, className, attributes = {}) {
  const element = document.createElement(tag);
  element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** @param {Action} action */
function button(action) {
  const element = make("button", `live-button live-${action}`, { type: "button", title: TITLES[action] });
  element.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[action]}"/></svg>`;
  element.append(make("span", "live-label"));
  /** @type {HTMLElement} */ (element.lastChild).textContent = action[0]?.toUpperCase() + action.slice(1);
  return element;
}

const seconds = (/** @type {number} */ ms) => (ms < 9950 ? `${(ms / 1000).toFixed(2)} s` : `${Math.round(ms / 1000)} s`);
const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);

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
  /** Whether the pane under it shows what a run gave. */
  shown = false;
  /** @type {State} */
  state = "idle";

  /** @type {Record<Action, HTMLButtonElement>} */
  #buttons;
  #bar = make("div", "live-bar");
  #status = make("span", "live-status", { role: "status" });
  #progress = make("span", "live-progress", { "aria-hidden": "true" });
  #output = make("div", "live-output", { role: "group", "aria-label": "Output" });
  #text = make("pre", "live-text", { tabindex: "0", "aria-label": "Text output" });
  #frame = make("div", "live-editor");
  /** @type {{ focus(): void, destroy(): void, replace(text: string): void } | undefined} */
  #editor;
  #opening = false;
  #since = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #hover;
  #gone = new AbortController();

  /**
   * @param {HTMLElement} block
   * @param {number} number counted from 1, among the examples of the page
   * @param {Owner} owner
   * @param {Set<string>} keys of the cells above, to which its own is added
   */
  constructor(block, number, owner, keys) {
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
    this.name = this.listing ? this.source : `example ${number}`;
    this.key = this.listing ? `${this.source}:${this.section}` : `example-${number}`;
    while (keys.has(this.key)) this.key += "'"; // a page may show a listing twice
    keys.add(this.key);
    this.#buttons = /** @type {Record<Action, HTMLButtonElement>} */ (
      Object.fromEntries(Object.keys(ICONS).map((action) => [action, button(/** @type {Action} */ (action))]))
    );
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
    const { run, stop, edit, copy, share, reset } = this.#buttons;
    const { signal } = this.#gone;
    const on = (/** @type {HTMLElement} */ element, /** @type {string} */ type, /** @type {(event: any) => void} */ act) =>
      element.addEventListener(type, act, { signal });
    on(run, "click", () => this.run());
    on(run, "pointerenter", () => (this.#hover = setTimeout(() => this.owner.warm(this), 100)));
    on(run, "pointerleave", () => clearTimeout(this.#hover));
    on(stop, "click", () => {
      this.owner.stop(this);
      run.focus();
    });
    on(edit, "click", () => this.edit());
    on(copy, "click", () => this.copy(this.code, "Copied"));
    on(share, "click", () => this.owner.share(this));
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
    this.#bar.append(run, stop, edit, copy, share, reset, this.#status, this.#progress);
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
    if (this.#status.textContent !== status) this.#status.textContent = status;
    this.#progress.textContent = progress;
    const { run, stop, share, reset, edit } = this.#buttons;
    run.setAttribute("aria-disabled", String(this.busy));
    stop.hidden = !this.busy;
    share.hidden = this.edited === undefined;
    reset.hidden = this.edited === undefined && !this.#editor && !this.shown;
    edit.hidden = Boolean(this.#editor);
  }

  /** @param {string} status said beside the buttons */
  say(status) {
    this.#show(this.state, status);
  }

  /** @param {string} text @param {string} done */
  async copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
      this.say(done);
    } catch {
      this.say("The browser does not let this page copy");
    }
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
      this.#show(this.state, this.#status.textContent ?? "");
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
    this.#show(this.state, this.busy ? (this.#status.textContent ?? "") : "");
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
    this.#text.replaceChildren();
    this.#output.remove();
    this.shown = false;
    delete this.block.dataset.same;
  }

  /** @param {string} text @param {number} loaded @param {number} total */
  progress(text, loaded, total) {
    this.#show("loading", text, total > 100_000 ? `${megabytes(Math.min(loaded, total))} of ${megabytes(total)} MB` : "");
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
    const last = this.#text.lastElementChild;
    if (last?.className === `live-${kind}`) last.append(text);
    else {
      const piece = make("span", `live-${kind}`);
      piece.append(text);
      this.#text.append(piece);
    }
    if (!this.#text.isConnected) this.#attach(this.#text);
  }

  /** @param {Element} element */
  #attach(element) {
    this.#output.append(element);
    if (!this.#output.isConnected) this.#bar.after(this.#output);
  }

  /** @param {Result} result @param {string[]} following names of listings that changed with this run */
  end(result, following) {
    const time = seconds(performance.now() - this.#since);
    const same = result.same === true;
    if (same) {
      this.#text.remove();
      this.#output.remove();
    }
    if (result.same === false) this.#transcript(result.steps);
    for (const figure of result.figures) this.#figure(figure);
    if (result.same !== null) this.block.dataset.same = String(same);
    const silent = this.steps.every(({ want }) => !want);
    if (same) this.#show("done", silent ? `Ran ✓ · ${time}` : `Same as printed ✓ · ${time}`);
    else if (result.same === false) this.#show(result.error ? "error" : "done", "Not as printed: see below");
    else if (result.error) this.#show("error", shortened(result.error));
    else if (this.listing) this.#show("done", this.#definition(result.defined));
    else this.#show("done", `${this.#output.isConnected ? "Ran" : "Ran, and showed nothing"} · ${time}`);
    if (following.length) this.say(`${this.#status.textContent} · uses your ${following.join(", ")}`);
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
    this.#text.replaceChildren();
    outputs.forEach((output, number) => {
      const prompt = make("span", "live-prompt");
      prompt.append(`${prompted(this.steps[number]?.code ?? "")}\n`);
      const as = output.includes("Traceback (most recent call last):") ? "live-err" : "live-out live-other";
      const piece = make("span", output === this.steps[number]?.want ? "live-out" : as);
      piece.append(output);
      this.#text.append(prompt, piece);
    });
    this.#attach(this.#text);
  }

  /** @param {Figure} figure */
  #figure(figure) {
    const shown = shownAs(figure);
    if (!shown.length) return;
    const frame = make("div", "live-figure");
    frame.append(...shown);
    this.#attach(frame);
  }

  /** The job is over without this cell having ended. @param {Extract<JobEvent, { type: "finished" }>} event */
  finished({ why, reason }) {
    if (!this.busy) return;
    if (why === "time") this.#show("stopped", "Stopped: a run may take 30 seconds, and this one took longer");
    else if (why === "failed") this.#show("error", `Python could not be started: ${reason}. The printed results stand.`);
    else if (why === "stopped") this.#show("stopped", "Stopped");
    else this.#show("idle");
  }
}
