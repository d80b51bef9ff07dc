/**
 * A part of an address as it is meant; as it is written where its escapes are broken, as mails and chats leave them.
 * @param {string} text
 */
export function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
