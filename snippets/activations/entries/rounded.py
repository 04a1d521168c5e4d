"""ReLU with its corner rounded off, and those that dip below zero."""

from math import inf

from snippets.activations.activation import ActivationEntry, Parameter
from snippets.activations.celu import celu, celu_derivative
from snippets.activations.elu import elu, elu_derivative
from snippets.activations.gelu import (
    gelu,
    gelu_derivative,
    gelu_tanh,
    gelu_tanh_derivative,
)
from snippets.activations.hard_swish import hard_swish, hard_swish_derivative
from snippets.activations.mish import mish, mish_derivative
from snippets.activations.selu import SELU_ALPHA, SELU_SCALE, selu, selu_derivative
from snippets.activations.silu import silu, silu_derivative
from snippets.activations.softplus import softplus, softplus_derivative
from snippets.activations.sparse_plus import sparse_plus, sparse_plus_derivative
from snippets.activations.squareplus import squareplus, squareplus_derivative
from snippets.activations.swish import swish, swish_derivative

FAMILY = "Rounded rectifiers"

ROUNDED = (
    ActivationEntry(
        label="Softplus",
        family=FAMILY,
        function=softplus,
        derivative=softplus_derivative,
        formula=r"\operatorname{softplus}(x) = \log(1 + e^{x})",
        derivative_formula=r"\operatorname{softplus}'(x) = \frac{1}{1 + e^{-x}}",
        lower=0.0,
        upper=inf,
        monotone=True,
        saturates_left=True,
        saturates_right=False,
        growth="linear",
        transcendentals=2,
        year=2001,
        paper="dugas2001",
        used="outputs that must be positive, such as a variance",
        weakness=(
            "dearer than ReLU, from which it is furthest at zero, "
            "[0.693](fact:activations.softplus_at_zero); its outputs are not sparse; "
            "as a hidden layer [Glorot et al. (2011)](cite:glorot2011) found it no "
            "better, smooth as it is"
        ),
        pytorch="torch.nn.functional.softplus",
        keras="keras.activations.softplus",
        jax="jax.nn.softplus",
    ),
    ActivationEntry(
        label="Squareplus",
        family=FAMILY,
        function=squareplus,
        derivative=squareplus_derivative,
        formula=r"f(x) = \frac{x + \sqrt{x^2 + b}}{2}",
        derivative_formula=(
            r"f'(x) = \frac{1}{2}\left(1 + \frac{x}{\sqrt{x^2 + b}}\right)"
        ),
        bind={"b": "b in [0.25, 16]"},
        derivative_bind={"b": "b in [0.25, 16]"},
        parameters=(Parameter(name="b", symbol="b", default=4.0, low=0.0, high=16.0),),
        lower=0.0,
        upper=inf,
        monotone=True,
        saturates_left=True,
        saturates_right=False,
        growth="linear",
        transcendentals=0,
        year=2021,
        paper="barron2021",
        used="in place of softplus where exponentials are dear",
        weakness="comes to zero slowly on the left: at −10 it is still a tenth",
        pytorch=None,
        keras="keras.activations.squareplus",
        jax="jax.nn.squareplus",
    ),
    ActivationEntry(
        label="Sparse plus",
        family=FAMILY,
        function=sparse_plus,
        derivative=sparse_plus_derivative,
        formula=(
            r"f(x) = \begin{cases} 0 & x \le -1 \\ \frac{(x + 1)^2}{4} & -1 < x < "
            r"1 \\ x & x \ge 1 \end{cases}"
        ),
        derivative_formula=(
            r"f'(x) = \begin{cases} 0 & x \le -1 \\ \frac{x + 1}{2} & -1 < x < 1 "
            r"\\ 1 & x \ge 1 \end{cases}"
        ),
        lower=0.0,
        upper=inf,
        lower_reached=True,
        monotone=True,
        saturates_left=True,
        saturates_right=False,
        growth="linear",
        transcendentals=0,
        year=2016,
        paper="martins2016",
        used="in place of softplus where zeros should be exact",
        weakness="exactly flat below −1, as ReLU is below 0",
        pytorch=None,
        keras="keras.activations.sparse_plus",
        jax="jax.nn.sparse_plus",
    ),
    ActivationEntry(
        label="ELU",
        family=FAMILY,
        function=elu,
        derivative=elu_derivative,
        formula=(
            r"\operatorname{ELU}(x) = \begin{cases} x & x > 0 \\ \alpha\,(e^{x} - "
            r"1) & x \le 0 \end{cases}"
        ),
        derivative_formula=(
            r"\operatorname{ELU}'(x) = \begin{cases} 1 & x > 0 \\ \alpha\,e^{x} & "
            r"x \le 0 \end{cases}"
        ),
        parameters=(
            Parameter(name="alpha", symbol=r"\alpha", default=1.0, low=0.1, high=3.0),
        ),
        lower=-1.0,
        upper=inf,
        monotone=True,
        saturates_left=True,
        saturates_right=False,
        growth="linear",
        transcendentals=1,
        year=2016,
        paper="clevert2016",
        used="in place of ReLU, for outputs that lie closer to zero on average",
        weakness=(
            "an exponential for each input; a kink unless α is 1; part of what it is "
            "for can be left to normalisation between layers "
            "([Ioffe and Szegedy, 2015](cite:ioffe2015))"
        ),
        pytorch="torch.nn.functional.elu",
        keras="keras.activations.elu",
        jax="jax.nn.elu",
    ),
    ActivationEntry(
        label="CELU",
        family=FAMILY,
        function=celu,
        derivative=celu_derivative,
        formula=(
            r"\operatorname{CELU}(x) = \max(0, x) + \alpha\,\bigl(e^{\min(0, "
            r"x)/\alpha} - 1\bigr)"
        ),
        derivative_formula=(
            r"\operatorname{CELU}'(x) = \begin{cases} 1 & x > 0 \\ e^{x/\alpha} & "
            r"x \le 0 \end{cases}"
        ),
        parameters=(
            Parameter(name="alpha", symbol=r"\alpha", default=1.0, low=0.1, high=3.0),
        ),
        lower=-1.0,
        upper=inf,
        monotone=True,
        saturates_left=True,
        saturates_right=False,
        growth="linear",
        transcendentals=1,
        year=2017,
        paper="barron2017",
        used="in place of ELU",
        weakness="an exponential for each input; with α = 1 it is ELU and nothing else",
        pytorch="torch.nn.functional.celu",
        keras="keras.activations.celu",
        jax="jax.nn.celu",
    ),
    ActivationEntry(
        label="SELU",
        family=FAMILY,
        function=selu,
        derivative=selu_derivative,
        formula=(
            r"\operatorname{SELU}(x) = \lambda \begin{cases} x & x > 0 \\ "
            r"\alpha\,(e^{x} - 1) & x \le 0 \end{cases}"
        ),
        derivative_formula=(
            r"\operatorname{SELU}'(x) = \lambda \begin{cases} 1 & x > 0 \\ "
            r"\alpha\,e^{x} & x \le 0 \end{cases}"
        ),
        bind={
            r"\lambda": "activations.SELU_SCALE",
            r"\alpha": "activations.SELU_ALPHA",
        },
        derivative_bind={
            r"\lambda": "activations.SELU_SCALE",
            r"\alpha": "activations.SELU_ALPHA",
        },
        lower=-SELU_SCALE * SELU_ALPHA,
        upper=inf,
        monotone=True,
        saturates_left=True,
        saturates_right=False,
        kinks=(0.0,),
        growth="linear",
        transcendentals=1,
        year=2017,
        paper="klambauer2017",
        used="deep nets without normalisation layers",
        weakness=(
            "keeps its promise only with LeCun's first weights, plain dense "
            "layers and its own kind of dropout, and for the outputs only: thirty "
            "layers multiply a gradient by "
            '[about three](fact:activations.selu_thirty_layers "2.5 to 3.5")'
        ),
        pytorch="torch.nn.functional.selu",
        keras="keras.activations.selu",
        jax="jax.nn.selu",
    ),
    ActivationEntry(
        label="GELU",
        family=FAMILY,
        function=gelu,
        derivative=gelu_derivative,
        formula=(
            r"\operatorname{GELU}(x) = x\,\Phi(x) = \frac{x}{2}\left(1 + "
            r"\operatorname{erf}\left(\frac{x}{\sqrt{2}}\right)\right)"
        ),
        derivative_formula=(
            r"\operatorname{GELU}'(x) = \Phi(x) + "
            r"\frac{x}{\sqrt{2\pi}}\,e^{-x^2/2}"
        ),
        bind={r"\Phi": "activations.normal_cdf"},
        derivative_bind={r"\Phi": "activations.normal_cdf"},
        lower=-0.16997120747990369,
        upper=inf,
        lower_reached=True,
        monotone=False,
        saturates_left=True,
        saturates_right=False,
        growth="linear",
        transcendentals=1,
        year=2016,
        paper="hendrycks2016",
        used="Transformers, such as BERT",
        weakness="dearer than ReLU; two forms of it are in use, and easily mixed up",
        pytorch="torch.nn.functional.gelu",
        keras="keras.activations.gelu",
        jax="jax.nn.gelu(approximate=False)",
    ),
    ActivationEntry(
        label="GELU (tanh form)",
        family=FAMILY,
        function=gelu_tanh,
        derivative=gelu_tanh_derivative,
        formula=(
            r"\operatorname{GELU}(x) \approx \frac{x}{2}\left(1 + "
            r"\tanh\left(\sqrt{\frac{2}{\pi}}\,(x + 0.044715\,x^3)\right)\right)"
        ),
        derivative_formula=(
            r"\operatorname{GELU}'(x) \approx \frac{1 + \tanh(u)}{2} + "
            r"\frac{x}{2}\,\bigl(1 - \tanh^2(u)\bigr)\sqrt{\frac{2}{\pi}}\,(1 + "
            r"0.134145\,x^2), \quad u = \sqrt{\frac{2}{\pi}}\,(x + 0.044715\,x^3)"
        ),
        lower=-0.17004075057125406,
        upper=inf,
        lower_reached=True,
        monotone=False,
        saturates_left=True,
        saturates_right=False,
        growth="linear",
        transcendentals=1,
        year=2016,
        paper="hendrycks2016",
        used="Transformers, such as GPT-2",
        weakness=(
            "an approximation that was made for speed and is kept for compatibility, "
            "up to [4.7 × 10⁻⁴](fact:activations.gelu_tanh_error) off: a source of "
            "puzzling last digits when a model moves to another library"
        ),
        pytorch='torch.nn.functional.gelu(approximate="tanh")',
        keras="keras.activations.gelu(approximate=True)",
        jax="jax.nn.gelu",
    ),
    ActivationEntry(
        label="SiLU (Swish)",
        family=FAMILY,
        function=silu,
        derivative=silu_derivative,
        formula=r"\operatorname{SiLU}(x) = x\,\sigma(x) = \frac{x}{1 + e^{-x}}",
        derivative_formula=(
            r"\operatorname{SiLU}'(x) = \sigma(x) + x\,\sigma(x)\,\bigl(1 - "
            r"\sigma(x)\bigr)"
        ),
        bind={r"\sigma": "activations.sigmoid"},
        derivative_bind={r"\sigma": "activations.sigmoid"},
        lower=-0.27846454276107385,
        upper=inf,
        lower_reached=True,
        monotone=False,
        saturates_left=True,
        saturates_right=False,
        growth="linear",
        transcendentals=1,
        year=2016,
        paper="hendrycks2016",
        used=(
            "EfficientNet; gated layers of large language models; reinforcement "
            "learning ([Elfwing et al., 2018](cite:elfwing2018))"
        ),
        weakness=(
            "an exponential for each input; not monotone: it falls up to "
            "[−1.278](fact:activations.silu_minimum_at) and rises from there"
        ),
        pytorch="torch.nn.functional.silu",
        keras="keras.activations.silu",
        jax="jax.nn.silu",
    ),
    ActivationEntry(
        label="Swish with β",
        family=FAMILY,
        function=swish,
        derivative=swish_derivative,
        formula=r"\operatorname{Swish}(x) = x\,\sigma(\beta x)",
        derivative_formula=(
            r"\operatorname{Swish}'(x) = \sigma(\beta x) + \beta x\,\sigma(\beta "
            r"x)\,\bigl(1 - \sigma(\beta x)\bigr)"
        ),
        bind={r"\sigma": "activations.sigmoid"},
        derivative_bind={r"\sigma": "activations.sigmoid"},
        parameters=(
            Parameter(name="beta", symbol=r"\beta", default=1.0, low=0.0, high=10.0),
        ),
        lower=-0.27846454276107385,
        upper=inf,
        lower_reached=True,
        monotone=False,
        saturates_left=True,
        saturates_right=False,
        growth="linear",
        transcendentals=1,
        year=2017,
        paper="ramachandran2017",
        used="where β is learnt; with β = 1 it is SiLU",
        weakness="one more number to choose or to learn",
        pytorch=None,
        keras=None,
        jax=None,
    ),
    ActivationEntry(
        label="Hard Swish",
        family=FAMILY,
        function=hard_swish,
        derivative=hard_swish_derivative,
        formula=(
            r"\operatorname{hardswish}(x) = x\,\max\left(0, \min\left(1, "
            r"\frac{x}{6} + \frac{1}{2}\right)\right)"
        ),
        derivative_formula=(
            r"\operatorname{hardswish}'(x) = \begin{cases} 0 & x \le -3 \\ "
            r"\frac{x}{3} + \frac{1}{2} & -3 < x < 3 \\ 1 & x \ge 3 \end{cases}"
        ),
        lower=-0.375,
        upper=inf,
        lower_reached=True,
        monotone=False,
        saturates_left=True,
        saturates_right=False,
        kinks=(-3.0, 3.0),
        growth="linear",
        transcendentals=0,
        year=2019,
        paper="howard2019",
        used="nets for phones, such as MobileNetV3",
        weakness="two kinks, and a slope that leaps from 1.5 to 1",
        pytorch="torch.nn.functional.hardswish",
        keras="keras.activations.hard_swish",
        jax="jax.nn.hard_swish",
    ),
    ActivationEntry(
        label="Mish",
        family=FAMILY,
        function=mish,
        derivative=mish_derivative,
        formula=r"\operatorname{Mish}(x) = x\,\tanh\bigl(\log(1 + e^{x})\bigr)",
        derivative_formula=(
            r"\operatorname{Mish}'(x) = \tanh(s) + x\,\bigl(1 - "
            r"\tanh^2(s)\bigr)\,\sigma(x), \quad s = \log(1 + e^{x})"
        ),
        derivative_bind={r"\sigma": "activations.sigmoid"},
        lower=-0.30884341301725043,
        upper=inf,
        lower_reached=True,
        monotone=False,
        saturates_left=True,
        saturates_right=False,
        growth="linear",
        transcendentals=3,
        year=2019,
        paper="misra2019",
        used="detectors, such as YOLOv4",
        weakness=(
            "three transcendental functions for a curve of the same shape as SiLU's"
        ),
        pytorch="torch.nn.functional.mish",
        keras="keras.activations.mish",
        jax="jax.nn.mish",
    ),
)
"""In the order of the catalogue."""
