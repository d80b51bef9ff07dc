"""The statement of the model as formulas, for the chapters and the model card."""

from __future__ import annotations

import sympy as sp

from widgets.model.statement.equations import Equations, System, system
from widgets.model.statement.parameters import TABLE

_SYMBOLS = {row.name: row.latex for row in TABLE} | {
    "q1": "q_1",
    "q2": "q_2",
    "si": "s_I",
    "ISRI": r"\bar{I}_\sigma",
    "f_S": "f_S",
    "f_L": "f_L",
    "N5": "N_5",
    "N6": "N_6",
    "Ra": "R_a",
    "HGP": r"\mathrm{HGP}",
    "ISR": r"\mathrm{ISR}",
    "Ci": "C_i",
    "Cmd": "C_{md}",
    "c2": "c_2",
    "GF": "F_G",
    "g_inf": r"\gamma_\infty",
    "s_inf": r"\sigma_\infty",
    "M_d": "M_d",
    "d": "f_d",
    "S_held": r"S_{\mathrm{held}}",
    "X_held": r"X_{\mathrm{held}}",
    "life": r"\ell",
    "phi": r"\varphi",
    "U_e": "U_e",
    "X_Le": "X_{L,e}",
    "HGP_e": r"\mathrm{HGP}_e",
    "HGP_f": r"\mathrm{HGP}_f",
    "heard": "w_I",
    **{
        f"{letter}_{place}": rf"{letter}_\mathrm{{{place}}}"
        for letter in "FT"
        for place in (
            "brain",
            "liver",
            "fat",
            "muscle",
            "other",
            "urine",
            "in",
            "kept",
            "made",
            "stored",
        )
    },
}


class Formulas:
    """Formulas that a notebook shows as formulas: the text of ``$$ ... $$`` blocks with what they mean."""

    def __init__(self, blocks: list[tuple[str, str]]) -> None:
        self._blocks = blocks

    def _repr_markdown_(self) -> str:
        return "\n\n".join(f"{meaning}:\n\n$$\n{formula}\n$$" for formula, meaning in self._blocks)

    def __repr__(self) -> str:
        return "\n".join(formula for formula, _ in self._blocks)


def _print(expression: sp.Expr) -> str:
    names = {
        symbol: _SYMBOLS[symbol.name]
        for symbol in expression.free_symbols
        if symbol.name in _SYMBOLS
    }
    return sp.latex(expression, symbol_names=names)


def _named(sys: System, name: str) -> tuple[str, str]:
    for state in sys.states:
        if state.name == name:
            symbol = _print(state.symbol)
            return (
                rf"\frac{{d{symbol}}}{{dt}} = {_print(state.rate)}",
                f"Change of ${symbol}$ per minute",
            )
    quantity = sys.quantity(name)
    unit = "" if quantity.unit == "1" else f", {quantity.unit}"
    return (
        f"{_print(quantity.symbol)} = {_print(quantity.expression)}",
        f"{quantity.meaning.capitalize()}{unit}",
    )


def equation(*names: str, preset: Equations = "book") -> Formulas:
    """The equations of states and quantities, by name, as they are solved.

    Parameters
    ----------
    names : str
        States (``"G"``: its rate is shown) or quantities (``"HGP"``). None: all of them.
    preset : {"book", "published", "wired", "traced", "stored"}

    Raises
    ------
    KeyError
        If a name is unknown.
    """
    sys = system(preset)
    everything = [
        *(state.name for state in sys.states),
        *(quantity.symbol.name for quantity in sys.named),
    ]
    return Formulas([_named(sys, name) for name in names or everything])
