/** One or two activations with their slopes, and what a stack of them leaves of a gradient. */
import { Explorer, make } from "./explorer.js";
import { Chart } from "./chart.js";
import { controls, menu, readout, slider } from "./controls.js";
import { shown } from "./data.js";
import { choices, number, text } from "./state.js";

/** @typedef {{ name: string, symbol: string, start: number, low: number, high: number, step: number }} Parameter */
/** @typedef {{ name: string, label: string, family: string, parameters: Parameter[] }} Entry */
/** @typedef {{ values: ArrayLike<number>, slopes: ArrayLike<number>, flat: [number, number][], shares: ArrayLike<number> }} Drawn */

/** What is left below this is drawn at the edge. */
const LEAST = 1e-12;
const NONE = "";

export default class Activation extends Explorer {
  title = "Activation explorer";
  hint = "Drag the point along the curve. Solid: the output; dashed: its slope; shaded: flat, less than a hundredth of the largest slope.";

  schema() {
    const { inputs, depth, functions } = this.first;
    this.entries = new Map(/** @type {Entry[]} */ (functions).map((entry) => [entry.name, entry]));
    this.xs = Array.from({ length: Math.round((inputs.high - inputs.low) / inputs.step) + 1 }, (_, i) => inputs.low + i * inputs.step);
    return {
      functions: choices([...this.entries.keys()], ["sigmoid", "relu"], 2),
      x: number({ start: 1.5, ...inputs }),
      layers: number({ start: depth, low: 1, high: depth, step: 1 }),
      weight: number({ start: 1, low: 0.2, high: 3, step: 0.1 }),
      parameters: text("", (value) => /^(\w+\.\w+:-?[\d.]+(,|$))*$/.test(value)),
    };
  }

  /** @param {HTMLElement} stage */
  build(stage) {
    const entries = () => [...(this.entries ?? [])].map(([name, { label }]) => /** @type {[string, string]} */ ([name, label]));
    const put = (/** @type {number} */ place, /** @type {string} */ name) => {
      const chosen = [...this.state.functions];
      chosen[place] = name;
      this.set({ functions: [...new Set(chosen.filter((each) => each !== NONE))] });
    };
    this.sliders = make("div", "explorer-controls explorer-parameters");
    this.plot = new Chart(this, {
      label: "Output and slope against the input", height: { narrow: 10.5, usual: 14.5, wide: 14.5 },
      x: { ...this.first.inputs, label: "input" }, y: { low: -1, high: 1 },
    });
    this.numbers = readout("Values at the input");
    this.stack = new Chart(this, {
      label: "What is left of a gradient after each layer", height: { narrow: 7.5, usual: 9, wide: 9 },
      x: { label: "layers", low: 0, high: 10 }, y: { low: LEAST, high: 10, log: true },
    });
    stage.append(
      controls(
        menu(this, "functions", { label: "Function", entries, get: () => this.state.functions[0], put: (name) => put(0, name) }),
        menu(this, "functions", {
          label: "compare with", entries: () => [[NONE, "nothing"], ...entries().filter(([name]) => name !== this.state.functions[0])],
          get: () => this.state.functions[1] ?? NONE, put: (name) => put(1, name),
        }),
      ),
      this.sliders,
      this.plot.element,
      this.numbers.element,
      make("p", "explorer-caption", {}, "What is left of a gradient after n such layers?"),
      controls(
        slider(this, "layers", { label: "Layers" }),
        slider(this, "weight", { label: "Weight between them", warm: true }),
      ),
      this.stack.element,
    );
  }

  // --- parameters ----------------------------------------------------------------------------------------------------------

  /** The reader's values of parameters: "leaky_relu.alpha" and so on. @returns {Map<string, number>} */
  get chosen() {
    const pairs = /** @type {string} */ (this.state.parameters).split(",").filter(Boolean);
    return new Map(pairs.map((pair) => /** @type {[string, number]} */ (pair.split(":").map((each, i) => (i ? Number(each) : each)))));
  }

  /** @param {string} name @returns {Record<string, number>} those of a function that the reader has changed */
  changes(name) {
    const { chosen } = this;
    const own = this.entries?.get(name)?.parameters ?? [];
    return Object.fromEntries(own.flatMap((each) => {
      const value = chosen.get(`${name}.${each.name}`);
      return value === undefined ? [] : [[each.name, Math.min(Math.max(value, each.low), each.high)]];
    }));
  }

  /** A slider for each parameter of the functions chosen. */
  #parameters() {
    const key = this.state.functions.join();
    if (key === this.slid) return;
    this.slid = key;
    this.followers.splice(0, Infinity, ...this.followers.filter((part) => !("parameter" in part)));
    this.sliders?.replaceChildren();
    const before = this.followers.length;
    for (const name of this.state.functions) {
      for (const each of this.entries?.get(name)?.parameters ?? []) {
        const get = () => this.changes(name)[each.name] ?? each.start;
        const put = (/** @type {number} */ value) => {
          const { chosen } = this;
          if (value === each.start) chosen.delete(`${name}.${each.name}`);
          else chosen.set(`${name}.${each.name}`, value);
          this.set({ parameters: [...chosen].map(([which, now]) => `${which}:${now}`).join(",") });
        };
        const label = `${this.entries?.get(name)?.label}, ${each.symbol}`;
        this.sliders?.append(slider(this, "parameters", { label, get, put, range: () => each, warm: true }));
      }
    }
    for (const part of this.followers.slice(before)) {
      Object.assign(part, { parameter: true });
      part.sync();
    }
    if (this.sliders) this.sliders.hidden = this.followers.length === before;
  }

  wanted() {
    return this.state.functions;
  }

  // --- numbers -------------------------------------------------------------------------------------------------------------

  question() {
    const { functions, weight } = this.state;
    const asked = functions.map((/** @type {string} */ name) => ({ name, parameters: this.changes(name) }));
    const known = weight === this.first.weight && asked.every((/** @type {any} */ { parameters }) => !Object.keys(parameters).length);
    return known ? undefined : { weight, functions: asked };
  }

  /** What is drawn: the numbers of the functions chosen, as far as they are there. */
  drawn() {
    const colours = palette(this);
    return this.state.functions.flatMap((/** @type {string} */ name, /** @type {number} */ place) => {
      /** @type {Drawn | undefined} */
      const data = this.asked?.functions[place]?.name === name ? this.reply.functions[place] : this.part(name);
      return data ? [{ name, label: this.entries?.get(name)?.label ?? name, colour: colours[place] ?? "", data }] : [];
    });
  }

  /** Where the input stands in the tables. */
  get place() {
    const { low, step } = this.first.inputs;
    return Math.round((this.state.x - low) / step);
  }

  /** @param {Drawn} data @returns {number[]} the shares of a gradient after each layer */
  left(data) {
    const { depth } = this.first;
    return Array.from({ length: this.state.layers }, (_, layer) => data.shares[this.place * depth + layer] ?? NaN);
  }

  // --- drawing -------------------------------------------------------------------------------------------------------------

  draw() {
    this.#parameters();
    const drawn = this.drawn();
    if (drawn.length) {
      this.#curves(drawn);
      this.#stack(drawn);
    }
    this.numbers?.show(["", "input", "output", "slope", `left after ${this.state.layers} ${this.state.layers === 1 ? "layer" : "layers"}`], this.#rows(drawn));
  }

  /** @param {ReturnType<Activation["drawn"]>} drawn */
  #rows(drawn) {
    return drawn.map((/** @type {any} */ { label, colour, data }) => ({
      colour,
      cells: [label, shown(this.state.x), shown(data.values[this.place]), shown(data.slopes[this.place]), shown(this.left(data).at(-1) ?? NaN)],
    }));
  }

  /** @param {ReturnType<Activation["drawn"]>} drawn */
  #curves(drawn) {
    const plot = /** @type {Chart} */ (this.plot);
    const xs = /** @type {number[]} */ (this.xs);
    let [low, high] = [-0.6, 1.25];
    for (const { data } of drawn) {
      for (const list of [data.values, data.slopes]) {
        for (let i = 0; i < list.length; i++) {
          low = Math.min(low, Math.max(list[i], -3));
          high = Math.max(high, Math.min(list[i], 4));
        }
      }
    }
    plot.begin({ y: { low: low - 0.05 * (high - low), high: high + 0.05 * (high - low) } });
    for (const { name, colour, data } of drawn) {
      data.flat.forEach((/** @type {[number, number]} */ [from, to], /** @type {number} */ i) => plot.box(`flat ${name} ${i}`, [from, to], [null, null], { colour, opacity: 0.09 }));
    }
    plot.line("at", [this.state.x, this.state.x], [-99, 99].map((edge) => Math.min(Math.max(edge, plot.axes.y.low ?? 0), plot.axes.y.high ?? 0)), { colour: "var(--musings-axis)", width: 1 });
    for (const { name, colour, data } of drawn) {
      plot.line(`slope ${name}`, xs, data.slopes, { colour, width: 1.8, dash: "6 4" });
      plot.line(`value ${name}`, xs, data.values, { colour });
    }
    for (const { name, colour, data } of drawn) plot.dot(`at ${name}`, this.state.x, data.slopes[this.place], { colour, radius: 4 });
    drawn.toReversed().forEach((/** @type {any} */ { name, label, colour, data }, /** @type {number} */ place) => {
      const value = data.values[this.place];
      const inside = Math.min(Math.max(value, plot.axes.y.low ?? 0), plot.axes.y.high ?? 0);
      if (place < drawn.length - 1) return plot.dot(`value at ${name}`, this.state.x, inside, { colour, radius: 5 });
      plot.handle("x", {
        x: this.state.x, y: inside, along: "x", field: /** @type {any} */ (this.fields.x), colour, plane: true,
        label: `Input of ${label}`, words: this.#spoken(drawn),
        move: (x) => this.set({ x }),
      });
    });
    plot.end();
  }

  /** @param {ReturnType<Activation["drawn"]>} drawn */
  #stack(drawn) {
    const stack = /** @type {Chart} */ (this.stack);
    const { layers } = this.state;
    const all = drawn.flatMap((/** @type {any} */ { data }) => this.left(data)).filter((/** @type {number} */ share) => share > 0);
    const low = 10 ** Math.floor(Math.log10(Math.max(LEAST, Math.min(0.1, ...all))));
    const high = 10 ** Math.ceil(Math.log10(Math.min(1e12, Math.max(1, ...all)) * 1.5));
    stack.begin({ x: { low: 0, high: layers, ticks: Array.from({ length: layers + 1 }, (_, i) => i) }, y: { low: low / 2, high } });
    for (const { name, colour, data } of drawn) {
      const shares = [1, ...this.left(data)];
      const ys = shares.map((share) => Math.max(share, low / 2));
      stack.line(`share ${name}`, ys.map((_, layer) => layer), ys, { colour, width: 1.8 });
      shares.forEach((share, layer) => stack.dot(`share ${name} ${layer}`, layer, ys[layer] ?? 1, { colour, radius: layer === layers ? 5 : 3.5, opacity: share > 0 ? 1 : 0.35 }));
    }
    stack.end();
  }

  // --- words ---------------------------------------------------------------------------------------------------------------

  /** @param {ReturnType<Activation["drawn"]>} drawn */
  #spoken(drawn) {
    const of = drawn.map((/** @type {any} */ { label, data }) => `${label} ${shown(data.values[this.place])}, slope ${shown(data.slopes[this.place])}`);
    return [`input ${shown(this.state.x)}`, ...of].join("; ");
  }

  summary() {
    const drawn = this.drawn();
    const left = drawn.map((/** @type {any} */ { label, data }) => `${shown(this.left(data).at(-1) ?? NaN)} with ${label}`);
    return `${this.#spoken(drawn)}. After ${this.state.layers} layers a gradient is left with a share of ${left.join(", ")}.`;
  }

  table() {
    const drawn = this.drawn();
    const every = 10;
    const rows = (this.xs ?? []).flatMap((x, place) =>
      place % every && place !== this.place
        ? []
        : [[shown(Number(x.toFixed(2))), ...drawn.flatMap((/** @type {any} */ { data }) => [shown(data.values[place]), shown(data.slopes[place])])]],
    );
    return {
      caption: "Output and slope at every tenth input that was computed, and at the one chosen",
      head: ["input", ...drawn.flatMap((/** @type {any} */ { label }) => [label, `${label}, slope`])],
      rows,
    };
  }
}

/** The functions' own colours; the second takes another where they share one. @param {Activation} explorer */
function palette(explorer) {
  const [one, two] = explorer.state.functions.map((/** @type {string} */ name) => explorer.colour(name) || explorer.colour(["blue", "vermilion", "green", "ochre"][hash(name)] ?? "blue"));
  if (one !== two) return [one, two];
  return [one, ["green", "vermilion", "blue"].map((name) => explorer.colour(name)).find((colour) => colour !== one)];
}

/** @param {string} name */
function hash(name) {
  return [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 4;
}

