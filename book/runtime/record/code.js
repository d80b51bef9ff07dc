// A record as a short code: its JSON, compressed, in letters that survive copying. The check sum
// is that of gzip: a code with a mistake in it does not open.
import { CODE, MARK } from "./mark.js";
import { LARGEST } from "./shape.js";

/** Whether this browser can make and open codes. */
export const codesWork = () => typeof CompressionStream === "function";

/** Whether a text looks like a code, sound or not. */
export const looksLikeCode = (text) => text.startsWith(MARK);

/**
 * @param {string} text
 * @returns {Promise<string>}
 */
export async function encode(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const letters = btoa(String.fromCharCode(...bytes));
  return MARK + letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * @param {string} code
 * @returns {Promise<string>}
 * @throws {Error} if it is none, was damaged, or holds more than a record can
 */
export async function decode(code) {
  if (!CODE.test(code)) throw new Error("not a code");
  const letters = code.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const text = new TextDecoder("utf-8", { fatal: true });
  let found = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    found += text.decode(part.value, { stream: true });
    if (found.length > LARGEST) {
      await reader.cancel();
      throw new Error("too much");
    }
  }
  return found + text.decode();
}
