"""The browser's programs in Node, for the tests that need no page."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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

_TALK = """
import {{ createInterface }} from "node:readline";
import * as model from "{model}";
for await (const line of createInterface({{ input: process.stdin }})) {{
  const {{ {names} }} = JSON.parse(line);
  const answer = (() => {{ {script} }})();
  const plain = (_, value) => (ArrayBuffer.isView(value) ? Array.from(value) : value);
  process.stdout.write(`${{JSON.stringify(answer, plain)}}\\n`);
}}
"""
_MODEL = (ROOT / "widgets/model/browser/index.js").as_uri()


def _written() -> None:
    """What the programs import and the build writes."""
    for generated in (module, browser):
        if not generated.PATH.exists():
            generated.write()


def answer(script: str | Path, data: Any = None) -> Any:
    """Run a module, as text or as a file, and return what it prints: JSON from JSON at its standard input."""
    _written()
    text = isinstance(script, str)
    asked = ["--input-type=module", "-e", script] if text else [str(script)]
    done = subprocess.run(
        [NODE, *asked], input=json.dumps(data), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def evaluate(script: str, **names: Any) -> Any:
    """What the body of a function returns in which ``model`` is the browser's program, and `names` are known."""
    return answer(_EVALUATE.format(model=_MODEL, names=", ".join(names), script=script), names)


@contextmanager
def talk(script: str, *names: str) -> Iterator[Callable[..., Any]]:
    """As `evaluate`, for one question after the other: the program starts once, and what it has warmed up stays so."""
    _written()
    text = _TALK.format(model=_MODEL, names=", ".join(names), script=script)
    with subprocess.Popen(
        [NODE, "--input-type=module", "-e", text],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:

        def ask(**values: Any) -> Any:
            program.stdin.write(f"{json.dumps(values)}\n")
            program.stdin.flush()
            return json.loads(program.stdout.readline())

        yield ask
