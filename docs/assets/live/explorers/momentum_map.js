/** Momentum in a bowl: a map of rate and momentum with the reader's point on it, and beside it the walk that the point stands for. */
import { Explorer, make } from "./explorer.js";
import { Chart, rgb } from "./chart.js";
import { controls, menu, readout, slider, toggle } from "./controls.js";
import { shown } from "./data.js";
import { flag, number, oneOf, snapper } from "./state.js";

const HUES = { steep: "var(--musings-blue)", flat: "var(--musings-green)" };
const LINE = "var(--md-typeset-color)";
const SHADE = "vermilion";

/** What becomes of a ball, as the readout says it. */
const KINDS = new Map(Object.entries({
  creeps: "creeps", border: "critical", swings: "swings", jumps: "jumps", edge: "on the edge", escapes: "escapes",
}));

/** @typedef {{ stride: number, kind: string, why: { sum: number, square: number, four: number }, roots: number, measured: number, x: number[] }} Direction */

export default class MomentumMap extends Explorer {
  title = "Momentum map";
  hint = "Drag the point, or press in the map. The stronger the colour, the less a step leaves.";
  /** What the shades were drawn for. */
  shaded = "";

  schema() {
    const { rate, momentum, conditions } = this.first;
    return {
      rate: number({ ...rate, start: 0.25 }),
      momentum: number({ ...momentum, start: 0 }),
      condition: oneOf(conditions, 1),
      theory: flag(false),
    };
  }

  /** @param {HTMLElement} stage */
  build(stage) {
    const { width, conditions, steps } = this.first;
    this.map = new Chart(this, {
      label: "What a step leaves, over learning rate and momentum", height: { narrow: 10.5, usual: 12.5, wide: 14 },
      x: { label: "learning rate η, at curvature 1", low: 0, high: width }, y: { label: "momentum μ", low: 0, high: 1 }, margin: { top: 8 },
    });
    this.walk = new Chart(this, {
      label: "The distance from the floor, step by step", height: { narrow: 7, usual: 12.5, wide: 14 },
      x: { label: "step", low: 0, high: steps }, y: { label: "distance", low: -1.2, high: 1.2 }, margin: { top: 8 },
    });
    this.numbers = readout("What becomes of the walk");
    this.reason = make("p", "explorer-reason");
    stage.append(
      make("div", "explorer-row", {}, this.map.element, this.walk.element),
      controls(
        slider(this, "rate", { label: "Learning rate η" }),
        slider(this, "momentum", { label: "Momentum μ" }),
        menu(this, "condition", {
          label: "Bowl, κ", get: () => String(this.state.condition), put: (value) => this.set({ condition: Number(value) }),
          entries: () => conditions.map((/** @type {number} */ each) => [String(each), each === 1 ? "1, round" : String(each)]),
        }),
        toggle(this, "theory", { label: "theory’s shades" }),
      ),
      this.numbers.element,
      this.reason,
    );
  }

  // --- the state -----------------------------------------------------------------------------------------------------------

  wanted() {
    return [`m${Math.round(100 * this.state.momentum)}`];
  }

  question() {
    const { rate, momentum, condition } = this.state;
    return condition === 1 || condition === this.first.condition ? undefined : { rate, momentum, condition };
  }

  /** The steepest direction of the bowl, and the flattest where it has one. @returns {{ name: string, colour: string, found: Direction }[]} */
  get directions() {
    const { rate, condition } = this.state;
    const part = this.part(this.wanted()[0] ?? "");
    const at = Math.round(rate / this.first.rate.step) - 1;
    const steep = this.reply?.steep ?? part?.steep[at];
    const flat = this.reply?.flat ?? part?.flat[at];
    if (!steep) return [];
    if (condition === 1) return [{ name: "round bowl", colour: HUES.steep, found: steep }];
    return [{ name: "steepest", colour: HUES.steep, found: steep }, { name: "flattest", colour: HUES.flat, found: flat }];
  }

  // --- drawing -------------------------------------------------------------------------------------------------------------

  draw() {
    const { directions } = this;
    this.#map(directions);
    this.#walk(directions);
    this.#words(directions);
  }

  /** @param {MomentumMap["directions"]} directions */
  #map(directions) {
    const map = /** @type {Chart} */ (this.map);
    const { border, edge, width, momentum } = this.first;
    const { state } = this;
    map.begin();
    this.#shades(map);
    map.line("border", border.x, border.y, { colour: LINE, width: 1.3 });
    map.line("edge", edge.x, edge.y, { colour: LINE, width: 1.3, dash: "5 4" });
    map.words("swings", 1.2, 0.6, "swings", { anchor: "middle", colour: LINE });
    map.words("escapes", 3.5, 0.3, "escapes", { anchor: "middle", colour: LINE });
    // Two regions are too narrow for words.
    map.words("creeps", 0.75, 0.25, "creeps", { colour: LINE });
    map.line("to creeps", [0.7, 0.2], [0.27, 0.14], { colour: LINE, width: 0.8 });
    map.words("jumps", 2.75, 0.06, "jumps", { colour: LINE });
    map.line("to jumps", [2.7, 1.85], [0.08, 0.05], { colour: LINE, width: 0.8 });
    const [steep, flat] = directions;
    if (flat) {
      map.line("same rate", [flat.found.stride, state.rate], [state.momentum, state.momentum], { colour: LINE, width: 1, dash: "1 3" });
      map.dot("flat", flat.found.stride, state.momentum, { colour: flat.colour, radius: 5.5 });
    }
    map.handle("point", {
      x: state.rate, y: state.momentum, along: "xy", label: "Point of the map", plane: true, colour: HUES.steep,
      words: `learning rate ${shown(state.rate)}, momentum ${shown(state.momentum)}${steep ? `: ${KINDS.get(steep.found.kind)}` : ""}`,
      field: { low: this.first.rate.low, high: width, step: momentum.step, snap: snapper(0, width, momentum.step) },
      move: (rate, height) => this.set({ rate: this.#field("rate").snap(rate), momentum: this.#field("momentum").snap(height) }),
    });
    map.end();
  }

  /** @param {string} key @returns {any} */
  #field(key) {
    return this.fields[key];
  }

  /** The share that a step leaves, cell by cell; none where it grows. @param {Chart} map */
  #shades(map) {
    const { shares, columns, rows } = this.first;
    const hue = this.colour(SHADE);
    const key = [this.state.theory, hue, Math.round(map.width), Math.round(map.height)].join();
    if (key === this.shaded) return;
    this.shaded = key;
    const [red, green, blue] = rgb(hue);
    const left = shares[this.state.theory ? "roots" : "measured"];
    map.raster({
      columns, rows,
      pixel: (place, out, at) => {
        out[at] = red;
        out[at + 1] = green;
        out[at + 2] = blue;
        out[at + 3] = left[place] > 1 ? 0 : Math.round(230 * (1 - left[place]));
      },
    });
  }

  /** @param {MomentumMap["directions"]} directions */
  #walk(directions) {
    const chart = /** @type {Chart} */ (this.walk);
    chart.begin();
    for (const { name, colour, found } of directions) {
      const steps = Array.from(found.x, (_, step) => step);
      chart.line(name, steps, found.x, { colour, width: 1.4 });
      const dots = steps.map((step) => `M${chart.x(step)} ${chart.y(found.x[step])}h0`).join("");
      chart.keep("path", `steps ${name}`, { d: dots, fill: "none", style: `stroke:${colour}`, "stroke-width": 4.5, "stroke-linecap": "round" });
    }
    chart.end();
  }

  // --- words ---------------------------------------------------------------------------------------------------------------

  /** @param {MomentumMap["directions"]} directions */
  #words(directions) {
    const rows = directions.map(({ name, colour, found }) => ({
      colour, cells: [`${name}: ${KINDS.get(found.kind)}`, shown(found.stride), shown(found.roots), shown(found.measured)],
    }));
    this.numbers?.show(["", "s", "left, by roots", "measured"], rows);
    const [steep] = directions;
    if (this.reason && steep) this.reason.textContent = this.#why(steep.found);
  }

  /** The sum that decides how the ball goes, with its numbers. @param {Direction} found */
  #why({ stride, kind, why, roots }) {
    const { momentum } = this.state;
    const sign = kind === "border" ? "=" : why.square < why.four ? "<" : ">";
    const size = { "=": "both roots are the same, their size", "<": "√μ", ">": "½(|m| + √(m² − 4μ))" }[sign];
    return `m = 1 + ${shown(momentum)} − ${shown(stride)} = ${shown(why.sum)}; m² = ${shown(why.square)} ${sign} 4μ = ${shown(why.four)}, so ρ, ${size}, is ${shown(roots)}.`;
  }

  summary() {
    const all = this.directions.map(({ name, found }) => `${name} ${KINDS.get(found.kind)}, ${shown(found.roots)} left by a step`);
    return `Learning rate ${shown(this.state.rate)}, momentum ${shown(this.state.momentum)}: ${all.join("; ")}.`;
  }

  table() {
    const { directions } = this;
    const rows = Array.from({ length: this.first.steps + 1 }, (_, step) => [step, ...directions.map(({ found }) => (step < found.x.length ? shown(found.x[step] ?? NaN) : "—"))]);
    return { caption: "The distance after each step, to three decimal places; a dash once it is far away", head: ["step", ...directions.map(({ name }) => name)], rows };
  }
}
