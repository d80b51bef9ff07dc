"""The book without a network, and one explorer alone: as a file, and in a frame of somebody else's page."""

from __future__ import annotations

import gzip
import re
import zipfile

import pytest
from bs4 import BeautifulSoup
from conftest import CHAPTER, ROOT, Watch, open_page
from explorer_page import ExplorerPage
from playwright.sync_api import expect

from book.offline import pack
from book.paper import NAME
from widgets import explorers
from widgets.palette import PALETTE

PAGE = (ROOT / "book/take-it-along.md").read_text("utf-8")
LIVES = "html[data-widgets=ready][data-embed=alone]"
# What the page around a frame does, as the book's page says: it takes the height, and keeps what is said.
HOST = """<!doctype html><title>A course</title>
<iframe title="Explorer" sandbox="{sandbox}" width="{width}" height="300" src="{address}"></iframe>
<script>
  window.said = [];
  addEventListener("message", ({{ source, data }}) => {{
    const frame = document.querySelector("iframe");
    if (source !== frame.contentWindow) return;
    said.push(data);
    if (data.type === "cells-listening:height") frame.height = data.height;
  }});
</script>"""


# --- the zip ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def unpacked(site_dir, tmp_path_factory):
    folder = tmp_path_factory.mktemp("a stick, ümlaut")
    with zipfile.ZipFile(site_dir / f"{NAME}.zip") as packed:
        packed.extractall(folder)
    return folder / NAME


@pytest.fixture(scope="module")
def first_from_disk(browser, site_dir):
    """A tab that stays open: those beside it share its process, and what that has understood of the same script."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto((site_dir / "404.html").as_uri())
    yield tab
    context.close()


@pytest.fixture
def disk(first_from_disk):
    watch, page = Watch(own="file://"), first_from_disk.context.new_page()
    watch.follow(page)
    yield page
    page.close()
    first_from_disk.evaluate("localStorage.clear()")
    assert watch.problems == []


def test_unpacked_the_zip_is_the_book(unpacked, disk):
    disk.goto((unpacked / "index.html").as_uri())
    disk.wait_for_url("**/book/index.html")
    disk.wait_for_selector("html[data-widgets=ready]")
    open_page(disk, (unpacked / CHAPTER).as_uri())
    explorer = ExplorerPage(disk, "resistance")
    before = explorer.sentence
    explorer.slider("muscle").press("Home")
    explorer.draw()
    assert explorer.sentence != before
    disk.keyboard.press("Control+k")
    disk.locator("dialog[open] input[type=search]").fill("glucagon")
    disk.keyboard.press("Enter")
    disk.locator("#search-results .context").first.wait_for()


def test_in_the_zip_every_link_leads_somewhere(unpacked):
    for page in unpacked.rglob("*.html"):
        if "_static" in page.parts:
            continue
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
        for link in soup.select("a[href], link[href], script[src], img[src]"):
            address = (link.get("href") or link["src"]).split("#")[0].split("?")[0]
            if address and not re.match(r"[a-z]+:", address):
                assert (page.parent / address).exists(), f"{page.name}: {address}"


def test_the_same_site_gives_the_same_zip(site_dir):
    before = (site_dir / f"{NAME}.zip").read_bytes()
    assert pack(site_dir).read_bytes() == before


# --- a file -----------------------------------------------------------------------------------------


def stated_size(name):
    """Width and height of a frame that shows an explorer whole, as the book's page says."""
    stated = re.search(
        r"At ([\d,]+) pixels of width, most explorers are whole in ([\d,]+) pixels of height. "
        r"The practices and the years need ([\d,]+).",
        PAGE,
    )
    width, most, long = (int(number.replace(",", "")) for number in stated.groups())
    height = long if name in ("practices", "years") else most
    return {"width": width, "height": height}


@pytest.mark.parametrize("name", explorers.NAMES)
def test_explorer_runs_from_its_file_alone_and_is_whole_in_the_stated_height(
    site_dir, tmp_path, disk, name
):
    copy = tmp_path / f"{name}.html"
    copy.write_bytes((site_dir / f"explorers/{name}.html").read_bytes())
    asked, size = [], stated_size(name)
    disk.on("request", lambda request: asked.append(request.url))
    disk.set_viewport_size(size)
    disk.goto(copy.as_uri())
    disk.wait_for_selector(LIVES)
    explorer = ExplorerPage(disk, name)
    explorer.draw()
    disk.evaluate("document.fonts.ready")
    assert disk.evaluate("document.documentElement.scrollHeight") <= size["height"]
    slider = explorer.root.locator("[role=slider]:visible").first
    before = explorer.values
    slider.press("End")
    if explorer.values == before:
        slider.press("Home")
    explorer.draw()
    assert explorer.values != before
    assert explorer.root.locator(".js-plotly-plot .trace").count() > 0
    assert [url for url in asked if not url.startswith(("data:", "blob:"))] == [copy.as_uri()]


def shown_of(browser, path, change=None, **without):
    """What a reader sees below the title of the meal's file, with its last script or its state changed."""
    page = browser.new_page(**without)
    text = path.read_text("utf-8")
    page.route(
        "http://file.test/",
        lambda route: route.fulfill(
            content_type="text/html", body=change(text) if change else text
        ),
    )
    page.goto("http://file.test/")
    body = page.locator("body")
    expect(body).to_contain_text("This explorer ", use_inner_text=True)
    title, said = body.inner_text().split("\n", 1)
    assert title == explorers.meal().view.spec["words"]["title"]
    page.close()
    return said.strip()


def test_a_file_without_scripts_says_what_it_needs(browser, site_dir):
    path = site_dir / "explorers/meal.html"
    told = shown_of(browser, path, java_script_enabled=False)
    assert told == "This explorer needs JavaScript."


BREAKS = {
    "too new": lambda text: re.sub(
        r"<script>(?!.*<script>)", "<script>const a = 1 |> f(%);", text, flags=re.DOTALL
    ),
    "fails": lambda text: text.replace('{"model_id": "', '{"model_id": "no-'),
}


@pytest.mark.parametrize("how", BREAKS)
def test_a_file_whose_explorer_cannot_start_says_so(browser, site_dir, how):
    told = shown_of(browser, site_dir / "explorers/meal.html", BREAKS[how])
    assert told.startswith("This explorer could not start in this browser.")


@pytest.mark.parametrize("name", explorers.NAMES)
def test_file_is_as_large_as_the_page_says_and_offered_there(site_dir, name):
    """About 1 MB, and a third of that compressed."""
    assert f'href="../explorers/{name}.html" download' in PAGE
    file = (site_dir / f"explorers/{name}.html").read_bytes()
    assert len(file) == pytest.approx(1e6, rel=0.15)
    assert len(gzip.compress(file)) == pytest.approx(len(file) / 3, rel=0.15)


# --- a frame ----------------------------------------------------------------------------------------


@pytest.fixture
def framed(page, site_url, watch):
    """Show an address in a frame of another page; its sandbox gives it an origin of its own, which is none."""
    host = f"{site_url}course.html"

    def show(address, sandbox="allow-scripts", width=1200):
        body = HOST.format(address=address, sandbox=sandbox, width=width)
        page.route(host, lambda route: route.fulfill(content_type="text/html", body=body))
        page.goto(host)
        frame = page.frames[1]
        frame.wait_for_selector(LIVES)
        return frame

    yield show
    # A frame without an origin may not borrow fonts.
    allowed = ("Access to font at", "Access to link", "Failed to load resource", "failed: ")
    watch.problems[:] = [
        told for told in watch.problems if not any(text in told for text in allowed)
    ]


def said(page, kind):
    return page.evaluate(
        "(kind) => said.filter(({ type }) => type === kind)", f"cells-listening:{kind}"
    )


def test_embedded_only_the_explorer_is_there(page, site_url, framed):
    frame = framed(f"{site_url}{CHAPTER}?embed")
    assert frame.locator(".explorer:visible").count() == 1
    chart = frame.locator(".explorer-chart").first.bounding_box()
    for title in frame.locator(
        ".explorer-chart .annotation-text, .explorer-chart .legendtext"
    ).all():
        box = title.bounding_box()
        assert box["x"] >= chart["x"] - 1
        assert box["x"] + box["width"] <= chart["x"] + chart["width"] + 1
    for other in ("header", "nav", "h1", "h2", ".bd-sidebar-primary", ".quiz", ".prev-next-footer"):
        assert frame.locator(f"{other}:visible").count() == 0, other
    assert frame.locator(".embed-source", has_text="Not medical advice").is_visible()


@pytest.mark.parametrize("width", [390, 1200])
def test_the_explorer_says_how_high_it_is(page, site_url, framed, width):
    frame = framed(f"{site_url}{CHAPTER}?embed", width=width)
    page.wait_for_function("said.some(({ type }) => type === 'cells-listening:height')")
    page.wait_for_timeout(1000)
    told = said(page, "height")
    assert (
        len(told) < 8
    )  # the frame follows the explorer, and the explorer does not follow the frame for ever
    height = told[-1]["height"]
    assert told[-1]["explorer"] == "resistance"
    assert frame.evaluate("document.documentElement.scrollHeight") <= height + 1
    assert frame.evaluate("document.documentElement.scrollWidth") <= width


def test_what_was_told_opens_the_explorer_as_it_was_left(page, site_url, framed):
    frame = framed(f"{site_url}{CHAPTER}?embed")
    frame.locator("[data-control=muscle] [role=slider]").press("Home")
    page.wait_for_function("said.some(({ type, values }) => values?.muscle < 50)")
    state = said(page, "state")[-1]
    assert set(state) == {"type", "explorer", "values", "results", "units", "query"}
    assert state["query"].startswith("resistance.muscle=")
    page.unroute(f"{site_url}course.html")
    again = framed(f"{site_url}{CHAPTER}?embed&{state['query']}")
    values = again.evaluate("document.querySelector('.explorer').explorer.values")
    assert values == state["values"]


def test_of_several_explorers_the_named_one_stands_alone(page, site_url, framed):
    framed(f"{site_url}chapters/08-hyperglycemia.html?embed=years")
    assert page.frames[1].locator("[data-explorer=years]").is_visible()


def test_a_name_that_is_not_there_shows_the_page(page, site_url, watch):
    page.goto(f"{site_url}{CHAPTER}?embed=nothing")
    page.wait_for_selector("html[data-widgets=ready]:not([data-embed])")
    assert page.get_by_role("heading", level=1).is_visible()
    (told,) = watch.problems
    assert "nothing" in told
    assert "resistance" in told
    watch.problems.clear()


def test_a_file_tells_its_frame_too(page, site_url, framed):
    framed(f"{site_url}explorers/meal.html")
    page.wait_for_function("said.some(({ type, explorer }) => explorer === 'meal')")


def test_outside_a_frame_nobody_is_told(page, site_url):
    page.add_init_script("window.heard = 0; addEventListener('message', () => heard++);")
    page.goto(f"{site_url}{CHAPTER}?embed")
    page.wait_for_selector(LIVES)
    page.locator("[data-control=muscle] [role=slider]").press("Home")
    page.wait_for_timeout(500)
    assert page.evaluate("heard") == 0


@pytest.mark.parametrize(
    "where, sign",
    [
        ("documentElement", {"data-theme": "dark"}),  # the site
        ("documentElement", {"theme": "dark"}),  # Colab
        ("body", {"data-jp-theme-light": "false"}),  # JupyterLab
        ("body", {"data-vscode-theme-kind": "vscode-dark"}),  # VS Code
    ],
)
def test_explorer_and_pages_colors_follow_the_host_together(site_dir, disk, where, sign):
    disk.goto((site_dir / "explorers/meal.html").as_uri())
    disk.wait_for_selector(LIVES)
    ((name, value),) = sign.items()
    disk.evaluate(
        "([where, name, value]) => document[where].setAttribute(name, value)", [where, name, value]
    )
    disk.wait_for_selector("[data-explorer=meal][data-palette=dark]")
    paper = "getComputedStyle(document.body).getPropertyValue('--book-paper').trim()"
    assert disk.evaluate(paper).lower() == PALETTE["dark"]["paper"].lower()
