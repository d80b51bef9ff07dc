"""`make refresh` of an untouched book changes nothing: each notebook, run afresh, gives the outputs that are stored.

The run is the one that the book's build makes; what it leaves behind, the Makefile's second step cuts back.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT
from jupyter_cache import get_cache

from book.extension.execution import CACHES, code_files, digest

NOTEBOOKS = sorted([*ROOT.glob("chapters/*.ipynb"), *ROOT.glob("book/*.ipynb")])
# What a kernel of another Python writes into every notebook that it runs.
ANOTHER_PYTHON = {
    "name": "python",
    "version": "3.99.0",
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "codemirror_mode": {"name": "ipython", "version": 3},
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}


@pytest.fixture(scope="module")
def refreshed(site_dir, tmp_path_factory):
    """Copies of the notebooks as the build's run left them, after the Makefile's own second step."""
    folder = tmp_path_factory.mktemp("refresh")
    runs = get_cache(ROOT / CACHES / digest(code_files(ROOT)))
    for path in NOTEBOOKS:
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(exist_ok=True)
        _, notebook = runs.merge_match_into_notebook(without_outputs(path))
        notebook.metadata.language_info = ANOTHER_PYTHON
        nbformat.write(notebook, copy)
    commands = subprocess.run(
        ["make", "-n", "refresh"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.replace("\\\n", " ")
    *_, second = [line for line in commands.splitlines() if line.startswith("python -m nbconvert")]
    # As the Makefile does: the programs of this environment first.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}
    subprocess.run(second, shell=True, cwd=folder, env=environment, check=True, capture_output=True)
    return folder


def without_outputs(path):
    """A notebook as its author wrote it: what it then shows can only come from a run."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_as_a_run_of_today_leaves_it(refreshed, path):
    assert (refreshed / path.relative_to(ROOT)).read_text("utf-8") == path.read_text("utf-8")


def test_a_file_that_changes_its_text_or_its_name_means_another_run(tmp_path):
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    first.write_text("a: 1", "utf-8")
    second.write_text("a: 2", "utf-8")
    before = digest([first, second])
    assert digest([second, first]) == before
    moved = first.rename(tmp_path / "third.yaml")
    assert digest([moved, second]) != before
    first = moved.rename(first)
    assert digest([first, second]) == before
    first.write_text("a: 3", "utf-8")
    assert digest([first, second]) != before
