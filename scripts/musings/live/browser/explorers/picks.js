/**
 * Several of many, side by side: a box to tick for each, in its colour. For a field made by `choices`; one stays ticked.
 * @import { Explorer } from "./explorer.js"
 */
import { make } from "../page/elements.js";

/**
 * @param {Explorer} explorer @param {string} key
 * @param {object} options
 * @param {string} options.label
 * @param {{ name: string, label: string, colour: string }[]} options.entries
 * @param {number} [options.most] how many at a time
 */
export function picks(explorer, key, { label, entries, most = Infinity }) {
  const box = make("fieldset", "explorer-control explorer-segments", { style: "flex-wrap:wrap" }, make("legend", "explorer-name", {}, label));
  const order = entries.map(({ name }) => name);
  const inputs = entries.map(({ name, label: words, colour }) => {
    const input = make("input", "", { type: "checkbox", value: name });
    input.addEventListener("change", () => {
      const ticked = new Set(explorer.state[key]);
      if (input.checked) ticked.add(name);
      else ticked.delete(name);
      explorer.set({ [key]: order.filter((each) => ticked.has(each)) });
    }, { signal: explorer.signal });
    const dab = make("i", "explorer-swatch", { "aria-hidden": "true", style: `background:${colour}` });
    box.append(make("label", "explorer-segment", {}, input, make("span", "", {}, dab, words)));
    return input;
  });
  explorer.followers.push({
    sync() {
      const ticked = explorer.state[key];
      for (const input of inputs) {
        input.checked = ticked.includes(input.value);
        input.disabled = input.checked ? ticked.length === 1 : ticked.length >= most;
      }
    },
  });
  return box;
}
