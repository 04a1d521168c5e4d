"""What stands at the end of a net: a whole row at once, or a scale."""

from math import inf

from snippets.activations.activation import ActivationEntry, Parameter
from snippets.activations.exponential import exponential, exponential_derivative
from snippets.activations.log_sigmoid import log_sigmoid, log_sigmoid_derivative
from snippets.activations.softmax import (
    log_softmax,
    log_softmax_jacobian,
    softmax,
    softmax_jacobian,
)
from snippets.activations.softmin import softmin, softmin_jacobian
from snippets.activations.sparsemax import sparsemax, sparsemax_jacobian

FAMILY = "Rows and outputs"

OUTPUTS = (
    ActivationEntry(
        label="Softmax",
        family=FAMILY,
        function=softmax,
        derivative=softmax_jacobian,
        kind="row",
        formula=(
            r"\operatorname{softmax}(z)_i = \frac{e^{z_i/T}}{\sum_{j=1}^{C} "
            "e^{z_j/T}}"
        ),
        derivative_formula=r"J_{ij} = \frac{s_i\,(\delta_{ij} - s_j)}{T}",
        bind={"z": "logits", "T": "temperature"},
        derivative_bind={"s": "softmax(logits, temperature)", "T": "temperature"},
        parameters=(
            Parameter(name="temperature", symbol="T", default=1.0, low=0.1, high=5.0),
        ),
        lower=0.0,
        upper=1.0,
        monotone=True,
        saturates_left=True,
        saturates_right=True,
        growth="bounded",
        transcendentals=1,
        year=1990,
        paper="bridle1990",
        used="output of classifiers; attention weights",
        weakness=(
            "in large nets often surer than right; every class gets a share, if one "
            "that a float may round to 0; overflows unless the largest logit is taken "
            "off first"
        ),
        pytorch="torch.nn.functional.softmax(dim=-1)",
        keras="keras.activations.softmax",
        jax="jax.nn.softmax",
    ),
    ActivationEntry(
        label="Log-softmax",
        family=FAMILY,
        function=log_softmax,
        derivative=log_softmax_jacobian,
        kind="row",
        formula=r"\operatorname{logsoftmax}(z)_i = z_i - \log \sum_{j=1}^{C} e^{z_j}",
        derivative_formula=r"J_{ij} = \delta_{ij} - s_j",
        bind={"z": "logits"},
        derivative_bind={"s": "softmax(logits)"},
        lower=-inf,
        upper=0.0,
        monotone=True,
        saturates_left=False,
        saturates_right=True,
        growth="linear",
        transcendentals=2,
        year=1990,
        paper="bridle1990",
        used="training of classifiers, inside the loss",
        weakness="easily taken twice: losses that expect logits apply it themselves",
        pytorch="torch.nn.functional.log_softmax(dim=-1)",
        keras="keras.activations.log_softmax",
        jax="jax.nn.log_softmax",
    ),
    ActivationEntry(
        label="Softmin",
        family=FAMILY,
        function=softmin,
        derivative=softmin_jacobian,
        kind="row",
        formula=(
            r"\operatorname{softmin}(z)_i = \frac{e^{-z_i}}{\sum_{j=1}^{C} "
            "e^{-z_j}}"
        ),
        derivative_formula=r"J_{ij} = -s_i\,(\delta_{ij} - s_j)",
        bind={"z": "logits"},
        derivative_bind={"s": "softmin(logits)"},
        lower=0.0,
        upper=1.0,
        monotone=False,
        falling=True,
        saturates_left=True,
        saturates_right=True,
        growth="bounded",
        transcendentals=1,
        year=1990,
        paper="bridle1990",
        used="choices among costs or distances",
        weakness="a minus sign before the logits of softmax says the same more plainly",
        pytorch="torch.nn.functional.softmin(dim=-1)",
        keras=None,
        jax=None,
    ),
    ActivationEntry(
        label="Sparsemax",
        family=FAMILY,
        function=sparsemax,
        derivative=sparsemax_jacobian,
        kind="row",
        formula=(
            r"\operatorname{sparsemax}(z)_i = \max(0, z_i - \tau), \quad "
            r"\tau = \frac{\sum_{j=1}^{C} r_j z_j - 1}{\sum_{j=1}^{C} r_j}"
        ),
        derivative_formula=(
            r"J_{ij} = r_i\left(\delta_{ij} - \frac{r_j}{\sum_{k=1}^{C} r_k}\right)"
        ),
        bind={"z": "logits", "r": "sparsemax_support(logits)"},
        derivative_bind={"r": "sparsemax_support(logits)"},
        lower=0.0,
        upper=1.0,
        lower_reached=True,
        upper_reached=True,
        monotone=True,
        saturates_left=True,
        saturates_right=True,
        kinks=(-1.0, 1.0),
        growth="bounded",
        transcendentals=0,
        year=2016,
        paper="martins2016",
        used="attention that must be read; many labels at once",
        weakness=(
            "it sorts; a class at zero gets no gradient, and cross-entropy of it "
            "is infinite; Keras' function of this name is wrong up to 3.15.1: its "
            "shares need not sum to 1"
        ),
        pytorch=None,
        keras=None,
        jax=None,
    ),
    ActivationEntry(
        label="Log-sigmoid",
        family=FAMILY,
        function=log_sigmoid,
        derivative=log_sigmoid_derivative,
        formula=r"\operatorname{logsigmoid}(x) = -\log(1 + e^{-x})",
        derivative_formula=r"\operatorname{logsigmoid}'(x) = \frac{1}{1 + e^{x}}",
        lower=-inf,
        upper=0.0,
        monotone=True,
        saturates_left=False,
        saturates_right=True,
        growth="linear",
        transcendentals=2,
        year=2013,
        paper="mikolov2013",
        used="training of yes-or-no classifiers and word vectors, inside the loss",
        weakness=(
            "belongs into a loss; as a hidden layer it is a softplus turned upside down"
        ),
        pytorch="torch.nn.functional.logsigmoid",
        keras="keras.activations.log_sigmoid",
        jax="jax.nn.log_sigmoid",
    ),
    ActivationEntry(
        label="Exponential",
        family=FAMILY,
        function=exponential,
        derivative=exponential_derivative,
        formula="f(x) = e^{x}",
        derivative_formula="f'(x) = e^{x}",
        bind={"x": "x in [-50, 50]"},
        derivative_bind={"x": "x in [-50, 50]"},
        lower=0.0,
        upper=inf,
        monotone=True,
        saturates_left=True,
        saturates_right=False,
        growth="exponential",
        transcendentals=1,
        year=1972,
        paper="nelder1972",
        used="outputs that are counts or rates; variances given by their logarithm",
        weakness=(
            "a moderate input gives an enormous output, and one a little larger "
            "infinity"
        ),
        pytorch=None,
        keras="keras.activations.exponential",
        jax=None,
    ),
)
"""In the order of the catalogue."""
