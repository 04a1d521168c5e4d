/* The search's index weighs as much as a post: it is fetched when a reader turns to the search, not with every page. The
   theme asks for it at once, so its request is held back until then. Runs before the theme's script. */
(function () {
  "use strict";

  var Request = window.XMLHttpRequest;
  var SEARCH = ".md-search, [for=__search]";
  var INTENTS = ["focusin", "pointerover", "pointerdown"];

  var wanted = new Promise(function (resolve) {
    /* A search can be a part of the address. */
    if (/[?&][qh]=/.test(location.search)) resolve();

    function notice(event) {
      if (!event.target.closest(SEARCH)) return;
      INTENTS.forEach(function (intent) {
        document.removeEventListener(intent, notice);
      });
      resolve();
    }

    INTENTS.forEach(function (intent) {
      document.addEventListener(intent, notice, { passive: true });
    });
  });

  window.XMLHttpRequest = class extends Request {
    open(method, url, ...others) {
      this.held = String(url).endsWith("/search/search_index.json");
      super.open(method, url, ...others);
    }

    send(body) {
      if (this.held) wanted.then(() => super.send(body));
      else super.send(body);
    }
  };
})();
