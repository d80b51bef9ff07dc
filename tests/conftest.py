"""What the tests of the site share: the built site, a server for it, and watched browser pages."""

from __future__ import annotations

import functools
import http.server
import os
import re
import subprocess
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from explorer_page import ExplorerPage
from filelock import FileLock
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from book import chromium, prose

ROOT = Path(__file__).parents[1]
CHAPTER = "chapters/05-insulin-resistance.html"
#: The pages of the site, in the order of `_toc.yml`.
PAGES = tuple(page.relative_to(ROOT).with_suffix(".html").as_posix() for page in prose.pages())


# As long as Playwright waits for anything else: its five seconds for what is expected pass on a busy machine.
expect.set_options(timeout=30_000)

#: Files whose tests of one page or one assignment run in one process and may share what is costly about it; of another
#: file all tests do.
SPLIT = re.compile(
    r"tests/(?:site/test_(?:site|sizes|accessible|screen_on_paper)|explorers/test_(?:windows|figures)"
    r"|classroom/test_assignments)\.py::.*"
    r"\[((?:chapters|book)/[\w-]+\.html|\d\d-[\w-]+)"
)


def group_of(test: str) -> str:
    """Name of the tests with which a test shares a process, by its id."""
    split = SPLIT.match(test)
    return split[1] if split else test.split("::")[0]


class Groups(LoadScopeScheduling):
    """How pytest-xdist hands out tests: a group at a time."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: for a good part of their time, tests wait for a browser or a kernel."""
    return (os.cpu_count() or 1) + 1


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Groups:
    """Hand out tests by `group_of`."""
    return Groups(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One group that needs the site, whose build takes minutes, then those that need none, then the rest.

    So one process builds while the others test.
    """
    groups = {item: group_of(item.nodeid) for item in items}
    needing = {groups[item] for item in items if "site_dir" in getattr(item, "fixturenames", ())}
    builder = min(needing, default=None)
    items.sort(key=lambda item: 0 if groups[item] == builder else 1 + (groups[item] in needing))


class QuietServer(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class StrictServer(QuietServer):
    """Sends the headers that are documented for hosts, the strict Content-Security-Policy among them."""

    def end_headers(self):
        for line in (Path(self.directory) / "_headers").read_text("utf-8").splitlines()[1:]:
            self.send_header(*line.strip().split(": ", 1))
        super().end_headers()


#: Says on the console, where `Watch` hears it, what the policy of `StrictServer` refuses.
REFUSED = """addEventListener("securitypolicyviolation", ({ violatedDirective, sourceFile, sample, blockedURI }) =>
  console.error(`refused: ${violatedDirective} ${blockedURI} ${sourceFile} ${sample}`));"""


@dataclass
class Watch:
    """What a page asked for and what went wrong in it."""

    own: str  # how every address of the site starts
    problems: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)  # every address that it got

    def follow(self, page: Page) -> None:
        page.on("request", lambda request: self.check_address(request.url))
        page.on("requestfailed", self.check_failure)
        page.on("response", lambda response: self.seen.add(response.url))
        page.on("console", lambda message: self.check_message(message.type, message.text))
        page.on("pageerror", lambda error: self.problems.append(f"uncaught: {error}"))

    def check_address(self, url: str) -> None:
        if not url.startswith((self.own, "data:", "blob:")):
            self.problems.append(f"foreign request: {url}")

    def check_failure(self, request: Request) -> None:
        # A page that is left or loaded again gives up what it had still asked for.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"failed: {request.url}")

    def check_message(self, kind: str, text: str) -> None:
        if kind == "error":
            self.problems.append(f"console: {text}")


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Path:
    """The folder of the site, built afresh where anything changed: once, by whichever process is first."""
    built = tmp_path_factory.getbasetemp().parent / f"site-{testrun_uid}"
    with FileLock(f"{built}.lock"):
        if not built.exists():
            subprocess.run(["make", "book"], cwd=ROOT, check=True)
            built.touch()
    return ROOT / "_build/html"


@pytest.fixture(scope="session")
def site_url(site_dir: Path):
    """The address of a server of the site, with a slash at its end."""
    handler = functools.partial(QuietServer, directory=site_dir)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright, "--process-per-site")
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def first_tab(browser: Browser, site_url: str):
    """A tab that stays open: those beside it share its process and cache, which halves what a tab costs."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    open_page(tab, site_url + CHAPTER)
    yield tab
    context.close()


@pytest.fixture
def watch(site_url: str) -> Watch:
    """The record of what the test's `page` did."""
    return Watch(own=site_url)


@pytest.fixture
def page(first_tab: Page, watch: Watch):
    """A fresh tab of 1280 x 900; the test fails where it logs an error or asks a foreign host."""
    page = first_tab.context.new_page()
    watch.follow(page)
    yield page
    page.close()
    first_tab.evaluate("localStorage.clear()")  # what the page remembered
    assert watch.problems == []


@pytest.fixture(scope="session", params=PAGES)
def visit(first_tab: Page, site_url: str, request: pytest.FixtureRequest):
    """Each page of the site in a tab that stays open for all that is asked of it, and the record of that tab."""
    watch, page = Watch(own=site_url), first_tab.context.new_page()
    watch.follow(page)
    page.emulate_media(reduced_motion="reduce", color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, site_url + request.param)
    yield page, watch
    page.close()
    assert watch.problems == []


@pytest.fixture
def visited(visit: tuple[Page, Watch]) -> Page:
    """Each page of the site, opened in a phone's window by the first test that asks for it."""
    return visit[0]


@pytest.fixture(scope="module")
def standing(first_tab: Page, site_url: str, request: pytest.FixtureRequest):
    """The explorer that a file is about (`EXPLORER`, on its `CHAPTER`), in a tab that stays open for the whole file."""
    watch, page = Watch(own=site_url), first_tab.context.new_page()
    watch.follow(page)
    open_page(page, site_url + request.module.CHAPTER)
    yield ExplorerPage(page, request.module.EXPLORER), watch
    page.close()


@pytest.fixture
def explorer(standing: tuple[ExplorerPage, Watch]):
    """The explorer of the file as its page opens: what a test moves, folds, pins or chooses is set back."""
    explorer, watch = standing
    explorer.set_back()
    yield explorer
    assert watch.problems == []


@pytest.fixture
def opened(page: Page, site_url: str, request: pytest.FixtureRequest) -> ExplorerPage:
    """The explorer of the file in a tab of its own, for a test that does more to the page."""
    open_page(page, site_url + request.module.CHAPTER)
    return ExplorerPage(page, request.module.EXPLORER)


def settle(page: Page, milliseconds: int = 100) -> None:
    """Wait until what was moved is drawn: for a while, and on a busy machine until two frames have come besides."""
    page.wait_for_timeout(milliseconds)
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
    )


def open_page(page: Page, address: str) -> None:
    """Open a page of the site and wait until its widgets live and its fonts are there."""
    page.goto(address)
    page.wait_for_load_state("load")
    if page.locator('script[type="application/vnd.jupyter.widget-view+json"]').count():
        page.wait_for_selector("html[data-widgets=ready]")
        for status in page.locator(".explorer [role=status]").all():
            status.filter(has_text="t").wait_for()
    page.evaluate("document.fonts.ready")


def switch_theme(page: Page) -> None:
    """Press the button for light and dark, and wait until the page has heard it."""
    mode = page.get_attribute("html", "data-mode")
    page.locator(".theme-switch-button:visible").first.click()
    page.wait_for_function("(mode) => document.documentElement.dataset.mode !== mode", arg=mode)
