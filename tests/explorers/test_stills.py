"""Where nothing moves, an explorer is a picture of how it opens: in an export by nbconvert, and on hosts of notebooks.

The pictures are held against those of the built site, which a browser has taken of the pages of today.
"""

from __future__ import annotations

import io
import json
import re

import nbformat
import numpy as np
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter, LatexExporter, MarkdownExporter
from nbformat import v4
from PIL import Image

from book import prose
from book.outputs import LIVE
from book.stills import pictures_of, place
from widgets import bets, cases, explorers, figures, quizzes
from widgets.explorers.kit.still import still
from widgets.explorers.kit.words import kit_words

#: Bytes; a notebook that shows five, as HTML and as a picture, stays below a megabyte.
HEAVIEST = 60_000
#: Of 255: two figures are about 12 apart, and a picture in few colors is 1 from its own.
UNLIKE = 5


def shown(*widgets):
    """A notebook that shows widgets, as it is stored without their state."""
    outputs = [
        v4.new_output("execute_result", data=bundle[0] if isinstance(bundle, tuple) else bundle)
        for bundle in (widget._repr_mimebundle_() for widget in widgets)
    ]
    return v4.new_notebook(cells=[v4.new_code_cell("", outputs=[output]) for output in outputs])


def glance(picture):
    """A picture as one sees it from afar: the same in any browser and with any fonts."""
    image = Image.open(io.BytesIO(picture.png)).convert("RGB")
    return np.asarray(image.resize((32, 32), Image.Resampling.BOX), dtype=float)


@pytest.mark.parametrize("name", [*explorers.NAMES, *figures.names()])
def test_the_stored_picture_shows_what_the_page_shows(site_dir, name):
    stored, built = still(place(name)), pictures_of(site_dir)[name]
    renewed = f"{place(name)}: `make stills` stores a new one"
    assert (stored.sentence, stored.values) == (built.sentence, built.values), renewed
    assert np.abs(glance(stored) - glance(built)).mean() < UNLIKE, renewed
    assert len(stored.png) < HEAVIEST


def test_no_page_carries_the_picture_of_a_notebook(site_dir):
    for page in (*site_dir.glob("book/*.html"), *site_dir.glob("chapters/*.html")):
        assert "data:image/png" not in page.read_text("utf-8"), page


def test_an_export_has_a_picture_with_its_words_where_an_explorer_was():
    notebook = shown(explorers.resistance(), figures.show("slides-right"))
    page = BeautifulSoup(HTMLExporter().from_notebook_node(notebook)[0], "html.parser")
    first, second = page.select("figure")
    assert first.img["src"].startswith("data:image/png;base64,")
    assert still(place("resistance")).sentence in first.img["alt"]
    assert "the picture shows how it opens" in first.figcaption.get_text()
    assert still(place("slides-right")).sentence in second.img["alt"]
    text, kept = LatexExporter().from_notebook_node(notebook)
    assert text.count(r"\adjustimage") == len(kept["outputs"]) == 2
    assert "<figure>" in MarkdownExporter().from_notebook_node(notebook)[0]


@pytest.mark.parametrize("chapter", prose.chapters(), ids=lambda page: page.stem)
def test_a_chapter_that_nobody_ran_shows_each_explorer_and_figure(chapter):
    """As it is stored: in a viewer of files, such as GitHub's, and exported."""
    notebook = nbformat.read(chapter, as_version=4)
    calls = re.compile(r"^(?:explorers\.\w+|figures\.show)\(", re.MULTILINE)
    moving = [cell for cell in notebook.cells if calls.search(cell.source)]
    page = BeautifulSoup(HTMLExporter().from_notebook_node(notebook)[0], "html.parser")
    pictures = page.select("figure > img[src^='data:image/png']")
    assert len(pictures) == len(moving) > 1
    assert all(picture["alt"].strip() for picture in pictures)
    assert LIVE not in json.dumps(notebook)


def test_a_picture_of_other_settings_says_so():
    bundle = explorers.resistance(muscle=30)._repr_mimebundle_()
    assert bundle["text/plain"].splitlines()[0].endswith("here it opened with muscle=30.")


def test_an_explorer_without_a_picture_is_told_in_words(tmp_path, monkeypatch):
    new = explorers.resistance()
    monkeypatch.setattr(new, "_still", tmp_path / "still.png")
    bundle = new._repr_mimebundle_()
    assert bundle["text/plain"] == kit_words()["still"]["words"].format(
        title=new.view.spec["words"]["title"]
    )
    assert "image/png" not in bundle
    (tmp_path / "still.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(ValueError, match=r"still\.png has no 'Title'; allowed: .*make stills"):
        new._repr_mimebundle_()


@pytest.mark.parametrize("exporter", [HTMLExporter, LatexExporter, MarkdownExporter])
def test_no_part_of_a_chapter_shows_as_a_python_object(exporter):
    chapter = "05-insulin-resistance"
    notebook = shown(
        explorers.resistance(),
        bets.show(chapter),
        bets.recall(chapter),
        figures.show("slides-right"),
        cases.meet("naomi", chapter),
        quizzes.show(chapter),
    )
    text = exporter().from_notebook_node(notebook)[0]
    assert "explorer resistance" not in text
    assert "View(" not in text
