"""Every activation of this package and its properties.

In the order in which the post explains them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.elu import elu, elu_derivative
from snippets.activations.gelu import (
    gelu,
    gelu_derivative,
    gelu_tanh,
    gelu_tanh_derivative,
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
    softmax,
    softmax_jacobian,
)
from snippets.activations.softplus import softplus, softplus_derivative
from snippets.activations.softsign import softsign, softsign_derivative
from snippets.activations.tanh import tanh, tanh_derivative
from snippets.arrays import Array, as_floats


@dataclass(frozen=True, kw_only=True)
class Activation:
    """One activation function, its derivative, and its properties.

    The properties are those for the parameters that are its defaults. Softmax and its
    logarithm take a whole row. For them, `curve`, `slope` and all properties speak of
    one output as a function of its own logit, beside one other logit that stays at 0.
    """

    label: str
    """The name as a reader writes it."""
    function: Callable[[ArrayLike], Array]
    derivative: Callable[[ArrayLike], Array]
    lower: float
    """No output is below this, and none closer bound is true."""
    upper: float
    """No output is above this, and none closer bound is true."""
    lower_reached: bool = False
    """Whether the lower bound is itself an output of a finite input."""
    upper_reached: bool = False
    zero_centred: bool
    """Whether 0 gives 0 and the outputs take both signs."""
    monotone: bool
    """Whether a larger input never gives a smaller output."""
    saturates_left: bool
    """Whether the slope goes to 0 as the input goes to −∞."""
    saturates_right: bool
    kinks: tuple[float, ...] = ()
    """The inputs where the slope jumps; none for a smooth function."""
    transcendentals: int
    """How often the formula takes an exponential, a logarithm, tanh or erf.

    For one input.
    """
    year: int
    paper: str
    """Key, in the bibliography, of the paper that introduced, named or spread it."""
    used: str
    """Where it is found today."""
    pytorch: str | None
    keras: str | None
    jax: str | None
    sklearn: str | None = None
    """Name as the `activation` of scikit-learn's multi-layer perceptrons."""
    rowwise: bool = False

    @property
    def name(self) -> str:
        """Name of the function in this package."""
        return self.function.__name__

    @property
    def smooth(self) -> bool:
        """Whether the slope never jumps."""
        return not self.kinks

    def curve(self, x: ArrayLike) -> Array:
        """Give the outputs for the inputs `x`, in their shape.

        >>> CATALOGUE["softmax"].curve([-1000.0, 0.0, 1000.0])
        array([0. , 0.5, 1. ])
        """
        if self.rowwise:
            return self.function(self._rows(x))[..., 0]
        return self.function(x)

    def slope(self, x: ArrayLike) -> Array:
        """Give the slopes of `curve` at the inputs `x`, in their shape.

        >>> CATALOGUE["softmax"].slope([-1000.0, 0.0, 1000.0])
        array([0.  , 0.25, 0.  ])
        """
        if self.rowwise:
            return self.derivative(self._rows(x))[..., 0, 0]
        return self.derivative(x)

    @staticmethod
    def _rows(x: ArrayLike) -> Array:
        logits = as_floats(x)
        return np.stack([logits, np.zeros_like(logits)], axis=-1)


_EVERY_ACTIVATION = (
    Activation(
        label="Softmax",
        function=softmax,
        derivative=softmax_jacobian,
        rowwise=True,
        lower=0.0,
        upper=1.0,
        zero_centred=False,
        monotone=True,
        saturates_left=True,
        saturates_right=True,
        transcendentals=1,
        year=1990,
        paper="bridle1990",
        used="output of classifiers; attention weights",
        pytorch="torch.nn.functional.softmax",
        keras="keras.activations.softmax",
        jax="jax.nn.softmax",
    ),
    Activation(
        label="Sigmoid",
        function=sigmoid,
        derivative=sigmoid_derivative,
        lower=0.0,
        upper=1.0,
        zero_centred=False,
        monotone=True,
        saturates_left=True,
        saturates_right=True,
        transcendentals=1,
        year=1986,
        paper="rumelhart1986",
        used="output for yes-or-no questions; gates of recurrent nets",
        pytorch="torch.nn.functional.sigmoid",
        keras="keras.activations.sigmoid",
        jax="jax.nn.sigmoid",
        sklearn="logistic",
    ),
    Activation(
        label="tanh",
        function=tanh,
        derivative=tanh_derivative,
        lower=-1.0,
        upper=1.0,
        zero_centred=True,
        monotone=True,
        saturates_left=True,
        saturates_right=True,
        transcendentals=1,
        year=1998,
        paper="lecun1998",
        used="states of recurrent nets",
        pytorch="torch.nn.functional.tanh",
        keras="keras.activations.tanh",
        jax="jax.nn.tanh",
        sklearn="tanh",
    ),
    Activation(
        label="ReLU",
        function=relu,
        derivative=relu_derivative,
        lower=0.0,
        upper=inf,
        lower_reached=True,
        zero_centred=False,
        monotone=True,
        saturates_left=True,
        saturates_right=False,
        kinks=(0.0,),
        transcendentals=0,
        year=2010,
        paper="nair2010",
        used="the usual choice for hidden layers, above all in convolutional nets",
        pytorch="torch.nn.functional.relu",
        keras="keras.activations.relu",
        jax="jax.nn.relu",
        sklearn="relu",
    ),
    Activation(
        label="Softplus",
        function=softplus,
        derivative=softplus_derivative,
        lower=0.0,
        upper=inf,
        zero_centred=False,
        monotone=True,
        saturates_left=True,
        saturates_right=False,
        transcendentals=2,
        year=2001,
        paper="dugas2001",
        used="outputs that must be positive, such as a variance",
        pytorch="torch.nn.functional.softplus",
        keras="keras.activations.softplus",
        jax="jax.nn.softplus",
    ),
    Activation(
        label="Hard sigmoid",
        function=hard_sigmoid,
        derivative=hard_sigmoid_derivative,
        lower=0.0,
        upper=1.0,
        lower_reached=True,
        upper_reached=True,
        zero_centred=False,
        monotone=True,
        saturates_left=True,
        saturates_right=True,
        kinks=(-3.0, 3.0),
        transcendentals=0,
        year=2019,
        paper="howard2019",
        used="gates in nets for phones, such as MobileNetV3",
        pytorch="torch.nn.functional.hardsigmoid",
        keras="keras.activations.hard_sigmoid",
        jax="jax.nn.hard_sigmoid",
    ),
    Activation(
        label="Hard sigmoid (old Keras)",
        function=keras_hard_sigmoid,
        derivative=keras_hard_sigmoid_derivative,
        lower=0.0,
        upper=1.0,
        lower_reached=True,
        upper_reached=True,
        zero_centred=False,
        monotone=True,
        saturates_left=True,
        saturates_right=True,
        kinks=(-2.5, 2.5),
        transcendentals=0,
        year=2015,
        paper="courbariaux2015",
        used="models trained with Keras before version 3",
        pytorch=None,
        keras=None,
        jax=None,
    ),
    Activation(
        label="Linear",
        function=linear,
        derivative=linear_derivative,
        lower=-inf,
        upper=inf,
        zero_centred=True,
        monotone=True,
        saturates_left=False,
        saturates_right=False,
        transcendentals=0,
        year=1960,
        paper="widrow1960",
        used="output of regressors",
        pytorch="torch.nn.Identity",
        keras="keras.activations.linear",
        jax="jax.nn.identity",
        sklearn="identity",
    ),
    Activation(
        label="Leaky ReLU",
        function=leaky_relu,
        derivative=leaky_relu_derivative,
        lower=-inf,
        upper=inf,
        zero_centred=True,
        monotone=True,
        saturates_left=False,
        saturates_right=False,
        kinks=(0.0,),
        transcendentals=0,
        year=2013,
        paper="maas2013",
        used="discriminators of generative adversarial nets",
        pytorch="torch.nn.functional.leaky_relu",
        keras="keras.activations.leaky_relu(negative_slope=0.01)",
        jax="jax.nn.leaky_relu",
    ),
    Activation(
        label="ELU",
        function=elu,
        derivative=elu_derivative,
        lower=-1.0,
        upper=inf,
        zero_centred=True,
        monotone=True,
        saturates_left=True,
        saturates_right=False,
        transcendentals=1,
        year=2016,
        paper="clevert2016",
        used="now and then, in place of ReLU",
        pytorch="torch.nn.functional.elu",
        keras="keras.activations.elu",
        jax="jax.nn.elu",
    ),
    Activation(
        label="SELU",
        function=selu,
        derivative=selu_derivative,
        lower=-SELU_SCALE * SELU_ALPHA,
        upper=inf,
        zero_centred=True,
        monotone=True,
        saturates_left=True,
        saturates_right=False,
        kinks=(0.0,),
        transcendentals=1,
        year=2017,
        paper="klambauer2017",
        used="deep nets without normalisation layers",
        pytorch="torch.nn.functional.selu",
        keras="keras.activations.selu",
        jax="jax.nn.selu",
    ),
    Activation(
        label="GELU",
        function=gelu,
        derivative=gelu_derivative,
        lower=-0.16997120747990369,
        upper=inf,
        lower_reached=True,
        zero_centred=True,
        monotone=False,
        saturates_left=True,
        saturates_right=False,
        transcendentals=1,
        year=2016,
        paper="hendrycks2016",
        used="Transformers, such as BERT",
        pytorch="torch.nn.functional.gelu",
        keras="keras.activations.gelu",
        jax="jax.nn.gelu(approximate=False)",
    ),
    Activation(
        label="GELU (tanh form)",
        function=gelu_tanh,
        derivative=gelu_tanh_derivative,
        lower=-0.17004075057125406,
        upper=inf,
        lower_reached=True,
        zero_centred=True,
        monotone=False,
        saturates_left=True,
        saturates_right=False,
        transcendentals=1,
        year=2016,
        paper="hendrycks2016",
        used="Transformers, such as GPT-2",
        pytorch='torch.nn.functional.gelu(approximate="tanh")',
        keras="keras.activations.gelu(approximate=True)",
        jax="jax.nn.gelu",
    ),
    Activation(
        label="SiLU (Swish)",
        function=silu,
        derivative=silu_derivative,
        lower=-0.27846454276107385,
        upper=inf,
        lower_reached=True,
        zero_centred=True,
        monotone=False,
        saturates_left=True,
        saturates_right=False,
        transcendentals=1,
        year=2016,
        paper="hendrycks2016",
        used="EfficientNet; gated layers of large language models",
        pytorch="torch.nn.functional.silu",
        keras="keras.activations.silu",
        jax="jax.nn.silu",
    ),
    Activation(
        label="Mish",
        function=mish,
        derivative=mish_derivative,
        lower=-0.30884341301725043,
        upper=inf,
        lower_reached=True,
        zero_centred=True,
        monotone=False,
        saturates_left=True,
        saturates_right=False,
        transcendentals=3,
        year=2019,
        paper="misra2019",
        used="detectors, such as YOLOv4",
        pytorch="torch.nn.functional.mish",
        keras="keras.activations.mish",
        jax="jax.nn.mish",
    ),
    Activation(
        label="Softsign",
        function=softsign,
        derivative=softsign_derivative,
        lower=-1.0,
        upper=1.0,
        zero_centred=True,
        monotone=True,
        saturates_left=True,
        saturates_right=True,
        transcendentals=0,
        year=2009,
        paper="bergstra2009",
        used="seldom",
        pytorch="torch.nn.functional.softsign",
        keras="keras.activations.softsign",
        jax="jax.nn.soft_sign",
    ),
    Activation(
        label="Hard tanh",
        function=hard_tanh,
        derivative=hard_tanh_derivative,
        lower=-1.0,
        upper=1.0,
        lower_reached=True,
        upper_reached=True,
        zero_centred=True,
        monotone=True,
        saturates_left=True,
        saturates_right=True,
        kinks=(-1.0, 1.0),
        transcendentals=0,
        year=2004,
        paper="collobert2004",
        used="nets with weights or outputs of few bits",
        pytorch="torch.nn.functional.hardtanh",
        keras="keras.activations.hard_tanh",
        jax="jax.nn.hard_tanh",
    ),
    Activation(
        label="Hard Swish",
        function=hard_swish,
        derivative=hard_swish_derivative,
        lower=-0.375,
        upper=inf,
        lower_reached=True,
        zero_centred=True,
        monotone=False,
        saturates_left=True,
        saturates_right=False,
        kinks=(-3.0, 3.0),
        transcendentals=0,
        year=2019,
        paper="howard2019",
        used="nets for phones, such as MobileNetV3",
        pytorch="torch.nn.functional.hardswish",
        keras="keras.activations.hard_swish",
        jax="jax.nn.hard_swish",
    ),
    Activation(
        label="Log-softmax",
        function=log_softmax,
        derivative=log_softmax_jacobian,
        rowwise=True,
        lower=-inf,
        upper=0.0,
        zero_centred=False,
        monotone=True,
        saturates_left=False,
        saturates_right=True,
        transcendentals=2,
        year=1990,
        paper="bridle1990",
        used="training of classifiers, inside the loss",
        pytorch="torch.nn.functional.log_softmax",
        keras="keras.activations.log_softmax",
        jax="jax.nn.log_softmax",
    ),
)

CATALOGUE = {activation.name: activation for activation in _EVERY_ACTIVATION}
"""Every activation by the name of its function, in the post's order."""
