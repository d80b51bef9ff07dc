"""What the browser is told once: no explorer sends what the generated modules say, and its parts agree."""

import node
import pytest

from widgets import explorers
from widgets.explorers.years.explorer import PRESETS
from widgets.model.body.drift import COURSE_YEARS

#: Each explorer, with what it chose itself and therefore sends.
CHOSEN = {
    "body": {"breakfast"},
    "compensation": {"people", "times", "resistances", "curves"},
    "loop": set(),
    "meal": {"people", "ghost", "minutes", "arrival"},
    "practices": set(),
    "reasons": {"factors", "lengths"},
    "reserve": set(),
    "resistance": set(),
    "uptake": {"minutes", "places", "colors"},
    "years": set(),
}

YEARS = f"""
import {{ readFileSync }} from "node:fs";
import years from "{(node.ROOT / "widgets/explorers/years/years.js").as_uri()}";
const asked = JSON.parse(readFileSync(0));
const answers = asked.map(({{ values, moments }}) => {{
  const {{ series }} = years.solve({{ ...values, year: 0 }}, {{}});
  const stages = moments.map((year) => years.solve({{ ...values, year }}, {{}}).now.stages);
  return {{ series, stages }};
}});
const plain = (_, value) => (ArrayBuffer.isView(value) ? Array.from(value) : value);
process.stdout.write(JSON.stringify(answers, plain));
"""


@pytest.mark.parametrize("name", CHOSEN)
def test_an_explorer_sends_only_what_it_chose(name):
    assert getattr(explorers, name)().view.spec["facts"].keys() == CHOSEN[name]


def test_the_strip_names_the_stage_that_the_sentence_names():
    """At every step of the cursor, by every criterion; a stage without a date shows as touched."""
    moments = [step / 10 for step in range(10 * COURSE_YEARS)]
    asked = [{"values": values, "moments": moments} for values in PRESETS.values()]
    for answer in node.answer(YEARS, asked):
        for year, stages in zip(moments, answer["stages"], strict=True):
            for criterion, stage in stages.items():
                shown = {
                    name
                    for name in ("touched", "prediabetes", "diabetes")
                    if _within(year, answer["series"][f"{criterion}_{name}"])
                }
                fitting = [set()] if stage == "normal" else [{stage}, {"touched"}]
                assert shown in fitting, (year, criterion)


def _within(year: float, line: list[float | None]) -> bool:
    """Whether a broken line, of pieces such as [from, to, gap], has a piece that holds a year."""
    return any(begin <= year < end for begin, end in zip(line[::3], line[1::3], strict=True))
