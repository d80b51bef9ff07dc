"""Nothing on a page moves while it loads, though fonts, widgets and charts come late; then all of it lives.

The server sends the strict Content-Security-Policy that is documented (`test_strict.py`): it refuses nothing of a page.
"""

from __future__ import annotations

import functools
import http.server
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import PAGES, REFUSED, StrictServer, Watch, open_page, switch_theme

#: Half of what web.dev calls a good layout shift (https://web.dev/articles/cls).
LARGEST_SHIFT = 0.05
#: Seconds by which files are late, by how their address ends.
LATE = {".woff2": 0.6, "/book/site.js": 0.3, "/book/charts.js": 0.9}
#: How much of a page comes first, by what it ends with; and the seconds until the rest comes.
COME = {"line": b"</p>", "heading": b"</h2>", "explorer": b"widget-view+json"}
PAUSE = 0.35
WATCH = """(() => {
  window.moved = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      const told = sources.map(({ node, previousRect: from, currentRect: to }) => [
        node?.nodeType === 1 ? `${node.localName}.${node.className}` : node?.textContent.slice(0, 40),
        ...[from, to].map(({ x, y, width, height }) => [x, y, width, height].map(Math.round)),
      ]);
      moved.push([value, told]);
    }
  }).observe({ type: "layout-shift", buffered: true });
})()"""

# Every slider to its end, with a key, and what follows is drawn.
MOVE = """(root) => {
  const shown = () => JSON.stringify(root.explorer.values);
  const seen = new Set([shown()]);
  for (const key of ["Home", "End"]) {
    for (const slider of root.querySelectorAll("[role=slider]")) {
      slider.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }
    root.explorer.draw();
    seen.add(shown());
  }
  if (seen.size === 1) throw new Error("no slider moves");
}"""


class LateServer(StrictServer):
    """Sends files late, and a page in two pieces whose address says where the first one ends: ``?heading``."""

    def do_GET(self):
        path, asked = urlsplit(self.path).path, urlsplit(self.path).query
        time.sleep(next((late for ending, late in LATE.items() if path.endswith(ending)), 0))
        if asked in COME:
            self.send_pieces(Path(self.translate_path(path)).read_bytes(), COME[asked])
        else:
            super().do_GET()

    def send_pieces(self, page, end):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        come = page.index(end, page.index(b"<article"))
        self.wfile.write(page[:come])
        time.sleep(PAUSE)
        self.wfile.write(page[come:])


@pytest.fixture(scope="module")
def late_url(site_dir):
    handler = functools.partial(LateServer, directory=site_dir)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def watched(browser, late_url):
    """A tab that stays open, and gets everything anew for each page; and the record of what went wrong in it."""
    watch, page = Watch(own=late_url), browser.new_page()
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.add_init_script(WATCH)
    page.add_init_script(REFUSED)
    watch.follow(page)
    yield page, watch
    page.close()


@pytest.fixture
def tab(watched):
    page, watch = watched
    watch.problems.clear()
    yield page
    assert watch.problems == []


@pytest.mark.parametrize("width, height", [(1280, 900), (390, 844)])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves_while_a_page_loads_and_then_it_lives_under_the_policy(
    tab, late_url, name, width, height
):
    tab.set_viewport_size({"width": width, "height": height})
    open_page(tab, late_url + name)
    assert_nothing_moved(tab)
    if width == 1280:
        for root in tab.locator(".explorer").all():
            root.evaluate(MOVE)
        switch_theme(tab)
        tab.evaluate("localStorage.clear()")


@pytest.mark.parametrize("come", COME)
@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("chapters/")])
def test_nothing_moves_where_the_beginning_of_a_chapter_comes_long_before_the_rest(
    tab, late_url, name, come
):
    tab.set_viewport_size({"width": 390, "height": 844})
    open_page(tab, f"{late_url}{name}?{come}")
    assert_nothing_moved(tab)


def assert_nothing_moved(tab):
    tab.wait_for_load_state("networkidle")
    tab.wait_for_timeout(300)  # the observer is told of a frame after it
    moved = tab.evaluate("moved")
    assert sum(value for value, _ in moved) < LARGEST_SHIFT, moved
