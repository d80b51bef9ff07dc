"""Reading the table of figures, and refusing what would not work.

Each rule that ``figures.yaml`` breaks gives one error, which names the figure, the field, the value found and what is
allowed.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, RootModel, model_validator

from widgets import tables
from widgets.tables import Ends, Number, Row, Text, refusal

TABLE = Path(__file__).parent / "figures.yaml"


class FigureError(ValueError):
    """A figure that does not exist, or a table that breaks a rule."""


class Sentence(Row):
    """What the figure says `when` results and sliders lie between two ends; null is no end."""

    text: Text
    when: dict[str, Ends] = Field(default={})


class Figure(Row):
    """An explorer with some `values`, of which one `chart`, some `sliders` and the first fitting sentence are left.

    `shows` is what the chart shows, for who cannot see it. `up` are the ends of its vertical axis, in the model's unit,
    where those of the explorer would hide what it shows. `labels` are those of sliders that mean something else here
    than in the explorer. In a sentence {insulin_peak_uUml} is that result, in the
    unit that the reader chose, {insulin_peak_uUml_health} that of the dashed run, and {muscle} what a slider says.
    """

    title: Text
    shows: Text
    explorer: Text
    chart: Text
    sliders: Annotated[list[Text], Field(min_length=1, max_length=2)]
    labels: dict[str, Text] = Field(default={})
    values: dict[str, Number | Text] = Field(default={})
    up: Annotated[list[Number], Field(min_length=2, max_length=2)] | None = None
    sentences: Annotated[list[Sentence], Field(min_length=1)]

    @model_validator(mode="after")
    def _always_shows_and_says_something(self) -> Figure:
        if self.up is not None and self.up[0] >= self.up[1]:
            raise refusal("up", self.up, "two ends, the lower one first")
        for slider in self.labels.keys() - set(self.sliders):
            raise refusal("labels", slider, ", ".join(self.sliders))
        for at, sentence in enumerate(self.sentences, 1):
            last = at == len(self.sentences)
            if last == bool(sentence.when):
                allowed = (
                    "left out of the last sentence"
                    if last
                    else "given for all but the last sentence"
                )
                raise refusal(f"sentences[{at}].when", sentence.when, allowed)
        return self


class Table(RootModel[dict[str, Figure]]):
    """The figures, by name."""


def names() -> list[str]:
    """Return the names of all figures, in the order of the book."""
    return list(_table())


def load(name: str) -> dict[str, Any]:
    """Return a checked figure.

    Parameters
    ----------
    name : str

    Returns
    -------
    dict
        What `Figure` says, with every field that has a default.

    Raises
    ------
    FigureError
        If there is no such figure, or if the table breaks a rule.
    """
    return tables.entry(_table(), name, FigureError, "figure", "Figures")


@cache
def _table() -> dict[str, Any]:
    return read(TABLE)


def read(path: Path) -> dict[str, Any]:
    """Return a checked table of figures, by name.

    Parameters
    ----------
    path : Path
        The YAML file.

    Raises
    ------
    FigureError
        If the file breaks a rule.
    """
    checked, _ = tables.read(path, Table, FigureError, tables.by_name)
    return {name: figure.model_dump() for name, figure in checked.root.items()}
