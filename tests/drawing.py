"""The body that an explorer draws, as tests meet it.

``data-flow`` names an arrow and ``data-width`` says how wide it is, ``data-flow-health`` the same in health,
``data-says`` names a text.
"""

from __future__ import annotations

import itertools

from explorer_page import ExplorerPage
from playwright.sync_api import Locator

# What the letters of each text cover, without the room that a line has above and below them.
_INK = """(svg) => [...svg.querySelectorAll("text")].filter(({ textContent }) => textContent).map((text) => {
  const { left, right } = text.getBoundingClientRect();
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(text);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  const { actualBoundingBoxAscent: ascent, actualBoundingBoxDescent: descent } = pen.measureText(text.textContent);
  const { a: scale, f: top } = text.getScreenCTM();
  const line = top + scale * Number(text.getAttribute("y"));
  return { says: text.textContent, left, right, top: line - scale * ascent, bottom: line + scale * descent };
})"""


def drawing(explorer: ExplorerPage) -> Locator:
    """The drawing of the body."""
    return explorer.root.locator(".explorer-drawing svg")


def arrow_width(explorer: ExplorerPage, arrow: str, health: bool = False) -> float:
    """Width of an arrow, or of the same in health."""
    attribute = "data-flow-health" if health else "data-flow"
    found = drawing(explorer).locator(f"[{attribute}={arrow}]")
    return float(found.get_attribute("data-width"))


def text(explorer: ExplorerPage, name: str) -> str:
    """What one text says."""
    return drawing(explorer).locator(f"[data-says={name}]").text_content()


def touching(explorer: ExplorerPage) -> list[tuple[str, str]]:
    """Texts whose letters touch those of another, or stand over the edge of the drawing."""
    found = drawing(explorer).evaluate(_INK)
    edge = drawing(explorer).bounding_box()
    left, right = edge["x"], edge["x"] + edge["width"]
    over = [
        (one["says"], "the edge") for one in found if one["left"] < left or one["right"] > right
    ]
    return over + [
        (one["says"], other["says"])
        for one, other in itertools.combinations(found, 2)
        if one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    ]


def smallest_type(explorer: ExplorerPage) -> float:
    """Size of the smallest type in the drawing, in pixels of the screen."""
    sizes = """(svg) => [...svg.querySelectorAll("text, tspan")].map((text) =>
      parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a)"""
    return min(drawing(explorer).evaluate(sizes))
