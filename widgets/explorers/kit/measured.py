"""What people measured, laid over the charts of an explorer while *Show people* is pressed.

It is drawn as a run of its own, ``"measured"``, whose series come from here; the traces below say in ``meta`` which of
them they show (see `widgets.explorers.kit.traces`). The numbers are those of `widgets.model.evidence.people`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import plotly.graph_objects as go

from widgets.explorers.kit.style import LIGHT
from widgets.model.evidence import people

RUN = "measured"

#: How the marks of a group look, the least ill first; texts name them by ○, □ and ◇.
SYMBOLS = ("circle", "square", "diamond")

#: A number of a text: plain, or a value in the model's unit with its quantity.
Gap = float | tuple[float, str]


@dataclass(frozen=True)
class Measured:
    """Measurements that an explorer can show.

    Attributes
    ----------
    studies : tuple of str
        Names of the studies (see `widgets.model.evidence.people.studies`), in the order in which they are told.
    series : mapping of str to sequence of float
        Curves of the run, in the model's units; ``None`` parts a line.
    gaps : mapping of str to Gap
        What fills the gaps of the texts, besides ``n`` of the study.
    details : mapping of str to (plotly.graph_objects.Figure, dict)
        Charts with their axes that open with the switch; their words stand with the kit's.
    """

    studies: tuple[str, ...]
    series: Mapping[str, Sequence[float | None]]
    gaps: Mapping[str, Gap] = field(default_factory=dict)
    details: Mapping[str, tuple[go.Figure, dict[str, Any]]] = field(default_factory=dict)

    @property
    def spec(self) -> dict[str, Any]:
        """What the browser must know."""
        told = [asdict(people.studies()[name]) for name in self.studies]
        return {
            "studies": told,
            "series": dict(self.series),
            "gaps": dict(self.gaps),
            "details": list(self.details),
        }


def points(
    series: str,
    name: str,
    quantity: str,
    across: str,
    symbol: str = SYMBOLS[0],
    x_quantity: str | None = None,
    clipped: bool = True,
) -> go.Scatter:
    """State marks of people.

    Parameters
    ----------
    series, across : str
        Series of their heights and places.
    name : str
        What is said of them where a reader hovers.
    quantity : str
        Of the heights, for the unit.
    symbol : str
        One of `SYMBOLS`.
    x_quantity : str, optional
        Of the places; without, they stand on the axis of the model's curves.
    clipped : bool
        Whether the edge of the chart cuts them; it must where they can be out of sight.
    """
    meta = {"run": RUN, "series": series, "x": across, "quantity": quantity}
    return go.Scatter(
        mode="markers",
        name=name,
        showlegend=False,
        cliponaxis=clipped,
        hovertemplate="%{y:.4~g}",
        marker={
            "symbol": symbol,
            "size": 8,
            "color": LIGHT["paper"],
            "line": {"color": LIGHT["ink"], "width": 1.75},
        },
        meta=meta | ({"x_quantity": x_quantity} if x_quantity else {}),
    )


def spread(series: str, quantity: str, across: str) -> go.Scatter:
    """State upright lines behind the marks of people: how much they differ."""
    return go.Scatter(
        mode="lines",
        showlegend=False,
        hoverinfo="skip",
        cliponaxis=False,
        line={"color": LIGHT["ink"], "width": 1, "simplify": False},
        meta={"run": RUN, "series": series, "x": across, "quantity": quantity, "mark": True},
    )


def tolerance(groups: Sequence[str]) -> Measured:
    """Return glucose of volunteers at Stanford after 75 g, as means and standard deviations.

    Parameters
    ----------
    groups : sequence of {"normal", "IGT", "T2D"}
        Which of them.
    """
    chosen = {name: people.stanford()[name] for name in groups}
    series: dict[str, Sequence[float | None]] = {}
    for name, group in chosen.items():
        kept = [at for at, sd in enumerate(group.sd_mgdl) if not math.isnan(sd)]
        ends = ((group.minutes[at], group.glucose_mgdl[at], group.sd_mgdl[at]) for at in kept)
        lines = [
            ((minute, minute, None), (mean - sd, mean + sd, None)) for minute, mean, sd in ends
        ]
        series |= {
            f"{name}_minutes": group.minutes.tolist(),
            f"{name}_glucose": group.glucose_mgdl.tolist(),
            f"{name}_spread_minutes": [minute for at, _ in lines for minute in at],
            f"{name}_spread": [level for _, levels in lines for level in levels],
        }
    gaps = {name: group.n for name, group in chosen.items()}
    return Measured(("stanford",), series, gaps)


def tolerance_marks(names: Mapping[str, str]) -> Iterator[go.Scatter]:
    """State the marks of `tolerance`, spread first; `names` are what is said of each group."""
    for name in names:
        yield spread(f"{name}_spread", "glucose", f"{name}_spread_minutes")
    for (name, said), symbol in zip(names.items(), SYMBOLS, strict=False):
        yield points(f"{name}_glucose", said, "glucose", f"{name}_minutes", symbol, clipped=False)
