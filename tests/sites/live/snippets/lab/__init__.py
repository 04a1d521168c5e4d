"""Functions for the tests of live cells."""

from snippets.lab.lazy import slow_root
from snippets.lab.squash import slope, squash

__all__ = ["slope", "slow_root", "squash"]
