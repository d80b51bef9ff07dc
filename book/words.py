"""The words that the build writes for readers: those of ``words.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

PATH = Path(__file__).with_suffix(".yaml")


@cache
def book_words() -> dict[str, Any]:
    """Return them, part by part."""
    return yaml.safe_load(PATH.read_text("utf-8"))
