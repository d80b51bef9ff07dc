"""`make refresh` of an untouched book changes nothing: what a run leaves behind is cut back to what is stored.

That a run gives the stored outputs, nbval tests on each notebook; here it is what the second step makes of them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT

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
WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory):
    """Copies of the notebooks as a run leaves them, after the Makefile's own second step."""
    folder = tmp_path_factory.mktemp("refresh")
    for path in NOTEBOOKS:
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(exist_ok=True)
        shutil.copy(path, copy)
        notebook = nbformat.read(copy, as_version=4)
        notebook.metadata.language_info = ANOTHER_PYTHON
        for cell in notebook.cells:
            if cell.cell_type == "code" and "explorers." in cell.source and not cell.outputs:
                view = {WIDGET: {"model_id": "1", "version_major": 2, "version_minor": 0}}
                cell.outputs = [nbformat.v4.new_output("execute_result", view, execution_count=1)]
                cell.execution_count = 1
        nbformat.write(notebook, copy)
    commands = subprocess.run(
        ["make", "-n", "refresh"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.replace("\\\n", " ")
    *_, second = [line for line in commands.splitlines() if line.startswith("jupyter nbconvert")]
    # As the Makefile does: the programs of this environment first.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path}
    subprocess.run(second, shell=True, cwd=folder, env=environment, check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_as_a_refresh_leaves_it(refreshed, path):
    assert (refreshed / path.relative_to(ROOT)).read_text("utf-8") == path.read_text("utf-8")
