/** What stands under a cell, a console and an explorer alike: buttons with a picture, and the line that says how it goes. */

/** @typedef {"idle" | "queued" | "loading" | "running" | "done" | "error" | "stopped"} State of a cell or a console */

const ICONS = {
  run: "M8 5.14v14l11-7z",
  stop: "M6 6h12v12H6z",
  more: "M13 6v12l8.5-6M4 18l8.5-6L4 6z",
  edit: "M20.71 7.04c.39-.39.39-1.04 0-1.41l-2.34-2.34c-.37-.39-1.02-.39-1.41 0l-1.84 1.83 3.75 3.75M3 17.25V21h3.75L17.81 9.93l-3.75-3.75z",
  copy: "M19 21H8V7h11m0-2H8a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2m-3-4H4a2 2 0 0 0-2 2v14h2V3h12z",
  link: "M3.9 12c0-1.71 1.39-3.1 3.1-3.1h4V7H7a5 5 0 0 0 0 10h4v-1.9H7c-1.71 0-3.1-1.39-3.1-3.1M8 13h8v-2H8zm9-6h-4v1.9h4a3.1 3.1 0 0 1 0 6.2h-4V17h4a5 5 0 0 0 0-10",
  reset: "M12 5V1L7 6l5 5V7a6 6 0 1 1-6 6H4a8 8 0 1 0 8-8",
  console: "M20 19V7H4v12zm0-16a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V5c0-1.1.9-2 2-2zm-7 14v-2h5v2zm-3.42-4L5.57 9H8.4l3.3 3.3c.39.39.39 1.03 0 1.42L8.42 17H5.59z",
  send: "M2 21l21-9L2 3v7l15 2-15 2z",
  table: "M4 4h16v16H4zm2 4v4h5V8zm7 0v4h5V8zm-7 6v4h5v-4zm7 0v4h5v-4z",
};

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {string} [className] @param {Record<string, string>} [attributes] @param {(Node | string)[]} content
 */
export function make(tag, className = "", attributes = {}, ...content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}

/** @param {keyof typeof ICONS} icon @param {string} label @param {string} title */
export function button(icon, label, title) {
  const element = make("button", `live-button live-${icon}`, { type: "button", title });
  element.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[icon]}"/></svg>`;
  element.append(make("span", "live-label", {}, label));
  return element;
}

/** Let the names of buttons say whose they are. @param {HTMLElement[]} buttons @param {string} owner */
export function named(buttons, owner) {
  for (const each of buttons) each.setAttribute("aria-label", `${each.textContent} ${owner}`);
}

/** The line beside the buttons: what is said, and how much of a download has come, which is seen and not read out. */
export class Status {
  #said = make("span", "live-status", { role: "status" });
  #progress = make("span", "live-progress", { "aria-hidden": "true" });
  elements = [this.#said, this.#progress];

  get text() {
    return this.#said.textContent;
  }

  /** @param {string} words */
  say(words) {
    if (this.text !== words) this.#said.textContent = words; // the same words are not read out again
  }

  /** Say more, with a link to a part of the page. @param {string} before @param {string} name @param {string} id @param {string} after */
  lead(before, name, id, after) {
    this.#said.append(before, make("a", "", { href: `#${id}` }, name), after);
  }

  /** @param {string} words */
  progress(words) {
    this.#progress.textContent = words;
  }
}

export const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);

/** How much has come of what is worth counting. @param {number} loaded @param {number} total in bytes */
export const portion = (loaded, total) => (total > 100_000 ? `${megabytes(Math.min(loaded, total))} of ${megabytes(total)} MB` : "");

/** @param {string} text @param {string} done @returns {Promise<string>} what to say of it: `done`, where it could be copied */
export async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    return done;
  } catch {
    return "The browser does not let this page copy";
  }
}

/** A style sheet that is fetched where it is needed. @param {string} href @returns {Promise<unknown>} */
export function styled(href) {
  if (document.head.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  const link = make("link", "", { rel: "stylesheet", href });
  return new Promise((resolve) => {
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}

/** Listen for as long as the signal lets. @param {AbortSignal} signal */
export const listening = (signal) =>
  (/** @type {EventTarget} */ target, /** @type {string} */ type, /** @type {(event: any) => void} */ act) =>
    target.addEventListener(type, act, { signal });
