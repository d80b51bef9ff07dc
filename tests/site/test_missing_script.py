"""Scripts run and the book's is missing, cut off or too new; or the page had been rendered before it started."""

from __future__ import annotations

import os
import re

import pytest
from conftest import CHAPTER, ROOT, open_page, switch_theme
from explorer_page import unfold

from book import chromium
from book.words import book_words

SAID = book_words()["widget"]
NOTEBOOK = CHAPTER.replace(".html", ".ipynb")
SITE, CHARTS = "**/_static/book/site.js*", "**/_static/book/charts.js*"
CUT = {"missing": None, "cut off": "(() => { const a = [1,", "too new": "const a = 1 |> f(%);"}
FIRST, PAGE = "**/_static/book/first.js*", "**/_static/book/page.js*"
THEME, BOOTSTRAP = "**/scripts/pydata-sphinx-theme.js*", "**/scripts/bootstrap.js*"
OPTIONS = "**/documentation_options.js*"
SAFETY = "book/safety.html"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def serve_badly(page, pattern, how):
    """Answer a script with 404, or with text that no browser of today can read."""

    def answer(route):
        if CUT[how] is None:
            route.fulfill(status=404)
        else:
            route.fulfill(content_type="text/javascript", body=CUT[how])

    page.route(pattern, answer)


@pytest.mark.parametrize("how", CUT)
@pytest.mark.parametrize("pattern", [SITE, CHARTS])
def test_picture_and_sentence_stay(page, site_url, watch, pattern, how):
    serve_badly(page, pattern, how)
    page.goto(site_url + CHAPTER)
    picture = page.locator(".explorer-picture").first
    picture.wait_for()
    picture.evaluate("(at) => at.decode()")
    assert page.get_by_text(SAID["explorer_missing"]).first.is_visible()
    assert page.locator(".explorer").count() == 0
    assert page.get_attribute("html", "data-widgets") != "ready"
    if pattern == SITE:
        # The bet, the quiz, and once for all the people who are met here.
        met = len(re.findall(r"cases\.meet\(", (ROOT / NOTEBOOK).read_text("utf-8")))
        assert page.locator(".widget-left .case-settings").count() == met > 1
        assert page.get_by_text(SAID["other_missing"]).count() == 3
        for part in (".bet-readable", ".quiz-readable"):
            assert page.locator(part).is_visible()
    else:  # a quiz needs no charts
        page.locator(".quiz-question").first.wait_for()
    assert watch.problems  # the browser tells who looks
    watch.problems.clear()


def assert_the_buttons_work(page):
    """The switch for light and dark, the search, and on a phone the contents."""
    page.wait_for_load_state()
    switch_theme(page)
    page.locator(".search-button__button:visible").first.click()
    page.locator("dialog[open] input[type=search]").wait_for()
    page.keyboard.press("Escape")
    page.set_viewport_size(PHONE)
    page.locator(".primary-toggle").first.click()
    page.locator("dialog[open] a:visible", has_text="Hyperinsulinemia").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="detached")
    page.set_viewport_size(DESK)
    page.locator(".dropdown-download-buttons > button").click()
    page.locator(".dropdown-download-buttons .dropdown-item:visible").first.wait_for()


@pytest.mark.parametrize("how", [*CUT, "empty"])
def test_without_the_first_script_all_else_works(page, site_url, watch, how, monkeypatch):
    monkeypatch.setitem(CUT, "empty", "")
    serve_badly(page, FIRST, how)
    page.goto(site_url + CHAPTER)
    assert_one_of_each_lives(page)
    assert_the_buttons_work(page)
    watch.problems.clear()


@pytest.mark.parametrize("other", [SITE, CHARTS, PAGE])
def test_without_the_first_script_and_another_what_is_missing_is_said(page, site_url, watch, other):
    serve_badly(page, FIRST, "missing")
    serve_badly(page, other, "missing")
    page.goto(site_url + CHAPTER)
    if other == PAGE:
        assert_one_of_each_lives(page)
    else:
        page.locator(".explorer-picture").first.wait_for()
        assert page.get_by_text(SAID["explorer_missing"]).first.is_visible()
        assert page.get_attribute("html", "data-widgets") != "ready"
    assert_the_buttons_work(page)
    watch.problems.clear()


BEFORE = """(place) => {
  const { content, visibility } = getComputedStyle(place, "::before");
  return visibility === "visible" ? content.slice(1, -1) : "";
}"""


def test_without_any_script_of_the_book_each_place_says_so(page, site_url, watch):
    page.route("**/_static/book/*.js*", lambda route: route.fulfill(status=404))
    page.goto(site_url + CHAPTER)
    page.wait_for_timeout(4_500)  # one of them may still come for so long
    places = page.locator(".widget-host")
    said = {places.nth(place).evaluate(BEFORE) for place in range(places.count())}
    assert said == {SAID["explorer_missing"], SAID["part_missing"]}
    place = page.locator('.widget-host[data-missing*="Here is how it opens"]').first
    picture = place.evaluate("(place) => getComputedStyle(place).backgroundImage")
    assert "/_static/pictures/chapters-05-insulin-resistance-0.png" in picture
    page.set_viewport_size(PHONE)
    dead = ".primary-toggle, .secondary-toggle, .search-button__button, .theme-switch-button, [data-act]"
    assert [one for one in page.locator(dead).all() if one.is_visible()] == []
    watch.problems.clear()


@pytest.mark.parametrize("where", [CHAPTER, SAFETY])
@pytest.mark.parametrize("how", ["missing", "cut off"])
@pytest.mark.parametrize("pattern", [THEME, BOOTSTRAP, OPTIONS])
def test_without_a_script_of_the_theme_its_buttons_work(page, site_url, watch, pattern, how, where):
    serve_badly(page, pattern, how)
    page.goto(site_url + where)
    if where == CHAPTER:
        page.wait_for_selector("html[data-widgets=ready]")
    assert_the_buttons_work(page)
    watch.problems.clear()


def test_buttons_that_nothing_can_work_are_not_there(page, site_url, watch):
    for pattern in (THEME, "**/_static/book/buttons.js*"):
        serve_badly(page, pattern, "missing")
    page.goto(site_url + SAFETY)
    page.locator(".theme-switch-button").first.wait_for(state="detached")
    assert page.locator(".primary-toggle, .search-button__button").count() == 0
    watch.problems.clear()


@pytest.mark.parametrize("name", ["review", "the-class"])
def test_a_page_whose_part_cannot_be_brought_says_so(page, site_url, watch, name):
    serve_badly(page, PAGE, "missing")
    page.goto(f"{site_url}book/{name}.html")
    page.locator(".page-room[role=alert]", has_text="in this browser").wait_for()
    assert page.locator("[data-act]").count() == 0
    watch.problems.clear()


@pytest.mark.parametrize("also", [None, FIRST], ids=["alone", "with the first script"])
@pytest.mark.parametrize("how", ["missing", "cut off"])
def test_without_their_style_widgets_leave_picture_and_sentence(
    page, site_url, watch, site_dir, how, also
):
    style = (site_dir / "_static/book/widgets.css").read_text("utf-8")
    half = {"content_type": "text/css", "body": style[: len(style) // 2]}
    answer = {"status": 404} if how == "missing" else half
    page.route("**/_static/book/widgets.css*", lambda route: route.fulfill(**answer))
    if also:
        serve_badly(page, also, "missing")
    page.goto(site_url + CHAPTER)
    page.wait_for_selector("html[data-widgets=failed]")
    page.locator(".explorer-picture").first.wait_for()
    assert page.get_by_text(SAID["explorer_missing"]).first.is_visible()
    assert page.locator(".explorer").count() == 0
    watch.problems.clear()


# What a browser may lack, or refuse.
LACKED = {
    "no matchMedia": "delete window.matchMedia; window.matchMedia = undefined;",
    "no entries": "delete Performance.prototype.getEntriesByType;",
    "refused entries": "performance.getEntriesByType = () => { throw new Error('refused'); };",
    "no console": "window.console = undefined;",
    "no MutationObserver": "delete window.MutationObserver;",
    "silent IntersectionObserver": """window.IntersectionObserver = class {
      observe() {} unobserve() {} disconnect() {} };""",
}


@pytest.mark.parametrize("lacked", LACKED)
def test_what_a_browser_lacks_stops_that_alone(browser, site_url, lacked):
    page = browser.new_page(viewport=DESK)
    page.add_init_script(LACKED[lacked])
    page.goto(site_url + CHAPTER)
    assert_one_of_each_lives(page)
    assert_the_buttons_work(page)
    page.close()


def test_a_browser_that_is_too_old_for_the_widgets_keeps_picture_and_sentence(browser, site_url):
    page = browser.new_page(viewport=DESK)
    page.add_init_script("delete Element.prototype.replaceChildren;")
    page.goto(site_url + CHAPTER)
    page.wait_for_selector("html[data-widgets=failed]")
    page.locator(".explorer-picture").first.wait_for()
    page.locator(".widget-left > [role=alert]").first.wait_for()
    assert page.locator(".quiz-readable, .quiz-question").count() > 0
    page.close()


def test_a_part_that_did_not_come_is_asked_for_again(page, site_url, watch):
    serve_badly(page, "**/_static/book/record.js*", "missing")
    open_page(page, site_url + CHAPTER)
    summary = page.locator("details.record > summary")
    summary.click()
    page.locator("details.record [role=alert]", has_text="record.js").wait_for()
    page.unroute("**/_static/book/record.js*")
    summary.click()
    summary.click()
    page.locator("details.record .record-holds").wait_for()
    assert page.locator("details.record [role=alert]").count() == 0
    watch.problems.clear()


# How large everything is that stands in a bet, a quiz or an explorer, and every style that a reader's way may bring.
SIZES = """() => [...document.querySelectorAll(":is(.bet, .quiz, .explorer) *")].map((at) => {
  const { width, height } = at.getBoundingClientRect();
  return `${at.tagName}.${at.getAttribute("class")} ${Math.round(width)} x ${Math.round(height)}`;
})"""
STYLES = """() => Promise.all(["widgets", "bets", "scene", "record", "review", "notes"].map(
  (name) => new Promise((done) => {
    const beside = document.querySelector("link[href*='/book/book.css']").href;
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", onload: done });
    link.href = beside.replace("book.css", `${name}.css`);
    document.head.append(link);
  })))"""


def test_whichever_style_comes_later_nothing_changes(page, site_url):
    page.emulate_media(reduced_motion="reduce")
    open_page(page, site_url + CHAPTER)
    page.locator(".bet .bet-shape").first.wait_for()
    before = page.evaluate(SIZES)
    page.evaluate(STYLES)
    assert page.evaluate(SIZES) == before


NEEDED = ["searchindex.js", "searchtools.js", "language_data.js", "doctools.js"]


@pytest.mark.parametrize("script", NEEDED)
def test_a_search_without_what_it_needs_says_so(page, site_url, watch, script):
    serve_badly(page, f"**/{script}*", "missing")
    page.goto(site_url + "search.html?q=insulin")
    page.locator("#search-results", has_text=script).wait_for()
    watch.problems.clear()


def test_a_search_without_its_settings_finds(page, site_url, watch):
    serve_badly(page, OPTIONS, "missing")
    page.goto(site_url + "search.html?q=insulin")
    page.locator("#search-results a[href*='.html']").first.wait_for()
    watch.problems.clear()


def test_an_explorer_that_stands_alone_leaves_picture_and_sentence_too(page, site_url, watch):
    serve_badly(page, CHARTS, "missing")
    page.goto(f"{site_url}{CHAPTER}?embed")
    page.locator(".explorer-picture").wait_for()
    assert page.get_by_text(SAID["explorer_missing"]).is_visible()
    assert page.locator(".embed-source").is_visible()
    assert page.locator("h1:visible, .bet-readable:visible, .quiz-readable:visible").count() == 0
    watch.problems.clear()


def assert_one_of_each_lives(page):
    page.wait_for_selector("html[data-widgets=ready]")
    assert page.locator("[data-explorer=resistance]:visible").count() == 1
    assert page.locator(".quiz:visible").count() == page.locator(".bet:visible").count() == 1
    readable = ".explorer-picture:visible, .quiz-readable:visible, .bet-readable:visible"
    assert page.locator(readable).count() == 0
    sentence = page.locator("[data-explorer=resistance] [role=status]")
    before = sentence.inner_text()
    page.locator("[data-explorer=resistance] [data-control=muscle] [role=slider]").focus()
    page.keyboard.press("Home")
    page.wait_for_function(
        "(before) => document.querySelector('.explorer [role=status]').innerText !== before",
        arg=before,
    )


# How many of each kind there are on a page, what is counted or shown in a text apart.
CENSUS = """() => {
  const all = {};
  for (const { tagName, className } of document.querySelectorAll(
    "body :is(button, details, input, fieldset, section, svg, div[class], p[class])")) {
    const kind = `${tagName} ${className.baseVal ?? className}`;
    all[kind] = (all[kind] ?? 0) + 1;
  }
  return all;
}"""


def test_a_page_saved_from_a_browser_has_one_of_each(page, site_url):
    open_page(page, site_url + CHAPTER)
    page.locator("#try .explorer").evaluate("(root) => root.scrollIntoView()")
    page.locator(".steps:visible").wait_for()
    page.locator("a:has(> .std-term)").first.hover()
    page.locator(".side-note:visible").wait_for()
    had = page.evaluate(CENSUS)
    saved = page.content()
    assert 'data-widgets="ready"' in saved
    page.route(
        "**/saved/page.html", lambda route: route.fulfill(content_type="text/html", body=saved)
    )
    page.goto(site_url + "saved/page.html")
    assert_one_of_each_lives(page)
    has = page.evaluate(CENSUS)
    assert {kind: number for kind, number in has.items() if number > had.get(kind, 0)} == {}
    page.locator('[data-mention="resistance?muscle=40"]').first.click()
    page.wait_for_function("document.querySelector('.explorer').explorer.values.muscle === 40")


@pytest.mark.parametrize("what", [".primary-toggle", ".search-button__button"])
@pytest.mark.parametrize("theme", ["here", "missing"])
def test_a_page_saved_with_its_menu_or_its_search_open_can_use_both(
    page, site_url, watch, what, theme
):
    page.set_viewport_size(PHONE)
    open_page(page, site_url + CHAPTER)
    page.locator(f"{what}:visible").first.click()
    page.locator("dialog[open]").wait_for()
    saved = page.content()
    page.route(
        "**/saved/page.html", lambda route: route.fulfill(content_type="text/html", body=saved)
    )
    if theme == "missing":
        serve_badly(page, THEME, "missing")
    page.goto(site_url + "saved/page.html")
    page.wait_for_selector("html[data-widgets=ready]")
    assert page.locator("dialog[open]").count() == 0
    assert_the_buttons_work(page)
    if theme == "missing":
        watch.problems.clear()


def test_a_saved_page_whose_script_is_missing_keeps_picture_and_sentence(page, site_url, watch):
    open_page(page, site_url + CHAPTER)
    saved = page.content()
    page.route(
        "**/saved/page.html", lambda route: route.fulfill(content_type="text/html", body=saved)
    )
    serve_badly(page, SITE, "missing")
    page.goto(site_url + "saved/page.html")
    page.locator(".explorer-picture").first.wait_for()
    watch.problems.clear()


def test_a_page_kept_in_one_file_says_that_nothing_moves(browser, site_url, tmp_path):
    """A browser opens such a file (MHTML) without scripts."""
    page = browser.new_page(viewport=DESK)
    open_page(page, site_url + CHAPTER)
    browser = page.context.new_cdp_session(page)
    kept = tmp_path / "kept.mhtml"
    kept.write_text(
        browser.send("Page.captureSnapshot", {"format": "mhtml"})["data"], "utf-8", newline=""
    )
    page.goto(kept.as_uri())
    host = page.locator(".widget-host:has(.explorer)").first
    said = host.evaluate("(host) => getComputedStyle(host, '::before').content")
    assert said == f'"{SAID["still"]}"'
    page.close()


def test_back_to_a_page_has_one_of_each(page, site_url):
    open_page(page, site_url + CHAPTER)
    page.goto(site_url + "book/safety.html")
    page.go_back()
    assert_one_of_each_lives(page)


@pytest.fixture
def keeping(browser):
    """A browser that keeps the pages that one comes from (back and forward cache)."""
    launched = browser.browser_type.launch(
        executable_path=chromium.find(whole=True),
        args=["--no-sandbox"] if os.geteuid() == 0 else [],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield launched
    launched.close()


def test_a_page_that_the_browser_had_kept_alive_lives_on(keeping, site_url):
    """Back and forward cache: the page itself comes back, and is not started again."""
    page = keeping.new_page()
    open_page(page, site_url + CHAPTER)
    page.evaluate("addEventListener('pageshow', ({ persisted }) => (window.persisted = persisted))")
    page.evaluate("document.querySelector('.explorer').explorer.set({ liver: 40 })")
    open_page(page, site_url + "chapters/06-hyperinsulinemia.html")
    unfold(page)
    page.locator(".explorer").first.get_by_role("button", name="mmol/L", exact=True).click()
    page.go_back(wait_until="commit")
    page.wait_for_function("window.persisted === true")
    assert page.evaluate("document.querySelector('.explorer').explorer.values.liver") == 40
    said = page.locator(".explorer [role=status]").first
    said.get_by_text("mmol/L").first.wait_for()  # the unit that was chosen meanwhile
    assert_one_of_each_lives(page)


def test_the_first_page_that_was_kept_alive_leads_back_to_what_was_read_since(keeping, site_url):
    page = keeping.new_page()
    open_page(page, site_url + "book/index.html")
    for _ in range(2):  # it comes back twice, and has one way in more
        open_page(page, site_url + CHAPTER)
        page.go_back(wait_until="commit")
        page.locator(".start-reading", has_text="Insulin resistance").wait_for()
        assert page.locator(".start-reading").count() == 2


def test_the_readme_names_the_browsers_that_the_bundle_is_made_for():
    (stated,) = re.findall(r"OLDEST = \[(.*)\]", (ROOT / "bundle.mjs").read_text("utf-8"))
    bundled = re.findall(r'"([a-z]+)([\d.]+)"', stated)
    (said,) = re.findall(
        r"run in (.*?) and anything newer", (ROOT / "README.md").read_text("utf-8")
    )
    named = [
        (name.lower(), version) for name, version in re.findall(r"([A-Z][a-z]+) ([\d.]+)", said)
    ]
    assert named == bundled
