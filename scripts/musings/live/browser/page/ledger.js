/** A box that lists, of all claims of the site, those that hold all of its words: read from the ledger's file when it is used. */

import { make } from "./elements.js";

/** @typedef {{ line: number, kind: string, name: string, text: string, code: string, title: string, part: string }} Row of it */

/** So many rows are shown; of more, it is said how many there are. */
const SHOWN = 200;
/** Letters of a claim's text that a row shows. */
const WORDS = 60;
const FILE = new URL("../../../ledger.json", import.meta.url);

export class Filter {
  #box = make("input", "", { type: "search", "aria-label": "Filter the claims", placeholder: "Filter: words, function, kind" });
  #said = make("span", "", { role: "status" });
  #rows = make("tbody");
  #found = make("div", "md-typeset__scrollwrap", { hidden: "" },
    make("table", "", {},
      make("thead", "", {}, make("tr", "", {}, ...["Page", "Line", "Kind", "Words", "Proof"].map((name) => make("th", "", {}, name)))),
      this.#rows));
  #place = make("div", "musings-found", {}, make("p", "musings-filter", {}, this.#box, this.#said), this.#found);
  /** @type {Promise<{ row: Row, text: string }[]> | undefined} */
  #claims;

  constructor() {
    this.#box.addEventListener("input", () => void this.#filter());
    document.querySelector(".musings-ledger")?.after(this.#place);
  }

  #read() {
    this.#claims ??= fetch(FILE).then(async (answer) => {
      /** @type {{ claims: Row[] }} */
      const { claims } = await answer.json();
      return claims.map((row) => ({ row, text: `${row.title} ${row.kind} ${row.name} ${row.text}`.toLowerCase() }));
    });
    this.#claims.catch(() => (this.#claims = undefined)); // asked for again at the next try
    return this.#claims;
  }

  async #filter() {
    const asked = this.#box.value;
    const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
    try {
      const all = words.length ? (await this.#read()).filter(({ text }) => words.every((word) => text.includes(word))) : [];
      if (asked !== this.#box.value) return; // more was typed meanwhile
      this.#rows.replaceChildren(...all.slice(0, SHOWN).map(({ row }) => shown(row)));
      this.#found.hidden = !all.length;
      const first = all.length > SHOWN ? `, the first ${SHOWN} of them shown` : "";
      this.#said.textContent = words.length ? `${all.length.toLocaleString("en")} ${all.length === 1 ? "claim" : "claims"}${first}` : "";
    } catch {
      this.#said.textContent = "The ledger's file could not be read. The pages below list all claims.";
    }
  }

  leave() {
    this.#place.remove();
  }
}

/** @param {Row} row */
function shown(row) {
  const name = make("code", "", {}, row.name);
  const words = row.text.split("\n").find((line) => line.trim()) ?? "";
  const cells = [
    link(row.part, row.title), String(row.line), row.kind,
    words.length > WORDS ? `${words.slice(0, WORDS - 1)}…` : words,
    row.code ? link(row.code, name) : name,
  ];
  return make("tr", "", {}, ...cells.map((cell) => make("td", "", {}, cell)));
}

/** @param {string} path from the site's root @param {Node | string} content */
function link(path, content) {
  return make("a", "", { href: String(new URL(path, FILE)) }, content);
}
