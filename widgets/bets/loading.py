"""Reading the table of bets, and refusing what would not work.

Each rule that ``bets.yaml`` breaks gives one error, which names the chapter, the field, the value
found and what is allowed.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import Field, RootModel, model_validator

from widgets import tables
from widgets.model.statement.measures import CRITERIA, THRESHOLDS
from widgets.tables import Ends, Number, Row, Text, refusal

HERE = Path(__file__).parent
TABLE = HERE / "bets.yaml"

#: What is known of a drawn curve and of its answer, besides the unit: ``{insulin_drawn_high}``.
FACTS = ("high", "high_at", "low", "start", "end")
#: Pure numbers, for conditions: the drawn peak as a multiple of the ghost's and of the answer's, what is left of the
#: drawn peak at the end, and how far that end lies above the ghost's, in the unit of the pad.
RATIOS = ("drawn_times", "drawn_share", "drawn_left", "drawn_above")
GAP = re.compile(r"\{(\w+)\}")

Fields = dict[str, Any]


class BetError(ValueError):
    """A bet that does not exist, or a table that breaks a rule."""


@cache
def pads() -> Fields:
    """Return what can be drawn on, by name: axes in the model's units, and the color."""
    return json.loads((HERE / "pads.json").read_text("utf-8"))


@cache
def words() -> Fields:
    """Return the words around the bets."""
    return yaml.safe_load((HERE / "words.yaml").read_text("utf-8"))


def ground(drawn: list[str]) -> Fields | None:
    """Return which of some pads names the stages of its years.

    Parameters
    ----------
    drawn : list of str
        Names of `pads`.

    Returns
    -------
    dict or None
        Its name, ``pad``; the ``criterion`` that reads it; the ``cutoffs`` of the stages, in the pad's unit. None if
        no criterion reads any of them.
    """
    for criterion, series in CRITERIA.items():
        for name in drawn:
            if pads()[name]["model"] == series:
                return {"pad": name, "criterion": criterion, "cutoffs": THRESHOLDS[criterion]}
    return None


def chapters() -> list[str]:
    """Return the names of the chapters that ask for a bet, in order."""
    return sorted(_table())


def load(chapter: str) -> Fields:
    """Return the checked bet of a chapter.

    Parameters
    ----------
    chapter : str
        Name of the chapter, such as ``"05-insulin-resistance"``.

    Returns
    -------
    dict
        What `Bet` says, with every field that has a default.

    Raises
    ------
    BetError
        If there is no such bet, or if the table breaks a rule.
    """
    return tables.entry(_table(), chapter, BetError, "bet of chapter", "Chapters with a bet")


@cache
def _table() -> Fields:
    return read(TABLE)


def read(path: Path) -> Fields:
    """Return a checked table of bets, by chapter.

    Parameters
    ----------
    path : Path
        The YAML file.

    Raises
    ------
    BetError
        If the file breaks a rule.
    """
    checked, _ = tables.read(path, Table, BetError, tables.by_name)
    return {name: bet.model_dump() for name, bet in checked.root.items()}


# --- what the table must be -----------------------------------------------------------------------


Pair = Annotated[list[Number], Field(min_length=2, max_length=2)]


class Curve(Row):
    """A curve to draw: on which of `pads`, and the explorer's series that answers it."""

    pad: str
    series: Text

    @model_validator(mode="after")
    def _is_known(self) -> Curve:
        if self.pad not in pads():
            raise refusal("pad", self.pad, "one of " + ", ".join(pads()))
        return self


class Shape(Row):
    """A curve to pick: so many times the ghost's height above its start, or through some points."""

    times: Annotated[Number, Field(gt=0)] | None = None
    points: Annotated[list[Pair], Field(min_length=2)] | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Shape:
        if (self.times is None) == (self.points is None):
            raise refusal("", sorted(self.model_fields_set), "either times or points")
        return self


class Choice(Row):
    """One of the answers to pick; `hint` says where to look, and gives nothing away."""

    text: Text
    hint: Text
    shapes: dict[str, Shape] = Field(default={})


class Ghost(Row):
    """A run of comparison that may be seen before the answer: its name, and the sliders that make it."""

    name: Text
    values: dict[str, Number]


class Sentence(Row):
    """What is said of the gap `when` each of some facts lies between its two ends; null is no end."""

    text: Text
    when: dict[str, Ends] = Field(default={})


class Scene(Row):
    """The curves as one picture on one axis of years, above the stages; runs `behind` it come with the answer."""

    behind: list[Ghost] = Field(default=[])


class Bet(Row):
    """A question, and what answers it.

    Where `curves` are drawn, `explorer` with its sliders at `values` answers. `right` is the place of the choice that
    comes nearest, from 1. `told` says the answer by itself.
    """

    question: Text
    explorer: Text | None = None
    values: dict[str, Number] = Field(default={})
    ghost: Ghost | None = None
    scene: Scene | None = None
    curves: list[Curve] = Field(default=[])
    choices: Annotated[list[Choice], Field(min_length=2)]
    right: Annotated[int, Field(ge=1)]
    told: Text
    sentences: list[Sentence] = Field(default=[])

    @model_validator(mode="after")
    def _holds_together(self) -> Bet:
        drawn = [curve.pad for curve in self.curves]
        if self.right > len(self.choices):
            raise refusal("right", self.right, f"a place from 1 to {len(self.choices)}")
        for at, choice in enumerate(self.choices, 1):
            if sorted(choice.shapes) != sorted(drawn):
                allowed = f"a shape for each curve to draw: {', '.join(drawn) or 'none'}"
                raise refusal(f"choices[{at}].shapes", sorted(choice.shapes), allowed)
            for pad, shape in choice.shapes.items():
                _lies_on(pads()[pad], shape, f"choices[{at}].shapes.{pad}.points")
        for field in ("sentences", "explorer", "values"):
            if bool(drawn) != bool(getattr(self, field)):
                raise refusal(
                    field, getattr(self, field), "given where a curve is drawn, else left out"
                )
        if self.scene and ground(drawn) is None:
            raise refusal("scene", drawn, "given where one of the curves names the stages")
        known = _facts(drawn)
        for field, named in self._named():
            if named not in known:
                raise refusal(field, named, "one of " + ", ".join(sorted(known)))
        return self

    def _named(self) -> list[tuple[str, str]]:
        """Return every fact that a text or a condition names, with its field."""
        found = [("told", name) for name in GAP.findall(self.told)]
        for at, sentence in enumerate(self.sentences, 1):
            names = [*GAP.findall(sentence.text), *sentence.when]
            found += [(f"sentences[{at}]", name) for name in names]
        return found


def _lies_on(pad: Fields, shape: Shape, field: str) -> None:
    """Refuse a point of a shape that its pad has no room for."""
    for place, point in enumerate(shape.points or [], 1):
        for value, axis in zip(point, (pad["x"], pad["y"]), strict=True):
            if not axis["from"] <= value <= axis["to"]:
                allowed = f"{axis['from']:g} to {axis['to']:g} {axis['unit']}, as the pad has it"
                raise refusal(f"{field}[{place}]", value, allowed)


def _facts(drawn: list[str]) -> set[str]:
    texts = {
        f"{pad}_{part}{fact}"
        for pad in drawn
        for part in ("", "drawn_", "ghost_")
        for fact in FACTS
    }
    return texts | {f"{pad}_{fact}" for pad in drawn for fact in ("unit", *RATIOS)}


class Table(RootModel[dict[str, Bet]]):
    """The bets, by chapter."""
