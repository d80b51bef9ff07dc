"""What a text has against the book's one style for numbers and units (`widgets/results.py`) and apostrophes."""

from __future__ import annotations

import re

#: What the style does not allow, and what it has instead.
FAULTS = {
    "a percent sign away from its number": r"\d\s%",
    "a hyphen for a minus": r"(?<![\w.\-/\]=:`{])-\d",
    "a space, or nothing, at thousands": r"\d[ \u00a0\u202f\u2009]\d{3}(?!\d)|(?<![\w.,/:=&?#{-])\d{4,}(?![\w/-])",
    "a dash for a range": r"\d\s?[–-]\s?\d+(?:\.\d+)?(?=\s(?:%|g|kg|h|min|mg|days|weeks|months|years|people)\b|%)",
    "a unit at its number": r"\d(?:mg|mmol|kg|g|kcal|U|h|min|mL|µU|cm)\b",
}
#: What Sphinx mends in Markdown and nothing mends elsewhere.
STRAIGHT = {"a straight apostrophe": r"\w'(?=\w|\s)"}
#: A year is no number, nor what a program, a formula or an address is written with.
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
CODE = re.compile(
    r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$|<[^>]*>|\]\([^)]*\)|https?://\S+|\S+://\S+", re.DOTALL
)


def faults(text: str, *, markdown: bool = False) -> list[str]:
    """What a text has against the style, with what stands around it."""
    plain = YEAR.sub("", CODE.sub(" ", text))
    return [
        f"{name}: …{plain[max(0, found.start() - 30) : found.end() + 20]}…"
        for name, pattern in (FAULTS if markdown else FAULTS | STRAIGHT).items()
        for found in re.finditer(pattern, plain)
    ]


#: The texts that a page shows and those that a screen reader is told, but for code, formulas and the list of sources.
SHOWN = """() => {
  const left = "script, style, noscript, code, pre, textarea, .math, .katex, #references .citation";
  const kept = (node) => node && !node.closest(left);
  const words = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (words.nextNode()) if (kept(words.currentNode.parentElement)) texts.push(words.currentNode.data);
  for (const name of ["aria-label", "aria-valuetext", "alt", "title"])
    for (const node of document.querySelectorAll(`article [${name}]`))
      if (kept(node)) texts.push(node.getAttribute(name));
  return texts;
}"""
