/* The theme's search, but fetched with the first message to it: most readers never search. What the page names after the
   question mark is the theme's own file beside this one (scripts/theme/main.html). And the theme looks for the words of a question
   as they are typed; here each becomes the beginning that its forms in the index share, and a slip of the keys what was meant. */
"use strict";

(() => {
  const QUERY = 2; /* the theme's number for a message that asks something */
  const OWN_WAY = /["+~^:*]/; /* signs that mean something to the theme */
  const SHORTEST = 4; /* letters of a word in which a slip is looked for */
  const LONG = 7; /* letters of a word in which two are */

  /** What is used of the theme's library, which it leaves here, and of its index: in how much of it each word stands.
      @typedef {{ Builder: { prototype: { build(): { invertedIndex: Record<string, Record<string, object>> } } }, Token: new (text: string) => object,
        stemmer(token: object): object, stopWordFilter(token: object): unknown, tokenizer: { separator: RegExp } }} Lunr */
  const worker = /** @type {{ importScripts(address: string): void, lunr?: Lunr }} */ (/** @type {unknown} */ (globalThis));

  /** @type {Map<string, number>} */
  let words = new Map();

  function load() {
    worker.importScripts(location.search.slice(1));
    const { lunr } = worker;
    if (!lunr) return;
    const { build } = lunr.Builder.prototype;
    lunr.Builder.prototype.build = function () {
      const index = build.call(this);
      words = new Map(Object.entries(index.invertedIndex).map(([word, fields]) => [word, Object.keys(fields.text ?? {}).length]));
      return index;
    };
  }

  /** A question in the words of the index. @param {string} question @param {Lunr} lunr */
  function understood(question, lunr) {
    if (OWN_WAY.test(question)) return question;
    const asked = question.split(lunr.tokenizer.separator).filter(Boolean).map((word) => word.toLowerCase());
    const telling = asked.filter((word) => lunr.stopWordFilter(new lunr.Token(word)));
    const starts = (telling.length ? telling : asked).map((word) => beginning(word, lunr));
    return starts.map((start) => (words.has(start) ? `${start} ${start}^1` : start)).join(" "); /* the very word counts once more */
  }

  /** What all forms of a word begin with: overfit for overfitting, entrop for entropy. @param {string} word @param {Lunr} lunr @returns {string} */
  function beginning(word, lunr, spelt = false) {
    const stem = String(lunr.stemmer(new lunr.Token(word)));
    let shared = 0;
    while (shared < stem.length && stem[shared] === word[shared]) shared++;
    const start = shared < SHORTEST ? word : word.slice(0, shared);
    if (spelt || [...words.keys()].some((known) => known.startsWith(start))) return start;
    const meant = nearest(word);
    return meant ? beginning(meant, lunr, true) : start;
  }

  /** The word of the index with the fewest slips, and of these the one most used. @param {string} word */
  function nearest(word) {
    let most = word.length < SHORTEST ? 0 : word.length < LONG ? 1 : 2;
    let meant = "";
    for (const known of words.keys()) {
      if (Math.abs(known.length - word.length) > most) continue;
      const count = slips(word, known);
      if (count < most || (count === most && (words.get(known) ?? 0) > (words.get(meant) ?? -1))) [most, meant] = [count, known];
    }
    return meant;
  }

  /** How many letters are wrong, missing, too many, or swapped with the next. @param {string} one @param {string} other */
  function slips(one, other) {
    /** @type {number[][]} */
    const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
    const of = (/** @type {number} */ row, /** @type {number} */ at) => rows[row]?.[at] ?? Infinity;
    for (let row = 1; row <= one.length; row++) {
      rows.push([row]);
      for (let at = 1; at <= other.length; at++) {
        const same = one[row - 1] === other[at - 1];
        const swapped = one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
        const ways = [of(row - 1, at) + 1, of(row, at - 1) + 1, of(row - 1, at - 1) + Number(!same)];
        rows[row]?.push(Math.min(...ways, swapped ? of(row - 2, at - 2) + 1 : Infinity));
      }
    }
    return of(one.length, other.length);
  }

  addEventListener("message", (event) => {
    if (!event.isTrusted) return;
    event.stopImmediatePropagation();
    if (!worker.lunr) load();
    const { lunr } = worker;
    const data = event.data.type === QUERY && lunr ? { ...event.data, data: understood(event.data.data, lunr) } : event.data;
    dispatchEvent(new MessageEvent("message", { data }));
  });
})();
