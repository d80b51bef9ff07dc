"""What the page of the four people shows: who they are in the model, and what the model says becomes of them."""

from __future__ import annotations

from widgets.cases.loading import Case, load, names
from widgets.lifestyle.evidence import EvidenceTable, Part, cite
from widgets.model import Person, clamp, ogtt, years
from widgets.results import ResultTable, table

#: Insulin of most clamps that the sources measured with, mU/kg/min.
CLAMP_RATE = 1.0

_LABORATORY = {
    "fasting glucose, mg/dL": ".0f",
    "two-hour glucose, mg/dL": ".0f",
    "A1c, %": ".1f",
    "fasting insulin, µU/mL": ".1f",
}


def bodies() -> EvidenceTable:
    """Return the bodies of the four people, and why they are so.

    Returns
    -------
    EvidenceTable
        One row a body: muscle and liver in percent of health, reserve in percent of a robust person's, the glucose
        that this body takes in a clamp, and the reason with its sources.
    """
    columns = ("Who", "Muscle", "Liver", "Reserve", "In a clamp", "Why so")
    rows = [row for name in names() for row in _rows(load(name))]
    return EvidenceTable([Part("", columns, tuple(rows))])


def _rows(case: Case) -> list[tuple[str, ...]]:
    return [
        (
            f"{case.name}, {body.label}",
            *(f"{value:.0f}%" for value in (body.muscle, body.liver, case.reserve)),
            _in_a_clamp(case.person(key)),
            f"{body.why} {cite(body.sources)}".strip(),
        )
        for key, body in case.bodies.items()
    ]


def _in_a_clamp(person: Person) -> str:
    """Return how much less glucose a body takes than a healthy one, at the insulin of most clamps."""
    less = 1 - clamp(person, CLAMP_RATE).uptake / clamp(Person(), CLAMP_RATE).uptake
    return f"{less:.0%} less" if less > 0.005 else "as in health"


def lived(name: str, body: str, *when: float) -> ResultTable:
    """Let a person live the years in which resistance grows from health to one of their bodies.

    Parameters
    ----------
    name : str
        One of `names`.
    body : str
        Of that person, at the end.
    *when : float
        Years to show.

    Returns
    -------
    ResultTable
        One row a year: fasting and two-hour glucose (mg/dL), A1c (%) and fasting insulin (µU/mL).

    Raises
    ------
    CaseError
        If there is no such person or body.
    """
    life = years(*load(name).course(body))
    rows = [(year, *(life.value(one, year) for one in life.laboratory)) for year in when]
    return table({"year": ""} | _LABORATORY, rows)


def drinks(name: str, *which: str) -> ResultTable:
    """Let a person drink 75 g of glucose in some of their bodies.

    Parameters
    ----------
    name : str
        One of `names`.
    *which : str
        Bodies of that person.

    Returns
    -------
    ResultTable
        Before the drink and after one and two hours: glucose (mg/dL) and insulin (µU/mL), a column a body each.

    Raises
    ------
    CaseError
        If there is no such person or body.
    """
    case, minutes = load(name), (0, 60, 120)
    courses = [ogtt(case.person(body)).at(*minutes) for body in which]
    labels = [case.bodies[body].label for body in which]
    heads = {f"glucose {label}, mg/dL": ".0f" for label in labels}
    heads |= {f"insulin {label}, µU/mL": ".0f" for label in labels}
    columns = [course[kind] for kind in (0, 1) for course in courses]
    return table({"minute": ""} | heads, zip(minutes, *columns, strict=True))
