/**
 * The state of an explorer: named values, each of a kind that can read itself from an address and write itself into it.
 *
 *   functions=relu,tanh;x=1.5
 *
 * Only what differs from the start is written. What cannot be read is taken as the start: an address is anybody's.
 *
 * @template T
 * @typedef {object} Field
 * @property {T} start
 * @property {(text: string) => T | undefined} read
 * @property {(value: T) => string} write
 */

/** A number on a grid: low, low + step, …, high. @param {{ start: number, low: number, high: number, step: number }} of */
export function number({ start, low, high, step }) {
  const snap = snapper(low, high, step);
  /** @type {Field<number> & { low: number, high: number, step: number, snap: typeof snap }} */
  const field = { start, low, high, step, snap, read: (written) => finite(written, snap), write: String };
  return field;
}

/** @param {string} written @param {(value: number) => number} snap */
function finite(written, snap) {
  const value = written.trim() === "" ? NaN : Number(written);
  return Number.isFinite(value) ? snap(value) : undefined;
}

/**
 * The nearest point of a grid, without the last digits that adding up steps leaves.
 * @param {number} low @param {number} high @param {number} step
 */
export function snapper(low, high, step) {
  const digits = Math.max(0, ...[low, step].map((each) => (String(each).split(".")[1] ?? "").length));
  return (/** @type {number} */ value) => {
    const place = Math.round((Math.min(Math.max(value, low), high) - low) / step);
    return Number(Math.min(low + place * step, high).toFixed(digits)) + 0; // no −0
  };
}

/** A number that may be any of a list. @param {number[]} values @param {number} start */
export function oneOf(values, start) {
  const snap = (/** @type {number} */ value) => values.reduce((best, each) => (Math.abs(each - value) < Math.abs(best - value) ? each : best), start);
  /** @type {Field<number> & { values: number[], snap: typeof snap }} */
  const field = { start, values, snap, read: (written) => finite(written, snap), write: String };
  return field;
}

/** One name of several. @param {string[]} names @param {string} start */
export function choice(names, start) {
  /** @type {Field<string> & { names: string[] }} */
  const field = { start, names, read: (name) => (names.includes(name) ? name : undefined), write: (value) => value };
  return field;
}

/** Several names, in an order, each once. @param {string[]} names @param {string[]} start @param {number} [most] */
export function choices(names, start, most = Infinity) {
  /** @type {Field<string[]> & { names: string[] }} */
  const field = {
    start,
    names,
    read: (written) => {
      const found = [...new Set(written.split(","))].filter((name) => names.includes(name)).slice(0, most);
      return found.length ? found : undefined;
    },
    write: (value) => value.join(","),
  };
  return field;
}

/**
 * Several numbers on one grid. @param {{ start: number[], low: number, high: number, step: number, least?: number, most?: number }} of
 */
export function numbers({ start, low, high, step, least = start.length, most = start.length }) {
  const snap = snapper(low, high, step);
  /** @type {Field<number[]> & { low: number, high: number, step: number, snap: typeof snap }} */
  const field = {
    start, low, high, step, snap,
    read: (written) => {
      const found = written.split(",").map((each) => finite(each, snap));
      const whole = found.every((each) => each !== undefined) && found.length >= least && found.length <= most;
      return whole ? /** @type {number[]} */ (found) : undefined;
    },
    write: (value) => value.join(","),
  };
  return field;
}

/** Yes or no. @param {boolean} start */
export function flag(start) {
  /** @type {Field<boolean>} */
  const field = { start, read: (word) => ({ yes: true, no: false })[word], write: (value) => (value ? "yes" : "no") };
  return field;
}

/**
 * Text that the explorer itself reads; `check` says which it can.
 * @param {string} start @param {(text: string) => boolean} check
 */
export function text(start, check) {
  /** @type {Field<string>} */
  const field = { start, read: (value) => (check(value) ? value : undefined), write: (value) => value };
  return field;
}

/** @typedef {Record<string, Field<any>>} Schema */

const plain = (/** @type {string} */ value) => encodeURIComponent(value).replaceAll("%2C", ",");

/** @param {Schema} schema @param {Record<string, any>} state @param {Record<string, any>} [start] */
export function write(schema, state, start = starts(schema)) {
  const parts = Object.entries(schema).map(([key, field]) => [key, field.write(state[key]), field.write(start[key])]);
  return parts.filter(([, now, before]) => now !== before).map(([key, now]) => `${key}=${plain(now ?? "")}`).join(";");
}

/** @param {Schema} schema @param {string} written "key=value;key=value" @param {Record<string, any>} [start] @returns {Record<string, any>} */
export function read(schema, written, start = starts(schema)) {
  const state = structuredClone(start);
  for (const part of written.split(";")) {
    const [key = "", value = ""] = part.split("=", 2);
    const field = Object.hasOwn(schema, key) ? schema[key] : undefined;
    const found = field?.read(decoded(value));
    if (found !== undefined) state[key] = found;
  }
  return state;
}

/** @param {Schema} schema @returns {Record<string, any>} */
export function starts(schema) {
  return structuredClone(Object.fromEntries(Object.entries(schema).map(([key, field]) => [key, field.start])));
}

/** @param {string} value */
function decoded(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
