"""S-shaped curves between two bounds."""

from snippets.activations.activation import ActivationEntry
from snippets.activations.hard_sigmoid import (
    hard_sigmoid,
    hard_sigmoid_derivative,
    keras_hard_sigmoid,
    keras_hard_sigmoid_derivative,
)
from snippets.activations.hard_tanh import hard_tanh, hard_tanh_derivative
from snippets.activations.sigmoid import sigmoid, sigmoid_derivative
from snippets.activations.softsign import softsign, softsign_derivative
from snippets.activations.sparse_plus import sparse_sigmoid, sparse_sigmoid_derivative
from snippets.activations.tanh import tanh, tanh_derivative

FAMILY = "Squashing"

SQUASHING = (
    ActivationEntry(
        label="Sigmoid",
        family=FAMILY,
        function=sigmoid,
        derivative=sigmoid_derivative,
        formula=r"\sigma(x) = \frac{1}{1 + e^{-x}}",
        derivative_formula=r"\sigma'(x) = \sigma(x)\,\bigl(1 - \sigma(x)\bigr)",
        lower=0.0,
        upper=1.0,
        monotone=True,
        saturates_left=True,
        saturates_right=True,
        growth="bounded",
        transcendentals=1,
        year=1986,
        paper="rumelhart1986",
        used="output for yes-or-no questions; gates of recurrent nets",
        weakness=(
            "flat at both ends, and a slope of at most a quarter: through many "
            "layers gradients vanish"
        ),
        pytorch="torch.nn.functional.sigmoid",
        keras="keras.activations.sigmoid",
        jax="jax.nn.sigmoid",
        sklearn="logistic",
    ),
    ActivationEntry(
        label="tanh",
        family=FAMILY,
        function=tanh,
        derivative=tanh_derivative,
        formula=r"\tanh(x) = \frac{e^{x} - e^{-x}}{e^{x} + e^{-x}} = 2\,\sigma(2x) - 1",
        derivative_formula=r"\tanh'(x) = 1 - \tanh^2(x)",
        bind={r"\sigma": "activations.sigmoid"},
        lower=-1.0,
        upper=1.0,
        monotone=True,
        saturates_left=True,
        saturates_right=True,
        growth="bounded",
        transcendentals=1,
        year=1998,
        paper="lecun1998",
        used="states of recurrent nets",
        weakness="flat at both ends",
        pytorch="torch.nn.functional.tanh",
        keras="keras.activations.tanh",
        jax="jax.nn.tanh",
        sklearn="tanh",
    ),
    ActivationEntry(
        label="Softsign",
        family=FAMILY,
        function=softsign,
        derivative=softsign_derivative,
        formula=r"\operatorname{softsign}(x) = \frac{x}{1 + \lvert x\rvert}",
        derivative_formula=(
            r"\operatorname{softsign}'(x) = \frac{1}{(1 + \lvert x\rvert)^2}"
        ),
        lower=-1.0,
        upper=1.0,
        monotone=True,
        saturates_left=True,
        saturates_right=True,
        growth="bounded",
        transcendentals=0,
        year=1993,
        paper="elliott1993",
        used=(
            "in place of tanh where exponentials are dear; taken up by "
            "[Bergstra et al. (2009)](cite:bergstra2009); saturates more gently than "
            "tanh ([Glorot and Bengio, 2010](cite:glorot2010))"
        ),
        weakness="its ends are reached so slowly that it never quite decides",
        pytorch="torch.nn.functional.softsign",
        keras="keras.activations.softsign",
        jax="jax.nn.soft_sign",
    ),
    ActivationEntry(
        label="Hard tanh",
        family=FAMILY,
        function=hard_tanh,
        derivative=hard_tanh_derivative,
        formula=r"\operatorname{hardtanh}(x) = \max(-1, \min(1, x))",
        derivative_formula=(
            r"\operatorname{hardtanh}'(x) = \begin{cases} 1 & -1 < x < 1 \\ 0 & "
            r"\text{otherwise} \end{cases}"
        ),
        lower=-1.0,
        upper=1.0,
        lower_reached=True,
        upper_reached=True,
        monotone=True,
        saturates_left=True,
        saturates_right=True,
        kinks=(-1.0, 1.0),
        growth="bounded",
        transcendentals=0,
        year=2004,
        paper="collobert2004",
        used="nets with weights or outputs of few bits",
        weakness="exactly flat outside ±1: what lands there learns nothing",
        pytorch="torch.nn.functional.hardtanh",
        keras="keras.activations.hard_tanh",
        jax="jax.nn.hard_tanh",
    ),
    ActivationEntry(
        label="Hard sigmoid",
        family=FAMILY,
        function=hard_sigmoid,
        derivative=hard_sigmoid_derivative,
        formula=(
            r"\operatorname{hardsigmoid}(x) = \max\left(0, \min\left(1, "
            r"\frac{x}{6} + \frac{1}{2}\right)\right)"
        ),
        derivative_formula=(
            r"\operatorname{hardsigmoid}'(x) = \begin{cases} \frac{1}{6} & -3 < x "
            r"< 3 \\ 0 & \text{otherwise} \end{cases}"
        ),
        lower=0.0,
        upper=1.0,
        lower_reached=True,
        upper_reached=True,
        monotone=True,
        saturates_left=True,
        saturates_right=True,
        kinks=(-3.0, 3.0),
        growth="bounded",
        transcendentals=0,
        year=2019,
        paper="howard2019",
        used="gates in nets for phones, such as MobileNetV3",
        weakness=(
            "exactly flat outside ±3; off the sigmoid by up to "
            "[0.069](fact:activations.hard_sigmoid_error); Keras before version 3 gave "
            "the name to a steeper ramp, up to "
            "[0.083](fact:activations.hard_sigmoids_apart) away"
        ),
        pytorch="torch.nn.functional.hardsigmoid",
        keras="keras.activations.hard_sigmoid",
        jax="jax.nn.hard_sigmoid",
    ),
    ActivationEntry(
        label="Hard sigmoid (old Keras)",
        family=FAMILY,
        function=keras_hard_sigmoid,
        derivative=keras_hard_sigmoid_derivative,
        formula=r"\operatorname{hardsigmoid}(x) = \max(0, \min(1, 0.2x + 0.5))",
        derivative_formula=(
            r"\operatorname{hardsigmoid}'(x) = \begin{cases} 0.2 & -2.5 < x < 2.5 "
            r"\\ 0 & \text{otherwise} \end{cases}"
        ),
        lower=0.0,
        upper=1.0,
        lower_reached=True,
        upper_reached=True,
        monotone=True,
        saturates_left=True,
        saturates_right=True,
        kinks=(-2.5, 2.5),
        growth="bounded",
        transcendentals=0,
        year=2024,
        paper="tensorflow2024",
        used="models trained with Keras before version 3",
        weakness=(
            "bears the name of another function: a model moved to a new version "
            "changes its answers, and nothing warns of it; off the sigmoid by up to "
            "[0.076](fact:activations.keras_hard_sigmoid_error)"
        ),
        pytorch=None,
        keras=None,
        jax=None,
    ),
    ActivationEntry(
        label="Sparse sigmoid",
        family=FAMILY,
        function=sparse_sigmoid,
        derivative=sparse_sigmoid_derivative,
        formula=r"f(x) = \max\left(0, \min\left(1, \frac{x + 1}{2}\right)\right)",
        derivative_formula=(
            r"f'(x) = \begin{cases} \frac{1}{2} & -1 < x < 1 \\ 0 & "
            r"\text{otherwise} \end{cases}"
        ),
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
        used=(
            "gates and attention that must close fully; "
            "[Courbariaux et al. (2015)](cite:courbariaux2015) call this one the hard "
            "sigmoid"
        ),
        weakness="exactly flat outside ±1: a gate once closed stays closed",
        pytorch=None,
        keras="keras.activations.sparse_sigmoid",
        jax="jax.nn.sparse_sigmoid",
    ),
)
"""In the order of the catalogue."""
