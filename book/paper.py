"""Make one PDF of the whole book, from the pages of the built site.

``python -m book.paper _build/html`` puts the articles of all pages into one, in the order of
``_toc.yml``, and prints it with Chromium, which the pictures and the tests need anyway. So the
paper shows what the site shows: the same text, the formulas that KaTeX drew, the explorers'
pictures (`book.pictures`). Jupyter Book's own PDF builders were no choice: LaTeX would draw all of
it anew, without the theme and the noscript parts, and ``pdfhtml`` prints one page as the screen
has it, without cover, contents or page numbers.

What moves on the site becomes still: a folded part is open, an explorer is its picture, a quiz
its questions, with the answers at the end. A browser can not print a page number beside a link,
so the book is printed twice: the first print tells on which pages the parts begin.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from playwright.sync_api import Page, sync_playwright
from pypdf import PdfReader

from book import built, chromium, cover
from book.extension.execution import digest
from book.extension.formulas import SIZES
from book.extension.no_script import FOLDER, scene_name
from book.words import book_words
from widgets import bets, quizzes
from widgets.bets.readable import answer_as_html
from widgets.quizzes.loading import strings
from widgets.quizzes.readable import answers_as_html

HERE = Path(__file__).parent
OUT = Path("_build/print")
NAME = "when-cells-stop-listening"
#: The picture on the front: the width of the paper and a part of its height, in millimeters.
COVER = (210, 130)

# Nothing of these is of use on paper.
LEFT_OUT = (
    ".headerlink, script, style, .screen-only, .toctree-wrapper, .sd-summary-state-marker,"
    " .start-reading, .katex-mathml, .copybtn"
)
NUMBERS = """(pages) => document.querySelectorAll("[data-page-of]").forEach(
    (place) => (place.textContent = pages[place.dataset.pageOf]))"""


@dataclass(frozen=True)
class Part:
    """One page of the site, as it stands in the print."""

    name: str  # its anchor
    title: str
    html: str


def page_names(root: Path) -> list[tuple[str, list[str]]]:
    """Return the captions of ``_toc.yml``, each with its pages; the root page comes first."""
    contents = yaml.safe_load((root / "_toc.yml").read_text("utf-8"))
    parts = [
        (part["caption"], [page["file"] for page in part["chapters"]]) for part in contents["parts"]
    ]
    return [("", [contents["root"]]), *parts]


def anchor(page: str, fragment: str = "") -> str:
    """Return what a place of a page is called in the one print."""
    return f"{page.replace('/', '-')}--{fragment}".removesuffix("--")


# --- one page -------------------------------------------------------------------------------------


def article(site: Path, name: str) -> Part:
    """Return the article of a page, ready for paper."""
    soup = BeautifulSoup((site / f"{name}.html").read_text("utf-8"), "html.parser")
    found = soup.select_one("article.bd-article")
    assert found is not None, f"{name}.html has no article"
    show_still_parts(soup, found)
    open_folded_parts(found)
    name_formulas(found)
    for spare in found.select(LEFT_OUT):
        spare.decompose()
    for section in found.select("section"):
        if not section.find(lambda tag: tag.name not in ("h2", "h3", "h4")):
            section.decompose()  # only its heading is left
    point_into_the_print(found, name, site)
    heading = found.find("h1")
    assert heading is not None, f"{name}.html has no title"
    return Part(anchor(name), heading.get_text().strip(), found.decode_contents())


def show_still_parts(soup: BeautifulSoup, found: Tag) -> None:
    """Put what stands for a widget without JavaScript in its place."""
    for still in found.select("noscript"):
        still.unwrap()
    for drawn in found.select(".bet-drawn"):
        drawn.decompose()  # it stands with the answers
    for picture in found.select("img.explorer-picture"):
        figure = picture.wrap(soup.new_tag("figure"))
        caption = soup.new_tag("figcaption")
        caption.string = book_words()["paper"]["explorer"]
        figure.append(caption)


def open_folded_parts(found: Tag) -> None:
    """Open what a click opens on the site; drop code that only shows a picture or a formula."""
    for cell in found.select("div.cell"):
        shown = cell.select_one("figure, .quiz-readable, .math, table")
        code = cell.select_one(".cell_input")
        if code and shown:
            code.decompose()
    for folded in found.select("details"):
        summary = folded.find("summary")
        assert summary is not None
        summary.name = "p"
        summary["class"] = "folded-title"
        folded.name = "div"
        folded["class"] = "folded"


def name_formulas(found: Tag) -> None:
    """Give each drawn formula its source as a name, for readers who listen."""
    for formula in found.select(".katex"):
        source = formula.select_one("annotation")
        assert source is not None
        formula["role"], formula["aria-label"] = "math", source.get_text()


def point_into_the_print(found: Tag, page: str, site: Path) -> None:
    """Make all anchors unlike those of other pages, and let links between pages lead to them."""
    for place in found.select("[id]"):
        place["id"] = anchor(page, str(place["id"]))
    for link in found.select("a[href]"):
        address = urlsplit(str(link["href"]))
        file = address.path and Path(address.path).suffix != ".html" and not address.scheme
        if file or link.has_attr("download"):
            link.unwrap()  # a file to download: paper has the words alone
        elif not address.scheme:
            link["href"] = "#" + address_in_print(address.path, address.fragment, page)
    for picture in found.select("img[src]"):
        file = (site / page).parent / str(picture["src"])
        picture["src"] = os.path.relpath(file, OUT)


def address_in_print(path: str, fragment: str, page: str) -> str:
    """Return the anchor that a link of a page leads to."""
    folder = Path(page).parent.as_posix()
    target = os.path.normpath(f"{folder}/{path}").removesuffix(".html") if path else page
    return anchor(target, fragment)


# --- the whole ------------------------------------------------------------------------------------


def answers(site: Path) -> list[dict[str, str]]:
    """Return the answers to the bets and the questions, a chapter each."""
    return [
        {
            "chapter": name,
            "html": _answer_to(name, site) + _answers_to(quizzes.load(name)),
        }
        for name in quizzes.chapters()
    ]


def _answer_to(chapter: str, site: Path) -> str:
    """Return the answer to a chapter's bet, with the picture of a scene."""
    bet = bets.load(chapter)
    if not bet["scene"]:
        return answer_as_html(bet)
    file = os.path.relpath(site / FOLDER / f"{scene_name(f'chapters/{chapter}')}.png", OUT)
    return f'{answer_as_html(bet)}<figure><img src="{file}" alt=""></figure>'


def _answers_to(quiz: dict[str, Any]) -> str:
    """Return the answers to a chapter's questions, before them those that are asked twice."""
    twice = quiz.get("twice")
    before = (
        f"<p>{strings('before')['title']}</p>{answers_as_html({'questions': twice})}"
        if twice
        else ""
    )
    return before + answers_as_html(quiz)


def assemble(site: Path, root: Path) -> str:
    """Return the whole book as one HTML page."""
    groups = [
        {"caption": caption, "parts": [article(site, name) for name in names]}
        for caption, names in page_names(root)
    ]
    titles = {part.name: part.title for group in groups for part in group["parts"]}
    templates = Environment(
        loader=FileSystemLoader(HERE / "theme/templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return templates.get_template("paper.html").render(
        book=yaml.safe_load((root / "_config.yml").read_text("utf-8")),
        groups=groups,
        answers=[
            answer | {"title": titles[anchor(f"chapters/{answer['chapter']}")]}
            for answer in answers(site)
            if anchor(f"chapters/{answer['chapter']}") in titles
        ],
        cover={"line": book_words()["cover"]["line"], "picture": Markup(cover.picture(COVER))},
        styles=[os.path.relpath(sheet, OUT) for sheet in sheets(site)],
    )


def sheets(site: Path) -> list[Path]:
    """Return the style sheets of the print: its own, and that of the formulas."""
    return [site / "_static/book/paper.css", site / "_static" / SIZES]


def pages_of_parts(pdf: Path) -> dict[str, int]:
    """Return the page on which each named place of a PDF stands, the first being 1."""
    reader = PdfReader(pdf)
    return {
        name.lstrip("/"): (reader.get_destination_page_number(place) or 0) + 1
        for name, place in reader.named_destinations.items()
    }


def print_page(tab: Page, pdf: Path) -> None:
    """Print the page that a tab shows."""
    tab.pdf(path=pdf, prefer_css_page_size=True, print_background=True, tagged=True, outline=True)


def print_book(site: Path, root: Path) -> Path:
    """Make the PDF, unless it is there and nothing of it has changed; return its path.

    Raises
    ------
    SystemExit
        If there is no Chromium.
    """
    OUT.mkdir(parents=True, exist_ok=True)
    page, pdf, seen = OUT / "book.html", OUT / f"{NAME}.pdf", OUT / "digest"
    page.write_text(assemble(site, root), "utf-8")
    pictures = [
        OUT / name for name in re.findall(r'<img[^>]*src="([^"]+)"', page.read_text("utf-8"))
    ]
    now = digest([page, *sheets(site), *pictures])
    if not (pdf.exists() and seen.exists() and seen.read_text("utf-8") == now):
        with sync_playwright() as playwright:
            browser = chromium.launch(playwright)
            tab = browser.new_page()
            tab.goto(page.resolve().as_uri())
            tab.evaluate("document.fonts.ready")
            print_page(tab, pdf)
            tab.evaluate(NUMBERS, pages_of_parts(pdf))
            print_page(tab, pdf)
            browser.close()
        seen.write_text(now, "utf-8")
    return pdf


if __name__ == "__main__":
    folder = built.site(sys.argv[1:])
    pdf = print_book(folder, HERE.parent)
    shutil.copy(pdf, folder)
    print(f"The book on paper: {pdf}")
