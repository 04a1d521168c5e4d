/**
 * An explorer's line to Python: one question at a time, and of those that wait only the latest is asked.
 * @import { Answer, JobEvent, Plan } from "../page/types.js"
 */
import { runtime } from "../python/runtime.js";

let opened = 0;

export class Line {
  /** @type {{ request: unknown, settle: (answer: Answer | undefined) => void } | undefined} */
  #waiting;
  /** @type {import("../python/runtime.js").Job | undefined} */
  #job;
  #code;
  #page = location.pathname;

  /**
   * @param {string} name the explorer's
   * @param {(status: "queued" | "loading" | "running" | "idle" | "error", text: string, loaded?: number, total?: number) => void} tell
   */
  constructor(name, tell) {
    this.name = name;
    this.tell = tell;
    this.session = `${this.#page}#${name}-${++opened}`;
    this.#code = `import snippets.explorers.${name}`;
  }

  /** Begin to load Python, because the reader may be about to need it. */
  warm() {
    runtime.warm(this.#code);
  }

  get busy() {
    return this.#job !== undefined;
  }

  /**
   * Ask; nothing comes back for a question that a later one has overtaken, or that could not be answered.
   * @param {unknown} request what JSON can hold
   * @returns {Promise<Answer | undefined>}
   */
  ask(request) {
    return new Promise((settle) => {
      this.#waiting?.settle(undefined);
      this.#waiting = { request, settle };
      if (!this.#job) this.#next();
    });
  }

  #next() {
    const turn = this.#waiting;
    this.#waiting = undefined;
    if (!turn) return;
    /** @type {Answer | undefined} */
    let answer;
    let wrong = "";
    let { request, settle } = turn;
    this.tell("queued", "");
    this.#job = {
      plan: () => {
        if (this.#waiting) { // while this one waited for its turn, a later one came
          settle(undefined);
          ({ request, settle } = this.#waiting);
          this.#waiting = undefined;
        }
        return this.#plan(request);
      },
      notify: (event) => {
        if (event.type === "progress") this.tell("loading", event.text, event.loaded, event.total);
        else if (event.type === "begin") this.tell("running", "");
        else if (event.type === "end") {
          answer = event.result.answer;
          wrong = event.result.error;
        } else if (event.type === "finished") {
          this.#job = undefined;
          if (wrong) this.tell("error", wrong);
          else if (event.why === "done") this.tell("idle", "");
          else this.tell(...reasons(event));
          settle(answer);
          if (!this.#job) this.#next();
        }
      },
    };
    runtime.run(this.#job);
  }

  /** @param {unknown} request @returns {Plan} */
  #plan(request) {
    const { name, session } = this;
    /** @type {Plan["tasks"]} */
    const tasks = [{ kind: "question", key: session, name, code: this.#code, session, request }];
    return { page: this.#page, fresh: false, changes: [], narrow: false, tasks };
  }

  /** The reader goes: what waits is not asked, what runs is not waited for. */
  close() {
    this.tell = () => {};
    this.#waiting?.settle(undefined);
    this.#waiting = undefined;
    if (this.#job) runtime.abandon(this.#job);
    runtime.forget(this.#page);
  }
}

/** @param {Extract<JobEvent, { type: "finished" }>} event @returns {["idle" | "error", string]} */
function reasons({ why, reason }) {
  if (why === "failed") return ["error", `Python could not be started: ${reason}`];
  if (why === "broken") return ["error", `Python ${reason} and was started anew`];
  if (why === "time") return ["error", "Stopped: an answer may take 30 seconds, and this one took longer"];
  return ["idle", ""];
}
