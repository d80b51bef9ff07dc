"""Every parameter of the model: symbol, meaning, unit, value in each preset, and where the value comes from.

This table is the only place where a value of the model is written. The equations name the symbols;
the solvers, the model card and the JavaScript module read the values from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Preset = Literal["published", "book"]
PRESETS: tuple[Preset, ...] = ("published", "book")

Kind = Literal["published", "literature", "fitted", "convention"]


@dataclass(frozen=True)
class Parameter:
    """One row of the parameter table.

    Attributes
    ----------
    name : str
        The name in code and in the equations, e.g. ``"EG0"``.
    latex : str
        The symbol as it is printed.
    meaning : str
        One plain phrase.
    unit : str
        Unit of the value; ``"1"`` where it has none.
    published, book : float or None
        Value in each preset; ``None`` where a preset has no such parameter.
    kind : {"published", "literature", "fitted", "convention"}
        How the ``book`` value (or the only value) was chosen.
    source : str
        Key of the bibliography.
    """

    name: str
    latex: str
    meaning: str
    unit: str
    published: float | None
    book: float | None
    kind: Kind
    source: str

    def value(self, preset: Preset) -> float | None:
        """Value in `preset`, ``None`` where that preset has no such parameter."""
        return getattr(self, _known(preset))


def _known(preset: str) -> Preset:
    if preset not in PRESETS:
        raise ValueError(f"preset is {preset!r}; allowed: {', '.join(PRESETS)}")
    return preset  # type: ignore[return-value]


def _both(name: str, latex: str, meaning: str, unit: str, value: float) -> Parameter:
    """A parameter that both presets take unchanged from Ha & Sherman 2020."""
    return Parameter(name, latex, meaning, unit, value, value, "published", "ha2020")


TABLE: tuple[Parameter, ...] = (
    # Gut
    Parameter("k_q", "k_q", "fastest emptying of the stomach", "mg/min", None, 780.0, "literature", "katz1983"),
    Parameter("K_q", "K_q", "stomach content at half that speed", "mg", None, 8000.0, "literature", "katz1983"),
    Parameter("k_a", "k_a", "absorption from the gut", "1/min", None, 0.08, "literature", "katz1983"),
    Parameter("f_a", "f_a", "share of eaten glucose that passes the liver", "1", None, 0.81, "literature", "katz1983"),
    Parameter("BW", "BW", "body weight", "kg", 75.0, 75.0, "convention", "ha2020"),
    Parameter("V_G", "V_G", "volume of glucose", "dL/kg", 1.569, 1.569, "published", "ha2020"),
    # Glucose
    Parameter("EG0", "E_{G0}", "glucose use without insulin", "1/min", 0.0118, 0.0093, "fitted", "ha2020"),
    Parameter("c_si", "c", "unit factor of insulin sensitivity", "1/min", 1 / 1440, None, "published", "ha2020"),
    Parameter("VM", "V_M", "most that insulin adds to uptake", "1/min", None, 0.059, "fitted", "rizza1981"),
    Parameter("KU", "K_U", "insulin at half of that uptake, in health", "µU/mL", None, 60.0, "literature", "rizza1981"),
    Parameter("k_r", "k_r", "loss through the kidney above its threshold", "1/min", None, 0.010, "literature", "defronzo2004"),
    Parameter("G_r", "G_r", "kidney threshold", "mg/dL", None, 180.0, "literature", "defronzo2004"),
    # Liver
    _both("h_1", "h_1", "scale of the liver's largest output", "1", 15.443),
    _both("h_2", "h_2", "offset of sensitivity in that output", "1", 0.27),
    _both("h_3", "h_3", "offset of that output", "1", 3.54277),
    _both("a_1", "a_1", "scale of the liver's insulin constant", "1", 6.0),
    _both("a_2", "a_2", "offset of sensitivity in that constant", "1", 0.4),
    _both("a_3", "a_3", "offset of that constant", "1", 0.5),
    _both("h_0", "h_0", "output that insulin cannot stop", "mg/dL/min", 0.104166),
    # Insulin
    Parameter("V_I", "V_I", "volume of insulin", "mL", 7200.0, 3750.0, "literature", "dallaman2007"),
    Parameter("k_I", "k", "clearance of insulin", "1/min", 0.4861, 0.25, "literature", "dallaman2007"),
    Parameter("E0", "E_0", "share taken by the liver at first pass, in health", "1", None, 0.52, "literature", "polonsky1988"),
    Parameter("E_max", "E_{max}", "largest share at first pass", "1", None, 0.75, "convention", "polonsky1988"),
    Parameter("p2", "p_2", "delay of insulin's action", "1/min", None, 0.045, "fitted", "bergman1979"),
    Parameter("si_0", "s_0", "insulin sensitivity in health", "1", None, 0.73, "convention", "ha2020"),
    # Beta cell: metabolism, calcium, release
    _both("K_M", "K_M", "glucose at half of beta-cell metabolism", "mg/dL", 150.0),
    _both("C_max", "C_{max}", "calcium, largest rise", "µM", 2.0),
    _both("K_C", "K_C", "metabolism at half of that rise", "1", 0.62),
    _both("C_0", "C_0", "calcium at rest", "µM", 0.07),
    _both("D_max", "D_{max}", "calcium near the channels, largest rise", "µM", 150.0),
    _both("D_0", "D_0", "calcium near the channels at rest", "µM", 0.0635),
    _both("k_1", "k_1", "calcium binding of a granule", "1/(µM s)", 20.0),
    _both("k_m1", "k_{-1}", "calcium unbinding", "1/s", 100.0),
    _both("r_1", "r_1", "from primed to bound granules", "1/s", 0.6),
    _both("r_m1", "r_{-1}", "and back", "1/s", 1.0),
    _both("r_m2", "r_{-2}", "from primed back to docked", "1/s", 0.001),
    _both("r_m3", "r_{-3}", "loss of docked granules", "1/s", 0.0001),
    _both("u_1", "u_1", "fusion of granules", "1/s", 2000.0),
    _both("K_p", "K_p", "calcium at half of priming and docking", "µM", 2.3),
    _both("r_20", "r_{20}", "fastest priming", "1/s", 0.006),
    Parameter("r_30", "r_{30}", "fastest docking", "1/s", 1.205, 1.05, "fitted", "ha2020"),
    _both("n_s", "n_s", "insulin of a granule, and seconds to minutes", "1", 540.0),
    _both("F_max", "F_{max}", "amplification by glucose, largest rise", "1", 4.4567),
    _both("F_0", "F_0", "amplification at rest", "1", 1.7826),
    _both("G_F", "G_F", "shift of glucose in the amplification", "mg/dL", 89.0),
    _both("K_F", "K_F", "shifted glucose at half amplification", "mg/dL", 260.0),
    # Beta cell: adaptation over days (gamma), months (sigma) and years (b)
    _both("tau_g", r"\tau_\gamma", "time for the dose response to shift", "min", 3081.6),
    _both("g_max", r"\gamma_{max}", "range of that shift", "1", 0.4),
    _both("g_0", r"\gamma_0", "offset of that shift", "1", 0.2),
    Parameter("G_s", "G_s", "glucose at half of that shift", "mg/dL", 100.0, 96.0, "fitted", "ha2020"),
    _both("w_g", "w_\\gamma", "width of that shift", "mg/dL", 5.0),
    _both("tau_s", r"\tau_\sigma", "time for secretory capacity to follow", "min", 359_856.0),
    _both("s_1", "s_1", "weight of glucose in the loss of capacity", "1", 0.2),
    _both("M_s", "M_s", "metabolism at which capacity is lost", "1", 0.2),
    _both("w_s", "w_s", "width of that loss", "1", 0.02),
    _both("G_d", "G_d", "shift of glucose in that loss", "mg/dL", 35.0),
    _both("I_s", "I_s", "secretion at half of the workload effect", "1", 0.1),
    Parameter("s_0", r"\sigma_0", "capacity that is never lost", "1", 0.01752, 0.038, "fitted", "ha2020"),
    _both("tau_b", r"\tau_b", "time for beta-cell mass to change", "min", 10_080_000.0),
    _both("P_max", "P_{max}", "largest growth of mass", "1", 4.55),
    _both("K_P", "K_P", "secretion at half of that growth", "1", 41.77),
    _both("A_max", "A_{max}", "largest loss of mass", "1", 3.11),
    _both("K_A", "K_A", "metabolism at half of that loss", "1", 0.44),
    _both("A_0", "A_0", "loss at low glucose", "1", 0.8),
)


def values(preset: Preset) -> dict[str, float]:
    """Values of one preset.

    Parameters
    ----------
    preset : {"published", "book"}

    Returns
    -------
    dict of str to float
        Name to value, in the units of :data:`TABLE`, only the parameters that the preset has.

    Raises
    ------
    ValueError
        If `preset` is unknown.
    """
    return {row.name: value for row in TABLE if (value := row.value(preset)) is not None}


class ParameterTable:
    """The parameters of one preset, as a table that a notebook shows."""

    def __init__(self, preset: Preset) -> None:
        self.rows = [(row, value) for row in TABLE if (value := row.value(preset)) is not None]

    def _repr_markdown_(self) -> str:
        lines = ["| symbol | meaning | value | unit | kind | source |", "|---|---|---|---|---|---|"]
        for row, value in self.rows:
            unit = "" if row.unit == "1" else row.unit
            lines.append(f"| ${row.latex}$ | {row.meaning} | {value:.6g} | {unit} | {row.kind} | {{cite:t}}`{row.source}` |")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return "\n".join(f"{row.name:8} {value:12.6g} {row.unit:10} {row.meaning}" for row, value in self.rows)


def parameter_table(preset: Preset = "book") -> ParameterTable:
    """The parameters of one preset, with units, how each was chosen, and its source.

    Raises
    ------
    ValueError
        If `preset` is unknown.
    """
    return ParameterTable(_known(preset))
