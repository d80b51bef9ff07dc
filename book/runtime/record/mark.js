// What codes of a record look like.

/** How each begins: the form of the code. */
export const MARK = "CELLS1.";

/** All that are in a text, where one may follow another without a space. */
export const CODES = /CELLS1\.(?:(?!CELLS1\.)[\w-])+/g;

/** One, sound or not, and nothing beside it. */
export const CODE = /^CELLS1\.[\w-]+$/;
