/** A table cut into bins: find a pattern in one half of it, then check it on the other, which was locked away. */
import { Explorer, make } from "./explorer.js";
import { Chart } from "./chart.js";
import { button, controls, fold, menu, oneLine, readout, segments, slider, toggle } from "./controls.js";
import { shown } from "./data.js";
import { choice, flag, number, oneOf, snapper } from "./state.js";

const HALVES = /** @type {const} */ (["learned", "held"]);
const HUES = { learned: "var(--musings-blue)", held: "var(--musings-vermilion)" };
const NAMES = { learned: "Learning half", held: "Held-out half" };
const ALL = "all";
/** How far from the middle of their bin the two halves stand, in bins. */
const ASIDE = 0.14;
/** Px of a letter of a tick. */
const LETTER = 6.5;

/** @typedef {{ label: string, ordered: boolean, choices: [words: string, low: number, high: number][] }} Column */
/** @typedef {{ label: string, cases: string, value: string, halves: [string, string], columns: Record<string, Column> }} Cut */
/** @typedef {Record<"cases" | "enough" | "means" | "errors" | "lows" | "highs", ArrayLike<number>>} Half */
/** @typedef {{ labels: string[], learned: Half, held: Half, range: [number, number], most: number, ends: number[], tried: number, says: { learned: string, held: string, search?: string } }} View */

const there = (/** @type {number | undefined} */ value) => (value !== undefined && Number.isFinite(value) ? shown(value) : "–");

export default class DataExplorer extends Explorer {
  title = "Data explorer";
  hint = "Cut one half of the data until you find something. Then unlock the other half.";
  /** What the reader has tried since the start: cuts, and how many each stands for. @type {Map<string, number>} */
  #tried = new Map();

  schema() {
    const { tables, hours, widths, searches, seeds, draws } = this.first;
    /** @type {Record<string, Cut>} */
    this.tables = tables;
    const cuts = /** @type {[string, Cut][]} */ (Object.entries(tables));
    /** The columns that have a menu, of whichever table. @type {Record<string, Column>} */
    this.menus = Object.fromEntries(cuts.flatMap(([, { columns }]) => Object.entries(columns)).filter(([key]) => key !== "hour"));
    const named = (/** @type {Column} */ { choices }) => [ALL, ...choices.map(([, low, high]) => `${low}-${high}`)];
    return {
      table: choice(Object.keys(tables), "flights"),
      ...Object.fromEntries(cuts.map(([key, { columns }]) => [`by_${key}`, choice(Object.keys(columns), "hour")])),
      width: oneOf(widths, widths[0]),
      check: flag(false),
      from: number({ start: hours.low, ...hours }),
      to: number({ start: hours.high, ...hours }),
      ...Object.fromEntries(Object.entries(this.menus).map(([key, column]) => [key, choice(named(column), ALL)])),
      search: oneOf([0, ...searches], 0),
      draw: number(draws),
      seed: number(seeds),
      at: number({ start: 1, low: 1, high: 31, step: 1 }),
    };
  }

  /** @param {HTMLElement} stage */
  build(stage) {
    const cuts = Object.entries(this.tables ?? {});
    this.means = new Chart(this, { label: "Mean of each bin", height: { narrow: 8.7, usual: 14, wide: 19 }, x: { low: 0, high: 1, label: "bin" }, y: { low: 0, high: 1, label: "minutes" } });
    this.counts = new Chart(this, { label: "Cases in each bin", height: { narrow: 3.6, usual: 4.2, wide: 5 }, margin: { top: 6 }, x: { low: 0, high: 1, hidden: true }, y: { low: 0, high: 1, label: "cases" } });
    this.numbers = readout("The bin chosen, in both halves");
    this.words = HALVES.map(() => make("p", ""));
    this.told = make("p", "");
    this.hours = [slider(this, "from", { label: "Hours from", warm: true }), slider(this, "to", { label: "to", warm: true })];
    this.filters = Object.entries(this.menus ?? {}).map(([key, { label, choices }]) => ({
      key,
      element: menu(this, key, {
        label: label[0]?.toUpperCase() + label.slice(1),
        entries: () => [[ALL, "all"], ...choices.map(([words, low, high]) => /** @type {[string, string]} */ ([`${low}-${high}`, words]))],
      }),
    }));
    this.mine = make("fieldset", "explorer-controls explorer-mine", { "aria-label": "Filters of your own" }, ...this.hours, ...this.filters.map(({ element }) => element));
    this.again = button(this, "Search anew", () => this.set({ draw: (this.state.draw % this.first.draws.high) + 1 }));
    this.seed = slider(this, "seed", { label: "Seed of the log", warm: true });
    for (const element of this.mine.querySelectorAll("select")) element.addEventListener("focus", () => this.line.warm(), { signal: this.signal });
    const searches = /** @type {number[]} */ (this.first.searches).map((each) => /** @type {[number, string]} */ ([each, `best of ${each}`]));
    stage.classList.add("explorer-beside");
    stage.append(
      controls(
        menu(this, "table", { label: "Data", entries: () => cuts.map(([key, { label }]) => [key, label]) }),
        menu(this, "by", {
          label: "Bins by",
          entries: () => Object.entries(this.cut.columns).map(([key, { label }]) => [key, label]),
          get: () => this.by,
          put: (by) => this.set({ [`by_${this.state.table}`]: by }),
        }),
        slider(this, "width", { label: "Bin width", disabled: () => !this.cut.columns[this.by]?.ordered }),
        this.seed,
      ),
      oneLine(segments(this, "search", { label: "Filters", entries: [[0, "mine"], ...searches] }), this.again),
      fold(this, () => this.#filtered(), this.mine),
      make("div", "explorer-picture", {}, this.means.element, this.counts.element),
      oneLine(toggle(this, "check", { label: "Check on the held-out half" })),
      make("div", "explorer-finds explorer-under", {}, ...this.words, this.told),
      this.numbers.element,
    );
  }

  // --- numbers -------------------------------------------------------------------------------------------------------------

  /** @returns {Cut} what is cut */
  get cut() {
    return /** @type {Cut} */ (this.tables?.[this.state.table]);
  }

  /** @returns {string} the column that is binned */
  get by() {
    return this.state[`by_${this.state.table}`];
  }

  get width() {
    return this.cut.columns[this.by]?.ordered ? this.state.width : this.first.widths[0];
  }

  /** What the reader asks of each column: first and last level. @returns {Record<string, number[]>} */
  get ranges() {
    const { from, to } = this.state;
    const { low, high } = this.first.hours;
    const asked = Object.keys(this.cut.columns).filter((key) => key !== "hour" && this.state[key] !== ALL);
    /** @type {Record<string, number[]>} */
    const hours = from > low || to < high ? { hour: [Math.min(from, to), Math.max(from, to)] } : {};
    return { ...hours, ...Object.fromEntries(asked.map((key) => [key, this.state[key].split("-").map(Number)])) };
  }

  /** The log's seed; flights have none. */
  get own() {
    return this.state.table === "flights" ? this.first.seeds.start : this.state.seed;
  }

  wanted() {
    return [this.state.table];
  }

  question() {
    const { table, search, draw } = this.state;
    const common = { table, by: this.by, width: this.width, seed: this.own };
    if (search) return { ...common, search, draw };
    const filters = this.ranges;
    if (!Object.keys(filters).length && this.own === this.first.seeds.start) return undefined;
    return { ...common, filters };
  }

  /** @returns {View | undefined} */
  get view() {
    const known = this.part(this.state.table)?.[this.by]?.[this.width];
    return this.question() ? (this.reply ?? known) : known;
  }

  opened() {
    this.#tried.clear();
  }

  /** A cut counts as tried though the next is chosen before a frame has shown it. @param {Record<string, any>} changes */
  set(changes) {
    super.set(changes);
    this.flush(); // not before: the controls would fall back to the state that was
  }

  // --- drawing -------------------------------------------------------------------------------------------------------------

  draw() {
    const { view } = this;
    const { search, table } = this.state;
    /** @type {[HTMLElement | undefined, boolean][]} */
    const places = [[this.again, Boolean(search)], [this.seed, table !== "flights"]];
    for (const { key, element } of this.filters ?? []) places.push([element, key in this.cut.columns]);
    for (const [element, here] of places) if (element) element.hidden = !here;
    if (this.mine) this.mine.disabled = Boolean(search);
    if (!view) return;
    this.#charts(view);
    this.#tell(view);
    const { at } = this;
    const label = `${this.cut.columns[this.by]?.label} ${view.labels[at] ?? "–"}`;
    this.numbers?.show([label, this.cut.cases, "mean", "± standard error"], this.halves.map((half) => ({
      colour: HUES[half], cells: [NAMES[half].replace(" half", ""), there(view[half].cases[at]), there(view[half].means[at]), there(view[half].errors[at])],
    })));
  }

  /** The halves that are shown. */
  get halves() {
    return this.state.check ? HALVES : HALVES.slice(0, 1);
  }

  /** The bin chosen, from 0; in the state, as in the chart, the first is 1. @returns {number} */
  get at() {
    return Math.min(this.state.at, Math.max(this.view?.labels.length ?? 1, 1)) - 1;
  }

  /** @param {View} view */
  #charts(view) {
    const [means, counts] = /** @type {[Chart, Chart]} */ ([this.means, this.counts]);
    const { labels } = view;
    const { at, halves } = this;
    const last = Math.max(labels.length, 1);
    const x = { low: 0.5, high: last + 0.5 };
    const room = (means.element.clientWidth - means.margin.left - means.margin.right) / last;
    const every = Math.ceil((LETTER * Math.max(...labels.map((label) => label.length), 0) + 6) / Math.max(room, 1));
    const ticks = labels.map((_, i) => i + 1).filter((_, i) => i % every === 0);
    const aside = (/** @type {"learned" | "held"} */ half) => (halves.length === 1 ? 0 : half === "held" ? ASIDE : -ASIDE);
    const [low, high] = view.range;
    means.begin({
      x: { ...x, ticks, format: (place) => labels[place - 1] ?? "", label: this.cut.columns[this.by]?.label ?? "" },
      y: { low, high, label: this.cut.value },
    });
    for (const half of halves.toReversed()) {
      const colour = HUES[half];
      labels.forEach((label, i) => {
        const opacity = view[half].enough[i] ? 1 : 0.35;
        const place = i + 1 + aside(half);
        const y = view[half].means[i] ?? NaN;
        means.line(`${half} error ${label}`, [place, place], [view[half].lows[i] ?? NaN, view[half].highs[i] ?? NaN], { colour, width: 1.6, opacity });
        means.dot(`${half} ${label}`, place, y, { colour, opacity, radius: view.ends.includes(i) ? 5.5 : 3.5 });
      });
    }
    view.ends.forEach((end, i) => {
      const y = view.learned.means[end] ?? NaN;
      means.line(`end ${i}`, [x.low, x.high], [y, y], { colour: HUES.learned, width: 1, dash: "2 4", opacity: 0.7 });
    });
    const y = view.learned.means[at] ?? NaN;
    const inside = Number.isFinite(y) ? Math.min(Math.max(y, low), high) : low;
    if (labels.length) {
      means.handle("at", {
        x: at + 1, y: inside, along: "x", plane: true, label: "Bin", words: this.#spoken(view), colour: "var(--musings-text)",
        field: { low: 1, high: last, step: 1, snap: snapper(1, last, 1) }, move: (value) => this.set({ at: value }),
      });
    }
    means.end();

    counts.begin({ x, y: { low: 0, high: Math.max(view.most, 1), ticks: [0, view.most], label: this.cut.cases } });
    for (const half of halves) {
      const side = halves.length === 1 ? [-0.36, 0.36] : half === "held" ? [0.02, 0.36] : [-0.36, -0.02];
      labels.forEach((label, i) => {
        counts.box(`${half} ${label}`, [i + 1 + (side[0] ?? 0), i + 1 + (side[1] ?? 0)], [0, view[half].cases[i] ?? 0], { colour: HUES[half], opacity: 0.55 });
      });
    }
    counts.end();
  }

  // --- words ---------------------------------------------------------------------------------------------------------------

  /** @param {View} view */
  #tell(view) {
    const { says } = view;
    const { table } = this.state;
    if (!this.stale) this.#tried.set(JSON.stringify([table, this.question() ?? [this.by, this.width]]), view.tried);
    const tried = [...this.#tried.values()].reduce((sum, each) => sum + each, 0);
    const [first, second] = this.cut.halves;
    const words = [
      `Learning half (${first}): ${[says.search, says.learned].filter(Boolean).join(" ")}`,
      `Held-out half (${second}): ${this.state.check ? says.held : "locked."}`,
      `Cuts tried so far: ${tried}. The more are tried, the less the best of them says.`,
    ];
    [...(this.words ?? []), this.told].forEach((element, i) => {
      if (element && element.textContent !== words[i]) element.textContent = words[i] ?? "";
    });
  }

  /** What the reader's filters are, where they are folded away. */
  #filtered() {
    const count = Object.keys(this.ranges).length;
    return `Filters of your own: ${this.state.search ? "the search chooses" : count || "none"}`;
  }

  /** @param {View} view */
  #spoken(view) {
    const { at } = this;
    const of = this.halves.map((half) => {
      const { means, errors, cases } = view[half];
      return `${NAMES[half]} ${there(means[at])} ± ${there(errors[at])}, ${there(cases[at])} ${this.cut.cases}`;
    });
    return [`${this.cut.columns[this.by]?.label} ${view.labels[at] ?? "–"}`, ...of].join("; ");
  }

  summary() {
    const { view } = this;
    if (!view) return "";
    return [view.says.search, view.says.learned, this.state.check ? `Held-out half: ${view.says.held}` : ""].filter(Boolean).join(" ");
  }

  table() {
    const { view, halves } = this;
    const columns = HALVES.filter((half) => halves.includes(half));
    return {
      caption: `${this.cut.label}, ${this.cut.value}: mean of each bin, by ${this.cut.columns[this.by]?.label}`,
      head: [this.cut.columns[this.by]?.label ?? "", ...columns.flatMap((half) => [`${NAMES[half]}: ${this.cut.cases}`, "mean", "± standard error"])],
      rows: (view?.labels ?? []).map((label, i) => [
        label,
        ...columns.flatMap((half) => (view ? [there(view[half].cases[i]), there(view[half].means[i]), there(view[half].errors[i])] : [])),
      ]),
    };
  }
}
