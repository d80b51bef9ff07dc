"""Make the pictures of the explorers that stand in for them where no script runs.

``python -m book.pictures _build/html`` opens the built pages in Chromium and takes a picture of
each explorer that a page asks for (`book.extension.no_script`). Pictures are kept in
``_build/pictures`` and taken again only where a page, a script or a style changed.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from book import chromium
from book.extension.execution import digest
from book.extension.no_script import FOLDER

KEPT = Path("_build/pictures")
PICTURE = re.compile(rf'src="[./]*{FOLDER}/([^"]+)\.png"')
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
    assets = [*(site / "_static/book").glob("*.js"), *(site / "_static/book").glob("*.css")]
    wanted = {
        KEPT / digest([page, *assets]): (page, names) for page, names in pages_with_pictures(site)
    }
    missing = {folder: page for folder, page in wanted.items() if not folder.exists()}
    if missing:
        photograph(missing)
    for old in set(KEPT.glob("*")) - set(wanted):
        shutil.rmtree(old)
    for folder in wanted:
        shutil.copytree(folder, site / FOLDER, dirs_exist_ok=True)


def photograph(wanted: dict[Path, tuple[Path, list[str]]]) -> None:
    """Open each page from disk and store a picture of each of its explorers."""
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        tab = browser.new_page(viewport=SIZE, reduced_motion="reduce")
        for folder, (page, names) in wanted.items():
            tab.goto(page.resolve().as_uri())
            tab.wait_for_selector("html[data-widgets=ready]")
            tab.evaluate("document.fonts.ready")
            for number, name in enumerate(names):
                explorer = tab.locator(".explorer").nth(number)
                explorer.locator("[role=status]:not(:empty)").wait_for()
                explorer.screenshot(path=folder / f"{name}.png", animations="disabled")
        browser.close()


if __name__ == "__main__":
    take_pictures(Path(sys.argv[1]))
