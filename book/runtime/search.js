// For the search page: the pages that Sphinx's search has found, those first that say most of what was asked for, and
// below each a sentence or two that say it.
import { search as says, page as words } from "../../widgets/generated/words.json";
import { fill } from "../../widgets/javascript/page.js";
import { asWritten, unaccented } from "./spelling.js";

const results = document.getElementById("search-results");
results.replaceChildren(); // a page that was saved from a browser brings what was found then

const say = (/** @type {string} */ reason) => {
  results.textContent = fill(words.failed, { reason });
};

/** Without the index Sphinx's search waits for ever; without the rest it stops. */
function sayWhatIsMissing() {
  /** @type {[string, () => unknown][]} */
  const needed = [
    ["doctools.js", () => Documentation],
    ["searchtools.js", () => Search],
    ["language_data.js", () => globalThis.Stemmer],
    ["searchindex.js", () => Search.hasIndex()],
  ];
  for (const [file, isThere] of needed) {
    try {
      if (isThere()) continue;
    } catch {}
    say(file);
    return;
  }
}

addEventListener("load", sayWhatIsMissing);

const sentences = globalThis.cellsListeningSentences ?? {};
const stemmer = new globalThis.Stemmer(); // the one that the index was made with
const WORD = /[\p{Letter}\p{Number}]+/gu;

/** Words that make a question and say nothing of what it is about. */
const QUESTION =
  /\b(what|why|how|when|where|who|which|is|are|was|do|does|did|can|could|should|will|i|me|my|you|your|it|its|the|a|an|of|in|to|much|many|have|has|get|be)\b/giu;

/** Sentences for each result. */
const SENTENCES_A_RESULT = 2;
/** What a title that holds all that was asked for counts, where the best sentence of a page counts one. */
const TITLE = 2;
/** So many sentences that hold all of it are much, and count half as much as the best of them. */
const MUCH = 40;
const TERM = "#term-";

Object.assign(Documentation.TRANSLATIONS, says);

// Sphinx looks for the words as they are typed; it starts after this script.
const perform = Search.performSearch;
Search.performSearch = (typed) => perform(sought(typed));
Scorer.score = ([page, title, hash]) => relevance(page, title, hash ?? "");

/** The words of each page, as stems. */
const pages = Object.values(sentences).map((parts) => [...new Set(stems(Object.values(parts).flat().join(" ")))]);
const asked = new Set(stems(sought(new URLSearchParams(location.search).get("q") ?? "")));
const weights = new Map([...asked].map((stem) => [stem, rarity(stem)]));
const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0);

/** What is looked for: a question without the words that make it one, unless it has no others. */
function sought(typed) {
  // Sphinx looks words up in plain objects, all of which answer to some, such as "constructor".
  const words = asWritten(typed).replace(/\w+/g, (word) => (stemmer.stemWord(word) in {} ? "" : word));
  const bare = words.replace(QUESTION, " ").trim();
  return (bare.match(WORD) ? bare : words).replace(WORD, indexed);
}

/** A word as the index has it: a name may be typed without its accents, or without the hyphen before its number. */
function indexed(word) {
  const { terms, titleterms } = Search._index ?? { terms: {}, titleterms: {} };
  const stem = stemmer.stemWord(word);
  if (stem in terms || stem in titleterms) return word;
  const found = Object.keys(terms).find((term) => unaccented(term) === unaccented(stem));
  const [, name] = word.match(/^(\p{Letter}{2,})\p{Number}+$/u) ?? [];
  return found ?? (Object.keys(terms).includes(name) ? name : word);
}

function stems(text) {
  return (asWritten(text).match(WORD) ?? []).map((word) => unaccented(stemmer.stemWord(word)));
}

/** Whether words hold a stem; it may be the beginning of a longer one. */
function holds(held, stem) {
  return held.some((word) => word.startsWith(stem));
}

/** How rare a word is among the pages: what stands on each of them tells little. */
function rarity(stem) {
  const found = pages.filter((held) => holds(held, stem)).length;
  return Math.log((pages.length + 1) / (found + 0.5));
}

/** How much of what was asked for a text holds, rare words above all: from none, 0, to all, 1. */
function score(text) {
  const held = stems(text);
  const here = [...weights].filter(([stem]) => holds(held, stem));
  return here.reduce((sum, [, weight]) => sum + weight, 0) / whole;
}

function relevance(page, title, hash) {
  const scores = within(page, hash).map(score);
  const all = scores.reduce((sum, one) => sum + one, 0);
  const named = hash.startsWith(TERM) ? hash.slice(TERM.length) : title;
  return TITLE * score(named) + Math.max(0, ...scores) + Math.min(1, Math.log1p(all) / Math.log1p(MUCH)) / 2;
}

/** The sentences of a page, or of one part of it; of the glossary, the entry of a word. */
function within(page, hash) {
  const parts = sentences[page] ?? {};
  const all = parts[hash] ?? Object.values(parts).flat();
  if (!hash.startsWith(TERM)) return all;
  const word = plain(hash.slice(TERM.length));
  return all.filter((sentence) => plain(sentence.split(":")[0]) === word);
}

const plain = (word) => word.toLowerCase().replaceAll("-", " ");

/** The sentences that hold most of what was asked for, in their order. */
function fitting(page, hash) {
  const here = within(page, hash).map((sentence, index) => ({
    sentence,
    index,
    score: score(sentence),
  }));
  const best = here.filter((one) => one.score > 0).sort((a, b) => b.score - a.score || a.index - b.index);
  return best
    .slice(0, SENTENCES_A_RESULT)
    .sort((a, b) => a.index - b.index)
    .map(({ sentence }) => sentence);
}

/** A sentence with what was asked for marked. */
function marked(sentence) {
  let end = 0;
  const nodes = [];
  for (const { 0: word, index } of sentence.matchAll(WORD)) {
    const [stem] = stems(word);
    if (![...asked].some((one) => stem?.startsWith(one))) continue;
    const mark = document.createElement("mark");
    mark.textContent = word;
    nodes.push(sentence.slice(end, index), mark);
    end = index + word.length;
  }
  return [...nodes, sentence.slice(end)];
}

function tell(item) {
  const link = item.querySelector("a");
  if (!link || item.querySelector(".context")) return;
  const [page, hash] = link.getAttribute("href").split("#");
  const found = fitting(page.replace(/\.html$/, ""), hash === undefined ? "" : `#${hash}`);
  if (found.length === 0) return;
  if (hash?.startsWith(TERM.slice(1))) link.textContent += ` > ${found[0].split(":")[0]}`;
  const said = document.createElement("p");
  said.className = "context";
  said.append(...found.flatMap((sentence, index) => [index > 0 ? " … " : "", ...marked(sentence)]));
  item.append(said);
}

new MutationObserver(() => results.querySelectorAll("ul.search > li").forEach(tell)).observe(results, {
  childList: true,
  subtree: true,
});

/** @type {HTMLInputElement} */
const field = document.querySelector(".bd-search-container form.bd-search input");
field.focus();
field.select();
