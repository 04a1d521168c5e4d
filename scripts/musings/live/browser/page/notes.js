/**
 * Sources and footnotes beside the sentence that names them: in the margin of a wide page, and where there is none, or no room in it,
 * above the foot of the window when they are asked for. Without this script they stand at the end of the page, as they do for programs
 * that read aloud: what is in the margin is a copy, for the eye.
 */

import { listening, make } from "./elements.js";

const NAMED = ".md-content a.citation, .md-content a.footnote-ref";
/** What takes the margin's room, and what moves things when it grows. */
const WIDE = ".highlight, .listing-links, .claim-table, .md-typeset__scrollwrap, .proof, .proof-place, figure, .formula, [data-explorer], .live-bar, .live-output";
/** Px between two notes, and so far at most a note may stand below its sentence. */
const GAP = 12;
const ASTRAY = 420;

/** @typedef {{ link: HTMLAnchorElement, note: HTMLElement }} Note */

export class Notes {
  #article = /** @type {HTMLElement | null} */ (document.querySelector(".md-content__inner"));
  #margin = make("div", "side-notes", { "aria-hidden": "true" });
  #shown = make("div", "term-entry side-note-open", { popover: "auto" });
  /** @type {Note[]} */
  #notes = [];
  #left = new AbortController();
  #frame = 0;
  #observer = new ResizeObserver(() => this.#soon());

  constructor() {
    const article = this.#article;
    if (!article) return;
    const said = new Set();
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (article.querySelectorAll(NAMED))) {
      const text = textOf(link);
      const place = `${link.hash} ${link.closest(".part")?.id ?? ""}${link.closest(".part, article")?.querySelector("h2")?.id ?? ""}`;
      if (!text || said.has(place) || link.closest("details, .footnote, .references, table")) continue;
      said.add(place); // once in each part of the page
      this.#notes.push({ link, note: make("p", "side-note", {}, text) });
    }
    this.#margin.append(...this.#notes.map(({ note }) => note));
    article.append(this.#margin);
    const listen = listening(this.#left.signal);
    listen(window, "resize", () => this.#soon());
    listen(document, "toggle", () => this.#soon());
    listen(article, "contentvisibilityautostatechange", () => this.#soon());
    window.addEventListener("click", (event) => this.#open(event), { capture: true, signal: this.#left.signal });
    this.#observer.observe(article);
    for (const part of article.querySelectorAll(":scope > .part")) this.#observer.observe(part);
    document.fonts.ready.then(() => this.#soon());
  }

  #soon() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#place());
  }

  /** Each beside its sentence, or as far below as what is already there asks for. */
  #place() {
    if (!this.#article || this.#left.signal.aborted || !this.#margin.checkVisibility()) return;
    const origin = this.#margin.getBoundingClientRect();
    const taken = [...this.#article.querySelectorAll(WIDE)]
      .filter((box) => box.checkVisibility({ contentVisibilityAuto: true }))
      .map((box) => box.getBoundingClientRect())
      .filter((box) => box.height && box.right > origin.left - GAP)
      .sort((one, other) => one.top - other.top);
    /** @type {{ note: HTMLElement, top: number | null }[]} */
    const places = [];
    let free = -Infinity;
    for (const { link, note } of this.#notes) {
      // Where a part is not laid out yet, nobody knows the place of what is in it.
      if (!link.checkVisibility({ contentVisibilityAuto: true })) {
        places.push({ note, top: null });
        continue;
      }
      const [line] = link.getClientRects();
      const wanted = line?.top ?? 0;
      const height = note.offsetHeight;
      let top = Math.max(wanted, free);
      for (const box of taken) if (box.bottom + GAP > top && box.top - GAP < top + height) top = box.bottom + GAP;
      const near = top - wanted <= ASTRAY;
      places.push({ note, top: near ? top - origin.top : null });
      if (near) free = top + height + GAP;
    }
    for (const { note, top } of places) {
      note.toggleAttribute("data-placed", top !== null);
      note.style.top = `${top ?? 0}px`;
    }
  }

  /** @param {MouseEvent} event */
  #open(event) {
    const link = event.target instanceof Element ? event.target.closest(NAMED) : null;
    if (!(link instanceof HTMLAnchorElement) || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (this.#margin.checkVisibility() && this.#notes.some((each) => each.link === link && each.note.hasAttribute("data-placed"))) return;
    const source = sourceOf(link);
    if (!source) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // or the theme goes
    this.#shown.innerHTML = source.innerHTML;
    this.#shown.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
    this.#shown.append(" ", make("a", "", { href: link.hash }, "All sources"));
    link.after(this.#shown);
    this.#shown.showPopover();
  }

  leave() {
    this.#left.abort();
    this.#observer.disconnect();
    this.#margin.remove();
    this.#shown.remove();
  }
}

/** @param {HTMLAnchorElement} link */
const sourceOf = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));

/** What a source or a footnote says, without the way back. @param {HTMLAnchorElement} link */
function textOf(link) {
  const copy = /** @type {HTMLElement | undefined} */ (sourceOf(link)?.cloneNode(true));
  copy?.querySelectorAll(".footnote-backref").forEach((back) => back.remove());
  return copy?.textContent?.trim() ?? "";
}
