"""Activation functions, each beside its derivative."""

from snippets.activations.catalogue import CATALOGUE, Activation
from snippets.activations.elu import elu, elu_derivative
from snippets.activations.gelu import (
    gelu,
    gelu_derivative,
    gelu_tanh,
    gelu_tanh_derivative,
    normal_cdf,
)
from snippets.activations.hard_sigmoid import (
    hard_sigmoid,
    hard_sigmoid_derivative,
    keras_hard_sigmoid,
    keras_hard_sigmoid_derivative,
)
from snippets.activations.hard_swish import hard_swish, hard_swish_derivative
from snippets.activations.hard_tanh import hard_tanh, hard_tanh_derivative
from snippets.activations.leaky_relu import leaky_relu, leaky_relu_derivative
from snippets.activations.linear import linear, linear_derivative
from snippets.activations.mish import mish, mish_derivative
from snippets.activations.relu import relu, relu_derivative
from snippets.activations.selu import SELU_ALPHA, SELU_SCALE, selu, selu_derivative
from snippets.activations.sigmoid import sigmoid, sigmoid_derivative
from snippets.activations.silu import silu, silu_derivative
from snippets.activations.softmax import (
    log_softmax,
    log_softmax_jacobian,
    naive_softmax,
    shifted,
    softmax,
    softmax_jacobian,
)
from snippets.activations.softplus import softplus, softplus_derivative
from snippets.activations.softsign import softsign, softsign_derivative
from snippets.activations.tanh import tanh, tanh_derivative

__all__ = [
    "CATALOGUE",
    "SELU_ALPHA",
    "SELU_SCALE",
    "Activation",
    "elu",
    "elu_derivative",
    "gelu",
    "gelu_derivative",
    "gelu_tanh",
    "gelu_tanh_derivative",
    "hard_sigmoid",
    "hard_sigmoid_derivative",
    "hard_swish",
    "hard_swish_derivative",
    "hard_tanh",
    "hard_tanh_derivative",
    "keras_hard_sigmoid",
    "keras_hard_sigmoid_derivative",
    "leaky_relu",
    "leaky_relu_derivative",
    "linear",
    "linear_derivative",
    "log_softmax",
    "log_softmax_jacobian",
    "mish",
    "mish_derivative",
    "naive_softmax",
    "normal_cdf",
    "relu",
    "relu_derivative",
    "selu",
    "selu_derivative",
    "shifted",
    "sigmoid",
    "sigmoid_derivative",
    "silu",
    "silu_derivative",
    "softmax",
    "softmax_jacobian",
    "softplus",
    "softplus_derivative",
    "softsign",
    "softsign_derivative",
    "tanh",
    "tanh_derivative",
]
