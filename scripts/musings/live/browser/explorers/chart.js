/**
 * A chart: axes, and what is drawn between them. It is drawn anew at each change, from `begin` to `end`; what has a key keeps its
 * element, so that focus and a drag survive, and what was not drawn again is removed:
 *
 *     const chart = new Chart(this, { label: "Output and slope", height: 15, x: { label: "input", low: -6, high: 6 }, y: … });
 *     stage.append(chart.element);                              // in build()
 *
 *     chart.begin({ y: { low: -1, high: 4 } });                 // in draw(); scales may change
 *     chart.line("relu", xs, ys, { colour: "var(--musings-relu)" });
 *     chart.handle("x", { x: 1.5, y: 1.5, along: "x", field: this.fields.x, … });
 *     chart.end();
 *
 * Colours are CSS values, so that they follow the scheme by themselves. Lengths are in px of the screen; `height` is in rem,
 * or one for each room that a block may have: `{ narrow: 10, usual: 15, wide: 20 }`.
 * @import { Explorer } from "./explorer.js"
 */
import { area, line, scaleLinear, scaleLog } from "../vendor/charts.js";
import { make } from "../page/elements.js";
import { power, shown } from "./data.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * @typedef {object} Axis
 * @property {number} [low] @property {number} [high]
 * @property {string} [label]
 * @property {boolean} [log] low and high must then be positive
 * @property {number[]} [ticks] instead of those that fit
 * @property {(value: number) => string} [format] words of a tick
 * @property {boolean} [hidden] neither ticks nor grid
 */

/** @typedef {{ colour?: string, className?: string, width?: number, dash?: string, opacity?: number }} Look */

/**
 * @typedef {object} Handle
 * @property {number} x @property {number} y where it is, in the chart's units
 * @property {"x" | "y" | "xy"} along which way it goes
 * @property {string} label what it is, for those who hear the page
 * @property {string} words its value in words
 * @property {{ low: number, high: number, step: number, snap(value: number): number }} field what it may be; both ways for "xy"
 * @property {(value: number, other: number) => void} move called with the new value, or with x and y
 * @property {string} [colour]
 * @property {boolean} [plane] whether a press anywhere in the chart takes it
 * @property {boolean} [warm] whether moving it leaves what was computed before
 */

/** @template {keyof SVGElementTagNameMap} T @param {T} tag @param {Record<string, string | number>} [attributes] */
export function shape(tag, attributes = {}) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/** A colour's parts, from what CSS may call it. @param {string} colour @returns {[number, number, number]} */
export function rgb(colour) {
  const context = /** @type {CanvasRenderingContext2D} */ (make("canvas").getContext("2d"));
  context.fillStyle = colour;
  const whole = parseInt(String(context.fillStyle).slice(1), 16);
  return [whole >> 16, (whole >> 8) & 255, whole & 255];
}

export class Chart {
  /** @type {any} a d3 scale */
  x;
  /** @type {any} */
  y;
  width = 0;
  height = 0;

  #svg = shape("svg", { class: "explorer-chart", role: "group" });
  #grid = shape("g", { class: "explorer-grid" });
  // What is drawn lies above the plane, and is pressed through.
  #plot = shape("g", { "pointer-events": "none" });
  #words = shape("g", { class: "explorer-words", "pointer-events": "none" });
  #handles = shape("g");
  #plane = shape("rect", { class: "explorer-plane", fill: "transparent" });
  /** @type {HTMLCanvasElement | undefined} */
  #canvas;
  /** @type {Map<string, SVGElement>} */
  #kept = new Map();
  /** @type {Set<string>} */
  #seen = new Set();
  /** @type {Map<string, Handle>} */
  #held = new Map();
  #axes = "";
  #clip = `explorer-clip-${Math.random().toString(36).slice(2)}`;
  #clipped = shape("rect");

  /**
   * @param {Explorer} explorer
   * @param {object} options
   * @param {string} options.label for those who hear the page
   * @param {number | Record<import("./explorer.js").Room, number>} options.height in rem
   * @param {Axis} options.x @param {Axis} options.y
   * @param {number} [options.aspect] height as a share of the width, instead of `height`, for planes
   * @param {{ top?: number, right?: number, bottom?: number, left?: number }} [options.margin] in px
   */
  constructor(explorer, { label, height, x, y, aspect, margin = {} }) {
    this.explorer = explorer;
    this.axes = { x, y };
    this.heights = typeof height === "number" ? { narrow: height, usual: height, wide: height } : height;
    this.aspect = aspect;
    this.margin = { top: 12, right: 12, bottom: x.hidden ? 8 : x.label ? 44 : 26, left: y.hidden ? 8 : y.label ? 58 : 46, ...margin };
    this.#svg.setAttribute("aria-label", label);
    const clip = shape("clipPath", { id: this.#clip });
    clip.append(this.#clipped);
    this.#plot.setAttribute("clip-path", `url(#${this.#clip})`);
    this.#svg.append(clip, this.#grid, this.#plane, this.#plot, this.#words, this.#handles);
    this.element = make("div", "explorer-plot");
    this.element.append(this.#svg);
    this.#listen();
  }

  /** Begin to draw. @param {{ x?: Axis, y?: Axis }} [axes] what of the axes has changed */
  begin(axes = {}) {
    this.axes = { x: { ...this.axes.x, ...axes.x }, y: { ...this.axes.y, ...axes.y } };
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const wide = this.element.clientWidth;
    const { top, right, bottom, left } = this.margin;
    const high = this.aspect ? Math.round((wide - left - right) * this.aspect) + top + bottom : Math.round(this.heights[this.explorer.room] * rem);
    this.width = Math.max(wide - left - right, 10);
    this.height = Math.max(high - top - bottom, 10);
    this.x = scale(this.axes.x, [left, left + this.width]);
    this.y = scale(this.axes.y, [top + this.height, top]);
    const key = JSON.stringify([wide, high, this.axes]);
    if (key !== this.#axes) {
      this.#axes = key;
      set(this.#svg, { viewBox: `0 0 ${wide} ${high}`, width: wide, height: high });
      const frame = { x: left, y: top, width: this.width, height: this.height };
      // Dots at the edge are whole.
      set(this.#clipped, { x: left - 6, y: top - 6, width: this.width + 12, height: this.height + 12 });
      set(this.#plane, frame);
      this.#ruled(frame);
    }
    this.#seen.clear();
    this.#held.clear();
  }

  /** Remove what was not drawn again. */
  end() {
    for (const [key, element] of this.#kept) {
      if (this.#seen.has(key)) continue;
      element.remove();
      this.#kept.delete(key);
    }
    const free = [...this.#held.values()].some((handle) => handle.plane);
    this.#plane.style.cursor = free ? "pointer" : "";
  }

  // --- what is drawn -------------------------------------------------------------------------------------------------------

  /**
   * @template {keyof SVGElementTagNameMap} T
   * @param {T} tag @param {string} key @param {Record<string, string | number>} attributes @param {SVGElement} [layer]
   * @returns {SVGElementTagNameMap[T]}
   */
  keep(tag, key, attributes, layer = this.#plot) {
    let element = this.#kept.get(key);
    if (!element) {
      element = shape(tag);
      this.#kept.set(key, element);
      layer.append(element);
    }
    set(element, attributes);
    this.#seen.add(key);
    return /** @type {SVGElementTagNameMap[T]} */ (element);
  }

  /** A line through points; it has a gap where y is not finite. @param {string} key @param {ArrayLike<number>} xs @param {ArrayLike<number>} ys @param {Look} look */
  line(key, xs, ys, look = {}) {
    const drawn = line((_, i) => this.x(xs[i]), (_, i) => this.y(ys[i])).defined((_, i) => Number.isFinite(ys[i]) && Number.isFinite(this.y(ys[i])));
    this.keep("path", key, { d: drawn(/** @type {any} */ (ys)) ?? "", fill: "none", ...worn(look) });
  }

  /** What lies between two lines. @param {string} key @param {ArrayLike<number>} xs @param {ArrayLike<number>} lows @param {ArrayLike<number>} highs @param {Look} look */
  band(key, xs, lows, highs, { colour = "var(--musings-muted)", opacity = 0.15, className = "" } = {}) {
    const drawn = area((_, i) => this.x(xs[i]), (_, i) => this.y(lows[i]), (_, i) => this.y(highs[i])).defined((_, i) => Number.isFinite(lows[i]) && Number.isFinite(highs[i]));
    const d = drawn(/** @type {any} */ (lows)) ?? "";
    this.keep("path", key, { d, stroke: "none", style: `fill:${colour}`, "fill-opacity": opacity, class: className });
  }

  /** A box from corner to corner, in the chart's units; null stands for the chart's edge. @param {string} key @param {[number | null, number | null]} x @param {[number | null, number | null]} y @param {Look} look */
  box(key, x, y, { colour = "var(--musings-muted)", opacity = 1, className = "" } = {}) {
    const { left, top } = this.margin;
    const across = [x[0] === null ? left : this.x(x[0]), x[1] === null ? left + this.width : this.x(x[1])].sort((a, b) => a - b);
    const upright = [y[0] === null ? top + this.height : this.y(y[0]), y[1] === null ? top : this.y(y[1])].sort((a, b) => a - b);
    const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [...across, ...upright];
    const place = { x: x0, y: y0, width: Math.max(x1 - x0, 0), height: Math.max(y1 - y0, 0) };
    this.keep("rect", key, { ...place, style: `fill:${colour}`, "fill-opacity": opacity, class: className });
  }

  /** @param {string} key @param {number} x @param {number} y @param {Look & { radius?: number }} look */
  dot(key, x, y, { colour = "var(--musings-text)", radius = 3.5, opacity = 1, className = "" } = {}) {
    const there = Number.isFinite(this.x(x)) && Number.isFinite(this.y(y));
    this.keep("circle", key, { cx: there ? this.x(x) : -99, cy: there ? this.y(y) : -99, r: radius, style: `fill:${colour}`, opacity, class: className });
  }

  /** Words at a point; `dx` and `dy` in px from it. @param {string} key @param {number} x @param {number} y @param {string} words @param {{ colour?: string, anchor?: "start" | "middle" | "end", dx?: number, dy?: number, className?: string }} look */
  words(key, x, y, words, { colour = "var(--musings-muted)", anchor = "start", dx = 0, dy = 0, className = "" } = {}) {
    const place = { x: this.x(x) + dx, y: this.y(y) + dy, "text-anchor": anchor, style: `fill:${colour}`, class: className };
    const element = this.keep("text", key, place, this.#words);
    if (element.textContent !== words) element.textContent = words;
  }

  /**
   * Colours of a grid of values, first row at the top, behind everything: decision surfaces, heights.
   * @param {{ columns: number, rows: number, pixel: (place: number, out: Uint8ClampedArray, at: number) => void }} raster
   *   `pixel` writes red, green, blue and alpha of a place at `at`
   */
  raster({ columns, rows, pixel }) {
    if (!this.#canvas) {
      this.#canvas = make("canvas", "explorer-canvas", { "aria-hidden": "true" });
      this.element.prepend(this.#canvas);
    }
    const canvas = this.#canvas;
    Object.assign(canvas.style, { left: `${this.margin.left}px`, top: `${this.margin.top}px`, width: `${this.width}px`, height: `${this.height}px` });
    if (canvas.width !== columns || canvas.height !== rows) Object.assign(canvas, { width: columns, height: rows });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const image = context.createImageData(columns, rows);
    for (let place = 0; place < columns * rows; place++) pixel(place, image.data, 4 * place);
    context.putImageData(image, 0, 0);
  }

  // --- axes ----------------------------------------------------------------------------------------------------------------

  /** @param {{ x: number, y: number, width: number, height: number }} frame */
  #ruled({ x: left, y: top, width, height }) {
    const { x, y } = this.axes;
    const parts = [];
    if (!y.hidden) {
      for (const value of ticks(this.y, y, Math.max(2, Math.floor(height / 45)))) {
        const at = this.y(value);
        parts.push(shape("line", { x1: left, x2: left + width, y1: at, y2: at, class: value === 0 ? "explorer-zero" : "" }));
        parts.push(text(left - 8, at + 4, (y.format ?? (y.log ? power : shown))(value), "end"));
      }
      if (y.label) {
        const label = text(0, 0, y.label, "middle", "explorer-axis");
        label.setAttribute("transform", `translate(12 ${top + height / 2}) rotate(-90)`);
        parts.push(label);
      }
    }
    if (!x.hidden) {
      for (const value of ticks(this.x, x, Math.max(2, Math.floor(width / 70)))) {
        const at = this.x(value);
        parts.push(shape("line", { x1: at, x2: at, y1: top, y2: top + height, class: value === 0 && !x.log ? "explorer-zero" : "" }));
        parts.push(text(at, top + height + 18, (x.format ?? (x.log ? power : shown))(value), "middle"));
      }
      if (x.label) parts.push(text(left + width / 2, top + height + 37, x.label, "middle", "explorer-axis"));
    }
    this.#grid.replaceChildren(...parts);
  }

  // --- handles -------------------------------------------------------------------------------------------------------------

  /** Something to drag, and to move by keys: a slider in the chart. @param {string} key @param {Handle} handle */
  handle(key, handle) {
    const { x, y, along, label, words, field, colour = "var(--musings-accent)" } = handle;
    this.#held.set(key, handle);
    const fresh = !this.#kept.has(`handle ${key}`);
    const group = this.keep("g", `handle ${key}`, {
      role: "slider", tabindex: 0, class: `explorer-handle explorer-along-${along}`, "data-handle": key, "aria-label": label,
      "aria-valuemin": field.low, "aria-valuemax": field.high, "aria-valuenow": along === "y" ? y : x, "aria-valuetext": words,
      "aria-orientation": along === "y" ? "vertical" : "horizontal", transform: `translate(${this.x(x)} ${this.y(y)})`, style: `color:${colour}`,
    }, this.#handles);
    if (fresh) group.append(shape("circle", { r: 20, fill: "transparent" }), shape("circle", { r: 12, class: "explorer-ring" }), shape("circle", { r: 7, class: "explorer-knob" }));
  }

  #listen() {
    const { signal } = this.explorer;
    /**
     * What is dragged, how far from its middle it was taken, and whether the page must not be scrolled by that.
     * @type {{ key: string, dx: number, dy: number, firm: boolean } | undefined}
     */
    let drag;
    const at = (/** @type {PointerEvent} */ event) => {
      const { left, top } = this.#svg.getBoundingClientRect();
      return { px: event.clientX - left, py: event.clientY - top };
    };
    const on = (/** @type {string} */ type, /** @type {(event: any) => void} */ act) => this.#svg.addEventListener(type, act, { signal });
    on("pointerdown", (event) => {
      if (event.button !== 0) return;
      const grip = /** @type {Element} */ (event.target).closest(".explorer-handle");
      const plane = event.target === this.#plane ? [...this.#held].find(([, handle]) => handle.plane) : undefined;
      const key = grip?.getAttribute("data-handle") ?? plane?.[0];
      const handle = key === undefined ? undefined : this.#held.get(key);
      if (key === undefined || !handle) return;
      event.preventDefault();
      const { px, py } = at(event);
      const firm = grip !== null || handle.along !== "x";
      drag = grip ? { key, dx: this.x(handle.x) - px, dy: this.y(handle.y) - py, firm } : { key, dx: 0, dy: 0, firm };
      if (!grip) this.#moved(key, px, py);
      this.#svg.setPointerCapture(event.pointerId);
      this.#kept.get(`handle ${key}`)?.focus({ preventScroll: true });
      this.#svg.classList.add("explorer-dragging");
    });
    // What is inside an SVG has no touch-action of its own: a finger that goes up would scroll the page, and let go.
    this.#svg.addEventListener("touchmove", (event) => {
      if (drag?.firm && event.cancelable) event.preventDefault();
    }, { signal, passive: false });
    on("pointermove", (event) => {
      if (!drag) return;
      const { px, py } = at(event);
      this.#moved(drag.key, px + drag.dx, py + drag.dy);
    });
    const drop = () => {
      drag = undefined;
      this.#svg.classList.remove("explorer-dragging");
    };
    on("pointerup", drop);
    on("pointercancel", drop);
    on("lostpointercapture", drop);
    on("keydown", (event) => this.#key(event));
    for (const type of ["pointerover", "focusin"]) {
      on(type, (event) => {
        const key = /** @type {Element} */ (event.target).closest?.(".explorer-handle")?.getAttribute("data-handle");
        if (key && this.#held.get(key)?.warm) this.explorer.line.warm();
      });
    }
  }

  /** @param {string} key @param {number} px @param {number} py */
  #moved(key, px, py) {
    const handle = this.#held.get(key);
    if (!handle) return;
    const { snap } = handle.field;
    const [x, y] = [snap(this.x.invert(px)), snap(this.y.invert(py))];
    if (handle.along === "x") handle.move(x, y);
    else if (handle.along === "y") handle.move(y, x);
    else handle.move(x, y);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    this.explorer.flush();
    const key = /** @type {Element} */ (event.target).getAttribute?.("data-handle");
    const handle = key ? this.#held.get(key) : undefined;
    if (!handle || event.altKey || event.ctrlKey || event.metaKey) return;
    const { low, high, step, snap } = handle.field;
    const size = step * (event.shiftKey ? 10 : 1);
    const steps = { ArrowRight: [size, 0], ArrowLeft: [-size, 0], ArrowUp: [0, size], ArrowDown: [0, -size], PageUp: [10 * step, 0], PageDown: [-10 * step, 0] };
    const found = steps[/** @type {keyof typeof steps} */ (event.key)];
    const [dx, dy] = found ?? [0, 0];
    if (!found && event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    if (handle.along === "xy") {
      if (found) handle.move(snap(handle.x + (dx ?? 0)), snap(handle.y + (dy ?? 0)));
      else handle.move(event.key === "Home" ? low : high, handle.y);
      return;
    }
    const value = handle.along === "x" ? handle.x : handle.y;
    if (event.key === "Home") handle.move(low, 0);
    else if (event.key === "End") handle.move(high, 0);
    else handle.move(snap(value + (dx ?? 0) + (dy ?? 0)), 0);
  }
}

/** @param {Axis} axis @param {[number, number]} range */
function scale({ low = 0, high = 1, log = false }, range) {
  return (log ? scaleLog() : scaleLinear()).domain([low, high]).range(range);
}

/** @param {any} along a scale @param {Axis} axis @param {number} number @returns {number[]} */
function ticks(along, axis, number) {
  if (axis.ticks) return axis.ticks;
  if (!axis.log) return along.ticks(number);
  const [low, high] = along.domain().map((/** @type {number} */ value) => Math.log10(value));
  const every = Math.max(1, Math.ceil((high - low) / number));
  const powers = [];
  for (let exponent = Math.ceil(low / every) * every; exponent <= high + 1e-9; exponent += every) powers.push(Number(`1e${exponent}`));
  return powers;
}

/** @param {Look} look @returns {Record<string, string | number>} */
function worn({ colour = "var(--musings-text)", width = 2.2, dash = "", opacity = 1, className = "" }) {
  return { style: `stroke:${colour}`, "stroke-width": width, "stroke-dasharray": dash, "stroke-opacity": opacity, class: className };
}

/** @param {number} x @param {number} y @param {string} words @param {"start" | "middle" | "end"} anchor */
function text(x, y, words, anchor, className = "") {
  const element = shape("text", { x, y, "text-anchor": anchor, class: className });
  element.textContent = words;
  return element;
}

/** @param {Element} element @param {Record<string, string | number>} attributes */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    const now = String(value);
    if (element.getAttribute(name) !== now) element.setAttribute(name, now);
  }
}
