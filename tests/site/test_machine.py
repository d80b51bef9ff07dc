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


def serve(folder, port):
    command = [sys.executable, "-m", "book.serve", folder, str(port)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


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
    """A machine whose own encoding is ASCII, as with LC_ALL=C, stands for any that is not UTF-8."""
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-c", FORMULA],
        cwd=ROOT,
        env={**os.environ, **plain},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "\\u03b3" in done.stdout
