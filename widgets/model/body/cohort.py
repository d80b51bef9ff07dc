"""Many lives at once: a cohort, in pieces, on as many processes or machines as there are."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import nullcontext
from multiprocessing import get_context
from multiprocessing.sharedctypes import Synchronized

import numpy as np
from tqdm.auto import tqdm

from widgets.model.body.drift import COURSE_YEARS, Drift, check_drift
from widgets.model.body.years import Years, checked_length, reserves, years
from widgets.model.statement.parameters import Alterations, alterations, restored

#: People solved together at most. More share the cost of each of NumPy's calls; fewer fit the processor's cache.
PEOPLE_AT_ONCE = 2500

# Spawned, not forked: a notebook's kernel has threads.
_SPAWNING = get_context("spawn")
_SECONDS = 0.5  # between two looks at how far the pieces are
_BAR = "{l_bar}{bar}| {n:.0f}/{total:.0f} person-years [{elapsed}<{remaining}]"
_shared_years: Synchronized | None = (
    None  # in a process of the pool: person-years lived by all of them
)


def cohort(
    reserve: np.ndarray,
    drift: Drift,
    length: float = COURSE_YEARS,
    *,
    executor: Executor | None = None,
    progress: bool = True,
) -> Years:
    """Live the years of a cohort.

    Parameters
    ----------
    reserve : ndarray, shape (people,)
        Beta-cell reserve of each.
    drift : Drift
        Responses of muscle and liver, shared or of shape (people,).
    length : float
        Years.
    executor : concurrent.futures.Executor, optional
        Where the pieces run. Default: one process a core. For more machines, hand over Dask's:
        ``dask.distributed.Client(...).get_executor()``.
    progress : bool
        Show a bar of the person-years lived; with an executor of yours it moves with each piece. At its end the
        glucose drinks of all mornings are still to come.

    Returns
    -------
    Years
        People in the order of `reserve`. Those of one piece share their steps, so that each life agrees with the
        life lived alone within 0.1 %.

    Raises
    ------
    ValueError
        If `reserve` is not a non-empty row of numbers, a setting is out of range, or `drift` is none or one of
        other people.
    """
    reserve, length = reserves(reserve), checked_length(length)
    check_drift(drift, reserve.size)
    pieces = [
        slice(begin, begin + PEOPLE_AT_ONCE) for begin in range(0, reserve.size, PEOPLE_AT_ONCE)
    ]
    person_years = None if executor else _SPAWNING.Value("d", 0.0)
    bar = tqdm(total=reserve.size * length, bar_format=_BAR, miniters=0, disable=not progress)
    with _processes(person_years) if person_years else nullcontext(executor) as pool, bar:
        jobs = [
            pool.submit(_live, reserve[piece], drift.of(piece), length, alterations())
            for piece in pieces
        ]
        try:
            _follow(jobs, person_years, length, bar)
        finally:
            for job in jobs:
                job.cancel()  # where one failed, those that have not begun need not
        return Years.joined([job.result() for job in jobs])


def _follow(
    jobs: list[Future], person_years: Synchronized | None, length: float, bar: tqdm
) -> None:
    """Move the bar until all pieces have ended or one has failed."""
    waiting = set(jobs)
    while waiting:
        done, waiting = wait(waiting, timeout=_SECONDS, return_when=FIRST_COMPLETED)
        for job in done:
            job.result()  # raises what the piece raised
        ended = sum(job.result().muscle.shape[1] for job in jobs if job.done()) * length
        bar.update(min(bar.total, max(ended, person_years.value if person_years else 0.0)) - bar.n)


def _processes(person_years: Synchronized) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(mp_context=_SPAWNING, initializer=_share, initargs=(person_years,))


def _share(person_years: Synchronized) -> None:
    global _shared_years
    _shared_years = person_years


def _watch(more: float) -> None:
    if _shared_years:
        with _shared_years.get_lock():
            _shared_years.value += more


def _live(reserve: np.ndarray, drift: Drift, length: float, changes: Alterations) -> Years:
    # Another process knows nothing of what is altered in this one.
    with restored(changes):
        return years(reserve, drift, length, watch=_watch)
