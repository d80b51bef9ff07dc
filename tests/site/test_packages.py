"""The set-up installs with uv what pip would install on the same machine, and with pip where uv cannot."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import pytest

from book import packages

FILE = """\
[global]
index-url = https://one.example/simple
extra-index-url =
    https://two.example/simple
    https://three.example/simple
timeout = 30
[install]
index-url = https://four.example/simple
find-links = /wheels
[download]
no-binary = numpy
"""


@pytest.fixture
def told(tmp_path, monkeypatch):
    """What pip says of its settings, given a file of them and a variable."""
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_CONSTRAINT"):
        monkeypatch.delenv(name, raising=False)
    file = tmp_path / "pip.conf"
    file.write_text(FILE, "utf-8")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    monkeypatch.setenv("PIP_FIND_LINKS", "/others")
    return packages.settings(packages.pip("config", "list").stdout)


def test_uv_is_told_what_pip_is_told(told):
    given = packages.switches(told)
    pairs = zip(given[::2], given[1::2], strict=True)
    # The machine may have settings of its own beside these.
    assert [(word, value) for word, value in pairs if value in f"{FILE} /others"] == [
        ("--default-index", "https://four.example/simple"),  # installing goes before all commands
        ("--index", "https://two.example/simple"),
        ("--index", "https://three.example/simple"),
        ("--find-links", "/others"),  # a variable goes before a file
    ]


def test_uv_knows_the_words():
    helped = subprocess.run(
        [sys.executable, "-m", "uv", "pip", "install", "--help"], capture_output=True, text=True
    )
    assert [word for word in packages.SWITCHES.values() if word not in helped.stdout] == []


def test_where_uv_has_no_word_for_a_setting_pip_installs(tmp_path, monkeypatch):
    name, info = "tiny-1.0-py3-none-any.whl", "tiny-1.0.dist-info"
    with zipfile.ZipFile(tmp_path / name, "w") as wheel:
        wheel.writestr("tiny.py", "")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n")
        wheel.writestr(f"{info}/RECORD", f"tiny.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n")
    pins = tmp_path / "requirements.txt"
    pins.write_text("tiny==1.0\n", "utf-8")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_TARGET", str(tmp_path / "there"))
    assert packages.install([pins]) == 0
    assert (tmp_path / "there/tiny.py").exists()
