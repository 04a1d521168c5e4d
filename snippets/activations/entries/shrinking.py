"""What is near zero becomes zero, or nearly."""

from math import inf

from snippets.activations.activation import ActivationEntry, Parameter
from snippets.activations.shrinkage import (
    hard_shrink,
    hard_shrink_derivative,
    soft_shrink,
    soft_shrink_derivative,
    tanh_shrink,
    tanh_shrink_derivative,
)

FAMILY = "Shrinking"

SHRINKING = (
    ActivationEntry(
        label="Hard shrink",
        family=FAMILY,
        function=hard_shrink,
        derivative=hard_shrink_derivative,
        formula=(
            r"f(x) = \begin{cases} x & \lvert x\rvert > \lambda \\ 0 & \lvert "
            r"x\rvert \le \lambda \end{cases}"
        ),
        derivative_formula=(
            r"f'(x) = \begin{cases} 1 & \lvert x\rvert > \lambda \\ 0 & \lvert "
            r"x\rvert \le \lambda \end{cases}"
        ),
        bind={r"\lambda": "threshold in [0, inf)"},
        derivative_bind={r"\lambda": "threshold in [0, inf)"},
        parameters=(
            Parameter(
                name="threshold", symbol=r"\lambda", default=0.5, low=0.0, high=2.0
            ),
        ),
        lower=-inf,
        upper=inf,
        monotone=True,
        saturates_left=False,
        saturates_right=False,
        kinks=(-0.5, 0.5),
        jumps=(-0.5, 0.5),
        growth="linear",
        transcendentals=0,
        year=1994,
        paper="donoho1994",
        used="denoising with wavelets; sparse coding",
        weakness=(
            "it jumps: a small step of a weight can make a large step of the output"
        ),
        pytorch="torch.nn.functional.hardshrink",
        keras="keras.activations.hard_shrink",
        jax=None,
    ),
    ActivationEntry(
        label="Soft shrink",
        family=FAMILY,
        function=soft_shrink,
        derivative=soft_shrink_derivative,
        formula=(
            r"f(x) = \begin{cases} x - \lambda & x > \lambda \\ x + \lambda & x < "
            r"-\lambda \\ 0 & \text{otherwise} \end{cases}"
        ),
        derivative_formula=(
            r"f'(x) = \begin{cases} 1 & \lvert x\rvert > \lambda \\ 0 & \lvert "
            r"x\rvert \le \lambda \end{cases}"
        ),
        bind={r"\lambda": "threshold in [0, inf)"},
        derivative_bind={r"\lambda": "threshold in [0, inf)"},
        parameters=(
            Parameter(
                name="threshold", symbol=r"\lambda", default=0.5, low=0.0, high=2.0
            ),
        ),
        lower=-inf,
        upper=inf,
        monotone=True,
        saturates_left=False,
        saturates_right=False,
        kinks=(-0.5, 0.5),
        growth="linear",
        transcendentals=0,
        year=1995,
        paper="donoho1995",
        used="denoising; unrolled algorithms for sparse codes",
        weakness="what it keeps is too small by λ; exactly flat within ±λ",
        pytorch="torch.nn.functional.softshrink",
        keras="keras.activations.soft_shrink",
        jax=None,
    ),
    ActivationEntry(
        label="Tanh shrink",
        family=FAMILY,
        function=tanh_shrink,
        derivative=tanh_shrink_derivative,
        formula=r"f(x) = x - \tanh(x)",
        derivative_formula=r"f'(x) = \tanh^2(x)",
        lower=-inf,
        upper=inf,
        monotone=True,
        saturates_left=False,
        saturates_right=False,
        growth="linear",
        transcendentals=1,
        year=2011,
        paper="collobert2011",
        used="sparse autoencoders",
        weakness="nearly flat around zero: small inputs learn next to nothing",
        pytorch="torch.nn.functional.tanhshrink",
        keras="keras.activations.tanh_shrink",
        jax=None,
    ),
)
"""In the order of the catalogue."""
