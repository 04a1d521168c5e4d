/* Whoever jumps to a place in a page lands there. The theme scrolls to where things stood or will stand; here all above them is laid
   out in time, and a jump within a page is left to the browser. Runs before the theme's script. */
(function () {
  "use strict";

  var root = document.documentElement;
  var FAR = ".part:not(.part-there)";
  var SIGNS = ["pointermove", "pointerdown", "keydown", "scroll"];

  /* ---- Parts that are far from the window are not laid out for the first paint (site.css). -------------------------- */

  function layOut(parts) {
    parts.forEach(function (part) { part.classList.add("part-there"); });
  }

  function layOutAll() {
    layOut(document.querySelectorAll(FAR));
  }

  /* One after the other, as the browser has time: then every jump, the scroll bar and the contents know where all is. */
  function layOutOne() {
    var part = document.querySelector(FAR);
    if (!part) return;
    layOut([part]);
    later(layOutOne);
  }

  function later(act) {
    (window.requestIdleCallback || window.setTimeout)(act);
  }

  var there = false;
  SIGNS.forEach(function (sign) {
    window.addEventListener(sign, function () {
      if (!there) later(layOutOne);
      there = true;
    }, { once: true, passive: true });
  });

  /* ---- Jumps -------------------------------------------------------------------------------------------------------- */

  /* The page that is shown; none while another is on its way. */
  var shown = location.pathname;
  var pushState = history.pushState;
  var replaceState = history.replaceState;

  /* To jump within a page, the theme would fetch it once more, put it anew in its own place and forget where the reader was; it
     passes over links that have a target. What a link leads into is laid out in whole. */
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (!link) return;
    var here = link.origin + link.pathname + link.search === location.origin + location.pathname + location.search;
    history.scrollRestoration = "manual"; /* the theme tells it to the page that comes alone */
    root.toggleAttribute("data-whole", !here && link.hash !== "");
    if (!here || !link.hash) return;
    history.replaceState({ x: scrollX, y: scrollY }, "");
    link.target = "_self";
    layOutAll();
    /* A browser that is busy with what comes into view may pass over the jump. */
    var target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) {
      requestAnimationFrame(function () {
        requestAnimationFrame(function () { target.scrollIntoView(); });
      });
    }
  }, true);

  window.addEventListener("popstate", function (event) {
    if (location.pathname !== shown) {
      shown = "";
      root.dataset.whole = "";
      return;
    }
    event.stopImmediatePropagation();
    layOutAll();
    if (event.state && "y" in event.state) scrollTo(0, event.state.y);
  });

  history.pushState = function (state, title, address) {
    pushState.call(history, state, title, address);
    if (location.pathname !== shown) shown = "";
  };

  /* While a page is on its way, what is in the window says nothing of it. And where the theme writes the heading in view into the
     address, it forgets how far the reader has scrolled. */
  history.replaceState = function (state, title, address) {
    if (location.pathname !== shown) return;
    replaceState.call(history, state && Object.assign({}, history.state, state), title, address);
  };

  /* document$ is the theme's: it fires on the first page and on every page that replaces it without a reload. */
  document.addEventListener("DOMContentLoaded", function () {
    if (history.scrollRestoration === "manual" && history.state) scrollTo(0, history.state.y || 0);
    document$.subscribe(function () {
      if ("whole" in root.dataset) layOutAll();
      delete root.dataset.whole;
      shown = location.pathname;
      if (there) later(layOutOne);
    });
  });
})();
