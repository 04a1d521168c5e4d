/**
 * A net to touch: features to switch on, its units as small maps, its weights as edges. An edge is as thick as its weight is
 * large, and dashed where it is negative; a unit that is chosen, or the edge under the pointer, says its numbers.
 * @import { Explorer } from "./explorer.js"
 */
import { make } from "../page/elements.js";
import { shape } from "./chart.js";
import { shown } from "./data.js";

/** In px: height of the graph, from unit to unit, size of a unit, width of a feature, how near an edge is touched. */
const [HEIGHT, PACE, UNIT, FEATURE, NEAR] = [214, 26.5, 24, 52, 7];
/** Thickness of a line without weight, of one more for each unit of weight, and the most, in px. */
const [THIN, THICKER, THICK] = [0.4, 1.3, 5];
const CLASSES = ["A", "B", "C"];

/**
 * @typedef {object} Net
 * @property {[name: string, units: number][]} layers the hidden ones, each with its activation
 * @property {string[]} features names of those that are on
 * @property {ArrayLike<number>} parameters weights and bias of each layer, one after the other
 * @property {ArrayLike<number>} units pictures of the hidden units, one after the other
 * @property {ArrayLike<number>} dead
 * @property {number[][]} tints red, green and blue of what is negative and of what is positive
 */
/** @typedef {{ from: string, to: string, key: string, weight: number, x1: number, y1: number, x2: number, y2: number }} Edge */

export class NetGraph {
  #svg = shape("svg", { class: "explorer-chart", "aria-hidden": "true" });
  #reason = make("p", "explorer-reason");
  #graph = make("div", "explorer-plot explorer-graph", { role: "group", "aria-label": "The net: features, units and weights", style: `height:${HEIGHT}px` });
  /** @type {Map<string, HTMLButtonElement>} */
  #units = new Map();
  /** @type {Map<string, HTMLButtonElement>} */
  #features = new Map();
  /** @type {SVGLineElement[]} */
  #lines = [];
  /** @type {Edge[]} */
  #edges = [];
  /** @type {Edge | undefined} */
  #touched;
  /** The sum of each unit, in words. @type {Map<string, string>} */
  #sums = new Map();

  /**
   * @param {Explorer} explorer whose state has `features`, a list, and `look`, the unit to look into: "layer.unit"
   * @param {object} options
   * @param {[name: string, words: string][]} options.features
   * @param {Map<string, string>} options.activations labels by name
   * @param {number} options.side of a unit's picture @param {number} options.tints on either side of 0
   * @param {(changes: { features: string[] }) => void} options.change
   */
  constructor(explorer, { features, activations, side, tints, change }) {
    this.explorer = explorer;
    this.features = features;
    this.activations = activations;
    this.side = side;
    this.tints = tints;
    this.element = make("div", "explorer-wires", {}, this.#graph, this.#reason);
    this.#graph.append(this.#svg);
    for (const [name, words] of features) this.#feature(name, words, change);
    explorer.followers.push({ sync: () => this.#switches() });
    this.#listen();
  }

  /** @param {string} name @param {string} words @param {(changes: { features: string[] }) => void} change */
  #feature(name, words, change) {
    const { explorer, features } = this;
    const { signal } = explorer;
    const button = make("button", "explorer-button explorer-feature", { type: "button" }, words);
    button.addEventListener("click", () => {
      const on = new Set(explorer.state.features);
      if (on.has(name) && on.size > 1) on.delete(name);
      else on.add(name);
      change({ features: features.map(([each]) => each).filter((each) => on.has(each)) });
    }, { signal });
    for (const type of ["pointerenter", "focus"]) button.addEventListener(type, () => explorer.line.warm(), { signal });
    this.#features.set(name, button);
    this.#graph.append(button);
  }

  /** The features as the state has them; the last one stays. */
  #switches() {
    const on = this.explorer.state.features;
    for (const [name, button] of this.#features) {
      button.setAttribute("aria-pressed", String(on.includes(name)));
      button.toggleAttribute("disabled", on.length === 1 && on[0] === name);
    }
  }

  #listen() {
    const { signal } = this.explorer;
    const key = (/** @type {Event} */ event) => /** @type {Element} */ (event.target).closest?.("[data-unit]")?.getAttribute("data-unit");
    const look = (/** @type {Event} */ event) => {
      const unit = key(event);
      if (unit) this.explorer.set({ look: unit });
    };
    this.#graph.addEventListener("click", look, { signal });
    this.#graph.addEventListener("focusin", look, { signal });
    this.#graph.addEventListener("keydown", (event) => this.#key(event, key(event)), { signal });
    for (const type of /** @type {const} */ (["pointermove", "pointerdown"])) this.#graph.addEventListener(type, (event) => this.#touch(event), { signal });
    this.#graph.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse") this.#mark(undefined);
    }, { signal });
  }

  /** From unit to unit by the arrow keys. @param {KeyboardEvent} event @param {string | null | undefined} from */
  #key(event, from) {
    const way = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    if (!from || !way) return;
    event.preventDefault();
    const [layer = 0, unit = 0] = from.split(".").map(Number);
    const column = [...this.#units.keys()].filter((each) => each.startsWith(`${layer + (way[0] ?? 0)}.`));
    const next = column[Math.min(Math.max(unit - 1 + (way[1] ?? 0), 0), column.length - 1)];
    if (next) this.#units.get(next)?.focus();
  }

  /** @param {PointerEvent} event */
  #touch(event) {
    if (/** @type {Element} */ (event.target).closest("button")) return this.#mark(undefined);
    const { left, top } = this.#graph.getBoundingClientRect();
    const [px, py] = [event.clientX - left, event.clientY - top];
    let [nearest, least] = [/** @type {Edge | undefined} */ (undefined), NEAR];
    for (const edge of this.#edges) {
      const far = distance(edge, px, py);
      if (far < least) [nearest, least] = [edge, far];
    }
    this.#mark(nearest);
  }

  /** @param {Edge | undefined} edge */
  #mark(edge) {
    if (edge?.key === this.#touched?.key) return;
    this.#touched = edge;
    this.#say();
  }

  // --- drawing -------------------------------------------------------------------------------------------------------------

  /** @param {Net} net */
  draw(net) {
    const wide = this.#graph.clientWidth;
    for (const [name, value] of Object.entries({ viewBox: `0 0 ${wide} ${HEIGHT}`, width: wide, height: HEIGHT })) this.#svg.setAttribute(name, String(value));
    const words = new Map(this.features);
    const row = (/** @type {number} */ place, /** @type {number} */ of) => HEIGHT / 2 + (place - (of - 1) / 2) * PACE;
    [...this.#features.values()].forEach((button, place) => put(button, FEATURE / 2, row(place, this.#features.size)));
    const all = this.features.map(([name]) => name);
    let below = net.features.map((name) => ({ words: words.get(name) ?? "", full: words.get(name) ?? "", x: FEATURE, y: row(all.indexOf(name), all.length) }));
    const columns = net.layers.length + 1;
    const [start, end] = [FEATURE, wide - UNIT / 2 - 2];
    let [at, picture] = [0, 0];
    this.#edges = [];
    this.#sums = new Map();
    for (let layer = 1; layer <= columns; layer++) {
      const last = layer === columns;
      // What is left at the end belongs to the outputs: a weight for each unit below, and a bias.
      const count = last ? (net.parameters.length - at) / (below.length + 1) : (net.layers[layer - 1]?.[1] ?? 0);
      const x = start + ((end - start) * layer) / columns;
      const bend = last ? "" : (this.activations.get(net.layers[layer - 1]?.[0] ?? "") ?? "");
      const here = Array.from({ length: count }, (_, place) => {
        const full = last ? `Output ${count === 1 ? "B" : (CLASSES[place] ?? "")}` : `Layer ${layer}, unit ${place + 1}`;
        return { words: `h${subscript(place + 1)}`, full, key: `${layer}.${place + 1}`, x: x + UNIT / 2, y: row(place, count) };
      });
      here.forEach((unit, place) => {
        const terms = below.map((one, i) => {
          const weight = net.parameters[at + i * count + place] ?? NaN;
          this.#edges.push({ from: one.full, to: unit.full, key: `${unit.key}.${i}`, weight, x1: one.x, y1: one.y, x2: x - UNIT / 2, y2: unit.y });
          return { weight, words: `·${one.words}` };
        });
        const sum = summed([...terms, { weight: net.parameters[at + below.length * count + place] ?? NaN, words: "" }]);
        this.#sums.set(unit.key, `${unit.full}: ${bend ? `${bend}(${sum})` : sum}`);
        const button = this.#unit(unit.key, last);
        put(button, x, unit.y);
        let dead = false;
        if (last) button.textContent = count === 1 ? "B" : (CLASSES[place] ?? "");
        else {
          this.#picture(button, net, picture);
          dead = net.dead[picture++] === 1;
        }
        button.classList.toggle("explorer-dead", dead);
        button.setAttribute("aria-label", dead ? `${unit.full}, dead` : unit.full);
      });
      at += (below.length + 1) * count;
      below = here;
    }
    for (const [key, button] of this.#units) {
      if (this.#sums.has(key)) continue;
      button.remove();
      this.#units.delete(key);
    }
    this.#say();
  }

  /** The button of a unit; made where it is new. @param {string} key @param {boolean} output */
  #unit(key, output) {
    const found = this.#units.get(key);
    if (found && found.matches(".explorer-output") === output) return found;
    found?.remove();
    const button = make("button", `explorer-unit${output ? " explorer-output" : ""}`, { type: "button", "data-unit": key });
    if (!output) button.append(make("canvas", "", { width: String(this.side), height: String(this.side) }));
    this.#units.set(key, button);
    this.#graph.append(button);
    return button;
  }

  /** @param {HTMLButtonElement} button @param {Net} net @param {number} place */
  #picture(button, net, place) {
    const { side, tints } = this;
    const context = /** @type {CanvasRenderingContext2D} */ (button.querySelector("canvas")?.getContext("2d"));
    const image = context.createImageData(side, side);
    for (let i = 0, at = place * side * side; i < side * side; i++, at++) {
      const value = (net.units[at] ?? tints) / tints - 1;
      const [red = 0, green = 0, blue = 0] = net.tints[value < 0 ? 0 : 1] ?? [];
      image.data.set([red, green, blue, 255 * Math.abs(value)], 4 * i);
    }
    context.putImageData(image, 0, 0);
  }

  /** Draw the edges, and say what is touched or looked into. */
  #say() {
    while (this.#lines.length > this.#edges.length) this.#lines.pop()?.remove();
    while (this.#lines.length < this.#edges.length) {
      const line = shape("line", { class: "explorer-wire" });
      this.#lines.push(line);
      this.#svg.append(line);
    }
    const { look } = this.explorer.state;
    this.#edges.forEach(({ key, weight, x1, y1, x2, y2 }, i) => {
      const line = /** @type {SVGLineElement} */ (this.#lines[i]);
      const width = Math.min(THIN + THICKER * Math.abs(weight), THICK).toFixed(2);
      for (const [name, value] of Object.entries({ x1, y1, x2, y2, "stroke-width": width, "data-edge": key })) line.setAttribute(name, String(value));
      line.toggleAttribute("data-negative", weight < 0);
      line.toggleAttribute("data-chosen", key === this.#touched?.key || (look !== "" && key.startsWith(`${look}.`)));
    });
    const chosen = this.#sums.has(look) ? look : "";
    for (const [key, button] of this.#units) {
      button.setAttribute("aria-pressed", String(key === chosen));
      button.tabIndex = key === (chosen || "1.1") ? 0 : -1;
    }
    const edge = this.#touched;
    const words = edge
      ? `${edge.from} → ${edge.to}: weight ${shown(edge.weight)}`
      : (this.#sums.get(chosen) ?? "Touch a unit to see its sum, an edge to see its weight. Dashed: negative.");
    if (this.#reason.textContent !== words) this.#reason.textContent = words;
  }

  /** What is looked into, for those who hear the page. */
  get said() {
    return this.#sums.get(this.explorer.state.look) ?? "";
  }
}

/** @param {HTMLElement} element @param {number} x @param {number} y where its middle is to be */
function put(element, x, y) {
  const [left, top] = [`${x.toFixed(1)}px`, `${y.toFixed(1)}px`];
  if (element.style.left !== left) element.style.left = left;
  if (element.style.top !== top) element.style.top = top;
}

/** @param {Edge} edge @param {number} px @param {number} py */
function distance({ x1, y1, x2, y2 }, px, py) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.min(Math.max(((px - x1) * dx + (py - y1) * dy) / (dx * dx + dy * dy), 0), 1);
  return Math.hypot(px - x1 - along * dx, py - y1 - along * dy);
}

/** @param {{ weight: number, words: string }[]} terms */
function summed(terms) {
  return terms.map(({ weight, words }, i) => {
    const sign = i === 0 ? (weight < 0 ? "−" : "") : weight < 0 ? " − " : " + ";
    return `${sign}${shown(Math.abs(weight))}${words}`;
  }).join("");
}

/** @param {number} value */
const subscript = (value) => String(value).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)] ?? "");
