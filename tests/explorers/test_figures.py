"""Small live figures: each proves its sentence beside the text, in any unit, and never clips what it shows."""

from __future__ import annotations

import re

import pytest

from book import prose
from widgets import figures
from widgets.figures.loading import load, read
from widgets.figures.view import figure

#: Sets each slider to both its ends, in both kinds of units, and says what a reader then sees of the figure.
ENDS = """async (root) => {
  const shown = [];
  const units = (glucose, insulin) =>
    document.dispatchEvent(new CustomEvent("explorer:units", { detail: { glucose, insulin } }));
  for (const chosen of [["mg/dL", "µU/mL"], ["mmol/L", "pmol/L"]]) {
    units(...chosen);
    for (const key of ["Home", "End"]) {
      for (const handle of root.querySelectorAll("[role=slider]"))
        handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      root.explorer.draw();
      const { data, layout } = root.querySelector(".js-plotly-plot");
      const curves = data.filter(({ meta, mode, visible }) => visible && meta.run && !meta.mark && /lines/.test(mode));
      const isOutside = ({ y, yaxis = "y" }) => {
        const [low, high] = layout[yaxis.replace("y", "yaxis")].range;
        const hair = (high - low) / 1000;
        return [...y].some((value) => value < low - hair || value > high + hair);
      };
      const outside = curves.filter(isOutside);
      shown.push({
        text: root.querySelector("[role=status]").textContent,
        outside: outside.map(({ meta }) => meta.series),
        stage: root.clientHeight,
      });
    }
  }
  units("mg/dL", "µU/mL");
  return shown;
}"""

#: The dose response is cut at the height up to which a clamp sees it, as in the explorer.
CUT = {"slides-right": ["uptake"]}


def test_each_says_and_shows_what_its_sliders_ask_for(visited):
    roots = visited.locator(".explorer-small").all()
    assert bool(roots) == ("/chapters/" in visited.url)
    for root in roots:
        name = root.get_attribute("data-explorer")
        seen = root.evaluate(ENDS)
        texts = [one["text"] for one in seen]
        assert texts[0] != texts[1], name
        assert not [text for text in texts if re.search(r"[{}]|NaN|undefined", text)], name
        assert "mmol/L" not in texts[0] + texts[1], name
        assert all(set(one["outside"]) <= set(CUT.get(name, [])) for one in seen), (name, seen)
        assert len({one["stage"] for one in seen}) == 1, f"{name} changes its height"
        for control in root.locator("[data-control]").all():
            slider, label = control.get_by_role("slider"), control.locator(".widget-label")
            assert slider.get_attribute("aria-valuetext")
            assert slider.get_attribute("aria-label") == label.inner_text()


def test_every_figure_stands_in_one_chapter():
    shown = [
        name
        for page in prose.chapters()
        for cell in prose.cells(page)
        for name in re.findall(r'figures\.show\("([\w-]+)"\)', cell.source)
    ]
    assert shown == figures.names()


GOOD = """
one:
  title: "A title"
  shows: "A curve."
  explorer: resistance
  chart: glucose
  sliders: [muscle]
  sentences: [{text: "Muscle at {muscle}%."}]
"""
REFUSED = {
    ("sliders: [muscle]", "sliders: []"): '"one": "sliders" is []; allowed',
    ("sliders: [muscle]", "sliders: [a, b, c]"): '"one": "sliders" is',
    ('title: "A title"', "titel: x"): '"one"',
    ("chart: glucose", "chart: 3"): '"one": "chart" is 3; allowed: text',
    ("title:", "labels: {liver: x}\n  title:"): '"one": "labels" is "liver"; allowed: muscle',
    ("title:", "up: [9, 9]\n  title:"): '"one": "up" is [9.0, 9.0]; allowed: two ends, the lower',
    ('%."', '%.", when: {muscle: [1, 2]}'): '"one": "sentences[1].when" is',
    ("[{text:", '[{text: "No end."}, {text:'): '"one": "sentences[1].when" is {}; allowed: given',
}


@pytest.mark.parametrize("change", REFUSED)
def test_a_table_that_would_not_work_gets_one_line(tmp_path, change):
    table = tmp_path / "figures.yaml"
    table.write_text(GOOD)
    assert list(read(table)) == ["one"]
    table.write_text(GOOD.replace(*change))
    with pytest.raises(figures.FigureError) as refused:
        read(table)
    assert REFUSED[change] in str(refused.value)
    assert "\n" not in str(refused.value)


UNKNOWN = [
    ("explorer", "wind", "explorer is 'wind'; allowed: body, "),
    ("sliders", ["wind"], "slider is 'wind'; allowed: muscle, liver, reserve, grams"),
    ("chart", "wind", "chart is 'wind'; allowed: dose, "),
    ("values", {"muscle": 400}, "muscle is 400; allowed: a number from 10 to 100 (%)"),
]


@pytest.mark.parametrize(("field", "value", "said"), UNKNOWN)
def test_what_its_explorer_has_not_is_refused(field, value, said):
    with pytest.raises(figures.FigureError) as refused:
        figure("wrong", {**load("slides-right"), field: value})
    assert str(refused.value).startswith(f'figures.yaml, "wrong": {said}')


def test_a_figure_that_does_not_exist_is_refused():
    with pytest.raises(figures.FigureError, match=r"There is no figure 'wind'. Figures: \"twice"):
        figures.show("wind")
