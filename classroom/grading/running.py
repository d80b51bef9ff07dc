"""Running a submission: begun, watched, ended, and begun again without what broke it."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import psutil

from . import sandbox
from .limits import Limits

_LOOK = 0.1  # seconds between two looks at what a run uses
_SLACK = 10.0  # seconds that the runner gets beyond its own limits, on a busy machine
_LONGEST_COMPLAINT = 2000  # bytes kept of what the sandbox program says about itself

#: Why a cell was lost, as the feedback says it.
REASONS = {
    "endless": "it ran longer than {seconds:g} seconds and could not be stopped",
    "stopped": "it ran longer than {seconds:g} seconds and was stopped",
    "dead": "it ended Python itself",
    "memory": "it used more than {memory:.1f} GB of memory",
    "processes": "it started more than {processes} processes",
    "stream": "it put out far too much",
    "late": "all cells together had run longer than {total:g} seconds",
    "unrun": "cells before it broke Python too often",
}


@dataclass
class Ran:
    """What came of the cells of a submission.

    Attributes
    ----------
    outputs : dict of str to list
        Outputs of each cell that ended, by its id. They come from a student and may be anything.
    lost : dict of str to str
        Why a cell did not end, by its id; a sentence's second half.
    stopped : dict of str to str
        Why a cell that did end was stopped.
    seconds : float
    failure : str
        Why nothing could be run, which is not the student's doing; empty where all is well.
    """

    outputs: dict[str, list[Any]] = field(default_factory=dict)
    lost: dict[str, str] = field(default_factory=dict)
    stopped: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    failure: str = ""


def run(
    cells: Sequence[tuple[str, str]],
    files: Path,
    limits: Limits,
    *,
    sandboxed: bool = True,
    hidden: Iterable[Path] = (),
) -> Ran:
    """Run code cells, and again without those that broke Python, so that the others still count.

    Parameters
    ----------
    cells : sequence of (str, str)
        Id and source of each.
    files : Path
        Folder with what lies beside the notebook.
    limits : Limits
    sandboxed : bool
    hidden : iterable of Path
        Folders that the sandbox must hide.

    Returns
    -------
    Ran
        A cell's outputs are those of the first run in which it ended.

    Raises
    ------
    SandboxError
        If there is no sandbox here.
    """
    ran, begun = Ran(), time.monotonic()
    hidden = tuple(hidden)
    for _ in range(limits.runs):
        left = limits.total_seconds - (time.monotonic() - begun)
        rest = [(name, source) for name, source in cells if name not in ran.lost]
        watch = _Watch(limits, left, {name for name, _ in rest})
        with _started(rest, files, limits, sandboxed, hidden) as process:
            watch.follow(process)
        for name, outputs in watch.outputs.items():
            ran.outputs.setdefault(name, outputs)
        ran.stopped |= dict.fromkeys(watch.stopped, "stopped")
        if not watch.ready and watch.why != "late":
            ran.failure = watch.complaint or "the kernel did not start"
        if watch.current and not watch.done:
            ran.lost[watch.current] = watch.why
        if watch.done or not watch.ready or watch.why == "late":
            break
    _settle(ran, cells, limits)
    ran.seconds = time.monotonic() - begun
    return ran


def _settle(ran: Ran, cells: Sequence[tuple[str, str]], limits: Limits) -> None:
    """Say of each cell that did not end why, in words."""
    last = "late" if "late" in ran.lost.values() else "unrun"
    for name, _ in cells:
        if name not in ran.outputs and not ran.failure:
            ran.lost.setdefault(name, last)
    numbers = {
        "seconds": limits.cell_seconds,
        "total": limits.total_seconds,
        "memory": limits.memory / 1e9,
        "processes": limits.processes,
    }
    for reasons in (ran.lost, ran.stopped):
        reasons |= {name: REASONS[why].format(**numbers) for name, why in reasons.items()}


@contextmanager
def _started(
    cells: Sequence[tuple[str, str]],
    files: Path,
    limits: Limits,
    sandboxed: bool,
    hidden: Iterable[Path],
) -> Iterator[subprocess.Popen]:
    """A run that has begun; at the end nothing of it is left."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as told:
        home = Path(folder)
        if sandboxed:
            command, given = sandbox.command(files, limits, hidden)
            place, variables = "/", {}
        else:
            command, given = sandbox.bare_command(files)
            place, variables = str(home / "assignment"), sandbox.environment(home)
            for name in ("assignment", "ipc"):
                (home / name).mkdir()
        job = {
            "cells": cells,
            "files": given,
            "limits": asdict(limits) | {"sandboxed": sandboxed},
        }
        told.write(json.dumps(job).encode())
        told.seek(0)
        process = subprocess.Popen(
            command,
            stdin=told,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=place,
            env=variables,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            _end(process)


def _family(process: subprocess.Popen) -> list[psutil.Process]:
    """A run's processes."""
    with suppress(psutil.Error):
        root = psutil.Process(process.pid)
        return [root, *root.children(recursive=True)]
    return []


def _end(process: subprocess.Popen) -> None:
    """End a run with all that it started. The sandbox's first process takes its whole namespace along."""
    family = _family(process)
    for member in reversed(family):
        with suppress(psutil.Error):
            member.kill()
    process.kill()
    process.wait()
    psutil.wait_procs(family, timeout=_SLACK)
    for pipe in (process.stdout, process.stderr):
        if pipe:
            pipe.close()


class _Watch:
    """Follows one run: reads what it tells, and ends it where it uses too much."""

    def __init__(self, limits: Limits, seconds: float, names: set[str]) -> None:
        self.limits = limits
        self.names = names
        self.outputs: dict[str, list[Any]] = {}
        self.stopped: set[str] = set()
        self.ready = self.done = False
        self.current = self.why = self.complaint = ""
        self._ends = time.monotonic() + max(seconds, 0)
        self._cell_ends = time.monotonic() + limits.start_seconds + _SLACK
        self._line = bytearray()
        self._read = 0

    def follow(self, process: subprocess.Popen) -> None:
        """Until it has told all, or may not go on."""
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ, self._hear)
            selector.register(process.stderr, selectors.EVENT_READ, self._note)
            looked = 0.0
            while selector.get_map() and not (self.done or self.why):
                for key, _ in selector.select(_LOOK):
                    part = os.read(key.fd, 1 << 16)
                    if part:
                        key.data(part)
                    else:
                        selector.unregister(key.fileobj)
                if time.monotonic() - looked >= _LOOK and not (self.done or self.why):
                    self.why = self._excess(process)
                    looked = time.monotonic()
        if not self.done:
            self.why = self.why or "dead"

    def _note(self, part: bytes) -> None:
        self.complaint = (self.complaint + part.decode(errors="replace"))[-_LONGEST_COMPLAINT:]

    def _hear(self, part: bytes) -> None:
        self._read += len(part)
        if self._read > self.limits.stream:
            self.why = "stream"
            return
        self._line += part
        *lines, rest = self._line.split(b"\n")
        self._line = bytearray(rest)
        for line in lines:
            with suppress(ValueError, RecursionError, TypeError, KeyError, AttributeError):
                self._take(json.loads(line))

    def _take(self, told: dict[str, Any]) -> None:
        """Believe what can be believed: it may come from the student's own code."""
        if told.get("ready"):
            self.ready = True
        elif told.get("begin") in self.names:
            self.current = told["begin"]
            self._cell_ends = time.monotonic() + (
                self.limits.cell_seconds + self.limits.grace_seconds + _SLACK
            )
        elif told.get("end") in self.names and isinstance(told["outputs"], list):
            self.outputs.setdefault(told["end"], told["outputs"])
            if told.get("how") == "stopped":
                self.stopped.add(told["end"])
        elif "lost" in told:
            self.why = told["how"] if told["how"] in REASONS else "dead"
        elif told.get("done"):
            self.done = True

    def _excess(self, process: subprocess.Popen) -> str:
        """What a run has too much of; empty where it may go on."""
        now = time.monotonic()
        if now > self._ends:
            return "late"
        if now > self._cell_ends:
            return "endless"
        processes = memory = 0
        for member in _family(process):
            with suppress(psutil.Error):
                memory += member.memory_info().rss
                processes += member.status() != psutil.STATUS_ZOMBIE
        if processes > self.limits.processes:
            return "processes"
        return "memory" if memory > self.limits.memory else ""
