/**
 * The cells of one page, and what has run: which cells a run takes along, and in what order.
 * @import { Change, JobEvent, Plan, Result } from "../page/types.js"
 * @import { Job } from "../python/runtime.js"
 */
import { Cell } from "./cell.js";
import { pictures } from "./figures.js";
import { keep, recall } from "../page/store.js";
import { pack, unpack } from "../page/share.js";
import { runtime } from "../python/runtime.js";

export class Page {
  /** Which worker has seen what ran here. */
  #epoch = -1;
  /** @type {Map<Cell, Job>} */
  #jobs = new Map();
  /** The job whose cells run now. @type {Job | undefined} */
  #running;
  #gone = new AbortController();
  #shared = "";

  /** @param {HTMLElement[]} blocks */
  constructor(blocks) {
    this.path = location.pathname;
    let examples = 0;
    /** @type {Set<string>} */
    const keys = new Set();
    const name = (/** @type {HTMLElement} */ block) => (block.dataset.claim === "listing" ? "" : `example ${++examples}`);
    this.cells = blocks.map((block) => new Cell(block, name(block), this, keys));
    this.#restore();
    addEventListener("hashchange", () => this.#open(location.hash), { signal: this.#gone.signal });
  }

  /** The reader goes to another page: nothing of this one stays. */
  leave() {
    this.#gone.abort();
    for (const job of this.#jobs.values()) runtime.abandon(job);
    runtime.forget(this.path);
    for (const cell of this.cells) cell.unmount();
  }

  // --- edits -----------------------------------------------------------------------------------------------------------

  #edits() {
    return Object.fromEntries(this.cells.flatMap((cell) => (cell.edited === undefined ? [] : [[cell.key, cell.edited]])));
  }

  changed() {
    keep(this.path, this.#edits(), this.#shared);
  }

  #restore() {
    const { edits, shared } = recall(this.path);
    this.#shared = shared;
    for (const cell of this.cells) {
      const code = edits[cell.key];
      if (code !== undefined) cell.restore(code, "Your edit, kept");
    }
    this.#open(location.hash);
  }

  /** Take over a shared address: the code, but nothing is run. @param {string} fragment */
  async #open(fragment) {
    if (fragment === this.#shared) return;
    const edits = await unpack(fragment);
    if (!edits || this.#gone.signal.aborted) return;
    this.#shared = fragment;
    const found = this.cells.filter((cell) => edits[cell.key] !== undefined);
    await Promise.all(found.map((cell) => cell.restore(edits[cell.key] ?? "", "Code from the address: not run yet")));
    this.changed();
    found[0]?.block.scrollIntoView({ block: "center" });
  }

  /** @param {Cell} cell */
  async share(cell) {
    const packed = await pack(this.#edits());
    if (packed === undefined) return cell.say("The code is too long for an address");
    const address = new URL(location.href);
    address.hash = packed;
    this.#shared = address.hash;
    history.replaceState(history.state, "", address);
    this.changed();
    await cell.copy(address.href, "The address is copied: it holds your code");
  }

  /** @param {Cell} cell */
  reset(cell) {
    this.changed();
    // What ran with the reader's definition runs again with the printed one.
    const follower = cell.applied === undefined ? undefined : this.cells.findLast((other) => !other.listing && other.shown);
    if (follower) this.run(follower);
  }

  // --- running ---------------------------------------------------------------------------------------------------------

  /** @param {Cell} cell */
  warm(cell) {
    runtime.warm(this.#code(cell));
  }

  /** What a run of the cell would run at most. @param {Cell} cell */
  #code(cell) {
    return this.cells.slice(0, this.cells.indexOf(cell) + 1).map((each) => (each.listing ? "" : each.code)).join("\n");
  }

  /** @param {Cell} cell */
  stop(cell) {
    const job = this.#jobs.get(cell) ?? (cell.state === "running" ? this.#running : undefined);
    if (job) runtime.stop(job);
  }

  /** @param {Cell} cell */
  more(cell) {
    const job = this.#jobs.get(cell) ?? this.#running;
    if (job) runtime.extend(job);
  }

  /** @param {Cell} target */
  run(target) {
    /** @type {string[]} */
    let following = [];
    /** Cells whose output this run shows. @type {Set<Cell>} */
    let visible = new Set([target]);
    /** @type {Job} */
    const job = {
      asks: true,
      plan: () => {
        const made = this.#plan(target);
        following = made.following;
        visible = made.visible;
        return made.plan;
      },
      notify: (event) => {
        if (event.type !== "finished") this.#running = job;
        this.#hear(event, target, visible, following);
      },
    };
    target.queued(this.#jobs.size > 0);
    this.#jobs.set(target, job);
    runtime.run(job);
  }

  /** @param {Cell} target @returns {{ plan: Plan, visible: Set<Cell>, following: string[] }} */
  #plan(target) {
    const place = this.cells.indexOf(target);
    const anew = this.#epoch !== runtime.epoch;
    this.#epoch = runtime.epoch;
    /** @type {Set<Cell>} */
    const changed = new Set();
    this.cells.forEach((cell, index) => {
      if (!cell.listing || cell.applied === cell.edited) return;
      if (index > place && cell.edited !== undefined) return; // it counts once it has been run
      cell.applied = cell.edited;
      changed.add(cell);
    });
    // A cell sees just the cells above it, as if the page were run from the top: what ran last must be a part of that.
    const examples = this.cells.filter((cell) => !cell.listing);
    const before = examples.filter((cell) => this.cells.indexOf(cell) < place);
    const done = before.findIndex((cell) => cell.ran !== cell.code);
    const rest = done < 0 ? examples.slice(before.length) : examples.slice(done);
    const fresh = anew || changed.size > 0 || (!target.listing && rest.some((cell) => cell.ran !== undefined));
    if (fresh) for (const cell of this.cells) cell.ran = undefined;
    const wanted = this.cells.filter((cell, index) => {
      if (cell === target) return true;
      if (cell.listing) return changed.has(cell) && cell.edited !== undefined;
      if (target.listing) return changed.size > 0 && (cell.shown || this.#leads(cell));
      return cell.ran !== cell.code && (index < place || (changed.size > 0 && cell.shown));
    });
    const visible = new Set(
      wanted.filter((cell) => cell === target || (changed.size > 0 && cell.shown) || cell.edited !== cell.seen),
    );
    // Changed definitions come first: examples above a listing see them too.
    const tasks = [...wanted.filter((cell) => cell.listing), ...wanted.filter((cell) => !cell.listing)];
    /** @type {Change[]} */
    const changes = this.cells.flatMap((cell) =>
      cell.applied === undefined ? [] : [/** @type {Change} */ ([cell.source, cell.section, cell.applied])],
    );
    const told = tasks.map((cell) => ({ ...cell.task, hidden: !visible.has(cell) }));
    return {
      plan: { page: this.path, fresh, changes, narrow: innerWidth < 600, pictures: pictures(target.block.clientWidth), tasks: told },
      visible,
      following: this.cells.flatMap((cell) => (cell.applied === undefined ? [] : [cell.source])),
    };
  }

  /** Whether an example that shows its output comes after this one. @param {Cell} cell */
  #leads(cell) {
    return this.cells.slice(this.cells.indexOf(cell)).some((other) => !other.listing && other.shown);
  }

  /** What failed before a cell that went wrong; or a listing in use, without which nothing is as printed. @param {Cell} cell @param {Result} result */
  #culprit(cell, result) {
    const before = this.cells.slice(0, this.cells.indexOf(cell));
    return (
      this.cells.find((other) => other !== cell && other.applied !== undefined && other.failed) ??
      (result.error || result.same === false ? before.find((other) => !other.listing && other.failed) : undefined)
    );
  }

  /** @param {JobEvent} event @param {Cell} target @param {Set<Cell>} visible @param {string[]} following */
  #hear(event, target, visible, following) {
    if (event.type === "progress") {
      target.progress(event.text, event.loaded, event.total);
    } else if (event.type === "finished") {
      this.#jobs.delete(target);
      for (const cell of new Set([target, ...visible])) cell.finished(event);
    } else if (event.type === "limit") target.limit();
    else {
      const cell = this.cells.find(({ key }) => key === event.key);
      if (!cell) return;
      if (event.type === "begin" && cell !== target && target.state !== "done" && target.busy) target.preparing();
      if (event.type === "end") {
        cell.ran = cell.task.code;
        cell.failed = event.result.same === true ? "" : event.result.error;
      }
      if (!visible.has(cell)) return;
      if (event.type === "begin") cell.begin();
      else if (event.type === "output") cell.write(event.kind, event.text);
      else cell.end(event.result, cell.listing ? [] : following, this.#culprit(cell, event.result));
    }
  }
}
