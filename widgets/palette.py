"""The colors of the book, stated once.

``python -m widgets.palette`` writes them for the browser: as a style sheet for the pages and the quizzes
(``--book-…``), and as a module for the explorers, which make custom properties of them (``--explorer-…``).
`bundle.mjs` runs it. Needs nothing but Python, as the bundling does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

#: Colors by what they mean, on light and on dark paper.
PALETTE: dict[str, dict[str, str]] = {
    "light": {
        "paper": "#FFFDF9",
        "ink": "#1D2730",
        "link": "#005A91",
        "quiet": "#56606A",
        "axis": "#8D8A84",
        "line": "#DDD6CA",
        "grid": "#EAE6DE",
        "wash": "#F6F2EA",
        "glucose": "#C45D00",
        "glucose_text": "#A64E00",
        "glucose_fill": "rgba(196, 93, 0, 0.18)",
        "insulin": "#0067A5",
        "insulin_text": "#005C94",
        "insulin_fill": "rgba(0, 103, 165, 0.12)",
        "prediabetes": "#C37B3E",
        "prediabetes_fill": "rgba(196, 93, 0, 0.07)",
        "diabetes": "#8A3A00",
        "diabetes_fill": "rgba(138, 58, 0, 0.15)",
        "pancreas_fill": "rgba(122, 91, 166, 0.20)",
        "stage_fill": "rgba(196, 93, 0, 0.12)",
        "muscle": "#B5524A",
        "muscle_fill": "rgba(181, 82, 74, 0.18)",
        "liver": "#7D4B35",
        "liver_fill": "rgba(125, 75, 53, 0.18)",
        "fat": "#B98700",
        "pancreas": "#7A5BA6",
        "brain": "#8C7F86",
        "other_cells": "#C9BFAE",
        "right": "#1C6B40",
        "again": "#8A4D00",
    },
    "dark": {
        "paper": "#14191E",
        "ink": "#E9E4DA",
        "link": "#7CBDF0",
        "quiet": "#A9B1B8",
        "axis": "#7C807F",
        "line": "#38424B",
        "grid": "#252B30",
        "wash": "#1D242B",
        "glucose": "#F0954A",
        "glucose_text": "#F0954A",
        "glucose_fill": "rgba(240, 149, 74, 0.24)",
        "insulin": "#5FB0EA",
        "insulin_text": "#5FB0EA",
        "insulin_fill": "rgba(95, 176, 234, 0.18)",
        "prediabetes": "#9A6A3D",
        "prediabetes_fill": "rgba(240, 149, 74, 0.09)",
        "diabetes": "#F7B27A",
        "diabetes_fill": "rgba(240, 149, 74, 0.22)",
        "pancreas_fill": "rgba(183, 154, 224, 0.26)",
        "stage_fill": "rgba(240, 149, 74, 0.15)",
        "muscle": "#F2A09A",
        "muscle_fill": "rgba(242, 160, 154, 0.24)",
        "liver": "#B07A56",
        "liver_fill": "rgba(176, 122, 86, 0.24)",
        "fat": "#E0B64A",
        "pancreas": "#B79AE0",
        "brain": "#B9ACB4",
        "other_cells": "#5A6670",
        "right": "#77CF9B",
        "again": "#F0B264",
    },
}

SHEET = Path(__file__).parent / "generated" / "palette.css"
MODULE = SHEET.with_suffix(".js")

# Element, attribute and value by which the site, Colab, JupyterLab and VS Code say that they are dark. Paper never is.
_DARK_SIGNS = (
    ("html", "data-theme", "dark"),
    ("html", "theme", "dark"),
    ("", "data-jp-theme-light", "false"),
    ("", "data-vscode-theme-kind", "vscode-dark"),
    ("", "data-vscode-theme-kind", "vscode-high-contrast"),
)
_LIGHT = ":root"
_DARK = ", ".join(f'{element}[{name}="{value}"]' for element, name, value in _DARK_SIGNS)


def sheet() -> str:
    """Return the style sheet."""
    light, dark = ("\n".join(_properties(theme)) for theme in ("light", "dark"))
    return f"{_LIGHT} {{\n{light}\n}}\n@media screen {{\n{_DARK} {{\n{dark}\n}}\n}}\n"


def module() -> str:
    """Return the JavaScript: the palettes, the selector of what says that it is dark, and the attributes that tell."""
    signs = list(dict.fromkeys(name for _, name, _ in _DARK_SIGNS))
    named = {"DARK": _DARK, "SIGNS": signs}
    constants = "".join(
        f"export const {name} = {json.dumps(is_)};\n" for name, is_ in named.items()
    )
    return f"{constants}export default {json.dumps(PALETTE)};\n"


def _properties(theme: str) -> Iterator[str]:
    yield f"  --book-scheme: {theme};"
    for name, color in PALETTE[theme].items():
        yield f"  --book-{name.replace('_', '-')}: {color.lower()};"


if __name__ == "__main__":
    SHEET.parent.mkdir(exist_ok=True)
    SHEET.write_text(sheet(), encoding="utf-8")
    MODULE.write_text(module(), encoding="utf-8")
