"""An experiment takes seconds, so it runs once: what it returned is given again."""

from collections.abc import Callable
from functools import cache, wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar, cast

Given = ParamSpec("Given")
Result = TypeVar("Result")
Keeper = Callable[[Callable[..., Any], tuple[Any, ...]], Any]
"""Returns what the function returns for the arguments: run now, or kept before."""

keepers: list[Keeper] = []
"""Who keeps results beyond this process, if anybody does: the first of them is asked."""


def experiment(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Decorate a function that depends on its arguments alone: for each it runs once.

    Arguments are hashable and given by position or by name. What is returned is shared
    by all who ask, so nobody may change it. `__wrapped__` is the function as it was.

    >>> @experiment
    ... def squares(numbers):
    ...     print("running")
    ...     return [number**2 for number in numbers]
    >>> squares((1, 2)) is squares(numbers=(1, 2))
    running
    True
    """

    @cache
    def run(*arguments: Any) -> Result:
        if keepers:
            return cast("Result", keepers[0](function, arguments))
        return function(*arguments)  # type: ignore[call-arg]

    order = signature(function)

    @wraps(function)
    def once(*given: Given.args, **named: Given.kwargs) -> Result:
        bound = order.bind(*given, **named)
        bound.apply_defaults()
        return run(*bound.args)

    return once
