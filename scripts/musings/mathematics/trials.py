"""The points at which a formula and its function are compared."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .arguments import Parameter
from .domains import NEAR, Array, Domain, scalar_values
from .evaluation import Expressions, kinks

_COMBINATIONS = 4
_PAIRED = (1.0, -0.5, 2.5, 0.0, -1.0, -3.25, 0.125, 20.0, -50.0)
_DRAWN = 60


@dataclass(frozen=True)
class Trial:
    """Values for one call of the function."""

    arrays: Mapping[str, Array]
    scalars: Mapping[str, float]


def combinations(
    known: Mapping[str, Parameter], used: set[str], domains: Mapping[str, Domain]
) -> list[dict[str, float]]:
    """Return several settings of the parameters that the formula uses; the defaults first."""
    varied = [
        each for each in known.values() if each.kind in {"number", "whole"} and (each.name in used or each.required)
    ]
    choices = {
        each.name: scalar_values(each.default, domains.get(each.name), whole=each.kind == "whole") for each in varied
    }
    turns = range(_COMBINATIONS if choices else 1)
    return [
        # The first turn takes every default; after it the parameters run through their values out of step.
        {name: values[(turn + i) % len(values) if turn else 0] for i, (name, values) in enumerate(choices.items())}
        for turn in turns
    ]


def elementwise(
    names: Sequence[str], scalars: Mapping[str, float], expressions: Expressions, domains: Mapping[str, Domain]
) -> Trial:
    """Return a grid for arguments that are taken element by element."""
    boundaries = expressions.boundaries()
    everywhere = Domain()
    if len(names) == 1:
        crossings = tuple(kinks(boundaries, names[0], scalars))
        points: list[tuple[float, ...]] = [(value,) for value in domains.get(names[0], everywhere).around(crossings)]
    else:
        points = [*_tuples(names, scalars, boundaries, domains)]
    columns = np.array(points, dtype=np.float64).reshape(len(points), len(names))
    return Trial({name: columns[:, i].copy() for i, name in enumerate(names)}, scalars)


def _tuples(
    names: Sequence[str], scalars: Mapping[str, float], boundaries: Sequence[Any], domains: Mapping[str, Domain]
) -> Iterator[tuple[float, ...]]:
    pools = [_pool(domains.get(name, Domain())) for name in names]
    generator = np.random.default_rng(2)
    if len(names) == 2:
        points = sorted(itertools.product(*pools), key=lambda point: sum(map(abs, point)))
    else:
        points = [tuple(float(generator.choice(pool)) for pool in pools) for _ in range(_DRAWN)]
    yield from points
    for point in points[: _DRAWN // 4]:
        values = {**scalars, **dict(zip(names, point, strict=True))}
        for i, name in enumerate(names):
            for crossing in kinks(boundaries, name, values):
                for step in (0.0, *NEAR, *(-near for near in NEAR)):
                    if domains.get(name, Domain()).holds(crossing + step):
                        yield (*point[:i], crossing + step, *point[i + 1 :])


def _pool(domain: Domain) -> list[float]:
    kept = [value for value in _PAIRED if domain.holds(value)]
    return kept if len(kept) > 4 else domain.around()[:9]


def indexed(
    shapes: Mapping[str, tuple[int, ...]], scalars: Mapping[str, float], domains: Mapping[str, Domain]
) -> Iterator[Trial]:
    """Yield arrays of these shapes: ordinary ones, ones with ties between arguments, large ones."""
    generator = np.random.default_rng(3)
    for kind in ("plain", "plain", "plain", "tied", "large"):
        arrays = {
            name: domains.get(name, Domain()).draw(generator, shape, large=kind == "large")
            for name, shape in shapes.items()
        }
        if kind == "tied":
            _tie(arrays, domains)
        yield Trial(arrays, scalars)


def _tie(arrays: dict[str, Array], domains: Mapping[str, Domain]) -> None:
    """Let all arguments without a domain begin with the same value, and each repeat its first."""
    for name, array in arrays.items():
        if name not in domains:
            array.flat[0] = 0.5
            array.flat[-1] = 0.5
