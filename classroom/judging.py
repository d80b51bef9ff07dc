"""The words in which a judge says what is right, and how a handed-in answer is held against it.

A judge is one function, ``expected(patient)``, that computes for each question what is expected under each
name: a `Number`, a `Choice`, an `Estimate`, a `Series` or a `Requirement`. The points of a question are shared
evenly among its names. Each lost share comes with one kind sentence; no sentence tells the right value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from widgets.model.statement.units import FACTORS

Answers = Mapping[str, Any]

#: Other units in which an answer is often given: factor from the unit asked for, and what was given.
SLIPS: dict[str, tuple[tuple[float, str], ...]] = {
    "mg/dL": ((FACTORS["glucose"]["mmol/L"], "mmol/L"),),
    "mmol/L": ((1 / FACTORS["glucose"]["mmol/L"], "mg/dL"),),
    "µU/mL": ((FACTORS["insulin"]["pmol/L"], "pmol/L"),),
    "pmol/L": ((1 / FACTORS["insulin"]["pmol/L"], "µU/mL"),),
    "min": ((1 / 60, "hours"),),
    "h": ((60.0, "minutes"),),
    "years": ((365.0, "days"), (12.0, "months"), (52.0, "weeks")),
    "days": ((1 / 365, "years"), (1 / 7, "weeks")),
    "%": ((0.01, "a share of 1 and not percent"),),
    "1": ((100.0, "percent and not a share of 1"),),
    "g": ((1000.0, "mg"),),
    "mg/min": ((0.06, "grams an hour"),),
    "kg": ((1000.0, "grams"), (2.2046, "pounds")),
}


@dataclass(frozen=True)
class Outcome:
    """What one answer earned: its share of the points, 0 to 1, and a sentence where something is lost."""

    share: float
    sentence: str = ""


class Expectation(Protocol):
    """What is expected under one name of a question."""

    def judge(self, name: str, answers: Answers) -> Outcome:
        """Hold ``answers[name]`` against what is expected."""

    def right(self) -> Any:
        """A right answer: for the teacher's sheet and the tests."""


def missing(name: str) -> Outcome:
    """Nothing was handed in under a name."""
    return Outcome(0.0, f"Nothing was handed in as {name}.")


def is_number(value: Any) -> bool:
    """Whether a value is a finite number, and not true or false."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


@dataclass(frozen=True)
class Number:
    """A number, right within a tolerance.

    Attributes
    ----------
    value, tolerance : float
        In `unit`; the tolerance reaches to both sides, its ends included.
    unit : str
        One of `SLIPS`, or any other, for which no slip is known.
    mistakes : mapping of str to float
        Sentence to the wrong value that it explains. Those that cannot be told from the right value are left out.
    step : float
        Distance between neighbors where the answer is a place in a table or on a grid; 0 for none.
    """

    value: float
    tolerance: float
    unit: str
    mistakes: Mapping[str, float] = field(default_factory=dict)
    step: float = 0.0

    def __post_init__(self) -> None:
        apart = {
            said: wrong
            for said, wrong in self.mistakes.items()
            if abs(wrong - self.value) > 2 * self.tolerance
        }
        object.__setattr__(self, "mistakes", apart)

    def right(self) -> float:
        """The value."""
        return self.value

    def judge(self, name: str, answers: Answers) -> Outcome:
        """Hold a number against the value, and name the mistake where it is a known one."""
        if name not in answers:
            return missing(name)
        given = answers[name]
        if not is_number(given):
            return Outcome(0.0, f"{name} should be a number, in {self._unit}.")
        if self.accepts(given):
            return Outcome(1.0)
        return Outcome(0.0, f"{name}: {self._sentence(given)}")

    def accepts(self, given: float) -> bool:
        """Whether a number is within the tolerance."""
        return abs(given - self.value) <= self.tolerance * (1 + 1e-9)

    @property
    def _unit(self) -> str:
        return "no unit" if self.unit == "1" else self.unit

    def _sentence(self, given: float) -> str:
        for sentence, wrong in self.mistakes.items():
            if abs(given - wrong) <= self.tolerance:
                return sentence
        slips = [
            (abs(given / factor - self.value), other)
            for factor, other in SLIPS.get(self.unit, ())
            if self.accepts(given / factor)
        ]
        if slips:
            return f"this looks like {min(slips)[1]}. The question asks for {self._unit}."
        if self.accepts(-given):
            return "the size is right, the sign is turned around."
        if self.step and abs(abs(given - self.value) - self.step) <= self.tolerance:
            return "this is one step off. Look at the neighboring value again."
        side = "lower" if given < self.value else "higher"
        return f"your number is {side} than what this patient's body gives."


@dataclass(frozen=True)
class Estimate:
    """A prediction: any number that could be one counts, since a bet is not marked."""

    lowest: float
    highest: float
    unit: str

    def right(self) -> float:
        """A number that counts."""
        return (self.lowest + self.highest) / 2

    def judge(self, name: str, answers: Answers) -> Outcome:
        """Whether a bet was placed."""
        if name not in answers:
            return missing(name)
        if not is_number(answers[name]) or not self.lowest <= answers[name] <= self.highest:
            return Outcome(
                0.0,
                f"{name} is a bet, and any number from {self.lowest:g} to {self.highest:g} {self.unit} counts.",
            )
        return Outcome(1.0)


@dataclass(frozen=True)
class Choice:
    """One of some words.

    Attributes
    ----------
    value : str or None
        The right one; ``None`` where any of them counts, as in a bet.
    options : sequence of str
    mistakes : mapping of str to str
        Wrong option to the sentence that explains it.
    """

    value: str | None
    options: Sequence[str]
    mistakes: Mapping[str, str] = field(default_factory=dict)

    def right(self) -> str:
        """A right option."""
        return self.options[0] if self.value is None else self.value

    def judge(self, name: str, answers: Answers) -> Outcome:
        """Hold a word against the right one, whatever its case."""
        if name not in answers:
            return missing(name)
        given = answers[name]
        if not isinstance(given, str) or _folded(given) not in map(_folded, self.options):
            return Outcome(0.0, f"{name} should be one of: {', '.join(self.options)}.")
        if self.value is None or _folded(given) == _folded(self.value):
            return Outcome(1.0)
        told = {_folded(option): sentence for option, sentence in self.mistakes.items()}
        return Outcome(0.0, f"{name}: {told.get(_folded(given), 'this is not what happens here.')}")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


@dataclass(frozen=True)
class Series:
    """Several numbers in a row; each that is right earns its part."""

    values: Sequence[float]
    tolerance: float
    unit: str

    def right(self) -> list[float]:
        """The values."""
        return list(self.values)

    def judge(self, name: str, answers: Answers) -> Outcome:
        """Hold each number against its value; a slip of unit is named once for the row."""
        if name not in answers:
            return missing(name)
        given = answers[name]
        if not isinstance(given, list) or len(given) != len(self.values):
            return Outcome(0.0, f"{name} should be a list of {len(self.values)} numbers.")
        pairs = zip(self.values, given, strict=True)
        each = [
            Number(value, self.tolerance, self.unit).judge(name, {name: number})
            for value, number in pairs
        ]
        lost = [outcome.sentence for outcome in each if outcome.share < 1]
        share = sum(outcome.share for outcome in each) / len(each)
        return Outcome(share, max(lost, key=lost.count, default=""))


@dataclass(frozen=True)
class Requirement:
    """Something that an answer must achieve, found out by trying it.

    Attributes
    ----------
    test : callable ``(answers) -> Outcome``
        Gets all answers of the question. May trust nothing about them.
    example : object
        An answer that passes.
    """

    test: Callable[[Answers], Outcome]
    example: Any

    def right(self) -> Any:
        """An answer that passes."""
        return self.example

    def judge(self, name: str, answers: Answers) -> Outcome:
        """Try the answer."""
        return self.test(answers) if name in answers else missing(name)


def look_back(bet: Estimate, found: float, tolerance: float, unit: str) -> dict[str, Expectation]:
    """The question that ends an assignment: the `bet` again, and `off`, what was found minus the bet.

    Parameters
    ----------
    bet : Estimate
    found, tolerance : float
        In `unit`.
    unit : str
    """

    def test(answers: Answers) -> Outcome:
        if bet.judge("bet", answers).share < 1:
            return Outcome(0.0, "off can only be judged beside a bet.")
        return Number(found - answers["bet"], tolerance, unit).judge("off", answers)

    return {"bet": bet, "off": Requirement(test, found - bet.right())}


Questions = Mapping[str, Mapping[str, Expectation]]


@dataclass(frozen=True)
class Verdict:
    """What a question earned: the share of its points, 0 to 1, and what is said of it."""

    share: float
    sentences: tuple[str, ...]


def verdict(expected: Mapping[str, Expectation], answers: Answers) -> Verdict:
    """Hold the answers of one question against what is expected.

    Parameters
    ----------
    expected : mapping of str to Expectation
    answers : mapping of str to JSON values
        What was handed in; comes from a student and may be anything.

    Returns
    -------
    Verdict
        The share is the mean over the names expected.
    """
    outcomes = [expectation.judge(name, answers) for name, expectation in expected.items()]
    share = sum(outcome.share for outcome in outcomes) / len(outcomes)
    return Verdict(share, tuple(o.sentence for o in outcomes if o.share < 1 and o.sentence))
