/** What the build has laid beside the pages, and how it is fetched: Python, its packages, the site's modules, first views. */

export const PACK = new URL("../../pack/", import.meta.url);

/** It names the rest. In a built site its name has the version of the code that asks for it (musings.site.offline). */
export const MANIFEST = new URL(`manifest${/\/live(\.\w+)\//.exec(import.meta.url)?.[1] ?? ""}.json`, PACK);

/** @param {string | URL} address @param {RequestInit} [init] */
export async function get(address, init) {
  const answer = await fetch(address, init);
  if (!answer.ok) throw new Error(`${new URL(address).pathname.split("/").at(-1)} is not there (${answer.status})`);
  return answer;
}
