"""What a layer has to know of an activation, and what the catalogue says of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from inspect import signature
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.moments import moments
from snippets.activations.properties import (
    bound,
    interval,
    largest_slope,
    numbers,
    sides,
    yes_or_no,
)
from snippets.arrays import Array, as_floats


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A number that shapes a function, with the range in which to try it."""

    name: str
    """The keyword."""
    symbol: str
    """As the formula writes it, in LaTeX."""
    default: float
    low: float
    high: float


@dataclass(frozen=True)
class Activation:
    """A function and its derivative: all that a layer has to know.

    >>> double = Activation(lambda x: 2 * x, lambda x: np.full_like(x, 2.0))
    >>> double.slope(np.zeros(3))
    array([2., 2., 2.])
    """

    function: Callable[..., Array]
    derivative: Callable[..., Any]

    def slope(self, x: ArrayLike) -> Array:
        """Give the slopes at the inputs `x`, in their shape."""
        slopes: Array = self.derivative(x)
        return slopes


@dataclass(frozen=True, kw_only=True, eq=False)
class ActivationEntry(Activation):
    """An activation with its formulas, its properties and its names elsewhere.

    The properties are those for the parameters that are its defaults. Some functions
    take more than one number for an output. For them, `curve`, `slope` and all
    properties speak of one output as a function of one number: for a row (softmax and
    its kind) and for maxout, of its own number, beside one other that stays at 0; for a
    gate, of a number that is both the value and the gate.
    """

    label: str
    """The name as a reader writes it."""
    family: str
    """What it is grouped with."""
    kind: Literal["element", "row", "gate", "pool"] = "element"
    """Whether it takes each number alone, a row, a value with a gate, or pieces."""
    formula: str
    """What the function computes, in LaTeX."""
    derivative_formula: str
    bind: Mapping[str, str] = field(default_factory=dict)
    """What the symbols of the formula stand for, where they are no argument's name."""
    derivative_bind: Mapping[str, str] = field(default_factory=dict)
    parameters: tuple[Parameter, ...] = ()
    lower: float
    """No output is below this, and none closer bound is true."""
    upper: float
    """No output is above this, and none closer bound is true."""
    lower_reached: bool = False
    """Whether the lower bound is itself an output of a finite input."""
    upper_reached: bool = False
    monotone: bool
    """Whether a larger input never gives a smaller output."""
    falling: bool = False
    """Whether a larger input never gives a larger output."""
    saturates_left: bool
    """Whether the slope goes to 0 as the input goes to −∞."""
    saturates_right: bool
    kinks: tuple[float, ...] = ()
    """The inputs where the slope jumps; none for a smooth function."""
    jumps: tuple[float, ...] = ()
    """The inputs where the function itself jumps."""
    growth: Literal["bounded", "linear", "quadratic", "exponential"]
    """How fast the outputs grow with the input, on the side where they grow faster."""
    transcendentals: int
    """How often the formula takes an exponential, a logarithm, tanh or erf.

    For one input.
    """
    year: int
    paper: str
    """Key, in the bibliography, of the paper that introduced, named or spread it."""
    used: str
    """Where it is found today."""
    weakness: str
    """What speaks against it."""
    pytorch: str | None
    keras: str | None
    jax: str | None
    sklearn: str | None = None
    """Name as the `activation` of scikit-learn's multi-layer perceptrons."""

    @property
    def name(self) -> str:
        """Name of the function in this package."""
        return self.function.__name__

    @property
    def subject(self) -> Callable[..., Array]:
        """What it is about, as the entries of every catalogue call it."""
        return self.function

    @property
    def companion(self) -> Callable[..., Any]:
        """What is told beside the subject: its derivative."""
        return self.derivative

    @property
    def rowwise(self) -> bool:
        """Whether it takes more than one number for an output."""
        return self.kind != "element"

    @property
    def mean(self) -> float:
        """Mean output for inputs drawn from N(0, 1).

        Where it is 0, the function is zero-centred.
        """
        return moments(self.curve)[0]

    @property
    def smooth(self) -> bool:
        """Whether neither the function nor its slope ever jumps."""
        return not (self.kinks or self.jumps)

    def curve(self, x: ArrayLike, **parameters: float) -> Array:
        """Give the outputs for the inputs `x`, in their shape."""
        if self.kind == "gate":
            return self.function(x, x, **parameters)
        if self.kind == "pool":
            return self.function(self._rows(x), **parameters)
        if self.kind == "row":
            return self.function(self._rows(x), **parameters)[..., 0]
        return self.function(x, **parameters)

    def slope(self, x: ArrayLike, **parameters: float) -> Array:
        """Give the slopes of `curve` at the inputs `x`, in their shape."""
        known = signature(self.derivative).parameters
        taken = {name: value for name, value in parameters.items() if name in known}
        if self.kind == "gate":
            by_value, by_gate = self.derivative(x, x, **taken)
            total: Array = by_value + by_gate
            return total
        slopes: Array = self.derivative(self._rows(x) if self.rowwise else x, **taken)
        if self.kind == "row":
            return slopes[..., 0, 0]
        return slopes[..., 0] if self.kind == "pool" else slopes

    def properties(self) -> dict[str, str]:
        """Give the properties in words, by their headings."""
        return {
            "Range": interval(
                self.lower, self.upper, self.lower_reached, self.upper_reached
            ),
            "Mean output": bound(round(self.mean, 2) + 0.0),
            "Monotone": "falling" if self.falling else yes_or_no(self.monotone),
            "Saturates": sides(self.saturates_left, self.saturates_right),
            "Kinks": numbers(self.kinks),
            "Slope at kinks": numbers(self.slope(self.kinks).tolist()),
            "Jumps": numbers(self.jumps),
            "Largest slope": bound(largest_slope(self.slope)),
            "Growth": self.growth,
            "Transcendentals": str(self.transcendentals),
        }

    @staticmethod
    def _rows(x: ArrayLike) -> Array:
        logits = as_floats(x)
        return np.stack([logits, np.zeros_like(logits)], axis=-1)
