"""A reader's own JupyterLab, installed from requirements.txt alone, runs the same explorer."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from conftest import ROOT
from playwright.sync_api import Browser, BrowserContext, Page

from classroom import release
from classroom.course import Course
from widgets.patients import MIME

NOTEBOOK = "chapters/05-insulin-resistance.ipynb"


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """A copy of the repository without anything that was made in it."""
    target = tmp_path_factory.mktemp("reader") / "book"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    return target


@pytest.fixture(scope="module")
def lab(copy: Path):
    """The address of a JupyterLab in an environment made from requirements.txt alone."""
    home = copy.parent
    bin_dir = home / "env/bin"
    outside = ("PYTHONPATH", "VIRTUAL_ENV", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH")
    environment = {name: value for name, value in os.environ.items() if name not in outside}
    environment |= {
        "PATH": f"{bin_dir}{os.pathsep}{os.environ['PATH']}",
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
    }
    uv = (sys.executable, "-m", "uv")
    for command in (
        ("venv", "--quiet", "--python", sys.executable, home / "env"),
        ("pip", "install", "--quiet", "--python", home / "env", "-r", "requirements.txt"),
    ):
        subprocess.run([*uv, *command], cwd=copy, env=environment, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--port={port}", "--no-browser", "--IdentityProvider.token=", "--allow-root"]
    with (home / "lab.log").open("w") as log:
        server = subprocess.Popen(
            [bin_dir / "jupyter-lab", *options],
            cwd=copy,
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            yield wait_for(f"http://127.0.0.1:{port}/lab", server, home / "lab.log")
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(address: str, server: subprocess.Popen, log: Path) -> str:
    """Return the address as soon as something answers there."""
    for _ in range(120):
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=5)
        except OSError:
            time.sleep(0.5)
        else:
            return address
    raise TimeoutError(f"{address} did not answer: {log.read_text()}")


@pytest.fixture(scope="module")
def reader(browser: Browser):
    """A reader's browser, which keeps what it has loaded of JupyterLab."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    yield context
    context.close()


@pytest.fixture(scope="module")
def chapter(reader: BrowserContext, lab: str) -> Page:
    """The chapter, open in JupyterLab for all that is asked of it."""
    page = reader.new_page()
    page.goto(f"{lab}/tree/{NOTEBOOK}")
    return page


def wait_for_kernel(page: Page) -> None:
    """Wait until the kernel is there: what is pressed before is lost."""
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(timeout=60_000)


def run_cell(page: Page, code: str) -> None:
    """Run the cell that holds `code`, as a reader does, with Shift+Enter."""
    wait_for_kernel(page)
    # JupyterLab may draw a cell anew while it opens: where the key goes is asked for at the last moment.
    cell = page.locator(".jp-CodeCell", has_text=code).locator(".cm-content")
    cell.click(timeout=60_000)
    cell.press("Shift+Enter")


def test_text_cells_are_rendered_as_on_the_site(chapter):
    chapter.locator("aside", has_text="Goals").wait_for(timeout=60_000)
    chapter.wait_for_function(
        "!document.querySelector('.jp-Notebook').innerText.includes('{term}')", timeout=60_000
    )


def test_a_solution_is_folded_until_a_reader_asks(chapter):
    """Its code, what it prints, and what that shows; a hint too."""
    for title, within in (("A hint", "zero at the answer"), ("A solution", "brentq")):
        fold = chapter.locator(
            ".jp-MarkdownCell details", has=chapter.get_by_text(title, exact=True)
        )
        fold.wait_for(state="attached", timeout=60_000)
        content, summary = fold.get_by_text(within).first, fold.locator("summary")
        summary.hover()  # which finds it again where the page draws its cells anew while it scrolls
        assert not content.is_visible()
        summary.click()
        content.wait_for()


def test_explorer_cell_answers_a_slider(chapter):
    page = chapter
    run_cell(page, "explorers.resistance()")
    explorer = page.locator(".explorer[data-explorer=resistance]")
    sentence = explorer.locator("[role=status]")
    sentence.filter(has_text="mg/dL").wait_for(timeout=60_000)
    before = sentence.inner_text()
    explorer.locator("[data-control=muscle] [role=slider]").focus()
    page.keyboard.press("Home")
    page.wait_for_function(
        "before => document.querySelector('.explorer [role=status]').innerText !== before",
        arg=before,
    )


# Each of these does something to a cell while no part of it is being edited: JupyterLab's own list of shortcuts.
COMMANDS = (
    "m",
    "y",
    "r",
    "a",
    "b",
    "x",
    "c",
    "v",
    "d",
    "d",
    "z",
    "0",
    "0",
    "1",
    "5",
    "j",
    "k",
    "Enter",
    "Shift+m",
)
CELLS = """() => [...document.querySelectorAll(".jp-Notebook .jp-Cell")].map(
  (cell) => [cell.className.match(/jp-(Code|Markdown|Raw)Cell/)[1], cell.innerText.slice(0, 40)])"""


def test_no_plain_key_in_a_widget_changes_a_cell(chapter):
    page = chapter
    for code in ("bets.show(", "explorers.resistance()", 'cases.meet("ines"', "quizzes.show("):
        run_cell(page, code)
    bet, explorer, quiz = (page.locator(f".{part}") for part in ("bet", "explorer", "quiz"))
    explorer.locator("[role=status]", has_text="mg/dL").wait_for(timeout=60_000)
    field = quiz.locator(".quiz-number input").first
    for focused in (
        bet.locator("[role=slider]").first,
        bet.locator("input[type=radio]").first,
        explorer.locator("[data-control=muscle] [role=slider]"),
        explorer.locator("[data-preset]").nth(1),
        explorer.locator("summary").first,
        page.locator(".case-set"),
        quiz.locator("input[type=radio]").first,
        quiz.get_by_role("button", name="Check").first,
        field,
    ):
        focused.scroll_into_view_if_needed()
        focused.focus()
        before = page.evaluate(CELLS)
        for key in COMMANDS:
            page.keyboard.press(key)
        page.wait_for_timeout(200)
        assert [kind for kind, _ in page.evaluate(CELLS)] == [kind for kind, _ in before]
        assert focused.evaluate("(at) => at === document.activeElement"), str(focused)
    assert field.input_value().startswith("myrabxcvddz0015jk")
    explorer.locator("[data-control=muscle] [role=slider]").focus()
    page.keyboard.press("Home")
    page.wait_for_function("document.querySelector('.explorer').explorer.values.muscle === 10")
    bet.locator("[role=slider]").first.focus()
    for key in ("ArrowUp", "ArrowRight", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    bet.locator(".bet-gap", has_text="You drew a peak of").wait_for()


# What a student types in place of the dots. Three questions of eight: the others are left open, and stop nothing.
TYPED = {
    "student": "7294",
    "bet_two_hours": "150",
    "two_hours_mgdl": "test.glucose_mgdl[120]",
    "two_hours_mmol": "two_hours_mgdl / 18",
    "off_by": "two_hours_mgdl - bet_two_hours",
}
ANSWERED = {"bet", "two_hours", "look_back"}


def type_over_dots(page, name, typed):
    line = page.locator(".jp-Notebook .cm-line", has_text=f"{name} = ").first
    line.click(timeout=60_000)
    page.keyboard.press("Home")
    for _ in range(line.inner_text().index("...")):
        page.keyboard.press("ArrowRight")
    for _ in "...":
        page.keyboard.press("Delete")
    page.keyboard.insert_text(typed)


def test_an_assignment_is_done_from_the_first_cell_to_the_students_own_check(
    reader, lab, copy, tmp_path
):
    name = "01-read-an-ogtt"
    shutil.copytree(release.release(Course(), name, tmp_path), copy / name, dirs_exist_ok=True)
    page = reader.new_page()
    page.goto(f"{lab}/tree/{name}/{name}.ipynb?reset")  # nothing of another test stands open
    for line, typed in TYPED.items():
        type_over_dots(page, line, typed)
    wait_for_kernel(page)
    page.locator(".lm-MenuBar-item", has_text="Run").click()
    page.locator(".lm-Menu-item", has_text="Restart Kernel and Run All Cells").click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    page.locator(".explorer [role=status]", has_text="mg/dL").wait_for(timeout=60_000)
    page.keyboard.press("Control+s")
    saved = copy / name / f"{name}.ipynb"
    for _ in range(60):
        if MIME in saved.read_text("utf-8"):
            break
        page.wait_for_timeout(500)
    page.close()
    checked = subprocess.run(
        [copy.parent / "env/bin/python", "-m", "widgets.patients", saved],
        capture_output=True,
        text=True,
        check=False,
    )
    said = dict(re.findall(r"^  (\w+): (.*)$", checked.stdout, re.MULTILINE))
    assert checked.returncode == 1 and "Your id: 7294\n" in checked.stdout
    assert {question for question, told in said.items() if told == "handed in"} == ANSWERED
    assert said["fasting"] == "not yet: ... stands for glucose_mgdl, insulin_uUml"
