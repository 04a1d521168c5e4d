"""Run one function for many settings, on the cores at hand or on a Ray cluster.

With a cluster's address in the environment variable `RAY_ADDRESS`, and Ray installed,
the runs go to the cluster; else to the cores of this machine.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any, TypeVar

Result = TypeVar("Result")


def grid(**values: Sequence[Any]) -> list[dict[str, Any]]:
    """Every combination of the values, the last name varying first.

    >>> grid(rate=[0.1, 0.2], seed=[0, 1])[:3]
    [{'rate': 0.1, 'seed': 0}, {'rate': 0.1, 'seed': 1}, {'rate': 0.2, 'seed': 0}]
    """
    return [dict(zip(values, each, strict=True)) for each in product(*values.values())]


def sweep(
    function: Callable[..., Result],
    settings: Sequence[Mapping[str, Any]],
    jobs: int = 1,
) -> list[Result]:
    """Results of `function(**setting)` for every setting, in their order.

    One job runs here and in silence. More run through joblib and show a progress bar;
    −1 takes all cores, or the whole cluster. The same numbers come out wherever they
    are computed, as long as each setting carries its own seed.

    >>> sweep(pow, grid(base=[2, 3], exp=[1, 2]))
    [2, 4, 3, 9]
    """
    if jobs == 1:
        return [function(**setting) for setting in settings]
    # Not at the top: a browser runs one job and has neither processes nor tqdm.
    from joblib import Parallel, delayed, parallel_config
    from tqdm import tqdm

    with (
        tqdm(total=len(settings), unit="run") as bar,
        parallel_config(backend=backend(), n_jobs=jobs),
    ):
        parallel = Parallel()
        # Every backend calls this when runs are done.
        parallel.print_progress = lambda: bar.update(parallel.n_completed_tasks - bar.n)
        return list(parallel(delayed(function)(**each) for each in settings))


def backend() -> str:
    """Name of the joblib backend: a Ray cluster where there is one, else processes.

    >>> backend() if "RAY_ADDRESS" not in os.environ else "loky"
    'loky'
    """
    if not os.environ.get("RAY_ADDRESS"):
        return "loky"
    try:
        from ray.util.joblib import register_ray
    except ImportError:
        return "loky"
    register_ray()
    return "ray"
