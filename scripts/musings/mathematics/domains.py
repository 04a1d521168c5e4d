"""The values that an argument may take, and those it is tried at."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .errors import FormulaError

Array = NDArray[np.float64]
Generator = np.random.Generator

NEAR = (2.0**-20, 2.0**-10)
"""Distances from a kink: about 1e-6 and 1e-3, as dyadic numbers, so that sums and differences with them are exact."""

_PLAIN = (0.5, -0.75, 1.25, -1.5, 1.75, 0.125, 4.5, -4.25, 5.5, -6.5)
_KINKS = (0.0, 1.0, -1.0, 2.5, -2.5, 3.0, -3.0)
_LARGE = (20.0, -20.0, 50.0, -50.0, 700.0, -700.0)
_SHARES = (0.5, 0.125, 0.875, 0.25, 0.75, 0.0625, 0.9375, 0.375, 0.6875)
_INTERVAL = re.compile(r"([(\[])\s*(\S+?)\s*,\s*(\S+?)\s*([)\]])")
_SET = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Domain:
    """An interval, a set of values, or the rows that are positive and sum to one."""

    low: float = -math.inf
    high: float = math.inf
    open_low: bool = True
    open_high: bool = True
    values: tuple[float, ...] = ()
    simplex: bool = False

    def holds(self, value: float) -> bool:
        """Say whether the value lies in the domain."""
        if self.values:
            return value in self.values
        above = value > self.low if self.open_low else value >= self.low
        below = value < self.high if self.open_high else value <= self.high
        return above and below

    def around(self, kinks: tuple[float, ...] = ()) -> list[float]:
        """Return the values to try, the plainest first: ordinary ones, kinks with their neighbours, large ones."""
        if self.values:
            return list(self.values)
        centres = [*_KINKS, *kinks]
        near = [centre + sign * distance for centre in centres for distance in NEAR for sign in (1, -1)]
        tried = [*_PLAIN, *centres, *near, *_LARGE, *self._shares(), self.low, self.high]
        return [value for value in dict.fromkeys(tried) if math.isfinite(value) and self.holds(value)]

    def _shares(self) -> list[float]:
        if math.isfinite(self.low) and math.isfinite(self.high):
            return [self.low + (self.high - self.low) * share for share in _SHARES]
        return []

    def draw(self, generator: Generator, shape: tuple[int, ...], *, large: bool = False) -> Array:
        """Return random values of this shape; large ones where the domain allows."""
        if self.simplex:
            return np.asarray(generator.dirichlet(np.ones(shape[-1]), shape[:-1]), dtype=np.float64)
        pool = [value for value in self.around() if large or abs(value) <= 20]
        picked = generator.choice(pool or self.around(), shape)
        if self == Domain() and not large:
            drawn = np.round(generator.normal(0.0, 2.0, shape) * 64) / 64
            picked = np.where(generator.random(shape) < 0.7, drawn, picked)
        return np.asarray(picked, dtype=np.float64)


def read_domain(text: str) -> Domain:
    """Read `(0, 1)`, `[0, inf)`, `{0, 1}` or `simplex`."""
    text = text.strip()
    try:
        if text == "simplex":
            return Domain(low=0.0, high=1.0, simplex=True)
        if found := _SET.fullmatch(text):
            return Domain(values=tuple(float(each) for each in found.group(1).split(",")))
        if found := _INTERVAL.fullmatch(text):
            opening, low, high, closing = found.groups()
            domain = Domain(float(low), float(high), opening == "(", closing == ")")
            if domain.low < domain.high:
                return domain
    except ValueError:
        pass
    raise FormulaError(f"the domain {text!r} cannot be read", advice="write (0, 1), [0, inf), {-1, 1} or simplex")


def scalar_values(default: Any, domain: Domain | None, *, whole: bool) -> list[float]:
    """Return the values at which a parameter is tried, its default first."""
    first = [] if default is None else [default]
    if domain is not None:
        return [*first, *[value for value in domain.around() if abs(value) <= 20 and value not in first][:3]]
    if whole:
        return [int(default), int(default) + 1, int(default) + 3] if first else [1, 2, 7]
    if not first or 0 <= default < 1:
        return [*first, 0.3125, 0.6875, 0.125]
    return [default, default * 0.5, default * 1.75]
