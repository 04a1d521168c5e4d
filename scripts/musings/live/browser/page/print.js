/** A print of the page: with all its figures, which are fetched as a reader comes to them, and, if wanted, with all that is folded. */

/** @param {boolean} whole */
export async function print(whole) {
  const content = document.querySelector("[data-md-component=content]") ?? document.body;
  const pictures = /** @type {HTMLImageElement[]} */ ([...content.querySelectorAll("img:not(.figure-dark)")]); // paper is light
  await Promise.all(pictures.map(fetched));
  const folded = whole ? /** @type {HTMLDetailsElement[]} */ ([...content.querySelectorAll("details:not([data-unfolded])")]) : [];
  const unfold = (/** @type {boolean} */ state) => {
    for (const each of folded) {
      each.open = state;
      each.toggleAttribute("data-unfolded", state);
    }
  };
  unfold(true);
  addEventListener("afterprint", () => unfold(false), { once: true });
  window.print();
}

/** @param {HTMLImageElement} picture */
async function fetched(picture) {
  picture.setAttribute("loading", "eager");
  try {
    await picture.decode();
  } catch {
    // the print has its place, as the page has
  }
}
