/** The only script of ours that every page loads: it fetches the rest where needed. Excerpts stay as they are. */
const LIVE = [".md-content .live.highlight[data-claim]", ".md-content [data-explorer]"];
const CLAIMS = ".md-content :is(a.fact, a.setup, a.statement), .proof-ask";

/** @type {(() => void) | undefined} */
let leave;
let visits = 0;
/** @type {Promise<typeof import("./asks.js")> | undefined} */
let asks;

async function visit() {
  const visited = ++visits;
  leave?.();
  leave = undefined;
  asks?.then((page) => page.leave());
  if (asks) met();
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-explore]"))) {
    link.hash = `#explore=${link.dataset.explore}`;
  }
  const [blocks, explorers] = LIVE.map((selector) =>
    [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(selector))].filter((block) => !block.closest(".md-post--excerpt")),
  );
  const starts = await Promise.all([cells(blocks ?? []), consoles(blocks ?? []), explorable(explorers ?? []), filtered()]);
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

async function filtered() {
  if (!document.querySelector(".md-content .musings-ledger")) return undefined;
  const { Filter } = await import("./ledger.js");
  return () => new Filter();
}

const isExchange = (/** @type {HTMLElement} */ block) => block.dataset.claim === "exchange";

/** @param {HTMLElement[]} blocks */
async function consoles(blocks) {
  const exchanges = blocks.filter(isExchange);
  if (!exchanges.length) return undefined;
  const { Consoles } = await import("../console/consoles.js");
  return () => new Consoles(exchanges);
}

/** A reader is there: claims can be asked. */
async function met() {
  const page = await (asks ??= import("./asks.js"));
  page.attend();
  return page;
}

for (const sign of ["pointermove", "keydown"]) addEventListener(sign, () => asks ?? met(), { passive: true });

addEventListener("click", (event) => {
  const asked = event.target instanceof Element && event.target.closest(CLAIMS);
  if (!(asked instanceof HTMLElement) || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation(); // or Material goes
  (asks ?? met()).then((page) => page.ask(asked), () => location.assign(asked.getAttribute("href") ?? ""));
}, true);

if (window.document$) window.document$.subscribe(visit);
else visit();
