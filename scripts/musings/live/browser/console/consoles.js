/**
 * The consoles of a page: an exchange becomes a terminal, whose curl is answered by the very application of the post.
 * The exchanges of a page with one service and one server share one run of it, as they do where they are proved.
 */
import { runtime } from "../python/runtime.js";
import { Console } from "./console.js";

/** One run of a service, shared by the exchanges that speak with it. */
export class Machine {
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
      this.consoles.push(new Console(block, this.consoles.length + 1, machine, before, this.path));
    }
  }

  /** The reader goes to another page: nothing of this one stays. */
  leave() {
    for (const each of this.consoles) each.unmount();
    runtime.forget(this.path);
  }
}
