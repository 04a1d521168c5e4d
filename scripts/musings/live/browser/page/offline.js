/**
 * Has the browser keep what is read here, and isolate the pages that are loaded after this one: the work is that of the
 * service worker at the site's root. A site that is being written does without this module.
 */
const SITE = new URL("../../../", import.meta.url);
const workers = navigator.serviceWorker;

/** Whether this page was there before its service worker was. */
const early = !workers?.controller;

async function begin() {
  const registration = await workers.register(new URL("sw.js", SITE), { updateViaCache: "none" });
  const clear = () => registration.active?.postMessage({ clear: true });
  clear();
  workers.addEventListener("controllerchange", clear);
  const { active } = await workers.ready;
  if (!early) return;
  const keep = (/** @type {string[]} */ addresses) => active?.postMessage({ keep: addresses });
  keep([location.href]);
  const told = (/** @type {PerformanceObserverEntryList} */ list) => keep(list.getEntries().map(({ name }) => name));
  new PerformanceObserver(told).observe({ type: "resource", buffered: true });
  document.addEventListener("click", isolate, true);
}

/**
 * A page is isolated if it is loaded, and no instant visit loads one. So the first that is asked for from here is loaded, unless Python
 * is there and would be lost with this one; the theme passes over links that have a target.
 * @param {MouseEvent} event
 */
function isolate({ target }) {
  const link = target instanceof Element && target.closest("a");
  if (!link || link.target || "python" in document.documentElement.dataset) return;
  if (link.href.startsWith(SITE.href) && link.pathname !== location.pathname) link.target = "_self";
}

if (workers && isSecureContext) {
  // An instant visit that cannot be: there is no network, or the site is of another version by now.
  workers.addEventListener("message", ({ data }) => {
    if (data.load?.split("#", 1)[0] === location.href.split("#", 1)[0]) location.reload();
  });
  const quietly = () => begin().catch(() => {}); // a browser that keeps nothing reads on all the same
  if (document.readyState === "complete") quietly();
  else addEventListener("load", quietly);
}
