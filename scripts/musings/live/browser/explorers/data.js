/** What Python has computed, as it comes out of JSON: names for what JSON cannot hold become what they stand for. */
import { get } from "../python/pack.js";

const NAMES = new Map([["NaN", NaN], ["Infinity", Infinity], ["-Infinity", -Infinity]]);

/**
 * @param {any} value from JSON
 * @param {any[]} [arrays] what each {"array": n} in it stands for
 * @returns {any}
 */
export function revived(value, arrays = []) {
  if (typeof value === "string") return NAMES.get(value) ?? value;
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((each) => revived(each, arrays));
  if (typeof value.array === "number" && Object.keys(value).length === 1) return arrays[value.array];
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, revived(each, arrays)]));
}

/** What the build wrote: an explorer's first view with the names of its parts' files, or a part. @param {string} file */
export async function written(file) {
  const text = await (await get(new URL(`../../explorers/${file}`, import.meta.url))).text();
  const data = JSON.parse(text);
  return /"(NaN|-?Infinity)"/.test(text) ? revived(data) : data;
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * A number as it is printed: the digits that Python gave, none more, with a true minus and powers of ten written out.
 * @param {number} value
 */
export function shown(value) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value < 0 ? "−∞" : "∞";
  const size = Math.abs(value);
  const text = size !== 0 && (size < 1e-3 || size >= 1e6) ? value.toExponential() : String(value);
  const [digits = "", exponent] = text.replaceAll("-", "−").replace("+", "").split("e");
  if (exponent === undefined) return digits;
  return `${digits} × 10${raised(exponent)}`;
}

/** @param {string} exponent */
const raised = (exponent) => exponent.replace("−", "⁻").replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)] ?? "");

/** A power of ten as a logarithmic axis has it. @param {number} value */
export function power(value) {
  return value >= 0.01 && value <= 1000 ? shown(value) : `10${raised(String(Math.round(Math.log10(value))).replace("-", "−"))}`;
}
