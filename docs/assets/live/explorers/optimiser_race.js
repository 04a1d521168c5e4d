/** Several optimisers on one surface, seen from above: step by step, from a start that the reader chooses. */
import { Explorer } from "./explorer.js";
import { Chart, rgb } from "./chart.js";
import { button, controls, menu, oneLine, readout, slider } from "./controls.js";
import { shown } from "./data.js";
import { picks } from "./picks.js";
import { choice, choices, number, oneOf, snapper, text } from "./state.js";

/** As in the figures of the post: nine optimisers, eight hues. */
const HUES = new Map(Object.entries({
  gradient_descent: "blue", momentum: "vermilion", nesterov: "purple", adagrad: "ochre", rmsprop: "cyan", adam: "green", amsgrad: "brown", adamw: "rose", lion: "muted",
}).map(([name, hue]) => [name, `var(--musings-${hue})`]));
/** Milliseconds from step to step, and from jump to jump where motion is unwelcome. */
const [PACE, CALM] = [60, 900];
const JUMP = 20;

/** @typedef {{ name: string, label: string, start: [number, number], window: [[number, number], [number, number]], minima: [number, number][], noisy: boolean, rates: Record<string, number> }} Surface */
/** @typedef {{ x: number[], y: number[], heights: number[], arrived: number | null, diverged: number | null }} Walk */
/** @typedef {{ name: string, label: string, colour: string, walk: Walk }} Runner */

export default class OptimiserRace extends Explorer {
  title = "Optimiser race";
  hint = "Drag the start, or press anywhere in the landscape. Stars mark the minima; a walk has arrived when 1 % of the height is left.";
  /** The timer, while it plays. @type {ReturnType<typeof setInterval> | undefined} */
  playing;
  /** What the contours were drawn for. */
  contoured = "";

  schema() {
    const { surfaces, optimisers, rates, momentum, seed, steps } = this.first;
    this.surfaces = new Map(/** @type {Surface[]} */ (surfaces).map((each) => [each.name, each]));
    this.labels = new Map(/** @type {Surface[]} */ (optimisers).map(({ name, label }) => [name, label]));
    const names = [...this.labels.keys()];
    return {
      surface: choice([...this.surfaces.keys()], "ravine"),
      optimisers: choices(names, ["gradient_descent", "adagrad", "rmsprop", "adam"]),
      step: number({ start: 30, low: 0, high: steps, step: 1 }),
      start: text("", (value) => /^-?\d+(\.\d+)?,-?\d+(\.\d+)?$/.test(value)),
      whose: choice(names, names[0] ?? ""),
      rates: text("", (value) => /^(\w+:[\d.]+(,|$))*$/.test(value)),
      rate: oneOf(rates, rates[0]), // the grid of `rates`; says nothing by itself
      momentum: number({ start: momentum, low: 0, high: 0.99, step: 0.01 }),
      seed: number({ start: seed, low: 0, high: 99, step: 1 }),
    };
  }

  /** @param {HTMLElement} stage */
  build(stage) {
    const entries = [...(this.labels ?? [])].map(([name, label]) => ({ name, label, colour: HUES.get(name) ?? "" }));
    this.map = new Chart(this, { label: "The landscape from above", height: { narrow: 11.6, usual: 17, wide: 19 }, x: { label: "x" }, y: { label: "y" } });
    this.numbers = readout("How far each optimiser has come");
    this.play = button(this, "Play", () => (this.playing ? this.#stop() : this.#play()));
    this.play.classList.add("explorer-play");
    this.map.element.classList.add("explorer-picture");
    stage.classList.add("explorer-beside");
    stage.append(
      controls(
        menu(this, "surface", {
          label: "Surface", entries: () => [...(this.surfaces ?? [])].map(([name, { label }]) => [name, label]),
          put: (surface) => this.set({ surface, start: "", rates: "" }),
        }),
        slider(this, "seed", { label: "Seed of the noise", warm: true, disabled: () => !this.surface.noisy }),
      ),
      picks(this, "optimisers", { label: "Optimisers", entries }),
      this.map.element,
      oneLine(this.play, slider(this, "step", { label: "Step", put: (step) => this.#scrub(step) })),
      controls(
        slider(this, "rate", { label: "Learning rate", warm: true, get: () => this.rates[this.whose] ?? 0, put: (rate) => this.#rate(rate) }),
        menu(this, "whose", {
          label: "of", get: () => this.whose,
          entries: () => this.state.optimisers.map((/** @type {string} */ name) => [name, this.labels?.get(name) ?? name]),
        }),
        slider(this, "momentum", { label: "Momentum (μ, β₁)", warm: true }),
      ),
      this.numbers.element,
    );
  }

  leave() {
    clearInterval(this.playing);
  }

  opened() {
    this.#stop();
  }

  // --- the state -----------------------------------------------------------------------------------------------------------

  /** @returns {Surface} */
  get surface() {
    return /** @type {Surface} */ (this.surfaces?.get(this.state.surface));
  }

  /** Whose learning rate the slider shows. @returns {string} */
  get whose() {
    const { whose, optimisers } = this.state;
    return optimisers.includes(whose) ? whose : optimisers[0];
  }

  /** The reader's learning rates. @returns {Record<string, number>} */
  get chosen() {
    const { rates } = this.surface;
    const pairs = this.state.rates.split(",").map((/** @type {string} */ pair) => pair.split(":"));
    const known = pairs.filter(([name = ""]) => Object.hasOwn(rates, name));
    return Object.fromEntries(known.map((/** @type {string[]} */ [name, rate]) => [name, /** @type {any} */ (this.fields.rate).snap(Number(rate))]));
  }

  /** The learning rate of each optimiser that takes part. @returns {Record<string, number>} */
  get rates() {
    const all = { ...this.surface.rates, ...this.chosen };
    return Object.fromEntries(this.state.optimisers.map((/** @type {string} */ name) => [name, all[name]]));
  }

  /** @param {number} rate */
  #rate(rate) {
    const all = { ...this.chosen, [this.whose]: rate };
    const changed = Object.entries(all).filter(([name, value]) => value !== this.surface.rates[name]);
    this.set({ rates: changed.map(([name, value]) => `${name}:${value}`).join(",") });
  }

  /** Where the walks begin, on the surface. @returns {[number, number]} */
  get start_() {
    const [x = NaN, y = NaN] = this.state.start ? this.state.start.split(",").map(Number) : this.surface.start;
    return this.#inside(x, y);
  }

  /** @param {number} x @param {number} y @returns {[number, number]} */
  #inside(x, y) {
    const [across, upright] = this.surface.window;
    return [Math.min(Math.max(x, across[0]), across[1]), Math.min(Math.max(y, upright[0]), upright[1])];
  }

  wanted() {
    return [this.state.surface];
  }

  question() {
    const { surface, start, momentum, seed } = this.state;
    const { rates } = this;
    const own = this.surface.rates;
    const usual = Object.keys(rates).every((name) => rates[name] === own[name]);
    const known = usual && !start && momentum === this.first.momentum && (seed === this.first.seed || !this.surface.noisy);
    return known ? undefined : { surface, rates, momentum, seed, start: this.start_ };
  }

  // --- time ----------------------------------------------------------------------------------------------------------------

  #play() {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const { steps } = this.first;
    if (this.state.step >= steps) this.set({ step: 0 });
    this.playing = setInterval(() => {
      this.set({ step: Math.min(this.state.step + (calm ? JUMP : 1), steps) });
      if (this.state.step >= steps) this.#stop();
    }, calm ? CALM : PACE);
    if (this.play) this.play.textContent = "Pause";
  }

  #stop() {
    clearInterval(this.playing);
    this.playing = undefined;
    if (this.play) this.play.textContent = "Play";
  }

  /** @param {number} step */
  #scrub(step) {
    this.#stop();
    this.set({ step });
  }

  // --- drawing -------------------------------------------------------------------------------------------------------------

  /** Those whose walks are there. @returns {Runner[]} */
  get runners() {
    const answered = this.reply && this.asked.surface === this.state.surface ? this.reply.walks : this.part(this.state.surface)?.walks;
    return this.state.optimisers.flatMap((/** @type {string} */ name) => {
      const walk = answered?.[name];
      return walk ? [{ name, label: this.labels?.get(name) ?? name, colour: HUES.get(name) ?? "", walk }] : [];
    });
  }

  draw() {
    const map = /** @type {Chart} */ (this.map);
    const { surface, runners, state } = this;
    const [[left, right], [low, high]] = surface.window;
    map.begin({ x: { low: left, high: right }, y: { low, high } });
    this.#contours(map);
    surface.minima.forEach(([x, y], i) => map.words(`minimum ${i}`, x, y, "★", { anchor: "middle", dy: 4, colour: "var(--md-typeset-color)" }));
    for (const { name, colour, walk } of runners) {
      const seen = state.step + 1;
      const [xs, ys] = [walk.x.slice(0, seen), walk.y.slice(0, seen)];
      map.line(`rest ${name}`, walk.x, walk.y, { colour, width: 1, opacity: 0.22 });
      map.line(`walk ${name}`, xs, ys, { colour, width: 1.8 });
      const dots = Array.from(xs, (x, i) => `M${map.x(x)} ${map.y(ys[i])}h0`).join("");
      map.keep("path", `steps ${name}`, { d: dots, fill: "none", style: `stroke:${colour}`, "stroke-width": 4.5, "stroke-linecap": "round" });
      if (walk.x.length > state.step) map.dot(`now ${name}`, xs.at(-1) ?? NaN, ys.at(-1) ?? NaN, { colour, radius: 5.5 });
    }
    const [x, y] = this.start_;
    map.handle("start", {
      x, y, along: "xy", label: "Start", words: `x ${shown(x)}, y ${shown(y)}`, plane: true, warm: true, colour: "var(--md-typeset-color)",
      field: { low: left, high: right, step: 0.05, snap: snapper(Math.min(left, low), Math.max(right, high), 0.05) },
      move: (across, up) => this.set({ start: this.#inside(across, up).join(",") }),
    });
    map.end();
    this.#words(runners);
  }

  /** Bands between lines of equal height, from the levels that Python has computed. @param {Chart} map */
  #contours(map) {
    const levels = this.part(this.state.surface)?.levels;
    const [width, height] = [Math.round(map.width), Math.round(map.height)];
    const hue = this.colour("axis");
    const key = [this.state.surface, width, height, hue].join();
    if (!levels || key === this.contoured) return;
    this.contoured = key;
    const { columns, rows } = this.first;
    const [red, green, blue] = rgb(hue);
    /** The level between four of the grid, linearly. @param {number} across @param {number} down */
    const between = (across, down) => {
      const [x, y] = [Math.min(across, columns - 1.001), Math.min(down, rows - 1.001)];
      const [column, row] = [Math.floor(x), Math.floor(y)];
      const at = row * columns + column;
      const [right, under] = [x - column, y - row];
      return (levels[at] * (1 - right) + levels[at + 1] * right) * (1 - under) + (levels[at + columns] * (1 - right) + levels[at + columns + 1] * right) * under;
    };
    const [dx, dy] = [(columns - 1) / width, (rows - 1) / height];
    map.raster({
      columns: width, rows: height,
      pixel: (place, out, at) => {
        const [x, y] = [(place % width) * dx, Math.floor(place / width) * dy];
        const level = between(x, y);
        const slope = Math.hypot(between(x + dx, y) - level, between(x, y + dy) - level) || 1e-9;
        const line = level < 0.5 ? 0 : Math.max(0, 1 - Math.abs(level - Math.round(level)) / slope);
        out[at] = red;
        out[at + 1] = green;
        out[at + 2] = blue;
        out[at + 3] = 255 * (0.018 * Math.floor(level) + 0.5 * line);
      },
    });
  }

  // --- words ---------------------------------------------------------------------------------------------------------------

  /** @param {Walk} walk @param {number} step */
  #height({ heights }, step) {
    return step < heights.length ? shown(heights[step] ?? NaN) : "—";
  }

  /** @param {Runner[]} runners */
  #words(runners) {
    const { steps } = this.first;
    const { rates } = this;
    const rows = runners.map(({ name, label, colour, walk }) => ({
      colour,
      cells: [
        `${label}, ${shown(rates[name] ?? NaN)}`,
        this.#height(walk, this.state.step),
        this.#height(walk, steps),
        walk.diverged === null ? String(walk.arrived ?? "not yet") : `diverged at ${walk.diverged}`,
      ],
    }));
    this.numbers?.show(["", `value at step ${this.state.step}`, `at step ${steps}`, "arrived at step"], rows);
  }

  summary() {
    const all = this.runners.map(({ label, walk }) => `${label} ${walk.diverged === null ? this.#height(walk, this.state.step) : `diverged at step ${walk.diverged}`}`);
    return `${this.surface.label}, values at step ${this.state.step}: ${all.join(", ")}.`;
  }

  table() {
    const { runners } = this;
    const { steps } = this.first;
    const every = Array.from({ length: steps / 10 + 1 }, (_, i) => 10 * i);
    const rows = [...new Set([...every, this.state.step])].sort((a, b) => a - b).map((step) => [step, ...runners.map(({ walk }) => this.#height(walk, step))]);
    return { caption: "Value at every tenth step, and at the one chosen; a dash once it has diverged", head: ["step", ...runners.map(({ label }) => label)], rows };
  }
}
