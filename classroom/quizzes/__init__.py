"""The book's quizzes for learning platforms: a QTI package for Canvas and a question file for Moodle, a chapter each.

Both come from ``widgets/quizzes/questions``. A question for an explorer becomes a link to the explorer on the site, set
for the question, and asks where a slider stands then; what is right there is computed from the model.

``items``
    A question as a platform knows it: its text, its answers, what is said of each.
``explored``
    The answers of a question for an explorer, over all settings of its slider (``shown.mjs`` runs the page's program).
``qti``, ``moodle``
    The two formats, written with ``elements``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from tqdm import tqdm

from book import prose
from widgets import quizzes

from . import moodle, qti
from .explored import Explored
from .items import Fields, Item, Quiz, chosen, link, prompted, strings, typed

__all__ = ["SiteError", "quiz_of", "site_address", "write"]

ROOT = Path(__file__).parents[2]


class SiteError(ValueError):
    """The address of the book's site, where it is missing or no address."""


def site_address(given: str = "") -> str:
    """Address of the book's site, with a slash at its end.

    Parameters
    ----------
    given : str
        As it was told; "" for the setting ``html: baseurl`` of ``_config.yml``.

    Raises
    ------
    SiteError
        If there is none, or it does not begin with http:// or https://.
    """
    settings = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    address = given or settings["html"].get("baseurl", "")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise SiteError(
            f"site is {address!r}; allowed: where the book stands, such as https://example.org/book/ "
            "(--site, or html: baseurl in _config.yml)"
        )
    return address.rstrip("/") + "/"


def write(out: Path, site: str = "") -> list[Path]:
    """Write the quiz of each chapter: ``canvas/<chapter>.zip`` and ``moodle/<chapter>.xml``.

    Parameters
    ----------
    out : Path
        Folder; it is made where it is missing, and what an earlier run wrote is replaced.
    site : str
        Address of the book's site, for the links to the explorers; see `site_address`.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    SiteError
        If the address is missing or no address.
    QuizError
        If a file of questions breaks a rule.
    RuntimeError
        If the explorers' JavaScript has not been bundled.
    """
    address = site_address(site)
    written = []
    for chapter in tqdm(quizzes.chapters(), unit="chapter"):
        quiz = quiz_of(chapter, address)
        for path, content in (
            (out / "canvas" / f"{chapter}.zip", qti.package(quiz)),
            (out / "moodle" / f"{chapter}.xml", moodle.questions(quiz)),
        ):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            written.append(path)
    return written


def quiz_of(chapter: str, site: str) -> Quiz:
    """The quiz of a chapter as platforms know it.

    Parameters
    ----------
    chapter : str
        Such as ``"05-insulin-resistance"``.
    site : str
        Address of the book's site, with a slash at its end.

    Raises
    ------
    QuizError
        If there is no such quiz, or its file breaks a rule.
    RuntimeError
        If the explorers' JavaScript has not been bundled.
    """
    questions = quizzes.load(chapter)["questions"]
    heading = prose.markdown(ROOT / "chapters" / f"{chapter}.ipynb")[0].splitlines()[0]
    quiz = Quiz(chapter, heading.removeprefix("# "))
    items = [_item(quiz, site, place, question) for place, question in enumerate(questions, 1)]
    return replace(quiz, items=tuple(items))


def _item(quiz: Quiz, site: str, place: int, question: Fields) -> Item:
    name = f"{quiz.chapter}.{question['id']}"
    title = f"{quiz.chapter[:2]}.{place} {question['id'].replace('-', ' ')}"
    if question["kind"] == "explorer":
        explored = Explored(quiz.chapter, question)
        return Item(name, title, explored.prompt(site), bands=explored.bands)
    told = strings()["chapter"].format(title=quiz.title)
    prompt = prompted(question) + link(f"{site}chapters/{quiz.chapter}.html", told)
    if question["kind"] == "number":
        return Item(name, title, prompt, bands=typed(question))
    several = question["kind"] == "several"
    return Item(name, title, prompt, choices=chosen(question), several=several)
