"""An error of which a notebook shows one line: what lies between the cell and its cause is nothing a student wrote."""

from __future__ import annotations


class OneLineError(ValueError):
    """An error whose message is all that a student needs."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback."""
        return [f"{type(self).__name__}: {self}"]
