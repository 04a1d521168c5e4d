/**
 * What can be asked for its proof, once a reader is there: a link answers where it stands, and tables, formulas and figures, which are
 * no links, get a button each.
 */

/** @type {Promise<typeof import("./proof.js")> | undefined} */
let proof;

export function attend() {
  for (const link of document.querySelectorAll(".md-content a[data-proof]")) link.setAttribute("aria-haspopup", "dialog");
  for (const claim of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".md-content [data-proof]:not(a, button)"))) {
    const block = claim.closest("figure") ?? claim;
    if (block.nextElementSibling?.matches(".proof-place")) continue;
    const [kind, name] = (claim.dataset.proof ?? "").split(/ (.*)/);
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "proof-ask", textContent: "Proof", ariaLabel: `Proof of the ${kind} ${name}`, ariaHasPopup: "dialog" });
    button.dataset.proof = claim.dataset.proof;
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
    (await proof).ask(asked);
  } catch {
    proof = undefined;
    if (asked instanceof HTMLAnchorElement) location.assign(asked.href);
  }
}

/** The page is left. */
export async function leave() {
  (await proof)?.leave();
}
