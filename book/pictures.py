"""Make the pictures of the explorers that stand in for them where no script runs, and keep their places.

``python -m book.pictures _build/html`` opens the built pages in Chromium and takes a picture of
each explorer that a page asks for (`book.extension.no_script`), and of a scene with its answer. It also
measures how high each widget of a page is in windows of several widths, and writes that as a style
sheet of the page: its place is free before it comes. In the place of what a page opens with (the tag
``hero`` of its cell) the sheet shows how it opens, as far as that is in the window, from the first paint
on. All are kept in ``_build/pictures`` and made again only where a page, a script or a style changed.
Beside them stands the cover.
"""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import yaml
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import FloatRect, Locator, Page, Route, sync_playwright

from book import built, chromium, cover
from book.extension.execution import digest
from book.extension.no_script import FOLDER, places_name, scene_name
from book.words import book_words
from widgets.explorers.kit.still import NAME, SENTENCE, VALUES

ROOT = Path(__file__).parents[1]
KEPT = Path("_build/pictures")
#: Letters of a line of the title on the cover.
TITLE = 14
#: Windows that places are measured in: phones, tablets and desks, by width; between two, the nearer one counts.
WINDOWS = (
    (320, 640),
    (360, 740),
    (390, 844),
    (430, 932),
    (600, 960),
    (768, 1024),
    (1024, 768),
    (1280, 900),
    (1680, 1000),
)
TYPE = 16  # pixels of a rem, which the places are stated in
HEIGHTS = """() => [...document.querySelectorAll(".widget-host")].map(
  (host) => [host.dataset.place, host.getBoundingClientRect().height])"""
EXPLORERS = """() => [...document.querySelectorAll(".widget-host:has(.explorer)")].map(
  (host) => host.dataset.place)"""
PICTURE = re.compile(rf'class="(?:explorer|bet)-picture" src="[./]*{FOLDER}/([^"]+)\.png"')
THEMES = ("light", "dark")
#: A picture in an eighth of the bytes: it is looked at for a moment, and what it stands for must not wait for it.
SMALLER = """async (png) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", 0.7).split(",")[1];
}"""
#: The place of what a page opens with.
HERO = ".tag_hero .widget-host"
SCENE = ".bet.is-scene"
#: Of an explorer that cannot be moved, what only moves it or is opened, and what is said of each slider, leaves its
#: room to the charts.
STILL = """.explorer-control-note, .explorer-group[data-open=false], .explorer-tools, .explorer-details {
  display: none !important;
}"""
#: Taller than every explorer: what is scrolled into view in parts would be taken with the header of the page over it.
SIZE = {"width": 1280, "height": 1800}


def pages_with_pictures(site: Path) -> Iterator[tuple[Path, list[str]]]:
    """Yield each page that asks for pictures, with their names in the page's order."""
    for page in sorted(site.rglob("*.html")):
        names = PICTURE.findall(page.read_text("utf-8"))
        if names:
            yield page, names


def take_pictures(site: Path) -> None:
    """Make the pictures that are missing or out of date, and put all of them into the site."""
    made_by = [
        *(site / "_static/book").glob("*.js"),
        *(site / "_static/book").glob("*.css"),
        Path(__file__),
    ]
    wanted = {
        KEPT / digest([page, *made_by]): (page, names) for page, names in pages_with_pictures(site)
    }
    missing = {folder: page for folder, page in wanted.items() if not folder.exists()}
    if missing:
        photograph(site, missing)
    for old in set(filter(Path.is_dir, KEPT.glob("*"))) - set(wanted):
        shutil.rmtree(old)
    for folder in wanted:
        shutil.copytree(folder, site / FOLDER, dirs_exist_ok=True)


def photograph(site: Path, wanted: dict[Path, tuple[Path, list[str]]]) -> None:
    """Open each page from disk; store a picture of each of its explorers, and the places of all its widgets."""
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        tab = browser.new_page(viewport=SIZE, reduced_motion="reduce")
        tab.route("**/_static/book/book.css*", answer_waiting_for_fonts)
        for kept, (page, names) in wanted.items():
            folder = kept.with_suffix(".part")  # what breaks off half-way is made anew
            folder.mkdir(parents=True, exist_ok=True)
            tab.goto(page.resolve().as_uri())
            tab.wait_for_selector("html[data-widgets=ready]")
            tab.evaluate("document.fonts.ready")
            scene = scene_name(page.relative_to(site).with_suffix("").as_posix())
            explorers = [name for name in names if name != scene]
            for number, name in enumerate(explorers):
                explorer = tab.locator(".explorer").nth(number)
                explorer.locator("[role=status]:not(:empty)").wait_for()
                (folder / f"{name}.png").write_bytes(portrait(explorer))
            sheet = places_name(page.relative_to(site).with_suffix("").as_posix())
            (folder / sheet).write_text(rules_of(tab, folder, Path(sheet).stem), "utf-8")
            tab.set_viewport_size(SIZE)
            if scene in names:
                tab.locator(f"{SCENE} .bet-skip").click()
                tab.locator(f"{SCENE} .bet-pads").screenshot(path=folder / f"{scene}.png")
            folder.rename(kept)
        browser.close()


def portrait(explorer: Locator) -> bytes:
    """Return a picture of an explorer as it stands, which carries its name, its sentence and its sliders."""
    taken = explorer.screenshot(animations="disabled", style=STILL)
    sentence = " ".join(explorer.get_by_role("status").inner_text().split())
    texts = texts_of(
        explorer.get_attribute("data-explorer") or "",
        sentence,
        explorer.evaluate("(root) => root.explorer.values"),
    )
    written = io.BytesIO()
    Image.open(io.BytesIO(taken)).save(written, "PNG", optimize=True, pnginfo=texts)
    return written.getvalue()


def texts_of(name: str, sentence: str, values: Mapping[str, float]) -> PngInfo:
    """Return what the picture of an explorer carries (`widgets.explorers.kit.still`)."""
    texts = PngInfo()
    told = {NAME: name, SENTENCE: sentence, VALUES: json.dumps(values)}
    for keyword, text in told.items():
        texts.add_itxt(keyword, text)
    return texts


def answer_waiting_for_fonts(route: Route) -> None:
    """Answer with the style sheet, so that a font that comes late is shown all the same."""
    sheet = Path(url2pathname(urlsplit(route.request.url).path)).read_text("utf-8")
    body = sheet.replace("font-display:optional", "font-display:block")
    route.fulfill(body=body, content_type="text/css")


def take_cover(site: Path) -> None:
    """Make the picture that links bring along, unless it is there: the cover with the book's title, in its fonts."""
    title = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))["title"]
    drawn = cover.picture(cover.LINK, textwrap.wrap(title, TITLE), book_words()["cover"]["line"])
    source, taken = KEPT / "cover.svg", KEPT / cover.NAME
    if not (taken.exists() and source.exists() and source.read_text("utf-8") == drawn):
        width, height = cover.LINK
        with sync_playwright() as playwright:
            browser = chromium.launch(playwright)
            tab = browser.new_page(viewport={"width": width, "height": height})
            tab.route("**/_static/book/book.css*", answer_waiting_for_fonts)
            tab.goto((site / "book/index.html").resolve().as_uri())
            tab.evaluate("(svg) => { document.body.innerHTML = svg; }", drawn)
            tab.evaluate("document.fonts.ready")
            tab.locator("body > svg").first.screenshot(path=taken)
            browser.close()
        source.write_text(drawn, "utf-8")
    shutil.copy(taken, site / FOLDER)


def rules_of(tab: Page, folder: Path, name: str) -> str:
    """Return the style sheet that keeps the places of a page's widgets free until they live.

    In the place of what the page opens with it shows how that looks, in each window and theme; stored beside it.
    """
    places, openings = [spares(tab, name)], []
    host = tab.locator(HERO)
    opens = host.count() > 0
    tab.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    for start, width in windows(tab):
        places.append(f"@media (min-width:{start}px){{{held(tab)}}}\n")
        if opens:
            shown = opening(tab, host, folder, f"{name}-opens-{width}")
            openings.append(f"@media screen and (min-width:{start}px){{{shown}}}\n")
    if opens:
        openings.insert(0, f"{unlived(host)}:empty::before{{content:none}}\n")
    return "".join([*places, *openings])


def held(tab: Page) -> str:
    """Return the rules that hold the places of a page's widgets in this window."""
    return "".join(
        f'[data-place="{place}"]:not([data-lives]){{min-height:{high / TYPE:.4g}rem}}'
        for place, high in tab.evaluate(HEIGHTS)
    )


def spares(tab: Page, name: str) -> str:
    """Return the rules that show the picture of an explorer in its place where none of the page's scripts came."""
    return "".join(
        f'html:not([data-begun]) [data-place="{place}"]:empty'
        f"{{background:url({name}-{number}.png) 0 3.5rem/min(100%,60rem) auto no-repeat}}\n"
        for number, place in enumerate(tab.evaluate(EXPLORERS))
    )


def unlived(host: Locator) -> str:
    """Return the selector of a place whose widget does not live yet."""
    return f'[data-place="{host.get_attribute("data-place")}"]:not([data-lives])'


def opening(tab: Page, host: Locator, folder: Path, name: str) -> str:
    """Store how what a page opens with looks in this window, in each theme; return the rules that show it."""
    rules = ""
    for theme in THEMES if in_window(tab, host)["height"] > 0 else ():
        tab.emulate_media(color_scheme=theme, reduced_motion="reduce")
        settle(tab)
        file = f"{name}-{theme}.webp"
        picture = tab.screenshot(clip=in_window(tab, host), animations="disabled")
        smaller = tab.evaluate(SMALLER, base64.b64encode(picture).decode())
        (folder / file).write_bytes(base64.b64decode(smaller))
        rules += f'[data-theme="{theme}"] {unlived(host)}{{background:url({file}) 0 0/100% auto no-repeat}}'
    tab.emulate_media(color_scheme="light", reduced_motion="reduce")
    return rules


def windows(tab: Page) -> Iterator[tuple[int, int]]:
    """Give the page each window in turn; yield the least width for which it counts, and its own."""
    widths = [width for width, _ in WINDOWS]
    for index, (width, height) in enumerate(WINDOWS):
        tab.set_viewport_size({"width": width, "height": height})
        settle(tab)
        yield (widths[index - 1] + width) // 2 if index else 0, width


def settle(tab: Page) -> None:
    """Wait until a page has taken up a new window or theme."""
    tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))")


def in_window(tab: Page, host: Locator) -> FloatRect:
    """Return the part of an element that is in the window."""
    box = host.bounding_box()
    return {**box, "height": min(box["height"], tab.viewport_size["height"] - box["y"])}


if __name__ == "__main__":
    folder = built.site(sys.argv[1:])
    take_pictures(folder)
    take_cover(folder)
