"""A browser or a frame refuses a facility: the book goes on, or says in one true sentence what cannot be done."""

from __future__ import annotations

import json

import pytest
from conftest import CHAPTER, ROOT, open_page, settle
from explorer_page import unfold

from widgets.explorers.kit.words import words

WORDS = words("resistance")["shared"]
NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });"""
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
NO_FILES = "URL.createObjectURL = () => { throw new TypeError('no'); };"
NO_DIALOGS = """for (const name of ["show", "showModal", "close"]) delete HTMLDialogElement.prototype[name];"""
# A guarded canvas: some throw at reading, some give nothing, some give noise.
NO_CANVAS = {
    "throws": "HTMLCanvasElement.prototype.toBlob = () => { throw new DOMException('no'); };",
    "gives nothing": "HTMLCanvasElement.prototype.toBlob = (done) => done(null);",
    "gives noise": """CanvasRenderingContext2D.prototype.getImageData = () =>
      ({ data: Uint8ClampedArray.of(255, 0, 128, 255) });""",
}


@pytest.fixture
def phone(page):
    """A page that fails the test at any error, as wide as a phone, where the menu is folded away."""
    page.set_viewport_size({"width": 390, "height": 844})
    return page


def test_without_storage_menu_search_theme_and_widgets_live(phone, site_url):
    phone.add_init_script(NO_STORAGE)
    open_page(phone, site_url + CHAPTER)
    phone.locator(".primary-toggle").first.click()
    menu = phone.locator(".bd-sidebar-primary a", has_text="Hyperinsulinemia").first
    menu.wait_for()
    phone.keyboard.press("Escape")
    phone.locator(".search-button:visible, .search-button-field:visible").first.click()
    phone.locator("dialog[open] input[type=search]").wait_for()
    phone.keyboard.press("Escape")
    before = phone.get_attribute("html", "data-mode")
    phone.evaluate("document.querySelector('.theme-switch-button').click()")
    assert phone.get_attribute("html", "data-mode") != before
    explorer = phone.locator("[data-explorer=resistance]")
    unfold(phone)
    explorer.get_by_role("button", name="mmol/L").click()
    explorer.locator("[role=status]", has_text="mmol/L").wait_for()
    # For as long as it is open, the page remembers by itself.
    assert phone.evaluate(
        "Object.keys(localStorage).map((key) => localStorage.getItem(key)).join()"
    )
    assert_quiz_answers(phone)


# In ever smaller pieces, until the browser takes not one character more.
FILL = """() => {
  let held = "";
  for (let size = 2 ** 22; size >= 1; ) {
    try { localStorage.setItem("other", held + "x".repeat(size)); } catch {}
    const taken = localStorage.getItem("other") ?? "";
    if (taken.length > held.length) held = taken;
    else size /= 2;
  }
}"""
OWN = "Object.keys(localStorage).filter((key) => key.startsWith('cells-listening'))"


def test_with_a_full_storage_what_it_holds_is_there_and_can_be_deleted(page, site_url):
    open_page(page, site_url + CHAPTER)
    assert_quiz_answers(page)
    page.evaluate("localStorage.setItem('mode', 'dark')")
    page.evaluate("""document.querySelector("[data-unit='mmol/L']").click()""")
    assert len(page.evaluate(OWN)) > 2  # the quiz, the record, the days, the units
    kept = page.evaluate("localStorage.getItem('cells-listening:record')")
    assert kept
    page.evaluate(FILL)
    page.reload()
    page.wait_for_selector("html[data-widgets=ready]")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.evaluate("localStorage.getItem('cells-listening:record')") == kept
    page.locator(".theme-switch-button:visible").first.click()
    assert page.get_attribute("html", "data-mode") != "dark"
    page.locator("details.record > summary").click()
    page.get_by_role("button", name="Delete my record").click()
    page.get_by_role("button", name="Yes, delete it all").click()
    assert page.evaluate(OWN) == []


def assert_quiz_answers(page):
    """Check works by hand and by key; `page` is a page or a frame."""
    asked = page.locator(".quiz-question[data-kind=choice]").first
    asked.locator("input").first.check()
    asked.get_by_role("button", name="Check").click()
    said = asked.get_by_role("status")
    said.filter(has_text="a").wait_for()
    asked.locator("input").nth(1).check()  # what was said belongs to the answer before
    assert said.inner_text() == ""
    asked.locator("input").nth(1).press("Enter")
    said.filter(has_text="a").wait_for()


@pytest.fixture
def frame(page, site_url, watch):
    """The chapter in a frame that allows its scripts and nothing else."""
    page.route(
        "**/host.html",
        lambda route: route.fulfill(
            content_type="text/html",
            body=f'<!doctype html><iframe title="book" sandbox="allow-scripts" width="1200" height="800" '
            f'src="{site_url}{CHAPTER}"></iframe>',
        ),
    )
    page.goto(site_url + "host.html")
    frame = page.frames[1]
    frame.wait_for_selector("html[data-widgets=ready]")
    yield frame
    # Fonts need a server that lends them to other origins, which a frame without one is; the rest must be in order.
    allowed = (
        "Access to font at",
        "Access to link prefetch resource at",  # a font for the next page
        "Failed to load resource",
        "failed: ",
        "Download is disallowed",
        "Clipboard API has been blocked",
        "Ignored call to 'print()'",
        "Permissions policy violation: fullscreen",
    )
    watch.problems[:] = [
        said for said in watch.problems if not any(text in said for text in allowed)
    ]


def test_in_a_frame_that_refuses_forms_a_quiz_answers(frame):
    assert_quiz_answers(frame)


def test_in_a_frame_that_refuses_files_that_is_said(frame):
    explorer = frame.locator("[data-explorer=resistance]")
    unfold(frame)
    explorer.get_by_role("button", name="CSV").click()
    said = WORDS["framed"].format(name="resistance.csv")
    explorer.locator(".explorer-said", has_text=said).wait_for()


def test_in_a_frame_that_refuses_forms_a_search_finds(frame):
    frame.get_by_role("button", name="Search").first.click()
    frame.locator("dialog[open] input[type=search]").fill("pancreas")
    frame.locator("dialog[open] input[type=search]").press("Enter")
    frame.wait_for_url("**/search.html?q=pancreas*")


def test_in_a_frame_that_refuses_copying_the_link_is_shown(frame):
    explorer = frame.locator("[data-explorer=resistance]")
    unfold(frame)
    explorer.get_by_role("button", name="Copy link").click()
    explorer.locator(".explorer-said", has_text=WORDS["link_refused"]).wait_for()


def test_in_a_frame_that_refuses_paper_and_the_whole_screen_that_is_said(frame):
    said = json.loads((ROOT / "widgets/generated/words.json").read_text("utf-8"))["page"]
    for act, word in {"print": "no_print", "fullscreen": "no_full_screen"}.items():
        frame.evaluate(f"document.querySelector('[data-act={act}]').click()")
        frame.get_by_role("alert").filter(has_text=said[word]).wait_for()
    frame.locator(".bd-article h1").click()
    assert frame.get_by_role("alert").count() == 0


def test_without_dialogs_menu_and_search_open_and_close(phone, site_url):
    phone.add_init_script(NO_DIALOGS)
    open_page(phone, site_url + "book/safety.html")
    for opener in (".primary-toggle", ".search-button"):
        phone.locator(f"{opener}:visible").first.click()
        shown = phone.locator("dialog[open]")
        shown.wait_for()
        phone.keyboard.press("Escape")
        shown.wait_for(state="hidden")


def test_without_a_clipboard_and_files_link_and_sentence_are_there(page, site_url):
    page.add_init_script(NO_CLIPBOARD + NO_FILES)
    open_page(page, site_url + CHAPTER)
    page.evaluate("document.querySelector('.explorer').explorer.set({ muscle: 40 })")
    settle(page)
    unfold(page)
    page.get_by_role("button", name="CSV").click()
    said = WORDS["framed"].format(name="resistance.csv")
    page.locator(".explorer-said", has_text=said).wait_for()
    page.get_by_role("button", name="Copy link").click()
    field = page.locator(".explorer-link")
    assert field.input_value() == f"{site_url}{CHAPTER}?resistance.muscle=40"
    assert page.evaluate("document.getSelection().toString()") in (field.input_value(), "")
    assert field.evaluate("(at) => at.selectionEnd - at.selectionStart") == len(field.input_value())


@pytest.mark.parametrize("how", NO_CANVAS)
def test_with_a_guarded_canvas_the_picture_is_refused_in_words(page, site_url, how):
    page.add_init_script(NO_CANVAS[how])
    open_page(page, site_url + CHAPTER)
    unfold(page)
    page.get_by_role("button", name="PNG").click()
    page.locator(".explorer-said", has_text=WORDS["png_refused"]).wait_for()
