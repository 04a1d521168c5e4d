/** The net of two units as a graph: numbers go up along its edges, slopes come down, and each says which sum made it. */
import { Explorer, make } from "./explorer.js";
import { shape } from "./chart.js";
import { readout } from "./controls.js";
import { shown } from "./data.js";
import { choice, number } from "./state.js";

const [UP, DOWN] = ["var(--musings-blue)", "var(--musings-vermilion)"];
/** Height of the graph, and the radius of its circles, in px. */
const [HEIGHT, RADIUS] = [236, 17];
/** Where the circles are: shares of the width and of the height. @type {Record<string, [number, number]>} */
const PLACES = { x: [0.07, 0.24], w: [0.07, 0.76], z: [0.29, 0.5], h: [0.51, 0.5], v: [0.51, 0.15], y: [0.73, 0.5], target: [0.73, 0.87], loss: [0.94, 0.5] };
/** @type {Record<string, string>} */
const LETTERS = { target: "t", loss: "L" };
const letter = (/** @type {string} */ name) => LETTERS[name] ?? name;
/** Edges, each with the name of the number that is the slope of its one step. */
const EDGES = [["x", "z", "w"], ["w", "z", "x"], ["z", "h", "bend"], ["h", "y", "v"], ["v", "y", "h"], ["y", "loss", "by_y"], ["target", "loss", ""]];
/** How far a pointer goes for one step of an input, in px. */
const PACE = 11;

/** @typedef {Record<string, number>} Numbers */
/** @typedef {{ group: SVGGElement, numbers: SVGGElement, value: SVGTextElement, slope: SVGTextElement }} Circle */

export default class BackPropagation extends Explorer {
  title = "Back-propagation";
  hint = "Drag x, w, v or the target t up or down, or use the arrow keys. Touch any circle to look inside.";
  /** @type {Map<string, Circle>} */
  circles = new Map();
  /** @type {{ line: SVGLineElement, words: SVGTextElement, from: string, to: string, slope: string }[]} */
  edges = [];

  schema() {
    const { inputs } = this.first;
    const fields = Object.entries(inputs).map(([name, input]) => [name, number(/** @type {any} */ (input))]);
    return { ...Object.fromEntries(fields), node: choice(Object.keys(PLACES), "w") };
  }

  /** @param {HTMLElement} stage */
  build(stage) {
    this.graph = shape("svg", { class: "explorer-chart", role: "group", "aria-label": "The net: numbers and slopes" });
    this.edges = EDGES.map(([from = "", to = "", slope = ""]) => {
      const found = { line: shape("line", { class: "explorer-edge" }), words: shape("text", { "text-anchor": "middle", class: "explorer-step" }), from, to, slope };
      this.graph?.append(found.line, found.words);
      return found;
    });
    for (const name of Object.keys(PLACES)) this.#circle(name);
    this.numbers = readout("How the number and its slope came about");
    this.plot = make("div", "explorer-plot");
    this.plot.append(this.graph);
    stage.append(this.plot, this.numbers.element);
    this.#listen();
  }

  /** @param {string} name */
  #circle(name) {
    const input = this.first.inputs[name];
    const group = shape("g", { class: "explorer-node", tabindex: 0, role: input ? "slider" : "button", "data-node": name });
    if (input) for (const [key, value] of Object.entries({ valuemin: input.low, valuemax: input.high, orientation: "vertical" })) group.setAttribute(`aria-${key}`, String(value));
    const words = (/** @type {number} */ y, /** @type {string} */ colour) => shape("text", { y, "text-anchor": "middle", style: colour && `fill:${colour}` });
    const [middle, value, slope] = [words(5, ""), words(-RADIUS - 6, UP), words(RADIUS + 16, DOWN)];
    middle.textContent = letter(name);
    middle.setAttribute("class", "explorer-letter");
    group.append(shape("circle", { r: RADIUS + 10, fill: "transparent" }), shape("circle", { r: RADIUS, class: "explorer-disc" }), middle);
    // Apart, for they are part of the circle's name already.
    const numbers = shape("g", { "aria-hidden": "true", "pointer-events": "none", "data-of": name });
    numbers.append(value, slope);
    this.graph?.append(group, numbers);
    this.circles.set(name, { group, numbers, value, slope });
  }

  #listen() {
    const graph = /** @type {SVGSVGElement} */ (this.graph);
    const { signal } = this;
    const named = (/** @type {Event} */ event) => /** @type {Element} */ (event.target).closest?.("[data-node]")?.getAttribute("data-node") ?? "";
    /** @type {{ name: string, from: number, at: number } | undefined} */
    let drag;
    graph.addEventListener("focusin", (event) => this.set({ node: named(event) || this.state.node }), { signal });
    graph.addEventListener("pointerdown", (event) => {
      const name = named(event);
      if (event.button !== 0 || !name) return;
      event.preventDefault();
      this.circles.get(name)?.group.focus({ preventScroll: true });
      if (!this.first.inputs[name]) return;
      drag = { name, from: event.clientY, at: this.state[name] };
      graph.setPointerCapture(event.pointerId);
    }, { signal });
    graph.addEventListener("pointermove", (event) => {
      if (drag) this.#put(drag.name, drag.at + Math.round((drag.from - event.clientY) / PACE) * this.first.inputs[drag.name].step);
    }, { signal });
    for (const type of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"])) graph.addEventListener(type, () => (drag = undefined), { signal });
    graph.addEventListener("touchmove", (event) => {
      if (drag && event.cancelable) event.preventDefault();
    }, { signal, passive: false });
    graph.addEventListener("keydown", (event) => this.#key(event, named(event)), { signal });
  }

  /** @param {KeyboardEvent} event @param {string} name */
  #key(event, name) {
    const input = this.first.inputs[name];
    if (!input || event.altKey || event.ctrlKey || event.metaKey) return;
    const { low, high, step } = input;
    const now = this.state[name];
    const next = { ArrowUp: now + step, ArrowRight: now + step, ArrowDown: now - step, ArrowLeft: now - step, PageUp: now + 4 * step, PageDown: now - 4 * step, Home: low, End: high }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.#put(name, next);
  }

  /** @param {string} name @param {number} value */
  #put(name, value) {
    this.set({ [name]: /** @type {any} */ (this.fields[name]).snap(value) });
  }

  // --- numbers -------------------------------------------------------------------------------------------------------------

  /** @param {string} name which of its choices an input has */
  #place(name) {
    const { low, step } = this.first.inputs[name];
    return Math.round((this.state[name] - low) / step);
  }

  wanted() {
    return [`t${this.#place("target")}`];
  }

  /** All numbers by name, as Python gave them; nothing while they are fetched. @returns {Numbers | undefined} */
  get found() {
    const part = this.part(this.wanted()[0] ?? "");
    if (!part) return undefined;
    const { w, v } = this.first.inputs;
    const at = (this.#place("x") * w.count + this.#place("w")) * v.count + this.#place("v");
    const { x, w: weight, v: second, target } = this.state;
    return { x, w: weight, v: second, target, by_loss: 1, ...Object.fromEntries(Object.entries(part).map(([name, list]) => [name, list[at]])) };
  }

  // --- drawing -------------------------------------------------------------------------------------------------------------

  draw() {
    const { found } = this;
    const graph = this.graph;
    if (!found || !graph) return;
    const wide = this.plot?.clientWidth ?? 0;
    for (const [name, value] of Object.entries({ viewBox: `0 0 ${wide} ${HEIGHT}`, width: wide, height: HEIGHT })) graph.setAttribute(name, String(value));
    const at = (/** @type {string} */ name) => [(PLACES[name]?.[0] ?? 0) * wide, (PLACES[name]?.[1] ?? 0) * HEIGHT];
    for (const { line, words, from, to, slope } of this.edges) {
      const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = [at(from), at(to)];
      for (const [name, value] of Object.entries({ x1, y1, x2, y2 })) line.setAttribute(name, String(value));
      const way = { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
      words.setAttribute("x", String(way.x + (y1 === y2 ? 0 : y1 < y2 ? 17 : 15)));
      words.setAttribute("y", String(way.y + (y1 === y2 ? -9 : y1 < y2 ? -4 : 13)));
      words.textContent = slope && `·${bracketed(found[slope])}`;
      line.toggleAttribute("data-chosen", from === this.state.node || to === this.state.node);
    }
    for (const [name, { group, numbers, value, slope }] of this.circles) {
      for (const each of [group, numbers]) each.setAttribute("transform", `translate(${at(name).join(" ")})`);
      const up = shown(found[name] ?? NaN);
      const down = name === "target" ? "" : shown(found[`by_${name}`] ?? NaN);
      value.textContent = up;
      slope.textContent = down;
      const said = `${up}${down && `, slope ${down}`}`;
      const chosen = name === this.state.node;
      group.toggleAttribute("data-chosen", chosen);
      group.setAttribute("aria-label", this.first.inputs[name] ? letter(name) : `${letter(name)}: ${said}`);
      if (this.first.inputs[name]) {
        group.setAttribute("aria-valuenow", String(found[name]));
        group.setAttribute("aria-valuetext", said);
      } else group.setAttribute("aria-pressed", String(chosen));
    }
    const [up, down] = this.#inside(found);
    const rows = [{ colour: UP, cells: ["↑", ...up] }, { colour: DOWN, cells: ["↓", ...down] }];
    this.numbers?.show(["", `inside ${letter(this.state.node)}`, "in numbers"], rows);
  }

  /** The sums behind the chosen number: on the way up, and on the way down. @param {Numbers} found @returns {[string[], string[]]} */
  #inside(found) {
    const name = this.state.node;
    const n = (/** @type {string} */ key) => bracketed(found[key]);
    /** @type {Record<string, [string, string]>} */
    const ups = {
      z: ["w · x", `${n("w")} · ${n("x")}`], h: ["z / (1 + |z|)", `${n("z")} / (1 + |${shown(found.z ?? NaN)}|)`], y: ["v · h", `${n("v")} · ${n("h")}`],
      loss: ["(y − t)²", `(${shown(found.y ?? NaN)} − ${n("target")})²`],
    };
    // Four digits are shown: where there are more, the sum of what is shown comes near, and no more.
    const is = (/** @type {string} */ key) => ` ${found.exact ? "=" : "≈"} ${shown(found[key] ?? NaN)}`;
    const [formula, numbers] = ups[name] ?? ["", ""];
    const up = formula ? [`${letter(name)} = ${formula}`, numbers + is(name)] : [`${letter(name)} is given`, shown(found[name] ?? NaN)];
    const edge = EDGES.find(([from]) => from === name);
    if (name === "target") return [up, ["t takes no step", "–"]];
    if (!edge) return [up, ["∂L/∂L", "1"]];
    const [, to = "", slope = ""] = edge;
    if (name === "y") return [up, ["∂L/∂y = 2 (y − t)", `2 · (${shown(found.y ?? NaN)} − ${n("target")})${is("by_y")}`]];
    return [up, [`∂L/∂${name} = ∂L/∂${to} · ${slope === "bend" ? "∂h/∂z" : slope}`, `${n(`by_${to}`)} · ${n(slope)}${is(`by_${name}`)}`]];
  }

  // --- words ---------------------------------------------------------------------------------------------------------------

  summary() {
    const { found } = this;
    if (!found) return "";
    return `Loss ${shown(found.loss ?? NaN)}; slope by w ${shown(found.by_w ?? NaN)}, by v ${shown(found.by_v ?? NaN)}.`;
  }

  table() {
    const { found } = this;
    const rows = Object.keys(PLACES).map((name) => [letter(name), shown(found?.[name] ?? NaN), name === "target" ? "–" : shown(found?.[`by_${name}`] ?? NaN)]);
    return { caption: "Each number, and the slope of the loss by it, to four digits", head: ["circle", "number", "slope"], rows };
  }
}

/** A number as a factor: one below zero stands in brackets. @param {number | undefined} value */
function bracketed(value = NaN) {
  return value < 0 ? `(${shown(value)})` : shown(value);
}
