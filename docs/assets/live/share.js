/**
 * Edited code in an address: its fragment holds the text of each edited cell, compressed. Nothing is sent to a server.
 */

const PREFIX = "#live=";
const LONGEST = 1_000_000;

/** @param {Uint8Array} bytes @param {CompressionStream | DecompressionStream} through */
async function piped(bytes, through) {
  const stream = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytes)]).stream().pipeThrough(through);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * @param {Record<string, string>} edits code by the cell's key
 * @returns {Promise<string>} the fragment
 */
export async function pack(edits) {
  const bytes = await piped(new TextEncoder().encode(JSON.stringify(edits)), new CompressionStream("deflate-raw"));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return PREFIX + text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * @param {string} fragment
 * @returns {Promise<Record<string, string> | undefined>} nothing for a fragment that is not one of ours, or is damaged
 */
export async function unpack(fragment) {
  if (!fragment.startsWith(PREFIX) || fragment.length > LONGEST) return undefined;
  try {
    const text = atob(fragment.slice(PREFIX.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = await piped(Uint8Array.from(text, (char) => char.charCodeAt(0)), new DecompressionStream("deflate-raw"));
    const edits = JSON.parse(new TextDecoder().decode(bytes));
    const entries = Object.entries(edits).filter(([, code]) => typeof code === "string");
    return Object.fromEntries(entries);
  } catch {
    return undefined;
  }
}
