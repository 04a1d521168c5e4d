/** A curve of waves through noisy points, and how far it lies from them and from others: over-fitting with one input. */
import { Explorer, make } from "./explorer.js";
import { Chart } from "./chart.js";
import { controls, readout, slider } from "./controls.js";
import { shown } from "./data.js";
import { number, oneOf, snapper } from "./state.js";

const [LEARNT, NEW, TRUE] = ["var(--musings-accent)", "var(--musings-purple)", "var(--musings-muted)"];
/** Widths that the axis names, where there is room. */
const NAMED = [1, 2, 4, 8, 20, 40, 80, 200];

/**
 * @typedef {{ x: ArrayLike<number>, y: ArrayLike<number>, new_x: ArrayLike<number>, new_y: ArrayLike<number>, curves: ArrayLike<number>,
 *   learnt: ArrayLike<number>, held_out: ArrayLike<number>, length: ArrayLike<number>, floor: number, best: number }} Found
 */

export default class OverFitting extends Explorer {
  title = "Over-fitting";
  hint = "Drag the dot to more waves. Filled points are learnt, hollow ones held out.";
  /** The last that was there. @type {Found | undefined} */
  last;

  schema() {
    const { start, widths, noises, pulls, counts, seeds } = this.first;
    return {
      width: oneOf(widths, start.width),
      noise: oneOf(noises, start.noise),
      pull: oneOf(pulls, start.pull),
      points: oneOf(counts, start.points),
      seed: number({ start: start.seed, low: 0, high: seeds - 1, step: 1 }),
    };
  }

  /** @param {HTMLElement} stage */
  build(stage) {
    const { widths } = this.first;
    const heights = { narrow: 10, usual: 12, wide: 14 };
    this.curve = new Chart(this, { label: "The curve and the points", height: heights, x: { low: -1, high: 1 }, y: { low: -2, high: 2, label: "output" } });
    this.errors = new Chart(this, {
      label: "Distance from the points against the number of waves", height: { narrow: 10, usual: 13, wide: 14 },
      x: { low: -0.5, high: widths.length - 0.5, label: "waves", format: (at) => String(widths[at]) }, y: { low: 0, high: 1, label: "distance" },
    });
    this.numbers = readout("Distances from the points, root of the mean square");
    stage.append(
      make("div", "explorer-row", {}, this.curve.element, this.errors.element),
      controls(
        slider(this, "width", { label: "Waves" }),
        slider(this, "noise", { label: "Noise" }),
        slider(this, "pull", { label: "Pull on the weights" }),
        slider(this, "points", { label: "Points to learn", warm: true }),
        slider(this, "seed", { label: "Seed", warm: true }),
      ),
      this.numbers.element,
    );
  }

  // --- numbers -------------------------------------------------------------------------------------------------------------

  /** The part that holds this state; nothing where no part does. */
  get #known() {
    const { noise, pull, points, seed } = this.state;
    const { start, noises, pulls } = this.first;
    return points === start.points && seed === start.seed ? `n${noises.indexOf(noise)}p${pulls.indexOf(pull)}` : undefined;
  }

  wanted() {
    const known = this.#known;
    return known ? [known] : [];
  }

  question() {
    const { noise, pull, points, seed } = this.state;
    return this.#known ? undefined : { noise, pull, points, seed };
  }

  /** @returns {Found | undefined} */
  get found() {
    const known = this.#known;
    return known ? this.part(known) : this.reply;
  }

  /** The place of the chosen width among all. @returns {number} */
  get at() {
    return this.first.widths.indexOf(this.state.width);
  }

  // --- drawing -------------------------------------------------------------------------------------------------------------

  draw() {
    const found = this.found ?? this.last;
    if (!found) return;
    this.last = found;
    this.#curve(found);
    this.#errors(found);
    this.#words(found);
  }

  /** @param {Found} found */
  #curve(found) {
    const chart = /** @type {Chart} */ (this.curve);
    const { x, truth } = this.first;
    const ys = Array.from(found.curves).slice(this.at * x.length, (this.at + 1) * x.length);
    chart.begin();
    const dots = (/** @type {ArrayLike<number>} */ xs, /** @type {ArrayLike<number>} */ all, /** @type {number} */ r) =>
      Array.from(xs, (value, i) => `M${chart.x(value).toFixed(1)},${chart.y(all[i]).toFixed(1)}m${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0z`).join("");
    chart.keep("path", "held out", { d: dots(found.new_x, found.new_y, 2.2), style: `fill:none;stroke:${NEW}`, "stroke-opacity": 0.55 });
    chart.line("truth", x, truth, { colour: TRUE, width: 1.4, dash: "5 4" });
    chart.line("fit", x, ys.map((value) => Math.min(Math.max(value, -9), 9)), { colour: LEARNT });
    chart.keep("path", "learnt", { d: dots(found.x, found.y, 3.6), style: `fill:${LEARNT};stroke:var(--musings-raised, var(--md-default-bg-color))` });
    chart.end();
  }

  /** @param {Found} found */
  #errors(found) {
    const chart = /** @type {Chart} */ (this.errors);
    const { widths } = this.first;
    const places = widths.map((/** @type {number} */ _, /** @type {number} */ i) => i);
    const largest = Math.max(...Array.from(found.held_out), ...Array.from(found.learnt));
    const named = NAMED.filter((_, i) => chart.element.clientWidth > 300 || i % 2 === 0);
    chart.begin({ x: { ticks: named.map((width) => widths.indexOf(width)) }, y: { high: Math.max(1, Math.ceil(2 * largest) / 2) } });
    const last = widths.length - 1;
    const most = widths.filter((/** @type {number} */ width) => width <= this.state.points).length - 1;
    chart.line("as many", [most, most], [0, 9], { colour: TRUE, width: 1, dash: "2 3" });
    chart.line("floor", [0, last], [found.floor, found.floor], { colour: TRUE, width: 1.4, dash: "5 4" });
    chart.line("held out", places, found.held_out, { colour: NEW });
    chart.line("learnt", places, found.learnt, { colour: LEARNT });
    chart.words("name held out", last, found.held_out[last] ?? 0, "held out", { anchor: "end", dy: -6, colour: NEW });
    chart.words("name learnt", 6, found.learnt[6] ?? 0, "learnt", { dy: -6, colour: LEARNT });
    chart.dot("learnt here", this.at, found.learnt[this.at] ?? NaN, { colour: LEARNT, radius: 4 });
    chart.handle("width", {
      x: this.at, y: found.held_out[this.at] ?? NaN, along: "x", label: "Waves", colour: NEW, plane: true,
      words: `${this.state.width} waves: learnt ${shown(found.learnt[this.at] ?? NaN)}, held out ${shown(found.held_out[this.at] ?? NaN)}`,
      field: { low: 0, high: last, step: 1, snap: snapper(0, last, 1) },
      move: (at) => this.set({ width: widths[at] }),
    });
    chart.end();
  }

  // --- words ---------------------------------------------------------------------------------------------------------------

  /** @param {Found} found @param {number} at @returns {string[]} */
  #row(found, at) {
    return [String(this.first.widths[at]), shown(found.learnt[at] ?? NaN), shown(found.held_out[at] ?? NaN), shown(found.length[at] ?? NaN)];
  }

  /** @param {Found} found */
  #words(found) {
    this.numbers?.show(["", "waves", "learnt", "held out", "weights"], [
      { colour: NEW, cells: ["here", ...this.#row(found, this.at)] },
      { cells: ["least held out", ...this.#row(found, found.best)] },
      { cells: ["the truth", "–", "–", shown(found.floor), "–"] },
    ]);
  }

  summary() {
    const { found } = this;
    if (!found) return "";
    const [waves, learnt, held] = this.#row(found, this.at);
    return `${waves} waves: distance ${learnt} from the points learnt, ${held} from those held out. Least held out: ${this.#row(found, found.best)[2]}, with ${this.#row(found, found.best)[0]} waves.`;
  }

  table() {
    const { found } = this;
    const rows = found ? this.first.widths.map((/** @type {number} */ _, /** @type {number} */ at) => this.#row(found, at)) : [];
    return { caption: "Distance from the points learnt and from those held out, and the length of all weights", head: ["waves", "learnt", "held out", "length of the weights"], rows };
  }
}
