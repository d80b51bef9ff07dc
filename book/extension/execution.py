"""Keep the cache of executed notebooks true to the code that the notebooks call.

MyST-NB's cache looks only at a notebook's own cells. A chapter's cells are one to five lines that
call `widgets`, so a change there must count too: the cache lives in a folder named after a digest
of that code, and a new digest means a new, empty cache.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

ROOT = Path(__file__).parents[2]
CACHES = Path("_build/.jupyter_cache")


def code_files(root: Path) -> Iterator[Path]:
    """Every file that can change what a notebook's cells put out."""
    yield root / "requirements.txt"
    for pattern in ("*.py", "*.yaml", "*.csv", "*.json"):
        yield from (root / "widgets").rglob(pattern)


def digest(files: Iterable[Path]) -> str:
    """Return a short digest of the files' names and contents, whatever their order."""
    told = sorted(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()} {os.path.relpath(path, ROOT)}"
        for path in files
    )
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def use_cache_of_this_code(app: Sphinx, config: Config) -> None:
    """Point MyST-NB to the cache of the present code and drop the caches of older code."""
    root = Path(app.srcdir)
    current = root / CACHES / digest(code_files(root))
    for old in (root / CACHES).glob("*"):
        if old != current and old.is_dir():
            shutil.rmtree(old)
    config.nb_execution_cache_path = str(current)


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("config-inited", use_cache_of_this_code)
