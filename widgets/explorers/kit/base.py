"""How an explorer is put together: core sliders, tied in the browser to one view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, Self

import ipywidgets
import plotly.graph_objects as go

from widgets.explorers.kit.filling import plotly_json
from widgets.explorers.kit.measured import Measured
from widgets.explorers.kit.quantities import quantities
from widgets.explorers.kit.small import Small, chart_of, small_words
from widgets.explorers.kit.still import shown_still
from widgets.explorers.kit.view import ExplorerView
from widgets.explorers.kit.words import WordsError, kit_words, words
from widgets.model.statement.limits import is_number, shown

_EXPLORERS = Path(__file__).parents[1]


@dataclass(frozen=True)
class Control:
    """One slider.

    Attributes
    ----------
    name : str
        The parameter it sets; its words stand in ``words.yaml`` under this name.
    minimum, maximum, step, reference : float
        In `unit`; `reference` is the marked value, where health or the standard test is.
    unit : str
        As it is shown after the value.
    color : str
        Name of a color of `widgets.palette.PALETTE`: that of the organ it stands for.
    page : int
        Steps that Shift with an arrow key, Page Up and Page Down move by.
    digits : int
        Decimals of the value.
    named : bool
        Whether its values have names, as marks in the words, instead of numbers.
    clock : int, optional
        Minute of the day at which 0 stands; its values are minutes, told as a time of day.
    axis : bool
        Whether it moves a cursor along the chart's time axis: it stands below the chart and is as long as that axis.
    ticks : tuple of float, optional
        Which names stand below the track, alone. Default: that of the reference with its number, or all where
        values are named.
    words : mapping
        What does not stand in ``words.yaml``: ``label`` and ``marks``, and beside the slider ``certainty`` with its
        ``grade``, and ``note``.
    """

    name: str
    minimum: float
    maximum: float
    step: float
    reference: float
    unit: str
    color: str = "ink"
    page: int = 10
    digits: int = 0
    named: bool = False
    clock: int | None = None
    axis: bool = False
    ticks: tuple[float, ...] | None = None
    words: Mapping[str, Any] = field(default_factory=dict)

    def check(self, value: float) -> float:
        """Return `value` as a float.

        Raises
        ------
        ValueError
            If it is no number or outside the slider.
        """
        if not is_number(value) or not self.minimum <= float(value) <= self.maximum:
            raise ValueError(
                f"{self.name} is {shown(value)}; allowed: a number "
                f"from {self.minimum:g} to {self.maximum:g} ({self.unit})"
            )
        return float(value)


@dataclass(frozen=True)
class Body:
    """How the body is drawn beside the charts (``kit/body/drawing.js``).

    Attributes
    ----------
    place : {"above", "column", "beside"}
        Above the charts; where there is room beside them in the column of the sliders, and else above them; or
        in that column below the sliders, and where there is none not at all.
    key : bool
        Whether it says how much its arrows stand for.
    """

    place: Literal["above", "column", "beside"]
    key: bool = False


@dataclass(frozen=True)
class Group:
    """Sliders below one heading, which opens and closes them.

    Attributes
    ----------
    name : str
    title : str
        The heading.
    controls : tuple of str
        Names of its sliders, in order.
    """

    name: str
    title: str
    controls: tuple[str, ...]


class Explorer(ipywidgets.VBox):
    """Sliders and the view they drive, in one box.

    Parameters
    ----------
    name : str
        Name of the explorer; ``data-explorer`` on the page, and its part of the words.
    controls : sequence of Control
        Its sliders, in order.
    values : mapping of str to float
        First value of each slider.
    presets : mapping of str to mapping
        Name of each preset (its label stands in the words) to the values it sets.
    figure : plotly.graph_objects.Figure
        The charts, without data (see `widgets.explorers.kit.traces`).
    axes : dict
        What each axis measures and how far it reaches (see `widgets.explorers.kit.axes`).
    details : mapping of str to (plotly.graph_objects.Figure, dict), optional
        Further charts with their axes, drawn when a reader opens them.
    panels : mapping of str to (plotly.graph_objects.Figure, dict), optional
        Further charts with their axes, always in view below the first.
    body : Body, optional
        The body, drawn with the charts: its organs, and arrows as wide as what flows.
    player : mapping, optional
        Plays one slider: its name as ``control``, and ``pace``, the way that it goes in a second.
    facts : mapping, optional
        What else the explorer's JavaScript needs, such as cut-offs.
    groups : sequence of Group, optional
        Sliders that stand together. A group is open where one of its sliders is off its reference, else the first is.
    measured : Measured, optional
        What people measured, shown when a reader asks for it.

    Attributes
    ----------
    view : ExplorerView
    sliders : dict of str to ipywidgets.FloatSlider
    """

    def __init__(
        self,
        name: str,
        controls: Sequence[Control],
        values: Mapping[str, float],
        presets: Mapping[str, Mapping[str, float]],
        figure: go.Figure,
        axes: dict[str, Any],
        details: Mapping[str, tuple[go.Figure, dict[str, Any]]] | None = None,
        panels: Mapping[str, tuple[go.Figure, dict[str, Any]]] | None = None,
        body: Body | None = None,
        player: Mapping[str, Any] | None = None,
        facts: Mapping[str, Any] | None = None,
        groups: Sequence[Group] = (),
        measured: Measured | None = None,
    ) -> None:
        checked = {control.name: control.check(values[control.name]) for control in controls}
        texts = _texts(name, controls, body, measured)
        charts = {**(details or {}), **(measured.details if measured else {})}
        _check_words(name, texts, presets, charts, panels or {})
        told = {
            "axes": axes,
            "body": asdict(body) if body else None,
            "player": player,
            "facts": dict(facts or {}),
            "measured": measured and measured.spec,
        }
        self.view = ExplorerView(
            checked,
            spec=_spec(name, texts, controls, checked, groups, presets) | told,
            figure=plotly_json(figure),
            details=_charts_json(charts),
            panels=_charts_json(panels or {}),
        )
        self.sliders = {
            control.name: _slider(
                control, checked[control.name], texts["controls"][control.name]["label"]
            )
            for control in controls
        }
        self._links = [
            ipywidgets.jslink((slider, "value"), (self.view, parameter))
            for parameter, slider in self.sliders.items()
        ]
        super().__init__([self.view, *_boxes(self.sliders, groups)])
        self.add_class("explorer")
        self.add_class(f"explorer-{name}")
        self._still = _EXPLORERS / name / "still.png"

    def __repr__(self) -> str:
        """Return what the sliders say, in one line."""
        values = ", ".join(f"{name}={value:g}" for name, value in self.values.items())
        return f"<explorer {self.view.spec['name']}: {values}>"

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """Return the live view, and what stands for it where nothing moves."""
        texts = self.view.spec["words"]
        still = shown_still(self._still, texts["title"], texts["chart"], self.values)
        return {**super()._repr_mimebundle_(**kwargs), **still}

    def seen_small(self, small: Small) -> Self:
        """Leave one chart, some sliders and one sentence of it.

        Parameters
        ----------
        small : Small

        Raises
        ------
        ValueError
            If it has no such chart or slider; says which there are.
        """
        unknown = [name for name in small.sliders if name not in self.sliders]
        if unknown:
            raise ValueError(f"slider is {unknown[0]!r}; allowed: {', '.join(self.sliders)}")
        spec = self.view.spec
        figure, axes, chart = chart_of(self.view, small)
        controls = [one for one in spec["controls"] if one["name"] in small.sliders]
        self.view.spec = {
            **{name: spec[name] for name in ("quantities", "facts")},
            "name": small.name,
            "explorer": spec["name"],
            "words": small_words(spec["words"], small, {one["unit"] for one in controls}),
            "controls": controls,
            "held": {one["name"]: one["initial"] for one in spec["controls"]},
            "axes": axes,
            "chart": chart,
            "sentences": list(small.sentences),
        }
        self.view.figure, self.view.details, self.view.panels = figure, {}, {}
        self._still = small.still
        self.children = [self.view, *(self.sliders[name] for name in small.sliders)]
        for name, label in small.labels.items():
            self.sliders[name].description = label
        self.remove_class(f"explorer-{spec['name']}").add_class("explorer-small")
        return self

    @property
    def values(self) -> dict[str, float]:
        """What the sliders say now, by parameter, in the sliders' units (needs a live kernel)."""
        # A slider's floating point may be off its steps by a hair.
        return {name: round(getattr(self.view, name), 6) for name in self.sliders}


def _charts_json(
    charts: Mapping[str, tuple[go.Figure, dict[str, Any]]],
) -> dict[str, dict[str, Any]]:
    return {
        name: {"figure": plotly_json(figure), "axes": axes}
        for name, (figure, axes) in charts.items()
    }


def _texts(
    name: str, controls: Sequence[Control], body: Body | None, measured: Measured | None
) -> dict[str, Any]:
    """Return all that an explorer says; what is never said makes no page heavier."""
    texts = _with_control_words(words(name), controls)
    if body is None:
        texts["shared"] = {key: text for key, text in texts["shared"].items() if key != "body"}
    return _with_measured_words(texts, measured) if measured else texts


def _spec(
    name: str,
    texts: Mapping[str, Any],
    controls: Sequence[Control],
    values: Mapping[str, float],
    groups: Sequence[Group],
    presets: Mapping[str, Mapping[str, float]],
) -> dict[str, Any]:
    """Return what the browser must know of an explorer's sliders and words."""
    return {
        "name": name,
        "words": _with_text_keys(texts),
        "controls": [_control_spec(control, values[control.name]) for control in controls],
        "groups": [asdict(group) for group in groups],
        "presets": [{"name": key, "values": dict(value)} for key, value in presets.items()],
        "quantities": quantities(),
    }


def _with_control_words(texts: Mapping[str, Any], controls: Sequence[Control]) -> dict[str, Any]:
    """Return an explorer's words, with those that its controls bring."""
    written = texts.get("controls", {})
    merged = {
        control.name: {**written.get(control.name, {}), **control.words} for control in controls
    }
    return {**texts, "controls": merged}


def _with_measured_words(texts: Mapping[str, Any], measured: Measured) -> dict[str, Any]:
    """Return an explorer's words, with those that the kit has of the people and of the charts that open with them."""
    shared = kit_words()["measured"]
    details = {name: shared["details"][name] for name in measured.details}
    told = {
        **texts["measured"],
        "sources": {name: shared["sources"][name] for name in measured.studies},
    }
    return {**texts, "measured": told, "details": {**texts.get("details", {}), **details}}


def _check_words(
    explorer: str,
    texts: Mapping[str, Any],
    presets: Mapping[str, Any],
    details: Mapping[str, Any],
    panels: Mapping[str, Any],
) -> None:
    """Refuse words that leave out what the explorer shows."""
    wanted = [
        ("controls", f"{name}.label", control.get("label"))
        for name, control in texts["controls"].items()
    ]
    for part, names in (("presets", presets), ("details", details), ("panels", panels)):
        wanted += [(part, name, texts.get(part, {}).get(name)) for name in names]
    for part, name, text in wanted:
        if text is None:
            raise WordsError(f'{explorer}/words.yaml, {part}: "{name}" is missing; allowed: given.')


def _boxes(
    sliders: Mapping[str, ipywidgets.FloatSlider], groups: Sequence[Group]
) -> list[ipywidgets.Widget]:
    """Return the sliders without a group, then the groups, each in a box of its own."""
    grouped = {name for group in groups for name in group.controls}
    boxes = [ipywidgets.VBox([sliders[name] for name in group.controls]) for group in groups]
    for group, box in zip(groups, boxes, strict=True):
        box.add_class("explorer-group")
        box.add_class(f"explorer-group-{group.name}")  # how the view knows it on the page
    return [*(slider for name, slider in sliders.items() if name not in grouped), *boxes]


def _slider(control: Control, value: float, label: str) -> ipywidgets.FloatSlider:
    slider = ipywidgets.FloatSlider(
        value=value,
        min=control.minimum,
        max=control.maximum,
        step=control.step,
        description=label,
        readout=False,  # the view shows the value, with its unit
    )
    slider.add_class("explorer-control")
    slider.add_class(f"explorer-control-{control.name}")  # how the view knows it on the page
    return slider


def _control_spec(control: Control, value: float) -> dict[str, Any]:
    """Return what the browser must know of a slider."""
    return {
        "name": control.name,
        "min": control.minimum,
        "max": control.maximum,
        "step": control.step,
        "page": control.page,
        "reference": control.reference,
        "initial": value,
        "unit": control.unit,
        "digits": control.digits,
        "named": control.named,
        "clock": control.clock,
        "axis": control.axis,
        "ticks": control.ticks,
        "color": control.color,
    }


def _with_text_keys(value: Any) -> Any:
    """Make YAML's number keys text, as JSON has it."""
    if isinstance(value, dict):
        return {str(key): _with_text_keys(inner) for key, inner in value.items()}
    return value
