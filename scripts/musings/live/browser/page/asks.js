/**
 * What can be asked for its proof, once a reader is there: a link answers where it stands, and tables, formulas and figures, which are
 * no links, get a button each.
 */

const LINKS = ".md-content :is(a.fact, a.setup, a.statement)";
const BLOCKS = ".md-content :is(.figure, .formula, .claim-table):is([id], [data-proof])";
/** Of blocks, these can be asked. */
const ASKED = ["figure", "formula", "table"];

/** Kind and name of the claim that an element makes: in part of a page, which has no places, it says so itself. @param {HTMLElement} claim */
const told = (claim) => claim.dataset.proof ?? claim.id.replace("-", " ").replace(/~\d+$/, "");

/** @type {Promise<typeof import("./proof.js")> | undefined} */
let proof;

export function attend() {
  for (const link of document.querySelectorAll(LINKS)) link.setAttribute("aria-haspopup", "dialog");
  for (const claim of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(BLOCKS))) {
    const block = claim.closest("figure") ?? claim;
    if (block.nextElementSibling?.matches(".proof-place")) continue;
    const [kind = "", name] = told(claim).split(/ (.*)/);
    if (!ASKED.includes(kind)) continue;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "proof-ask", textContent: "Proof", ariaLabel: `Proof of the ${kind} ${name}`, ariaHasPopup: "dialog" });
    button.dataset.proof = told(claim);
    if (claim.id) button.dataset.place = claim.id;
    const place = document.createElement("div");
    place.className = "proof-place";
    place.append(button);
    block.after(place);
  }
}

/** Open the proof; where that cannot be, a link leads to the code. @param {HTMLElement} asked */
export async function ask(asked) {
  proof ??= import("./proof.js");
  try {
    (await proof).ask(asked, told(asked));
  } catch {
    proof = undefined;
    if (asked instanceof HTMLAnchorElement) location.assign(asked.href);
  }
}

/** The page is left. */
export async function leave() {
  (await proof)?.leave();
}
