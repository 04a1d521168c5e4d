/**
 * The site's service worker. It keeps what a reader has read, for when there is no network, and has the browser isolate
 * the pages from those of other hosts, so that Python in a page can be interrupted. It tells of nothing and asks nobody.
 *
 * What is asked for is one of three things:
 *
 * 1. An address that names its content or a version (`NAMED`) never means anything else: what is kept is given, and only
 *    what is not kept is fetched.
 * 2. A page comes from the network, and from what is kept where the network says nothing in time. A page of another version
 *    than this worker's is passed on where the browser loads it, and not kept. Where a script would put it into a page of
 *    this worker's version, as instant navigation does, the script gets an error, and the page loads the address instead.
 *    So each document has pages of one version, and by rule 1 its code is of that version too.
 * 3. All else (figures, fonts, the search's index) comes from the network as a page does. Once a newer version is known it
 *    is not kept any more: what is kept is of one version.
 *
 * A worker of a newer version first fetches anew what the one before has kept, at its install; it begins when no page of the
 * site is open any more. Until then what is loaded is of the newer version all the same, by rule 2. (One that took over
 * while a page was being loaded had Chromium wait for that page without an end.)
 */
"use strict";

(() => {
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

  /** The build writes the site's here. */
  const VERSION = "VERSION";
  const ROOT = new URL(worker.registration.scope);
  /** A host may have several sites. */
  const MINE = `musings ${ROOT.pathname} `;
  const KEPT = MINE + VERSION;
  /** Python and its packages, which most versions leave as they are. */
  const PYTHON = `${MINE}python`;
  const PACK = "assets/pack/";
  const MANIFEST = `${PACK}manifest.${VERSION}.json`;
  const NOT_KEPT = "offline.html";

  const NAMED = /^assets\/(?:live\.[0-9a-f]{12}\/|pack\/\d[^/]*\/)|^assets\/.*[-.][0-9a-f]{8}(?:[0-9a-f]{4})?\.(?:min\.)?\w+$/;
  const PAGE = /(?:^|\/|\.html)$/;
  const CODE = /(assets\/live)\.([0-9a-f]{12})\//;
  /** Milliseconds after which what is kept is shown: the network is there in name alone. */
  const PATIENCE = 3000;

  const nameOf = (/** @type {string} */ address) => new URL(address).pathname.slice(ROOT.pathname.length);
  const keyOf = (/** @type {string} */ name) => new URL(name, ROOT).href;
  const shelf = (/** @type {string} */ name) => (name.startsWith(PACK) ? PYTHON : KEPT);
  const isNewerKnown = () => Boolean(worker.registration.waiting ?? worker.registration.installing);

  /** @param {string} name */
  const kept = (name) => caches.match(keyOf(name), { cacheName: shelf(name), ignoreVary: true });

  /** Keep, unless another worker has taken over and given up what this one kept. @param {string} name @param {Response} answer */
  async function keep(name, answer) {
    if (worker.serviceWorker?.state !== "redundant") await (await caches.open(shelf(name))).put(keyOf(name), answer);
  }

  /** The version of the site that a page is of. @param {Response} answer */
  const versionOf = async (answer) => CODE.exec(await answer.text())?.[2];

  /** The answer as the browser must get it to isolate the page from others. @param {Response} answer */
  function isolated(answer) {
    if (!answer.status) return answer; // a redirect of a navigation, or an error: the browser's own
    const headers = new Headers(answer.headers);
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Embedder-Policy", "require-corp");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    const { status, statusText } = answer;
    return new Response([204, 205, 304].includes(status) ? null : answer.body, { status, statusText, headers });
  }

  // --- the three rules -------------------------------------------------------------------------------------------------

  /** @param {FetchEvent} event @param {string} name */
  async function named(event, name) {
    const there = await kept(name);
    if (there) return there;
    const answer = await fetch(event.request);
    const own = (CODE.exec(name)?.[2] ?? VERSION) === VERSION;
    if (own && answer.status === 200) event.waitUntil(keep(name, answer.clone()).catch(() => {})); // the disk may be full
    return answer;
  }

  /**
   * From the network, or what is kept where that says nothing in time.
   * @param {FetchEvent} event @param {string} name @param {RequestCache} cache @param {(answer: Response) => Promise<Response>} use what comes
   */
  async function asked(event, name, cache, use) {
    const there = await kept(name);
    const coming = fetch(event.request, { cache }).then(use);
    event.waitUntil(coming.catch(() => {}));
    /** @type {Promise<Response | undefined>} */
    const slow = new Promise((resolve) => void setTimeout(resolve, PATIENCE));
    return (await (there ? Promise.race([coming, slow]) : coming).catch(() => undefined)) ?? there;
  }

  /** @param {FetchEvent} event @param {string} name */
  async function page(event, name) {
    const loaded = event.request.mode === "navigate";
    /** @param {Response} answer */
    const use = async (answer) => {
      if (answer.status !== 200) return answer;
      const told = read(name, answer.clone());
      if (loaded) event.waitUntil(told);
      else if (!(await told)) throw new Error("of another version");
      return answer;
    };
    const found = await asked(event, name, "no-cache", loaded ? use : (answer) => use(answer).catch(() => Response.error()));
    if (found?.status || (loaded && found)) return found;
    if (loaded) return missing();
    (await worker.clients.get(event.clientId))?.postMessage({ load: event.request.url });
    return Response.error();
  }

  /** Keep a page that is of this version; of another, let that one be looked for. @param {string} name @param {Response} answer */
  async function read(name, answer) {
    const own = (await versionOf(answer.clone())) === VERSION;
    if (own) await keep(name, answer).catch(() => {});
    else worker.registration.update().catch(() => {});
    return own;
  }

  async function missing() {
    const there = await kept(NOT_KEPT);
    if (there) return new Response(there.body, { status: 503, headers: there.headers });
    const headers = { "Content-Type": "text/plain; charset=utf-8" };
    return new Response("There is no network, and this page is not among those that are kept here.", { status: 503, headers });
  }

  /** @param {FetchEvent} event @param {string} name */
  async function other(event, name) {
    const found = await asked(event, name, event.request.cache, async (answer) => {
      if (answer.status === 200 && !isNewerKnown()) event.waitUntil(keep(name, answer.clone()).catch(() => {}));
      return answer;
    });
    return found ?? Response.error();
  }

  worker.addEventListener("fetch", (event) => {
    const { method, url, mode } = event.request;
    if (method !== "GET" || !url.startsWith(ROOT.href)) return;
    const name = nameOf(url);
    const rule = NAMED.test(name) ? named : mode === "navigate" || PAGE.test(name) ? page : other;
    event.respondWith(rule(event, name).then(isolated));
  });

  // --- from version to version -----------------------------------------------------------------------------------------

  /** Fetch and keep; a page must be of this version. @param {string} name @param {RequestCache} cache */
  async function bring(name, cache) {
    const answer = await fetch(keyOf(name), { cache });
    if (answer.status !== 200) return;
    if (PAGE.test(name) && (await versionOf(answer.clone())) !== VERSION) throw new Error(`${name} is of another version`);
    await keep(name, answer);
  }

  const earlier = async () => (await caches.keys()).filter((name) => name.startsWith(MINE) && name !== KEPT && name !== PYTHON);

  async function inherit() {
    for (const cache of await earlier()) {
      for (const { url } of await (await caches.open(cache)).keys()) await bring(nameOf(url).replace(CODE, `$1.${VERSION}/`), "no-cache");
    }
    const python = await (await caches.open(PYTHON)).keys();
    if (!python.length) return;
    await bring(MANIFEST, "no-cache");
    const { python: ours, archive, lock } = (await (await kept(MANIFEST))?.json()) ?? {};
    for (const name of [ours, archive, lock]) {
      if (name && !(await kept(PACK + name))) await bring(PACK + name, "no-cache");
    }
  }

  /** Give up what earlier versions have kept, and of Python what this one does not have. */
  async function clear() {
    for (const cache of await earlier()) await caches.delete(cache);
    const shelved = await caches.open(PYTHON);
    const { sizes = {} } = (await (await kept(MANIFEST))?.json()) ?? {};
    for (const request of await shelved.keys()) {
      const name = nameOf(request.url);
      if (name !== MANIFEST && !(name.slice(PACK.length) in sizes)) await shelved.delete(request);
    }
  }

  worker.addEventListener("install", (event) => event.waitUntil(Promise.all([bring(NOT_KEPT, "no-cache"), inherit()])));

  // Pages that another worker has looked after are this one's by themselves; while it begins nobody is kept waiting.
  worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

  /** Keep what a page has fetched that was there before this worker. @param {string[]} addresses */
  async function late(addresses) {
    for (const name of addresses.filter((address) => address.startsWith(ROOT.href)).map(nameOf)) {
      if (worker.registration.active !== worker.serviceWorker) return; // another has taken over, and given this up
      if (!(await kept(name))) await bring(name, "default").catch(() => {});
    }
  }

  // A page asks when it is loaded, and when a worker has begun to look after it.
  worker.addEventListener("message", (event) => {
    if (event.data.keep) event.waitUntil(late(event.data.keep));
    if (event.data.clear && !isNewerKnown()) event.waitUntil(clear());
  });
})();
