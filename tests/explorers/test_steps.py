"""The steps of *Try* stand beside their explorer, one at a time, take no room from it, and do what they name."""

from __future__ import annotations

import re

import pytest
from axe import grave
from conftest import PAGES, open_page, switch_theme
from explorer_page import ExplorerPage
from playwright.sync_api import expect

from book import prose

CHAPTERS = [page for page in PAGES if page.startswith("chapters/")]
SIZES = ((1280, 800), (1920, 1080), (768, 1024), (390, 844), (844, 390), (320, 640))

#: Brings the explorer to where a reader works with it.
GO = """(root) => scrollBy({ top: root.getBoundingClientRect().top - 60, behavior: "instant" })"""

#: What a step tells to press.
PRESSED = re.compile(r"[Pp]ress \*([^*{]+)\*")

#: What stands where, but for the steps, and what a reader can press there.
PLACES = """(root) => [...root.querySelectorAll("button, [role=slider], .explorer-chart, .explorer-sentence")]
  .filter((part) => part.checkVisibility()).map((part) => {
    const { x, y, width, height } = part.getBoundingClientRect();
    const free = !document.elementsFromPoint(x + width / 2, y + height / 2).some((one) => one.closest(".steps"));
    return [part.textContent.slice(0, 20), Math.round(x), Math.round(y), Math.round(width), Math.round(height), free];
  })"""


class Guide:
    """The steps of a page, and the explorer that they are about."""

    def __init__(self, page, address):
        open_page(page, address)
        self.page = page
        self.root = page.locator("#try .explorer")
        self.explorer = ExplorerPage(page, self.root.get_attribute("data-explorer"))
        self.box = page.locator(".steps")
        self.pill = self.box.locator(".steps-pill")
        self.sheet = self.box.locator(".steps-sheet")
        self.list = page.locator("#try .admonition.try ol > li")

    def come(self, width, height):
        """Resize the window and scroll to the explorer."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        self.root.evaluate(GO)
        expect(self.box).to_be_visible()


@pytest.fixture
def guide(page, site_url):
    return Guide(page, f"{site_url}chapters/04-the-off-switch.html")


def plain(text):
    return " ".join(text.split())


@pytest.mark.parametrize("path", CHAPTERS)
def test_each_step_is_the_one_of_the_list_and_presses_what_it_names(page, site_url, path):
    guide = Guide(page, site_url + path)
    guide.come(1280, 800)
    asked = told(path)
    assert guide.list.count() == len(asked)
    for number, names in enumerate(asked):
        guide.box.locator(".steps-number").nth(number).click()
        assert plain(guide.sheet.locator(".steps-text").inner_text()) == plain(
            guide.list.nth(number).inner_text()
        )
        for name in names:
            press(guide, name)


def told(path):
    """What each step of a chapter's *Try* tells to press."""
    [notebook] = [one for one in prose.chapters() if one.stem in path]
    text = next(cell for cell in prose.markdown(notebook) if ":class: try" in cell)
    return [PRESSED.findall(step) for step in re.findall(r"^\d\. (.*)$", text, re.MULTILINE)]


def press(guide, name):
    """Press what a step names: a preset then is the one that is chosen."""
    guide.sheet.locator(".steps-press", has_text=re.compile(f"^{re.escape(name)}$")).first.click()
    preset = guide.root.locator("[data-preset]", has_text=re.compile(f"^{re.escape(name)}$"))
    if preset.count():
        expect(preset).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("size", SIZES)
def test_they_take_no_room_and_cover_nothing_of_the_explorer(guide, size):
    guide.come(*size)
    with_steps = guide.root.evaluate(PLACES)
    assert all(free for *_, free in with_steps)
    guide.box.evaluate("(box) => box.remove()")
    assert guide.root.evaluate(PLACES) == with_steps
    assert guide.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_they_come_with_the_explorer_and_go_with_it(guide):
    expect(guide.box).to_be_hidden()
    guide.come(1280, 800)
    side = guide.page.locator(".bd-sidebar-primary").bounding_box()
    box = guide.box.bounding_box()
    assert side["x"] <= box["x"] and box["x"] + box["width"] <= side["x"] + side["width"]
    assert box["y"] + box["height"] <= 800
    guide.page.locator(
        ".bd-sidebar-primary a"
    ).last.focus()  # and leave the book's contents within reach
    link = guide.page.locator(".bd-sidebar-primary a").last.bounding_box()
    assert link["y"] + link["height"] <= box["y"]
    for _ in range(guide.list.count()):  # the last one leads on
        guide.box.locator(".steps-next").click()
    expect(guide.box).to_be_hidden()
    expect(guide.page.locator("#try .admonition.try + *")).to_be_in_viewport()


def test_on_a_phone_they_open_at_a_press_and_give_way_to_what_they_do(guide):
    guide.come(390, 844)
    expect(guide.pill).to_have_text(re.compile("Step 1 of 5"))
    expect(guide.sheet).to_be_hidden()
    expect(guide.page.locator(".theme-switch-button:visible")).to_have_count(1)
    guide.pill.click()
    expect(guide.sheet).to_be_in_viewport(ratio=1)
    for button in guide.sheet.locator(".steps-number, .steps-next").all():
        assert min(button.bounding_box()[side] for side in ("width", "height")) >= 44
    guide.sheet.locator(".steps-press").first.click()
    expect(guide.sheet).to_be_hidden()
    expect(guide.pill).to_be_focused()
    assert guide.explorer.values != guide.explorer.opening
    guide.page.keyboard.press("Enter")
    guide.sheet.locator(".steps-next").click()
    expect(guide.pill).to_have_text(re.compile("Step 2 of 5"))
    guide.page.keyboard.press("Escape")
    expect(guide.sheet).to_be_hidden()
    expect(guide.pill).to_be_focused()
    guide.page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    expect(guide.box).to_be_hidden()
    expect(
        guide.page.locator(".btn-fullscreen-button")
    ).to_be_visible()  # the header is whole again


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_axe_finds_nothing(guide, size, theme):
    if guide.page.get_attribute("html", "data-theme") != theme:
        switch_theme(guide.page)
    guide.come(*size)
    if guide.pill.is_visible():
        guide.pill.click()
    assert grave(guide.page, ".steps", practices=True) == []


def test_paper_has_the_list_alone(guide):
    guide.come(1280, 800)
    guide.page.emulate_media(media="print")
    expect(guide.box).to_be_hidden()
    expect(guide.list.first).to_be_visible()
