"""What a move of a slider costs: solve and redraw, against a bare Plotly.restyle of the same data.

Both are measured in turns in one page of the built site, in a real Chromium, by its own clock of
the main thread: scripts, styles, layout and all else. The target: at most 1.25 times the restyle.

Beside it, one solve of a day with three meals in the same page. The target: at most 0.5 ms.

    python -m benchmarks.redraw [address of the site]
"""

from __future__ import annotations

import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

from book import chromium

ROOT = Path(__file__).parents[1]
PAGE = "chapters/05-insulin-resistance.html"
TARGET = 1.25
SOLVE_TARGET = 0.5
MOVES = 20
TURNS = 7

# The explorer moves; each state that it draws is kept, so that the restyle has the same to draw.
PREPARE = """() => {
  const root = document.querySelector(".explorer");
  const chart = root.querySelector(".explorer-stage .explorer-chart");
  const moved = chart.data.flatMap(({ meta }, index) => (meta.run === "now" ? [index] : []));
  const settled = () => new Promise((done) => setTimeout(done, 50));
  const drawn = [];
  window.moves = {
    explorer: async (turns) => {
      for (let turn = 0; turn < turns; turn += 1) {
        root.explorer.set({ muscle: 60 + turn });
        await settled();
        drawn[turn] = moved.map((index) => chart.data[index].y.slice());
      }
    },
    restyle: async (turns) => {
      for (let turn = 0; turn < turns; turn += 1) {
        Plotly.restyle(chart, { y: drawn[turn] }, moved);
        await settled();
      }
    },
    nothing: async (turns) => {
      for (let turn = 0; turn < turns; turn += 1) await settled();
    },
  };
}"""


# Median over people who differ, each solved ten times, so that the browser's clock is fine enough.
SOLVE = """() => {
  const { day } = cellsListening.model;
  const times = [];
  for (let turn = -30; turn < 100; turn += 1) {
    const person = { muscle: 0.2 + 0.008 * Math.abs(turn), liver: 1, reserve: 0.46 + 0.009 * Math.abs(turn) };
    const start = performance.now();
    for (let again = 0; again < 10; again += 1) day(person);
    if (turn >= 0) times.push((performance.now() - start) / 10);
  }
  return times.sort((a, b) => a - b)[50];
}"""


@dataclass(frozen=True)
class Redraw:
    """Milliseconds of the main thread for one move, medians."""

    explorer: float  # solve, redraw, sentence
    restyle: float  # bare Plotly.restyle

    @property
    def ratio(self) -> float:
        return self.explorer / self.restyle

    def __str__(self) -> str:
        return (
            f"solve and redraw {self.explorer:.1f} ms, bare Plotly.restyle {self.restyle:.1f} ms: "
            f"{self.ratio:.2f} times (target: at most {TARGET})"
        )


def measure(page: Page, address: str) -> Redraw:
    """Measure in a page of the site that holds an explorer."""
    page.goto(address)
    page.wait_for_selector(".explorer [role=status]:not(:empty)")
    page.evaluate(PREPARE)
    clock = page.context.new_cdp_session(page)
    clock.send("Performance.enable")
    times: dict[str, list[float]] = {"explorer": [], "restyle": []}
    for turn in range(TURNS + 1):
        waiting = busy(page, clock, "nothing")
        for name, list_ in times.items():
            spent = busy(page, clock, name) - waiting
            if turn > 0:  # the first turn warms up
                list_.append(1000 * spent / MOVES)
    return Redraw(**{name: statistics.median(list_) for name, list_ in times.items()})


def busy(page: Page, clock: CDPSession, name: str) -> float:
    """Seconds that the main thread works while one thing is done `MOVES` times."""
    before = task_seconds(clock)
    page.evaluate(f"moves.{name}({MOVES})")
    return task_seconds(clock) - before


def task_seconds(clock: CDPSession) -> float:
    metrics = clock.send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")


def main() -> None:
    site = sys.argv[1] if len(sys.argv) > 1 else (ROOT / "_build/html").as_uri()
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        print(measure(page, f"{site.rstrip('/')}/{PAGE}"))
        print(f"a day {page.evaluate(SOLVE):.2f} ms (target: at most {SOLVE_TARGET})")
        browser.close()


if __name__ == "__main__":
    main()
