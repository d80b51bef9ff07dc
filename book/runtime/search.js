// For the search page: below each page that Sphinx's search has found, a sentence or two that say what was asked for.
import { page as words } from "../../widgets/generated/words.json";
import { fill } from "../../widgets/javascript/page.js";
import { asWritten } from "./spelling.js";

const sentences = globalThis.cellsListeningSentences ?? {};
const stemmer = new globalThis.Stemmer(); // the one that the index was made with
const WORD = /[\p{Letter}\p{Number}]+/gu;

/** Sentences for each result. */
const MOST = 2;

// Sphinx looks for the words as they are typed; it starts after this script.
const perform = Search.performSearch;
Search.performSearch = (typed) => perform(asWritten(typed));

const asked = new Set(stems(new URLSearchParams(location.search).get("q") ?? ""));

function stems(text) {
  return (asWritten(text).match(WORD) ?? []).map((word) => stemmer.stemWord(word));
}

/** How many of the words that were asked for a sentence holds; a word may be the beginning of a longer one. */
function score(sentence) {
  const held = stems(sentence);
  return [...asked].filter((stem) => held.some((word) => word.startsWith(stem))).length;
}

/** The sentences of a page, or of one part of it, that hold most of what was asked for, in their order. */
function fitting(page, hash) {
  const parts = sentences[page] ?? {};
  const here = (parts[hash] ?? Object.values(parts).flat()).map((sentence, index) => ({
    sentence,
    index,
    score: score(sentence),
  }));
  const best = here.filter((one) => one.score > 0).sort((a, b) => b.score - a.score || a.index - b.index);
  return best
    .slice(0, MOST)
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
  const said = document.createElement("p");
  said.className = "context";
  said.append(...found.flatMap((sentence, index) => [index > 0 ? " … " : "", ...marked(sentence)]));
  item.append(said);
}

const results = document.getElementById("search-results");
new MutationObserver(() => results.querySelectorAll("ul.search > li").forEach(tell)).observe(results, {
  childList: true,
  subtree: true,
});

// Without the index Sphinx's search waits for ever.
addEventListener("load", () => {
  if (!Search.hasIndex()) results.textContent = fill(words.failed, { reason: "searchindex.js" });
});

/** @type {HTMLInputElement} */
const field = document.querySelector(".bd-search-container form.bd-search input");
field.focus();
field.select();
