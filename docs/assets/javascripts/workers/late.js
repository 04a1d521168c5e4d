/* The theme's search, but fetched with the first message to it: most readers never search. What the page names after the
   question mark is the theme's own file beside this one (scripts/theme/main.html). */
"use strict";

addEventListener(
  "message",
  ({ data }) => {
    /** @type {{ importScripts(address: string): void }} */ (/** @type {unknown} */ (globalThis)).importScripts(location.search.slice(1));
    dispatchEvent(new MessageEvent("message", { data }));
  },
  { once: true },
);
