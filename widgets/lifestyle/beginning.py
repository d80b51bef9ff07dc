"""Beginning with practices in some year of the course of the story, and the years that follow.

The person is the susceptible one of :data:`widgets.model.body.drift.COURSE`, whose resistance goes on growing as it
did. What is begun is kept up to the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from widgets.model.body.drift import COURSE, COURSE_YEARS, Drift
from widgets.model.body.person import Person
from widgets.model.body.years import YEAR, Years, years
from widgets.model.statement.limits import Limits
from widgets.model.statement.measures import STAGES, stage
from widgets.model.statement.parameters import Alterations, alterations, as_made, remembered

from .lifestyle import Lifestyle
from .loading import factors

#: The last year of the story in which something can begin.
LATEST_BEGINNING = 10

#: Whose course it is.
PERSON = "susceptible"

#: Body weight at the start, kg: the mean of the Diabetes Prevention Program.
WEIGHT_KG = 94.0

#: How this person has lived so far, where that is not the reference: there a practice has something to give back.
HABITS: dict[str, float] = {
    name: row.habit for name, row in factors().factors.items() if row.habit is not None
}

#: Factors that belong to a practice, each with its value while this person lives on as before. What is eaten in all is
#: said by the weight to reach; the two cannot be set together.
BEFORE: dict[str, float] = {
    name: HABITS.get(name, row.reference)
    for name, row in factors().factors.items()
    if set(row.belongs) & set(factors().practices) and row is not factors().imbalance
}


@dataclass(frozen=True)
class Then:
    """The body some time after the beginning: percent of health (beta cells: of their start), and mg/dL.

    `output` is what the liver gives out at the same insulin.
    """

    liver: float
    output: float
    muscle: float
    function: float
    fasting_glucose_mgdl: float


@dataclass(frozen=True)
class Beginning:
    """Practices that begin in a year; made by :func:`begin`.

    Attributes
    ----------
    year : float
        When they begin, years from the start of the course.
    practices : mapping of str to float
        Factors at other values than `BEFORE`.
    alterations : tuple
        Parameters of the model that were altered when this was made.
    """

    year: float
    practices: Mapping[str, float]
    alterations: Alterations = field(default_factory=alterations, repr=False)

    @property
    @as_made
    def stage(self) -> str:
        """Stage when they begin, by the worst of the three criteria: normal, prediabetes or diabetes."""
        return _stage(without(), self.year)

    @property
    def lifestyle(self) -> Lifestyle:
        """The way of living, in days from the beginning; resistance goes on growing as it did."""
        (course,) = COURSE.changes
        on = Drift(*COURSE.at(self.year * YEAR)).then(
            0, course.muscle, course.liver, course.muscle_days, course.liver_days
        )
        base = Lifestyle(on, WEIGHT_KG, self.stage == "diabetes", habits=HABITS)
        return base.live_all(self.practices)

    @property
    def left(self) -> float:
        """Years from the beginning to the end of the course."""
        return COURSE_YEARS - self.year

    @cached_property
    @as_made
    def life(self) -> Years:
        """The years with the practices, from the beginning on."""
        return years(Person.named(PERSON), self.lifestyle, self.left, start=self._morning)

    @cached_property
    @as_made
    def interval(self) -> Years:
        """The same as three people: the low edge of what the studies leave open, the center, the high edge."""
        three = np.full(3, Person.named(PERSON).reserve)
        start = np.repeat(self._morning[:, None], 3, axis=1)
        return years(three, self.lifestyle.band, self.left, start=start)

    @property
    def _morning(self) -> np.ndarray:
        return without().morning(self.year)

    @property
    def stage_at_end(self) -> str:
        """Stage at the end of the course."""
        return _stage(self.life, self.left)

    def report(self, years_later: float) -> tuple[float, float, float]:
        """Fasting and two-hour glucose (mg/dL) and A1c (%) some years after the beginning."""
        values = [self.life.value(series, years_later) for series in self.life.laboratory]
        fasting, two_hour, a1c, _ = values
        return fasting, two_hour, a1c

    @as_made
    def after(self, days: float) -> Then:
        """The body some days after the beginning.

        Raises
        ------
        ValueError
            If that is after the end of the course.
        """
        days = Limits(0.0, self.left * YEAR, "days").check("days", days)
        year = days / YEAR
        muscle, liver, _, output = (100 * float(value) for value in self.lifestyle.responses(days))
        healthy = without().state("sigma")[0, 0]
        function = self.life.value(self.life.state("sigma"), year) / healthy
        glucose = self.life.value(self.life.fasting_glucose_mgdl, year)
        return Then(liver, output, muscle, 100 * function, glucose)


def _stage(life: Years, year: float) -> str:
    """Stage by the worst criterion."""
    found = zip(("fasting", "two_hour", "a1c"), life.laboratory[:3], strict=True)
    return max((stage(name, life.value(series, year)) for name, series in found), key=STAGES.index)


@remembered
def without() -> Years:
    """The fifteen years of the course without any practice."""
    return years(Person.named(PERSON), COURSE, COURSE_YEARS)


def begin(year: float, **practices: float) -> Beginning:
    """Begin with practices in a year of the susceptible person's course.

    Parameters
    ----------
    year : float
        Years from the start of the course (0 to 10).
    **practices : float
        Factor that belongs to a practice to its value from then on, in its unit; the others stay as in `BEFORE`.

    Returns
    -------
    Beginning

    Raises
    ------
    ValueError
        If the year or a value is out of range, or a factor belongs to no practice. Names it and what is allowed.

    Examples
    --------
    >>> from widgets.lifestyle import begin
    >>> begin(5, weight=-7, training=150, steps=10000).stage_at_end
    'prediabetes'
    """
    year = Limits(0.0, LATEST_BEGINNING, "years").check("year", year)
    for name, value in practices.items():
        if name not in BEFORE:
            raise ValueError(f"practice is {name!r}; allowed: {', '.join(BEFORE)}")
        factors().factors[name].check(value)
    changed = {name: float(v) for name, v in practices.items() if v != BEFORE[name]}
    return Beginning(year, changed)
