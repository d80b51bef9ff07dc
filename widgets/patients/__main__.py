"""``python -m widgets.patients NOTEBOOK``: which questions have an answer. Not whether it is right."""

from __future__ import annotations

import sys
from pathlib import Path

from .checking import NotebookError, check


def main(arguments: list[str]) -> int:
    """Tell of one notebook; 0 where each question has an answer, 1 where one has none, 2 where it cannot be read."""
    if len(arguments) != 1:
        print("Error: give one notebook: python -m widgets.patients NOTEBOOK", file=sys.stderr)
        return 2
    try:
        checked = check(Path(arguments[0]))
    except NotebookError as found:
        print(f"Error: {found}", file=sys.stderr)
        return 2
    print(checked)
    return 0 if checked.is_complete else 1


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")  # an id may hold what a terminal cannot write
    sys.exit(main(sys.argv[1:]))
