/**
 * Says what an explorer does not take of a state, by the fields that it declares itself.
 *
 *   node states.mjs FOLDER NAME < question > answer
 *
 * FOLDER holds `explorers/` as a page gets it, with NAME.js in it. The question is JSON: { first, state }, the answer a list of
 * the parts that are not taken as they are written: { part, known } where no field has the name, { part, as } where the value is
 * taken as another one, without `as` where it is not taken at all.
 * @import { Explorer } from "./browser/explorers/explorer.js"
 * @import * as State from "./browser/explorers/state.js"
 */
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const [folder = "", name = ""] = process.argv.slice(2);
const { first, state } = JSON.parse(await text(process.stdin));
const { default: Made } = await import(pathToFileURL(`${folder}/explorers/${name}.js`).href);
const explorer = /** @type {Explorer} */ (Object.create(Made.prototype)); // its constructor would want a document
explorer.first = first;
const schema = explorer.schema();

/** @param {string} part */
function refused(part) {
  const [key = "", written = ""] = part.split("=", 2);
  const field = Object.hasOwn(schema, key) ? schema[key] : undefined;
  if (!field) return [{ part, known: Object.keys(schema) }];
  const value = decodeURIComponent(written);
  const found = field.read(value);
  if (found === undefined) return [{ part }];
  return field.write(found) === value ? [] : [{ part, as: `${key}=${field.write(found)}` }];
}

const answer = /** @type {string} */ (state).split(";").filter(Boolean).flatMap(refused);
process.stdout.write(JSON.stringify(answer));
