"""The programs of :mod:`widgets.model.statement.codegen` as Python and as JavaScript source.

Both printers share the layout of a function: read the inputs, assign, return. Only the spelling differs.
"""

from __future__ import annotations

from collections.abc import Iterable

import sympy as sp
from sympy.printing.jscode import JavascriptCodePrinter
from sympy.printing.pycode import PythonCodePrinter

from widgets.model.statement.codegen import Program

#: The integer powers of the equations and of their slopes, each a few products of lower ones.
POWERS = {
    2: "x * x",
    3: "x * x * x",
    4: "(x * x) * (x * x)",
    5: "x * pow4(x)",
    6: "(x * x * x) * (x * x * x)",
    15: "pow3(pow5(x))",
    16: "pow4(pow4(x))",
}


class _Powers:
    """Prints a power as a call of a helper: integer ones, and roots, are several times faster than a general one.

    A general power, and a root, of what is not positive is 0. Within a step a level can be thrown below nothing; there
    a program needs a number, so that the step is refused for its error and made again.
    """

    def _print_Pow(self, power: sp.Pow, **options: object) -> str:
        base, exponent = power.as_base_exp()
        if exponent.is_Integer and abs(exponent) in POWERS:
            call = f"pow{abs(exponent)}({self._print(base)})"  # type: ignore[attr-defined]
            return call if exponent > 0 else f"1/{call}"
        if exponent.is_Rational and exponent.q == 2 and exponent > 0:
            whole = self._print(base ** (exponent - sp.S.Half))  # type: ignore[attr-defined]
            return f"({whole} * root({self._print(base)}))"  # type: ignore[attr-defined]
        if not exponent.is_Rational:
            return f"power({self._print(base)}, {self._print(exponent)})"  # type: ignore[attr-defined]
        return super()._print_Pow(power, **options)  # type: ignore[misc]


class PythonPrinter(_Powers, PythonCodePrinter):
    """Python whose ``exp``, ``maximum``, ``power``, ``pow*`` and so on come from the name space it runs in."""

    def _print_exp(self, call: sp.exp) -> str:
        return f"exp({self._print(call.args[0])})"

    def _print_Max(self, call: sp.Max) -> str:
        return f"maximum({', '.join(map(self._print, call.args))})"

    def _print_Min(self, call: sp.Min) -> str:
        return f"minimum({', '.join(map(self._print, call.args))})"

    def _print_Heaviside(self, call: sp.Heaviside) -> str:
        return f"heaviside({self._print(call.args[0])})"


class JavaScriptPrinter(_Powers, JavascriptCodePrinter):
    """JavaScript with ``Math`` and the ``pow*`` helpers."""

    def _print_Max(self, call: sp.Max) -> str:
        return f"Math.max({', '.join(map(self._print, call.args))})"

    def _print_Min(self, call: sp.Min) -> str:
        return f"Math.min({', '.join(map(self._print, call.args))})"

    def _print_Heaviside(self, call: sp.Heaviside) -> str:
        return f"({self._print(call.args[0])} > 0 ? 1 : 0)"


def _used(program: Program) -> set[sp.Symbol]:
    """What a program reads and does not itself assign."""
    read = set().union(
        *(e.free_symbols for _, e in program.steps),
        *(sp.sympify(e).free_symbols for e in program.results),
    )
    return read - {symbol for symbol, _ in program.steps}


def python_function(
    name: str, program: Program, arrays: dict[str, Iterable[sp.Symbol]], scalars: str = ""
) -> str:
    """Source of a Python function.

    Parameters
    ----------
    name : str
    program : Program
    arrays : dict of str to symbols
        Arguments that are sequences, and the symbol each element is called in the program.
    scalars : str
        Further arguments, spelled as symbols of the program.

    Returns
    -------
    str
        ``def name(...)`` that returns a tuple of the program's results.
    """
    printer, used = PythonPrinter({"fully_qualified_modules": False}), _used(program)
    lines = [f"def {name}({', '.join([*arrays, *([scalars] if scalars else [])])}):"]
    for array, symbols in arrays.items():
        lines += [
            f"    {symbol} = {array}[{i}]" for i, symbol in enumerate(symbols) if symbol in used
        ]
    lines += [f"    {symbol} = {printer.doprint(value)}" for symbol, value in program.steps]
    results = "".join(f"{printer.doprint(result)}, " for result in program.results)
    return "\n".join([*lines, f"    return ({results})"])


def javascript_function(
    name: str,
    program: Program,
    arrays: dict[str, Iterable[sp.Symbol]],
    scalars: str = "",
    doc: str = "",
) -> str:
    """Source of an exported JavaScript function that writes the program's results to its last argument, ``out``.

    Parameters are as for :func:`python_function`; `doc` becomes the comment above.
    """
    printer, used = JavaScriptPrinter({}), _used(program)
    arguments = [*arrays, *([scalars] if scalars else []), "out"]
    lines = [f"/** {doc} */", f"export function {name}({', '.join(arguments)}) {{"]
    for array, symbols in arrays.items():
        lines += [
            f"  const {symbol} = {array}[{i}];"
            for i, symbol in enumerate(symbols)
            if symbol in used
        ]
    lines += [f"  const {symbol} = {printer.doprint(value)};" for symbol, value in program.steps]
    lines += [
        f"  out[{i}] = {printer.doprint(result)};" for i, result in enumerate(program.results)
    ]
    return "\n".join([*lines, "}"])


def javascript_lambda(arguments: Iterable[sp.Symbol | Iterable[sp.Symbol]], value: sp.Expr) -> str:
    """Source of a JavaScript function of numbers, and of rows of numbers, that returns `value`."""
    names = [
        argument.name if isinstance(argument, sp.Symbol) else f"[{', '.join(map(str, argument))}]"
        for argument in arguments
    ]
    return f"({', '.join(names)}) => {JavaScriptPrinter({}).doprint(value)}"
