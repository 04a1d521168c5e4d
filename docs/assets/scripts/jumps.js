/* Whoever jumps to a place in a page lands there. The theme scrolls to where things stood or will stand; here all above them is laid
   out in time, and a jump within a page is left to the browser. Runs before the theme's script. */
"use strict";

(() => {
  const root = document.documentElement;
  const FAR = ".part:not(.part-there)";
  const SIGNS = ["pointermove", "pointerdown", "keydown", "scroll"];

  /* ---- Parts that are far from the window are not laid out for the first paint (site.css). -------------------------- */

  /** @param {Iterable<Element>} parts */
  function layOut(parts) {
    for (const part of parts) part.classList.add("part-there");
  }

  function layOutAll() {
    layOut(document.querySelectorAll(FAR));
  }

  /* One after the other, as the browser has time: then every jump, the scroll bar and the contents know where all is. */
  function layOutOne() {
    const part = document.querySelector(FAR);
    if (!part) return;
    layOut([part]);
    later(layOutOne);
  }

  /** @param {() => void} act */
  function later(act) {
    (window.requestIdleCallback ?? window.setTimeout)(act);
  }

  let there = false;
  const sign = () => {
    if (!there) later(layOutOne);
    there = true;
  };
  for (const type of SIGNS) window.addEventListener(type, sign, { once: true, passive: true });

  /* ---- Feeds ---------------------------------------------------------------------------------------------------------- */

  /* The theme takes each alternate of a page for the site in another language, and asks for the map of each; feeds have none. It
     knows them by this word alone, where browsers know them by any that are parted by spaces. */
  const { head } = document;

  function passFeeds() {
    for (const link of head.querySelectorAll("link[rel=alternate][type]")) link.setAttribute("rel", "alternate ");
  }

  const append = head.appendChild.bind(head);
  passFeeds();
  /* An instant visit brings those of the next page. */
  head.appendChild = (node) => {
    const added = append(node);
    passFeeds();
    return added;
  };

  /* ---- Jumps -------------------------------------------------------------------------------------------------------- */

  /* The page that is shown; none while another is on its way. */
  let shown = location.pathname;
  const pushState = history.pushState.bind(history);
  const replaceState = history.replaceState.bind(history);

  /* While a phone shows the search in full, the theme holds the page still, and lets it go, where the reader was before, a moment after
     a hit was chosen: by then the page of the hit can be there. */
  function letGo() {
    const { body } = document;
    if (!body.hasAttribute("data-md-scrolllock")) return;
    const y = -parseInt(body.style.top, 10);
    body.removeAttribute("data-md-scrolllock");
    body.style.top = ""; /* the theme scrolls by what stands here */
    scrollTo(0, y);
  }

  /* An instant visit fetches no fonts ahead: what stands in the window above the place is set anew when they come, and the browser keeps
     the top of the window where it was, not the place. Until the reader does anything, the place is kept. */
  let held = "";

  const placed = () => (held ? document.getElementById(decodeURIComponent(held.slice(1))) : null);

  function settle() {
    const place = placed();
    if (place && Math.abs(place.getBoundingClientRect().top) < innerHeight) place.scrollIntoView();
  }

  document.fonts.addEventListener("loadingdone", settle);
  for (const type of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    window.addEventListener(type, () => { held = ""; }, { capture: true, passive: true });
  }

  /* To jump within a page, the theme would fetch it once more, put it anew in its own place and forget where the reader was; it
     passes over links that have a target. What a link leads into is laid out in whole. */
  document.addEventListener("click", (event) => {
    held = "";
    /** @type {HTMLAnchorElement | null} */
    const link = /** @type {Element} */ (event.target).closest("a[href]");
    if (!link) return;
    letGo();
    held = link.hash;
    const here = link.origin + link.pathname + link.search === location.origin + location.pathname + location.search;
    history.scrollRestoration = "manual"; /* the theme tells it to the page that comes alone */
    root.toggleAttribute("data-whole", !here && link.hash !== "");
    if (!here || !link.hash) return;
    history.replaceState({ x: scrollX, y: scrollY }, "");
    link.target = "_self";
    layOutAll();
    /* A browser that is busy with what comes into view may pass over the jump. */
    requestAnimationFrame(() => requestAnimationFrame(() => placed()?.scrollIntoView()));
  }, true);

  window.addEventListener("popstate", (event) => {
    if (event.state) held = ""; /* none: the theme's own jump at the end of an instant visit */
    if (location.pathname !== shown) {
      shown = "";
      root.dataset.whole = "";
      return;
    }
    event.stopImmediatePropagation();
    layOutAll();
    if (event.state && "y" in event.state) scrollTo(0, event.state.y);
  });

  history.pushState = (state, title, address) => {
    pushState(state, title, address);
    if (location.pathname !== shown) shown = "";
  };

  /* While a page is on its way, what is in the window says nothing of it. And where the theme writes the heading in view into the
     address, it forgets how far the reader has scrolled. */
  history.replaceState = (state, title, address) => {
    if (location.pathname !== shown) return;
    replaceState(state && { ...history.state, ...state }, title, address);
  };

  /* document$ is the theme's: it fires on the first page and on every page that replaces it without a reload. */
  document.addEventListener("DOMContentLoaded", () => {
    if (history.scrollRestoration === "manual" && history.state) scrollTo(0, history.state.y || 0);
    window.document$?.subscribe(() => {
      if ("whole" in root.dataset) layOutAll();
      requestAnimationFrame(settle); /* fonts may have come before this */
      delete root.dataset.whole;
      shown = location.pathname;
      if (there) later(layOutOne);
    });
  });
})();
