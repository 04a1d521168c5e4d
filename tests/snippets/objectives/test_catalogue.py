"""What holds for every objective, and the proof of what the catalogue says about each."""

import re
from collections.abc import Callable

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.ensemble import GradientBoostingRegressor, HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.linear_model import SGDClassifier, SGDRegressor
from sklearn.svm import LinearSVC

import snippets.objectives
from snippets.activations import CATALOGUE as ACTIVATIONS
from snippets.activations import sigmoid
from snippets.objectives import CATALOGUE, Objective, formulas
from snippets.objectives.catalogue import LIBRARIES

GRID = np.linspace(-12.0, 12.0, 2401)
FEW_EXAMPLES = settings(max_examples=8, deadline=None)
PARAMETERS = {
    "huber": {"delta": 2.5},
    "quantile": {"tau": 0.8},
    "binary_cross_entropy": {"positive_weight": 3.0},
    "focal": {"gamma": 1.5},
    "label_smoothing": {"smoothing": 0.3},
    "contrastive": {"margin": 2.0},
    "triplet": {"margin": 2.0},
    "smooth_l1": {"beta": 2.5},
    "gaussian": {"log_variance": -0.7},
    "dice": {"smoothing": 0.25},
    "info_nce": {"temperature": 0.5},
    "margin_ranking": {"margin": 2.0},
    "dpo": {"beta": 0.7},
}

# The curves as papers write them: the oracle of values and slopes.
x = sympy.Symbol("x", real=True)
FORMULAS = {
    "mean_squared_error": "x**2",
    "mean_absolute_error": "Abs(x)",
    "huber": "Piecewise((x**2 / 2, Abs(x) <= 1), (Abs(x) - Rational(1, 2), True))",
    "log_cosh": "log(cosh(x))",
    "quantile": "Abs(x) / 2",
    "binary_cross_entropy": "log(1 + exp(-x))",
    "brier": "(1 / (1 + exp(-x)) - 1)**2",
    "focal": "(1 - 1 / (1 + exp(-x)))**2 * log(1 + exp(-x))",
    "hinge": "Max(0, 1 - x)",
    "squared_hinge": "Max(0, 1 - x)**2",
    "categorical_cross_entropy": "log(1 + exp(-x))",
    "kl_divergence": "3 * log(Rational(3, 4) * (1 + exp(-x))) / 4 + log(Rational(1, 4) * (1 + exp(x))) / 4",
    "label_smoothing": "Rational(95, 100) * log(1 + exp(-x)) + Rational(5, 100) * log(1 + exp(x))",
    "contrastive": "Max(0, 1 - Abs(x))**2",
    "triplet": "Max(0, 1 - Abs(x))",
    "smooth_l1": "Piecewise((x**2 / 2, Abs(x) <= 1), (Abs(x) - Rational(1, 2), True))",
    "poisson": "exp(x) - x - 1",
    "gamma": "exp(-x) + x - 1",
    "gaussian": "x**2 / 2 + log(2 * pi) / 2",
    "dice": "1 - (2 / (1 + exp(-x)) + 1) / (1 / (1 + exp(-x)) + 2)",
    "token_cross_entropy": "log(1 + exp(-x))",
    "info_nce": "(log(1 + exp(-2 * x)) + log(2) + 2 * log(1 + exp(-x))) / 4",
    "margin_ranking": "Max(0, 1 - x)",
    "bradley_terry": "log(1 + exp(-x))",
    "dpo": "log(1 + exp(-x / 10))",
}

every = pytest.mark.parametrize("objective", CATALOGUE.values(), ids=CATALOGUE)
elementwise = [
    each for each in CATALOGUE.values() if each.task not in {"one of many", "embedding"} and each.name != "dice"
]
every_elementwise = pytest.mark.parametrize("objective", elementwise, ids=lambda each: each.name)
of_classes = pytest.mark.parametrize(
    "objective", [each for each in CATALOGUE.values() if each.task == "one of many"], ids=lambda each: each.name
)


def case(objective: Objective, rng: np.random.Generator, scale: float = 2.0) -> tuple[np.ndarray, np.ndarray]:
    """A batch of predictions and targets that the objective takes."""
    prediction = rng.normal(0.0, scale, (5, 3))
    targets: dict[str, Callable[[], np.ndarray]] = {
        "rows of probabilities": lambda: rng.dirichlet(np.ones(3), 5),
        "tokens": lambda: rng.integers(3, size=5),
        "a label for each row": lambda: np.array([0, 1, 0, 2, 1]),
        "0 to 1": lambda: rng.random((5, 3)),
        "−1 or 1": lambda: np.where(rng.random((5, 3)) < 0.5, -1.0, 1.0),
        "counts": lambda: rng.poisson(2.0, (5, 3)).astype(float),
        "numbers above 0": lambda: rng.gamma(2.0, 1.0, (5, 3)),
    }
    return prediction, targets.get(objective.targets, lambda: rng.normal(0.0, scale, (5, 3)))()


LOGARITHMS = ("poisson", "gamma")
"""Of what they take, e to the power of a thousand is no number of a computer."""
bounded_exponents = pytest.mark.parametrize(
    "objective", [each for each in CATALOGUE.values() if each.name not in LOGARITHMS], ids=lambda each: each.name
)


def central_differences(function: Callable[[np.ndarray], float], prediction: np.ndarray) -> np.ndarray:
    """Gradient found by moving one prediction at a time."""
    gradient, step = np.zeros_like(prediction), 1e-5
    for place in np.ndindex(prediction.shape):
        moved = np.zeros_like(prediction)
        moved[place] = step
        gradient[place] = (function(prediction + moved) - function(prediction - moved)) / (2 * step)
    return gradient


def away_from_kinks(objective: Objective, distance: float = 1e-3) -> np.ndarray:
    # Huber, squared hinge and contrastive are smooth there, but their slope bends.
    bends = np.array([*objective.kinks, -1.0, 0.0, 1.0])
    away: np.ndarray = GRID[np.abs(GRID[:, np.newaxis] - bends).min(axis=1) > distance]
    return away


# What every function and gradient promises


def test_every_function_with_a_gradient_is_in_the_catalogue() -> None:
    names = snippets.objectives.__all__
    found = {name for name in names if f"{name}_gradient" in names}
    assert set(CATALOGUE) == found - {"l2_penalty"}  # which looks at no prediction


@every
def test_the_gradient_is_named_after_its_function(objective: Objective) -> None:
    assert objective.gradient.__name__ == f"{objective.name}_gradient"


@every
def test_the_loss_is_a_plain_number_and_the_gradient_has_the_shape_of_the_predictions(objective: Objective) -> None:
    prediction, target = case(objective, np.random.default_rng(0))
    assert type(objective.function(prediction, target)) is float
    assert objective.gradient(prediction, target).shape == prediction.shape


@every
@FEW_EXAMPLES
@given(seed=st.integers(0, 10_000))
def test_the_gradient_agrees_with_central_differences(objective: Objective, seed: int) -> None:
    prediction, target = case(objective, np.random.default_rng(seed))
    for parameters in ({}, PARAMETERS.get(objective.name, {})):
        found = objective.gradient(prediction, target, **parameters)
        expected = central_differences(lambda moved: objective.function(moved, target, **parameters), prediction)  # noqa: B023
        np.testing.assert_allclose(found, expected, atol=1e-6)


@every
def test_every_parameter_is_tried(objective: Objective) -> None:
    assert set(objective.parameters) == set(PARAMETERS.get(objective.name, {}))


@every
@FEW_EXAMPLES
@given(seed=st.integers(0, 10_000))
def test_no_loss_is_below_zero(objective: Objective, seed: int) -> None:
    assert objective.function(*case(objective, np.random.default_rng(seed))) >= 0.0


@bounded_exponents
def test_far_out_everything_is_finite(objective: Objective) -> None:
    rng = np.random.default_rng(0)
    _, target = case(objective, rng)
    for scale in (1000.0, 1e6):
        prediction = np.where(rng.random((5, 3)) < 0.5, -scale, scale)
        assert np.isfinite(objective.function(prediction, target))
        assert np.isfinite(objective.gradient(prediction, target)).all()


@pytest.mark.parametrize("name", LOGARITHMS)
def test_a_logarithm_far_out_costs_a_huge_number_or_an_infinite_one(name: str) -> None:
    objective, sign = CATALOGUE[name], 1.0 if name == "poisson" else -1.0
    assert objective.function([300.0 * sign], [1.0]) == pytest.approx(np.exp(300.0))
    assert objective.gradient([300.0 * sign], [1.0])[0] == pytest.approx(sign * np.exp(300.0))
    assert objective.function([1000.0 * sign], [1.0]) == np.inf
    assert objective.gradient([1000.0 * sign], [1.0])[0] == sign * np.inf
    assert objective.function([-1000.0 * sign], [1.0]) == pytest.approx(999.0)
    assert objective.gradient([-1000.0 * sign], [1.0])[0] == -sign


@every
def test_the_arguments_are_left_as_they_were(objective: Objective) -> None:
    prediction, target = case(objective, np.random.default_rng(0))
    copies = prediction.copy(), target.copy()
    objective.function(prediction, target)
    objective.gradient(prediction, target)[...] = 7.0
    assert (prediction == copies[0]).all()
    assert (target == copies[1]).all()


@every
def test_single_precision_agrees_with_double(objective: Objective) -> None:
    prediction, target = case(objective, np.random.default_rng(0))
    single = prediction.astype(np.float32)
    assert objective.function(single, target.astype(np.float32)) == pytest.approx(
        objective.function(prediction, target), rel=1e-5
    )


@every
def test_nan_in_gives_nan_out(objective: Objective) -> None:
    prediction, target = case(objective, np.random.default_rng(0))
    prediction[0, 0] = np.nan
    assert np.isnan(objective.function(prediction, target))


@every
def test_nan_in_gives_nan_in_the_gradient(objective: Objective) -> None:
    prediction, target = case(objective, np.random.default_rng(0))
    prediction[0, 0] = np.nan
    assert np.isnan(objective.gradient(prediction, target)[0, 0])


@every
@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_the_gradient_has_the_type_of_the_predictions(objective: Objective, dtype: type[np.floating]) -> None:
    prediction, target = case(objective, np.random.default_rng(0))
    kinds = target.astype(dtype) if target.dtype.kind == "f" else target
    assert objective.gradient(prediction.astype(dtype), kinds).dtype == dtype


@pytest.mark.parametrize(
    "objective", [each for each in elementwise if each.task == "yes or no"], ids=lambda each: each.name
)
def test_infinitely_sure_and_right_costs_nothing_and_is_left_alone(objective: Objective) -> None:
    low = -1.0 if objective.targets == "−1 or 1" else 0.0
    assert objective.function([np.inf, -np.inf], [1.0, low]) == 0.0
    assert (objective.gradient([np.inf, -np.inf], [1.0, low]) == 0.0).all()


@pytest.mark.parametrize("name", ["binary_cross_entropy", "focal", "hinge"])
def test_infinitely_sure_and_wrong_costs_without_end_and_is_pushed_as_usual(name: str) -> None:
    objective = CATALOGUE[name]
    assert objective.function([-np.inf], [1.0]) == np.inf
    assert objective.gradient([-np.inf], [1.0])[0] == -1.0


@every
def test_one_step_downhill_lowers_the_loss(objective: Objective) -> None:
    prediction, target = case(objective, np.random.default_rng(1))
    lower = prediction - 1e-3 * objective.gradient(prediction, target)
    assert objective.function(lower, target) < objective.function(prediction, target)


@every_elementwise
@FEW_EXAMPLES
@given(seed=st.integers(0, 10_000))
def test_the_loss_is_the_mean_over_all_elements(objective: Objective, seed: int) -> None:
    prediction, target = case(objective, np.random.default_rng(seed))
    alone = [objective.function([p], [t]) for p, t in zip(prediction.flat, target.flat, strict=True)]
    assert objective.function(prediction, target) == pytest.approx(np.mean(alone))


@of_classes
@FEW_EXAMPLES
@given(seed=st.integers(0, 10_000))
def test_the_loss_is_the_mean_over_the_rows(objective: Objective, seed: int) -> None:
    prediction, target = case(objective, np.random.default_rng(seed))
    alone = [objective.function(p, t) for p, t in zip(prediction, target, strict=True)]
    assert objective.function(prediction, target) == pytest.approx(np.mean(alone))


@of_classes
@FEW_EXAMPLES
@given(seed=st.integers(0, 10_000), shift=st.floats(-900.0, 900.0))
def test_a_shift_of_all_logits_changes_nothing(objective: Objective, seed: int, shift: float) -> None:
    prediction, target = case(objective, np.random.default_rng(seed))
    assert objective.function(prediction + shift, target) == pytest.approx(objective.function(prediction, target))
    assert objective.gradient(prediction, target).sum(axis=-1) == pytest.approx(0.0, abs=1e-15)


@pytest.mark.parametrize("objective", [*elementwise, CATALOGUE["kl_divergence"]], ids=lambda o: o.name)
def test_other_shapes_of_target_are_refused(objective: Objective) -> None:
    for function in (objective.function, objective.gradient):
        with pytest.raises(ValueError, match=r"one shape, not \(3, 1\) and \(3,\)"):
            function(np.ones((3, 1)), np.ones(3))
        with pytest.raises(ValueError, match="at least one number"):
            function(np.ones((0, 2)), np.ones((0, 2)))


# Values and slopes against the formulas


@every
def test_values_agree_with_the_formula(objective: Objective) -> None:
    places = np.array([-9.5, -2.7, -1.0, -0.4, 0.0, 0.3, 1.0, 1.5, 2.9, 8.0])
    formula = sympy.sympify(FORMULAS[objective.name], locals={"x": x})
    expected = [float(formula.subs(x, sympy.Rational(str(place))).evalf(40)) for place in places]
    np.testing.assert_allclose(objective.curve(places), expected, rtol=1e-11, atol=1e-14)


@every
def test_slopes_agree_with_central_differences_of_the_curve(objective: Objective) -> None:
    places, step = away_from_kinks(objective)[::23], 1e-5
    differences = (objective.curve(places + step) - objective.curve(places - step)) / (2 * step)
    np.testing.assert_allclose(objective.slope(places), differences, atol=1e-8)


def test_curve_and_slope_take_parameters_and_keep_the_shape() -> None:
    places = np.array([[1.0, -2.0], [0.0, 4.0]])
    assert CATALOGUE["quantile"].curve(places, tau=0.75).tolist() == [[0.25, 1.5], [0.0, 1.0]]
    assert CATALOGUE["huber"].slope(places, delta=3.0).tolist() == [[1.0, -2.0], [0.0, 3.0]]


# What the catalogue says of each


@every
def test_convex_means_that_no_chord_runs_below_the_curve(objective: Objective) -> None:
    rng = np.random.default_rng(0)
    curve = objective.curve(GRID[::20])
    convex = bool((curve[2:] + curve[:-2] - 2 * curve[1:-1] > -1e-9).all())
    for _ in range(50):
        prediction, target = case(objective, rng, scale=5.0)
        other, _ = case(objective, rng, scale=5.0)
        ends = (objective.function(prediction, target) + objective.function(other, target)) / 2
        convex &= objective.function((prediction + other) / 2, target) <= ends + 1e-9
    assert convex is objective.convex


@every
def test_robust_means_that_the_pull_of_a_prediction_is_bounded(objective: Objective) -> None:
    rng = np.random.default_rng(0)
    prediction, target = case(objective, rng)
    assert bool(np.abs(objective.gradient(1e6 * prediction, target)).max() < 10.0) is objective.robust


@every
def test_the_slope_jumps_at_the_kinks(objective: Objective) -> None:
    kinks = np.array(objective.kinks)
    jumps = objective.slope(kinks + 1e-7) - objective.slope(kinks - 1e-7)
    assert (np.abs(jumps) > 0.1).all()
    assert objective.smooth is (len(kinks) == 0)


@every
def test_at_a_kink_the_slope_is_0_and_what_the_named_libraries_take_is_told(objective: Objective) -> None:
    assert (objective.slope(objective.kinks) == 0.0).all()
    named = {library for library in LIBRARIES if getattr(objective, library)}
    assert objective.at_kinks.keys() == (named if objective.kinks else set())


def test_the_slopes_at_the_kinks_are_told() -> None:
    told = CATALOGUE["hinge"].properties()
    assert told["Slope at kinks"] == "0"
    assert told["Slope elsewhere"] == "Keras −0.5; Optax −0.5; scikit-learn −1"


@every
def test_the_slope_jumps_nowhere_else(objective: Objective) -> None:
    centres = np.linspace(-3.005, 3.005, 302)
    kept = np.all([np.abs(centres - kink) > 0.012 for kink in (*objective.kinks, np.inf)], axis=0)
    jumps = objective.slope(centres[kept] + 1e-3) - objective.slope(centres[kept] - 1e-3)
    assert (np.abs(jumps) < 0.01 * np.maximum(1.0, np.abs(objective.slope(centres[kept])))).all()


def cheapest(objective: Objective, probability: float) -> float:
    """The best prediction for a target of 4 or 0 of which the first has this probability; 1 or 0 for an answer."""
    places = np.linspace(-6.0, 6.0, 1201)
    if objective.targets == "tokens":
        costs = [
            probability * objective.function([place, 0.0], 0)
            + (1.0 - probability) * objective.function([place, 0.0], 1)
            for place in places
        ]
        return float(places[np.argmin(costs)])
    if objective.task == "one of many":
        share = [probability, 1.0 - probability]
        return float(places[np.argmin([objective.function([place, 0.0], share) for place in places])])
    if objective.task == "preference":
        places = places / objective.parameters.get("beta", 1.0)
        one_way = [objective.function([place], [0.0]) for place in places]
        the_other = [objective.function([0.0], [place]) for place in places]
        both = probability * np.array(one_way) + (1.0 - probability) * np.array(the_other)
        return float(places[both.argmin()] * objective.parameters.get("beta", 1.0))
    low = -1.0 if objective.targets == "−1 or 1" else 0.0
    high = 1.0 if objective.task == "yes or no" else 4.0
    costs = [
        probability * objective.function([place], [high]) + (1.0 - probability) * objective.function([place], [low])
        for place in places
    ]
    return float(places[np.argmin(costs)])


ANNOUNCED: dict[str, Callable[[float, float], float]] = {
    "mean": lambda best, low: (best - low) / ((4.0 if low == 0.0 else 1.0) - low),
    "probability": lambda best, low: float(sigmoid(best)),
    "probabilities": lambda best, low: float(sigmoid(best)),
}


@pytest.mark.parametrize(
    "objective",
    [o for o in CATALOGUE.values() if o.consistent_for in ANNOUNCED and o.name not in LOGARITHMS],
    ids=lambda o: o.name,
)
def test_the_best_prediction_is_the_probability_or_the_mean(objective: Objective) -> None:
    low = -1.0 if objective.targets == "−1 or 1" else 0.0
    announced = ANNOUNCED[str(objective.consistent_for)]
    found = [announced(cheapest(objective, probability), low) for probability in (0.2, 0.7, 0.85)]
    np.testing.assert_allclose(found, [0.2, 0.7, 0.85], atol=0.006)


@pytest.mark.parametrize("name", ["focal", "label_smoothing"])
def test_a_dash_stands_where_the_best_prediction_is_not_the_probability(name: str) -> None:
    objective = CATALOGUE[name]
    assert objective.consistent_for is None
    assert float(sigmoid(cheapest(objective, 0.85))) < 0.84


@pytest.mark.parametrize("name", ["hinge", "margin_ranking"])
def test_the_best_score_of_a_hinge_names_the_likelier_answer(name: str) -> None:
    assert CATALOGUE[name].consistent_for == "likelier answer"
    assert [round(cheapest(CATALOGUE[name], probability), 6) for probability in (0.2, 0.45, 0.7)] == [-1, -1, 1]


SAMPLE = np.random.default_rng(5).gamma(1.5, 2.0, 301)
NUMBERS = ("numbers", "logarithms of rates", "logarithms of means")
CENTRES = {
    "mean": float(SAMPLE.mean()),
    "median": float(np.median(SAMPLE)),
    "quantile": float(np.quantile(SAMPLE, 0.5)),
}


@pytest.mark.parametrize(
    "objective",
    [o for o in CATALOGUE.values() if o.prediction in NUMBERS and o.consistent_for in CENTRES],
    ids=lambda o: o.name,
)
def test_the_best_single_prediction_is_the_one_named(objective: Objective) -> None:
    centre = CENTRES[str(objective.consistent_for)]
    best = np.full_like(SAMPLE, np.log(centre) if objective.name in LOGARITHMS else centre)
    lowest = objective.function(best, SAMPLE)
    assert lowest < objective.function(best + 0.02, SAMPLE)
    assert lowest < objective.function(best - 0.02, SAMPLE)


def test_an_objective_for_predictions_says_what_it_is_consistent_for() -> None:
    unsaid = {each.name for each in CATALOGUE.values() if each.consistent_for is None}
    assert unsaid == {"focal", "dice", "label_smoothing", "contrastive", "triplet", "info_nce"}


@pytest.mark.parametrize(
    ("name", "tail"),
    [("huber", lambda r: np.clip(r, -1.0, 1.0)), ("smooth_l1", lambda r: np.clip(r, -1.0, 1.0)), ("log_cosh", np.tanh)],
)
def test_the_centre_with_pulled_in_tails_has_a_gradient_of_zero(
    name: str, tail: Callable[[np.ndarray], np.ndarray]
) -> None:
    low, high = 0.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        pull = CATALOGUE[name].gradient(np.full_like(SAMPLE, middle), SAMPLE).sum()
        low, high = (low, middle) if pull > 0 else (middle, high)
    assert tail(SAMPLE - middle).mean() == pytest.approx(0.0, abs=1e-12)


@pytest.mark.parametrize("name", ["binary_cross_entropy", "brier"])
def test_the_best_single_logit_is_the_log_odds(name: str) -> None:
    answers = np.array([1.0, 1.0, 1.0, 0.0])
    assert CATALOGUE[name].gradient(np.full(4, np.log(3.0)), answers).sum() == pytest.approx(0.0, abs=1e-15)


@pytest.mark.parametrize("name", ["categorical_cross_entropy", "kl_divergence"])
def test_the_best_single_logits_are_logarithms_of_the_shares(name: str) -> None:
    answers = np.eye(3)[[0, 0, 1, 2]]
    logits = np.tile(np.log([0.5, 0.25, 0.25]), (4, 1))
    assert CATALOGUE[name].gradient(logits, answers).sum(axis=0) == pytest.approx(0.0, abs=1e-15)


@every
def test_the_output_is_an_activation_of_the_catalogue(objective: Objective) -> None:
    assert objective.output in ACTIVATIONS


def test_formulas_are_those_of_functions_of_the_catalogue() -> None:
    known = {name for each in CATALOGUE.values() for name in (each.name, each.gradient.__name__)}
    assert set(formulas.FORMULAS) <= known


def test_an_entry_has_the_formulas_that_the_post_does_not_show() -> None:
    entry = CATALOGUE["brier"]
    assert (entry.formula, entry.bind) == formulas.FORMULAS["brier"]
    assert entry.derivative_formula == ""
    assert CATALOGUE["huber"].derivative_bind == formulas.FORMULAS["huber_gradient"][1]


@every
def test_the_year_is_that_of_the_paper(objective: Objective) -> None:
    assert objective.paper.endswith(str(objective.year))


@every
def test_framework_names_are_whole(objective: Objective) -> None:
    assert objective.pytorch is None or objective.pytorch.startswith(("torch.nn.functional.", "torchvision.ops."))
    assert objective.keras is None or objective.keras.startswith("keras.losses.")
    assert objective.jax is None or objective.jax.startswith("optax.losses.")


def test_scikit_learn_knows_the_names() -> None:
    estimators = (
        HistGradientBoostingRegressor,
        GradientBoostingRegressor,
        SGDRegressor,
        HistGradientBoostingClassifier,
        SGDClassifier,
        LinearSVC,
    )
    known = {
        option
        for estimator in estimators
        for constraint in estimator._parameter_constraints["loss"]
        for option in getattr(constraint, "options", ())
    }
    assert {re.findall(r'loss="(\w+)"', each.sklearn)[0] for each in CATALOGUE.values() if each.sklearn} <= known
