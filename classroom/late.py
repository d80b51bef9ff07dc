"""What being late costs, for nbgrader."""

from __future__ import annotations

import math

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Dict, Float

DAY = 86_400.0


def net(earned: float, penalty: float) -> float:
    """Points less what being late costs, to two places; never less than nothing."""
    return round(max(0.0, earned - penalty), 2)


class LatePenalty(LateSubmissionPlugin):
    """A percentage of the earned points for each day that has begun, up to a cap."""

    percent_a_day = Float(0.0, help="percent that each begun day takes").tag(config=True)
    at_most = Float(0.0, help="percent that all days take at most").tag(config=True)
    extra_days = Dict(help="days after the due date that are not late, by student").tag(config=True)

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """Points that a late submission loses.

        Parameters
        ----------
        student_id : str
        score : float
            Points that it earned.
        total_seconds_late : float

        Returns
        -------
        float or None
            ``None`` where nothing is lost.
        """
        days = math.ceil(total_seconds_late / DAY - self.extra_days.get(student_id, 0.0))
        percent = min(days * self.percent_a_day, self.at_most)
        return score * percent / 100 if percent > 0 else None
