/** A box that leaves of the ledger's rows those that hold all of its words. */

import { make } from "./elements.js";

/** So many rows are shown at once; of more, it is said how many a part holds. */
const SHOWN = 200;

export class Filter {
  #box = make("input", "", { type: "search", "aria-label": "Filter the claims", placeholder: "Filter: words, function, kind" });
  #said = make("span", "", { role: "status" });
  #place = make("p", "musings-filter", {}, this.#box, this.#said);
  /** @type {{ part: Element, lists: { list: HTMLDetailsElement, rows: { row: HTMLElement, text: string }[] }[] }[]} */
  #parts;

  constructor() {
    this.#parts = [...document.querySelectorAll(".md-content section.part")].map((part) => ({
      part,
      lists: [...part.querySelectorAll("details")].map((list) => {
        const about = `${part.querySelector("h2")?.textContent} ${list.querySelector("summary")?.textContent}`;
        const rows = [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("tbody tr"))];
        return { list, rows: rows.map((row) => ({ row, text: `${about} ${row.textContent}`.toLowerCase() })) };
      }),
    }));
    this.#box.addEventListener("input", () => this.#filter());
    this.#parts[0]?.part.before(this.#place);
  }

  #filter() {
    const words = this.#box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (/** @type {string} */ text) => words.every((word) => text.includes(word));
    const found = this.#parts.map(({ lists }) => lists.map(({ rows }) => rows.filter(({ text }) => fits(text)).length));
    const all = found.flat().reduce((sum, number) => sum + number, 0);
    this.#parts.forEach(({ part, lists }, at) => {
      lists.forEach(({ list, rows }, under) => {
        const fitting = found[at]?.[under] ?? 0;
        list.hidden = !fitting;
        list.open = words.length > 0 && fitting > 0 && all <= SHOWN;
        for (const { row, text } of rows) row.hidden = !fits(text);
      });
      part.toggleAttribute("hidden", words.length > 0 && !found[at]?.some(Boolean));
    });
    this.#said.textContent = words.length ? `${all.toLocaleString("en")} ${all === 1 ? "claim" : "claims"}` : "";
  }

  leave() {
    this.#place.remove();
  }
}
