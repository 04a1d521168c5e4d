/**
 * Which posts have been read, as far as this browser remembers: a post counts when its foot has been in the window. Lists of posts tick
 * them off, and a line that is kept free for it says how many there are. It never leaves the browser, and can be forgotten.
 */

import { make } from "./elements.js";

const KEY = "musings.read";

/** The posts that were read, by their paths. @returns {Set<string>} */
function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return new Set(Array.isArray(kept) ? kept.filter((path) => typeof path === "string") : []);
  } catch {
    return new Set();
  }
}

/** @param {Set<string>} read */
function keep(read) {
  try {
    if (read.size) localStorage.setItem(KEY, JSON.stringify([...read].sort()));
    else localStorage.removeItem(KEY);
  } catch {
    // a browser that keeps nothing ticks off nothing, and loses nothing else
  }
}

/** @param {number} read @param {number} all */
function counted(read, all) {
  if (!read) return "Your browser ticks off what you read.";
  return read < all ? `${read} of ${all} read` : `All ${all} read`;
}

const action = (/** @type {string} */ words, /** @type {() => void} */ act) => {
  const button = make("button", "musings-progress__act", { type: "button" }, words);
  button.addEventListener("click", act);
  return button;
};

export class Progress {
  /** @type {IntersectionObserver | undefined} */
  #observer;
  #links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".md-content a[data-post], .musings-cards h3 a")]);
  #lines = [...document.querySelectorAll("[data-progress]")];
  #foot = document.querySelector("[data-reading]");
  #changed = (/** @type {StorageEvent} */ event) => event.key === KEY && this.#show();

  constructor() {
    addEventListener("storage", this.#changed); // another tab
    this.#show();
    if (!this.#foot) return;
    this.#observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.#observer?.disconnect();
      this.#mark(true);
    });
    this.#observer.observe(this.#foot);
  }

  /** @param {boolean} read */
  #mark(read) {
    const known = recall();
    if (read) known.add(location.pathname);
    else known.delete(location.pathname);
    keep(known);
    this.#show();
  }

  #show() {
    const read = recall();
    for (const link of this.#links) tick(link, read.has(link.pathname));
    const posts = new Set(this.#links.filter((link) => "post" in link.dataset).map((link) => link.pathname));
    const done = [...posts].filter((path) => read.has(path)).length;
    for (const line of this.#lines) {
      line.replaceChildren(make("span", "", { role: "status" }, counted(done, posts.size)));
      if (read.size) line.append(action("Forget", () => { keep(new Set()); this.#show(); }));
    }
    if (!this.#foot) return;
    const there = read.has(location.pathname);
    this.#foot.replaceChildren(
      there ? "Your browser has noted that you have read this post." : "Your browser has not noted that you have read this post.",
      action(there ? "Not yet" : "Note it", () => this.#mark(!there)),
    );
  }

  leave() {
    this.#observer?.disconnect();
    removeEventListener("storage", this.#changed);
  }
}

/** @param {HTMLAnchorElement} link @param {boolean} read */
function tick(link, read) {
  link.closest("li")?.classList.toggle("musings-read", read);
  const there = link.querySelector(".musings-tick");
  if (!read) there?.remove();
  else if (!there) link.append(make("span", "musings-tick", {}, " ✓", make("span", "musings-unseen", {}, " read")));
}
