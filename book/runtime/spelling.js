/** What readers type in the spelling of their own country, keyboard or file, as the book writes it. */

/**
 * From British to American, by parts of words that occur in nothing else.
 * @type {[RegExp, string][]}
 */
const AMERICAN = [
  [/aemi/g, "emi"], // hyperglycaemia, insulinaemia, glycaemic
  [/haem/g, "hem"],
  [/oedem/g, "edem"],
  [/oesoph/g, "esoph"],
  [/oestr/g, "estr"],
  [/paed/g, "ped"],
  [/coeli/g, "celi"],
  [/diarrhoea/g, "diarrhea"],
  [/\bsulph/g, "sulf"],
  [/\bfibre/g, "fiber"],
  [/\b(milli|centi|deci|micro|kilo)?(lit|met)re(s?)\b/g, "$1$2er$3"],
  [/\bcentre/g, "center"],
  [/\b(tum|col|behavi|fav|flav|lab|neighb|vap|hum)our/g, "$1or"],
  [/\b(anal|catal|paral|hydrol|dial)yse/g, "$1yze"],
  [/([a-z](?:bol|nal|ter|mal|tal|ral|dom|min|gan|cal|bil|sit|til))is(e[ds]?|ing|ation)\b/g, "$1iz$2"],
  [/\bageing\b/g, "aging"],
  [/\bprogramme(s?)\b/g, "program$1"],
  [/\bpractis/g, "practic"],
];

/** @param {string} typed */
export function asWritten(typed) {
  // An accent and the letter below it are one then, and wide letters are ordinary ones. The book writes the micro sign.
  const plain = typed.normalize("NFKC").replaceAll("\u2212", "-").toLowerCase().replaceAll("\u03bc", "\u00b5");
  return AMERICAN.reduce((text, [british, american]) => text.replace(british, american), plain);
}
