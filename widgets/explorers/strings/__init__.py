"""The words of the explorers, by language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@cache
def words(explorer: str) -> dict[str, Any]:
    """Return the words of one explorer, with those that all explorers share.

    Parameters
    ----------
    explorer : str
        Name of the explorer, such as ``"resistance"``.

    Returns
    -------
    dict
        The part of ``en.yaml`` for that explorer, and ``shared``.
    """
    table = yaml.safe_load((HERE / "en.yaml").read_text(encoding="utf-8"))
    own, shared = table[explorer], table["shared"]
    # What the ghost is differs: a body in health, or another person.
    runs = {**shared["runs"], **own.get("runs", {})}
    return {**own, "shared": {**shared, "runs": runs}}
