"""On an unfriendly machine the tools work, or say in one line what is amiss."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest
from conftest import ROOT

import hatch_build

FORMULA = """
from book.extension import formulas
asked = formulas.Formula(r"\\gamma", display=False)
formulas.render([asked])
print(ascii(formulas._rendered[asked]))
"""
#: A machine whose own encoding is ASCII, as with LC_ALL=C, stands for any that is not UTF-8.
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def run(*arguments, **environment):
    """Run Python in the book's folder."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def serve(folder, port):
    return run("-m", "book.serve", folder, str(port))


def test_a_busy_port_is_one_line_and_nothing_is_announced(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = serve(tmp_path, port)
    assert done.returncode != 0
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert str(port) in line
    assert "make serve PORT=" in line


def test_a_folder_that_is_not_there_is_one_line(tmp_path):
    done = serve(tmp_path / "gone", 0)
    assert done.returncode != 0
    (line,) = done.stderr.splitlines()
    assert "gone" in line


@pytest.mark.parametrize("command", ["alone gone", "offline .", "paper", "pictures .", "stills ."])
def test_a_command_without_a_built_site_is_one_line(command):
    name, *given = command.split()
    done = run("-m", f"book.{name}", *given)
    assert done.returncode != 0
    (line,) = done.stderr.splitlines()
    told = repr(" ".join(given))
    assert line == f"SITE is {told}; allowed: the folder of the built book, _build/html"


@pytest.mark.parametrize("port", ["eighty", "-1", "70000"])
def test_what_is_no_port_is_one_line(tmp_path, port):
    done = serve(tmp_path, port)
    assert done.returncode != 0
    (line,) = done.stderr.splitlines()
    assert port in line


def test_where_no_program_may_run_the_package_says_which_folder_to_set(tmp_path):
    """A program without the right to run stands for a folder for temporary files that gives it to none."""
    program = tmp_path / "node"
    program.touch(0o600)

    def node(arguments, **options):
        return subprocess.run([program, *arguments], check=False, **options).returncode

    with pytest.raises(SystemExit) as stopped:
        hatch_build.run(node, ["bundle.mjs"], tmp_path)
    (line,) = str(stopped.value).splitlines()
    assert str(program) in line
    assert "TMPDIR" in line


def test_formulas_are_the_same_where_the_machine_knows_no_greek():
    done = run("-c", FORMULA, **ASCII)
    assert "\\u03b3" in done.stdout
