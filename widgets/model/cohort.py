"""Many lives at once: a cohort, in pieces, on as many processes or machines as there are."""

from __future__ import annotations

from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import nullcontext
from multiprocessing import get_context

import numpy as np
from tqdm.auto import tqdm

from .drift import Drift
from .years import Years, years

#: People solved together at most. More share the cost of each of NumPy's calls; fewer fit the processor's cache.
PIECE = 5000


def cohort(
    reserve: np.ndarray,
    drift: Drift,
    length: float = 15.0,
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
        Show a bar.

    Returns
    -------
    Years
        People in the order of `reserve`.

    Raises
    ------
    ValueError
        If `reserve` is not a non-empty row of numbers, or a setting is out of range.
    """
    reserve = np.asarray(reserve, dtype=float)
    if reserve.ndim != 1 or not reserve.size:
        raise ValueError(f"reserve has shape {reserve.shape}; allowed: (people,), at least one")
    pieces = [slice(begin, begin + PIECE) for begin in range(0, reserve.size, PIECE)]
    with nullcontext(executor) if executor else _processes() as pool:
        jobs = [pool.submit(years, reserve[piece], drift.of(piece), length) for piece in pieces]
        for job in tqdm(as_completed(jobs), total=len(jobs), unit="piece", disable=not progress):
            job.result()  # fails here, at once, where a piece failed
        return Years.joined([job.result() for job in jobs])


def _processes() -> ProcessPoolExecutor:
    # Spawned, not forked: a notebook's kernel has threads.
    return ProcessPoolExecutor(mp_context=get_context("spawn"))
