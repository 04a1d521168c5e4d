"""The identity, ReLU, and what has ReLU's corner."""

from math import inf

from snippets.activations.activation import ActivationEntry, Parameter
from snippets.activations.leaky_relu import leaky_relu, leaky_relu_derivative
from snippets.activations.linear import linear, linear_derivative
from snippets.activations.prelu import prelu, prelu_derivative
from snippets.activations.relu import relu, relu_derivative
from snippets.activations.relu6 import relu6, relu6_derivative
from snippets.activations.relu_squared import relu_squared, relu_squared_derivative
from snippets.activations.rrelu import rrelu, rrelu_derivative
from snippets.activations.threshold import threshold, threshold_derivative

FAMILY = "Rectifying"

RECTIFYING = (
    ActivationEntry(
        label="Linear",
        family=FAMILY,
        function=linear,
        derivative=linear_derivative,
        formula="f(x) = x",
        derivative_formula="f'(x) = 1",
        lower=-inf,
        upper=inf,
        monotone=True,
        saturates_left=False,
        saturates_right=False,
        growth="linear",
        transcendentals=0,
        year=1960,
        paper="widrow1960",
        used="output of regressors",
        weakness="bends nothing: between two layers it adds nothing",
        pytorch="torch.nn.Identity",
        keras="keras.activations.linear",
        jax="jax.nn.identity",
        sklearn="identity",
    ),
    ActivationEntry(
        label="ReLU",
        family=FAMILY,
        function=relu,
        derivative=relu_derivative,
        formula=r"\operatorname{ReLU}(x) = \max(0, x)",
        derivative_formula=(
            r"\operatorname{ReLU}'(x) = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 "
            r"\end{cases}"
        ),
        lower=0.0,
        upper=inf,
        lower_reached=True,
        monotone=True,
        saturates_left=True,
        saturates_right=False,
        kinks=(0.0,),
        growth="linear",
        transcendentals=0,
        year=2010,
        paper="nair2010",
        used="hidden layers, above all those of convolutional nets",
        weakness=(
            "a unit whose sums are all below zero learns nothing more; outputs "
            "are never negative"
        ),
        pytorch="torch.nn.functional.relu",
        keras="keras.activations.relu",
        jax="jax.nn.relu",
        sklearn="relu",
    ),
    ActivationEntry(
        label="ReLU6",
        family=FAMILY,
        function=relu6,
        derivative=relu6_derivative,
        formula=r"\operatorname{ReLU6}(x) = \min(\max(0, x), 6)",
        derivative_formula=(
            r"\operatorname{ReLU6}'(x) = \begin{cases} 1 & 0 < x < 6 \\ 0 & "
            r"\text{otherwise} \end{cases}"
        ),
        lower=0.0,
        upper=6.0,
        lower_reached=True,
        upper_reached=True,
        monotone=True,
        saturates_left=True,
        saturates_right=True,
        kinks=(0.0, 6.0),
        growth="bounded",
        transcendentals=0,
        year=2010,
        paper="krizhevsky2010",
        used="nets for phones, such as MobileNetV2",
        weakness="flat above 6 as well: a unit can die on either side",
        pytorch="torch.nn.functional.relu6",
        keras="keras.activations.relu6",
        jax="jax.nn.relu6",
    ),
    ActivationEntry(
        label="Squared ReLU",
        family=FAMILY,
        function=relu_squared,
        derivative=relu_squared_derivative,
        formula=r"f(x) = \begin{cases} x^2 & x > 0 \\ 0 & x \le 0 \end{cases}",
        derivative_formula=r"f'(x) = 2\max(0, x)",
        lower=0.0,
        upper=inf,
        lower_reached=True,
        monotone=True,
        saturates_left=True,
        saturates_right=False,
        growth="quadratic",
        transcendentals=0,
        year=2021,
        paper="so2021",
        used="some language models, such as Primer",
        weakness="outputs and slopes grow without bound",
        pytorch=None,
        keras=None,
        jax=None,
    ),
    ActivationEntry(
        label="Leaky ReLU",
        family=FAMILY,
        function=leaky_relu,
        derivative=leaky_relu_derivative,
        formula=(
            r"\operatorname{leaky}(x) = \begin{cases} x & x > 0 \\ \alpha x & x "
            r"\le 0 \end{cases}"
        ),
        derivative_formula=(
            r"\operatorname{leaky}'(x) = \begin{cases} 1 & x > 0 \\ \alpha & x "
            r"\le 0 \end{cases}"
        ),
        parameters=(
            Parameter(name="alpha", symbol=r"\alpha", default=0.01, low=0.0, high=1.0),
        ),
        lower=-inf,
        upper=inf,
        monotone=True,
        saturates_left=False,
        saturates_right=False,
        kinks=(0.0,),
        growth="linear",
        transcendentals=0,
        year=2013,
        paper="maas2013",
        used="discriminators of generative adversarial nets",
        weakness="one more number to choose; the libraries' defaults for it differ",
        pytorch="torch.nn.functional.leaky_relu",
        keras="keras.activations.leaky_relu(negative_slope=0.01)",
        jax="jax.nn.leaky_relu",
    ),
    ActivationEntry(
        label="PReLU",
        family=FAMILY,
        function=prelu,
        derivative=prelu_derivative,
        formula=(
            r"\operatorname{PReLU}(x) = \begin{cases} x & x > 0 \\ \alpha x & x "
            r"\le 0 \end{cases}"
        ),
        derivative_formula=(
            r"\operatorname{PReLU}'(x) = \begin{cases} 1 & x > 0 \\ \alpha & x "
            r"\le 0 \end{cases}"
        ),
        parameters=(
            Parameter(name="alpha", symbol=r"\alpha", default=0.25, low=0.0, high=1.0),
        ),
        lower=-inf,
        upper=inf,
        monotone=True,
        saturates_left=False,
        saturates_right=False,
        kinks=(0.0,),
        growth="linear",
        transcendentals=0,
        year=2015,
        paper="he2015",
        used="image nets of its time; nets that raise the resolution of pictures",
        weakness="one more weight a channel, which wants no weight decay",
        pytorch="torch.nn.PReLU",
        keras=(
            "keras.layers.PReLU("
            "alpha_initializer=keras.initializers.Constant(value=0.25))"
        ),
        jax=None,
    ),
    ActivationEntry(
        label="RReLU",
        family=FAMILY,
        function=rrelu,
        derivative=rrelu_derivative,
        formula=(
            r"\operatorname{RReLU}(x) = \begin{cases} x & x > 0 \\ \frac{l + "
            r"u}{2}\,x & x \le 0 \end{cases}"
        ),
        derivative_formula=(
            r"\operatorname{RReLU}'(x) = \begin{cases} 1 & x > 0 \\ \frac{l + "
            r"u}{2} & x \le 0 \end{cases}"
        ),
        bind={"l": "lower", "u": "upper"},
        derivative_bind={"l": "lower", "u": "upper"},
        parameters=(
            Parameter(name="lower", symbol="l", default=0.125, low=0.0, high=1.0),
            Parameter(name="upper", symbol="u", default=1.0 / 3.0, low=0.0, high=1.0),
        ),
        lower=-inf,
        upper=inf,
        monotone=True,
        saturates_left=False,
        saturates_right=False,
        kinks=(0.0,),
        growth="linear",
        transcendentals=0,
        year=2015,
        paper="xu2015",
        used="small data sets, where the noise may help",
        weakness=(
            "random in training and not afterwards: forgetting to switch is a "
            "silent mistake"
        ),
        pytorch="torch.nn.functional.rrelu",
        keras=None,
        jax=None,
    ),
    ActivationEntry(
        label="Threshold",
        family=FAMILY,
        function=threshold,
        derivative=threshold_derivative,
        formula=r"f(x) = \begin{cases} x & x > \theta \\ v & x \le \theta \end{cases}",
        derivative_formula=(
            r"f'(x) = \begin{cases} 1 & x > \theta \\ 0 & x \le \theta \end{cases}"
        ),
        bind={r"\theta": "theta", "v": "value"},
        derivative_bind={r"\theta": "theta"},
        parameters=(
            Parameter(name="theta", symbol=r"\theta", default=1.0, low=-2.0, high=2.0),
            Parameter(name="value", symbol="v", default=0.0, low=-2.0, high=2.0),
        ),
        lower=0.0,
        upper=inf,
        lower_reached=True,
        monotone=True,
        saturates_left=True,
        saturates_right=False,
        kinks=(1.0,),
        jumps=(1.0,),
        growth="linear",
        transcendentals=0,
        year=2015,
        paper="konda2015",
        used="autoencoders without biases",
        weakness="it jumps at θ, and nothing is learnt below it",
        pytorch="torch.nn.functional.threshold(threshold=1, value=0)",
        keras="keras.activations.threshold(threshold=1, default_value=0)",
        jax=None,
    ),
)
"""In the order of the catalogue."""
