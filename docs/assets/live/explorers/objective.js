/** Objectives side by side: what one prediction costs and how it is pulled, and the one number that each wants for many points. */
import { Explorer, make } from "./explorer.js";
import { Chart } from "./chart.js";
import { controls, readout, segments, slider } from "./controls.js";
import { shown } from "./data.js";
import { picks } from "./picks.js";
import { choice, choices, number, numbers } from "./state.js";

/** As in the figures of the post. */
const HUES = new Map(Object.entries({
  mean_squared_error: "vermilion", mean_absolute_error: "blue", huber: "green", smooth_l1: "ochre", log_cosh: "purple", quantile: "cyan",
  binary_cross_entropy: "blue", brier: "vermilion", dice: "cyan", focal: "purple", hinge: "ochre", squared_hinge: "brown",
}).map(([name, hue]) => [name, `var(--musings-${hue})`]));
const AXIS = "var(--musings-axis)";

/** @typedef {{ name: string, label: string, axis: string }} Entry */
/** @typedef {{ of: string, label: string, start: number, low: number, high: number, step: number }} Parameter */
/** @typedef {{ values: ArrayLike<number>, slopes: ArrayLike<number> }} Curves */
/** @typedef {{ best: number, cost: number, share: number, shares: ArrayLike<number> }} Costs */

const titled = (/** @type {string} */ title, /** @type {Chart} */ chart) => make("div", "", {}, make("p", "explorer-caption", {}, title), chart.element);

export default class Objective extends Explorer {
  title = "Objective explorer";
  hint = "Drag the prediction, or turn to many points and drag one of them away.";

  schema() {
    const { inputs, places, points, parameters, tasks } = this.first;
    /** @type {Record<string, Entry[]>} */
    this.tasks = tasks;
    /** @type {Record<string, Parameter>} */
    this.parameters = parameters;
    const names = (/** @type {string} */ task) => tasks[task].map((/** @type {Entry} */ each) => each.name);
    return {
      view: choice(["one", "many"], "one"),
      task: choice(Object.keys(tasks), "quantities"),
      quantities: choices(names("quantities"), ["mean_squared_error", "mean_absolute_error", "huber", "log_cosh"]),
      yes_or_no: choices(names("yes_or_no"), ["binary_cross_entropy", "brier", "hinge"]),
      x: number({ start: 1.2, ...inputs }),
      points: numbers({ start: points, ...places }),
      ...Object.fromEntries(Object.entries(parameters).map(([key, each]) => [key, number(/** @type {Parameter} */ (each))])),
    };
  }

  /** @param {HTMLElement} stage */
  build(stage) {
    const { inputs, places } = this.first;
    const entries = (/** @type {string} */ task) => (this.tasks?.[task] ?? []).map(({ name, label }) => ({ name, label, colour: HUES.get(name) ?? "" }));
    this.losses = new Chart(this, { label: "Loss against the prediction", height: { narrow: 6.7, usual: 13, wide: 12 }, x: { ...inputs, label: "error" }, y: { low: 0, high: 5 } });
    this.slopes = new Chart(this, { label: "Slope against the prediction", height: { narrow: 7.1, usual: 13, wide: 12 }, x: { ...inputs, label: "error" }, y: { low: -2.6, high: 2.6 } });
    this.costs = new Chart(this, {
      label: "Points, and the cost of one number for all of them", height: { narrow: 12, usual: 13, wide: 20 },
      x: { ...places, label: "points, and the number predicted for all of them" }, y: { low: -0.22, high: 1.06, ticks: [0, 0.5, 1] },
    });
    this.numbers = readout("What each objective says");
    const both = make("div", "explorer-row", {}, titled("Loss", this.losses), titled("Slope: the pull on the prediction", this.slopes));
    this.one = make("div", "", {}, both);
    this.many = titled("Mean cost, as a share of the largest", this.costs);
    this.choosers = {
      task: segments(this, "task", { label: "Answers", entries: [["quantities", "quantities"], ["yes_or_no", "yes or no"]] }),
      quantities: picks(this, "quantities", { label: "Objectives", entries: entries("quantities") }),
      yes_or_no: picks(this, "yes_or_no", { label: "Objectives", entries: entries("yes_or_no") }),
    };
    this.sliders = Object.entries(this.parameters ?? {}).map(([key, { of, label }]) => {
      const element = slider(this, key, { label, warm: true, disabled: () => !this.names.includes(of) });
      return { of, element };
    });
    for (const picture of [this.one, this.many]) picture.classList.add("explorer-picture");
    stage.classList.add("explorer-beside");
    stage.append(
      controls(segments(this, "view", { label: "View", entries: [["one", "one prediction"], ["many", "many points"]] }), this.choosers.task),
      this.choosers.quantities,
      this.choosers.yes_or_no,
      this.one,
      this.many,
      controls(...this.sliders.map(({ element }) => element)),
      this.numbers.element,
    );
  }

  // --- numbers -------------------------------------------------------------------------------------------------------------

  /** What the answers are: many points are quantities. @returns {string} */
  get task() {
    return this.state.view === "many" ? "quantities" : this.state.task;
  }

  /** @returns {string[]} the objectives chosen */
  get names() {
    return this.state[this.task];
  }

  /** Parameters that the reader has changed. @param {string} name @returns {Record<string, number>} */
  changes(name) {
    const own = Object.entries(this.parameters ?? {}).filter(([key, { of, start }]) => of === name && this.state[key] !== start);
    return Object.fromEntries(own.map(([key]) => [key, this.state[key]]));
  }

  /** Whether no point but the last was moved. */
  get outlierOnly() {
    return this.state.points.slice(0, -1).join() === this.first.points.slice(0, -1).join();
  }

  wanted() {
    return [this.state.view === "many" ? "outlier" : this.state.task];
  }

  question() {
    const { view, points } = this.state;
    const objectives = Object.fromEntries(this.names.map((name) => [name, this.changes(name)]));
    const usual = Object.values(objectives).every((each) => !Object.keys(each).length);
    if (usual && (view === "one" || this.outlierOnly)) return undefined;
    return view === "one" ? { view, objectives } : { view, objectives, points };
  }

  /** What there is of each objective chosen. @template T @param {"one" | "many"} view @returns {{ name: string, label: string, colour: string, data: T }[]} */
  found(view) {
    const answered = this.asked?.view === view ? this.reply : undefined;
    const { places } = this.first;
    const place = Math.round((this.state.points.at(-1) - places.low) / places.step);
    return this.names.flatMap((name) => {
      const known = view === "one" ? this.part(this.task)?.[name] : this.part("outlier")?.[name]?.[place];
      const data = answered?.[name] ?? known;
      const label = this.tasks?.[this.task]?.find((each) => each.name === name)?.label ?? name;
      return data ? [{ name, label, colour: HUES.get(name) ?? "", data }] : [];
    });
  }

  /** Where the prediction stands in the tables. */
  get place() {
    const { low, step } = this.first.inputs;
    return Math.round((this.state.x - low) / step);
  }

  // --- drawing -------------------------------------------------------------------------------------------------------------

  draw() {
    const one = this.state.view === "one";
    /** @type {[HTMLElement | undefined, boolean][]} */
    const places = [
      [this.one, one], [this.many, !one], [this.choosers?.task, one],
      [this.choosers?.quantities, this.task === "quantities"], [this.choosers?.yes_or_no, this.task !== "quantities"],
      ...(this.sliders ?? []).map(({ of, element }) => /** @type {[HTMLElement, boolean]} */ ([element, (this.tasks?.[this.task] ?? []).some(({ name }) => name === of)])),
    ];
    for (const [element, here] of places) if (element) element.hidden = !here;
    if (one) this.#one();
    else this.#many();
  }

  #one() {
    const { inputs } = this.first;
    const [losses, slopes] = /** @type {[Chart, Chart]} */ ([this.losses, this.slopes]);
    const { x } = this.state;
    const { place } = this;
    /** @type {{ name: string, label: string, colour: string, data: Curves }[]} */
    const found = this.found("one");
    const label = this.tasks?.[this.task]?.[0]?.axis ?? "";
    const xs = Array.from({ length: Math.round((inputs.high - inputs.low) / inputs.step) + 1 }, (_, i) => inputs.low + i * inputs.step);
    const ranges = /** @type {[Chart, "values" | "slopes", number, number][]} */ ([[losses, "values", -0.3, 5], [slopes, "slopes", -2.6, 2.6]]);
    for (const [chart, key, low, high] of ranges) {
      const inside = (/** @type {number} */ value) => Math.min(Math.max(value, low), high);
      chart.begin({ x: { label }, y: { low, high } });
      chart.line("at", [x, x], [low, high], { colour: AXIS, width: 1 });
      for (const { name, colour, data } of found) chart.line(name, xs, data[key], { colour, ...(key === "slopes" ? { width: 1.8, dash: "6 4" } : {}) });
      found.toReversed().forEach(({ name, colour, data }, i) => {
        const y = inside(data[key][place] ?? NaN);
        if (i < found.length - 1) return chart.dot(`at ${name}`, x, y, { colour, radius: 4.5 });
        chart.handle("x", {
          x, y, along: "x", colour, plane: true, label: key === "values" ? "Prediction" : "Prediction, on the slope", field: /** @type {any} */ (this.fields.x),
          words: this.#spoken(found), move: (value) => this.set({ x: value }),
        });
      });
      chart.end();
    }
    this.numbers?.show(["", label.split(",")[0] ?? "", "loss", "slope"], found.map(({ label: name, colour, data }) => ({
      colour, cells: [name, shown(x), shown(data.values[place] ?? NaN), shown(data.slopes[place] ?? NaN)],
    })));
  }

  #many() {
    const line = /** @type {Chart} */ (this.costs);
    const { points } = this.state;
    const field = /** @type {any} */ (this.fields.points);
    /** @type {{ name: string, label: string, colour: string, data: Costs }[]} */
    const found = this.found("many");
    line.begin();
    for (const { name, colour, data } of found) {
      line.line(name, this.first.constants, data.shares, { colour });
      line.line(`best ${name}`, [data.best, data.best], [-0.12, data.share], { colour, width: 1.2, dash: "2 3" });
    }
    for (const { name, colour, data } of found) line.dot(`at ${name}`, data.best, data.share, { colour, radius: 5 });
    points.forEach((/** @type {number} */ point, /** @type {number} */ i) => {
      const last = i === points.length - 1;
      line.handle(`point ${i}`, {
        x: point, y: -0.12, along: "x", label: last ? "Outlier" : `Point ${i + 1}`, words: shown(point), field, warm: !last,
        colour: last ? "var(--musings-accent)" : "var(--musings-muted)", move: (value) => this.set({ points: points.with(i, value) }),
      });
    });
    line.end();
    this.numbers?.show(["", "best number", "its mean cost"], found.map(({ label, colour, data }) => ({
      colour, cells: [label, shown(data.best), shown(data.cost)],
    })));
  }

  // --- words ---------------------------------------------------------------------------------------------------------------

  /** @param {{ label: string, data: Curves }[]} found */
  #spoken(found) {
    const { place } = this;
    const of = found.map(({ label, data }) => `${label} ${shown(data.values[place] ?? NaN)}, slope ${shown(data.slopes[place] ?? NaN)}`);
    return [shown(this.state.x), ...of].join("; ");
  }

  summary() {
    if (this.state.view === "one") return `At ${this.#spoken(this.found("one"))}.`;
    /** @type {{ label: string, data: Costs }[]} */
    const found = this.found("many");
    return `The best number is ${found.map(({ label, data }) => `${shown(data.best)} for ${label}`).join(", ")}.`;
  }

  table() {
    if (this.state.view === "many") {
      /** @type {{ label: string, data: Costs }[]} */
      const found = this.found("many");
      const rows = Array.from(/** @type {ArrayLike<number>} */ (this.first.constants), (constant, i) => [shown(constant), ...found.map(({ data }) => shown(data.shares[i] ?? NaN))]);
      const points = this.state.points.map(shown).join(", ");
      return { caption: `Mean cost of one number for the points ${points}, as a share of the largest`, head: ["number", ...found.map(({ label }) => label)], rows };
    }
    /** @type {{ label: string, data: Curves }[]} */
    const found = this.found("one");
    const { inputs } = this.first;
    const all = found[0]?.data.values.length ?? 0;
    const some = Array.from({ length: all }, (_, i) => i).filter((i) => i % 10 === 0 || i === this.place);
    const rows = some.map((i) => [shown(Number((inputs.low + i * inputs.step).toFixed(2))), ...found.flatMap(({ data }) => [shown(data.values[i] ?? NaN), shown(data.slopes[i] ?? NaN)])]);
    return {
      caption: "Loss and slope at every tenth input that was computed, and at the one chosen",
      head: [(this.tasks?.[this.task]?.[0]?.axis ?? "").split(",")[0] ?? "", ...found.flatMap(({ label }) => [label, `${label}, slope`])],
      rows,
    };
  }
}
