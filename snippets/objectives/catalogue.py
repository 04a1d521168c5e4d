"""Every objective of this package and its properties, grouped by the task.

*Convex* means in the prediction: no second valley. *Robust*: the gradient by a single
prediction is bounded, however wrong it is. That holds against wild targets; through
wild inputs even a robust objective can be led astray. *Consistent for* is what the best
prediction is, whatever the distribution of the targets: an honest forecast of it costs
least on average. The *year* is that of the source named.

At a kink no one number is the slope: here it is 0. The libraries take what their
differentiation makes of it, told where the kink is, for Keras as it runs on JAX.
Huber's loss and the squared hinge have no kink: where their pieces meet, so do the
slopes, and the libraries agree.

What stands *elsewhere*, with the settings beside it, computes the same numbers, where
Optax's losses, one for an element or a row, are averaged; where a library takes other
inputs or differs, the entry says how.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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
from snippets.objectives.counts import (
    gamma,
    gamma_gradient,
    poisson,
    poisson_gradient,
)
from snippets.objectives.dice import dice, dice_gradient
from snippets.objectives.focal import focal, focal_gradient
from snippets.objectives.formulas import FORMULAS
from snippets.objectives.gaussian import gaussian, gaussian_gradient
from snippets.objectives.hinge import (
    hinge,
    hinge_gradient,
    squared_hinge,
    squared_hinge_gradient,
)
from snippets.objectives.huber import (
    huber,
    huber_gradient,
    smooth_l1,
    smooth_l1_gradient,
)
from snippets.objectives.info_nce import info_nce, info_nce_gradient
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
from snippets.objectives.preference import (
    bradley_terry,
    bradley_terry_gradient,
    dpo,
    dpo_gradient,
    margin_ranking,
    margin_ranking_gradient,
)
from snippets.objectives.quantile import quantile, quantile_gradient
from snippets.objectives.tokens import (
    token_cross_entropy,
    token_cross_entropy_gradient,
)

LIBRARIES = {
    "pytorch": "PyTorch",
    "keras": "Keras",
    "jax": "Optax",
    "sklearn": "scikit-learn",
}
"""What the fields that name a thing elsewhere are called."""
Task = (
    Literal["regression", "counts and spreads", "yes or no"]
    | Literal["one of many", "embedding", "preference"]
)


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
    target: tuple[Any, ...]
    """The targets of `curve`."""
    axis: str
    """What the argument of `curve` is."""
    convex: bool
    """Whether it is convex in the prediction: no second valley."""
    robust: bool
    """Whether the gradient of a single prediction is bounded, however wrong it is."""
    kinks: tuple[float, ...] = ()
    """The arguments of `curve` where its slope jumps; none for a smooth one."""
    at_kinks: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """The slopes that libraries take there, by the fields that name the libraries."""
    likelihood: str | None = None
    """The distribution whose negative log-likelihood it is, up to a constant."""
    consistent_for: str | None = None
    """What the best prediction is, whatever the distribution of the targets."""
    year: int
    paper: str
    """Key, in the bibliography, of the paper that introduced, named or spread it."""
    used: str
    """Where it is found today."""
    weakness: str
    """What speaks against it."""
    pytorch: str | None
    keras: str | None
    jax: str | None
    """The name in Optax, the library of losses and optimisers for JAX."""
    sklearn: str | None = None
    """An estimator of scikit-learn that learns by it."""

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
    def formula(self) -> str:
        """LaTeX of the function, where the post does not show it."""
        return FORMULAS.get(self.name, ("", {}))[0]

    @property
    def bind(self) -> dict[str, str]:
        """What the symbols of the formula are called in the code."""
        return FORMULAS.get(self.name, ("", {}))[1]

    @property
    def derivative_formula(self) -> str:
        """LaTeX of the gradient, where the post does not show it."""
        return FORMULAS.get(self.gradient.__name__, ("", {}))[0]

    @property
    def derivative_bind(self) -> dict[str, str]:
        """What the symbols of the gradient's formula are called in the code."""
        return FORMULAS.get(self.gradient.__name__, ("", {}))[1]

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

        >>> CATALOGUE["huber"].properties()["Consistent for"]
        'a centre, its tails pulled in'
        """
        return {
            "Convex": yes_or_no(self.convex),
            "Robust": yes_or_no(self.robust),
            "Consistent for": self.consistent_for or NOTHING,
            "Prediction": self.prediction,
            "Targets": self.targets,
            "Output": self.output or NOTHING,
            "Axis": self.axis,
            "Kinks": numbers(self.kinks),
            "Slope at kinks": numbers(self.slope(self.kinks).tolist()),
            "Slope elsewhere": self._slopes_elsewhere(),
            "Likelihood": self.likelihood or NOTHING,
        }

    def _slopes_elsewhere(self) -> str:
        slopes = (
            f"{LIBRARIES[name]} {numbers(at)}" for name, at in self.at_kinks.items()
        )
        return "; ".join(slopes) or NOTHING

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
        likelihood="Gaussian",
        consistent_for="mean",
        year=1805,
        paper="legendre1805",
        used="quantities, where nothing speaks for another",
        weakness=(
            "an error ten times as large pulls ten times as hard, so one blunder can "
            "outweigh many good measurements"
        ),
        pytorch="torch.nn.functional.mse_loss",
        keras="keras.losses.MeanSquaredError",
        jax="optax.losses.squared_error",
        sklearn='sklearn.ensemble.GradientBoostingRegressor(loss="squared_error")',
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
        at_kinks={"pytorch": (0.0,), "keras": (-1.0,), "sklearn": (-1.0,)},
        likelihood="Laplace",
        consistent_for="median",
        year=1757,
        paper="boscovich1757",
        used="quantities whose measurements hold blunders",
        weakness=(
            "pulls as hard where little is missing as where much is: steps of one "
            "length hop about the goal"
        ),
        pytorch="torch.nn.functional.l1_loss",
        keras="keras.losses.MeanAbsoluteError",
        jax=None,
        sklearn='sklearn.ensemble.GradientBoostingRegressor(loss="absolute_error")',
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
        consistent_for="a centre, its tails pulled in",
        year=1964,
        paper="huber1964",
        used="robust regression; values in reinforcement learning; boxes in detection",
        weakness="δ must be chosen, in the unit of the targets",
        pytorch="torch.nn.functional.huber_loss",
        keras="keras.losses.Huber",
        jax="optax.losses.huber_loss",
        sklearn='sklearn.linear_model.SGDRegressor(loss="huber", epsilon=1)',
    ),
    Objective(
        label="Smooth L1",
        function=smooth_l1,
        gradient=smooth_l1_gradient,
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
        consistent_for="a centre, its tails pulled in",
        year=2015,
        paper="girshick2015",
        used="boxes around objects in pictures",
        weakness=(
            "taken for Huber's loss it is off by the factor β; a small β leaves the "
            "absolute error, with its steps of one length"
        ),
        pytorch="torch.nn.functional.smooth_l1_loss",
        keras=None,
        jax=None,
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
        consistent_for="a centre, its tails pulled in",
        year=1990,
        paper="green1990",
        used="robust regression where second derivatives are needed",
        weakness=(
            "passes from squared to absolute at about one unit of the targets, "
            "whatever the unit is"
        ),
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
        at_kinks={"sklearn": (-0.5,)},
        likelihood="asymmetric Laplace",
        consistent_for="quantile",
        year=1978,
        paper="koenker1978",
        used="forecasts with an interval: stocks, loads, arrival times",
        weakness="a training for each quantile, and curves of two quantiles may cross",
        pytorch=None,
        keras=None,
        jax=None,
        sklearn=(
            'sklearn.ensemble.GradientBoostingRegressor(loss="quantile", alpha=0.5)'
        ),
    ),
    Objective(
        label="Poisson",
        function=poisson,
        gradient=poisson_gradient,
        task="counts and spreads",
        prediction="logarithms of rates",
        targets="counts",
        output="exponential",
        shape=(1,),
        target=(1.0,),
        axis="logarithm of the rate, the count being 1",
        convex=True,
        robust=False,
        likelihood="Poisson",
        consistent_for="mean",
        year=1972,
        paper="nelder1972",
        used="how many: calls, claims, visits, cases",
        weakness=(
            "takes the variance for equal to the mean: where counts scatter more, the "
            "intervals read off it are too narrow"
        ),
        pytorch="torch.nn.functional.poisson_nll_loss",
        keras="keras.losses.Poisson",
        jax=None,
        sklearn='sklearn.ensemble.HistGradientBoostingRegressor(loss="poisson")',
    ),
    Objective(
        label="Gamma",
        function=gamma,
        gradient=gamma_gradient,
        task="counts and spreads",
        prediction="logarithms of means",
        targets="numbers above 0",
        output="exponential",
        shape=(1,),
        target=(1.0,),
        axis="logarithm of the mean, the target being 1",
        convex=True,
        robust=False,
        likelihood="gamma",
        consistent_for="mean",
        year=1972,
        paper="nelder1972",
        used="how long, how dear: durations, claims, where the scatter grows with size",
        weakness=(
            "refuses a zero; a miss by half costs as much where little was at stake as "
            "where much was"
        ),
        pytorch=None,
        keras=None,
        jax=None,
        sklearn='sklearn.ensemble.HistGradientBoostingRegressor(loss="gamma")',
    ),
    Objective(
        label="Gaussian",
        function=gaussian,
        gradient=gaussian_gradient,
        task="counts and spreads",
        prediction="numbers",
        targets="numbers",
        output="linear",
        shape=(1,),
        target=(0.0,),
        axis="error of the mean, the variance being 1",
        convex=True,
        robust=False,
        likelihood="Gaussian",
        consistent_for="mean",
        year=1994,
        paper="nix1994",
        used="forecasts that say how sure they are",
        weakness=(
            "where an error is 0 a smaller variance always costs less, without end; "
            "where the variance is thought large, the mean is hardly pulled"
        ),
        pytorch="torch.nn.functional.gaussian_nll_loss(full=True)",
        keras=None,
        jax=None,
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
        likelihood="Bernoulli",
        consistent_for="probability",
        year=1958,
        paper="cox1958",
        used="yes-or-no questions, also many of them side by side",
        weakness="a wrong label costs most where the model is right and sure",
        pytorch="torch.nn.functional.binary_cross_entropy_with_logits",
        keras="keras.losses.BinaryCrossentropy(from_logits=True)",
        jax="optax.losses.sigmoid_binary_cross_entropy",
        sklearn='sklearn.linear_model.SGDClassifier(loss="log_loss")',
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
        consistent_for="probability",
        year=1950,
        paper="brier1950",
        used="judging forecasts of probabilities",
        weakness=(
            "an answer that is quite sure and wrong gets hardly a push; not convex in "
            "the logit"
        ),
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
        weakness="what it likes best is less sure than the truth; γ must be chosen",
        pytorch='torchvision.ops.sigmoid_focal_loss(alpha=-1, reduction="mean")',
        keras="keras.losses.BinaryFocalCrossentropy(from_logits=True)",
        jax="optax.losses.sigmoid_focal_loss",
    ),
    Objective(
        label="Dice",
        function=dice,
        gradient=dice_gradient,
        task="yes or no",
        prediction="logits",
        targets="0 to 1",
        output="sigmoid",
        shape=(1,),
        target=(1.0,),
        axis="logit, the answer being yes",
        convex=False,
        robust=True,
        year=2016,
        paper="milletari2016",
        used="finding the pixels of a thing that fills little of a picture",
        weakness=(
            "what is merely likely it wants called certain: its outputs are no "
            "probabilities"
        ),
        pytorch=None,
        keras="keras.losses.Dice",
        jax="optax.losses.binary_dice_loss(smooth=0.5)",
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
        at_kinks={"keras": (-0.5,), "jax": (-0.5,), "sklearn": (-1.0,)},
        consistent_for="likelier answer",
        year=1995,
        paper="cortes1995",
        used="support vector machines",
        weakness=(
            "gives no probability: from an even chance on, its best score is the same "
            "whatever the chance"
        ),
        pytorch=None,
        keras="keras.losses.Hinge",
        jax="optax.losses.hinge_loss",
        sklearn='sklearn.linear_model.SGDClassifier(loss="hinge")',
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
        consistent_for="mean",
        year=1995,
        paper="cortes1995",
        used="linear support vector machines",
        weakness=(
            "an error ten times as large pulls ten times as hard, as that of squares"
        ),
        pytorch=None,
        keras="keras.losses.SquaredHinge",
        jax=None,
        sklearn='sklearn.linear_model.SGDClassifier(loss="squared_hinge")',
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
        likelihood="categorical",
        consistent_for="probabilities",
        year=1990,
        paper="bridle1990",
        used="classifiers of images and texts; the next word of a language model",
        weakness=(
            "where classes can be told apart, larger logits are always better, so "
            "weights grow without end"
        ),
        pytorch="torch.nn.functional.cross_entropy",
        keras="keras.losses.CategoricalCrossentropy(from_logits=True)",
        jax="optax.losses.softmax_cross_entropy",
        sklearn='sklearn.ensemble.GradientBoostingClassifier(loss="log_loss")',
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
        likelihood="categorical",
        consistent_for="probabilities",
        year=1951,
        paper="kullback1951",
        used="distilling a large net into a small one; variational methods",
        weakness=(
            "not symmetric; of certain answers it is cross-entropy, told at more length"
        ),
        pytorch='torch.nn.functional.kl_div(reduction="batchmean")',
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
        weakness="never quite sure, even of what is certain; ε must be chosen",
        pytorch="torch.nn.functional.cross_entropy(label_smoothing=0.1)",
        keras="keras.losses.CategoricalCrossentropy("
        "from_logits=True, label_smoothing=0.1)",
        jax="optax.losses.smooth_labels(alpha=0.1)",
    ),
    Objective(
        label="Language model",
        function=token_cross_entropy,
        gradient=token_cross_entropy_gradient,
        task="one of many",
        prediction="logits",
        targets="tokens",
        output="softmax",
        shape=(1, 2),
        target=(0,),
        axis="logit of the right one of two tokens",
        convex=True,
        robust=True,
        likelihood="categorical",
        consistent_for="probabilities",
        year=2003,
        paper="bengio2003",
        used="language models: the next token, again and again",
        weakness=(
            "a mean for each token: of one text, cut up in two ways, the perplexities "
            "cannot be compared"
        ),
        pytorch="torch.nn.functional.cross_entropy(ignore_index=-1)",
        keras=(
            "keras.losses.SparseCategoricalCrossentropy("
            "from_logits=True, ignore_class=-1)"
        ),
        jax="optax.losses.softmax_cross_entropy_with_integer_labels",
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
        weakness=(
            "two of different kinds at the very same place get no push; the margin "
            "must be chosen"
        ),
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
        at_kinks={"pytorch": (0.0, 1.0, -1.0), "jax": (1.0, 0.0, -1.0)},
        year=2015,
        paper="schroff2015",
        used="recognising faces, voices and places never seen in training",
        weakness=(
            "twice the batch makes about eight times as many triplets, and those that "
            "are far enough apart teach nothing"
        ),
        pytorch="torch.nn.functional.triplet_margin_loss",
        keras=None,
        jax="optax.losses.triplet_margin_loss",
    ),
    Objective(
        label="InfoNCE",
        function=info_nce,
        gradient=info_nce_gradient,
        task="embedding",
        prediction="rows of coordinates",
        targets="a partner for each row",
        output="linear",
        shape=(2, 1),
        target=((1.0,), (-1.0,)),
        axis="place of a row whose partner is at 1, another at −1",
        convex=True,
        robust=True,
        year=2018,
        paper="oord2018",
        used="pictures with their captions; two views of one thing",
        weakness=(
            "two of a kind that are no partners are pushed apart; a larger batch makes "
            "the task harder, so losses of two batch sizes cannot be compared"
        ),
        pytorch=None,
        keras=None,
        jax=None,
    ),
    Objective(
        label="Margin ranking",
        function=margin_ranking,
        gradient=margin_ranking_gradient,
        task="preference",
        prediction="scores of the better",
        targets="scores of the worse",
        output="linear",
        shape=(1,),
        target=(0.0,),
        axis="score of the better, the other’s being 0",
        convex=True,
        robust=True,
        kinks=(1.0,),
        at_kinks={"pytorch": (0.0,)},
        consistent_for="likelier answer",
        year=2000,
        paper="herbrich2000",
        used="search results and recommendations, in their order",
        weakness="how far ahead says nothing of how likely; the margin must be chosen",
        pytorch="torch.nn.functional.margin_ranking_loss(margin=1)",
        keras=None,
        jax=None,
    ),
    Objective(
        label="Bradley–Terry",
        function=bradley_terry,
        gradient=bradley_terry_gradient,
        task="preference",
        prediction="scores of the better",
        targets="scores of the worse",
        output="sigmoid",
        shape=(1,),
        target=(0.0,),
        axis="score of the better, the other’s being 0",
        convex=True,
        robust=True,
        likelihood="Bernoulli",
        consistent_for="probability",
        year=1952,
        paper="bradley1952",
        used="ratings of players; rewards for language models",
        weakness=(
            "one score for each: it cannot hold that A beats B, B beats C and C beats A"
        ),
        pytorch=None,
        keras=None,
        jax=None,
    ),
    Objective(
        label="DPO",
        function=dpo,
        gradient=dpo_gradient,
        task="preference",
        prediction="log-ratios of the better",
        targets="log-ratios of the worse",
        output="sigmoid",
        shape=(1,),
        target=(0.0,),
        axis="log-ratio of the better, the other’s being 0",
        convex=True,
        robust=True,
        likelihood="Bernoulli",
        consistent_for="probability",
        year=2023,
        paper="rafailov2023",
        used="teaching language models what people prefer",
        weakness=(
            "looks at the difference alone: it falls too while the preferred answer "
            "itself gets less likely"
        ),
        pytorch=None,
        keras=None,
        jax=None,
    ),
)

CATALOGUE: dict[str, Objective] = {each.name: each for each in _EVERY_OBJECTIVE}
