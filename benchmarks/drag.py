"""What a drag costs in each explorer: from the event to the frame, against a bare Plotly.restyle.

A slider moves by a step, as a hand moves it: a few steps on, a few back, with a rest between. Each move is timed from
the event to the end of the frame that shows it, and in turns with it a `Plotly.restyle` of as many curves; medians, at
full speed and at a quarter of it. The page's clock also counts the wait for the next refresh of the screen, up to 17 ms
for both: at full speed that is most of it. So the goal, at most 0.78 of the restyle, is one of the work: the handling
of the event, and all of the frame from its start.

    python -m benchmarks.drag [address of the site]
"""

from __future__ import annotations

import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from book import chromium

ROOT = Path(__file__).parents[1]
GOAL = 0.78
#: Of each explorer the page, the slider that is dragged, and what is set first: room to both sides, and long lives.
DRAGGED = {
    "sensitivity": ("book/index.html", "muscle", {"muscle": 60}),
    "body": ("chapters/01-main-players.html", "time", {}),
    "meal": ("chapters/02-from-food-to-blood.html", "grams", {"grams": 50}),
    "uptake": ("chapters/03-insulin-opens-the-door.html", "heard", {"heard": 50}),
    "loop": ("chapters/04-the-off-switch.html", "answer", {"answer": 50}),
    "resistance": ("chapters/05-insulin-resistance.html", "muscle", {"muscle": 60}),
    "compensation": ("chapters/06-hyperinsulinemia.html", "resistance", {"resistance": 3}),
    "reserve": ("chapters/07-keeping-up.html", "resistance", {"resistance": 3}),
    "years": ("chapters/08-hyperglycemia.html", "muscle", {"muscle": 60}),
    "reasons": ("chapters/09-why-cells-stop-listening.html", "energy", {"length": 15}),
    "practices": ("chapters/10-what-can-help.html", "weight", {}),
}
SPEEDS = {"full speed": 1, "a quarter of it": 4}
MOVES = 32
REST = 150  # ms between two steps: some seven a second

DRAG = """async ([name, slider, moves, rest]) => {
  const root = document.querySelector(`.explorer[data-explorer="${name}"]`);
  const handle = root.querySelector(`[data-control="${slider}"] [role=slider]`);
  const chart = root.querySelector(".explorer-stage .explorer-chart");
  const moved = chart.data.flatMap(({ meta }, index) => (meta.run === "now" ? [index] : []));
  const later = (ms) => new Promise((done) => setTimeout(done, ms));
  // Of what is done now: all, and the work without the wait. After a frame is drawn, its message comes.
  const timed = async (act) => {
    let begun;
    requestAnimationFrame(() => { begun = performance.now(); });
    const start = performance.now();
    act();
    const handled = performance.now();
    const drawn = await new Promise((done) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now());
      port2.postMessage(0);
    }));
    return [drawn - start, handled - start + drawn - begun];
  };
  const times = { explorer: [], restyle: [] };
  for (let move = 0; move < moves; move += 1) {
    const key = move % 8 < 4 ? "ArrowRight" : "ArrowLeft";
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    times.explorer.push(await timed(() => handle.dispatchEvent(event)));
    await later(rest);
    const y = moved.map((index) => Array.from(chart.data[index].y));
    times.restyle.push(await timed(() => Plotly.restyle(chart, { y }, moved)));
    await later(rest);
  }
  return times;
}"""


BEGIN = """([name, first]) => {
  const root = document.querySelector(`.explorer[data-explorer="${name}"]`);
  root.scrollIntoView();
  root.explorer.set(first);
}"""


@dataclass(frozen=True)
class Drag:
    """Milliseconds from event to frame, medians: by the page's clock, and of work."""

    explorer: tuple[float, float]
    restyle: tuple[float, float]

    def __str__(self) -> str:
        clock, work = (
            f"{mine:.0f} ms, bare Plotly.restyle {bare:.0f} ms: {mine / bare:.2f} times"
            for mine, bare in zip(self.explorer, self.restyle, strict=True)
        )
        return f"a move's work {work} (by the clock {clock})"


def measure(page: Page, name: str, slider: str, slower: float) -> Drag:
    """Measure one explorer of the page that is open, with a processor so many times slower."""
    clock = page.context.new_cdp_session(page)
    clock.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.evaluate(DRAG, [name, slider, 8, REST])  # warms up
    times = page.evaluate(DRAG, [name, slider, MOVES, REST])
    clock.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    medians = {
        what: tuple(map(statistics.median, zip(*moves, strict=True)))
        for what, moves in times.items()
    }
    return Drag(**medians)


def main() -> None:
    site = sys.argv[1] if len(sys.argv) > 1 else (ROOT / "_build/html").as_uri()
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        for name, (address, slider, first) in DRAGGED.items():
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(f"{site.rstrip('/')}/{address}")
            page.wait_for_selector("html[data-widgets=ready]")
            page.evaluate(BEGIN, [name, first])
            for speed, slower in SPEEDS.items():
                print(f"{name}, {speed}: {measure(page, name, slider, slower)}")
            page.close()
        print(f"goal: {GOAL} times")
        browser.close()


if __name__ == "__main__":
    main()
