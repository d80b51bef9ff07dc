"""Many lives at once: a cohort, in pieces, on as many processes or machines as there are."""

from __future__ import annotations

from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import nullcontext
from dataclasses import fields
from multiprocessing import get_context

import numpy as np
from tqdm.auto import tqdm

from .drift import Drift
from .years import Years, years

#: People solved together. More share a step more often; fewer fit the processor's cache.
PIECE = 2500

#: Longest stride between solved days: onsets within 0.02 years.
STRIDE_DAYS = 60.0


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
        jobs = [
            pool.submit(years, reserve[piece], drift.of(piece), length, longest=STRIDE_DAYS)
            for piece in pieces
        ]
        for job in tqdm(as_completed(jobs), total=len(jobs), unit="piece", disable=not progress):
            job.result()  # fails here, at once, where a piece failed
        return _joined([job.result() for job in jobs])


def _processes() -> ProcessPoolExecutor:
    # Spawned, not forked: a notebook's kernel has threads.
    return ProcessPoolExecutor(mp_context=get_context("spawn"))


def _joined(parts: list[Years]) -> Years:
    """One cohort of the pieces: arrays side by side, people last; times and changes are shared."""
    shared = {"years", "breaks"}
    joined = {
        field.name: getattr(parts[0], field.name)
        if field.name in shared
        else np.concatenate([getattr(part, field.name) for part in parts], axis=-1)
        for field in fields(Years)
    }
    return Years(**joined)
