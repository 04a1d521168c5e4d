/* The search's index weighs as much as a post: it is fetched when a reader turns to the search, not with every page. The
   theme asks for it at once, so its request is held back until then. Runs before the theme's script. */
"use strict";

(() => {
  const SEARCH = ".md-search, [for=__search]";
  const INTENTS = ["focusin", "pointerover", "pointerdown"];

  /** @type {Promise<void>} */
  const wanted = new Promise((resolve) => {
    /* A search can be a part of the address. */
    if (/[?&][qh]=/.test(location.search)) resolve();

    const notice = (/** @type {Event} */ event) => {
      if (!(/** @type {Element} */ (event.target).closest(SEARCH))) return;
      for (const intent of INTENTS) document.removeEventListener(intent, notice);
      resolve();
    };

    for (const intent of INTENTS) document.addEventListener(intent, notice, { passive: true });
  });

  window.XMLHttpRequest = class extends XMLHttpRequest {
    held = false;

    /** @param {[method: string, url: string | URL, ...others: any[]]} request */
    open(...request) {
      this.held = String(request[1]).endsWith("/search/search_index.json");
      super.open(.../** @type {Parameters<XMLHttpRequest["open"]>} */ (request));
    }

    /** @param {Document | XMLHttpRequestBodyInit | null} [body] */
    send(body) {
      if (this.held) wanted.then(() => super.send(body));
      else super.send(body);
    }
  };
})();
