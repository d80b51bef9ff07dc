"""What one solve of a day costs in the browser: three meals, 1440 minutes, from the night's fast on.

Measured in a page of the built site, in a real Chromium, in batches (its clock ticks in tenths of a
millisecond), for healthy and resistant people. The target: a median of at most half a millisecond.

    python -m benchmarks.solve [address of the site]
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from book import chromium

ROOT = Path(__file__).parents[1]
PAGE = "chapters/05-insulin-resistance.html"
TARGET_MS = 0.5
PEOPLE = {
    "healthy, robust": {"muscle": 1, "liver": 1, "reserve": 1.4},
    "healthy, susceptible": {"muscle": 1, "liver": 1, "reserve": 0.46},
    "resistant, robust": {"muscle": 0.3, "liver": 0.5, "reserve": 1.4},
    "resistant, susceptible": {"muscle": 0.3, "liver": 0.5, "reserve": 0.46},
}

# Milliseconds of one day, one number a batch; the first batches warm up.
BATCHES = """(person) => {
  const { model } = cellsListening;
  const times = [];
  for (let batch = 0; batch < 40; batch += 1) {
    const begin = performance.now();
    for (let day = 0; day < 25; day += 1) model.day(person);
    if (batch >= 10) times.push((performance.now() - begin) / 25);
  }
  return times;
}"""


def measure(page: Page, address: str) -> dict[str, float]:
    """Median milliseconds of a day, by person."""
    page.goto(address)
    page.wait_for_function("globalThis.cellsListening?.model")
    return {
        name: statistics.median(page.evaluate(BATCHES, person)) for name, person in PEOPLE.items()
    }


def main() -> None:
    site = sys.argv[1] if len(sys.argv) > 1 else (ROOT / "_build/html").as_uri()
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        times = measure(browser.new_page(), f"{site.rstrip('/')}/{PAGE}")
        browser.close()
    for name, milliseconds in times.items():
        print(f"a day of the {name} person: {milliseconds:.2f} ms")
    print(f"median: {statistics.median(times.values()):.2f} ms (target: at most {TARGET_MS} ms)")


if __name__ == "__main__":
    main()
