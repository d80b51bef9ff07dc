"""Find a Chromium, or install one: for the pictures of the explorers, the tests and the benchmark.

``python -m book.chromium`` is the set-up's step; it prints the program it found.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HELP = (
    "No Chromium found and none could be installed. Install one (on Debian: "
    "`apt-get install chromium`; elsewhere: `playwright install --with-deps chromium`) "
    "or set CHROMIUM to the path of one."
)


def starts(program: str | None) -> bool:
    """Whether `program` is there and runs with the libraries of this machine."""
    if not program or not shutil.which(program):
        return False
    answer = subprocess.run([program, "--version"], capture_output=True, check=False)
    return answer.returncode == 0


def playwrights_own() -> str:
    """Return where Playwright keeps its Chromium, installed or not."""
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def candidates() -> Iterator[str | None]:
    """Yield the places where a Chromium may be, the best first."""
    yield from (shutil.which(name) for name in NAMES)
    yield playwrights_own()


def find() -> str | None:
    """Return the path of a Chromium that starts, or None.

    Raises
    ------
    SystemExit
        If the environment variable ``CHROMIUM`` names a program that does not start.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if not starts(named):
            raise SystemExit(f"CHROMIUM={named} does not start; set it to a Chromium or unset it")
        return named
    return next((program for program in candidates() if starts(program)), None)


def install() -> None:
    """Try Playwright's Chromium, then Debian's package; whether it worked, `find` will tell."""
    root = os.geteuid() == 0
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    attempts = [[*playwright, "--with-deps"] if root else playwright]
    if root and shutil.which("apt-get"):
        attempts += [["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]]
    for command in attempts:
        if find() is None:
            subprocess.run(command, check=False)


def launch(playwright: Playwright, *switches: str) -> Browser:
    """Start the Chromium that `find` finds, without a window, with these command-line switches."""
    program = find()
    if program is None:
        raise SystemExit(HELP)
    # Chromium's sandbox refuses to run as root, as in most containers.
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(
        executable_path=str(Path(program)), args=[*options, *switches]
    )


def main() -> None:
    """Find or install a Chromium, or stop with one clear line."""
    if find() is None:
        install()
    program = find()
    if program is None:
        raise SystemExit(HELP)
    print(f"Chromium: {program}")


if __name__ == "__main__":
    main()
