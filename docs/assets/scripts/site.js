/* What the theme's own script leaves undone for those who read with a keyboard or a screen reader. */
(function () {
  "use strict";

  /* The theme puts the copy button of each code block into a <nav> without a name: a page of twenty listings would have
     twenty unnamed landmarks. */
  function quieten(root) {
    root.querySelectorAll("nav.md-code__nav:not([role])").forEach(function (nav) {
      nav.setAttribute("role", "none");
    });
  }

  /* A formula or a table that is wider than its column scrolls inside it, so a keyboard must reach it. */
  function reach(root) {
    root.querySelectorAll(".formula, .claim-table, .md-typeset__scrollwrap").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    });
  }

  var observer = new MutationObserver(function () {
    quieten(document);
  });

  /* document$ is the theme's: it fires on the first page and on every page that replaces it without a reload. */
  document$.subscribe(function () {
    var content = document.querySelector("[data-md-component=content]");
    observer.disconnect();
    quieten(document);
    if (!content) return;
    observer.observe(content, { childList: true, subtree: true });
    reach(content);
  });

  window.addEventListener("resize", function () {
    reach(document);
  });
})();
