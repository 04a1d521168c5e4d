/**
 * The explorers that an address names, with their states: apart from these, for every page with an explorer reads its address.
 *
 *   #explore=activation:functions=relu,tanh;x=1.5        one explorer
 *   #explore=activation:x=1.5&softmax:shift=100          two on a page
 */

const PREFIX = "#explore=";
/** Characters of an address that are read: the states of a page's explorers take some hundreds. */
const LONGEST = 20_000;

/** The states in an address's fragment, by the explorers' names. @param {string} address @returns {Map<string, string>} */
export function opened(address) {
  if (!address.startsWith(PREFIX) || address.length > LONGEST) return new Map();
  const parts = address.slice(PREFIX.length).split("&").map((part) => /** @type {[string, string]} */ (part.split(/:(.*)/s).slice(0, 2)));
  return new Map(parts.map(([name, state = ""]) => [name, state]));
}

/** The fragment that opens explorers in these states; the empty text for none. @param {Map<string, string>} states */
export function fragment(states) {
  return states.size ? PREFIX + [...states].map(([name, state]) => `${name}:${state}`).join("&") : "";
}
