"""Data that processes leave behind, and patterns in them: some real, some not.

What needs pandas (`flights`, `lateness`, `aircraft`) is imported by its own name.
"""

from snippets.data.decision import right_choice
from snippets.data.flight import best_altitude, climbs, fly, great_circle, haversine
from snippets.data.house import house
from snippets.data.jobs import (
    at_once,
    job_log,
    littles_law,
    mean_wait,
    peak,
    start_times,
    submission_rate,
)
from snippets.data.joins import fits
from snippets.data.messages import before_and_after, expected, messages, turning_point
from snippets.data.privacy import crowd
from snippets.data.rates import shrunk
from snippets.data.resampling import bootstrap_interval, swap_test
from snippets.data.sales import correlations, driving_force, forecast_errors, wanderings
from snippets.data.summary import flights_summary, mean_delay
from snippets.data.tries import benjamini_hochberg, bonferroni, moves, p_values

__all__ = [
    "at_once",
    "before_and_after",
    "benjamini_hochberg",
    "best_altitude",
    "bonferroni",
    "bootstrap_interval",
    "climbs",
    "correlations",
    "crowd",
    "driving_force",
    "expected",
    "fits",
    "flights_summary",
    "fly",
    "forecast_errors",
    "great_circle",
    "haversine",
    "house",
    "job_log",
    "littles_law",
    "mean_delay",
    "mean_wait",
    "messages",
    "moves",
    "p_values",
    "peak",
    "right_choice",
    "shrunk",
    "start_times",
    "submission_rate",
    "swap_test",
    "turning_point",
    "wanderings",
]
