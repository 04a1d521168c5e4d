/**
 * The consoles of a page: an exchange becomes a terminal, whose curl is answered by the very application of the post.
 * The exchanges of a page with one service and one server share one run of it, as they do where they are proved.
 * @import { Job } from "../python/runtime.js"
 * @import { JobEvent, Manifest, OutputKind, Plan, Service, Task } from "../page/types.js"
 */
import { filesOf, needed } from "../python/needs.js";
import { runtime } from "../python/runtime.js";

const PACK = new URL("../../pack/", import.meta.url);
const STYLE = new URL("./console.css", import.meta.url).href;
/** What Python itself is made of. */
const CORE = ["pyodide.asm.wasm", "pyodide.asm.js", "pyodide.mjs", "python_stdlib.zip"];

/** @typedef {"idle" | "queued" | "loading" | "running" | "done" | "error" | "stopped"} State */
/** @typedef {{ line: string, want?: string, hidden?: boolean, again?: boolean }} Line `again`: it is in the journal already */

const ICONS = {
  run: "M8 5.14v14l11-7z",
  console: "M20 19V7H4v12zm0-16a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V5c0-1.1.9-2 2-2zm-7 14v-2h5v2zm-3.42-4L5.57 9H8.4l3.3 3.3c.39.39.39 1.03 0 1.42L8.42 17H5.59z",
  stop: "M6 6h12v12H6z",
  edit: "M20.71 7.04c.39-.39.39-1.04 0-1.41l-2.34-2.34c-.37-.39-1.02-.39-1.41 0l-1.84 1.83 3.75 3.75M3 17.25V21h3.75L17.81 9.93l-3.75-3.75z",
  copy: "M19 21H8V7h11m0-2H8a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2m-3-4H4a2 2 0 0 0-2 2v14h2V3h12z",
  reset: "M12 5V1L7 6l5 5V7a6 6 0 1 1-6 6H4a8 8 0 1 0 8-8",
  send: "M2 21l21-9L2 3v7l15 2-15 2z",
};

/** @type {Record<keyof typeof ICONS, [label: string, title: string]>} */
const WORDS = {
  run: ["Run", "Run: the printed commands, asked of a server that starts anew"],
  console: ["Console", "Console: ask the server yourself"],
  stop: ["Stop", "Stop (Ctrl+C in the console)"],
  edit: ["Edit server", "Edit server: change the application and start it again"],
  copy: ["Copy", "Copy the commands"],
  reset: ["Reset", "Reset: back to the text as printed"],
  send: ["Send", "Send (Enter)"],
};

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {string} className @param {Record<string, string>} [attributes] @param {(Node | string)[]} content
 */
function make(tag, className, attributes = {}, ...content) {
  const element = document.createElement(tag);
  element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}

/** @param {keyof typeof ICONS} action */
function button(action) {
  const [label, title] = WORDS[action];
  const element = make("button", `live-button live-${action}`, { type: "button", title });
  element.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[action]}"/></svg>`;
  element.append(make("span", "live-label", {}, label));
  return element;
}

const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);

// --- what the build knows of the services ------------------------------------------------------------------------------

/** @type {Promise<{ manifest: Manifest, services: Record<string, Service> }> | undefined} */
let pack;

function packed() {
  pack ??= load();
  pack.catch(() => (pack = undefined)); // asked for again at the next try
  return pack;
}

async function load() {
  const get = async (/** @type {string} */ name, /** @type {RequestCache} */ cache) => {
    const answer = await fetch(new URL(name, PACK), { cache });
    if (!answer.ok) throw new Error(`${name} is not there (${answer.status})`);
    return answer.json();
  };
  /** @type {Manifest} */
  const manifest = await get("manifest.json", "no-cache");
  return { manifest, services: manifest.services ? await get(manifest.services, "default") : {} };
}

/** Shown only where a console opens, so fetched only then. */
function styled() {
  const present = document.head.querySelector(`link[href="${STYLE}"]`);
  if (present) return Promise.resolve();
  const link = make("link", "", { rel: "stylesheet", href: STYLE });
  return new Promise((resolve) => {
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}

// --- a server of the page ----------------------------------------------------------------------------------------------

/** One run of a service, shared by the exchanges that speak with it. */
class Machine {
  /** Lines that the server which runs now has answered. @type {string[]} */
  journal = [];
  /** The worker that the server runs in. */
  epoch = -1;
  /** Whether the next line meets a new server. */
  restart = true;
  /** The reader's text of the application's files, by name. @type {Record<string, string>} */
  edits = {};
  /** Lines that a reader has typed, oldest first. @type {string[]} */
  history = [];

  /** @param {string} name of the service @param {string} runner or nothing: the usual one */
  constructor(name, runner) {
    this.name = name;
    this.runner = runner;
  }
}

export class Consoles {
  /** @param {HTMLElement[]} blocks */
  constructor(blocks) {
    this.path = location.pathname;
    /** @type {Map<string, Machine>} */
    const machines = new Map();
    /** @type {Console[]} */
    this.consoles = [];
    for (const block of blocks) {
      const { service = "", runner = "" } = block.dataset;
      const key = `${service} ${runner}`;
      const machine = machines.get(key) ?? new Machine(service, runner);
      machines.set(key, machine);
      const before = this.consoles.filter((other) => other.machine === machine).flatMap((other) => other.printed);
      this.consoles.push(new Console(block, machine, before, this.path));
    }
  }

  /** The reader goes to another page: nothing of this one stays. */
  leave() {
    for (const each of this.consoles) each.unmount();
    runtime.forget(this.path);
  }
}

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

// --- a console ---------------------------------------------------------------------------------------------------------

class Console {
  /** @type {State} */
  state = "idle";
  #buttons = {
    run: button("run"), console: button("console"), stop: button("stop"), edit: button("edit"), copy: button("copy"),
    reset: button("reset"),
  };
  #bar = make("div", "live-bar", { role: "group", "aria-label": "Console" });
  #status = make("span", "live-status", { role: "status" });
  #progress = make("span", "live-progress", { "aria-hidden": "true" });

  #client = make("div", "live-lines", { role: "log", tabindex: "0", "aria-label": "What curl prints" });
  #log = make("div", "live-lines", { role: "log", "aria-live": "off", tabindex: "0", "aria-label": "The server's log" });
  #file = make("select", "live-file", { "aria-label": "File of the server" });
  #title = make("span", "live-title");
  #restart = make("button", "live-button live-restart", { type: "button", title: "Start the server with your text (Ctrl+Enter)" }, "Restart");
  #close = make("button", "live-button live-close", { type: "button" }, "Close");
  #frame = make("div", "live-editor");
  #input = make("textarea", "live-input", {
    rows: "1", "aria-label": "Command line", placeholder: "curl …", spellcheck: "false", autocapitalize: "off",
    autocomplete: "off", autocorrect: "off", enterkeyhint: "send",
  });
  #send = button("send");
  #suggestions = make("ul", "live-commands", { "aria-label": "Prepared commands" });
  #terminal = make("div", "live-terminal");

  /** @type {{ focus(): void, destroy(): void, replace(text: string): void } | undefined} */
  #editor;
  /** @type {Service | undefined} */
  #service;
  /** Jobs that wait or run. @type {Set<Job>} */
  #jobs = new Set();
  #gone = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #hover;
  #recalled = 0;
  #draft = "";
  #since = 0;

  /**
   * @param {HTMLElement} block
   * @param {Machine} machine
   * @param {{ line: string }[]} before the commands that the page prints above this one, for the same server
   * @param {string} page
   */
  constructor(block, machine, before, page) {
    this.block = block;
    this.machine = machine;
    this.before = before;
    this.page = page;
    this.pre = /** @type {HTMLElement} */ (block.querySelector("pre"));
    this.printed = commands((this.pre.querySelector("code") ?? this.pre).textContent ?? "");
    this.#mount();
  }

  // --- the page --------------------------------------------------------------------------------------------------------

  #mount() {
    const { run, console: open, stop, edit, copy, reset } = this.#buttons;
    const { signal } = this.#gone;
    const on = (/** @type {HTMLElement} */ element, /** @type {string} */ type, /** @type {(event: any) => void} */ act) =>
      element.addEventListener(type, act, { signal });
    on(run, "click", () => this.runPrinted());
    on(open, "click", () => this.open(true));
    on(stop, "click", () => this.stop(true));
    on(edit, "click", () => this.edit());
    on(copy, "click", () => this.copy());
    on(reset, "click", () => this.reset());
    on(this.#bar, "pointerenter", () => (this.#hover = setTimeout(() => this.announce(), 100)));
    on(this.#bar, "pointerleave", () => clearTimeout(this.#hover));
    on(this.#bar, "focusin", () => this.announce());
    on(this.#send, "click", () => this.submit());
    on(this.#input, "keydown", (event) => this.#key(event));
    on(this.#input, "input", () => this.#fit());
    on(this.#client, "click", () => getSelection()?.isCollapsed !== false && this.#input.focus({ preventScroll: true }));
    on(this.#file, "change", () => this.#show_file());
    on(this.#restart, "click", () => this.restart());
    on(this.#close, "click", () => this.#leave_editor(true));
    on(this.#frame, "keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.restart();
      }
    });
    this.#suggestions.append(
      ...[...new Set(this.printed.map(({ line }) => line))].map((line) => {
        const chip = make("button", "live-chip", { type: "button", title: line }, line);
        on(chip, "click", () => this.#propose(line));
        return make("li", "", {}, chip);
      }),
    );
    const prompt = make("div", "live-ask", {}, make("span", "live-dollar", { "aria-hidden": "true" }, "$"), this.#input, this.#send);
    const server = make("div", "live-head", {}, this.#title, this.#file, this.#restart, this.#close);
    this.#terminal.append(
      make("section", "live-pane live-client", { "aria-label": "Client" }, make("div", "live-head", {}, "Client"), this.#client, prompt),
      make("section", "live-pane live-server", { "aria-label": "Server" }, server, this.#log, this.#frame),
    );
    this.#bar.append(run, open, stop, edit, copy, reset, this.#status, this.#progress);
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
    if (this.#status.textContent !== status) this.#status.textContent = status;
    this.#progress.textContent = progress;
    const { run, console: open, stop, edit, reset } = this.#buttons;
    const opened = this.#terminal.isConnected;
    run.setAttribute("aria-disabled", String(this.busy));
    stop.hidden = !this.busy;
    open.hidden = opened;
    edit.hidden = !opened || Boolean(this.#editor);
    reset.hidden = !opened;
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.printed.map(({ line }) => line).join("\n"));
      this.#show(this.state, "Copied");
    } catch {
      this.#show(this.state, "The browser does not let this page copy");
    }
  }

  /** Say, before anything is fetched, how much there is to fetch. */
  async announce() {
    if (this.busy || this.#status.textContent || this.machine.epoch === runtime.epoch) return;
    const said = await this.#cost();
    if (said && !this.busy && !this.#status.textContent) this.#show(this.state, said);
  }

  async #cost() {
    try {
      const { manifest } = await packed();
      const service = await this.#known();
      const files = [...CORE, ...filesOf(needed(imports(service, {}), manifest), manifest)];
      const bytes = files.reduce((sum, file) => sum + (manifest.sizes[`${manifest.version}/${file}`] ?? 0), 0);
      return `The first command fetches Python: up to ${megabytes(bytes)} MB, once`;
    } catch {
      return "";
    }
  }

  async #known() {
    const { services } = await packed();
    const service = services[this.machine.name];
    if (!service) throw new Error(`this site has no server named ${this.machine.name} that can run in a page`);
    this.#service = service;
    return service;
  }

  /** Turn the printed text into a terminal. @param {boolean} focus */
  async open(focus) {
    try {
      await Promise.all([this.#known(), styled()]);
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
      this.#write(this.#client, "note", "Write a line of curl, or choose one from below.\n");
      this.#write(this.#log, "note", "Not started yet. It runs here, in this page.\n");
      if (!this.#input.value) this.#input.value = this.printed[0]?.line ?? "";
      this.#fit();
      this.#show(this.state, this.#status.textContent ?? "");
      this.announce();
    }
    if (focus) {
      this.#input.focus();
      this.#input.setSelectionRange(this.#input.value.length, this.#input.value.length);
    }
    return true;
  }

  #path() {
    return Object.keys(this.#service?.files ?? {});
  }

  /** Back to what is printed, and to a server nobody has spoken to. */
  reset() {
    this.stop(false);
    Object.assign(this.machine, { restart: true, edits: {}, journal: [] });
    this.#leave_editor(false);
    for (const element of [this.#terminal, this.#suggestions]) element.remove();
    for (const pane of [this.#client, this.#log]) pane.replaceChildren();
    this.#input.value = "";
    this.pre.hidden = false;
    this.block.classList.remove("live-open");
    delete this.block.dataset.same;
    this.#show("idle", "As printed");
    this.#buttons.console.focus();
  }

  // --- the prompt ------------------------------------------------------------------------------------------------------

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { key, shiftKey, ctrlKey, altKey, metaKey, isComposing } = event;
    const { value, selectionStart, selectionEnd } = this.#input;
    if (isComposing || altKey || metaKey) return;
    const act = (/** @type {() => void} */ action) => {
      event.preventDefault();
      action();
    };
    if (key === "Enter" && !shiftKey && !/(^|[^\\])(\\\\)*\\$/.test(value)) act(() => this.submit());
    else if (ctrlKey && key === "c" && selectionStart === selectionEnd) act(() => (this.busy ? this.stop(true) : this.#propose("")));
    else if (ctrlKey && key === "l") act(() => this.#client.replaceChildren());
    else if (key === "ArrowUp" && !shiftKey && !value.slice(0, selectionStart).includes("\n")) act(() => this.#recall(-1));
    else if (key === "ArrowDown" && !shiftKey && !value.slice(selectionEnd).includes("\n")) act(() => this.#recall(1));
  }

  /** Go through the lines typed so far. @param {number} step */
  #recall(step) {
    const { history } = this.machine;
    const place = Math.min(Math.max(this.#recalled + step, 0), history.length);
    if (this.#recalled === history.length) this.#draft = this.#input.value;
    this.#recalled = place;
    this.#input.value = history[place] ?? this.#draft;
    this.#fit();
    this.#input.setSelectionRange(this.#input.value.length, this.#input.value.length);
  }

  /** @param {string} line */
  #propose(line) {
    this.#input.value = line;
    this.#recalled = this.machine.history.length;
    this.#fit();
    this.#input.focus();
  }

  /** As high as its text. */
  #fit() {
    this.#input.style.height = "auto";
    this.#input.style.height = `${this.#input.scrollHeight}px`;
    this.#client.scrollTop = this.#client.scrollHeight;
  }

  submit() {
    const line = this.#input.value.trim();
    const { history } = this.machine;
    if (line && history.at(-1) !== line) history.push(line);
    this.#propose("");
    if (line) this.#run([{ line }]);
  }

  /** Ask what is printed, of a server that has been asked what is printed above. */
  async runPrinted() {
    if (this.busy || !(await this.open(false))) return;
    this.#client.replaceChildren();
    const before = this.before.map(({ line }) => ({ line, hidden: true }));
    this.#run([...before, ...this.printed.map(({ line, want }) => ({ line, want }))], true);
  }

  // --- running ---------------------------------------------------------------------------------------------------------

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
    const { app, port, environment, commands: known } = service;
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
        service: { app, port, environment },
        command: known[runner] ?? Object.values(known)[0] ?? "",
        files: edits,
        imports: imports(service, edits),
      },
    };
  }

  /** @param {JobEvent} event @param {Job} job @param {Map<string, Line>} asked @param {boolean[]} same */
  #hear(event, job, asked, same) {
    if (event.type === "progress") {
      const { loaded, total, text } = event;
      this.#show("loading", text, total > 100_000 ? `${megabytes(Math.min(loaded, total))} of ${megabytes(total)} MB` : "");
      return;
    }
    if (event.type === "finished") {
      this.#jobs.delete(job);
      this.#finished(event);
      return;
    }
    const line = asked.get(event.key);
    if (!line) return;
    if (event.type === "begin") {
      this.#since ||= performance.now();
      this.#show("running", line.hidden ? "Asking what was asked before" : "Asking");
      if (!line.hidden && line.line) this.#prompt(line.line);
    } else if (event.type === "output") {
      if (event.kind === "log") this.#write(this.#log, "out", event.text);
      else if (!line.hidden) this.#write(this.#client, event.kind, event.text);
    } else {
      if (line.line && !line.again) this.machine.journal.push(line.line);
      if (event.result.same !== null) same.push(event.result.same);
      if ([...asked.values()].at(-1) === line) this.#end(event.result, line, same);
    }
  }

  /** @param {import("../page/types.js").Result} result of the last line @param {Line} line @param {boolean[]} same */
  #end(result, line, same) {
    const time = `${((performance.now() - this.#since) / 1000).toFixed(2)} s`;
    this.#since = 0;
    if (same.length) this.block.dataset.same = String(same.every(Boolean));
    if (same.length && same.every(Boolean)) this.#show("done", `Same as printed ✓ · ${time}`);
    else if (same.length) this.#show("error", `Not as printed: command ${same.indexOf(false) + 1} is answered otherwise`);
    else if (result.error) this.#show("error", result.error);
    else if (!line.line) this.#show("done", "The server has started anew, with your text");
    else if (result.exit) this.#show("error", `curl ended with exit code ${result.exit}`);
    else this.#show("done", `Answered · ${time}`);
    const detail = { ...result, same: same.length ? same.every(Boolean) : null };
    this.block.dispatchEvent(new CustomEvent("live:end", { bubbles: true, detail }));
  }

  /** @param {Extract<JobEvent, { type: "finished" }>} event */
  #finished({ why, reason: cause }) {
    this.#since = 0;
    const done = this.state === "done" || this.state === "error";
    if (why === "done" && done) this.#show(this.state, this.#status.textContent ?? "");
    else if (why === "time") this.#show("stopped", "Stopped: a command may take 30 seconds, and this one took longer");
    else if (why === "failed") this.#show("error", `Python could not be started: ${cause}. The printed answers stand.`);
    else if (why === "stopped") {
      this.#write(this.#client, "err", "^C\n");
      this.#show("stopped", "Stopped: the next command finds the server as it was before");
    } else this.#show(this.busy ? "queued" : "idle");
  }

  /** End what waits and runs. @param {boolean} focus */
  stop(focus) {
    for (const job of [...this.#jobs].reverse()) {
      runtime.stop(job);
      if (this.#jobs.delete(job)) this.#finished({ type: "finished", why: "cancelled", reason: "" });
    }
    if (focus && this.#terminal.isConnected) this.#input.focus();
  }

  // --- the panes -------------------------------------------------------------------------------------------------------

  /** @param {string} line */
  #prompt(line) {
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
      const name = kind !== "err" ? kind : /^[*{}] /.test(line) ? "note" : /^[<>]/.test(line) ? "wire" : "err";
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
      this.#show(this.state, this.#status.textContent ?? "");
      this.#editor.focus();
    } catch {
      this.#show(this.state, "The editor could not be loaded");
    }
  }

  /** @param {string} path */
  #text(path) {
    return this.machine.edits[path] ?? this.#service?.files[path] ?? "";
  }

  #show_file() {
    this.#editor?.replace(this.#text(this.#file.value));
  }

  /** @param {boolean} on */
  #editing(on) {
    this.#title.hidden = on;
    this.#log.hidden = on;
    for (const element of [this.#file, this.#restart, this.#close, this.#frame]) element.hidden = !on;
    this.block.classList.toggle("live-editing", on);
    this.#fit();
    this.#title.classList.toggle("live-changed", Object.keys(this.machine.edits).length > 0);
  }

  /** @param {boolean} focus */
  #leave_editor(focus) {
    this.#editor?.destroy();
    this.#editor = undefined;
    this.#editing(false);
    this.#show(this.state, this.#status.textContent ?? "");
    if (focus) this.#buttons.edit.focus();
  }

  /** Start the server with the reader's text. */
  restart() {
    this.#leave_editor(false);
    this.#run([{ line: "" }], true);
    this.#input.focus();
  }
}

/** What the server imports, for the packages to be fetched. @param {Service} service @param {Record<string, string>} edits */
function imports(service, edits) {
  return [`import ${service.app.split(":", 1)[0]}`, ...Object.values(edits)].join("\n");
}

const reason = (/** @type {unknown} */ error) => (error instanceof Error ? error.message : String(error));
