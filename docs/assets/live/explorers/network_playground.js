/** A small net in the plane, watched while it learns: its border, its losses, its gradients, its units. Python trains it. */
import { Explorer, make } from "./explorer.js";
import { Chart } from "./chart.js";
import { button, controls, menu, oneLine, readout, segments, slider } from "./controls.js";
import { shown } from "./data.js";
import { NetGraph } from "./net_graph.js";
import { choice, choices, number, oneOf, snapper, text } from "./state.js";

const HUES = ["blue", "vermilion", "green"];
const CLASSES = ["A", "B", "C"];
const POINT = /([abc])(-?\d{1,2})_(-?\d{1,2})/g;
const POINTS = /^(?:[abc]-?\d{1,2}_-?\d{1,2}){0,100}$/;
/** Milliseconds that a frame stays: of those that the build computed, and where a reader wants little motion. */
const [STAY, CALM] = [45, 500];
const [LEAST, MOST] = [1e-5, 1e9];

/**
 * @typedef {{ step: number, diverged: number | null, loss: number, held_out: number, right: number, right_held_out: number,
 *   norms: ArrayLike<number>, dead: ArrayLike<number>, saturated: ArrayLike<number>, parameters: ArrayLike<number>, units: ArrayLike<number>,
 *   dead_units: ArrayLike<number>, surface: ArrayLike<number> }} Frame
 * @typedef {{ x: ArrayLike<number>, y: ArrayLike<number>, labels: ArrayLike<number>, learnt: number, classes: number }} Points
 * @typedef {{ key: string, points?: Points, loss: number[], held: number[] }} Past
 */

export default class NetworkPlayground extends Explorer {
  title = "Network playground";
  hint = "Bet on it, press Play, and watch a net learn. Filled points are learnt, hollow ones held out.";
  playing = false;
  /** Where a point would be painted. */
  brush = { x: 0, y: 0 };
  /** The last frame that a session gave, and of which setup. @type {{ key: string, frame: Frame } | undefined} */
  latest;
  /** @type {Frame | undefined} */
  last;
  /** @type {Past} */
  past = { key: "", loss: [], held: [] };
  #running = false;
  /** A session has answered since Play was pressed. */
  #training = false;
  /** @type {any} */
  #taken;
  #tints = { scheme: "", rgb: [[0, 0, 0]] };

  schema() {
    const { start, data, bets, objectives, optimisers, initialisations, rates, batches, speeds, most, activations, features } = this.first;
    const names = (/** @type {[string, string][]} */ list) => list.map(([name]) => name);
    const known = new Set(names(activations));
    const fits = (/** @type {string} */ written) => {
      const layers = layersOf(written);
      return layers.length <= most.layers && layers.every(([name, units]) => known.has(name) && Number.isInteger(units) && units >= 1 && units <= most.units);
    };
    return {
      data: choice(data, start.data),
      noise: number({ start: start.noise, low: 0, high: 0.5, step: 0.05 }),
      points: text("", (written) => POINTS.test(written)),
      features: choices(names(features), start.features),
      layers: text(start.layers.map((/** @type {any[]} */ layer) => layer.join(".")).join(","), fits),
      objective: choice(names(objectives), start.objective),
      optimiser: choice(names(optimisers), start.optimiser),
      rate: oneOf(rates, start.rate),
      batch: oneOf(batches, start.batch),
      initialisation: choice(names(initialisations), start.initialisation),
      seed: number({ start: start.seed, low: 0, high: 99, step: 1 }),
      step: number({ start: 0, low: 0, high: most.steps, step: 1 }),
      speed: oneOf(speeds, 5),
      paint: choice(["off", "a", "b", "c"], "off"),
      bet: choice(["none", ...Object.keys(bets)], "none"),
      look: text("", (written) => /^[1-9]\.[1-9]$/.test(written)),
    };
  }

  /** @param {HTMLElement} stage */
  build(stage) {
    const { data, presets, bets, recorded, objectives, optimisers, initialisations, speeds, most, activations, features, unit_side, tints } = this.first;
    const put = (/** @type {string} */ key) => (/** @type {any} */ value) => this.change({ [key]: value });
    const same = (/** @type {string[]} */ list) => list.map((name) => /** @type {[string, string]} */ ([name, name === "own" ? "your own points" : name]));
    const margin = { right: 6, bottom: 42, left: 50 };
    const heights = { narrow: 7, usual: 7.5, wide: 6.5 };
    this.graph = new NetGraph(this, { features, activations: new Map(activations), side: unit_side, tints, change: (changes) => this.change(changes) });
    this.surface = new Chart(this, { label: "The plane, in the colour of the class that the net says", height: 20, aspect: 1, x: { hidden: true }, y: { hidden: true } });
    this.surface.element.classList.add("explorer-map");
    this.losses = new Chart(this, { label: "Loss against steps", height: heights, margin, x: { low: 0, high: 200, label: "step; dashed: new" }, y: { low: 0.1, high: 1, log: true, label: "loss" } });
    this.norms = new Chart(this, { label: "Size of the gradient in each layer", height: heights, margin, x: { low: 0.5, high: 3.5, label: "layer" }, y: { low: 0.01, high: 1, log: true, label: "gradient" } });
    this.layerTable = readout("Layers");
    this.words = make("p", "explorer-caption");
    this.play = button(this, "Play", () => this.#toggle());
    this.play.classList.add("explorer-play");
    const forth = button(this, "Step", () => this.#step());
    const back = button(this, "Start over", () => this.set({ step: 0 }));
    const clear = button(this, "Remove points", () => this.change({ points: "" }));
    this.followers.push({ sync: () => clear.toggleAttribute("disabled", !this.state.points) });
    this.bet = /** @type {HTMLFieldSetElement} */ (segments(this, "bet", {
      label: `Your bet: right after ${recorded} steps`, entries: bets.map((/** @type {string} */ words, /** @type {number} */ i) => [String(i), words]),
    }));
    this.verdict = make("p", "explorer-verdict");
    this.#painting(this.surface);
    const steps = oneLine(this.play, forth, back);
    steps.classList.add("explorer-at-hand");
    const objective = menu(this, "objective", { label: "Objective", entries: () => objectives, put: put("objective") });
    objective.classList.add("explorer-long");
    stage.classList.add("explorer-beside");
    stage.append(
      controls(
        menu(this, "data", { label: "Try", entries: () => this.#presets(presets), get: () => this.preset ?? "", put: (name) => this.#preset(name) }),
        menu(this, "data", { label: "Points", entries: () => same(data), put: put("data") }),
        slider(this, "noise", { label: "Noise", put: put("noise"), disabled: () => this.state.data === "own", warm: true }),
        slider(this, "seed", { label: "Seed", put: put("seed"), warm: true }),
      ),
      make("div", "explorer-bet", {}, this.bet, this.verdict),
      steps,
      this.words,
      make(
        "div",
        "explorer-picture explorer-net",
        {},
        this.graph.element,
        this.surface.element,
        oneLine(segments(this, "paint", { label: "Paint", entries: [["off", "off"], ["a", "A"], ["b", "B"], ["c", "C"]] }), clear),
        this.losses.element,
        this.norms.element,
        this.layerTable.element,
      ),
      controls(segments(this, "layers", {
        label: "Hidden layers", entries: Array.from({ length: most.layers + 1 }, (_, count) => [count, String(count)]),
        get: () => this.layers.length, put: (count) => this.#count(Number(count)),
      })),
      ...Array.from({ length: most.layers }, (_, place) => this.#layer(place)),
      controls(
        objective,
        menu(this, "optimiser", { label: "Optimiser", entries: () => optimisers, put: put("optimiser") }),
        slider(this, "rate", { label: "Learning rate", put: put("rate"), warm: true }),
        slider(this, "batch", { label: "Batch", put: put("batch"), warm: true }),
        menu(this, "initialisation", { label: "First weights", entries: () => initialisations, put: put("initialisation") }),
        segments(this, "speed", { label: "Steps a frame", entries: speeds.map((/** @type {number} */ speed) => [speed, String(speed)]) }),
      ),
    );
  }

  /** The controls of a hidden layer. @param {number} place */
  #layer(place) {
    const { activations, most } = this.first;
    const change = (/** @type {Partial<{ name: string, units: number }>} */ { name, units }) => {
      const layers = this.layers.map((layer, i) => (i === place ? [name ?? layer[0], units ?? layer[1]] : layer));
      this.change({ layers: layers.map((layer) => layer.join(".")).join(",") });
    };
    const box = controls(
      menu(this, "layers", { label: `Layer ${place + 1}`, entries: () => activations, get: () => this.layers[place]?.[0] ?? "relu", put: (name) => change({ name }) }),
      slider(this, "layers", {
        label: `Units ${place + 1}`, range: () => ({ low: 1, high: most.units, step: 1 }), get: () => this.layers[place]?.[1] ?? 1, put: (units) => change({ units }), warm: true,
      }),
    );
    this.followers.push({ sync: () => { box.hidden = place >= this.layers.length; } });
    return box;
  }

  // --- the setup -----------------------------------------------------------------------------------------------------------

  get layers() {
    return layersOf(this.state.layers);
  }

  /** How the training is set up, as Python has it. */
  get setup() {
    const { data, noise, points, features, objective, optimiser, rate, batch, initialisation, seed } = this.state;
    const painted = [...points.matchAll(POINT)].map(([, name, x, y]) => [this.#far(Number(x)), this.#far(Number(y)), "abc".indexOf(name ?? "a")]);
    return { data, noise, points: painted, features, layers: this.layers, objective, optimiser, rate, batch, initialisation, seed };
  }

  get key() {
    return JSON.stringify(this.setup);
  }

  /** A painted point's place, which the address counts in steps. @param {number} steps */
  #far(steps) {
    return Number((steps * this.first.step).toFixed(2));
  }

  /** The preset that the setup is. @returns {string | undefined} */
  get preset() {
    const { key } = this;
    return this.first.presets.find((/** @type {any[]} */ [, , setup]) => JSON.stringify(setup) === key)?.[0];
  }

  /** @param {[string, string, unknown][]} presets @returns {[string, string][]} */
  #presets(presets) {
    const list = presets.map(([name, words]) => /** @type {[string, string]} */ ([name, words]));
    return this.preset ? list : [["", "a net of your own"], ...list];
  }

  /** @param {string} name */
  #preset(name) {
    const setup = this.first.presets.find((/** @type {any[]} */ each) => each[0] === name)?.[2];
    if (setup) this.change({ ...setup, points: "", layers: setup.layers.map((/** @type {any[]} */ layer) => layer.join(".")).join(",") });
  }

  /** Another setup begins at its first step. @param {Record<string, any>} changes */
  change(changes) {
    this.set({ bet: "none", ...changes, step: 0 });
  }

  /** @param {number} count */
  #count(count) {
    const { layers } = this;
    const more = Array.from({ length: count }, (_, i) => layers[i] ?? layers.at(-1) ?? ["relu", 6]);
    this.change({ layers: more.map((layer) => layer.join(".")).join(",") });
  }

  // --- numbers -------------------------------------------------------------------------------------------------------------

  wanted() {
    return this.preset ? [this.preset] : [];
  }

  get waiting() {
    return super.waiting || !this.known;
  }

  /** The frame of the state, where it is there. @returns {Frame | undefined} */
  get known() {
    this.#absorb();
    const { step } = this.state;
    const { every } = this.first;
    if (this.#recorded(step)) return this.part(/** @type {string} */ (this.preset))?.frames[step / every];
    return this.latest?.key === this.key && this.latest.frame.step === step ? this.latest.frame : undefined;
  }

  /** Points and curve of the setup. @returns {Past} */
  get history() {
    const { key } = this;
    if (this.past.key !== key) {
      const part = this.preset ? this.part(this.preset) : undefined;
      if (part) this.past = { key, points: part.points, loss: [...part.curve.loss], held: [...part.curve.held_out] };
    }
    return this.past;
  }

  /** What is asked of Python for a step. @param {number} step */
  #request(step) {
    const { history, key } = this;
    return { setup: this.setup, step, since: history.key === key ? history.loss.length : 0 };
  }

  question() {
    if (this.playing || this.known || this.#recorded(this.state.step)) return undefined;
    return this.#request(this.state.step);
  }

  #absorb() {
    if (!this.reply || this.reply === this.#taken) return;
    this.#taken = this.reply;
    this.#take(JSON.stringify(this.asked.setup), this.reply);
  }

  /** @param {string} key @param {{ frame: Frame, points?: Points, curve: { since: number, loss: ArrayLike<number>, held_out: ArrayLike<number> } }} data */
  #take(key, { frame, points, curve }) {
    this.latest = { key, frame };
    if (points) this.past = { key, points, loss: [], held: [] };
    if (this.past.key !== key || this.past.loss.length !== curve.since) return;
    this.past.loss.push(...Array.from(curve.loss));
    this.past.held.push(...Array.from(curve.held_out));
  }

  /** While a session is asked frame after frame, there is nothing to say of it, unless it fails. @param {string} status */
  say(status) {
    const failed = this.block.dataset.state === "error";
    super.say(this.#training && !failed ? "" : status);
  }

  // --- playing -------------------------------------------------------------------------------------------------------------

  opened() {
    this.#play(false);
  }

  leave() {
    this.playing = false;
  }

  #toggle() {
    if (!this.playing) this.line.warm();
    this.#play(!this.playing);
  }

  /** @param {boolean} on */
  #play(on) {
    this.playing = on;
    if (this.play) this.play.textContent = on ? "Pause" : "Play";
    if (on && !this.#running) this.#run();
  }

  #step() {
    this.#play(false);
    this.set({ step: this.#next() });
  }

  /** The step of the next frame. */
  #next() {
    const { step, speed } = this.state;
    return Math.min((Math.floor(step / speed) + 1) * speed, this.first.most.steps);
  }

  /** Frame after frame; a setup that changes meanwhile is shown from its beginning. */
  async #run() {
    this.#running = true;
    while (!this.signal.aborted && (this.playing || !this.known)) {
      const { key } = this;
      const { step } = this.state;
      const next = this.known ? this.#next() : step;
      if (this.known && next === step) break;
      const before = performance.now();
      const recorded = this.#recorded(next);
      if (!recorded) {
        const answer = await this.ask(this.#request(next));
        if (!answer && this.key === key) break; // Python could not be had
        if (!answer || this.signal.aborted) continue;
        if (!this.playing && this.known) break; // paused meanwhile
        this.#trains(true);
        this.#take(key, answer.data);
      }
      if (this.key !== key || this.state.step !== step) continue;
      this.set({ step: next });
      this.refresh();
      if (typeof this.known?.diverged === "number") break;
      await this.#rest(before, recorded ? STAY : 0);
    }
    this.#running = false;
    this.#trains(false);
    if (!this.signal.aborted) this.#play(false);
  }

  /** @param {boolean} on */
  #trains(on) {
    this.#training = on;
    this.block.toggleAttribute("data-steady", on);
  }

  /** Whether the build computed a frame; it may have to be fetched. @param {number} step */
  #recorded(step) {
    return this.preset !== undefined && step % this.first.every === 0 && step <= this.first.recorded;
  }

  /** Wait for the next frame of the screen, and a while at least. @param {number} since @param {number} while_ */
  async #rest(since, while_) {
    const least = matchMedia("(prefers-reduced-motion: reduce)").matches ? CALM : while_;
    do await new Promise(requestAnimationFrame);
    while (performance.now() - since < least);
  }

  // --- painting ------------------------------------------------------------------------------------------------------------

  /** @param {Chart} chart */
  #painting(chart) {
    const paint = () => {
      if (this.state.paint === "off") return;
      const [x, y] = [this.brush.x, this.brush.y].map((value) => Math.round(value / this.first.step));
      const points = `${this.state.points}${this.state.paint}${x}_${y}`;
      if (POINTS.test(points)) this.change({ points });
      else this.say("There is no room for more points");
    };
    chart.element.addEventListener("click", paint, { signal: this.signal });
    chart.element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      paint();
    }, { signal: this.signal });
  }

  // --- drawing -------------------------------------------------------------------------------------------------------------

  draw() {
    this.#bet();
    const frame = this.known ?? this.last;
    if (!frame) return;
    this.last = frame;
    this.#plane(frame);
    this.#curves(frame);
    this.#gradients(frame);
    this.#units(frame);
    this.#words(frame);
  }

  /** @param {Frame} frame */
  #plane(frame) {
    const chart = /** @type {Chart} */ (this.surface);
    const { side, shades, planes } = this.first;
    const [low_x, low_y, size] = planes[this.state.data];
    const rgb = this.#colours();
    chart.begin({ x: { low: low_x, high: low_x + size }, y: { low: low_y, high: low_y + size } });
    chart.raster({
      columns: side, rows: side,
      pixel: (place, out, at) => {
        const code = frame.surface[place] ?? 0;
        const [red = 0, green = 0, blue = 0] = rgb[Math.floor(code / shades)] ?? [];
        out[at] = red;
        out[at + 1] = green;
        out[at + 2] = blue;
        out[at + 3] = 18 + (110 * (code % shades)) / shades;
      },
    });
    const { points, key } = this.history;
    if (points && key === this.key) this.#dots(chart, points);
    if (this.state.paint !== "off") this.#brush(chart, low_x, low_y, size);
    chart.end();
  }

  /** A circle, a square or a triangle for each point, in one path for each class. @param {Chart} chart @param {Points} points */
  #dots(chart, points) {
    const paths = new Map();
    for (let i = 0; i < points.x.length; i++) {
      const kind = `${points.labels[i]} ${i < points.learnt ? "learnt" : "new"}`;
      paths.set(kind, (paths.get(kind) ?? "") + mark(points.labels[i] ?? 0, chart.x(points.x[i]), chart.y(points.y[i]), 3.2));
    }
    for (const [kind, d] of paths) {
      const colour = `var(--musings-${HUES[Number(kind[0])]})`;
      const raised = "var(--musings-raised, var(--md-default-bg-color))";
      const style = kind.endsWith("new") ? `fill:none;stroke:${colour}` : `fill:${colour};stroke:${raised}`;
      chart.keep("path", `points ${kind}`, { d, style, "stroke-width": 1 });
    }
  }

  /** @param {Chart} chart @param {number} low_x @param {number} low_y @param {number} size */
  #brush(chart, low_x, low_y, size) {
    const [low, high] = [Math.min(low_x, low_y), Math.max(low_x, low_y) + size];
    const { step } = this.first;
    const inside = (/** @type {number} */ value, /** @type {number} */ least) => Math.min(Math.max(value, least), least + size);
    const name = CLASSES["abc".indexOf(this.state.paint)];
    this.brush = { x: inside(this.brush.x, low_x), y: inside(this.brush.y, low_y) };
    chart.handle("brush", {
      ...this.brush, along: "xy", plane: true, label: `Brush of class ${name}: Enter paints a point`,
      words: `${shown(this.brush.x)}, ${shown(this.brush.y)}`, colour: `var(--musings-${HUES["abc".indexOf(this.state.paint)]})`,
      field: { low, high, step, snap: snapper(low, high, step) },
      move: (x, y) => {
        this.brush = { x, y };
        this.refresh();
      },
    });
  }

  /** @param {Frame} frame */
  #curves(frame) {
    const chart = /** @type {Chart} */ (this.losses);
    const { every } = this.first;
    const past = this.history;
    const whole = past.key === this.key ? past : { loss: [], held: [] };
    const seen = Math.floor(frame.step / every) + 1;
    const lists = [whole.loss, whole.held].map((list) => list.slice(0, seen));
    const xs = lists[0]?.map((_, i) => i * every) ?? [];
    const all = [...lists.flat(), frame.loss, frame.held_out].filter((value) => value > 0 && Number.isFinite(value));
    const low = 10 ** Math.floor(Math.log10(Math.max(LEAST, Math.min(0.9, ...all))));
    const high = 10 ** Math.ceil(Math.log10(Math.min(MOST, Math.max(1, ...all))));
    const inside = (/** @type {number} */ value) => (Number.isNaN(value) ? value : Math.min(Math.max(value, low), high));
    chart.begin({ x: { low: 0, high: Math.max(200, frame.step) }, y: { low, high } });
    chart.line("held out", xs, (lists[1] ?? []).map(inside), { colour: "var(--musings-purple)", width: 1.6, dash: "5 3" });
    chart.line("loss", xs, (lists[0] ?? []).map(inside), { colour: "var(--musings-accent)" });
    chart.dot("now", frame.step, inside(frame.loss), { colour: "var(--musings-accent)", radius: 4 });
    chart.end();
  }

  /** @param {Frame} frame */
  #gradients(frame) {
    const chart = /** @type {Chart} */ (this.norms);
    const norms = Array.from(frame.norms);
    const some = norms.filter((value) => value > 0 && Number.isFinite(value));
    const low = 10 ** Math.floor(Math.log10(Math.max(1e-9, Math.min(0.01, ...some))));
    const high = 10 ** Math.ceil(Math.log10(Math.min(MOST, Math.max(1, ...some))));
    chart.begin({ x: { low: 0.5, high: norms.length + 0.5, ticks: norms.map((_, i) => i + 1) }, y: { low, high } });
    norms.forEach((norm, i) => {
      chart.box(`norm ${i}`, [i + 0.7, i + 1.3], [null, Math.min(Math.max(norm, low), high)], { colour: "var(--musings-accent)", opacity: 0.75 });
      if (norm === 0) chart.words(`zero ${i}`, i + 1, low, "0", { anchor: "middle", dy: -4 });
    });
    chart.end();
  }

  /** @param {Frame} frame */
  #units(frame) {
    // Its numbers belong to the net of the frame, which may be the one before a change.
    if (!this.known) return;
    const { parameters, units, dead_units: dead } = frame;
    this.graph?.draw({ layers: this.layers, features: this.state.features, parameters, units, dead, tints: this.#colours() });
  }

  /** The colours of the classes as red, green and blue. */
  #colours() {
    const scheme = document.body.getAttribute("data-md-color-scheme") ?? "";
    if (this.#tints.scheme !== `${scheme}!`) {
      const rgb = HUES.map((hue) => (this.colour(hue).match(/[\da-f]{2}/gi) ?? []).map((part) => parseInt(part, 16)));
      this.#tints = { scheme: `${scheme}!`, rgb };
    }
    return this.#tints.rgb;
  }

  // --- words ---------------------------------------------------------------------------------------------------------------

  /** @param {Frame} frame */
  #words(frame) {
    const words = this.#said(frame);
    if (this.words && this.words.textContent !== words) this.words.textContent = words;
    this.layerTable?.show(["layer", "gradient", "dead units", "flat slopes"], this.#rows(frame).map((cells) => ({ cells })));
  }

  /** What was bet, and what was measured once the net has come so far; nobody bets on what has begun. */
  #bet() {
    const { step, bet } = this.state;
    if (!this.bet || !this.verdict) return;
    this.bet.parentElement?.toggleAttribute("data-none", !this.preset);
    this.bet.disabled = step > 0;
    const words = this.verdictSaid || (bet === "none" ? "What will become of this net?" : "Press Play, and see.");
    if (this.verdict.textContent !== words) this.verdict.textContent = words;
  }

  /** How a bet ended; nothing before. */
  get verdictSaid() {
    const { step, bet } = this.state;
    const found = this.preset && step >= this.first.recorded ? this.part(this.preset)?.outcome : undefined;
    if (!found) return "";
    const won = bet === "none" ? "Measured" : Number(bet) === found.bet ? "You said so" : "Not so";
    return `${won}: ${this.first.bets[found.bet]}, ${found.says}.`;
  }

  /** @param {Frame} frame */
  #said(frame) {
    const { step, loss, held_out, right, right_held_out, diverged } = frame;
    const held = Number.isNaN(held_out) ? "" : `; held out: loss ${shown(held_out)}, right ${shown(right_held_out)}`;
    const lost = diverged === null ? "" : `; stopped at step ${diverged}, where the weights overflowed`;
    return `Step ${step}: loss ${shown(loss)}, right ${shown(right)}${held}${lost}`;
  }

  /** @param {Frame} frame */
  #rows(frame) {
    const labels = new Map(this.first.activations);
    const cell = (/** @type {number | undefined} */ value) => (value === undefined ? "–" : shown(value));
    return Array.from(frame.norms, (norm, i) => {
      const layer = this.known && i < frame.dead.length ? ` ${labels.get(this.layers[i]?.[0] ?? "")}` : "";
      const name = i < frame.dead.length ? `${i + 1}${layer}` : `${i + 1} output`;
      return [name, shown(norm), cell(frame.dead[i]), cell(frame.saturated[i])];
    });
  }

  summary() {
    const frame = this.known;
    if (!frame) return "";
    const layers = this.#rows(frame).map(([name, norm, dead]) => `layer ${name}: gradient ${norm}${dead === "–" ? "" : `, dead ${dead}`}`);
    return `${this.#said(frame)}. ${layers.join("; ")}. ${this.verdictSaid} ${this.graph?.said ?? ""}`.trimEnd();
  }

  table() {
    const { loss, held } = this.history;
    const { every } = this.first;
    const seen = Math.floor((this.last?.step ?? 0) / every) + 1;
    const apart = Math.max(1, Math.ceil(seen / 50));
    const rows = loss.slice(0, seen).flatMap((value, i) => (i % apart ? [] : [[i * every, shown(value), shown(held[i] ?? NaN)]]));
    return { caption: "Mean loss on the points that are learnt, and on those held out", head: ["step", "loss", "held out"], rows };
  }
}

/** Layers as an address has them, name.units,name.units. @param {string} written @returns {[name: string, units: number][]} */
function layersOf(written) {
  return written === "" ? [] : written.split(",").map((layer) => {
    const [name = "", units = ""] = layer.split(".", 2);
    return [name, Number(units)];
  });
}

/** The outline of a point, by its class. @param {number} label @param {number} x @param {number} y @param {number} r */
function mark(label, x, y, r) {
  const at = `M${x.toFixed(1)},${y.toFixed(1)}`;
  if (label === 0) return `${at}m${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0z`;
  if (label === 1) return `${at}m${-0.9 * r},${-0.9 * r}h${1.8 * r}v${1.8 * r}h${-1.8 * r}z`;
  return `${at}m0,${-1.2 * r}l${1.1 * r},${2 * r}h${-2.2 * r}z`;
}
