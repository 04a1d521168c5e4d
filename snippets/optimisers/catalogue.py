"""Every optimiser of this package and its properties.

In the order in which the post explains them; then, from the oldest to the youngest,
those that it leaves to this page. *Adaptive*: each parameter gets a step size of its
own, from squares of gradients. *Scale invariant*: a loss that is multiplied by a
constant is descended on the same path. *Separable*: each parameter moves as if it were
alone, whatever else stands in its array. *State per parameter*: the numbers that are
kept from step to step for each parameter, counted by taking a step with a matrix of a
hundred rows and columns.

What stands *elsewhere*, with the settings beside it, takes the same steps at the same
learning rate, up to ε, which libraries choose and place differently; where more than
that differs, the entry says how.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from snippets.activations.properties import yes_or_no
from snippets.optimisers.adadelta import Adadelta, adadelta_update
from snippets.optimisers.adafactor import Adafactor, adafactor_update
from snippets.optimisers.adagrad import AdaGrad, adagrad_update
from snippets.optimisers.adam import Adam, adam_update
from snippets.optimisers.adamw import AdamW, adamw_update
from snippets.optimisers.amsgrad import AMSGrad, amsgrad_update
from snippets.optimisers.formulas import FORMULAS
from snippets.optimisers.gradient_descent import (
    GradientDescent,
    gradient_descent_update,
)
from snippets.optimisers.lamb import Lamb, lamb_update
from snippets.optimisers.lion import Lion, lion_update
from snippets.optimisers.momentum import Momentum, momentum_update
from snippets.optimisers.muon import Muon, muon_update
from snippets.optimisers.nadam import NAdam, nadam_update
from snippets.optimisers.nesterov import Nesterov, nesterov_update
from snippets.optimisers.optimiser import Optimiser
from snippets.optimisers.radam import RAdam, radam_update
from snippets.optimisers.rmsprop import RMSProp, rmsprop_update
from snippets.optimisers.schedule_free import ScheduleFree, schedule_free_update
from snippets.optimisers.shampoo import Shampoo, shampoo_update


@dataclass(frozen=True, kw_only=True)
class OptimiserEntry:
    """One optimiser, its update rule, and its properties."""

    label: str
    """The name as a reader writes it."""
    optimiser: Callable[..., Optimiser]
    """The class; its fields are the hyper-parameters and the state."""
    update: Callable[..., Any]
    """The rule as a pure function: old parameters and state in, new ones out."""
    adaptive: bool
    """Whether each parameter gets a step size of its own, from squares of gradients."""
    scale_invariant: bool
    """Whether a loss that is multiplied by a constant is descended on the same path.

    Up to the small epsilon that guards the divisions.
    """
    separable: bool = True
    """Whether each parameter moves as if it were alone."""
    year: int
    paper: str
    """Key, in the bibliography, of the paper that introduced or spread it."""
    used: str
    """Where it is found today."""
    weakness: str
    """What speaks against it."""
    pytorch: str | None
    keras: str | None
    jax: str | None
    """Name in Optax, which is where JAX keeps its optimisers."""
    sklearn: str | None = None
    """Arguments of scikit-learn's multi-layer perceptrons."""

    @property
    def name(self) -> str:
        """Name of the optimiser in this package.

        >>> CATALOGUE["adamw"].name
        'adamw'
        """
        return self.update.__name__.removesuffix("_update")

    @property
    def subject(self) -> Callable[..., Optimiser]:
        """What it is about, as the entries of every catalogue call it."""
        return self.optimiser

    @property
    def family(self) -> str:
        """What it is told among.

        >>> CATALOGUE["adam"].family, CATALOGUE["momentum"].family
        ('Adaptive', 'One rate for all')
        """
        return "Adaptive" if self.adaptive else "One rate for all"

    @property
    def companion(self) -> Callable[..., Any]:
        """What is told beside the subject: its update rule."""
        return self.update

    def properties(self) -> dict[str, str]:
        """Give the properties in words, by their headings.

        >>> print(*CATALOGUE["adam"].properties().values())
        yes yes yes 2
        """
        return {
            "Adaptive": yes_or_no(self.adaptive),
            "Scale invariant": yes_or_no(self.scale_invariant),
            "Separable": yes_or_no(self.separable),
            "State per parameter": f"{self.state_per_parameter:g}",
        }

    @property
    def formula(self) -> str:
        """Name of the post's formula for the update; nothing where the post has none.

        >>> CATALOGUE["adamw"].formula, CATALOGUE["nadam"].formula
        ('optimisers.adamw_update', '')
        """
        return "" if self.name in FORMULAS else f"optimisers.{self.update.__name__}"

    @property
    def derivative_formula(self) -> str:
        """The update's formula, where the post has none."""
        return FORMULAS[self.name][0] if self.name in FORMULAS else ""

    @property
    def derivative_bind(self) -> Mapping[str, str]:
        """What its symbols are called in the code."""
        return FORMULAS[self.name][1] if self.name in FORMULAS else {}

    @property
    def hyper_parameters(self) -> dict[str, float]:
        """Hyper-parameters with their usual values.

        >>> CATALOGUE["momentum"].hyper_parameters
        {'learning_rate': 0.1, 'momentum': 0.9}
        """
        optimiser = self.optimiser()
        return {
            each.name: getattr(optimiser, each.name)
            for each in fields(optimiser)  # type: ignore[arg-type]
            if each.init
        }

    @property
    def state(self) -> tuple[str, ...]:
        """Names of the arrays that are kept, found by taking a step.

        >>> CATALOGUE["adam"].state
        ('mean', 'square')
        """
        return tuple(self._kept())

    @property
    def state_per_parameter(self) -> float:
        """How many numbers are kept for each parameter of a large matrix.

        >>> CATALOGUE["adam"].state_per_parameter
        2.0
        """
        return sum(self._kept().values()) / _MATRIX.size

    def _kept(self) -> dict[str, int]:
        optimiser = self.optimiser()
        optimiser.step(_MATRIX, _MATRIX)
        sizes = {name: np.size(kept) for name, kept in vars(optimiser).items()}
        return {name: size for name, size in sizes.items() if size > 1}


_MATRIX = np.ones((100, 100))
_EVERY_OPTIMISER = (
    OptimiserEntry(
        label="Gradient descent (SGD)",
        optimiser=GradientDescent,
        update=gradient_descent_update,
        adaptive=False,
        scale_invariant=False,
        year=1847,
        paper="cauchy1847",
        used="where memory is short; the ground that all others build on",
        weakness=(
            "one rate for all directions: where the loss is steep in one and flat in "
            "another, it crawls along the flat one"
        ),
        pytorch="torch.optim.SGD",
        keras="keras.optimizers.SGD",
        jax="optax.sgd",
        sklearn='solver="sgd", momentum=0',
    ),
    OptimiserEntry(
        label="Momentum",
        optimiser=Momentum,
        update=momentum_update,
        adaptive=False,
        scale_invariant=False,
        year=1964,
        paper="polyak1964",
        used="convolutional nets for images",
        weakness=(
            "on a steady slope its steps grow to ten times the rate, so it overshoots"
        ),
        pytorch="torch.optim.SGD(momentum=0.9)",
        keras="keras.optimizers.SGD(momentum=0.9)",
        jax="optax.sgd(momentum=0.9)",
        sklearn='solver="sgd", nesterovs_momentum=False',
    ),
    OptimiserEntry(
        label="Nesterov",
        optimiser=Nesterov,
        update=nesterov_update,
        adaptive=False,
        scale_invariant=False,
        year=1983,
        paper="nesterov1983",
        used="convolutional nets for images, in place of plain momentum",
        weakness=(
            "on a steady slope its steps grow to ten times the rate, as those of "
            "momentum"
        ),
        pytorch="torch.optim.SGD(momentum=0.9, nesterov=True)",
        keras="keras.optimizers.SGD(momentum=0.9, nesterov=True)",
        jax="optax.sgd(momentum=0.9, nesterov=True)",
        sklearn='solver="sgd"',
    ),
    OptimiserEntry(
        label="AdaGrad",
        optimiser=AdaGrad,
        update=adagrad_update,
        adaptive=True,
        scale_invariant=True,
        year=2011,
        paper="duchi2011",
        used="sparse data, such as words and clicks",
        weakness=(
            "its divisor only grows: on a steady slope, step n has the length of the "
            "first one over the root of n; that of [Keras (2026)](cite:kerasadagrad) "
            "begins at 0.1, which keeps the first steps short"
        ),
        pytorch="torch.optim.Adagrad",
        keras="keras.optimizers.Adagrad(initial_accumulator_value=0)",
        jax="optax.adagrad(initial_accumulator_value=0)",
    ),
    OptimiserEntry(
        label="RMSProp",
        optimiser=RMSProp,
        update=rmsprop_update,
        adaptive=True,
        scale_invariant=True,
        year=2012,
        paper="tieleman2012",
        used="reinforcement learning; nets for phones",
        weakness=(
            "its first steps are about three times as long as the rate, since its mean "
            "starts at zero"
        ),
        pytorch="torch.optim.RMSprop(alpha=0.9)",
        keras="keras.optimizers.RMSprop",
        jax="optax.rmsprop",
    ),
    OptimiserEntry(
        label="Adam",
        optimiser=Adam,
        update=adam_update,
        adaptive=True,
        scale_invariant=True,
        year=2015,
        paper="kingma2015",
        used="deep nets of many kinds",
        weakness="there are convex losses on which it walks to the worst point",
        pytorch="torch.optim.Adam",
        keras="keras.optimizers.Adam",
        jax="optax.adam",
        sklearn='solver="adam"',
    ),
    OptimiserEntry(
        label="AMSGrad",
        optimiser=AMSGrad,
        update=amsgrad_update,
        adaptive=True,
        scale_invariant=True,
        year=2018,
        paper="reddi2018",
        used="where Adam does not settle",
        weakness=(
            "one huge gradient makes all later steps small; of all here it keeps most "
            "for each parameter"
        ),
        pytorch="torch.optim.Adam(amsgrad=True)",
        keras="keras.optimizers.Adam(amsgrad=True)",
        jax="optax.amsgrad",
    ),
    OptimiserEntry(
        label="AdamW",
        optimiser=AdamW,
        update=adamw_update,
        adaptive=True,
        scale_invariant=True,
        year=2019,
        paper="loshchilov2019",
        used="Transformers, large language models among them",
        weakness=(
            "how much it decays depends on the learning rate: who changes one must "
            "tune the other"
        ),
        pytorch="torch.optim.AdamW",
        keras="keras.optimizers.AdamW(weight_decay=0.01)",
        jax="optax.adamw(weight_decay=0.01)",
    ),
    OptimiserEntry(
        label="Lion",
        optimiser=Lion,
        update=lion_update,
        adaptive=False,
        scale_invariant=True,
        year=2023,
        paper="chen2023",
        used="large models, where its single memory saves room",
        weakness=(
            "each parameter moves by the same length, near the goal too: it comes to "
            "rest only if the rate falls"
        ),
        pytorch=None,
        keras="keras.optimizers.Lion",
        jax="optax.lion(weight_decay=0)",
    ),
    OptimiserEntry(
        label="Adadelta",
        optimiser=Adadelta,
        update=adadelta_update,
        adaptive=True,
        scale_invariant=True,
        year=2012,
        paper="zeiler2012",
        used="where nobody wants to choose a rate",
        weakness=(
            "how long its first steps are ε says and not the task, and on a steady "
            "slope it takes hundreds of steps to double them"
        ),
        pytorch="torch.optim.Adadelta",
        keras="keras.optimizers.Adadelta(rho=0.9, epsilon=1e-6)",
        jax="optax.adadelta",
    ),
    OptimiserEntry(
        label="NAdam",
        optimiser=NAdam,
        update=nadam_update,
        adaptive=True,
        scale_invariant=True,
        year=2016,
        paper="dozat2016",
        used="in place of Adam, as Nesterov in place of momentum",
        weakness="its first step is nearly half as long again as the rate",
        pytorch="torch.optim.NAdam",
        keras="keras.optimizers.Nadam",
        jax="optax.nadam",
    ),
    OptimiserEntry(
        label="Adafactor",
        optimiser=Adafactor,
        update=adafactor_update,
        adaptive=True,
        scale_invariant=True,
        separable=False,
        year=2018,
        paper="shazeer2018",
        used="large Transformers, where memory is short",
        weakness=(
            "it sees only squares that are a row times a column: where each row has "
            "its one large gradient in another column, all count as equal"
        ),
        pytorch="torch.optim.Adafactor",
        keras="keras.optimizers.Adafactor",
        jax="optax.adafactor(min_dim_size_to_factor=1)",
    ),
    OptimiserEntry(
        label="Shampoo",
        optimiser=Shampoo,
        update=shampoo_update,
        adaptive=False,
        scale_invariant=True,
        separable=False,
        year=2018,
        paper="gupta2018",
        used=(
            "large nets on many machines: Distributed Shampoo won the first AlgoPerf "
            "among those that may be tuned "
            "([Kasimbeg et al., 2025](cite:kasimbeg2025))"
        ),
        weakness=(
            "its sums only grow, so on a steady slope step n has the length of the "
            "first one over the root of n; of k parameters that are no matrix it keeps "
            "more than k squared"
        ),
        pytorch=None,
        keras=None,
        jax=None,
    ),
    OptimiserEntry(
        label="RAdam",
        optimiser=RAdam,
        update=radam_update,
        adaptive=True,
        scale_invariant=False,
        year=2020,
        paper="liu2020",
        used="in place of Adam with a warm-up",
        weakness=(
            "its first four steps grow with the gradients, so a louder loss is not "
            "descended on the same path"
        ),
        pytorch="torch.optim.RAdam",
        keras=None,
        jax="optax.radam(threshold=4)",
    ),
    OptimiserEntry(
        label="LAMB",
        optimiser=Lamb,
        update=lamb_update,
        adaptive=True,
        scale_invariant=True,
        separable=False,
        year=2020,
        paper="you2020",
        used="very large batches on many machines, first for BERT",
        weakness=(
            "a layer of small weights takes small steps and stays small for long; one "
            "of zeros steps by another rule"
        ),
        pytorch=None,
        keras="keras.optimizers.Lamb",
        jax="optax.lamb",
    ),
    OptimiserEntry(
        label="Muon",
        optimiser=Muon,
        update=muon_update,
        adaptive=False,
        scale_invariant=True,
        separable=False,
        year=2024,
        paper="jordan2024",
        used="the matrices of hidden layers, in large language models too",
        weakness=(
            "it is for matrices alone, and its steps do not shrink near the goal: it "
            "comes to rest only if the rate falls"
        ),
        pytorch="torch.optim.Muon(weight_decay=0)",
        keras="keras.optimizers.Muon(weight_decay=None, rms_rate=None)",
        jax="optax.contrib.muon",
    ),
    OptimiserEntry(
        label="Schedule-free SGD",
        optimiser=ScheduleFree,
        update=schedule_free_update,
        adaptive=False,
        scale_invariant=False,
        year=2024,
        paper="defazio2024",
        used="where nobody knows how long the training will last",
        weakness=(
            "the parameters are not what comes out: measured there, in place of at the "
            "average, the loss is too high"
        ),
        pytorch=None,
        keras=None,
        jax="optax.contrib.schedule_free_sgd",
    ),
)

CATALOGUE: Mapping[str, OptimiserEntry] = {
    entry.name: entry for entry in _EVERY_OPTIMISER
}
"""Every optimiser by its name in this package."""

EXPLAINED: Mapping[str, OptimiserEntry] = {
    name: entry for name, entry in CATALOGUE.items() if entry.formula
}
"""Those that the post explains, races and sets side by side, in its order."""
