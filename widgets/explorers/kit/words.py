"""The words of the explorers: each folder's own ``words.yaml``, and the kit's, which all share.

A text may hold {gaps}, **words that stand out**, ``<b>bold</b>`` and ``<br>``. It closes what it opens: no other text
and no code completes it. What is `Told` may also hold words of the glossary, as the book's pages write them:
``{term}`word``` or ``{term}`words <word>```. On the site they lead there; elsewhere they are words.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, StrictStr

from widgets.tables import Place, Row, Steps, read, refusal

_EXPLORERS = Path(__file__).parents[1]

_MARK = re.compile(r"\*\*|<[^>]*>|[<>*]")
_GAP = re.compile(r"\{\w+\}")
_TERM = re.compile(r"\{term\}`[^`{}<>*]+(?: <[^`{}<>*]+>)?`")
_ALLOWED = (
    'text in which "**", "<b>" and "{" are closed where they are opened; no other markup but "<br>"'
)
_TERMS = '; and "{term}`word`" or "{term}`words <word>`" of the glossary'


class WordsError(ValueError):
    """Words that would not work; the message says where and what is allowed."""


def _closes_what_it_opens(text: str) -> bool:
    if set("{}") & set(_GAP.sub("", text)):
        return False
    opened: list[str] = []
    for mark in _MARK.findall(text):
        if mark == "<br>":
            continue
        if opened and mark == {"<b>": "</b>"}.get(opened[-1], opened[-1]):
            opened.pop()
        elif mark in ("**", "<b>"):
            opened.append(mark)
        else:
            return False
    return not opened


def _checked(text: str, field: str = "", told: bool = False) -> str:
    if not text.strip():
        raise refusal(field, text, "text that is not empty (in quotes)")
    bare = _TERM.sub("word", text) if told else text
    if "`" in bare or not _closes_what_it_opens(bare):
        raise refusal(field, text, _ALLOWED + (_TERMS if told else ""))
    return text


def _checked_told(text: str) -> str:
    return _checked(text, told=True)


def _checked_tree(value: Any, field: str = "") -> Any:
    if isinstance(value, str):
        return _checked(value, field)
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            _checked_tree(inner, f"{field}.{name}" if field else str(name))
    elif isinstance(value, list) and value:
        for place, inner in enumerate(value, start=1):
            _checked_tree(inner, f"{field}[{place}]")
    else:
        raise refusal(field, value, "text (in quotes), or a set or a list of texts")
    return value


#: One text.
Phrase = Annotated[StrictStr, AfterValidator(_checked)]
#: One text in which words may lead to the glossary.
Told = Annotated[StrictStr, AfterValidator(_checked_told)]
#: Texts by name.
Phrases = dict[str, Phrase]
#: Texts in sets and lists, as their chart or their module wants them.
Tree = Annotated[Any, AfterValidator(_checked_tree)]


class Runs(Row):
    """Names of the runs in the legends."""

    now: Phrase | None = None
    health: Phrase | None = None
    pinned: Phrase | None = None


class ControlWords(Row):
    """Words of a slider: its name, and names of single values."""

    label: Phrase | None = None
    marks: Tree = None


class Panel(Row):
    """A chart in view below the first."""

    title: Phrase
    chart: Phrase
    figure: Tree = None


class Detail(Row):
    """A chart that opens on demand."""

    summary: Phrase
    chart: Phrase
    note: Told
    figure: Tree = None


class Gauges(Row):
    """The table of states with bars."""

    caption: Phrase
    state: Phrase
    value: Phrase
    rows: Phrases


class CircuitWords(Row):
    """The drawn loop: its parts, and the wires that can be cut, by their slider."""

    title: Phrase
    parts: Phrases
    cut: Phrase
    wires: Phrases


class Player(Row):
    """The buttons that play a slider."""

    label: Phrase
    play: Phrase
    pause: Phrase
    back: Phrase
    forward: Phrase


class MeasuredWords(Row):
    """People whose measurements the explorer can show."""

    misses: dict[str, Told]
    studies: dict[str, Told] | None = None


class Words(Row):
    """The words of one explorer.

    Attributes
    ----------
    title : str
        What it is about.
    chart : str
        What the charts are, for who cannot see them.
    time : str
        What time passes, and what else a reader must know of the run.
    sentence, presets, table : dict of str to str
        Templates of the sentence, names of the presets, rows of the comparison.
    rest : dict of str to str, optional
        Templates of what the sentence leaves out, a line each.
    figure : dict
        Texts of the charts.
    caption, cutoffs, terms : str, optional
        Below a downloaded picture, where the kit's does not fit; the cut-offs in words; and the words of the glossary
        that stand where nothing can lead there, such as below a slider.
    runs : Runs, optional
        Names of the runs, where the kit's do not fit.
    controls : dict of str to ControlWords, optional
        Of the sliders that do not bring their words.
    stage, stage_name, stage_short, criterion : dict of str to str, optional
        Stages in a sentence and above a strip, whole and where there is no room, and the criteria that name them.
    phrases : dict, optional
        What else fills the gaps of its sentence or marks its sliders.
    panels, details : dict, optional
        Further charts.
    circuit, gauges, player : optional
        Further parts.
    measured : MeasuredWords, optional
        Who was measured, by study, and what the model misses of them.
    """

    title: Phrase
    chart: Phrase
    time: Told
    sentence: dict[str, Told]
    presets: Phrases
    table: Phrases
    figure: Tree
    rest: dict[str, Told] | None = None
    caption: Phrase | None = None
    cutoffs: Told | None = None
    terms: Told | None = None
    runs: Runs | None = None
    controls: dict[str, ControlWords] | None = None
    stage: dict[str, Told] | None = None
    stage_name: Phrases | None = None
    stage_short: Phrases | None = None
    criterion: dict[str, Told] | None = None
    phrases: Tree = None
    panels: dict[str, Panel] | None = None
    details: dict[str, Detail] | None = None
    circuit: CircuitWords | None = None
    gauges: Gauges | None = None
    player: Player | None = None
    measured: MeasuredWords | None = None


class BodyWords(Row):
    """The words of the body: what its drawing is, what is said of it beside health, and those in it."""

    label: Phrase
    beside: Phrase
    names: Phrases
    measured: Phrases
    notes: Phrases


class Shared(Row):
    """What every explorer says."""

    language: Phrase
    controls: Phrase
    presets: Phrase
    tools: Phrase
    more: Phrase
    terms: Phrase
    units: Told
    people: Phrase
    people_help: Phrase
    keys: Phrase
    keys_single: Phrase
    value: Phrase
    value_named: Phrase
    spoken: Phrase
    spoken_named: Phrase
    changed: Phrase
    certainty: Phrase
    certainty_of: Phrase
    factor_reference: Phrase
    reset: Phrase
    pin: Phrase
    unpin: Phrase
    csv: Phrase
    csv_help: Phrase
    png: Phrase
    png_help: Phrase
    link: Phrase
    link_done: Phrase
    link_refused: Phrase
    png_refused: Phrase
    framed: Phrase
    address: Phrase
    numbers: Phrase
    followed: Phrase
    across: Phrases
    failed: Phrase
    unit_of: Phrases
    runs: Runs
    comparison: Phrase
    rest: Phrase
    caption: Phrase
    spoken_unit: Phrases
    body: BodyWords


class People(Row):
    """People by their reserve."""

    reserve: Phrase
    names: Phrases


class Source(Row):
    """A study of people: who published it, what differs from the model, and who was measured if no explorer says it."""

    source: Phrase
    differs: Told
    who: Told | None = None


class MeasuredKit(Row):
    """People whose measurements explorers show, by study, and the charts that show only them."""

    sources: dict[str, Source]
    details: dict[str, Detail]


class StillWords(Row):
    """What is said of an explorer where nothing moves: with its picture, one of other settings, or without any."""

    opens: Phrase
    moved: Phrase
    words: Phrase


class VisitWords(Row):
    """What stands in the text once an explorer was visited from there."""

    back: Phrase


class KitWords(Row):
    """The words of the kit."""

    shared: Shared
    still: StillWords
    visit: VisitWords
    people: People
    measured: MeasuredKit


@cache
def words(explorer: str) -> dict[str, Any]:
    """Return the words of one explorer, with those that all explorers share.

    Parameters
    ----------
    explorer : str
        Name of the explorer, such as ``"resistance"``.

    Returns
    -------
    dict
        Those of ``<explorer>/words.yaml`` (see `Words`), and ``shared``.

    Raises
    ------
    WordsError
        If the file is missing or breaks a rule; says where and what is allowed.
    """
    texts, shared = words_of(_EXPLORERS / explorer), kit_words()["shared"]
    # What the ghost is differs: a body in health, or another person.
    runs = {**shared["runs"], **texts.get("runs", {})}
    return {**texts, "shared": {**shared, "runs": runs}}


@cache
def kit_words() -> dict[str, Any]:
    """Return what belongs to no single explorer, part by part (see `KitWords`)."""
    return words_of(_EXPLORERS / "kit", KitWords)


def words_of(room: Path, schema: type[Row] = Words) -> dict[str, Any]:
    """Return the words that stand in one folder, checked.

    Parameters
    ----------
    room : Path
        The folder; its words are in ``words.yaml``.
    schema : type of Row
        What they must be.

    Raises
    ------
    WordsError
        If the file is missing or breaks a rule; says where and what is allowed.
    """
    path = room / "words.yaml"
    name = f"{room.name}/{path.name}"
    if not path.exists():
        raise WordsError(f"{name} is missing; allowed: given.")
    return read(path, schema, WordsError, _place, name=name)[1]


def _place(steps: Steps, content: Any) -> Place:
    """Name the part of the words that a value stands in, such as the sentence."""
    if len(steps) > 1 and isinstance(content, dict):
        return Place(str(steps[0]), steps[1:])
    return Place("", steps)
