/** What a small language model expects next, along a line that it has not read: bars at a temperature, and how surprised it is. */
import { Explorer, make } from "./explorer.js";
import { Chart } from "./chart.js";
import { readout } from "./controls.js";
import { shown } from "./data.js";
import { number } from "./state.js";

const [EXPECTED, CAME, HEAT] = ["var(--musings-blue)", "var(--musings-vermilion)", "var(--musings-purple)"];
/** Surprises that do not fit are cut off there. */
const MOST = 8;

/** @typedef {{ probabilities: number[], rest: number[], came: number[], surprise: number[], faces: number[], line: number[] }} Along */

export default class NextCharacter extends Explorer {
  title = "The next character";
  hint = "Move along the line, and make it hotter or colder. Orange is the character that comes.";

  schema() {
    const { line, temperature } = this.first;
    return {
      place: number({ start: 26, low: 1, high: line.length - 1, step: 1 }),
      temperature: number({ ...temperature, start: 1 }),
    };
  }

  /** @param {HTMLElement} stage */
  build(stage) {
    const { line, bars, temperature } = this.first;
    this.strip = new Chart(this, {
      label: "The surprise at each character of the line", height: { narrow: 6, usual: 7, wide: 7 }, margin: { top: 8, bottom: 26 },
      x: { low: 0.4, high: line.length - 0.4, ticks: Array.from(line, (_, at) => at).slice(1), format: (at) => visible(line[at]) },
      y: { label: "surprise", low: 0, high: MOST, ticks: [0, 4, 8] },
    });
    this.bars = new Chart(this, {
      label: "Probabilities of the next character", height: { narrow: 8, usual: 9, wide: 10 }, margin: { top: 8, bottom: 26 },
      x: { low: 0, high: bars + 1 }, y: { label: "probability", low: 0, high: 1.08, ticks: [0, 0.5, 1] },
    });
    this.heat = new Chart(this, {
      label: "Perplexity of the held-out sonnets at each temperature", height: { narrow: 8, usual: 9, wide: 10 }, margin: { top: 8 },
      x: { label: "temperature", low: temperature.low - 0.05, high: temperature.high + 0.05 },
      y: { label: "perplexity", low: 5, high: 100, log: true, ticks: [5, 10, 20, 50, 100] },
    });
    this.numbers = readout("How surprised the net is");
    stage.append(this.strip.element, make("div", "explorer-row", {}, this.bars.element, this.heat.element), this.numbers.element);
  }

  wanted() {
    return [`t${Math.round(10 * this.state.temperature)}`];
  }

  /** @returns {Along | undefined} */
  get along() {
    return this.part(this.wanted()[0] ?? "");
  }

  // --- drawing -------------------------------------------------------------------------------------------------------------

  draw() {
    const { along } = this;
    if (!along) return;
    this.#strip(along);
    this.#bars(along);
    this.#heat();
    this.#words(along);
  }

  /** @param {Along} along */
  #strip(along) {
    const strip = /** @type {Chart} */ (this.strip);
    const { place } = this.state;
    strip.begin();
    along.surprise.forEach((surprise, i) => {
      strip.box(`at ${i}`, [i + 0.65, i + 1.35], [0, Math.min(surprise, MOST)], { colour: CAME, opacity: i + 1 === place ? 0.95 : 0.4 });
    });
    strip.handle("place", {
      x: place, y: Math.min(along.surprise[place - 1] ?? 0, MOST), along: "x", colour: CAME, plane: true,
      label: "Place in the line", words: this.#spoken(along), field: /** @type {any} */ (this.fields.place), move: (at) => this.set({ place: at }),
    });
    strip.end();
  }

  /** The characters with a bar, those first that are expected most. @returns {number[]} */
  get order() {
    const { orders, bars } = this.first;
    return orders.slice((this.state.place - 1) * bars, this.state.place * bars);
  }

  /** @param {Along} along @returns {number[]} the probabilities at the place, in the alphabet's order */
  #chances({ probabilities }) {
    const { length } = this.first.alphabet;
    return probabilities.slice((this.state.place - 1) * length, this.state.place * length);
  }

  /** @param {Along} along */
  #bars(along) {
    const chart = /** @type {Chart} */ (this.bars);
    const { alphabet, line, bars } = this.first;
    const { order } = this;
    const chances = this.#chances(along);
    const names = [...order.map((at) => visible(alphabet[at])), "rest"];
    const came = names.indexOf(visible(line[this.state.place]));
    chart.begin({ x: { low: 0, high: bars + 1, ticks: names.map((_, i) => i + 0.5), format: (at) => names[Math.floor(at)] ?? "" } });
    const heights = [...order.map((at) => chances[at] ?? 0), along.rest[this.state.place - 1] ?? 0];
    heights.forEach((height, i) => {
      const own = i === (came < 0 ? bars : came);
      chart.box(`bar ${i}`, [i + 0.12, i + 0.88], [0, height], { colour: own ? CAME : EXPECTED, opacity: i === bars ? 0.45 : 0.85 });
      chart.words(`share ${i}`, i + 0.5, height, height >= 0.01 ? shown(height) : "", { anchor: "middle", dy: -5, colour: "var(--md-typeset-color)", className: "explorer-step" });
    });
    chart.end();
  }

  #heat() {
    const chart = /** @type {Chart} */ (this.heat);
    const { temperatures, perplexities } = this.first;
    chart.begin();
    chart.line("all", temperatures, perplexities, { colour: HEAT, width: 1.8 });
    chart.handle("temperature", {
      x: this.state.temperature, y: perplexities[this.#heated], along: "x", colour: HEAT, plane: true,
      label: "Temperature", words: `${shown(this.state.temperature)}; perplexity of the held-out sonnets ${shown(perplexities[this.#heated])}`,
      field: /** @type {any} */ (this.fields.temperature), move: (temperature) => this.set({ temperature }),
    });
    chart.end();
  }

  /** Which of the temperatures it is. */
  get #heated() {
    const { low, step } = this.first.temperature;
    return Math.round((this.state.temperature - low) / step);
  }

  // --- words ---------------------------------------------------------------------------------------------------------------

  /** What the net has read, as far as there is room for it. */
  get #read() {
    const { line } = this.first;
    const { place } = this.state;
    return `${place > 9 ? "…" : ""}${line.slice(Math.max(0, place - 9), place)}`;
  }

  /** @param {Along} along */
  #words(along) {
    const { line, surprises, perplexities } = this.first;
    const { place } = this.state;
    const at = place - 1;
    this.numbers?.show(["", "probability", "surprise", "perplexity"], [
      { colour: CAME, cells: [`“${visible(line[place])}” comes`, shown(along.came[at] ?? NaN), shown(along.surprise[at] ?? NaN), shown(along.faces[at] ?? NaN)] },
      { cells: ["the line", "–", shown(along.line[0] ?? NaN), shown(along.line[1] ?? NaN)] },
      { colour: HEAT, cells: ["new sonnets", "–", shown(surprises[this.#heated]), shown(perplexities[this.#heated])] },
    ]);
  }

  /** @param {Along} along */
  #spoken(along) {
    const { line } = this.first;
    const { place } = this.state;
    return `“${visible(line[place])}” after “${this.#read}”; probability ${shown(along.came[place - 1] ?? NaN)}, surprise ${shown(along.surprise[place - 1] ?? NaN)} nats`;
  }

  summary() {
    const { along } = this;
    return along ? `Temperature ${shown(this.state.temperature)}: ${this.#spoken(along)}.` : "";
  }

  table() {
    const { alphabet, line } = this.first;
    const { along } = this;
    const chances = along ? this.#chances(along) : [];
    const order = Array.from(alphabet, (_, at) => at).sort((a, b) => (chances[b] ?? 0) - (chances[a] ?? 0));
    const rows = order.map((at) => [visible(alphabet[at]), shown(chances[at] ?? NaN), alphabet[at] === line[this.state.place] ? "yes" : ""]);
    return { caption: `What may come after “${this.#read}”, to three decimal places`, head: ["character", "probability", "comes"], rows };
  }
}

/** A character that can be seen. @param {string | undefined} character */
function visible(character = "") {
  return { " ": "␣", "\n": "¶" }[character] ?? character;
}
