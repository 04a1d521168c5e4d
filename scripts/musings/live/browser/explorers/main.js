/**
 * The explorers of one page: each is fetched when the reader comes near it, and takes the place of the figure that stood there.
 * @import { Explorer } from "./explorer.js"
 */
import { styled } from "../page/elements.js";
import { fragment, opened } from "./address.js";

const STYLE = new URL("./explorers.css", import.meta.url).href;
/** Browsers let a page write its address some times a second. */
const PAUSE = 300;

/**
 * How the explorers of a page stand, kept while the tab lives: the theme may put a page anew in its own place, as it does when
 * a link to a part of it is followed for the first time. @type {Map<string, Map<string, string>>}
 */
const kept = new Map();
/** The last address that named explorers: it must be heeded though the page is put anew meanwhile. */
let asked = { path: "", fragment: "", at: -Infinity };
const RECENT = 3000;

export class Explorers {
  #gone = new AbortController();
  /** @type {Map<HTMLElement, Promise<Explorer | undefined>>} */
  #mounted = new Map();
  /** @type {Set<Explorer>} */
  #live = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {HTMLElement[]} blocks */
  constructor(blocks) {
    this.blocks = blocks;
    this.path = location.pathname;
    this.states = kept.get(this.path) ?? new Map();
    kept.set(this.path, this.states);
    const { signal } = this.#gone;
    this.near = new IntersectionObserver(
      (entries) => entries.forEach(({ isIntersecting, target }) => isIntersecting && this.mount(/** @type {HTMLElement} */ (target))),
      { rootMargin: "250px" },
    );
    for (const block of blocks) this.near.observe(block);
    addEventListener("hashchange", () => this.#open(), { signal });
    document.addEventListener("click", (event) => this.#follow(event), { signal, capture: true });
    this.#open();
  }

  /** The reader goes to another page: nothing of this one stays. */
  leave() {
    this.#gone.abort();
    clearTimeout(this.#timer);
    this.near.disconnect();
    for (const explorer of this.#live) explorer.close();
    this.#live.clear();
  }

  /** @param {HTMLElement} block @returns {Promise<Explorer | undefined>} nothing where it cannot be fetched: the figure stands */
  mount(block) {
    this.near.unobserve(block);
    const mounted = this.#mounted.get(block) ?? this.#fetch(block).catch((error) => {
      console.warn(`explorer ${block.dataset.explorer}: ${error}`);
      return undefined;
    });
    this.#mounted.set(block, mounted);
    return mounted;
  }

  /** @param {HTMLElement} block */
  async #fetch(block) {
    const name = block.dataset.explorer ?? "";
    if (!/^\w+$/.test(name) || !block.dataset.first) return undefined;
    const { first: file } = block.dataset;
    const view = import("./data.js").then(({ written }) => written(file));
    const [{ default: Kind }, { first, parts }] = await Promise.all([import(`./${name}.js`), view, styled(STYLE)]);
    if (this.#gone.signal.aborted) return undefined;
    /** @type {Explorer} */
    const explorer = new Kind(block, first, parts, () => {
      this.states.set(name, explorer.written);
      asked.at = -Infinity; // what the reader has done since counts more
      this.#write();
    });
    this.#live.add(explorer);
    await explorer.open(this.states.get(name) ?? "");
    return explorer;
  }

  /** A link to an explorer of this page: the theme would put it into the address and tell nobody. @param {MouseEvent} event */
  #follow(event) {
    const link = /** @type {Element} */ (event.target).closest?.("a");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || link.pathname !== this.path || !opened(link.hash).size) return;
    event.preventDefault();
    event.stopPropagation();
    history.pushState(history.state, "", link.hash);
    this.#open();
  }

  /** Take over the states in the address, and show the first explorer that it names. */
  async #open() {
    if (opened(location.hash).size) asked = { path: this.path, fragment: location.hash, at: performance.now() };
    const again = asked.path === this.path && performance.now() - asked.at < RECENT;
    const states = opened(again ? asked.fragment : location.hash);
    for (const [name, state] of states) this.states.set(name, state);
    const named = this.blocks.filter((block) => states.has(block.dataset.explorer ?? ""));
    // Whichever comes meanwhile opens in its state by itself, and the reader may have changed it by the time it is its turn here.
    const there = new Set(this.#mounted.keys());
    for (const block of named) {
      const explorer = await this.mount(block);
      if (there.has(block)) await explorer?.open(this.states.get(explorer.name) ?? "");
      if (block === named[0] && !this.#gone.signal.aborted) block.scrollIntoView({ block: "center" });
    }
  }

  /** Write the states into the address, once the reader pauses. */
  #write() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const texts = [...this.#live].filter((explorer) => explorer.changed).map((explorer) => /** @type {[string, string]} */ ([explorer.name, explorer.written]));
      const now = fragment(new Map(texts));
      if (now === location.hash || (!now && !opened(location.hash).size)) return;
      history.replaceState(history.state, "", now || location.pathname + location.search);
    }, PAUSE);
  }
}
