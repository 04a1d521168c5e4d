/**
 * A box that lists, of all claims of the site, those that hold all of its words: read from the ledger's file when it is used.
 * @import { Row } from "./rows.js"
 */

import { make } from "./elements.js";
import { read, SITE } from "./rows.js";

/** So many rows are shown; of more, it is said how many there are. */
const SHOWN = 200;
/** Letters of a claim's text that a row shows. */
const WORDS = 60;

export class Filter {
  #box = make("input", "", { type: "search", "aria-label": "Filter the claims", placeholder: "Filter: words, function, kind" });
  #said = make("span", "", { role: "status" });
  #rows = make("tbody");
  #found = make("div", "md-typeset__scrollwrap", { hidden: "" },
    make("table", "", {},
      make("thead", "", {}, make("tr", "", {}, ...["Page", "Line", "Kind", "Words", "Proof"].map((name) => make("th", "", {}, name)))),
      this.#rows));
  #place = make("div", "musings-found", {}, make("p", "musings-filter", {}, this.#box, this.#said), this.#found);

  constructor() {
    this.#box.addEventListener("input", () => void this.#filter());
    document.querySelector(".musings-ledger")?.after(this.#place);
  }

  async #filter() {
    const asked = this.#box.value;
    const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
    try {
      const all = words.length ? (await read()).claims.filter((row) => holds(row, words)) : [];
      if (asked !== this.#box.value) return; // more was typed meanwhile
      this.#rows.replaceChildren(...all.slice(0, SHOWN).map(shown));
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

/** @param {Row} row @param {string[]} words in small letters */
function holds({ title, kind, name, text }, words) {
  const told = `${title} ${kind} ${name} ${text}`.toLowerCase();
  return words.every((word) => told.includes(word));
}

/** @param {Row} row */
function shown(row) {
  const name = make("code", "", {}, row.name);
  const words = row.text.split("\n").find((line) => line.trim()) ?? "";
  const cells = [
    link(row.part, row.title), String(row.line), row.kind,
    link(row.place, (words.length > WORDS ? `${words.slice(0, WORDS - 1)}…` : words) || "all of it"),
    row.code ? link(row.code, name) : name,
  ];
  return make("tr", "", {}, ...cells.map((cell) => make("td", "", {}, cell)));
}

/** @param {string} path from the site's root @param {Node | string} content */
function link(path, content) {
  return make("a", "", { href: String(new URL(path, SITE)) }, content);
}
