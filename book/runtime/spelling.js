/** What readers type in the spelling of their own country, keyboard or file, as the book writes it. */

/**
 * From British to American, by parts of words that occur in nothing else.
 * @type {[RegExp, string][]}
 */
const AMERICAN = [
  [/\u03b1/g, "alpha"],
  [/\u03b2/g, "beta"],
  [/\u00e6/g, "ae"],
  [/\u0153/g, "oe"],
  [/\bu(iu|u|g|mol|l|m)(?=\b|\/)/g, "\u00b5$1"], // a keyboard's way to write a millionth
  [/aemi/g, "emi"], // hyperglycaemia, insulinaemia, glycaemic
  [/haem/g, "hem"],
  [/oedem/g, "edem"],
  [/oesoph/g, "esoph"],
  [/oestr/g, "estr"],
  [/paed/g, "ped"],
  [/coeli/g, "celi"],
  [/diarrhoea/g, "diarrhea"],
  [/pnoea/g, "pnea"],
  [/anaesth/g, "anesth"],
  [/gynaec/g, "gynec"],
  [/\bfaec/g, "fec"],
  [/\bfoet/g, "fet"],
  [/\bsulph/g, "sulf"],
  [/\bfibre/g, "fiber"],
  [/\b(milli|centi|deci|micro|kilo)?(lit|met)re(s?)\b/g, "$1$2er$3"],
  [/\bcentre/g, "center"],
  [/\b(tum|col|behavi|fav|flav|lab|neighb|vap|hum)our/g, "$1or"],
  [/\b(anal|catal|paral|hydrol|dial)yse/g, "$1yze"],
  [
    /([a-z](?:bol|nal|ter|mal|tal|ral|dom|min|gan|cal|bil|rit|sit|til|phas|tim|nim|cogn|ual|eal|mar|xid))is(e[drs]?|ers|ing|ation)\b/g,
    "$1iz$2",
  ],
  [/\b(counse|trave|leve|mode|labe|signa|cance|channe)ll(e[dr]|ers|ing)\b/g, "$1l$2"],
  [/\bageing\b/g, "aging"],
  [/\bprogramme(s?)\b/g, "program$1"],
  [/\bpractis/g, "practic"],
  [/\b(de|of)fence/g, "$1fense"],
  [/\blicence/g, "license"],
  [/\bjudgement/g, "judgment"],
  [/\bsceptic/g, "skeptic"],
  [/\bartefact/g, "artifact"],
  [/\bgrey\b/g, "gray"],
];

/** @param {string} typed */
export function asWritten(typed) {
  // An accent and the letter below it are one then, and wide letters are ordinary ones. The book writes the micro sign.
  // What a page or a PDF puts within a word, to break it there, comes along when it is copied.
  const whole = typed.normalize("NFKC").replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "");
  const plain = whole
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .toLowerCase()
    .replaceAll("\u03bc", "\u00b5");
  return AMERICAN.reduce((text, [british, american]) => text.replace(british, american), plain);
}

/** Letters that are not one letter and an accent, as a keyboard without them writes them. */
const LETTERS = { ø: "o", æ: "ae", œ: "oe", ß: "ss", ł: "l", đ: "d" };

/**
 * A word without its accents.
 * @param {string} word in small letters
 */
export function unaccented(word) {
  return word
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .replace(/[øæœßłđ]/g, (letter) => LETTERS[letter]);
}
