"""Values of libraries' functions, and their slopes as the libraries' own differentiation gives them."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]


def differentiated(library: str, function: Callable[[Any], Any], x: Numbers) -> tuple[Numbers, Numbers]:
    """Return the function's value at `x` and its Jacobian."""
    return (_by_torch if library == "pytorch" else _by_jax)(function, x)


def _by_torch(function: Callable[[Any], Any], x: Numbers) -> tuple[Numbers, Numbers]:
    import torch

    value = function(torch.tensor(x))
    jacobian = torch.autograd.functional.jacobian(function, torch.tensor(x))
    return value.detach().numpy(), jacobian.numpy()


def _by_jax(function: Callable[[Any], Any], x: Numbers) -> tuple[Numbers, Numbers]:
    import jax

    value = function(jax.numpy.asarray(x))
    return np.asarray(value), np.asarray(jax.jacrev(function)(jax.numpy.asarray(x)))


def agree(library: str, theirs: Any, ours: Any, near: float = 0.0) -> None:
    """Assert that they are the same to rounding, or up to `near`. Keras on JAX takes 32 bits in places."""
    near = near or (1e-5 if library == "keras" else 1e-9)
    np.testing.assert_allclose(theirs, ours, rtol=near, atol=max(1e-8, near / 10.0))
