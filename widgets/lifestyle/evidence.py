"""The tables of the page "How sure are we?": claims, factors, what is assumed, and trials beside the model.

Each is made from ``claims.yaml`` or ``factors.yaml`` alone. A finding that was not checked in the paper itself
starts with *about*.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from widgets.results import amount, markdown_table, written

from .loading import Effect, Factor, OrganFat, Result, Trial, claims, factors
from .population import numbers
from .trials import Beside, beside


@dataclass(frozen=True)
class Part:
    """One table, under a line that says what it holds; `after` is a line below it."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    after: str = ""

    def markdown(self) -> str:
        """The table as MyST Markdown, its citations as roles."""
        table = markdown_table(self.columns, self.rows) if self.rows else ""
        caption = f"**{self.caption}**" if self.caption else ""
        return "\n\n".join(text for text in (caption, table, self.after) if text)


class EvidenceTable:
    """Tables that a notebook shows."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self.parts = tuple(parts)

    def _repr_markdown_(self) -> str:
        return "\n\n".join(part.markdown() for part in self.parts)

    def __repr__(self) -> str:
        rows = sum(len(part.rows) for part in self.parts)
        return f"{rows} rows in {len(self.parts)} tables"


def claims_table(about: Collection[str] | None = None) -> EvidenceTable:
    """Each claim of the document: verdict, certainty, numbers, sources, and what this book says instead.

    Parameters
    ----------
    about : collection of str, optional
        Reasons and practices; only claims about one of them. Default: all claims.

    Returns
    -------
    EvidenceTable
        One row a claim, in the order of ``claims.yaml``.
    """
    columns = ("The claim", "Verdict", "Certainty", "What was found", "What we say")
    rows = (
        (
            claim.claim,
            f"**{claim.verdict}**",
            f"**{claim.grade}**",
            f"{claim.numbers} {cite(claim.sources)}",
            claim.say,
        )
        for claim in claims().claims.values()
        if about is None or set(about) & set(claim.about)
    )
    return EvidenceTable([Part("", columns, tuple(rows))])


def factors_table() -> EvidenceTable:
    """Each factor under its reasons and practices: effect with interval, certainty, findings and sources.

    Returns
    -------
    EvidenceTable
        One table a reason or practice, in the document's order. A factor stands where it first belongs; the
        other places name it.
    """
    rows = factors()
    shown: set[str] = set()
    parts = []
    for kind, names in (("Reason", rows.reasons), ("Practice", rows.practices)):
        for name, words in names.items():
            here = [row for row in rows.factors.values() if name in row.belongs]
            new = [row for row in here if row.name not in shown]
            parts.append(_group(f"{kind}: {words}", new, [row for row in here if row not in new]))
            shown |= {row.name for row in new}
    return EvidenceTable(parts)


def assumptions_table() -> EvidenceTable:
    """What no study gives and the model still needs, and where the model does not show what a study saw.

    Returns
    -------
    EvidenceTable
        One row a factor that assumes something or misses something; body weight and the fat of organs first.
    """
    rows = factors()
    rule = rows.weight_rule
    lines = [("Body weight over time", f"{' '.join(rule.assumptions)} {cite(rule.sources)}", "")]
    lines += [
        (fat.label, f"{_lag(fat)} {' '.join(fat.assumptions)} {_found(fat)}", "")
        for fat in (rows.organ_fat.liver, rows.organ_fat.pancreas)
    ]
    lines += [
        (row.label, " ".join(row.assumptions), row.mismatch)
        for row in rows.factors.values()
        if row.assumptions or row.mismatch
    ]
    columns = ("Factor", "What is assumed", "What the model does not show")
    return EvidenceTable([Part("", columns, tuple(lines))])


def trials_table() -> EvidenceTable:
    """Each trial of ``claims.yaml`` beside the model.

    Returns
    -------
    EvidenceTable
        One table a trial: what it measured, what the model gives.
    """
    return EvidenceTable(_trial(trial) for trial in claims().trials.values())


def _group(caption: str, new: Sequence[Factor], before: Sequence[Factor]) -> Part:
    columns = ("Factor", "Effect in the model", "Certainty", "What was found")
    rows = tuple(
        (row.label, _effects(row), _certainty(row), f"{row.honest} {_found(row)}") for row in new
    )
    also = f"Also here, and shown above: {', '.join(row.label for row in before)}."
    return Part(caption, columns, rows, also if before else "")


def population_table() -> EvidenceTable:
    """The people who live the trials: each number with its interval, how it was found, and its source.

    Returns
    -------
    EvidenceTable
        One row a number of ``population.csv``.
    """
    columns = ("What", "Value", "How", "Source")
    rows = (
        (
            row.meaning,
            _interval(_valued(row.value, row.unit), row.low, row.high),
            row.kind,
            cite([row.source]),
        )
        for row in numbers().values()
    )
    return EvidenceTable([Part("", columns, tuple(rows))])


def _valued(value: float, unit: str) -> str:
    return amount(written(value), "1" if unit == "ln" else unit)


def _trial(trial: Trial) -> Part:
    columns = ("Result", "Measured", "In the model", "Within")
    rows = tuple(
        (
            row.text,
            _measured(row, result.low, result.high),
            _number(row.model, row.unit),
            _within(row.model, result),
        )
        for row, result in zip(beside(trial.name), trial.results, strict=True)
    )
    caption = f"{trial.label}: {trial.people}"
    return Part(caption, columns, rows, f"{trial.design}. {trial.mismatch} {cite(trial.sources)}")


def _within(model: float | None, result: Result) -> str:
    """Whether the model's number lies in the interval, and whether it was made to."""
    if model is None or result.low is None or result.high is None:
        return ""
    inside = "yes" if result.low <= model <= result.high else "no"
    return f"{inside} (fitted)" if result.fitted else inside


def _measured(row: Beside, low: float | None, high: float | None) -> str:
    return _interval(amount(written(row.measured), row.unit), low, high)


def _interval(value: str, low: float | None, high: float | None) -> str:
    return value if low is None or high is None else f"{value} ({written(low)} to {written(high)})"


def _number(value: float | None, unit: str) -> str:
    return "" if value is None else amount(written(value, ".3g"), unit)


def _certainty(row: Factor) -> str:
    return f"**{row.grade}**" + (f": {row.certain_of}" if row.certain_of else "")


def _lag(fat: OrganFat) -> str:
    """How the fat of an organ follows weight and the energy left over, in words."""
    lost = 100 * (1 - fat.of_start(-5, 0))
    left = 100 * (1 - fat.of_start(0, -1000))
    missing = f", and by {left:.0f}% while 1,000 kcal a day are missing" if left else ""
    return (
        f"Falls by {lost:.0f}% with 5% of body weight{missing}; it follows with a lag of {fat.days:g} days. "
        f"In early type 2 diabetes {fat.start_percent:g}%."
    )


def _found(row: Factor | OrganFat) -> str:
    return " ".join(
        f"{_about(finding.text, finding.approximate)} {cite([finding.source])}"
        for finding in row.found
    )


def _effects(row: Factor) -> str:
    if row.moves_nothing:
        low, _, high = (_times(value) for value in row.effects[0].multipliers)
        return f"moves nothing ({low} to {high} is possible)"
    targets: dict[tuple[str, str], list[str]] = {}
    for effect in row.effects:
        people = "in diabetes, " if effect.people == "diabetes" else ""
        where = f"{people}{row.written(effect.dose)}"
        targets.setdefault((where, _size(effect)), []).append(
            _TARGETS.get(effect.target, effect.target)
        )
    moved = [f"{where}: {' and '.join(of)} × {size}" for (where, size), of in targets.items()]
    return "; ".join(moved + [_OTHER[organ] for organ in row.acts_on if organ in _OTHER])


_TARGETS = {"release": "release of insulin", "output": "output of the liver"}
_OTHER = {"weight": "moves body weight", "carbohydrate": "changes the glucose that arrives"}
_SEEN_BY = {"clamp": "a clamp", "suppression": "insulin's brake on the liver"}


def _size(effect: Effect) -> str:
    """The multiplier with its interval, and what the studies saw of it where that is another number."""
    low, central, high = (_times(value) for value in effect.multipliers)
    size = f"{central} ({low} to {high})"
    if not effect.measured:
        return size
    seen = _times(effect.measured["multiplier"])
    return f"{size}, which {_SEEN_BY[effect.measured['by']]} shows as × {seen}"


def _times(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def _about(text: str, approximate: bool) -> str:
    return f"*about:* {text}" if approximate else text


def cite(sources: Sequence[str]) -> str:
    """Return keys of ``references.bib`` as a citation in MyST Markdown; "" where there are none."""
    return f"{{cite:p}}`{','.join(sources)}`" if sources else ""
