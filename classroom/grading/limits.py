"""How much a submission may use while it runs, and how much of it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from ..handed_in import LARGEST

MB = 1_000_000


@dataclass(frozen=True)
class Limits:
    """How much a submission may use while it runs, and how much of it is kept.

    Attributes
    ----------
    cell_seconds, grace_seconds : float
        Time of one cell; time it then gets to end once it is interrupted.
    start_seconds, total_seconds : float
        Time until the kernel is ready; time of all runs of a submission together.
    runs : int
        How often a submission is begun again without the cells that ended its kernel.
    memory : int
        Bytes of memory, of all its processes together.
    processes, open_files : int
        Processes at once; open files of each.
    disk : int
        Bytes that it may write, in its own folder and to temporary files; also the size of one file.
    cell_output, stream : int
        Characters kept of a cell's output; bytes that a run may send in all.
    submission : int
        Bytes of a notebook that is read at all.
    judge_seconds : float
        Time that the judge gets for all questions of a submission.
    """

    cell_seconds: float = 60.0
    grace_seconds: float = 5.0
    start_seconds: float = 60.0
    total_seconds: float = 300.0
    runs: int = 6
    memory: int = 2000 * MB
    processes: int = 64
    open_files: int = 256
    disk: int = 64 * MB
    cell_output: int = 20_000
    stream: int = 30 * MB
    submission: int = LARGEST
    judge_seconds: float = 60.0
