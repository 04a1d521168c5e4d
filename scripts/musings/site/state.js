/**
 * Says on the page that `musings serve POST` proves how far that has come, and what differs with what to do about it.
 */
// @ts-check

const PAUSE = 700; // milliseconds between two looks

const STATE = new URL("state.json", import.meta.url);

/** @typedef {{ claims: number, over: boolean, proved: number, wrong: string[] }} State */

/**
 * Returns what is to be said, in a sentence.
 *
 * @param {State} state What became of the claims so far.
 */
function sentence({ claims, over, proved, wrong }) {
  if (!over) return `Being proved: ${claims} claims so far${wrong.length ? `, ${wrong.length} of them wrong` : ""}.`;
  const absent = claims - proved - wrong.length;
  const rest = absent > 0 ? ` ${absent} cannot be proved on this machine.` : "";
  if (wrong.length) return `Wrong as they stand: ${wrong.length} of ${claims}.${rest}`;
  return `Proved: ${proved} of ${claims} claims.${rest}`;
}

let shown = "";

/** Shows how things stand on the page that is being proved, if it is the one that is seen. */
async function look() {
  const note = document.querySelector("[data-proving]");
  if (!note || document.visibilityState === "hidden") return;
  const text = await (await fetch(STATE)).text();
  if (text === shown && note.hasChildNodes()) return;
  shown = text;
  const state = JSON.parse(text);
  if (!("claims" in state)) return;
  const said = document.createElement("p");
  said.textContent = sentence(state);
  const list = document.createElement("ul");
  list.append(
    ...state.wrong.map((/** @type {string} */ what) => {
      const item = document.createElement("li");
      item.textContent = what;
      return item;
    }),
  );
  note.classList.toggle("musings-proved", state.over && state.wrong.length === 0);
  note.replaceChildren(said, ...(state.wrong.length ? [list] : []));
}

/** Looks for as long as the page is there. */
async function watch() {
  await look().catch(() => {}); // the server is away; it may come back
  setTimeout(watch, PAUSE);
}

watch();
