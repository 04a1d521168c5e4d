/** What a value shows of itself, with nothing in it that acts, asks another host, or takes the looks of the page. */
import { make } from "../page/elements.js";

const ELEMENTS = new Set(
  ("a abbr b blockquote br caption code col colgroup dd details div dl dt em h1 h2 h3 h4 h5 h6 hr i img kbd li mark ol p pre s samp " +
    "small span strong sub summary sup table tbody td tfoot th thead tr u ul var").split(" "),
);
const ATTRIBUTES = new Set(["alt", "colspan", "open", "rowspan", "scope", "start", "title"]);
const PICTURE = /^data:image\/(png|jpeg|webp|gif);/;

/** @param {string} html @returns {HTMLElement} */
export function markup(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const element of body.querySelectorAll("*")) {
    if (!ELEMENTS.has(element.localName)) element.remove();
    for (const { name, value } of [...element.attributes]) {
      if (!ATTRIBUTES.has(name) && !(name === "src" && PICTURE.test(value))) element.removeAttribute(name);
    }
  }
  const shown = make("div", "live-rich", { role: "group", tabindex: "0", "aria-label": "Value" });
  shown.append(...body.childNodes);
  return shown;
}
