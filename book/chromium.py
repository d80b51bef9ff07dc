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
#: Chromium without what only a window needs: a fifth less work.
SHELL = "chromium-headless-shell"
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


def trouble() -> str:
    """Return why Playwright itself does not start here, such as a library that is missing; empty where it does."""
    asked = subprocess.run(
        [sys.executable, "-m", "playwright", "--version"],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    said = asked.stderr.strip().splitlines()[:1] or ["it does not say why"]
    return said[0] if asked.returncode else ""


def playwrights_own() -> str:
    """Return where Playwright keeps its Chromium, installed or not."""
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def candidates(whole: bool) -> Iterator[str | None]:
    """Yield the places where a Chromium may be, the best first; a `whole` one, or also the shell."""
    if not whole:
        yield shutil.which(SHELL)
    yield from (shutil.which(name) for name in NAMES)
    yield playwrights_own()


def find(*, whole: bool = False) -> str | None:
    """Return the path of a Chromium that starts, or None.

    Parameters
    ----------
    whole : bool
        Whether it must do what the shell leaves out, such as to keep alive a page that is left.

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
    return next((program for program in candidates(whole) if starts(program)), None)


def add(package: str) -> None:
    """Try to install a package of Debian's, which only root can."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", package]):
            subprocess.run(command, check=False)


def install() -> None:
    """Try Playwright's Chromium, then Debian's packages; whether it worked, `find` will tell."""
    needs = ["--with-deps"] if os.geteuid() == 0 else []
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium", *needs], check=False)
    if find(whole=True) is None:
        add("chromium")
        add(SHELL)


def launch(playwright: Playwright, *switches: str) -> Browser:
    """Start the Chromium that `find` finds, without a window, with these command-line switches."""
    program = find()
    if program is None:
        raise SystemExit(HELP)
    # The shell fits letters to whole pixels unless told; no other Chromium does, nor do phones.
    options = ["--font-render-hinting=none"]
    if os.geteuid() == 0:
        options.append("--no-sandbox")  # which refuses to run as root, as in most containers
    return playwright.chromium.launch(
        executable_path=str(Path(program)), args=[*options, *switches]
    )


def main() -> None:
    """Find or install a Chromium, or stop with one clear line."""
    if trouble():
        add("libatomic1")  # a bare Debian lacks it, and Playwright's Node needs it
    if why := trouble():
        raise SystemExit(f"Playwright does not start: {why}")
    if find(whole=True) is None:
        install()
    program = find()
    if program is None:
        raise SystemExit(HELP)
    print(f"Chromium: {program}")


if __name__ == "__main__":
    main()
