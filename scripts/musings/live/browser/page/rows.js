/** The ledger's file: a row for every claim of the site. */

/**
 * @typedef {{ title: string, part: string, line: number, kind: string, name: string, text: string, place: string, function: string, code: string,
 *             measured: string, command: string, places: Record<string, number> }} Row
 */

export const SITE = new URL("../../../", import.meta.url);

/** @type {Promise<{ date: string, claims: Row[] }> | undefined} */
let ledger;

/** All rows and the day on which they were written: fetched when they are first asked for. */
export function read() {
  ledger ??= fetch(new URL("ledger.json", SITE)).then((answer) => {
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  });
  ledger.catch(() => (ledger = undefined)); // asked for again at the next try
  return ledger;
}
