"""Gated linear units: one half of a layer decides how much of the other passes.

The libraries take both halves in one array and split it in the middle.
"""

from numpy.typing import ArrayLike

from snippets.activations.gelu import gelu, gelu_derivative
from snippets.activations.relu import relu, relu_derivative
from snippets.activations.sigmoid import sigmoid, sigmoid_derivative
from snippets.activations.silu import silu, silu_derivative
from snippets.arrays import Array, as_floats


# --8<-- [start:glu]
def glu(value: ArrayLike, gate: ArrayLike) -> Array:
    """Gated linear unit, a σ(b), of a value a and a gate b of the same shape.

    Element by element. Dauphin et al. (2017).

    >>> glu([2.0, 2.0, 2.0], [-1000.0, 0.0, 1000.0])
    array([0., 1., 2.])
    """
    return as_floats(value) * sigmoid(gate)


def glu_gradient(value: ArrayLike, gate: ArrayLike) -> tuple[Array, Array]:
    """Slopes of GLU by the value, σ(b), and by the gate, a σ′(b).

    >>> glu_gradient(2.0, 0.0)
    (np.float64(0.5), np.float64(0.5))
    """
    return sigmoid(gate), as_floats(value) * sigmoid_derivative(gate)


# --8<-- [end:glu]


# --8<-- [start:swiglu]
def swiglu(value: ArrayLike, gate: ArrayLike) -> Array:
    """Gated unit with SiLU, a b σ(b), of a value a and a gate b of the same shape.

    Element by element. Shazeer (2020).

    >>> swiglu([2.0, 2.0], [-1.0, 1.0]).round(4)
    array([-0.5379,  1.4621])
    """
    return as_floats(value) * silu(gate)


def swiglu_gradient(value: ArrayLike, gate: ArrayLike) -> tuple[Array, Array]:
    """Slopes of SwiGLU by the value, b σ(b), and by the gate, a times SiLU's slope.

    >>> swiglu_gradient(2.0, 0.0)
    (np.float64(0.0), np.float64(1.0))
    """
    return silu(gate), as_floats(value) * silu_derivative(gate)


# --8<-- [end:swiglu]


# --8<-- [start:geglu]
def geglu(value: ArrayLike, gate: ArrayLike) -> Array:
    """Gated unit with GELU, a b Φ(b), of a value a and a gate b of the same shape.

    Element by element. Shazeer (2020).

    >>> geglu([2.0, 2.0], [-1.0, 1.0]).round(4)
    array([-0.3173,  1.6827])
    """
    return as_floats(value) * gelu(gate)


def geglu_gradient(value: ArrayLike, gate: ArrayLike) -> tuple[Array, Array]:
    """Slopes of GEGLU by the value, b Φ(b), and by the gate, a times GELU's slope.

    >>> geglu_gradient(2.0, 0.0)
    (np.float64(0.0), np.float64(1.0))
    """
    return gelu(gate), as_floats(value) * gelu_derivative(gate)


# --8<-- [end:geglu]


# --8<-- [start:reglu]
def reglu(value: ArrayLike, gate: ArrayLike) -> Array:
    """Gated unit with ReLU, a max(0, b), of a value a and a gate b of the same shape.

    Element by element. Dauphin et al. (2017) mention it, Shazeer (2020) names it.

    >>> reglu([2.0, 2.0], [-1.0, 1.0])
    array([0., 2.])
    """
    return as_floats(value) * relu(gate)


def reglu_gradient(value: ArrayLike, gate: ArrayLike) -> tuple[Array, Array]:
    """Slopes of ReGLU by the value, max(0, b), and by the gate, a where b > 0.

    >>> reglu_gradient(2.0, 1.0)
    (np.float64(1.0), np.float64(2.0))
    """
    return relu(gate), as_floats(value) * relu_derivative(gate)


# --8<-- [end:reglu]
