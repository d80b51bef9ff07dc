"""Validation: what people measured that is not in the sum of the fit of the ``book`` preset.

The rows of ``targets.csv`` whose role is ``validation`` never enter the sum that :mod:`widgets.model.evidence.fit`
makes small. The search for the form of the equations and for the values from which the fit starts had many of them in
view, so that passing is less than prediction; the model card says which rows nothing looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np

from widgets.model.body.drift import Drift
from widgets.model.body.experiments import (
    CLAMPED_GLUCOSE,
    MEAL_MINUTES,
    OGTT_GRAMS,
    Course,
    clamp,
    day,
    feed,
    ogtt,
)
from widgets.model.body.health import DAY
from widgets.model.body.intravenous import (
    CLAMPED_HIGH,
    Minimal,
    Samples,
    bolus,
    held,
    incretin_effect,
    minimal_model,
    sampled,
)
from widgets.model.body.person import Person
from widgets.model.body.years import years
from widgets.model.evidence.targets import CheckedTargets, Measurement, Moment, rows
from widgets.model.statement.measures import NORMAL_DAY, matsuda
from widgets.model.thought.fast import NIGHT, Fast, Hour, fast, morning_store, ordinary_day

_FASTING_IFG = 106.0  # mg/dL: the volunteers with high fasting glucose alone (Metwally 2024)
_YEARS_IFG = 5.0
_SECOND = 180  # minutes from the first drink to the second (Bonuccelli 2009)
_AFTER_A_FAST = 36  # hours since the last meal at which a drink ends a fast (Tripolt 2023)
#: Responses of muscle between the quartiles of healthy people: 1.5 to 0.5 of the mean (Hollenbeck & Reaven 1987).
_QUARTILES = (1.5, 0.5)
_LOW_RATE = 0.25  # mU/kg/min: the first step of Båvenholm 2001
_HIGHEST_RATE = 5.0  # mU/kg/min (Rizza 1981)
_STOPPING = 60.0  # µU/mL: at about this level the liver gave out nothing more (Rizza 1981)
_SETTLED = 10.0  # years that a response has lasted
#: Fasting glucose of people with type 2 diabetes (Bagger 2011; Gannon 1996), and the middle of what counts as high in
#: van Haeften 2002, mg/dL.
_FASTING_T2D, _FASTING_BEFORE_FAST, _FASTING_RAISED = 139.0, 158.0, 118.0
_DAY_WITHOUT_FOOD = 11  # hours from the first morning to the lowest glucose (Gannon 1996)


class Validation:
    """Measures the rows of validation on the model. Experiments are done once, when first needed."""

    def __init__(self) -> None:
        self.targets = Measurement()
        self.healthy = self.targets.healthy
        self.morning = self.healthy.healthy_start()
        self._body = self.healthy.body()

    def measure(self, key: str) -> float:
        """What the model gives for one row.

        Raises
        ------
        KeyError
            If the table has no such key.
        """
        group, _, rest = key.partition("_")
        if group == "healthy" and rest.isdigit():
            return float(self.drink.at(int(rest))[0][0])
        if group == "ifg" and rest.isdigit():
            return float(self.isolated_ifg.at(int(rest))[0][0])
        return float(_MEASURES[key](self))

    @cached_property
    def drink(self) -> Course:
        """The glucose tolerance test of the normal person."""
        return ogtt(self.healthy, start=self.morning)

    @cached_property
    def day(self) -> Course:
        """An ordinary day of the normal person."""
        return day(self.healthy, start=self.morning)

    @cached_property
    def basal_share(self) -> float:
        """Share of a day's insulin that the fasting rate of release alone would make."""
        release = self.day.quantity("S")
        return release[0] * DAY / np.trapezoid(release)

    @cached_property
    def isolated_ifg(self) -> Course:
        """The drink of a person whose liver alone does not listen, so that fasting glucose is that of the volunteers.

        Susceptible beta cells, muscle as in health; how poorly the liver listens is found by halving.
        """
        low, high = 0.1, 1.0
        while high - low > 1e-3:
            liver = (low + high) / 2
            person, morning = self._with_liver(liver)
            low, high = (liver, high) if self._at(morning, "G") > _FASTING_IFG else (low, liver)
        return ogtt(person, start=morning)

    def _with_liver(self, liver: float) -> tuple[Person, np.ndarray]:
        person = Person.named("susceptible", liver=liver)
        life = years(person, Drift().then(0, 1.0, liver, 100), _YEARS_IFG)
        return person, life.mornings[-1, :, 0]

    def _at(self, state: np.ndarray, name: str) -> float:
        return state[self._body.place(name)]

    def spread(self, of: Callable[[Moment], float]) -> float:
        """Largest distance from health that a response of muscle brings, at either quartile, after years."""
        lives = [years(self.healthy, Drift(muscle), _SETTLED) for muscle in (1.0, *_QUARTILES)]
        health, *quartiles = (of(Moment(life, _SETTLED)) for life in lives)
        return max(abs(quartile - health) for quartile in quartiles)

    @cached_property
    def clamps(self) -> dict[str, np.ndarray]:
        """Clamps of the normal person at rates from none to the highest of Rizza 1981: what each measures, by name."""
        rates = np.linspace(0, _HIGHEST_RATE, 201)
        done = [clamp(self.healthy, one, CLAMPED_GLUCOSE, self.morning) for one in rates]
        names = ("insulin_uUml", "uptake", "production")
        return {name: np.array([getattr(one, name) for one in done]) for name in names}

    def half_held_back(self) -> float:
        """Insulin of a clamp that holds the liver's output at half of the fasting one, µU/mL."""
        insulin, production = self.clamps["insulin_uUml"], self.clamps["production"]
        return np.interp(-0.5 * production[0], -production, insulin)

    def half_used(self) -> float:
        """Insulin of a clamp at which the body's use of glucose has risen by half of what it can, µU/mL."""
        insulin, uptake = self.clamps["insulin_uUml"], self.clamps["uptake"]
        return np.interp((uptake[0] + uptake[-1]) / 2, uptake, insulin)

    def still_made(self) -> float:
        """What the liver gives out in a clamp at the insulin that stopped that of people, mg/kg/min."""
        return np.interp(_STOPPING, self.clamps["insulin_uUml"], self.clamps["production"])

    def held_back(self, moment: Moment) -> float:
        """How much less than fasting the liver gives out while a little insulin is infused, mg/kg/min.

        The clamps of the study held glucose at a normal level in all groups, so that in diabetes it was brought down.
        """
        person = Person(moment.muscle, moment.liver)
        glucose = self._at(moment.morning, "G")
        fasting = clamp(person, 0.0, glucose, moment.morning)
        low = clamp(person, _LOW_RATE, CLAMPED_GLUCOSE, moment.morning)
        return fasting.production - low.production

    def larger_drink(self, moment: Moment) -> float:
        """How much higher glucose is two hours after 100 g than after 50 g, mg/dL."""
        person = Person(moment.muscle, moment.liver)
        large, small = (feed(person, [(0.0, g)], 120, moment.morning) for g in (100.0, 50.0))
        return large.at(120)[0][0] - small.at(120)[0][0]

    def susceptible_at(self, fasting: float) -> Moment:
        """The susceptible person when fasting glucose has risen to a value."""
        return self.targets.when(self.targets.susceptible.fasting_glucose_mgdl, fasting)

    @cached_property
    def diabetes(self) -> Moment:
        """The susceptible person with diabetes that is not treated, a little later than at its start."""
        return self.susceptible_at(_FASTING_T2D)

    def call_of_the_gut(self, moment: Moment, grams: float) -> float:
        """Share of what a drink calls forth, beyond fasting release, that its glucose by vein does not, percent."""
        person = Person(moment.muscle, moment.liver)
        drink = feed(person, [(0.0, grams)], MEAL_MINUTES, moment.morning)
        vein = held(person, drink.glucose_mgdl, moment.morning)
        called, by_vein = (_risen(course.quantity("S")) for course in (drink, vein))
        return 100 * (1 - by_vein / called)

    def twice_the_drink(self, name: str, grams: float) -> float:
        """Area of a state above fasting in the two hours after twice as large a drink, of that after the drink."""
        courses = (feed(self.healthy, [(0.0, g)], 120, self.morning) for g in (2 * grams, grams))
        return np.divide(*(_risen(course.state(name), lowest=0) for course in courses))

    @cached_property
    def donor(self) -> Moment:
        """The normal person a year after half of the beta cells have been given away."""
        start = self.morning.copy()
        start[self._body.place("b")] /= 2
        return Moment(years(self.healthy, Drift(), 1.0, start=start), 1.0)

    def donors_insulin(self) -> float:
        """Insulin in the three hours of a drink a year after giving away half of the beta cells, of before."""
        drinks = (ogtt(self.healthy, start=start) for start in (self.donor.morning, self.morning))
        return np.divide(*(np.trapezoid(drink.insulin_uUml) for drink in drinks))

    def phases(self, moment: Moment) -> np.ndarray:
        """Rise of insulin in the first ten minutes of glucose held high, and insulin in the third hour, of normal."""
        return np.divide(*(self._two_phases(one) for one in (moment, self.targets.start())))

    def _two_phases(self, moment: Moment) -> np.ndarray:
        person = Person(moment.muscle, moment.liver)
        insulin = held(person, np.full(181, CLAMPED_HIGH), moment.morning).insulin_uUml
        return np.array([insulin[:11].mean() - insulin[0], insulin[140:].mean()])

    def day_without_food(self) -> float:
        """How far glucose of a person with diabetes falls by the evening of a day without food, mg/dL."""
        moment = self.susceptible_at(_FASTING_BEFORE_FAST)
        person, end = Person(moment.muscle, moment.liver), NIGHT + _DAY_WITHOUT_FOOD
        glucose = fast(end, person, moment.morning).course.glucose_mgdl
        return glucose[0] - glucose[-1]

    def made_less(self, moment: Moment) -> float:
        """By how much a drink lowers what the liver gives out in five hours, percent of fasting."""
        person = Person(moment.muscle, moment.liver)
        made = ogtt(person, 300, moment.morning).quantity("HGP")
        return 100 * (1 - made.mean() / made[0])

    def secretion(self, moment: Moment) -> np.ndarray:
        """Insulin released after a drink, of normal: above fasting in the first half hour, and all of three hours."""
        return np.divide(*(self._early_and_all(one) for one in (moment, self.targets.start())))

    def _early_and_all(self, moment: Moment) -> np.ndarray:
        person = Person(moment.muscle, moment.liver)
        release = ogtt(person, 180, moment.morning).quantity("S")
        return np.array([_risen(release[:31]), np.trapezoid(release)])

    def sensitivity_index(self, moment: Moment) -> float:
        """Matsuda index, of normal."""
        both = (matsuda(one.glucose, one.insulin) for one in (moment, self.targets.start()))
        return np.divide(*both)

    @cached_property
    def bolus(self) -> Samples:
        """The intravenous test of the normal person, as samples."""
        fasting = self._at(self.morning, "G"), self._at(self.morning, "I")
        return sampled(bolus(self.healthy, start=self.morning), fasting)

    @cached_property
    def minimal(self) -> Minimal:
        """What the minimal model reads from it."""
        return minimal_model(self.bolus)

    def incretin_in_diabetes(self) -> float:
        """The effect of the gut's hormones in the susceptible person at diabetes."""
        moment = self.targets.diabetes
        person = Person(moment.muscle, moment.liver, Person.named("susceptible").reserve)
        return incretin_effect(person, moment.morning)

    def second_drink(self) -> float:
        """Rise of mean glucose after a second drink, of that after the first."""
        meals = [(0.0, OGTT_GRAMS), (float(_SECOND), OGTT_GRAMS)]
        glucose = feed(self.healthy, meals, 2 * _SECOND, self.morning).glucose_mgdl
        rises = [np.mean(glucose[k * _SECOND : (k + 1) * _SECOND]) - glucose[0] for k in (0, 1)]
        return rises[1] / rises[0]

    @cached_property
    def long_fast(self) -> Fast:
        """Three days without food."""
        return fast()

    @cached_property
    def first_day(self) -> tuple[Hour, Hour]:
        """The first morning of a fast, and the second."""
        return self.long_fast.at(NIGHT), self.long_fast.at(_AFTER_A_FAST)

    @cached_property
    def stores(self) -> np.ndarray:
        """Glycogen of the liver through an ordinary day, g."""
        return ordinary_day(morning_store()).state("Y")

    def new_share(self, hour: float) -> float:
        """Share of the liver's output that is newly made, so many hours after the last meal."""
        return self.long_fast.at(hour).new_percent / 100

    def drink_after_a_fast(self) -> float:
        """How much higher glucose is two hours after a drink that ends a fast than after one in the morning."""
        after, before = (fast(hours).drink().at(120)[0][0] for hours in (_AFTER_A_FAST, NIGHT))
        return after - before


def _share_of_day(course: Course, low: float, high: float) -> float:
    return float(np.mean((course.glucose_mgdl >= low) & (course.glucose_mgdl <= high)))


def _risen(series: np.ndarray, lowest: float = -np.inf) -> float:
    """Area above the first value; what lies below counts as no less than `lowest`."""
    return float(np.trapezoid(np.maximum(series - series[0], lowest)))


_MEASURES: dict[str, Callable[[Validation], float]] = {
    "day_mean": lambda v: v.day.glucose_mgdl.mean(),
    "day_sd": lambda v: v.day.glucose_mgdl.std(),
    "day_in_range": lambda v: 100 * _share_of_day(v.day, *NORMAL_DAY),
    "day_above": lambda v: 100 * _share_of_day(v.day, NORMAL_DAY[1] + 1e-9, np.inf),
    "basal_share": lambda v: v.basal_share,
    "clamp_m": lambda v: clamp(v.healthy).glucose_infusion,
    "half_held_back": lambda v: v.half_held_back(),
    "low_dose": lambda v: v.held_back(v.targets.start()),
    "low_dose_igt": lambda v: v.held_back(v.targets.prediabetes),
    "low_dose_t2d": lambda v: v.held_back(v.targets.diabetes),
    "most_used": lambda v: v.clamps["uptake"][-1],
    "half_used": lambda v: v.half_used(),
    "still_made": lambda v: v.still_made(),
    "larger_drink": lambda v: v.larger_drink(v.targets.start()),
    "larger_drink_igt": lambda v: v.larger_drink(v.targets.prediabetes),
    "gut_25": lambda v: v.call_of_the_gut(v.targets.start(), 25.0),
    "gut_125": lambda v: v.call_of_the_gut(v.targets.start(), 125.0),
    "gut_t2d_25": lambda v: v.call_of_the_gut(v.diabetes, 25.0),
    "gut_t2d_125": lambda v: v.call_of_the_gut(v.diabetes, 125.0),
    "area_50": lambda v: v.twice_the_drink("G", 25.0),
    "area_100": lambda v: v.twice_the_drink("G", 50.0),
    "area_insulin": lambda v: v.twice_the_drink("I", 50.0),
    "half_fasting": lambda v: v.donor.glucose[0] - v.targets.start().glucose[0],
    "half_two_hour": lambda v: v.donor.glucose[-1] - v.targets.start().glucose[-1],
    "half_insulin": lambda v: v.donors_insulin(),
    "first_ifg": lambda v: v.phases(v.susceptible_at(_FASTING_RAISED))[0],
    "first_t2d": lambda v: v.phases(v.diabetes)[0],
    "second_ifg": lambda v: v.phases(v.susceptible_at(_FASTING_RAISED))[1],
    "second_t2d": lambda v: v.phases(v.diabetes)[1],
    "day_t2d": lambda v: v.day_without_food(),
    "made_less": lambda v: v.made_less(v.targets.start()),
    "made_less_igt": lambda v: v.made_less(v.targets.prediabetes),
    "early_igt": lambda v: v.secretion(v.targets.prediabetes)[0],
    "secretion_igt": lambda v: v.secretion(v.targets.prediabetes)[1],
    "matsuda_t2d": lambda v: v.sensitivity_index(v.targets.diabetes),
    "quartiles_fasting": lambda v: v.spread(lambda m: m.glucose[0]),
    "quartiles_two_hour": lambda v: v.spread(lambda m: m.glucose[-1]),
    "incretin_t2d": lambda v: v.incretin_in_diabetes(),
    "first_phase": lambda v: v.bolus.first_phase,
    "sensitivity": lambda v: 1e4 * v.minimal.sensitivity,
    "effectiveness": lambda v: v.minimal.effectiveness,
    "second_drink": lambda v: v.second_drink(),
    "fast_glucose": lambda v: v.long_fast.course.glucose_mgdl[-1],
    "fast_insulin": lambda v: np.divide(*v.long_fast.course.insulin_uUml[[-1, 0]]),
    "fall_36": lambda v: np.subtract(*(morning.glucose_mgdl for morning in v.first_day)),
    "insulin_36": lambda v: np.divide(*(morning.insulin_uUml for morning in v.first_day[::-1])),
    "new_14": lambda v: v.new_share(14),
    "new_22": lambda v: v.new_share(22),
    "new_42": lambda v: v.new_share(42),
    "store_morning": lambda v: v.stores[0],
    "store_evening": lambda v: v.stores.max(),
    "drink_after_fast": lambda v: v.drink_after_a_fast(),
}


def check_validation() -> CheckedTargets:
    """Measure every row of validation on the model (about half a minute)."""
    validation = Validation()
    return CheckedTargets([(row, validation.measure(row.key)) for row in rows("validation")])
