"""Two or more sums for one output."""

from math import inf

from snippets.activations.activation import ActivationEntry
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
from snippets.activations.maxout import maxout, maxout_gradient

FAMILY = "Gates and pools"

GATES = (
    ActivationEntry(
        label="GLU",
        family=FAMILY,
        function=glu,
        derivative=glu_gradient,
        kind="gate",
        formula=r"\operatorname{GLU}(a, b) = a\,\sigma(b)",
        derivative_formula=(
            r"g = \sigma(b), \quad h = "
            r"a\,\sigma(b)\,\bigl(1 - \sigma(b)\bigr)"
        ),
        bind={"a": "value", "b": "gate", r"\sigma": "activations.sigmoid"},
        derivative_bind={
            "a": "value",
            "b": "gate",
            r"\sigma": "activations.sigmoid",
            "g": "returns[0]",
            "h": "returns[1]",
        },
        lower=-0.27846454276107385,
        upper=inf,
        lower_reached=True,
        monotone=False,
        saturates_left=True,
        saturates_right=False,
        growth="linear",
        transcendentals=1,
        year=2017,
        paper="dauphin2017",
        used="gated convolutions over text and speech",
        weakness="twice the weights for the same width",
        pytorch="torch.nn.functional.glu",
        keras="keras.activations.glu",
        jax="jax.nn.glu",
    ),
    ActivationEntry(
        label="SwiGLU",
        family=FAMILY,
        function=swiglu,
        derivative=swiglu_gradient,
        kind="gate",
        formula=r"\operatorname{SwiGLU}(a, b) = a\,b\,\sigma(b)",
        derivative_formula=(
            r"g = b\,\sigma(b), \quad h = "
            r"a\,\sigma(b)\,\bigl(1 + b\,(1 - \sigma(b))\bigr)"
        ),
        bind={"a": "value", "b": "gate", r"\sigma": "activations.sigmoid"},
        derivative_bind={
            "a": "value",
            "b": "gate",
            r"\sigma": "activations.sigmoid",
            "g": "returns[0]",
            "h": "returns[1]",
        },
        lower=0.0,
        upper=inf,
        lower_reached=True,
        monotone=False,
        saturates_left=True,
        saturates_right=False,
        growth="quadratic",
        transcendentals=1,
        year=2020,
        paper="shazeer2020",
        used="large language models, such as LLaMA",
        weakness=(
            "twice the weights for the same width, and large outputs where both "
            "halves are large"
        ),
        pytorch=None,
        keras=None,
        jax=None,
    ),
    ActivationEntry(
        label="GEGLU",
        family=FAMILY,
        function=geglu,
        derivative=geglu_gradient,
        kind="gate",
        formula=r"\operatorname{GEGLU}(a, b) = a\,b\,\Phi(b)",
        derivative_formula=(
            r"g = b\,\Phi(b), \quad h = "
            r"a\,\left(\Phi(b) + "
            r"\frac{b}{\sqrt{2\pi}}\,e^{-b^2/2}\right)"
        ),
        bind={"a": "value", "b": "gate", r"\Phi": "activations.normal_cdf"},
        derivative_bind={
            "a": "value",
            "b": "gate",
            r"\Phi": "activations.normal_cdf",
            "g": "returns[0]",
            "h": "returns[1]",
        },
        lower=0.0,
        upper=inf,
        lower_reached=True,
        monotone=False,
        saturates_left=True,
        saturates_right=False,
        growth="quadratic",
        transcendentals=1,
        year=2020,
        paper="shazeer2020",
        used="language models, such as Gemma",
        weakness="the same as SwiGLU's, and the error function is dearer",
        pytorch=None,
        keras=None,
        jax=None,
    ),
    ActivationEntry(
        label="ReGLU",
        family=FAMILY,
        function=reglu,
        derivative=reglu_gradient,
        kind="gate",
        formula=r"\operatorname{ReGLU}(a, b) = a\,\max(0, b)",
        derivative_formula=(
            r"g = \max(0, b), \quad h = "
            r"\begin{cases} a & b > 0 \\ 0 & b \le 0 \end{cases}"
        ),
        bind={"a": "value", "b": "gate"},
        derivative_bind={
            "a": "value",
            "b": "gate",
            "g": "returns[0]",
            "h": "returns[1]",
        },
        lower=0.0,
        upper=inf,
        lower_reached=True,
        monotone=True,
        saturates_left=True,
        saturates_right=False,
        growth="quadratic",
        transcendentals=0,
        year=2020,
        paper="shazeer2020",
        used="comparisons with SwiGLU; sparse language models",
        weakness="its gates die as ReLUs do",
        pytorch=None,
        keras=None,
        jax=None,
    ),
    ActivationEntry(
        label="Maxout",
        family=FAMILY,
        function=maxout,
        derivative=maxout_gradient,
        kind="pool",
        formula=r"\operatorname{maxout}(z) = \max_j z_j",
        derivative_formula=(
            r"g_i = \frac{1 - \operatorname{sign}(m - z_i)}"
            r"{\sum_{j=1}^{k} (1 - \operatorname{sign}(m - z_j))}, "
            r"\quad m = \max_j z_j"
        ),
        bind={"z": "pieces"},
        derivative_bind={"z": "pieces"},
        lower=0.0,
        upper=inf,
        lower_reached=True,
        monotone=True,
        saturates_left=True,
        saturates_right=False,
        kinks=(0.0,),
        growth="linear",
        transcendentals=0,
        year=2013,
        paper="goodfellow2013",
        used="nets trained with dropout",
        weakness="each piece needs weights of its own, so a unit costs several",
        pytorch=None,
        keras=None,
        jax=None,
    ),
)
"""In the order of the catalogue."""
