"""Install what lists of pins name: with uv, which takes a sixth of the work of pip, told what pip is told here.

``python -m book.packages requirements-dev.txt`` is the set-up's step. Where packages come from and what limits them
stands in pip's settings: its files and its variables. uv reads none of them, so they are handed on. Where one has no
counterpart here, or uv cannot be had or does not manage, pip does all of it.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

#: What uv calls pip's settings.
SWITCHES = {
    "index-url": "--default-index",
    "extra-index-url": "--index",
    "find-links": "--find-links",
    "constraint": "--constraints",
    "trusted-host": "--allow-insecure-host",
}
#: The file with the certificates that are trusted is a variable to uv.
CERTIFICATES, CERTIFICATES_OF_UV = "cert", "SSL_CERT_FILE"
#: Settings that change nothing of what is installed.
MANNERS = {
    "cache-dir",
    "config-file",
    "default-timeout",
    "disable-pip-version-check",
    "no-cache-dir",
    "no-color",
    "no-input",
    "no-python-version-warning",
    "no-warn-script-location",
    "progress-bar",
    "quiet",
    "require-virtualenv",
    "retries",
    "root-user-action",
    "timeout",
}
#: A line of ``pip config list``; those of other commands than install do not count.
SETTING = re.compile(r"^(?P<place>global|install|:env:)\.(?P<name>[\w-]+)=(?P<value>.+)$")
PLACES = ("global", "install", ":env:")  # the later one wins


def settings(listed: str) -> dict[str, str]:
    """Return pip's settings for installing, by name.

    Parameters
    ----------
    listed
        What ``pip config list`` prints.
    """
    found = [match for line in listed.splitlines() if (match := SETTING.match(line))]
    found.sort(key=lambda match: PLACES.index(match["place"]))
    return {match["name"]: ast.literal_eval(match["value"]) for match in found}


def switches(told: dict[str, str]) -> list[str] | None:
    """Return the same settings as switches for uv; None where uv has no word for one of them."""
    if not told.keys() <= SWITCHES.keys() | MANNERS | {CERTIFICATES}:
        return None
    return [
        part
        for name, switch in SWITCHES.items()
        for value in told.get(name, "").split()
        for part in (switch, value)
    ]


def pinned(name: str, lists: Iterable[Path]) -> Iterator[str]:
    """Yield the pins of a package in some lists."""
    for path in lists:
        yield from (
            line for line in path.read_text("utf-8").splitlines() if line.startswith(f"{name}==")
        )


def pip(*arguments: str) -> subprocess.CompletedProcess:
    """Run this Python's pip."""
    return subprocess.run(
        [sys.executable, "-m", "pip", *arguments], check=False, stdout=subprocess.PIPE, text=True
    )


def uv_installs(lists: list[Path]) -> bool:
    """Install with uv; say whether that was possible."""
    told = settings(pip("config", "list").stdout)
    given, (pin, *_) = switches(told), [*pinned("uv", lists), ""]
    if given is None or not pin or pip("install", "--quiet", pin).returncode:
        return False
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", sys.executable]
    command += ["--index-strategy", "unsafe-best-match", "--link-mode", "copy"]  # as pip does
    command += ["--compile-bytecode", *given]
    trusted = {CERTIFICATES_OF_UV: told[CERTIFICATES]} if CERTIFICATES in told else {}
    named = [part for path in lists for part in ("-r", str(path))]
    return not subprocess.run([*command, *named], env=os.environ | trusted, check=False).returncode


def install(lists: list[Path]) -> int:
    """Install what some lists name; return the status of the program that did it last."""
    if uv_installs(lists):
        return 0
    return pip(
        "install", "--quiet", *(part for path in lists for part in ("-r", str(path)))
    ).returncode


if __name__ == "__main__":
    sys.exit(install([Path(name) for name in sys.argv[1:]]))
