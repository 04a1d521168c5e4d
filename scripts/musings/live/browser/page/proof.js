/**
 * What proves a claim, told where it stands: its function with the code, when and under how many arithmetics it was
 * proved, and a cell that computes it here. All of it is fetched when a reader asks, from the ledger and the code's page.
 * @import { Owner } from "../cell/cell.js"
 * @import { Job } from "../python/runtime.js"
 * @import { Row } from "./rows.js"
 */
import { Cell } from "../cell/cell.js";
import { pictures } from "../cell/figures.js";
import { runtime } from "../python/runtime.js";
import { make } from "./elements.js";
import { read, SITE } from "./rows.js";

/** What the Python of a page is called in the ledger. */
const HERE = /^wasm-/;
/** Seconds after which a proof is an experiment, whose end a reader may not see. */
const SLOW = 3;

/** What is said of a claim before the function that proves it. @type {Record<string, string>} */
const SAID = {
  fact: "is the value, as precisely as it is written, of",
  recorded: "was measured once; it is read from its record by",
  statement: "is true of the run, says",
  setup: "is what the code was given in",
  table: "These rows are made by",
  formula: "At every point of a grid this formula equals",
  figure: "This figure is drawn by",
};

/** What a run of it shows. @type {Record<string, string>} */
const SHOWN = { fact: " and see the value unrounded", recorded: " and see the value unrounded", statement: " and see what it looked at" };

/** The part of a page of code that an address leads to. @param {string} address */
async function shown(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const name = new URL(address).hash.slice(1);
  const blocks = [...page.querySelectorAll(".md-content .highlight")];
  const head = name && page.getElementById(name);
  return head ? blocks.find((block) => head.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_FOLLOWING) : blocks[0];
}

const seconds = (/** @type {number} */ time) => (time < 0.1 ? "less than 0.1 s" : `${time < 10 ? time.toFixed(1) : Math.round(time)} s`);

/** When, where and how often it was proved. @param {Row} row @param {string} date */
function evidence(row, date) {
  if (row.measured) return `Recorded on ${row.measured}, by ${row.command}.`;
  const places = Object.keys(row.places);
  const count = new Set(places.map((each) => each.split(" ", 1)[0])).size;
  if (!count) return `Not proved yet by the machine that made this page on ${date}.`;
  const among = places.some((each) => HERE.test(each)) ? ", the Python of this page among them" : "";
  return `Proved with the very content shown here, under ${count} ${count === 1 ? "arithmetic" : "arithmetics"}${among}; this page was made on ${date}.`;
}

/** How long it takes to compute it here. @param {Row} row */
function duration(row) {
  const times = Object.entries(row.places);
  const here = times.find(([each]) => HERE.test(each));
  if (here) return `Once Python is there it takes ${seconds(here[1])}.`;
  const elsewhere = Math.min(...times.map(([, time]) => time));
  const slow = elsewhere > SLOW ? "It is a slow experiment: its" : "Its";
  const took = times.length ? `${slow} proof took ${seconds(elsewhere)} on the machine that made this page. ` : "";
  return `${took}It has not been timed in a page, where a run has 30 seconds until it is stopped or asks for more.`;
}

/** Runs a proof apart from the page's own cells, with the code as it is printed. @returns {Owner & { leave(): void }} */
function alone() {
  /** @type {Job | undefined} */
  let job;
  return {
    run(cell) {
      const task = { ...cell.task };
      job = {
        asks: true,
        plan: () => ({
          page: "#proof", fresh: true, changes: [], narrow: innerWidth < 600,
          pictures: pictures(cell.block.clientWidth), tasks: [task],
        }),
        notify: (event) => {
          if (event.type === "progress") cell.progress(event.text, event.loaded, event.total);
          else if (event.type === "limit") cell.limit();
          else if (event.type === "begin") cell.begin();
          else if (event.type === "output") cell.write(event.kind, event.text);
          else if (event.type === "end") cell.end(event.result, []);
          else cell.finished(event);
        },
      };
      cell.queued();
      runtime.run(job);
    },
    warm: (cell) => runtime.warm(cell.code),
    stop: () => job && runtime.stop(job),
    more: () => job && runtime.extend(job),
    leave: () => job && runtime.abandon(job),
    reset() {},
    changed() {},
    share() {},
  };
}

class Panel {
  #owner = alone();
  /** @type {Cell | undefined} */
  #cell;
  #told = make("p", "proof-told", { role: "status" }, "Fetching what proves it …");
  #code = make("div", "proof-code");
  #run = make("div", "proof-run");
  #close = make("button", "proof-close", { type: "button", "aria-label": "Close the proof" }, "×");

  /** @param {HTMLElement} asked the link, or the button beside a block @param {string} proof kind and name */
  constructor(asked, proof) {
    this.asked = asked;
    [this.kind = "", this.name = ""] = proof.split(/ (.*)/);
    this.link = asked instanceof HTMLAnchorElement ? asked : undefined;
    this.words = this.link?.textContent?.trim() ?? "";
    const title = this.words ? `Proof of “${this.words}”` : `Proof of the ${this.kind} ${this.name}`;
    this.element = make("div", "proof", { role: "dialog", tabindex: "-1", "aria-label": title }, this.#close, this.#told, this.#code, this.#run);
    const escape = (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Escape" && !event.defaultPrevented) leave(true);
    };
    this.element.addEventListener("keydown", escape);
    this.#close.addEventListener("click", () => leave(true));
  }

  async open() {
    place(this.asked, this.element);
    this.asked.setAttribute("aria-expanded", "true");
    this.element.focus({ preventScroll: true });
    const found = await read().then(
      ({ date, claims }) => {
        const named = claims.filter(({ kind, name }) => kind === this.kind && name === this.name);
        return { date, row: named.find(({ text }) => text === this.words) ?? named[0] };
      },
      () => undefined,
    );
    if (!this.element.isConnected) return;
    const row = found?.row;
    const address = this.link?.href ?? (row?.code ? new URL(row.code, SITE).href : "");
    const by = row?.function || this.#function(address);
    const named = address ? make("a", "", { href: address }, make("code", "", {}, by)) : make("code", "", {}, by);
    const said = this.words ? [make("strong", "", {}, `“${this.words}”`), ` ${SAID[this.kind]} `] : [`${SAID[this.kind]} `];
    this.#told.replaceChildren(...said, named, ". ", found && row ? evidence(row, found.date) : "The ledger could not be read.");
    if (row?.function) this.#offer(row);
    this.element.append(make("p", "proof-more", {}, ...this.#places(row), ...this.#report(found?.date)));
    if (address) await this.#show(address);
  }

  /** Where it stands, for who sends it to somebody, and where it is listed. @param {Row} [row] */
  *#places(row) {
    const anchor = this.asked.dataset.place ?? this.asked.id;
    if (anchor) yield make("a", "", { href: `#${anchor}` }, "Link to this claim");
    if (row) yield make("a", "", { href: new URL(row.part, SITE).href }, "In the ledger");
  }

  /** Where a reader says that it is wrong: the page's own way, with the claim filled in. @param {string} [date] of the ledger */
  *#report(date) {
    const page = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".musings-report"));
    if (!page) return;
    const address = new URL(page.href);
    const body = address.searchParams.get("body");
    const words = this.words && `, printed as “${this.words}”`;
    if (body) address.searchParams.set("body", `${body}Claim: ${this.kind} ${this.name}${words}\nPage made on: ${date ?? "?"}\n`);
    yield make("a", "", { href: address.href, rel: "noopener" }, "Report an error in this claim");
  }

  /** The function as a reader finds it, where no call proves the claim. @param {string} address of its code */
  #function(address) {
    const name = this.name.split(/[./]/).pop();
    const there = /\/code\/((plots\/)?[^#]*)\//.exec(address);
    const file = there ? `${there[2] ? "" : "snippets/"}${there[1]}` : `plots/${this.name.split("/")[0]?.replaceAll(".", "/")}`;
    return `${file}.py:${name}`;
  }

  /** The code of the function. @param {string} address */
  async #show(address) {
    const block = await shown(address).catch(() => undefined);
    if (block) this.#code.append(make("div", "highlight", {}, ...block.childNodes));
    scrollable(this.#code);
  }

  /** A cell that computes it here. @param {Row} row */
  #offer(row) {
    const [path = "", name = ""] = row.function.split(":");
    const module = path.replace(/\.py$/, "").replaceAll("/", ".");
    const code = make("code", "", {}, `>>> from ${module} import ${name}\n>>> ${name}()\n`);
    const block = make("div", "live highlight", { "data-claim": "example" }, make("pre", "", {}, code));
    this.#run.append(make("p", "", {}, make("strong", "", {}, "Run it here"), `${SHOWN[this.kind] ?? ""}. ${duration(row)}`), block);
    scrollable(block);
    this.#cell = new Cell(block, "this proof", this.#owner, new Set());
    this.#cell.steps = [{ code: this.#cell.original, line: 0 }]; // nothing is printed that it could be compared with
  }

  /** @param {boolean} focus whether the reader goes back to where they came from */
  close(focus) {
    this.#owner.leave();
    this.#cell?.unmount();
    this.element.remove();
    this.asked.removeAttribute("aria-expanded");
    if (focus) this.asked.focus({ preventScroll: true });
  }
}

/** Let a keyboard reach code that scrolls. @param {Element} block */
const scrollable = (block) => block.querySelector("pre > code")?.setAttribute("tabindex", "0");

/** Put the panel under the paragraph, the item or the block that makes the claim. @param {HTMLElement} asked @param {Element} panel */
function place(asked, panel) {
  const block = asked.closest("summary")?.parentElement ?? asked.closest("figure, .claim-table, .md-typeset__scrollwrap, .proof-place");
  const within = asked.closest("p, li, dd, blockquote");
  if (block) block.after(panel);
  else if (within && !within.matches("p")) within.append(panel);
  else (within ?? asked).after(panel);
}

/** @type {Panel | undefined} */
let open;

/** Open the proof of a claim; asked for again, close it. @param {HTMLElement} asked @param {string} proof kind and name */
export async function ask(asked, proof) {
  const again = open?.asked === asked;
  leave(again);
  if (again) return;
  open = new Panel(asked, proof);
  await open.open();
}

/** Close what is open. @param {boolean} [focus] */
export function leave(focus = false) {
  open?.close(focus);
  open = undefined;
}
