/** The command line of a console: a field that grows with its text, and the lines that were typed before. */
import { button, listening, make } from "../page/elements.js";

/** @typedef {{ submit(): void, interrupt(): boolean, clear(): void, resized(): void }} Owner `interrupt`: whether there was anything to */

export class Prompt {
  #input = make("textarea", "live-input", {
    rows: "1", "aria-label": "Command line", placeholder: "curl …", spellcheck: "false", autocapitalize: "off",
    autocomplete: "off", autocorrect: "off", enterkeyhint: "send",
  });
  send = button("send", "Send", "Send (Enter)");
  #place = 0;
  #draft = "";

  /**
   * @param {Owner} owner
   * @param {string[]} history lines that a reader has typed, oldest first; a console may share them with others
   * @param {AbortSignal} signal
   */
  constructor(owner, history, signal) {
    this.owner = owner;
    this.history = history;
    const on = listening(signal);
    on(this.send, "click", () => owner.submit());
    on(this.#input, "keydown", (event) => this.#key(event));
    on(this.#input, "input", () => this.fit());
    this.element = make("div", "live-ask", {}, make("span", "live-dollar", { "aria-hidden": "true" }, "$"), this.#input, this.send);
  }

  /** @param {boolean} [scroll] whether the page may move to show it */
  focus(scroll = true) {
    this.#input.focus({ preventScroll: !scroll });
  }

  get line() {
    return this.#input.value;
  }

  set line(line) {
    this.#input.value = line;
  }

  end() {
    this.#input.setSelectionRange(this.line.length, this.line.length);
  }

  /** Put a line there for the reader to send. @param {string} line */
  propose(line) {
    this.line = line;
    this.#place = this.history.length;
    this.fit();
    this.focus();
  }

  /** Take the line that stands there. */
  taken() {
    const line = this.line.trim();
    if (line && this.history.at(-1) !== line) this.history.push(line);
    this.propose("");
    return line;
  }

  /** As high as its text. */
  fit() {
    this.#input.style.height = "auto";
    this.#input.style.height = `${this.#input.scrollHeight}px`;
    this.owner.resized();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { key, shiftKey, ctrlKey, altKey, metaKey, isComposing } = event;
    const { value, selectionStart, selectionEnd } = this.#input;
    if (isComposing || altKey || metaKey) return;
    const act = (/** @type {() => void} */ action) => {
      event.preventDefault();
      action();
    };
    if (key === "Enter" && !shiftKey && !/(^|[^\\])(\\\\)*\\$/.test(value)) act(() => this.owner.submit());
    else if (ctrlKey && key === "c" && selectionStart === selectionEnd) act(() => this.owner.interrupt() || this.propose(""));
    else if (ctrlKey && key === "l") act(() => this.owner.clear());
    else if (key === "ArrowUp" && !shiftKey && !value.slice(0, selectionStart).includes("\n")) act(() => this.#recall(-1));
    else if (key === "ArrowDown" && !shiftKey && !value.slice(selectionEnd).includes("\n")) act(() => this.#recall(1));
  }

  /** Go through the lines typed so far. @param {number} step */
  #recall(step) {
    const { history } = this;
    const place = Math.min(Math.max(this.#place + step, 0), history.length);
    if (this.#place === history.length) this.#draft = this.line;
    this.#place = place;
    this.line = history[place] ?? this.#draft;
    this.fit();
    this.end();
  }
}
