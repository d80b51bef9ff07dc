"""Every link of the teacher's guide sets the explorer as its words say."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT, open_page

GUIDE = "book/teachers-guide"
LINK = re.compile(r'<a href="\.\./(chapters/[\w-]+\.html)\?([^"#]+)#try">([^<]+)</a>')

#: What the words of each link promise: explorer, sliders in their units, and a pinned run.
PROMISED = {
    "the hour after breakfast": ("body", {"time": 60}, None),
    "the body at night": ("body", {"time": 20 * 60}, None),
    "a meal of 25 g": ("meal", {"grams": 25}, None),
    "a meal of 120 g with those 25 g pinned": ("meal", {"grams": 120}, "25,0,2"),
    "the drink without insulin's help": ("uptake", {"heard": 0}, None),
    "no off switch": ("loop", {"off_switch": 0, "answer": 100, "liver": 100}, None),
    "an off switch of 80%": ("loop", {"off_switch": 80, "answer": 100, "liver": 100}, None),
    "muscle at 30%": ("resistance", {"muscle": 30, "liver": 100, "reserve": 100}, None),
    "four times the resistance, this week": ("compensation", {"resistance": 4, "time": 0}, None),
    "the same, four weeks later": ("compensation", {"resistance": 4, "time": 1}, None),
    "a reserve of 51%, with 54% pinned": (
        "reserve",
        {"resistance": 4.9, "reserve": 51},
        "4.9,54",
    ),
    "the susceptible person in year 3": ("years", {"year": 3, "reserve": 33}, None),
    "the robust person in year 3": ("years", {"year": 3, "reserve": 100}, None),
    "a week in bed": ("reasons", {"length": 4, "bed_rest": 1, "energy": 0}, None),
    "the program, begun in year 5": (
        "practices",
        {"start": 5, "weight": -7, "training": 150, "steps": 10000},
        None,
    ),
    "the program, begun in year 10": (
        "practices",
        {"start": 10, "weight": -7, "training": 150, "steps": 10000},
        None,
    ),
}

#: Chapters that the guide speaks of.
CHAPTERS = 10


def links():
    text = (ROOT / f"{GUIDE}.md").read_text("utf-8").replace("&amp;", "&")
    return {words: (page, query) for page, query, words in LINK.findall(text)}


def settled(page, name, values):
    """Wait until the explorer shows these values, and say what it shows."""
    root = page.locator(f".explorer[data-explorer={name}]")
    root.wait_for()
    page.wait_for_function(
        """([name, values]) => {
          const { explorer } = document.querySelector(`.explorer[data-explorer=${name}]`);
          return explorer && Object.entries(values).every(([key, value]) => explorer.values[key] === value);
        }""",
        arg=[name, values],
    )
    return root


def test_the_guide_has_a_section_with_a_link_for_every_chapter():
    text = (ROOT / f"{GUIDE}.md").read_text("utf-8")
    sections = re.split(r"^### \d+ ", text, flags=re.M)[1:]
    assert len(sections) == CHAPTERS
    for section in sections:
        assert LINK.search(section), section[:40]
        for part in ("Aim", "Time", "Often believed", "In class", "Ask", "Watch for", "Levels"):
            assert f"**{part}.**" in section, (part, section[:40])


def test_every_link_is_one_whose_promise_is_tested():
    assert set(links()) == set(PROMISED)
    # A link that this pattern does not see would go untested.
    text = (ROOT / f"{GUIDE}.md").read_text("utf-8")
    assert text.count("<a href") == len(LINK.findall(text))


@pytest.mark.parametrize("words", PROMISED)
def test_a_link_sets_the_state_that_it_says(page, site_url, words):
    target, query = links()[words]
    name, values, pinned = PROMISED[words]
    open_page(page, f"{site_url}{target}?{query}#try")
    root = settled(page, name, values)
    table = root.locator(".explorer-comparison")
    if pinned:
        assert f"{name}.pin={pinned}" in query
        table.wait_for()
    else:
        assert table.is_hidden()
    # Nothing in the address was unknown or out of range, so the explorer shows all of it.
    shown = root.evaluate("(root) => root.explorer.values")
    given = dict(part.split("=") for part in query.split("&"))
    for key, value in given.items():
        explorer, setting = key.split(".")
        assert explorer == name
        if setting != "pin":
            assert shown[setting] == float(value)


def test_a_link_of_the_guide_works_from_a_stick(browser, site_dir):
    page = browser.new_page()
    page.goto((site_dir / f"{GUIDE}.html").as_uri())
    page.get_by_role("link", name="an off switch of 80%").click()
    page.wait_for_url(re.compile(r"^file:.*off-switch\.html\?loop\.off_switch=80"))
    settled(page, *PROMISED["an off switch of 80%"][:2])
    page.close()
