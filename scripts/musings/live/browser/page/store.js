/** Edits, kept while the tab lives: for a reload, and for the way back to a page. */

const key = (/** @type {string} */ page) => `live:${page}`;

/** @param {string} page @returns {{ edits: Record<string, string>, shared: string }} `shared` is the last fragment taken over */
export function recall(page) {
  try {
    return { edits: {}, shared: "", ...JSON.parse(sessionStorage.getItem(key(page)) ?? "{}") };
  } catch {
    return { edits: {}, shared: "" };
  }
}

/** @param {string} page @param {Record<string, string>} edits @param {string} shared */
export function keep(page, edits, shared) {
  try {
    if (Object.keys(edits).length || shared) sessionStorage.setItem(key(page), JSON.stringify({ edits, shared }));
    else sessionStorage.removeItem(key(page));
  } catch {
    // a browser that keeps nothing forgets the edits with the page, and loses nothing else
  }
}
