/** What passes through a deep net before it is trained: outputs on their way up, a gradient on its way down. */
import { Explorer, make } from "./explorer.js";
import { Chart } from "./chart.js";
import { controls, menu, readout, segments, slider } from "./controls.js";
import { shown } from "./data.js";
import { choice, number } from "./state.js";

const UP = "var(--musings-blue)";
const DOWN = "var(--musings-vermilion)";
const [LEAST, MOST] = [1e-9, 1e9];

/** @typedef {{ quantiles: ArrayLike<number>, outputs: ArrayLike<number>, gradients: ArrayLike<number>, flat: ArrayLike<number> }} Flow */

export default class GradientFlow extends Explorer {
  title = "Gradient flow";
  hint = "A net before training. Line: the size of the outputs, on their way up; dashed: that of a gradient, on its way down.";

  schema() {
    const { functions, schemes, shapes, layers, seed } = this.first;
    const names = (/** @type {any[]} */ list) => list.map((each) => each.name ?? each[0]);
    return {
      activation: choice(names(functions), "relu"),
      scheme: choice(names(schemes), "xavier"),
      shape: choice(shapes, shapes[0]),
      layers: number({ start: layers, low: 2, high: 50, step: 1 }),
      layer: number({ start: Math.ceil(layers / 2), low: 1, high: 50, step: 1 }),
      seed: number({ start: seed, low: 0, high: 99, step: 1 }),
    };
  }

  /** @param {HTMLElement} stage */
  build(stage) {
    const { functions, schemes, shapes } = this.first;
    this.fan = new Chart(this, { label: "Outputs of each layer", height: { narrow: 7, usual: 9.5, wide: 11 }, x: { low: 1, high: 20 }, y: { low: -3, high: 3, label: "outputs" } });
    this.levels = new Chart(this, {
      label: "Size of outputs and of the gradient at each layer", height: { narrow: 9.5, usual: 11.5, wide: 13 },
      x: { low: 1, high: 20, label: "layer" }, y: { low: 0.1, high: 10, log: true, label: "size" },
    });
    this.numbers = readout("Numbers at the layer");
    stage.classList.add("explorer-beside");
    stage.append(
      controls(
        menu(this, "activation", { label: "Activation", entries: () => functions.map((/** @type {any} */ each) => [each.name, each.label]) }),
        segments(this, "scheme", { label: "First weights", entries: schemes }),
        segments(this, "shape", { label: "Widths", entries: shapes.map((/** @type {string} */ shape) => [shape, shape]) }),
      ),
      make("div", "explorer-picture", {}, this.fan.element, this.levels.element),
      controls(
        slider(this, "layers", { label: "Layers", warm: true, put: (layers) => this.set({ layers, layer: Math.min(this.state.layer, layers) }) }),
        slider(this, "seed", { label: "Seed", warm: true }),
      ),
      this.numbers.element,
    );
  }

  opened() {
    this.state.layer = Math.min(this.state.layer, this.state.layers);
  }

  wanted() {
    return [this.state.activation];
  }

  question() {
    const { activation, scheme, shape, layers, seed } = this.state;
    return layers === this.first.layers && seed === this.first.seed ? undefined : { activation, scheme, shape, layers, seed };
  }

  /** @returns {Flow | undefined} the last that came, while the next is on its way */
  get flow() {
    const { activation, scheme, shape } = this.state;
    return this.reply ?? this.part(activation)?.[scheme]?.[shape];
  }

  draw() {
    const { flow } = this;
    if (!flow) return;
    const layers = flow.outputs.length;
    const xs = Array.from({ length: layers }, (_, i) => i + 1);
    const x = { low: 1, high: layers };
    this.#fan(flow, xs, x);
    this.#sizes(flow, xs, x);
    this.#words(flow);
  }

  /** @param {Flow} flow @param {number[]} xs @param {import("./chart.js").Axis} x */
  #fan(flow, xs, x) {
    const fan = /** @type {Chart} */ (this.fan);
    const { length } = this.first.quantiles;
    const quantile = (/** @type {number} */ which) => xs.map((_, layer) => Math.min(Math.max(flow.quantiles[layer * length + which] ?? NaN, -99), 99));
    fan.begin({ x });
    fan.band("most", xs, quantile(0), quantile(4), { colour: UP, opacity: 0.16 });
    fan.band("half", xs, quantile(1), quantile(3), { colour: UP, opacity: 0.3 });
    fan.line("middle", xs, quantile(2), { colour: UP });
    fan.line("at", [this.#layer(xs.length), this.#layer(xs.length)], [-3, 3], { colour: "var(--musings-axis)", width: 1 });
    fan.end();
  }

  /** @param {number} last */
  #layer(last) {
    return Math.min(this.state.layer, last);
  }

  /** @param {Flow} flow @param {number[]} xs @param {import("./chart.js").Axis} x */
  #sizes(flow, xs, x) {
    const chart = /** @type {Chart} */ (this.levels);
    const lists = [flow.outputs, flow.gradients].map((list) => [...Array.from(list)]);
    const all = lists.flat().filter((value) => value > 0 && Number.isFinite(value));
    const low = 10 ** Math.floor(Math.log10(Math.max(LEAST, Math.min(0.5, ...all))));
    const high = 10 ** Math.ceil(Math.log10(Math.min(MOST, Math.max(2, ...all))));
    chart.begin({ x, y: { low, high } });
    const inside = (/** @type {number} */ value) => (Number.isFinite(value) ? Math.min(Math.max(value, low), high) : high);
    const [up = [], down = []] = lists.map((list) => list.map(inside));
    const layer = this.#layer(xs.length);
    chart.line("at", [layer, layer], [low, high], { colour: "var(--musings-axis)", width: 1 });
    chart.line("up", xs, up, { colour: UP });
    chart.line("down", xs, down, { colour: DOWN, dash: "6 4" });
    chart.dot("up at", layer, up[layer - 1] ?? NaN, { colour: UP, radius: 4.5 });
    chart.handle("layer", {
      x: layer, y: down[layer - 1] ?? low, along: "x", colour: DOWN, plane: true, label: "Layer", words: this.#spoken(flow),
      field: { low: 1, high: xs.length, step: 1, snap: (value) => Math.min(Math.max(Math.round(value), 1), xs.length) },
      move: (value) => this.set({ layer: value }),
    });
    chart.end();
  }

  /** @param {Flow} flow @param {number} layer */
  #at(flow, layer) {
    return [flow.outputs, flow.gradients, flow.flat].map((list) => shown(list[layer - 1] ?? NaN));
  }

  /** The first layer, the one chosen, and the last. @param {Flow} flow */
  #words(flow) {
    const last = flow.outputs.length;
    const rows = [1, this.#layer(last), last].map((layer, i) => ({
      cells: [`layer ${layer}${i === 1 ? ", at the line" : ""}`, ...this.#at(flow, layer)],
    }));
    this.numbers?.show(["", "outputs, going up", "gradient, going down", "flat slopes"], rows);
  }

  /** @param {Flow} flow */
  #spoken(flow) {
    const layer = this.#layer(flow.outputs.length);
    const [outputs, gradients] = this.#at(flow, layer);
    return `layer ${layer}; outputs of size ${outputs}, gradient ${gradients}`;
  }

  summary() {
    return this.flow ? `${this.#spoken(this.flow)}.` : "";
  }

  table() {
    const { flow } = this;
    const rows = Array.from(flow?.outputs ?? [], (output, i) => [i + 1, shown(output), shown(flow?.gradients[i] ?? NaN), shown(flow?.flat[i] ?? NaN)]);
    return { caption: "Each hidden layer, from the first to the last", head: ["layer", "outputs", "gradient", "flat slopes"], rows };
  }
}

