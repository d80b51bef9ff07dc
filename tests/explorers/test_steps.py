"""The steps of *Try* stand beside their explorer, one at a time, take no room from it, and do what they name."""

from __future__ import annotations

import re

import pytest
from axe import grave
from conftest import PAGES, open_page, switch_theme
from explorer_page import ExplorerPage
from playwright.sync_api import expect

CHAPTERS = [page for page in PAGES if page.startswith("chapters/")]
SIZES = ((1280, 800), (1920, 1080), (768, 1024), (390, 844), (844, 390), (320, 640))

#: Brings the explorer to where a reader works with it.
GO = """(root) => scrollBy({ top: root.getBoundingClientRect().top - 60, behavior: "instant" })"""

#: What a step may name of an explorer, with its kind: what is called so goes before what begins so.
PARTS = """(root) => Object.entries({
  slider: "[data-control] .widget-label", fold: "summary", tool: "[data-tool]", preset: "[data-preset]",
  chart: ".explorer-panel-title", value: ".explorer-mark-name",
}).flatMap(([kind, parts]) => [...root.querySelectorAll(parts)].map((part) => [part.textContent.trim(), kind]))"""

#: Whether a reader sees and reaches the middle of something.
UNCOVERED = """(part) => {
  const { x, y, width, height } = part.getBoundingClientRect();
  return part.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""

#: Has the explorer tell of itself, as when a slider moves, until the steps are there.
MOVED_UNTIL_THERE = """() => {
  document.querySelector("#try .explorer").explorer.draw();
  return document.querySelector(".steps");
}"""

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
        self.parts = [(plain(name), kind) for name, kind in self.root.evaluate(PARTS)]

    def come(self, width, height):
        """Resize the window and scroll to the explorer."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        self.root.evaluate(GO)
        expect(self.box).to_be_visible()

    def go(self, step):
        """Show a step, and return the words in italics: what it names of the explorer."""
        self.box.locator(".steps-number").nth(step).click()
        return self.list.nth(step).locator("em").all_inner_texts()

    def press(self, name):
        """Press what a step names, and see that it was done."""
        self.sheet.locator(".steps-press", has_text=just(name)).first.click()
        called = [one for one in self.parts if one[0] == plain(name)]
        begins = [one for one in self.parts if re.match(rf"{re.escape(plain(name))}\b", one[0])]
        full, kind = [*called, *begins][0]
        DONE[kind](self, full)

    @property
    def pinned(self):
        """What the sliders of the pinned run are set to."""
        self.explorer.draw()
        query = self.root.evaluate("(root) => root.explorer.state.query")
        return [float(value) for value in re.search(r"\.pin=([^&]+)", query)[1].split(",")]


def plain(text):
    return " ".join(text.split()).lower()


def just(text):
    return re.compile(f"^\\s*{re.escape(text)}\\s*$", re.IGNORECASE)


def is_set(guide, name):
    """The slider that has the focus says that it is there."""
    handle = guide.root.get_by_role("slider").and_(guide.page.locator(":focus"))
    expect(handle).to_have_attribute("aria-valuetext", re.compile(re.escape(name), re.IGNORECASE))
    assert handle.evaluate(UNCOVERED)


def is_shown(guide, name):
    """A further chart is in sight."""
    chart = guide.root.locator(
        ".explorer-panel", has_text=re.compile(re.escape(name), re.IGNORECASE)
    )
    expect(chart).to_be_in_viewport(ratio=0.99)


def is_reached(guide, name):
    """A slider has the focus, in sight."""
    control = guide.root.locator("[data-control]").filter(
        has=guide.page.locator(".widget-label", has_text=just(name))
    )
    handle = control.get_by_role("slider")
    expect(handle).to_be_focused()
    expect(handle).to_be_in_viewport(ratio=1)
    assert handle.evaluate(UNCOVERED)


def is_open(guide, name):
    """A fold is open, in sight."""
    summary = guide.root.locator("details[open] > summary", has_text=just(name))
    expect(summary).to_be_in_viewport(ratio=1)


def is_chosen(guide, name):
    """A preset is the one that is chosen."""
    preset = guide.root.locator("[data-preset]", has_text=just(name))
    expect(preset).to_have_attribute("aria-pressed", "true")


def is_used(guide, name):
    """The run of now is pinned, or the sliders are back."""
    values = guide.explorer.values
    if name == plain(guide.explorer.pin):
        assert guide.pinned == list(values.values())
    else:
        assert (name, values) == ("reset", guide.explorer.opening)


DONE = {
    "slider": is_reached,
    "value": is_set,
    "fold": is_open,
    "chart": is_shown,
    "preset": is_chosen,
    "tool": is_used,
}


@pytest.fixture
def guide(page, site_url):
    return Guide(page, f"{site_url}chapters/04-the-off-switch.html")


@pytest.mark.parametrize("path", CHAPTERS)
def test_each_step_is_the_one_of_the_list_and_does_what_it_names(page, site_url, path):
    guide = Guide(page, site_url + path)
    guide.come(1280, 800)
    assert guide.list.count() == guide.box.locator(".steps-number").count()
    done = 0
    for number, step in enumerate(guide.list.all()):
        names = guide.go(number)
        text = guide.sheet.locator(".steps-text")
        assert plain(text.inner_text()) == plain(step.inner_text())
        expect(text.locator(".steps-press")).to_have_text(names)
        for name in names:
            guide.press(name)
        done += len(names)
    assert done > 0


def test_the_run_of_now_is_pinned_however_often(guide):
    guide.come(1280, 800)
    control = next(iter(guide.explorer.values))
    for value in (40, 80):
        guide.go(4)
        guide.explorer.set(**{control: value})
        guide.press(guide.explorer.pin)
        guide.press(guide.explorer.pin)  # what is pinned stays so
        guide.go(0)
    set_and_press = "(button, [root, values]) => { root.explorer.set(values); button.click(); }"
    guide.go(4)
    guide.sheet.locator(".steps-press", has_text=just(guide.explorer.pin)).evaluate(
        set_and_press, [guide.root.element_handle(), {control: 60}]
    )
    assert guide.pinned == list(guide.explorer.values.values())


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_a_slider_of_a_closed_group_comes_into_sight(page, site_url, size):
    guide = Guide(page, f"{site_url}chapters/09-why-cells-stop-listening.html")
    heads = guide.root.locator(".explorer-group-head[aria-expanded=true]")
    while heads.count():
        heads.first.click()
    guide.come(*size)
    if guide.pill.is_visible():
        guide.pill.click()
    assert "Magnesium" in guide.go(2)
    guide.press("Magnesium")


def test_a_focus_in_them_does_not_go_with_them(guide):
    guide.come(1280, 800)
    guide.box.locator(".steps-number").nth(1).press("Enter")
    guide.page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    expect(guide.box).to_be_hidden()
    expect(guide.page.locator("#try .admonition.try ol")).to_be_focused()


def test_steps_that_did_not_come_are_asked_for_again(page, site_url, watch):
    page.route("**/steps.js", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        guide = Guide(page, f"{site_url}chapters/04-the-off-switch.html")
    expect(guide.list.first).to_be_visible()
    page.unroute("**/steps.js")
    page.wait_for_function(MOVED_UNTIL_THERE, polling=500)
    guide.come(1280, 800)
    assert not any("uncaught" in problem for problem in watch.problems)
    watch.problems.clear()


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
