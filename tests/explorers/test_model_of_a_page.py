"""The model in the very file that the site serves is the program that `tests/model` holds against SciPy, in Node."""

import node
import numpy as np
import pytest
from conftest import CHAPTER

from widgets.model import RANGES

PEOPLE = 200
#: The same program on two builds of one engine: what is left is rounding.
SAME = {"rtol": 1e-9}

COURSE = {
    "muscle": 1,
    "liver": 1,
    "changes": [{"day": 0, "muscle": 0.2, "liver": 0.9, "muscle_days": 250, "liver_days": 250}],
}


@pytest.fixture(scope="module")
def on_page(browser, site_url):
    """Evaluates the body of a function in a page of the built site, where ``model`` is the site's own."""
    page = browser.new_page()
    page.goto(site_url + CHAPTER)
    page.wait_for_function("globalThis.cellsListening?.model")

    def evaluate(script, **names):
        given = f"const {{ {', '.join(names)} }} = names;" if names else ""
        return page.evaluate(
            f"(names) => {{ const {{ model }} = cellsListening; {given} {script} }}", names
        )

    yield evaluate
    page.close()


def test_a_page_solves_the_day_of_everybody_as_node_does(on_page):
    rng = np.random.default_rng(20)
    settings = {
        name: rng.uniform(RANGES[name].lowest, RANGES[name].highest, PEOPLE).tolist()
        for name in ("muscle", "liver", "reserve")
    }
    people = [
        dict(zip(settings, values, strict=True)) for values in zip(*settings.values(), strict=True)
    ]
    both = "(day) => [[...day.glucose_mgdl], [...day.insulin_uUml]]"
    script = f"return people.map((person) => model.day(person)).map({both});"
    here, there = on_page(script, people=people), node.evaluate(script, people=people)
    np.testing.assert_allclose(here, there, **SAME)


@pytest.mark.parametrize("reserve", [0.46, 0.84, 1.4])
def test_a_page_lives_the_years_as_node_does(on_page, reserve):
    script = """
      const life = model.years({ reserve }, course);
      return [[...life.series.fasting_glucose_mgdl], [...life.series.two_hour_glucose_mgdl]];
    """
    given = {"reserve": reserve, "course": COURSE}
    np.testing.assert_allclose(on_page(script, **given), node.evaluate(script, **given), **SAME)


def test_a_warm_up_lives_and_leaves_no_trace(on_page):
    script = """
      const live = () => [...model.years({ reserve: 0.46 }, course, { length: 1 }).series.homa_ir];
      const before = live();
      return model.warmUp(2).then(() => JSON.stringify(live()) === JSON.stringify(before));
    """
    assert on_page(script, course=COURSE) is True
