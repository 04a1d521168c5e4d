/**
 * Shows a page anew once `mkdocs serve` has built it again. MkDocs has a script for that, which stands in the page: the
 * policy of the site's pages forbids it. Where the address was that of a built site before, its service worker goes.
 */
// @ts-check

const WAIT = 3000; // milliseconds, while the server is away

const SITE = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);

const { epoch = "0", page = "0" } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;

/** Resolves when the page is seen: one that nobody looks at asks nothing. */
const seen = () =>
  new Promise((resolve) => {
    if (document.visibilityState === "visible") resolve(undefined);
    else document.addEventListener("visibilitychange", () => resolve(seen()), { once: true });
  });

/** Returns when the site was built that the server gives out by now; it answers when that is later than `epoch`. */
async function built() {
  try {
    const answer = await fetch(`/livereload/${epoch}/${page}`);
    if (answer.ok) return Number(await answer.text());
  } catch {
    // The server is away; it may come back.
  }
  await new Promise((resolve) => {
    setTimeout(resolve, WAIT);
  });
  return 0;
}

/** Give up what a service worker has kept of this site, and the worker. */
async function forget() {
  const worker = await navigator.serviceWorker?.getRegistration(SITE);
  if (worker?.scope !== SITE.href) return;
  await worker.unregister();
  const mine = `musings ${SITE.pathname} `;
  for (const name of await caches.keys()) if (name.startsWith(mine)) await caches.delete(name);
}

forget().catch(() => {}); // a browser that has no such thing

(async () => {
  do await seen();
  while ((await built()) <= Number(epoch));
  location.reload();
})();
