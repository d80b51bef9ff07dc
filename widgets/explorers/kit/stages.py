"""What several explorers call a body by, where no cut-off is agreed on."""

from __future__ import annotations

#: Fasting insulin, relative to health, from which the explorers speak of hyperinsulinemia.
#: There is no agreed cut-off; here it is half as much again as in health.
HYPERINSULINEMIA_RATIO = 1.5
