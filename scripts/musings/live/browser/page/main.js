/**
 * The only script of ours that every page loads: it fetches the rest where there are live cells or explorers. The excerpts of
 * list views stay as they are.
 */
const CELLS = ".md-content .live.highlight[data-claim]";
const EXPLORERS = ".md-content [data-explorer]";

/** Taken down when its page goes. @type {(() => void) | undefined} */
let leave;
let visits = 0;

async function visit() {
  const visited = ++visits;
  leave?.();
  leave = undefined;
  for (const link of document.querySelectorAll("a[data-explore]")) {
    const { dataset } = /** @type {HTMLAnchorElement} */ (link);
    /** @type {HTMLAnchorElement} */ (link).hash = `#explore=${dataset.explore}`;
  }
  const [blocks, explorers] = [CELLS, EXPLORERS].map((selector) =>
    [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector))].filter((block) => !block.closest(".md-post--excerpt")),
  );
  const starts = await Promise.all([cells(blocks ?? []), consoles(blocks ?? []), explorable(explorers ?? [])]);
  if (visited !== visits) return;
  const there = starts.map((start) => start?.());
  leave = () => there.forEach((part) => part?.leave());
}

/** @param {HTMLElement[]} blocks */
async function cells(blocks) {
  if (!blocks.length) return undefined;
  const { Page } = await import("../cell/cells.js");
  return () => new Page(blocks.filter((block) => !isExchange(block)));
}

/** @param {HTMLElement[]} blocks */
async function explorable(blocks) {
  if (!blocks.length) return undefined;
  const { Explorers } = await import("../explorers/main.js");
  return () => new Explorers(blocks);
}

const isExchange = (/** @type {HTMLElement} */ block) => block.dataset.claim === "exchange";

/** The exchanges of a page become consoles, where there are any. @param {HTMLElement[]} blocks */
async function consoles(blocks) {
  const exchanges = blocks.filter(isExchange);
  if (!exchanges.length) return undefined;
  const { Consoles } = await import("../console/consoles.js");
  return () => new Consoles(exchanges);
}

if (window.document$) window.document$.subscribe(visit);
else visit();
