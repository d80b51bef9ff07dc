"""What is shown needs more than the model: the packages of the extra ``explorers``, in `pyproject.toml`."""

from __future__ import annotations

from importlib.util import find_spec

_PACKAGES = ("anywidget", "ipywidgets", "plotly")


def check_explorers() -> None:
    """Check that all is there that explorers and quizzes need.

    Raises
    ------
    ModuleNotFoundError
        If something is missing; the message says what, and what to install.
    """
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise ModuleNotFoundError(
            f"explorers and quizzes need {', '.join(missing)}, which the model alone does not bring; "
            "install when-cells-stop-listening[explorers]",
            name=missing[0],
        )
