"""The source that the build keeps is the one that the statement of today writes, and no other is taken."""

from __future__ import annotations

import json

import pytest

from widgets.model.solver import source as module
from widgets.model.solver.source import source, write, written

MARK = "  # kept"


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A file in which the rates of the published system are marked."""
    write()  # as the build does
    content = json.loads(module.PATH.read_text("utf-8"))
    content["systems"]["published"]["functions"]["rates"] += MARK
    path = tmp_path / "source.json"
    path.write_text(json.dumps(content), "utf-8")
    monkeypatch.setattr(module, "PATH", path)
    source.cache_clear()
    yield path
    source.cache_clear()


def test_what_is_kept_is_what_is_written(kept):
    assert source("published").functions["rates"].endswith(MARK)
    assert source("book") == written("book")


@pytest.mark.parametrize("changed", ["equations.py", "parameters.csv", "unrolled.py"])
def test_after_a_change_of_the_statement_it_is_written_anew(kept, tmp_path, monkeypatch, changed):
    files = list(module.files())
    (old,) = [path for path in files if path.name == changed]
    new = tmp_path / changed
    new.write_bytes(old.read_bytes() + b"\n")
    monkeypatch.setattr(module, "files", lambda: [new if path == old else path for path in files])
    assert source("published") == written("published")


def test_with_no_file_it_is_written_when_asked_for(kept):
    kept.unlink()
    assert source("published") == written("published")
