"""An explorer of a page, as a reader and as other tools meet it: the one page object of all tests.

It relies on what is documented and nothing else: ``data-explorer`` on the box, the one element with ``role="status"``
for the sentence, ``data-control`` around each slider, ``data-preset``, ``data-unit`` and ``data-tool`` on the buttons,
``data-details`` and ``data-panel`` around further charts, the names that a reader sees, the handle ``explorer`` of the
box, and Plotly's own chart, whose traces say in ``meta`` of which run and series they are.
"""

from __future__ import annotations

import numpy as np
from playwright.sync_api import Frame, Locator, Page, expect

# What a test may have left behind, but for the sliders, which Reset sets back.
_SET_BACK = """(root, pin) => {
  document.activeElement?.blur();
  const held = root.querySelector("[data-tool=pin]");
  if (held.textContent !== pin) held.click();
  for (const units of new Set([...root.querySelectorAll("[data-unit]")].map((one) => one.parentElement))) {
    const [own] = units.querySelectorAll("[data-unit]");
    if (own.getAttribute("aria-pressed") !== "true") own.click();
  }
  for (const fold of root.querySelectorAll("details[open]")) fold.open = false;
  const people = root.querySelector("[data-tool=people][aria-pressed=true]");
  people?.click();
  const more = root.querySelector("[data-tool=more]");
  if (more.getAttribute("aria-expanded") === "true") more.click();
  root.querySelector("[data-tool=reset]").click();
  root.explorer.draw();
  scrollTo({ top: 0, behavior: "instant" });
  localStorage.clear();
}"""

_CURVE = """(root, [run, series, within, axis]) => {
  const { data } = (within ? root.querySelector(within) : root).querySelector(".js-plotly-plot");
  return [...data.find(({ meta }) => meta.run === run && meta.series === series)[axis]];
}"""

# What may name a unit that is not chosen: the buttons that choose it, and the line that leads to the glossary.
_UNITS_APART = ".explorer-units, .explorer-notes p:has([href$='#term-mg-dL'])"

_TEXT = """(root, apart) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const { parentElement: within, data } = walker.currentNode;
    if (within.checkVisibility() && !within.closest(apart)) texts.push(data);
  }
  return texts.join(" ");
}"""


def unfold(place: Page | Frame) -> None:
    """Show the tools of every explorer of a page or frame that stand behind More."""
    for more in place.locator("[data-tool=more][aria-expanded=false]").all():
        more.click()


class ExplorerPage:
    """One explorer of an opened page.

    Parameters
    ----------
    page : Page
        Opened, its widgets alive.
    name : str
        ``data-explorer``.
    nth : int
        Which, where a page shows the same explorer more than once.
    """

    def __init__(self, page: Page, name: str, nth: int = 0) -> None:
        self.page = page
        self.root = page.locator(f"[data-explorer={name}]").nth(nth)
        self.status = self.root.get_by_role("status")
        self.pin = self.root.locator("[data-tool=pin]").text_content()
        self.opening = self.values

    @property
    def sentence(self) -> str:
        """What the explorer says right now."""
        return self.status.inner_text()

    @property
    def rest(self) -> str:
        """What it leaves out, opened and read."""
        fold = self.root.locator(".explorer-rest")
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()
        fold.locator("li").first.wait_for()  # the browser tells of the opening a moment later
        return fold.locator("ul").inner_text()

    @property
    def told_in_units(self) -> str:
        """All that it shows in the units that are chosen: without the buttons for units and the glossary's line."""
        return self.root.evaluate(_TEXT, _UNITS_APART)

    @property
    def values(self) -> dict[str, float]:
        """What the sliders are set to."""
        return self.root.evaluate("(root) => root.explorer.values")

    @property
    def results(self) -> dict:
        """Single numbers of the run, in the model's units."""
        return self.root.evaluate("(root) => root.explorer.results")

    def set(self, **values: float) -> None:
        """Set sliders; what they show is drawn when this returns."""
        script = "(root, values) => { root.explorer.set(values); root.explorer.draw(); }"
        self.root.evaluate(script, values)

    def draw(self) -> None:
        """Draw now what else waits for the next frame."""
        self.root.evaluate("(root) => root.explorer.draw()")

    def slider(self, name: str) -> Locator:
        """The handle of a slider."""
        return self.root.locator(f"[data-control={name}] [role=slider]")

    def value(self, name: str) -> float:
        """What a screen reader is told that a slider is set to."""
        return float(self.slider(name).get_attribute("aria-valuenow"))

    def button(self, text: str) -> Locator:
        """The button that says just this; what a reader needs seldom stands behind More."""
        button = self.root.get_by_role("button", name=text, exact=True)
        if button.count() == 0:
            self.unfold()
        return button

    def unfold(self) -> None:
        """Show the tools that stand behind More."""
        more = self.root.locator("[data-tool=more]")
        if more.get_attribute("aria-expanded") == "false":
            more.click()

    def preset(self, name: str) -> Locator:
        """Choose a preset, and return its button."""
        button = self.root.locator(f"[data-preset={name}]")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        self.draw()
        return button

    def unit(self, unit: str) -> None:
        """Choose a unit."""
        self.button(unit).click()
        self.draw()

    def show_people(self) -> Locator:
        """Lay the measurements of people over, and return what is said of them."""
        button = self.root.locator("[data-tool=people]")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        self.draw()
        return self.root.locator(".explorer-people")

    def tool(self, name: str) -> Locator:
        """One of the buttons below the sliders: pin, reset, csv, png or link."""
        self.unfold()
        return self.root.locator(f"[data-tool={name}]")

    def details(self, name: str) -> str:
        """Open a chart that shows on demand, and return where it stands, for `curve`."""
        within = f"[data-details={name}]"
        self.root.locator(f"{within} summary").click()
        expect(self.root.locator(f"{within} .js-plotly-plot .trace")).not_to_have_count(0)
        return within

    def curve(self, series: str, run: str = "now", within: str = "", axis: str = "y") -> np.ndarray:
        """A curve of the main chart, or of the first one `within` a part of the explorer."""
        drawn = self.root.evaluate(_CURVE, [run, series, within, axis])
        return np.array(drawn, dtype=float)

    def table(self) -> tuple[list[str], list[list[str]]]:
        """The download: the names of its columns, and its rows."""
        with self.page.expect_download() as waiting:
            self.tool("csv").click()
        assert waiting.value.suggested_filename.endswith(".csv")
        head, *lines = waiting.value.path().read_text("utf-8").splitlines()
        return head.split(","), [line.split(",") for line in lines]

    def set_back(self) -> None:
        """Leave the explorer as it was when its page was opened."""
        self.page.mouse.move(0, 0)
        self.root.evaluate(_SET_BACK, self.pin)
        assert self.values == self.opening
