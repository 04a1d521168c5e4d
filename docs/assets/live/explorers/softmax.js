/** Logits to drag, and the probabilities that softmax makes of them. */
import { Explorer, make } from "./explorer.js";
import { Chart } from "./chart.js";
import { controls, readout, segments, slider, toggle } from "./controls.js";
import { shown } from "./data.js";
import { flag, numbers, oneOf } from "./state.js";

const HUES = ["blue", "vermilion", "green", "purple", "ochre"].map((hue) => `var(--musings-${hue})`);
const CLASSES = ["A", "B", "C", "D", "E"];

const titled = (/** @type {string} */ title, /** @type {Chart} */ chart) => make("div", "", {}, make("p", "explorer-caption", {}, title), chart.element);

export default class Softmax extends Explorer {
  title = "Softmax";
  hint = "Drag a logit up or down, and see what the probabilities do.";

  schema() {
    const { logits, start, bars, temperatures, shifts } = this.first;
    return {
      logits: numbers({ ...logits, start, least: bars[0], most: bars[1] }),
      temperature: oneOf(temperatures, 1),
      shift: oneOf(shifts, 0),
      naive: flag(false),
    };
  }

  /** @param {HTMLElement} stage */
  build(stage) {
    const { low, high } = this.first.logits;
    const letters = { low: 0, high: 3, ticks: [0.5, 1.5, 2.5], format: (/** @type {number} */ at) => CLASSES[Math.floor(at)] ?? "" };
    this.left = new Chart(this, { label: "Logits", height: 12, x: letters, y: { low: low - 0.4, high: high + 0.4 } });
    this.right = new Chart(this, { label: "Probabilities", height: 12, x: letters, y: { low: 0, high: 1.08, ticks: [0, 0.25, 0.5, 0.75, 1] } });
    this.numbers = readout("Logits and probabilities");
    const { bars } = this.first;
    const counts = Array.from({ length: bars[1] - bars[0] + 1 }, (_, i) => /** @type {[number, string]} */ ([bars[0] + i, String(bars[0] + i)]));
    const naive = toggle(this, "naive", { label: "Naive formula: do not subtract the largest" });
    naive.classList.add("explorer-long");
    stage.append(
      make("div", "explorer-row explorer-narrow", {}, titled("Logits", this.left), titled("Probabilities", this.right)),
      controls(
        slider(this, "temperature", { label: "Temperature", warm: true, format: shown }),
        slider(this, "shift", { label: "Add to every logit", format: shown, warm: true }),
        segments(this, "logits", { label: "Classes", entries: counts, get: () => this.state.logits.length, put: (count) => this.#count(Number(count)) }),
        naive,
      ),
      this.numbers.element,
    );
  }

  /** @param {number} count */
  #count(count) {
    const { logits } = this.state;
    this.set({ logits: [...logits, 0, 0, 0].slice(0, count) });
  }

  // --- numbers -------------------------------------------------------------------------------------------------------------

  /** The part that holds this state; nothing where no part does. */
  get known() {
    const { logits, temperature, shift, naive } = this.state;
    const { temperatures, shifts } = this.first;
    if (logits.length !== 3) return undefined;
    if (temperature === 1) return `${naive ? "naive" : "shift"}_${shifts.indexOf(shift)}`;
    return !naive && shift === 0 ? `warm_${temperatures.indexOf(temperature)}` : undefined;
  }

  wanted() {
    return this.known ? [this.known] : [];
  }

  question() {
    return this.known ? undefined : { ...this.state };
  }

  /** Probabilities, and the exponentials of the naive formula; nothing while they are fetched. @returns {{ probabilities: number[], exponentials?: number[] } | undefined} */
  get found() {
    const { logits } = this.state;
    if (!this.known) return this.reply && this.reply.probabilities.length === logits.length ? this.reply : undefined;
    const part = this.part(this.known);
    if (!part) return undefined;
    const { low, high, step } = this.first.logits;
    const across = Math.round((high - low) / step) + 1;
    const row = logits.reduce((/** @type {number} */ sum, /** @type {number} */ logit) => sum * across + Math.round((logit - low) / step), 0);
    const cut = (/** @type {number[] | undefined} */ list) => list?.slice(3 * row, 3 * row + 3);
    return { probabilities: cut(part.probabilities) ?? [], exponentials: cut(part.exponentials) };
  }

  // --- drawing -------------------------------------------------------------------------------------------------------------

  draw() {
    const { logits } = this.state;
    const x = { low: 0, high: logits.length, ticks: logits.map((/** @type {number} */ _, /** @type {number} */ i) => i + 0.5) };
    const { found } = this;
    if (found) this.last = found; // until the next is there
    this.#logits(x);
    const { last } = this;
    if (last && last.probabilities.length === logits.length) this.#probabilities(x, last.probabilities);
    this.#words();
  }

  /** @param {import("./chart.js").Axis} x */
  #logits(x) {
    const left = /** @type {Chart} */ (this.left);
    const { logits } = this.state;
    const { low, high, step } = this.first.logits;
    const field = /** @type {any} */ (this.fields.logits);
    left.begin({ x });
    logits.forEach((/** @type {number} */ logit, /** @type {number} */ i) => {
      left.box(`bar ${i}`, [i + 0.2, i + 0.8], [Math.min(0, logit), Math.max(0, logit)], { colour: HUES[i], opacity: 0.55 });
    });
    logits.forEach((/** @type {number} */ logit, /** @type {number} */ i) => {
      const probability = this.last?.probabilities[i];
      left.handle(`logit ${i}`, {
        x: i + 0.5, y: logit, along: "y", label: `Logit of class ${CLASSES[i]}`, colour: HUES[i],
        words: `${shown(logit)}${probability === undefined || this.stale ? "" : `; probability ${shown(probability)}`}`,
        field: { low, high, step, snap: field.snap },
        move: (value) => this.set({ logits: logits.with(i, value) }),
      });
    });
    left.end();
  }

  /** @param {import("./chart.js").Axis} x @param {ArrayLike<number>} probabilities */
  #probabilities(x, probabilities) {
    const right = /** @type {Chart} */ (this.right);
    right.begin({ x });
    for (let i = 0; i < probabilities.length; i++) {
      const value = probabilities[i] ?? NaN;
      const whole = Number.isFinite(value);
      right.box(`bar ${i}`, [i + 0.2, i + 0.8], [0, whole ? value : 0], { colour: HUES[i], opacity: 0.85 });
      right.words(`value ${i}`, i + 0.5, whole ? value : 0, shown(value), { anchor: "middle", dy: -6, colour: whole ? "var(--md-typeset-color)" : "var(--live-negative)" });
    }
    right.end();
  }

  #words() {
    const { logits, shift, naive } = this.state;
    const found = this.last;
    const ready = found !== undefined && found.probabilities.length === logits.length;
    const head = ["class", "logit", ...(naive ? ["exponential"] : []), "probability"];
    const rows = logits.map((/** @type {number} */ logit, /** @type {number} */ i) => ({
      colour: HUES[i] ?? "",
      cells: [
        CLASSES[i] ?? "",
        `${shown(logit)}${shift ? ` ${shift < 0 ? "−" : "+"} ${shown(Math.abs(shift))}` : ""}`,
        ...(naive ? [ready && found.exponentials ? shown(found.exponentials[i] ?? NaN) : "…"] : []),
        ready ? shown(found.probabilities[i] ?? NaN) : "…",
      ],
    }));
    this.numbers?.show(head, rows);
  }

  // --- words ---------------------------------------------------------------------------------------------------------------

  summary() {
    const all = [...(this.found?.probabilities ?? [])].map((value, i) => `${CLASSES[i]} ${shown(value)}`);
    return `Probabilities at temperature ${shown(this.state.temperature)}: ${all.join(", ")}.`;
  }

  table() {
    const { logits, temperature, shift } = this.state;
    const rows = logits.map((/** @type {number} */ logit, /** @type {number} */ i) => [CLASSES[i] ?? "", shown(logit), shown(this.found?.probabilities[i] ?? NaN)]);
    return { caption: `Temperature ${shown(temperature)}, ${shown(shift)} added to every logit`, head: ["class", "logit", "probability"], rows };
  }
}

