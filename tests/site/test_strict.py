"""Under the strict Content-Security-Policy that is documented, all of the book works and nothing is refused.

That each page lives under it, `test_nothing_moves.py` asks beside its own question.
"""

from __future__ import annotations

import functools
import http.server
import re
import threading

import pytest
from bs4 import BeautifulSoup
from conftest import (
    CHAPTER,
    PAGES,
    REFUSED,
    ROOT,
    StrictServer,
    Watch,
    open_page,
    switch_theme,
)
from explorer_page import ExplorerPage

from book.extension.publishing import POLICY

# The icons of the header as a style asks for them.
ICONS = '900 1em "Font Awesome 6 Free"'


@pytest.fixture(scope="module")
def strict(browser, site_dir):
    """A tab, the address of a server that sends the documented header, and the record of what went wrong."""
    handler = functools.partial(StrictServer, directory=site_dir)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        watch = Watch(own=f"http://127.0.0.1:{server.server_port}/")
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(REFUSED)
        watch.follow(page)
        yield page, watch
        page.close()
        server.shutdown()


@pytest.fixture
def tab(strict):
    page, watch = strict
    watch.problems.clear()
    yield page, watch.own
    assert watch.problems == []


def test_the_readme_and_the_folder_say_the_policy(site_dir):
    (block,) = re.findall(
        r"```text\n(default-src .*)\n```", (ROOT / "README.md").read_text("utf-8")
    )
    assert block == POLICY
    assert f"Content-Security-Policy: {POLICY}\n" in (site_dir / "_headers").read_text("utf-8")


def test_the_policy_allows_no_inline_script_and_no_foreign_host():
    assert "unsafe" not in POLICY
    assert "sha256" not in POLICY
    assert not re.search(r"https?:|\*", POLICY)


@pytest.mark.parametrize("name", [*PAGES, "search.html", "genindex.html", "index.html", "404.html"])
def test_nothing_is_written_into_a_page(site_dir, name):
    page = BeautifulSoup((site_dir / name).read_text("utf-8"), "html.parser")
    programs = [
        tag
        for tag in page.find_all("script", src=False)
        if not re.match(r"application/(ld|vnd\.jupyter\.widget-\w+)\+json", tag.get("type", ""))
    ]
    assert programs == []
    assert page.find_all("style") == []
    assert page.select("[style]") == []
    assert [
        tag for tag in page.find_all(True) if any(key.startswith("on") for key in tag.attrs)
    ] == []


@pytest.mark.parametrize("name", ["search.html", "genindex.html"])
def test_page_lives_under_the_policy(tab, name):
    page, own = tab
    open_page(page, own + name)
    switch_theme(page)


def test_explorer_quiz_search_picture_and_print_work(tab):
    page, own = tab
    open_page(page, own + CHAPTER)
    explorer = ExplorerPage(page, "resistance")
    before = explorer.sentence
    explorer.slider("muscle").press("Home")
    explorer.draw()
    assert explorer.sentence != before
    for tool in ("csv", "png"):
        with page.expect_download() as waiting:
            explorer.tool(tool).click()
        assert waiting.value.path().stat().st_size > 1000
    asked = page.locator(".quiz-question[data-kind=choice]").first
    asked.locator("input").first.check()
    asked.get_by_role("button", name="Check").click()
    asked.get_by_role("status").filter(has_text=re.compile("Correct|Not quite")).wait_for()
    for fold in page.locator("details > summary").all():
        if fold.is_visible():  # a fold may stand in one that was open and is now closed
            fold.click()
    page.evaluate("window.print = () => document.body.setAttribute('data-asked-to-print', '')")
    page.locator(".dropdown-download-buttons > button").click()
    page.get_by_role("button", name=".pdf").click()
    assert page.locator("body[data-asked-to-print]").count() == 1
    page.keyboard.press("Control+k")
    page.locator("dialog[open] input[type=search]").fill("pancreas")
    page.keyboard.press("Enter")
    page.locator("#search-results .context").first.wait_for()


def test_the_front_door_opens(tab):
    page, own = tab
    page.goto(own + "?resistance.muscle=40#story")
    page.wait_for_url("**/book/index.html?resistance.muscle=40#story")


def test_a_frame_without_an_origin_has_the_icons_of_the_header(tab):
    page, own = tab
    framed = f'<iframe sandbox="allow-scripts" src="{own}book/safety.html"></iframe>'
    page.route("**/host.html", lambda to: to.fulfill(content_type="text/html", body=framed))
    page.goto(own + "host.html")
    frame = page.frame_locator("iframe")
    icons = frame.locator("body").evaluate(
        f"() => document.fonts.load({ICONS!r}).then((all) => all.length)"
    )
    assert icons == 1
