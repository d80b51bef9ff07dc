"""The browser's programs in Node, for the tests that need no page."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from widgets.lifestyle import browser as lifestyle
from widgets.model.browser import module as model

ROOT = Path(__file__).parents[1]
NODE = Path(sys.executable).with_name("node")


def answer(script: str | Path, data: Any = None) -> Any:
    """Run a module, as text or as a file, and return what it prints: JSON from JSON at its standard input."""
    for generated in (model, lifestyle):
        if not generated.PATH.exists():
            generated.write()
    text = isinstance(script, str)
    asked = ["--input-type=module", "-e", script] if text else [str(script)]
    done = subprocess.run(
        [NODE, *asked], input=json.dumps(data), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
