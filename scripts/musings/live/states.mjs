/**
 * Says what an explorer does not take of states, by the fields that it declares itself.
 *
 *   node states.mjs FOLDER NAME < question > answer
 *
 * FOLDER holds `explorers/` as a page gets it, with NAME.js in it. The question is JSON: { first, states }, the answer a list of
 * the parts that are not taken as they are written: { state, part, known } where no field has the name, { state, part, as }
 * where the value is taken as another one, without `as` where it is not taken at all.
 * @import { Explorer } from "./browser/explorers/explorer.js"
 * @import * as State from "./browser/explorers/state.js"
 */
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const [folder = "", name = ""] = process.argv.slice(2);
const { first, states } = JSON.parse(await text(process.stdin));
const { default: Made } = await import(pathToFileURL(`${folder}/explorers/${name}.js`).href);
const explorer = /** @type {Explorer} */ (Object.create(Made.prototype)); // its constructor would want a document
explorer.first = first;
const schema = explorer.schema();

/** @param {string} state @param {string} part */
function refused(state, part) {
  const [key = "", written = ""] = part.split("=", 2);
  const field = Object.hasOwn(schema, key) ? schema[key] : undefined;
  if (!field) return [{ state, part, known: Object.keys(schema) }];
  const value = decodeURIComponent(written);
  const found = field.read(value);
  if (found === undefined) return [{ state, part }];
  return field.write(found) === value ? [] : [{ state, part, as: `${key}=${field.write(found)}` }];
}

const answer = /** @type {string[]} */ (states).flatMap((state) => state.split(";").filter(Boolean).flatMap((part) => refused(state, part)));
process.stdout.write(JSON.stringify(answer));
