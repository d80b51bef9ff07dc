"""The words of a page, as a reader meets them: for what measures and checks the text.

A page is a notebook or a Markdown file. Its Markdown is parsed as the book parses it (MyST), so
that a passage knows what it is (a paragraph, a list item, a table's row, a quotation), which box
it stands in, and which of its signs are words.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path

import nbformat
import yaml
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

ROOT = Path(__file__).parents[1]

DIRECTIVE = re.compile(r"\{([\w:-]+)\}\s*(.*)")
OPTION = re.compile(r":([\w-]+):\s*(.*)")
WITHOUT_WORDS = {"bibliography", "math", "code-cell", "figure", "image", "tableofcontents"}
SENTENCE_END = re.compile(r"(?<=[.!?:])[*)”\"’]*\s+(?=[\W_]*[A-Z0-9])")
TERM = re.compile(r"(.*?)\s*<[^>]*>")
LINK = re.compile(r"\{term\}`([^`]+)`")
#: A number or a word that an explorer answers to: `extension/mentions.py`.
MENTION = re.compile(r"\[([^\]]+)\]\(#[\w-]+\?[^)]*\)")
HEADING = re.compile(r"(#+) (.*)")
#: The tag of a cell whose heading begins a section that opens at a click, and the box of what a fold within a cell
#: holds: `extension/folds.py`.
FOLD = "fold"
#: The tags around what every host of notebooks folds, each with an empty line on its inner side, and its title, which
#: looks like what can be pressed.
DETAILS = re.compile(r"<details>\s*<summary><u>(.*)</u></summary>")
DETAILS_END = "</details>"
#: Tags of a code cell whose output a reader of the site does not see.
UNSEEN = {"remove-cell", "remove-output"}


@dataclass(frozen=True)
class Passage:
    """A paragraph, or what stands in its place.

    Attributes
    ----------
    kind : {"heading", "paragraph", "item", "row", "quote", "term"}
        A row is a row of a table, its cells joined by ``|``; a term is one of the glossary.
    box : str
        Class of the innermost box around it, such as ``"try"``; else the directive's name, or "".
    source : str
        As its author wrote it, on one line.
    words : str
        Without markup, formulas, code and citations.
    folded : bool
        Whether a reader must open a fold to see it.
    """

    kind: str
    box: str
    source: str
    words: str
    folded: bool = False

    def sentences(self) -> list[str]:
        """Sentences of the source, links to the glossary as their words; a table's row is one."""
        said = unlinked(self.source)
        return [said] if self.kind == "row" else SENTENCE_END.split(said)


def pages() -> list[Path]:
    """Return the pages of the book in their order, from ``_toc.yml``."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    names = [contents["root"]]
    names += [page["file"] for part in contents["parts"] for page in part["chapters"]]
    return [next(ROOT.glob(f"{name}.*")) for name in names]


def chapters() -> list[Path]:
    """Return the chapters of the story, in order."""
    return [page for page in pages() if page.parent.name == "chapters"]


def markdown(page: Path) -> list[str]:
    """Return the Markdown of a page: of each Markdown cell, or the whole file."""
    return [cell.source for cell in cells(page) if cell.cell_type == "markdown"]


def cells(page: Path) -> list[nbformat.NotebookNode]:
    """Return the cells of a page; a Markdown file is one."""
    if page.suffix != ".ipynb":
        return [nbformat.v4.new_markdown_cell(page.read_text("utf-8"))]
    return nbformat.read(page, as_version=4).cells


def folds(page: Path) -> list[str]:
    """Return the headings of a page's sections that open at a click."""
    tagged = (cell for cell in cells(page) if FOLD in cell.metadata.get("tags", []))
    return [HEADING.match(cell.source)[2] for cell in tagged]


def unlinked(text: str) -> str:
    """Return a Markdown text with each link to the glossary or to an explorer as the words that it shows."""
    return LINK.sub(lambda link: TERM.sub(r"\1", link[1]), MENTION.sub(r"\1", text))


def passages(page: Path) -> list[Passage]:
    """Return the passages of a page in their order."""
    return [*chain.from_iterable(stretches(page))]


def stretches(page: Path) -> list[list[Passage]]:
    """Return the passages of a page, cut where a code cell shows something."""
    found: list[list[Passage]] = [[]]
    level = 0  # of the heading of the folded section that we are in; 0 outside
    for cell in cells(page):
        tags = set(cell.metadata.get("tags", []))
        if cell.cell_type == "markdown":
            heading = HEADING.match(cell.source)
            if heading and (not level or len(heading[1]) <= level):
                level = len(heading[1]) if FOLD in tags else 0
            read = passages_of(cell.source)
            found[-1] += (replace(passage, folded=True) for passage in read) if level else read
        elif not tags & UNSEEN and not level:
            found.append([])
    return found


@cache
def _parser() -> MarkdownIt:
    settings = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["parse"]
    config = MdParserConfig(enable_extensions=set(settings["myst_enable_extensions"]))
    return create_md_parser(config, RendererHTML)


def passages_of(text: str, box: str = "") -> Iterator[Passage]:
    """Yield the passages of a Markdown text that stands in a box, or in none."""
    outside, folded = box, False
    around: list[str] = []  # the open blocks, outermost first
    cells: list[Passage] = []
    for token in _parser().parse(text):
        if token.type == "html_block":
            opened = DETAILS.fullmatch(token.content.strip())
            folded = bool(opened)
            box = outside or FOLD if folded else outside
            for passage in passages_of(opened[1], FOLD) if opened else ():
                yield replace(passage, kind="heading")
        elif token.type in ("fence", "colon_fence"):
            for passage in _directive(token, box):
                yield replace(passage, folded=folded or passage.folded)
        elif token.type == "inline":
            passage = Passage(_kind(around), box, _one_line(token.content), _words(token), folded)
            if "tr" in around:
                cells.append(passage)
            else:
                yield passage
        elif token.nesting == 1:
            around.append(token.type.removesuffix("_open"))
        elif token.nesting == -1:
            around.pop()
            if token.type == "tr_close":
                yield _row(cells, box)
                cells = []


def _kind(around: list[str]) -> str:
    kinds = {"blockquote": "quote", "heading": "heading", "list_item": "item"}
    return next((kind for block, kind in kinds.items() if block in around), "paragraph")


def _row(cells: list[Passage], box: str) -> Passage:
    source, words = (" | ".join(getattr(c, part) for c in cells) for part in ("source", "words"))
    return Passage("row", box, source, words, cells[0].folded)


def _directive(token: Token, box: str) -> Iterator[Passage]:
    found = DIRECTIVE.match(token.info)
    if not found or found[1] in WITHOUT_WORDS:
        return
    name, title = found.groups()
    body, classes = _without_options(token.content)
    folded = name == "dropdown"
    inner = FOLD if folded else classes.split()[-1] if classes else name
    if name == "glossary":
        yield from _glossary(body, name)
        return
    for passage in passages_of(title, inner):
        yield replace(passage, kind="heading")
    for passage in passages_of(body, box or FOLD if folded else inner):
        yield replace(passage, folded=folded or passage.folded)


def _without_options(body: str) -> tuple[str, str]:
    """Cut the options off a directive's body; return the rest, and the value of ``:class:``."""
    lines, classes = body.splitlines(), ""
    while lines and (option := OPTION.fullmatch(lines[0].strip())):
        classes = option[2] if option[1] == "class" else classes
        del lines[0]
    return "\n".join(lines), classes


def _glossary(body: str, box: str) -> Iterator[Passage]:
    for block in re.split(r"\n(?=\S)", body):
        term, _, definition = block.partition("\n")
        yield Passage("term", box, term.strip(), term.strip())
        yield from passages_of(textwrap.dedent(definition), box)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _words(token: Token) -> str:
    words = "".join(_word(child) for child in token.children or [])
    return re.sub(r"\s+(?=[.,;:!?])", "", _one_line(words))  # where a citation stood


def _word(token: Token) -> str:
    if token.type == "myst_role":
        shown = TERM.sub(r"\1", token.content)
        return "" if token.meta["name"].startswith("cite") else shown
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content if token.type == "text" else ""
