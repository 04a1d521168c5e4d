/**
 * Controls of an explorer, each tied to a field of its state: native elements, so that keys, touch and screen readers work.
 * Each returns the element to put into the stage.
 * @import { Explorer } from "./explorer.js"
 */
import { make } from "../page/elements.js";
import { shown } from "./data.js";

let ids = 0;

/**
 * A slider for a field made by `number` or `oneOf`.
 * @param {Explorer} explorer @param {string} key
 * @param {object} options
 * @param {string} options.label
 * @param {(value: number) => string} [options.format] the value in words
 * @param {() => { low: number, high: number, step: number }} [options.range] where it depends on the state
 * @param {() => number} [options.get] where the value is not the field itself
 * @param {(value: number) => void} [options.put]
 * @param {() => boolean} [options.disabled]
 * @param {boolean} [options.warm] whether moving it leaves what was computed before: Python is loaded when a reader turns to it
 */
export function slider(explorer, key, options) {
  const { label, format = shown, get = () => explorer.state[key], put = (value) => explorer.set({ [key]: value }) } = options;
  const field = /** @type {any} */ (explorer.fields[key]);
  const id = `explorer-control-${++ids}`;
  const input = make("input", "explorer-slider", { type: "range", id });
  const output = make("output", "explorer-value", { for: id });
  const name = make("span", "explorer-name", {}, label);
  const box = make("label", "explorer-control", { for: id }, name, input, output);
  const values = /** @type {number[] | undefined} */ (field?.values);
  input.addEventListener("input", () => put(values ? (values[Number(input.value)] ?? 0) : Number(input.value)), { signal: explorer.signal });
  input.addEventListener("keydown", (event) => larger(event, input), { signal: explorer.signal });
  if (options.warm) {
    for (const type of ["pointerenter", "focus"]) input.addEventListener(type, () => explorer.line.warm(), { signal: explorer.signal });
  }
  explorer.followers.push({
    sync() {
      const range = values ? { low: 0, high: values.length - 1, step: 1 } : (options.range?.() ?? field);
      const value = get();
      Object.assign(input, { min: String(range.low), max: String(range.high), step: String(range.step) });
      input.value = String(values ? values.indexOf(value) : value);
      const share = (Number(input.value) - range.low) / (range.high - range.low || 1);
      input.style.setProperty("--share", `${100 * share}%`);
      const words = format(value);
      if (output.textContent !== words) output.textContent = words;
      input.setAttribute("aria-valuetext", words);
      input.disabled = options.disabled?.() ?? false;
    },
  });
  return box;
}

/** Shift makes ten steps of one. @param {KeyboardEvent} event @param {HTMLInputElement} input */
function larger(event, input) {
  if (!event.shiftKey || !["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  if (event.key === "ArrowLeft" || event.key === "ArrowDown") input.stepDown(10);
  else input.stepUp(10);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * A menu. `options.get` and `put` for a state that is not the field itself.
 * @param {Explorer} explorer @param {string} key
 * @param {object} options
 * @param {string} options.label
 * @param {() => [value: string, words: string][]} options.entries
 * @param {() => string} [options.get]
 * @param {(value: string) => void} [options.put]
 */
export function menu(explorer, key, { label, entries, get = () => explorer.state[key], put = (value) => explorer.set({ [key]: value }) }) {
  const id = `explorer-control-${++ids}`;
  const select = make("select", "explorer-menu", { id });
  const box = make("label", "explorer-control", { for: id }, make("span", "explorer-name", {}, label), select);
  select.addEventListener("change", () => put(select.value), { signal: explorer.signal });
  let now = "";
  explorer.followers.push({
    sync() {
      const list = entries();
      if (JSON.stringify(list) !== now) {
        now = JSON.stringify(list);
        select.replaceChildren(...list.map(([value, words]) => make("option", "", { value }, words)));
      }
      select.value = get();
    },
  });
  return box;
}

/**
 * Yes or no, for a field made by `flag`.
 * @param {Explorer} explorer @param {string} key @param {{ label: string, disabled?: () => boolean }} options
 */
export function toggle(explorer, key, { label, disabled }) {
  const input = make("input", "explorer-check", { type: "checkbox", role: "switch" });
  const box = make("label", "explorer-control explorer-toggle", {}, input, make("span", "explorer-name", {}, label));
  input.addEventListener("change", () => explorer.set({ [key]: input.checked }), { signal: explorer.signal });
  explorer.followers.push({
    sync() {
      input.checked = explorer.state[key];
      input.disabled = disabled?.() ?? false;
    },
  });
  return box;
}

/**
 * A few alternatives side by side.
 * @param {Explorer} explorer @param {string} key
 * @param {{ label: string, entries: [value: string | number, words: string][], get?: () => string | number, put?: (value: string) => void }} options
 */
export function segments(explorer, key, { label, entries, get = () => explorer.state[key], put }) {
  const group = `explorer-control-${++ids}`;
  const box = make("fieldset", "explorer-control explorer-segments", {}, make("legend", "explorer-name", {}, label));
  const numeric = typeof entries[0]?.[0] === "number";
  const act = put ?? ((value) => explorer.set({ [key]: numeric ? Number(value) : value }));
  const inputs = entries.map(([value, words]) => {
    const input = make("input", "", { type: "radio", name: group, value: String(value) });
    input.addEventListener("change", () => act(input.value), { signal: explorer.signal });
    box.append(make("label", "explorer-segment", {}, input, make("span", "", {}, words)));
    return input;
  });
  explorer.followers.push({
    sync() {
      for (const input of inputs) input.checked = input.value === String(get());
    },
  });
  return box;
}

/** A button of the stage. @param {Explorer} explorer @param {string} label @param {() => void} act */
export function button(explorer, label, act) {
  const element = make("button", "explorer-button", { type: "button" }, label);
  element.addEventListener("click", act, { signal: explorer.signal });
  return element;
}

/** A row of controls on one line, however narrow: a slider in it takes the room that is left. @param {...Node} row */
export function oneLine(...row) {
  return make("div", "explorer-controls explorer-line", {}, ...row);
}

/**
 * Controls that are seldom needed: where there is little room they are folded away until a reader asks for them.
 * @param {Explorer} explorer @param {() => string} label says what is folded away, and how it stands
 * @param {...Node} folded
 */
export function fold(explorer, label, ...folded) {
  const summary = make("summary", "explorer-summary");
  const box = make("details", "explorer-fold", {}, summary, ...folded);
  let asked = false;
  summary.addEventListener("click", () => { asked = !box.open; }, { signal: explorer.signal });
  explorer.followers.push({
    sync() {
      const words = label();
      if (summary.textContent !== words) summary.textContent = words;
      box.open = asked || explorer.room !== "narrow";
    },
  });
  return box;
}

/** A row of controls. @param {...Node} row */
export function controls(...row) {
  return make("div", "explorer-controls", {}, ...row);
}

/**
 * Numbers beside their names, in a colour each: `show` is given the rows, the first cell of each its name.
 * @param {string} label what the numbers are
 */
export function readout(label) {
  const table = make("table", "explorer-readout", { "aria-label": label });
  let now = "";
  return {
    element: make("div", "explorer-readouts explorer-under", {}, table),
    /** @param {string[]} head @param {{ colour?: string, cells: string[] }[]} rows */
    show(head, rows) {
      const key = JSON.stringify([head, rows]);
      if (key === now) return;
      now = key;
      const top = make("tr", "", {}, ...head.map((text) => (text ? make("th", "", { scope: "col" }, text) : make("td"))));
      const lines = rows.map(({ colour, cells }) => {
        const first = make("th", "", { scope: "row" }, ...(colour ? [swatch(colour)] : []), cells[0] ?? "");
        return make("tr", "", {}, first, ...cells.slice(1).map((text) => make("td", "", {}, text)));
      });
      table.replaceChildren(make("thead", "", {}, top), make("tbody", "", {}, ...lines));
    },
  };
}

/** A dab of a colour. @param {string} colour */
export function swatch(colour) {
  const dab = make("span", "explorer-swatch", { "aria-hidden": "true" });
  dab.style.background = colour;
  return dab;
}
