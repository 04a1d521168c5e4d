/* What the theme's own script leaves undone for those who read with a keyboard or a screen reader. */
"use strict";

(() => {
  /* The theme puts the copy button of each code block into a <nav> without a name: a page of twenty listings would have
     twenty unnamed landmarks. */
  function quieten() {
    for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "none");
  }

  const WIDE = ".formula, .claim-table, .md-typeset__scrollwrap, details pre > code";

  /** A formula or a table that is wider than its column scrolls inside it, so a keyboard must reach it. @param {ParentNode} root */
  function reach(root) {
    for (const box of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(WIDE))) {
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  }

  /** What a cell says. @param {HTMLTableRowElement} row @param {number} column */
  const textOf = (row, column) => row.cells[column]?.textContent ?? "";

  const returned = performance.getEntriesByType("navigation").some((visit) => /** @type {PerformanceNavigationTiming} */ (visit).type === "back_forward");

  /** The table of a catalogue: without this script a plain table, with it one that can be searched and sorted. @param {HTMLElement} box */
  function catalogue(box) {
    const table = box.querySelector("table");
    const [body] = table?.tBodies ?? [];
    const heads = table?.tHead?.rows[0]?.cells;
    if (!body || !heads) return;
    const rows = [...body.rows];
    /* An entry's old address: where it stands now its row says. */
    const entry = rows.find(({ id }) => id && `#${id}` === location.hash)?.querySelector("a");
    /* Whoever comes back stays: Chromium 156 sometimes adds the entry's page to the history all the same, and Back would lead nowhere. */
    if (entry && !returned) location.replace(entry.href);
    box.dataset.ready = "";
    box.previousElementSibling?.replaceChildren(...searched(rows));
    for (const [column, head] of [...heads].entries()) {
      if (rows[0]?.cells[column]?.querySelector("svg")) continue; /* pictures have no order */
      const button = document.createElement("button");
      button.type = "button";
      button.append(head.textContent);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const order = (/** @type {HTMLTableRowElement} */ one, /** @type {HTMLTableRowElement} */ other) =>
          (down ? -1 : 1) * textOf(one, column).localeCompare(textOf(other, column), "en", { numeric: true });
        body.append(...[...rows].sort(order));
      });
    }
  }

  /** A field that hides the rows without the words in it, and how many are left. @param {HTMLTableRowElement[]} rows */
  function searched(rows) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("span");
    input.type = "search";
    label.append("Show only ", input);
    count.setAttribute("role", "status");
    const tell = () => {
      const words = input.value.toLowerCase().split(/\s+/);
      for (const row of rows) {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
      }
      count.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length}`;
    };
    input.addEventListener("input", tell);
    tell();
    return [label, count];
  }

  /** A module of the pages' code, whose folder names the version of the site, as the page's own script does. @param {string} name @returns {Promise<any>} */
  const live = (name) => {
    const own = /** @type {HTMLScriptElement | null} */ (document.querySelector("script[src$='/page/main.js']"));
    return own ? import(new URL(name, own.src).href) : Promise.reject(new Error("no page/main.js"));
  };

  /* What only some pages need is loaded by these: what has been read, in posts and lists of posts; sources beside their sentences. */
  /** @type {[string, () => Promise<new () => { leave(): void }>][]} */
  const HELPERS = [
    ["[data-progress], [data-reading]", async () => (await live("progress.js")).Progress],
    [".md-content a.citation, .md-content a.footnote-ref", async () => (await live("notes.js")).Notes],
  ];
  /** @type {{ leave(): void }[]} */
  let helpers = [];
  let visits = 0;

  function help() {
    const visit = ++visits;
    for (const helper of helpers) helper.leave();
    helpers = [];
    for (const [where, load] of HELPERS) {
      if (document.querySelector(where)) load().then((Helper) => visit === visits && helpers.push(new Helper()));
    }
  }

  const observer = new MutationObserver(quieten);

  /* document$ is the theme's: it fires on the first page and on every page that replaces it without a reload. */
  window.document$?.subscribe(() => {
    const content = document.querySelector("[data-md-component=content]");
    observer.disconnect();
    quieten();
    help();
    if (!content) return;
    for (const open of content.querySelectorAll("details[open]")) open.toggleAttribute("data-unfolded", true);
    observer.observe(content, { childList: true, subtree: true });
    reach(content);
    for (const box of /** @type {NodeListOf<HTMLElement>} */ (content.querySelectorAll(".catalogue-table:not([data-ready])"))) catalogue(box);
  });

  document.addEventListener("click", async (event) => {
    const target = /** @type {Element} */ (event.target);
    /* For a print the theme opens all that is folded: what a reader has opened is told apart (site.css). */
    const folded = target.closest("summary")?.closest("details");
    folded?.toggleAttribute("data-unfolded", !folded.open);
    const asked = target.closest("[data-print]");
    if (!(asked instanceof HTMLElement)) return;
    const { print } = await live("print.js");
    print(asked.dataset.print === "whole");
  });

  window.addEventListener("resize", () => reach(document));

  /* What was folded away had no width to measure. */
  document.addEventListener("toggle", (event) => reach(/** @type {Element} */ (event.target)), true);
})();
