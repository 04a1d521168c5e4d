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
    root.querySelectorAll(".formula, .claim-table, .md-typeset__scrollwrap, details pre > code").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    });
  }

  /* The table of a catalogue: without this script a plain table, with it one that can be searched and sorted. */
  function catalogue(box) {
    var table = box.querySelector("table");
    var rows = Array.from(table.tBodies[0].rows);
    var label = document.createElement("label");
    var input = document.createElement("input");
    var count = document.createElement("span");
    var bar = box.previousElementSibling;
    box.dataset.ready = "";
    input.type = "search";
    label.append("Show only ", input);
    count.setAttribute("role", "status");
    bar.replaceChildren(label, count);
    function tell() {
      var words = input.value.toLowerCase().split(/\s+/);
      var shown = rows.filter(function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !words.every(function (word) { return text.includes(word); });
        return !row.hidden;
      });
      count.textContent = shown.length + " of " + rows.length;
    }
    input.addEventListener("input", tell);
    tell();
    Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
      if (rows[0].cells[column].querySelector("svg")) return; /* pictures have no order */
      var button = document.createElement("button");
      button.type = "button";
      button.append(head.textContent);
      head.replaceChildren(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        Array.from(head.parentNode.cells).forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        rows.slice().sort(function (one, other) {
          var texts = [one, other].map(function (row) { return row.cells[column].textContent; });
          return (down ? -1 : 1) * texts[0].localeCompare(texts[1], "en", { numeric: true });
        }).forEach(function (row) { table.tBodies[0].append(row); });
      });
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
    content.querySelectorAll(".catalogue-table:not([data-ready])").forEach(catalogue);
  });

  window.addEventListener("resize", function () {
    reach(document);
  });

  /* What was folded away had no width to measure. */
  document.addEventListener("toggle", function (event) {
    reach(event.target);
  }, true);
})();
