"""Every objective of this package and its properties, grouped by the task."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from snippets.activations.properties import NOTHING, numbers, yes_or_no
from snippets.arrays import Array, as_floats
from snippets.objectives.binary_cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
)
from snippets.objectives.brier import brier, brier_gradient
from snippets.objectives.categorical_cross_entropy import (
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
    kl_divergence,
    kl_divergence_gradient,
    label_smoothing,
    label_smoothing_gradient,
)
from snippets.objectives.focal import focal, focal_gradient
from snippets.objectives.hinge import (
    hinge,
    hinge_gradient,
    squared_hinge,
    squared_hinge_gradient,
)
from snippets.objectives.huber import huber, huber_gradient
from snippets.objectives.log_cosh import log_cosh, log_cosh_gradient
from snippets.objectives.mean_absolute_error import (
    mean_absolute_error,
    mean_absolute_error_gradient,
)
from snippets.objectives.mean_squared_error import (
    mean_squared_error,
    mean_squared_error_gradient,
)
from snippets.objectives.metric import (
    contrastive,
    contrastive_gradient,
    triplet,
    triplet_gradient,
)
from snippets.objectives.quantile import quantile, quantile_gradient

Task = Literal["regression", "yes or no", "one of many", "embedding"]


@dataclass(frozen=True, kw_only=True)
class Objective:
    """One objective, its gradient, and its properties.

    The properties are those for the parameters that are its defaults. `curve` and
    `slope` look at it as a function of one number, which `axis` names: the first of the
    predictions, while the others stay at 0.
    """

    label: str
    """The name as a reader writes it."""
    function: Callable[..., float]
    """Takes predictions and targets, gives their mean loss."""
    gradient: Callable[..., Array]
    """Takes the same, gives the slopes by the predictions, in their shape."""
    task: Task
    prediction: str
    """What it takes as its prediction."""
    targets: str
    """What it takes as its target."""
    output: str | None
    """The activation that turns its predictions into answers, by its name."""
    shape: tuple[int, ...]
    """The smallest predictions that it takes: those of `curve`."""
    target: tuple[float, ...]
    """The targets of `curve`."""
    axis: str
    """What the argument of `curve` is."""
    convex: bool
    """Whether it is convex in the prediction: no second valley."""
    robust: bool
    """Whether the gradient of a single prediction is bounded, however wrong it is."""
    kinks: tuple[float, ...] = ()
    """The arguments of `curve` where its slope jumps; none for a smooth one."""
    proper: bool = False
    """Whether the best prediction is the true probability; for a quantity, the mean."""
    likelihood: str | None = None
    """The distribution whose negative log-likelihood it is, up to a constant."""
    estimates: str | None = None
    """What the best single prediction for many targets is."""
    year: int
    paper: str
    """Key, in the bibliography, of the paper that introduced, named or spread it."""
    used: str
    """Where it is found today."""
    pytorch: str | None
    keras: str | None
    jax: str | None
    """The name in Optax, the library of losses and optimisers for JAX."""
    sklearn: str | None = None
    """Name as the `loss` of scikit-learn's estimators."""

    @property
    def name(self) -> str:
        """Name of the function in this package."""
        return self.function.__name__

    @property
    def subject(self) -> Callable[..., float]:
        """What it is about, as the entries of every catalogue call it."""
        return self.function

    @property
    def companion(self) -> Callable[..., Array]:
        """What is told beside the subject: its gradient."""
        return self.gradient

    @property
    def smooth(self) -> bool:
        """Whether the slope never jumps."""
        return not self.kinks

    @property
    def parameters(self) -> dict[str, float]:
        """Defaults of the keywords that it takes besides prediction and target.

        >>> CATALOGUE["huber"].parameters
        {'delta': 1.0}
        """
        known = list(inspect.signature(self.function).parameters.values())
        return {each.name: each.default for each in known[2:]}

    def properties(self) -> dict[str, str]:
        """Give the properties in words, by their headings.

        >>> CATALOGUE["huber"].properties()["Estimates"]
        'a centre, its tails pulled in'
        """
        return {
            "Convex": yes_or_no(self.convex),
            "Robust": yes_or_no(self.robust),
            "Proper": yes_or_no(self.proper),
            "Prediction": self.prediction,
            "Targets": self.targets,
            "Output": self.output or NOTHING,
            "Axis": self.axis,
            "Kinks": numbers(self.kinks),
            "Likelihood": self.likelihood or NOTHING,
            "Estimates": self.estimates or NOTHING,
        }

    def curve(self, x: ArrayLike, **parameters: float) -> Array:
        """Give the losses for the first prediction at each of `x`, in their shape.

        >>> CATALOGUE["mean_squared_error"].curve([-1.0, 0.0, 3.0])
        array([1., 0., 9.])
        """
        return self._each(lambda *case: self.function(*case, **parameters), x)

    def slope(self, x: ArrayLike, **parameters: float) -> Array:
        """Give the slopes of `curve` at each of `x`, in their shape.

        >>> CATALOGUE["categorical_cross_entropy"].slope([-1000.0, 0.0, 1000.0])
        array([-1. , -0.5,  0. ])
        """
        return self._each(lambda *case: self.gradient(*case, **parameters).flat[0], x)

    def _each(self, function: Callable[[Array, Array], Any], x: ArrayLike) -> Array:
        target = np.array(self.target)
        places = as_floats(x)
        values = np.empty(places.shape)
        for where, place in np.ndenumerate(places):
            prediction = np.zeros(self.shape)
            prediction.flat[0] = place
            values[where] = function(prediction, target)
        return values


_EVERY_OBJECTIVE = (
    Objective(
        label="Mean squared error",
        function=mean_squared_error,
        gradient=mean_squared_error_gradient,
        task="regression",
        prediction="numbers",
        targets="numbers",
        output="linear",
        shape=(1,),
        target=(0.0,),
        axis="error",
        convex=True,
        robust=False,
        proper=True,
        likelihood="Gaussian",
        estimates="mean",
        year=1805,
        paper="legendre1805",
        used="the usual choice for quantities",
        pytorch="torch.nn.functional.mse_loss",
        keras="keras.losses.MeanSquaredError",
        jax="optax.losses.squared_error",
        sklearn="squared_error",
    ),
    Objective(
        label="Mean absolute error",
        function=mean_absolute_error,
        gradient=mean_absolute_error_gradient,
        task="regression",
        prediction="numbers",
        targets="numbers",
        output="linear",
        shape=(1,),
        target=(0.0,),
        axis="error",
        convex=True,
        robust=True,
        kinks=(0.0,),
        likelihood="Laplace",
        estimates="median",
        year=1774,
        paper="laplace1774",
        used="quantities whose measurements hold blunders",
        pytorch="torch.nn.functional.l1_loss",
        keras="keras.losses.MeanAbsoluteError",
        jax=None,
        sklearn="absolute_error",
    ),
    Objective(
        label="Huber",
        function=huber,
        gradient=huber_gradient,
        task="regression",
        prediction="numbers",
        targets="numbers",
        output="linear",
        shape=(1,),
        target=(0.0,),
        axis="error",
        convex=True,
        robust=True,
        likelihood="Gaussian with the tails of Laplace",
        estimates="a centre, its tails pulled in",
        year=1964,
        paper="huber1964",
        used="robust regression; values in reinforcement learning; boxes in detection",
        pytorch="torch.nn.functional.huber_loss",
        keras="keras.losses.Huber",
        jax="optax.losses.huber_loss",
        sklearn="huber",
    ),
    Objective(
        label="Log-cosh",
        function=log_cosh,
        gradient=log_cosh_gradient,
        task="regression",
        prediction="numbers",
        targets="numbers",
        output="linear",
        shape=(1,),
        target=(0.0,),
        axis="error",
        convex=True,
        robust=True,
        likelihood="hyperbolic secant",
        estimates="a centre, its tails pulled in",
        year=1990,
        paper="green1990",
        used="robust regression where second derivatives are needed",
        pytorch=None,
        keras="keras.losses.LogCosh",
        jax="optax.losses.log_cosh",
    ),
    Objective(
        label="Quantile (pinball)",
        function=quantile,
        gradient=quantile_gradient,
        task="regression",
        prediction="numbers",
        targets="numbers",
        output="linear",
        shape=(1,),
        target=(0.0,),
        axis="error",
        convex=True,
        robust=True,
        kinks=(0.0,),
        likelihood="asymmetric Laplace",
        estimates="quantile",
        year=1978,
        paper="koenker1978",
        used="forecasts with an interval: stocks, loads, arrival times",
        pytorch=None,
        keras=None,
        jax=None,
        sklearn="quantile",
    ),
    Objective(
        label="Binary cross-entropy",
        function=binary_cross_entropy,
        gradient=binary_cross_entropy_gradient,
        task="yes or no",
        prediction="logits",
        targets="0 to 1",
        output="sigmoid",
        shape=(1,),
        target=(1.0,),
        axis="logit, the answer being yes",
        convex=True,
        robust=True,
        proper=True,
        likelihood="Bernoulli",
        estimates="log-odds of the share of yes",
        year=1958,
        paper="cox1958",
        used="yes-or-no questions, also many of them side by side",
        pytorch="torch.nn.functional.binary_cross_entropy_with_logits",
        keras="keras.losses.BinaryCrossentropy(from_logits=True)",
        jax="optax.losses.sigmoid_binary_cross_entropy",
        sklearn="log_loss",
    ),
    Objective(
        label="Brier score",
        function=brier,
        gradient=brier_gradient,
        task="yes or no",
        prediction="logits",
        targets="0 to 1",
        output="sigmoid",
        shape=(1,),
        target=(1.0,),
        axis="logit, the answer being yes",
        convex=False,
        robust=True,
        proper=True,
        estimates="log-odds of the share of yes",
        year=1950,
        paper="brier1950",
        used="judging forecasts; seldom for training",
        pytorch=None,
        keras=None,
        jax=None,
    ),
    Objective(
        label="Focal",
        function=focal,
        gradient=focal_gradient,
        task="yes or no",
        prediction="logits",
        targets="0 to 1",
        output="sigmoid",
        shape=(1,),
        target=(1.0,),
        axis="logit, the answer being yes",
        convex=False,
        robust=True,
        year=2017,
        paper="lin2017",
        used="detection of objects, where nearly everything is background",
        pytorch="torchvision.ops.sigmoid_focal_loss(alpha=-1)",
        keras="keras.losses.BinaryFocalCrossentropy(from_logits=True)",
        jax="optax.losses.sigmoid_focal_loss",
    ),
    Objective(
        label="Hinge",
        function=hinge,
        gradient=hinge_gradient,
        task="yes or no",
        prediction="scores",
        targets="−1 or 1",
        output="linear",
        shape=(1,),
        target=(1.0,),
        axis="score, the answer being yes",
        convex=True,
        robust=True,
        kinks=(1.0,),
        year=1995,
        paper="cortes1995",
        used="support vector machines",
        pytorch=None,
        keras="keras.losses.Hinge",
        jax="optax.losses.hinge_loss",
        sklearn="hinge",
    ),
    Objective(
        label="Squared hinge",
        function=squared_hinge,
        gradient=squared_hinge_gradient,
        task="yes or no",
        prediction="scores",
        targets="−1 or 1",
        output="linear",
        shape=(1,),
        target=(1.0,),
        axis="score, the answer being yes",
        convex=True,
        robust=False,
        year=1995,
        paper="cortes1995",
        used="linear support vector machines",
        pytorch=None,
        keras="keras.losses.SquaredHinge",
        jax=None,
        sklearn="squared_hinge",
    ),
    Objective(
        label="Categorical cross-entropy",
        function=categorical_cross_entropy,
        gradient=categorical_cross_entropy_gradient,
        task="one of many",
        prediction="logits",
        targets="rows of probabilities",
        output="softmax",
        shape=(2,),
        target=(1.0, 0.0),
        axis="logit of the right one of two classes",
        convex=True,
        robust=True,
        proper=True,
        likelihood="categorical",
        estimates="logarithms of the classes’ shares",
        year=1990,
        paper="bridle1990",
        used="nearly every classifier; the next word of a language model",
        pytorch="torch.nn.functional.cross_entropy",
        keras="keras.losses.CategoricalCrossentropy(from_logits=True)",
        jax="optax.losses.softmax_cross_entropy",
        sklearn="log_loss",
    ),
    Objective(
        label="KL divergence",
        function=kl_divergence,
        gradient=kl_divergence_gradient,
        task="one of many",
        prediction="logits",
        targets="rows of probabilities",
        output="softmax",
        shape=(2,),
        target=(0.75, 0.25),
        axis="logit of a class of probability 0.75",
        convex=True,
        robust=True,
        proper=True,
        likelihood="categorical",
        estimates="logarithms of the classes’ shares",
        year=1951,
        paper="kullback1951",
        used="distilling a large net into a small one; variational methods",
        pytorch="torch.nn.functional.kl_div",
        keras="keras.losses.KLDivergence",
        jax="optax.losses.kl_divergence",
    ),
    Objective(
        label="Label smoothing",
        function=label_smoothing,
        gradient=label_smoothing_gradient,
        task="one of many",
        prediction="logits",
        targets="rows of probabilities",
        output="softmax",
        shape=(2,),
        target=(1.0, 0.0),
        axis="logit of the right one of two classes",
        convex=True,
        robust=True,
        year=2016,
        paper="szegedy2016",
        used="large classifiers of images; machine translation",
        pytorch="torch.nn.functional.cross_entropy(label_smoothing=0.1)",
        keras="keras.losses.CategoricalCrossentropy("
        "from_logits=True, label_smoothing=0.1)",
        jax="optax.losses.smooth_labels",
    ),
    Objective(
        label="Contrastive",
        function=contrastive,
        gradient=contrastive_gradient,
        task="embedding",
        prediction="rows of coordinates",
        targets="a label for each row",
        output="linear",
        shape=(2, 1),
        target=(0.0, 1.0),
        axis="distance between two of different kinds",
        convex=False,
        robust=False,
        kinks=(0.0,),
        year=2006,
        paper="hadsell2006",
        used="finding what is alike: signatures, faces, products",
        pytorch=None,
        keras=None,
        jax=None,
    ),
    Objective(
        label="Triplet",
        function=triplet,
        gradient=triplet_gradient,
        task="embedding",
        prediction="rows of coordinates",
        targets="a label for each row",
        output="linear",
        shape=(3, 1),
        target=(1.0, 0.0, 0.0),
        axis="distance of another kind from two that coincide",
        convex=False,
        robust=True,
        kinks=(-1.0, 0.0, 1.0),
        year=2015,
        paper="schroff2015",
        used="recognising faces, voices and places never seen in training",
        pytorch="torch.nn.functional.triplet_margin_loss",
        keras=None,
        jax="optax.losses.triplet_margin_loss",
    ),
)

CATALOGUE: dict[str, Objective] = {each.name: each for each in _EVERY_OBJECTIVE}
