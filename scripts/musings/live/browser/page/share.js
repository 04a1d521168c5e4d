/**
 * Edited code in an address: its fragment holds the text of each edited cell, compressed. Nothing is sent to a server.
 *
 * An address is anybody's, and a short one can inflate to any length: no more is inflated than code may take.
 */

const PREFIX = "#live=";
/** Bytes of code that an address may hold. */
const MOST = 200_000;
/** Characters that hold so much, even where it cannot be compressed. */
const LONGEST = 1.4 * MOST;
/** Bytes that are inflated at a time: at most a thousand times as many come out before they are counted. */
const PIECE = 256;

/** @param {Uint8Array} bytes @param {CompressionStream | DecompressionStream} through */
function piped(bytes, through) {
  let at = 0;
  const pieces = new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, (at += PIECE)));
      else controller.close();
    },
  });
  return pieces.pipeThrough(through).getReader();
}

/**
 * All bytes of a stream, or nothing where there are too many: no more is asked of it then.
 * @param {ReadableStreamDefaultReader<Uint8Array>} reader
 */
async function gathered(reader) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const found = [];
  let size = 0;
  for (let { done, value } = await reader.read(); !done && value; { done, value } = await reader.read()) {
    size += value.length;
    if (size > MOST) {
      await reader.cancel();
      return undefined;
    }
    found.push(/** @type {Uint8Array<ArrayBuffer>} */ (value));
  }
  return new Uint8Array(await new Blob(found).arrayBuffer());
}

/**
 * @param {Record<string, string>} edits code by the cell's key
 * @returns {Promise<string | undefined>} the fragment, or nothing where the code is too long for one
 */
export async function pack(edits) {
  const whole = new TextEncoder().encode(JSON.stringify(edits));
  const bytes = whole.length <= MOST ? await gathered(piped(whole, new CompressionStream("deflate-raw"))) : undefined;
  if (!bytes) return undefined;
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return PREFIX + text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * @param {string} fragment
 * @returns {Promise<Record<string, string> | undefined>} nothing for a fragment that is not one of ours, is damaged, or holds too much
 */
export async function unpack(fragment) {
  if (!fragment.startsWith(PREFIX) || fragment.length > LONGEST) return undefined;
  try {
    const text = atob(fragment.slice(PREFIX.length).replaceAll("-", "+").replaceAll("_", "/"));
    const packed = Uint8Array.from(text, (char) => char.charCodeAt(0));
    const bytes = await gathered(piped(packed, new DecompressionStream("deflate-raw")));
    if (!bytes) return undefined;
    const edits = JSON.parse(new TextDecoder().decode(bytes));
    return Object.fromEntries(Object.entries(edits).filter(([, code]) => typeof code === "string"));
  } catch {
    return undefined;
  }
}
