"""How early a slider answers on a slow phone, what a visit weighs, and how far its text jumps.

The built site is served as a static host does, gzipped, to a real Chromium with an empty cache: once as a fast
machine has it, once with a processor four times slower on "slow 4G" as Lighthouse means it (150 ms a round trip,
1.6 Mbit/s down, 0.75 Mbit/s up), in a window of 390 x 844. The reader goes straight to the first explorer and moves
its first slider as soon as it is there. Blocked is what a task of the main thread takes beyond 50 ms, summed until
the answer. Beside it stands a page of text alone, in the same run: times are of this machine, ratios of any.

    python -m benchmarks.early [folder of the site]
"""

from __future__ import annotations

import functools
import gzip
import http.server
import statistics
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from playwright.sync_api import Browser, Page, sync_playwright

from book import chromium

ROOT = Path(__file__).parents[1]
PAGES = ("book/index.html", "chapters/05-insulin-resistance.html")
HEAVIEST = "chapters/10-what-can-help.html"
PLAIN = "book/safety.html"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
SLOWER = 4
KILOBIT = 1000 / 8
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1600 * KILOBIT,
    "uploadThroughput": 750 * KILOBIT,
}
TURNS = 3
#: Kilobytes, gzipped: goals for a first visit and for each page after it.
FIRST_GOAL, LATER_GOAL = 700, 60
#: Seconds: goals for the answer and the blocked main thread on the slow phone; for the blocked one on a fast machine.
ANSWER_GOAL, BLOCKED_GOAL, FAST_GOAL = 5, 0.6, 0.2

# As soon as the first explorer has drawn, an arrow key goes to its first slider; its next change is the answer.
READER = """(() => {
  const told = (window.told = { tasks: [], shift: 0 });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) told.tasks.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: true });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) told.shift += value;
  }).observe({ type: "layout-shift", buffered: true });
  addEventListener("DOMContentLoaded", () => {
    document.querySelector('script[type$="widget-view+json"]')?.parentElement.scrollIntoView();
  });
  let draws = 0;
  document.addEventListener("explorer:change", ({ target }) => {
    draws += 1;
    if (draws > 1) return requestAnimationFrame(() => setTimeout(() => (told.answered ??= performance.now())));
    const press = () => {
      const handle = target.querySelector("[role=slider]");
      const atEnd = handle.getAttribute("aria-valuenow") === handle.getAttribute("aria-valuemax");
      const key = atEnd ? "ArrowLeft" : "ArrowRight";
      handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    };
    setTimeout(press);
  });
})()"""


class Host(http.server.SimpleHTTPRequestHandler):
    """A static host: text is gzipped, connections stay open, and everything may be kept."""

    protocol_version = "HTTP/1.1"
    packed: ClassVar[dict[str, bytes]] = {}

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        text = path.suffix in {".html", ".css", ".js", ".svg"}
        if str(path) not in self.packed:
            body = path.read_bytes()
            self.packed[str(path)] = gzip.compress(body, 9) if text else body
        body = self.packed[str(path)]
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if text:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder and give its address."""
    handler = functools.partial(Host, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@dataclass
class Visit:
    """One page, opened."""

    bytes: Counter[str] = field(default_factory=Counter)  # by kind, as they came over the line
    loaded: float = 0  # seconds
    answered: float = 0
    blocked: float = 0
    shift: float = 0

    @property
    def kilobytes(self) -> float:
        return self.bytes.total() / 1000


def visit(page: Page, address: str, explorer: bool) -> Visit:
    """Open a page; where it holds an explorer, until its first slider has answered."""
    seen = Visit()
    kinds: dict[str, str] = {}
    clock = page.context.new_cdp_session(page)
    clock.send("Network.enable")

    def finished(event: dict) -> None:
        seen.bytes[kinds.get(event["requestId"], "other")] += event["encodedDataLength"]

    clock.on(
        "Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]})
    )
    clock.on("Network.loadingFinished", finished)
    page.goto(address)
    if explorer:
        page.wait_for_function("told.answered", timeout=120_000)
    page.wait_for_load_state("load")
    told = page.evaluate("told")
    loaded = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    seen.loaded, seen.answered = loaded / 1000, told.get("answered", loaded) / 1000
    tasks = [(start, length) for start, length in told["tasks"] if start < 1000 * seen.answered]
    seen.blocked = sum(max(0, length - 50) for _, length in tasks) / 1000
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    seen.shift = page.evaluate("told.shift")
    clock.detach()
    return seen


def opened(browser: Browser, slow: bool) -> Page:
    """Return a tab with an empty cache."""
    phone = {"viewport": PHONE, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
    page = browser.new_page(**(phone if slow else {"viewport": DESK}))
    page.add_init_script(READER)
    if slow:
        clock = page.context.new_cdp_session(page)
        clock.send("Network.enable")
        clock.send("Network.emulateNetworkConditions", SLOW_4G)
        clock.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def median(browser: Browser, address: str, name: str, slow: bool) -> Visit:
    """Visit a page several times, each with an empty cache; times are medians."""
    visits = []
    for _ in range(TURNS):
        page = opened(browser, slow)
        visits.append(visit(page, address + name, name != PLAIN))
        page.close()
    middle = {
        what: statistics.median(getattr(one, what) for one in visits)
        for what in ("loaded", "answered", "blocked", "shift")
    }
    return Visit(bytes=visits[-1].bytes, **middle)


def told_bytes(seen: Visit) -> str:
    parts = ", ".join(
        f"{kind} {size / 1000:.0f}" for kind, size in seen.bytes.most_common() if size > 500
    )
    return f"{seen.kilobytes:.0f} kB ({parts})"


def main() -> None:
    """Measure and print."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "_build/html"
    with served(site.resolve()) as address, sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        for slow, machine in ((True, "slow phone"), (False, "fast machine")):
            plain = median(browser, address, PLAIN, slow)
            print(
                f"{machine}: a page of text is there after {plain.loaded:.2f} s, {told_bytes(plain)}"
            )
            for name in PAGES:
                seen = median(browser, address, name, slow)
                print(
                    f"  {name}: the first slider answers after {seen.answered:.2f} s"
                    f" ({seen.answered / plain.loaded:.1f} times the page of text), {seen.blocked:.2f} s blocked,"
                    f" layout shift {seen.shift:.3f}"
                )
                print(f"    first visit {told_bytes(seen)}")
        print(
            f"goals: {ANSWER_GOAL} s and {BLOCKED_GOAL} s blocked, {FAST_GOAL} s blocked on a fast machine"
        )
        page = opened(browser, slow=False)
        for name in (*PAGES, HEAVIEST):
            seen = visit(page, address + name, explorer=True)
            print(f"one after the other, {name}: {told_bytes(seen)}")
        print(f"goals: {FIRST_GOAL} kB, then {LATER_GOAL} kB")
        browser.close()


if __name__ == "__main__":
    main()
