"""An explorer is a folder: it holds nothing of another explorer, and the kit holds nothing of any."""

from __future__ import annotations

import ast
import re

import pytest
from conftest import ROOT

from widgets import explorers

HOUSE = ROOT / "widgets/explorers"
ROOMS = [*explorers.NAMES, "kit"]
PYTHON = sorted(HOUSE.rglob("*.py"))
SCRIPTS = sorted(HOUSE.glob("*/*.js"))

IMPORT = re.compile(r'^(?:import|export)\b[^;]*?"(\.[^"]+)";', re.MULTILINE)


def imports(path):
    """Yield the module and the name of each import of a Python file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


def beside(path):
    """The rooms of the house that a Python file imports from."""
    for module, name in imports(path):
        parts = f"{module}.{name}".split(".")
        if parts[:2] == ["widgets", "explorers"] and len(parts) > 2:
            yield parts[2]


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_module_imports_an_underscore_name(path):
    assert [name for _, name in imports(path) if name.startswith("_")] == []


@pytest.mark.parametrize("room", ROOMS)
def test_the_python_of_a_room_takes_from_itself_and_the_kit_alone(room):
    taken = {other for path in PYTHON if path.parent.name == room for other in beside(path)}
    assert taken <= {room, "kit"}


@pytest.mark.parametrize("room", ROOMS)
def test_the_javascript_of_a_room_takes_from_itself_and_the_kit_alone(room):
    taken = {
        (path.parent / address).resolve().relative_to(HOUSE).parts[0]
        for path in SCRIPTS
        if path.parent.name == room
        for address in IMPORT.findall(path.read_text(encoding="utf-8"))
        if (path.parent / address).resolve().is_relative_to(HOUSE)
    }
    assert taken <= {room, "kit"}


@pytest.mark.parametrize("room", ROOMS)
def test_the_style_of_a_room_names_no_other(room):
    named = {
        name
        for path in (HOUSE / room).glob("*.css")
        for name in explorers.NAMES
        if re.search(rf"\.explorer-{name}\b(?!-)", path.read_text(encoding="utf-8"))
    }
    assert named <= {room}
