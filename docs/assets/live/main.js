/**
 * The only script of ours that every page loads: it fetches the rest where there are live cells. The excerpts of list views
 * stay as they are.
 */
const CELLS = ".md-content .live.highlight[data-claim]";

/** Taken down when its page goes. @type {(() => void) | undefined} */
let leave;
let visits = 0;

async function visit() {
  const visited = ++visits;
  leave?.();
  leave = undefined;
  const blocks = [...document.querySelectorAll(CELLS)].filter((block) => !block.closest(".md-post--excerpt"));
  if (!blocks.length) return;
  const [{ Page }, mount] = await Promise.all([import("./page.js"), consoles(blocks)]);
  if (visited !== visits) return;
  const page = new Page(/** @type {HTMLElement[]} */ (blocks.filter((block) => !isExchange(block))));
  const open = mount?.();
  leave = () => {
    page.leave();
    open?.leave();
  };
}

const isExchange = (/** @type {Element} */ block) => /** @type {HTMLElement} */ (block).dataset.claim === "exchange";

/** The exchanges of a page become consoles, where there are any. @param {Element[]} blocks */
async function consoles(blocks) {
  const exchanges = /** @type {HTMLElement[]} */ (blocks.filter(isExchange));
  if (!exchanges.length) return undefined;
  const { Consoles } = await import("./console.js");
  return () => new Consoles(exchanges);
}

if (window.document$) window.document$.subscribe(visit);
else visit();
