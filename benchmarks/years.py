"""What fifteen years cost in the browser, with the glucose tolerance tests of their course.

Measured in a page of the built site, in a real Chromium: lives that differ from each other, as under
a moving slider, once the browser has compiled what it runs; and the first life of a fresh page, with
and without the warm-up that the page does in idle time. The targets: a median of at most 20 ms once
warm, at most 60 ms for the first move after the warm-up.

Beside it a fixed loop of divisions, so that runs on a busy or another machine can be compared.

    python -m benchmarks.years [address of the site]
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from book import chromium

ROOT = Path(__file__).parents[1]
PAGE = "chapters/05-insulin-resistance.html"
TARGET_MS, FIRST_TARGET_MS = 20, 60
FRESH_PAGES = 5

# A slider moves: resistance, how fast it comes, beta-cell reserve, and in every other life a change for the better.
LIVES = """(count) => {
  const { model } = cellsListening;
  const life = (k) => {
    const share = (k * 0.618034) % 1;
    const worse = { muscle: 0.15 + 0.6 * share, liver: 0.5 + 0.4 * share };
    const changes = [{ day: 0, ...worse, muscle_days: 300 + 900 * share, liver_days: 500 }];
    const better = { muscle: 0.9, liver: 1.2, muscle_days: 90, liver_days: 60 };
    if (k % 2) changes.push({ day: 2000, ...better });
    return [{ reserve: 0.42 + 0.98 * ((k * 0.414214) % 1) }, { muscle: 1, liver: 1, changes }];
  };
  const loop = () => {
    let sum = 0;
    for (let i = 1; i < 1e7; i += 1) sum += 1 / (i * i + 1.5);
    return sum;
  };
  const milliseconds = (work) => {
    const begin = performance.now();
    work();
    return performance.now() - begin;
  };
  const lives = [];
  const loops = [];
  for (let k = 0; k < count; k += 1) {
    lives.push(milliseconds(() => model.years(...life(k))));
    if (count > 1) loops.push(milliseconds(loop));
  }
  return { lives, loops };
}"""


def opened(browser: Browser, address: str) -> Page:
    """A fresh page whose model stands ready."""
    page = browser.new_context().new_page()
    page.goto(address)
    page.wait_for_function("globalThis.cellsListening?.model")
    return page


def first(browser: Browser, address: str, warmed: bool) -> float:
    """Milliseconds of the first life of a fresh page, median of several pages."""
    times = []
    for _ in range(FRESH_PAGES):
        page = opened(browser, address)
        if warmed:
            page.evaluate("cellsListening.model.warmUp()")
        times += page.evaluate(LIVES, 1)["lives"]
        page.context.close()
    return statistics.median(times)


def main() -> None:
    site = sys.argv[1] if len(sys.argv) > 1 else (ROOT / "_build/html").as_uri()
    address = f"{site.rstrip('/')}/{PAGE}"
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        measured = opened(browser, address).evaluate(LIVES, 140)
        cold, warm = first(browser, address, False), first(browser, address, True)
        browser.close()
    lives, loops = sorted(measured["lives"][40:]), measured["loops"]
    print(
        f"fifteen years: {statistics.median(lives):.1f} ms in the median (target: at most {TARGET_MS} ms), "
        f"{lives[len(lives) * 9 // 10]:.1f} ms in nine of ten; "
        f"{statistics.median(lives) / statistics.median(loops):.1f} of ten million divisions"
    )
    print(
        f"the first of a page: {warm:.0f} ms after the warm-up (target: at most {FIRST_TARGET_MS} ms), "
        f"{cold:.0f} ms without"
    )


if __name__ == "__main__":
    main()
