"""An explorer is a folder: its scripts and its style hold nothing of another (test_house.py holds the Python)."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from widgets import explorers

HOUSE = ROOT / "widgets/explorers"
ROOMS = [*explorers.NAMES, "kit"]

IMPORT = re.compile(r'^(?:import|export)\b[^;]*?"(\.[^"]+)";', re.MULTILINE)


@pytest.mark.parametrize("room", ROOMS)
def test_the_scripts_of_a_room_take_from_itself_and_the_kit_alone(room):
    places = [
        (path.parent / address).resolve()
        for path in (HOUSE / room).glob("*.js")
        for address in IMPORT.findall(path.read_text(encoding="utf-8"))
    ]
    assert places
    taken = {place.relative_to(HOUSE).parts[0] for place in places if place.is_relative_to(HOUSE)}
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
