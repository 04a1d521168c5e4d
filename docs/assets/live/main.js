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
  const { Page } = await import("./page.js");
  if (visited !== visits) return;
  const page = new Page(/** @type {HTMLElement[]} */ (blocks));
  leave = () => page.leave();
}

if (window.document$) window.document$.subscribe(visit);
else visit();
