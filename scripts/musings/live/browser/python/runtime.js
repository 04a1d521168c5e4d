/**
 * The page's side of the worker: one for all pages, kept over instant visits. Jobs run in the order they came. In an isolated
 * page Python is told to stop, and stays with all that it holds. Elsewhere, and where it does not heed, the worker is ended; the
 * next job starts a new one, and `epoch` tells that nothing which ran before is there any more.
 * @import { JobEvent, Order, Plan, Report } from "../page/types.js"
 */

const TIME_LIMIT = 30_000;
const GRACE = 500;
/** Milliseconds in which Python stops, or is ended: a long call into a library looks at nothing. */
const HEED = 1000;
const SIGINT = 2;
/**
 * A worker that begins as a blob is under the policy of its page, and so are those that it begins itself: they reach no
 * other host. One that begins as a file has the policy that the file comes with, on a static host none.
 *
 * It imports its code once it runs: what a blob imports before that, Firefox 153 takes past the service worker, which then
 * neither keeps it nor has it without network. Orders that come meanwhile wait.
 */
let blob = "";
const begun = () => (blob ||= URL.createObjectURL(new Blob([`
  const early = [];
  self.onmessage = (event) => early.push(event);
  import(${JSON.stringify(new URL("./worker.js", import.meta.url))}).then(
    () => early.forEach((event) => self.onmessage(event)),
    () => setTimeout(() => { throw new Error("the worker could not be loaded"); }),
  );
`], { type: "text/javascript" })));
/** A worker whose memory has grown beyond this is not used again: it never gives memory back. */
const HEAP_LIMIT = 1 << 30;

/**
 * @typedef {object} Job
 * @property {() => Plan} plan asked when the job's turn has come
 * @property {(event: JobEvent) => void} notify
 * @property {boolean} [asks] whether it asks for more time when its own is over
 */

class Runtime {
  /** How many workers there were before this one. */
  epoch = 0;
  /** @type {Worker | undefined} */
  #worker;
  /** @type {Job[]} */
  #queue = [];
  /** `ending`: why it has been told to stop. @type {{ job: Job, id: number, executing: boolean, ending?: "stopped" | "time" } | undefined} */
  #current;
  /** @type {Uint8Array<SharedArrayBuffer> | undefined} */
  #flag;
  #count = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** Begin to load Python, and what `code` imports, before it is run. @param {string} code */
  warm(code) {
    if (!this.#worker) this.#send({ type: "warm", code });
  }

  /** @param {Job} job */
  run(job) {
    this.#queue.push(job);
    this.#next();
  }

  /** End a job, whether it waits, loads or runs. @param {Job} job @returns {boolean} whether it has been told to, and will tell when it has */
  stop(job) {
    if (this.#current?.job === job) this.#interrupt("stopped");
    else this.#drop(job);
    return this.#current?.job === job;
  }

  /** Let a job that has asked go on. @param {Job} job */
  extend(job) {
    if (this.#current?.job !== job || this.#current.ending) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#limit(), TIME_LIMIT);
  }

  /** Take a job back whose page is left: what is loading goes on, what runs has a moment to end. @param {Job} job */
  abandon(job) {
    this.#drop(job);
    const current = this.#current;
    if (current?.job !== job) return;
    current.job = { plan: job.plan, notify: () => {} };
    this.#send({ type: "cancel", id: current.id });
    if (!current.executing) this.#finish("cancelled");
    else {
      if (this.#flag) this.#flag[0] = SIGINT;
      setTimeout(() => {
        if (this.#current === current) this.#end("stopped");
      }, GRACE);
    }
  }

  /** @param {string} page */
  forget(page) {
    this.#worker?.postMessage({ type: "forget", page });
  }

  /** @param {Job} job */
  #drop(job) {
    const place = this.#queue.indexOf(job);
    if (place < 0) return;
    this.#queue.splice(place, 1);
    job.notify({ type: "finished", why: "cancelled", reason: "", kept: true });
  }

  #next() {
    const job = this.#current ? undefined : this.#queue.shift();
    if (!job) return;
    const id = ++this.#count;
    const plan = job.plan();
    this.#current = { job, id, executing: false };
    this.#flag?.fill(0);
    this.#send({ type: "run", id, plan });
  }

  /** @param {Order} order */
  #send(order) {
    if (!this.#worker) {
      const worker = new Worker(begun(), { type: "module", name: "python" });
      worker.onmessage = ({ data }) => this.#hear(data);
      worker.onerror = (event) => {
        event.preventDefault();
        if (this.#worker === worker) this.#end("failed", event.message.replace(/^(?:Uncaught )?Error: /, ""));
      };
      this.#worker = worker;
      this.#flag = crossOriginIsolated ? new Uint8Array(new SharedArrayBuffer(1)) : undefined;
      if (this.#flag) this.#worker.postMessage({ type: "interrupts", flag: this.#flag });
      document.documentElement.dataset.python = ""; // a visit that loads a page would lose it (page/offline.js)
    }
    this.#worker.postMessage(order);
  }

  /** @param {Report} report */
  #hear(report) {
    const current = this.#current;
    if (!current || ("id" in report && report.id !== current.id)) return;
    if (report.type === "progress") current.job.notify(report);
    else if (report.type === "failed") this.#end(report.broken ? "broken" : "failed", report.reason);
    else if (report.type === "done") {
      if (report.heap > HEAP_LIMIT) this.#discard();
      this.#finish(current.ending ?? "done", "", report.heap <= HEAP_LIMIT);
    } else {
      current.executing = report.type === "begin" || (report.type === "output" && current.executing);
      if (report.type !== "output" && !current.ending) clearTimeout(this.#timer);
      if (report.type === "begin" && !current.ending) this.#timer = setTimeout(() => this.#limit(), TIME_LIMIT);
      current.job.notify(report);
    }
  }

  /** The time of what runs is over. */
  #limit() {
    const current = this.#current;
    if (!this.#flag || !current?.job.asks) return this.#end("time");
    current.job.notify({ type: "limit" });
    this.#timer = setTimeout(() => this.#interrupt("time"), TIME_LIMIT);
  }

  /** Tell Python to stop, or end it where it cannot be told or has not heeded. @param {"stopped" | "time"} why */
  #interrupt(why) {
    const current = this.#current;
    if (!this.#flag || !current?.executing || current.ending) return this.#end(why);
    current.ending = why;
    this.#send({ type: "cancel", id: current.id });
    this.#flag[0] = SIGINT;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#current === current) this.#end(why);
    }, HEED);
  }

  /** @param {"stopped" | "time" | "failed" | "broken"} why @param {string} [reason] */
  #end(why, reason = "") {
    this.#discard();
    this.#finish(why, reason);
  }

  #discard() {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.epoch += 1;
  }

  /** @param {"done" | "stopped" | "time" | "cancelled" | "failed" | "broken"} why @param {string} [reason] */
  #finish(why, reason = "", kept = false) {
    clearTimeout(this.#timer);
    const current = this.#current;
    this.#current = undefined;
    current?.job.notify({ type: "finished", why, reason, kept });
    this.#next();
  }
}

export const runtime = new Runtime();
