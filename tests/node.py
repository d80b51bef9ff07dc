"""The browser's programs in Node, for the tests that need no page."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from widgets.lifestyle import browser
from widgets.model.browser import module

ROOT = Path(__file__).parents[1]
NODE = Path(sys.executable).with_name("node")

_EVALUATE = """
import {{ readFileSync }} from "node:fs";
import * as model from "{model}";
const {{ {names} }} = JSON.parse(readFileSync(0));
const answer = await (async () => {{ {script} }})();
process.stdout.write(JSON.stringify(answer, (_, value) => (ArrayBuffer.isView(value) ? Array.from(value) : value)));
"""


def answer(script: str | Path, data: Any = None) -> Any:
    """Run a module, as text or as a file, and return what it prints: JSON from JSON at its standard input."""
    for generated in (module, browser):
        if not generated.PATH.exists():
            generated.write()
    text = isinstance(script, str)
    asked = ["--input-type=module", "-e", script] if text else [str(script)]
    done = subprocess.run(
        [NODE, *asked], input=json.dumps(data), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def evaluate(script: str, **names: Any) -> Any:
    """What the body of a function returns in which ``model`` is the browser's program, and `names` are known."""
    model = (ROOT / "widgets/model/browser/index.js").as_uri()
    return answer(_EVALUATE.format(model=model, names=", ".join(names), script=script), names)
