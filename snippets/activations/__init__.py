"""Activation functions, each beside its derivative."""

from snippets.activations.activation import Activation, ActivationEntry, Parameter
from snippets.activations.catalogue import CATALOGUE
from snippets.activations.celu import celu, celu_derivative
from snippets.activations.elu import elu, elu_derivative
from snippets.activations.exponential import exponential, exponential_derivative
from snippets.activations.gelu import (
    gelu,
    gelu_derivative,
    gelu_tanh,
    gelu_tanh_derivative,
    normal_cdf,
)
from snippets.activations.glu import (
    geglu,
    geglu_gradient,
    glu,
    glu_gradient,
    reglu,
    reglu_gradient,
    swiglu,
    swiglu_gradient,
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
from snippets.activations.log_sigmoid import log_sigmoid, log_sigmoid_derivative
from snippets.activations.maxout import maxout, maxout_gradient
from snippets.activations.mish import mish, mish_derivative
from snippets.activations.prelu import prelu, prelu_derivative, prelu_gradient_by_alpha
from snippets.activations.relu import relu, relu_derivative
from snippets.activations.relu6 import relu6, relu6_derivative
from snippets.activations.relu_squared import relu_squared, relu_squared_derivative
from snippets.activations.rrelu import rrelu, rrelu_derivative
from snippets.activations.selu import SELU_ALPHA, SELU_SCALE, selu, selu_derivative
from snippets.activations.shrinkage import (
    hard_shrink,
    hard_shrink_derivative,
    soft_shrink,
    soft_shrink_derivative,
    tanh_shrink,
    tanh_shrink_derivative,
)
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
from snippets.activations.softmin import softmin, softmin_jacobian
from snippets.activations.softplus import softplus, softplus_derivative
from snippets.activations.softsign import softsign, softsign_derivative
from snippets.activations.sparse_plus import (
    sparse_plus,
    sparse_plus_derivative,
    sparse_sigmoid,
    sparse_sigmoid_derivative,
)
from snippets.activations.sparsemax import (
    sparsemax,
    sparsemax_jacobian,
    sparsemax_support,
)
from snippets.activations.squareplus import squareplus, squareplus_derivative
from snippets.activations.swish import swish, swish_derivative
from snippets.activations.tanh import tanh, tanh_derivative
from snippets.activations.threshold import threshold, threshold_derivative

__all__ = [
    "CATALOGUE",
    "SELU_ALPHA",
    "SELU_SCALE",
    "Activation",
    "ActivationEntry",
    "Parameter",
    "celu",
    "celu_derivative",
    "elu",
    "elu_derivative",
    "exponential",
    "exponential_derivative",
    "geglu",
    "geglu_gradient",
    "gelu",
    "gelu_derivative",
    "gelu_tanh",
    "gelu_tanh_derivative",
    "glu",
    "glu_gradient",
    "hard_shrink",
    "hard_shrink_derivative",
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
    "log_sigmoid",
    "log_sigmoid_derivative",
    "log_softmax",
    "log_softmax_jacobian",
    "maxout",
    "maxout_gradient",
    "mish",
    "mish_derivative",
    "naive_softmax",
    "normal_cdf",
    "prelu",
    "prelu_derivative",
    "prelu_gradient_by_alpha",
    "reglu",
    "reglu_gradient",
    "relu",
    "relu6",
    "relu6_derivative",
    "relu_derivative",
    "relu_squared",
    "relu_squared_derivative",
    "rrelu",
    "rrelu_derivative",
    "selu",
    "selu_derivative",
    "shifted",
    "sigmoid",
    "sigmoid_derivative",
    "silu",
    "silu_derivative",
    "soft_shrink",
    "soft_shrink_derivative",
    "softmax",
    "softmax_jacobian",
    "softmin",
    "softmin_jacobian",
    "softplus",
    "softplus_derivative",
    "softsign",
    "softsign_derivative",
    "sparse_plus",
    "sparse_plus_derivative",
    "sparse_sigmoid",
    "sparse_sigmoid_derivative",
    "sparsemax",
    "sparsemax_jacobian",
    "sparsemax_support",
    "squareplus",
    "squareplus_derivative",
    "swiglu",
    "swiglu_gradient",
    "swish",
    "swish_derivative",
    "tanh",
    "tanh_derivative",
    "tanh_shrink",
    "tanh_shrink_derivative",
    "threshold",
    "threshold_derivative",
]
