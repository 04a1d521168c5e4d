/**
 * One console: an exchange that stands in the page, and the terminal it becomes: the client's pane, the server's, and its files.
 * @import { State } from "../page/elements.js"
 * @import { JobEvent, OutputKind, Plan, Result, Service, Task } from "../page/types.js"
 * @import { Editor } from "../cell/editor.js"
 * @import { Job } from "../python/runtime.js"
 * @import { Machine } from "./consoles.js"
 */
import { Status, button, copy, listening, make, megabytes, named, portion, styled } from "../page/elements.js";
import { runtime } from "../python/runtime.js";
import { aside, commands } from "./exchange.js";
import { Prompt } from "./prompt.js";
import { cost, imports, known } from "./services.js";

const STYLE = new URL("./console.css", import.meta.url).href;

/** @typedef {{ line: string, want?: string, hidden?: boolean, again?: boolean }} Line `again`: it is in the journal already */

const buttons = () => ({
  run: button("run", "Run", "Run: the printed commands, asked of a server that starts anew"),
  console: button("console", "Console", "Console: ask the server yourself"),
  stop: button("stop", "Stop", "Stop (Ctrl+C in the console)"),
  edit: button("edit", "Edit server", "Edit server: change the application and start it again"),
  copy: button("copy", "Copy", "Copy the commands"),
  reset: button("reset", "Reset", "Reset: back to the text as printed"),
});

export class Console {
  /** @type {State} */
  state = "idle";
  #buttons = buttons();
  #bar = make("div", "live-bar", { role: "group", "aria-label": "Console" });
  #status = new Status();

  #client = make("div", "live-lines", { role: "log", tabindex: "0", "aria-label": "What curl prints" });
  #log = make("div", "live-lines", { role: "log", "aria-live": "off", tabindex: "0", "aria-label": "The server's log" });
  #file = make("select", "live-file", { "aria-label": "File of the server" });
  #title = make("span", "live-title");
  #restart = make("button", "live-button live-restart", { type: "button", title: "Start the server with your text (Ctrl+Enter)" }, "Restart");
  #close = make("button", "live-button live-close", { type: "button" }, "Close");
  #frame = make("div", "live-editor");
  /** @type {Prompt} */
  #prompt;
  #suggestions = make("ul", "live-commands", { "aria-label": "Prepared commands" });
  #terminal = make("div", "live-terminal");

  /** @type {Editor | undefined} */
  #editor;
  /** @type {Service | undefined} */
  #service;
  /** Jobs that wait or run. @type {Set<Job>} */
  #jobs = new Set();
  #gone = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #hover;
  #since = 0;

  /**
   * @param {HTMLElement} block
   * @param {number} number counted from 1, among the exchanges of the page
   * @param {Machine} machine
   * @param {{ line: string }[]} before the commands that the page prints above this one, for the same server
   * @param {string} page
   */
  constructor(block, number, machine, before, page) {
    this.block = block;
    this.machine = machine;
    this.before = before;
    this.page = page;
    this.pre = /** @type {HTMLElement} */ (block.querySelector("pre"));
    this.printed = commands((this.pre.querySelector("code") ?? this.pre).textContent ?? "");
    this.#prompt = new Prompt(
      {
        submit: () => this.submit(),
        interrupt: () => this.interrupt(),
        clear: () => this.#client.replaceChildren(),
        resized: () => (this.#client.scrollTop = this.#client.scrollHeight),
      },
      machine.history,
      this.#gone.signal,
    );
    named([...Object.values(this.#buttons), this.#restart, this.#close, this.#prompt.send], `exchange ${number}`);
    this.#mount();
  }

  // --- the page --------------------------------------------------------------------------------------------------------

  #mount() {
    const { run, console: open, stop, edit, reset } = this.#buttons;
    const on = listening(this.#gone.signal);
    on(run, "click", () => this.runPrinted());
    on(open, "click", () => this.open(true));
    on(stop, "click", () => this.stop(true));
    on(edit, "click", () => this.edit());
    on(this.#buttons.copy, "click", () => this.copy());
    on(reset, "click", () => this.reset());
    on(this.#bar, "pointerenter", () => (this.#hover = setTimeout(() => this.announce(), 100)));
    on(this.#bar, "pointerleave", () => clearTimeout(this.#hover));
    on(this.#bar, "focusin", () => this.announce());
    on(this.#client, "click", () => getSelection()?.isCollapsed !== false && this.#prompt.focus(false));
    on(this.#file, "change", () => this.#showFile());
    on(this.#restart, "click", () => this.restart());
    on(this.#close, "click", () => this.#leaveEditor(true));
    on(this.#frame, "keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.restart();
      }
    });
    this.#suggestions.append(
      ...[...new Set(this.printed.map(({ line }) => line))].map((line) => {
        const chip = make("button", "live-chip", { type: "button", title: line }, line);
        on(chip, "click", () => this.#prompt.propose(line));
        return make("li", "", {}, chip);
      }),
    );
    const server = make("div", "live-head", {}, this.#title, this.#file, this.#restart, this.#close);
    this.#terminal.append(
      make("section", "live-pane live-client", { "aria-label": "Client" }, make("div", "live-head", {}, "Client"), this.#client, this.#prompt.element),
      make("section", "live-pane live-server", { "aria-label": "Server" }, server, this.#log, this.#frame),
    );
    this.#bar.append(...Object.values(this.#buttons), ...this.#status.elements);
    this.block.append(this.#bar);
    this.block.classList.add("live-ready");
    this.#editing(false);
    this.#show("idle");
  }

  /** Take everything of this console's off the page. */
  unmount() {
    clearTimeout(this.#hover);
    this.#gone.abort();
    for (const job of this.#jobs) runtime.abandon(job);
    this.#editor?.destroy();
    for (const element of [this.#bar, this.#terminal, this.#suggestions]) element.remove();
    this.pre.hidden = false;
    this.block.classList.remove("live-ready", "live-open");
    delete this.block.dataset.state;
    delete this.block.dataset.same;
  }

  get busy() {
    return this.#jobs.size > 0;
  }

  /** @param {State} state @param {string} [status] @param {string} [progress] seen, not read out */
  #show(state, status = "", progress = "") {
    this.state = state;
    this.block.dataset.state = state;
    this.#status.say(status);
    this.#status.progress(progress);
    const { run, console: open, stop, edit, reset } = this.#buttons;
    const opened = this.#terminal.isConnected;
    run.setAttribute("aria-disabled", String(this.busy));
    stop.hidden = !this.busy;
    open.hidden = opened;
    edit.hidden = !opened || Boolean(this.#editor);
    reset.hidden = !opened;
  }

  async copy() {
    this.#show(this.state, await copy(this.printed.map(({ line }) => line).join("\n"), "Copied"));
  }

  /** Say, before anything is fetched, how much there is to fetch. */
  async announce() {
    if (this.busy || this.#status.text || this.machine.epoch === runtime.epoch) return;
    const said = await this.#cost();
    if (said && !this.busy && !this.#status.text) this.#show(this.state, said);
  }

  async #cost() {
    try {
      return `The first command fetches Python: up to ${megabytes(await cost(this.machine.name))} MB, once`;
    } catch {
      return "";
    }
  }

  /** Turn the printed text into a terminal. @param {boolean} focus */
  async open(focus) {
    try {
      [this.#service] = await Promise.all([known(this.machine.name), styled(STYLE)]);
    } catch (error) {
      this.#show("error", `The console cannot open: ${reason(error)}. The printed answers stand.`);
      return false;
    }
    if (this.#gone.signal.aborted) return false;
    if (!this.#terminal.isConnected) {
      this.#bar.before(this.#terminal, this.#suggestions);
      this.pre.hidden = true;
      this.block.classList.add("live-open");
      this.#title.textContent = `Server · ${this.#path()[0] ?? ""}`;
      this.#file.replaceChildren(...this.#path().map((path) => make("option", "", { value: path }, path.replace(/^.*\//, ""))));
      this.#editing(false);
      this.#write(this.#client, "note", "Write a line of curl, or choose one from below; help says what else there is.\n");
      this.#write(this.#log, "note", "Not started yet. It runs here, in this page.\n");
      this.#prompt.line ||= this.printed[0]?.line ?? "";
      this.#prompt.fit();
      this.#show(this.state, this.#status.text);
      this.announce();
    }
    if (focus) {
      this.#prompt.focus();
      this.#prompt.end();
    }
    return true;
  }

  #path() {
    return Object.keys(this.#service?.files ?? {});
  }

  /** Back to what is printed, and to a server nobody has spoken to. */
  reset() {
    this.stop(false);
    this.#jobs.clear(); // nothing is told of what is still ending
    Object.assign(this.machine, { restart: true, edits: {}, journal: [] });
    this.#leaveEditor(false);
    for (const element of [this.#terminal, this.#suggestions]) element.remove();
    for (const pane of [this.#client, this.#log]) pane.replaceChildren();
    this.#prompt.line = "";
    this.pre.hidden = false;
    this.block.classList.remove("live-open");
    delete this.block.dataset.same;
    this.#show("idle", "As printed");
    this.#buttons.console.focus();
  }

  // --- running ---------------------------------------------------------------------------------------------------------

  submit() {
    const line = this.#prompt.taken();
    if (line === "clear") this.#client.replaceChildren();
    else if (line) this.#run(line.startsWith("$ ") ? commands(line).map((each) => ({ line: each.line })) : [{ line }]);
  }

  /** Ask what is printed, of a server that has been asked what is printed above. */
  async runPrinted() {
    if (this.busy || !(await this.open(false))) return;
    this.#client.replaceChildren();
    const before = this.before.map(({ line }) => ({ line, hidden: true }));
    this.#run([...before, ...this.printed.map(({ line, want }) => ({ line, want }))], true);
  }

  /** @param {Line[]} lines @param {boolean} [restart] whether they meet a new server */
  async #run(lines, restart = false) {
    const service = this.#service;
    if (!service) return;
    const { machine } = this;
    /** @type {Map<string, Line>} */
    const asked = new Map();
    /** Whether each printed answer came out as printed. @type {boolean[]} */
    const same = [];
    /** @type {Job} */
    const job = {
      plan: () => {
        const reset = restart || machine.restart;
        const anew = reset || machine.epoch !== runtime.epoch;
        if (reset) machine.journal = [];
        const replayed = anew ? machine.journal.map((line) => ({ line, hidden: true, again: true })) : [];
        if (anew) this.#log.replaceChildren();
        Object.assign(machine, { restart: false, epoch: runtime.epoch });
        [...replayed, ...lines].forEach((line, number) => asked.set(`line ${number + 1}`, line));
        return this.#plan(service, asked, anew);
      },
      notify: (event) => this.#hear(event, job, asked, same),
    };
    const waiting = this.busy;
    this.#jobs.add(job);
    delete this.block.dataset.same;
    if (machine.epoch !== runtime.epoch) this.#show("queued", (await this.#cost()) || "Loading Python");
    else this.#show("queued", waiting ? "Waiting for the command before" : "Asking");
    if (this.#gone.signal.aborted || !this.#jobs.has(job)) return;
    runtime.run(job);
  }

  /** @param {Service} service @param {Map<string, Line>} asked @param {boolean} fresh @returns {Plan} */
  #plan(service, asked, fresh) {
    const { name, runner, edits } = this.machine;
    const { app, port, environment, prepare, commands: ways } = service;
    /** @type {Task[]} */
    const tasks = [...asked].map(([key, { line, want, hidden }], number) => ({
      kind: "curl", key, name: key, code: line, hidden: Boolean(hidden), fresh: fresh && number === 0,
      ...(want === undefined ? {} : { want }),
    }));
    return {
      page: this.page,
      fresh: false,
      changes: [],
      narrow: false,
      tasks,
      console: {
        page: this.page,
        server: `${name} ${runner}`,
        service: { app, port, environment, prepare },
        command: ways[runner] ?? Object.values(ways)[0] ?? "",
        files: edits,
        imports: imports(service, edits),
      },
    };
  }

  /** @param {JobEvent} event @param {Job} job @param {Map<string, Line>} asked @param {boolean[]} same */
  #hear(event, job, asked, same) {
    if (!this.#jobs.has(job)) return;
    if (event.type === "progress") {
      this.#show("loading", event.text, portion(event.loaded, event.total));
      return;
    }
    if (event.type === "finished") {
      this.#jobs.delete(job);
      this.#finished(event);
      return;
    }
    if (event.type === "limit") return; // a command asks for no more time
    const line = asked.get(event.key);
    if (!line) return;
    if (event.type === "begin") {
      this.#since ||= performance.now();
      this.#show("running", line.hidden ? "Asking what was asked before" : "Asking");
      if (!line.hidden && line.line) this.#typed(line.line);
    } else if (event.type === "output") {
      if (event.kind === "log") this.#write(this.#log, "out", event.text);
      else if (!line.hidden) this.#write(this.#client, event.kind, event.text);
    } else {
      if (event.result.stopped) return; // it is told when the job has finished
      if (line.line && !line.again) this.machine.journal.push(line.line);
      if (event.result.same !== null) same.push(event.result.same);
      if ([...asked.values()].at(-1) === line) this.#end(event.result, line, same);
    }
  }

  /** @param {Result} result of the last line @param {Line} line @param {boolean[]} same */
  #end(result, line, same) {
    const time = `${((performance.now() - this.#since) / 1000).toFixed(2)} s`;
    this.#since = 0;
    if (same.length) this.block.dataset.same = String(same.every(Boolean));
    if (same.length && same.every(Boolean)) this.#show("done", `Same as printed ✓ · ${time}`);
    else if (same.length) this.#show("error", `Not as printed: command ${same.indexOf(false) + 1} is answered otherwise`);
    else if (result.error) this.#show("error", result.error);
    else if (!line.line) this.#show("done", "The server has started anew, with your text");
    else if (result.exit) this.#show("error", `Ended with exit code ${result.exit}`);
    else this.#show("done", `Answered · ${time}`);
    const detail = { ...result, same: same.length ? same.every(Boolean) : null };
    this.block.dispatchEvent(new CustomEvent("live:end", { bubbles: true, detail }));
  }

  /** @param {Extract<JobEvent, { type: "finished" }>} event */
  #finished({ why, reason: cause }) {
    this.#since = 0;
    const done = this.state === "done" || this.state === "error";
    if (why === "done" && done) this.#show(this.state, this.#status.text);
    else if (why === "time") this.#show("stopped", "Stopped: a command may take 30 seconds, and this one took longer");
    else if (why === "failed") this.#show("error", `Python could not be started: ${cause}. The printed answers stand.`);
    else if (why === "broken") this.#show("error", `Python ${cause}: the next command finds the server as it was before`);
    else if (why === "stopped") {
      this.#write(this.#client, "err", "^C\n");
      this.#show("stopped", "Stopped: the next command finds the server as it was before");
    } else this.#show(this.busy ? "queued" : "idle");
  }

  /** End what waits and runs. @param {boolean} focus */
  stop(focus) {
    for (const job of [...this.#jobs].reverse()) {
      const later = runtime.stop(job);
      if (!later && this.#jobs.delete(job)) this.#finished({ type: "finished", why: "cancelled", reason: "", kept: true });
    }
    if (focus && this.#terminal.isConnected) this.#prompt.focus();
  }

  /** Stop what runs, if anything does. */
  interrupt() {
    const { busy } = this;
    if (busy) this.stop(true);
    return busy;
  }

  // --- the panes -------------------------------------------------------------------------------------------------------

  /** @param {string} line */
  #typed(line) {
    const text = this.#client.textContent ?? "";
    if (text && !text.endsWith("\n")) this.#client.append("\n");
    this.#client.append(make("span", "live-typed", {}, `$ ${line}\n`));
    this.#client.scrollTop = this.#client.scrollHeight;
  }

  /** @param {HTMLElement} pane @param {OutputKind | "note"} kind @param {string} text */
  #write(pane, kind, text) {
    const shown = text.replace(/\r\n/g, "\n");
    for (const line of kind === "err" ? shown.match(/[^\n]*\n?/g) ?? [] : [shown]) {
      if (!line) continue;
      const name = kind === "err" ? aside(line) : kind;
      const last = pane.lastElementChild;
      if (last?.className === `live-${name}` && last === pane.lastChild) last.append(line);
      else pane.append(make("span", `live-${name}`, {}, line));
    }
    pane.scrollTop = pane.scrollHeight;
  }

  // --- the application's files -----------------------------------------------------------------------------------------

  /** Open the editor on the application's first file. */
  async edit() {
    if (this.#editor) return this.#editor.focus();
    try {
      const { createEditor } = await import("../cell/editor.js");
      if (this.#gone.signal.aborted || this.#editor || !this.#terminal.isConnected) return;
      this.#editor = createEditor({
        parent: this.#frame,
        code: this.#text(this.#file.value),
        label: "The server's code; Tab leaves the editor, Control Enter starts the server with it",
        onChange: (code) => {
          const path = this.#file.value;
          if (code === this.#service?.files[path]) delete this.machine.edits[path];
          else this.machine.edits[path] = code;
        },
      });
      this.#editing(true);
      this.#show(this.state, this.#status.text);
      this.#editor.focus();
    } catch {
      this.#show(this.state, "The editor could not be loaded");
    }
  }

  /** @param {string} path */
  #text(path) {
    return this.machine.edits[path] ?? this.#service?.files[path] ?? "";
  }

  #showFile() {
    this.#editor?.replace(this.#text(this.#file.value));
  }

  /** @param {boolean} on */
  #editing(on) {
    this.#title.hidden = on;
    this.#log.hidden = on;
    for (const element of [this.#file, this.#restart, this.#close, this.#frame]) element.hidden = !on;
    this.block.classList.toggle("live-editing", on);
    this.#prompt.fit();
    this.#title.classList.toggle("live-changed", Object.keys(this.machine.edits).length > 0);
  }

  /** @param {boolean} focus */
  #leaveEditor(focus) {
    this.#editor?.destroy();
    this.#editor = undefined;
    this.#editing(false);
    this.#show(this.state, this.#status.text);
    if (focus) this.#buttons.edit.focus();
  }

  /** Start the server with the reader's text. */
  restart() {
    this.#leaveEditor(false);
    this.#run([{ line: "" }], true);
    this.#prompt.focus();
  }
}

const reason = (/** @type {unknown} */ error) => (error instanceof Error ? error.message : String(error));
