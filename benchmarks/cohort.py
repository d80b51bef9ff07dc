"""What a cohort costs in Python: ten thousand different people, fifteen years of meals each.

All cores are used, one process each. The target: five minutes at most on two cores. Beside it one of them alone,
so that runs on a busy or another machine can be compared: how many lives a cohort lives in the time of one.

    python -m benchmarks.cohort [people]
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

import numpy as np

from widgets.model import RANGES, Drift, Person, years
from widgets.model.body.cohort import cohort

PEOPLE, LENGTH, TARGET_SECONDS = 10_000, 15.0, 300
CHANCE = np.random.default_rng(1)


def people(count: int) -> tuple[np.ndarray, Drift]:
    """Reserves over their whole range, and resistance that goes as far as anyone's."""
    reserve = CHANCE.uniform(RANGES["reserve"].lowest, RANGES["reserve"].highest, count)
    muscle, liver = CHANCE.uniform(0.15, 1, count), CHANCE.uniform(0.5, 1.2, count)
    return reserve, Drift().then(0, muscle, liver, 800)


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    reserve, drift = people(count)
    alone = seconds(lambda: years(Person(reserve=reserve[0]), drift.of(0), LENGTH))
    together = seconds(lambda: cohort(reserve, drift, LENGTH))
    print(
        f"{count} people for {LENGTH:g} years on {os.cpu_count()} cores: {together:.0f} s "
        f"(target: at most {TARGET_SECONDS} s for {PEOPLE}); "
        f"{count * alone / together:.0f} lives in the time of one alone ({alone:.1f} s)"
    )


if __name__ == "__main__":
    main()
