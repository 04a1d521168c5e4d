"""What the catalogue says against each objective, shown: a test for each, by its name."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats
from scipy.optimize import minimize_scalar
from sklearn.linear_model import QuantileRegressor

from snippets.activations import sigmoid
from snippets.objectives import CATALOGUE, huber, perplexity, smooth_l1_gradient
from snippets.objectives.metric import triplets

TEN = [0.0] * 9 + [10.0]
"""Nine measurements and a blunder."""


def pull(name: str, at: float) -> float:
    return float(CATALOGUE[name].slope(at))


def best(name: str, targets: list[float], scale: float = 1.0) -> float:
    """The one prediction of all targets that costs least."""
    y = scale * np.array(targets)
    cost = lambda at: CATALOGUE[name].function(np.full_like(y, at), y)  # noqa: E731 - a name for one look-up
    return float(minimize_scalar(cost, bounds=(-50.0 * scale, 50.0 * scale), options={"xatol": 1e-9}).x)


def a_blunder_outweighs_the_good() -> object:
    return (
        pull("mean_squared_error", 10.0) == 10.0 * pull("mean_squared_error", 1.0)
        and best("mean_squared_error", TEN) > 0.99
    )


def steps_of_one_length_hop_about() -> object:
    x, visited = 0.05, []
    for _ in range(40):
        x -= 0.1 * pull("mean_absolute_error", x)
        visited.append(round(x, 6))
    return pull("mean_absolute_error", 1e-9) == pull("mean_absolute_error", 1e9) and set(visited) == {-0.05, 0.05}


def the_unit_matters(name: str) -> bool:
    spread = [0.0, 0.2, 0.3, 0.9]
    return not np.isclose(best(name, spread, 100.0), 100.0 * best(name, spread), rtol=0.05)


def two_quantiles_cross() -> object:
    rng = np.random.default_rng(0)
    x, grid = rng.normal(size=(12, 1)), np.linspace(-3.0, 3.0, 50).reshape(-1, 1)
    y = (1 + 0.5 * x[:, 0]) * rng.normal(size=12)
    low, high = (QuantileRegressor(quantile=tau, alpha=0.0).fit(x, y).predict(grid) for tau in (0.4, 0.6))
    return bool((low > high + 0.01).any() and (low < high - 0.01).any())


def a_wrong_label_costs_most_where_the_model_is_sure() -> object:
    costs = CATALOGUE["binary_cross_entropy"].curve([4.0, 0.0, -4.0, -40.0])
    return bool((np.diff(costs) > 0).all() and costs[-1] > 39)


def sure_and_wrong_is_hardly_pushed() -> object:
    return abs(pull("brier", -20.0)) < 1e-8 < 0.2 < abs(pull("brier", 0.0)) and not CATALOGUE["brier"].convex


def the_best_is_less_sure_than_the_truth() -> object:
    return 0.5 < sigmoid([best("focal", [1.0] * 9 + [0.0])]).item() < 0.85


def the_best_score_is_the_same_for_all_chances() -> object:
    chances = ([1.0] * 6 + [-1.0] * 4, [1.0] * 9 + [-1.0])
    return all(abs(best("hinge", targets) - 1.0) < 1e-3 for targets in chances)


def a_wild_score_pulls_ten_times_as_hard() -> object:
    return pull("squared_hinge", -9.0) == 10.0 * pull("squared_hinge", 0.0)


def larger_logits_are_always_better() -> object:
    rows, right = np.array([[1.0, 0.0], [0.0, 0.5]]), np.eye(2)
    costs = [CATALOGUE["categorical_cross_entropy"].function(scale * rows, right) for scale in (1.0, 3.0, 10.0, 30.0)]
    return bool((np.diff(costs) < 0).all())


def exchanged_it_differs_and_of_certain_answers_it_is_cross_entropy() -> object:
    kl, entropy = CATALOGUE["kl_divergence"].function, CATALOGUE["categorical_cross_entropy"].function
    one, other = np.array([[0.9, 0.1]]), np.array([[0.5, 0.5]])
    return not np.isclose(kl(np.log(one), other), kl(np.log(other), one), rtol=0.1) and np.isclose(
        kl([[0.3, 0.2]], [[1, 0]]), entropy([[0.3, 0.2]], [[1, 0]])
    )


def never_quite_sure() -> object:
    z = minimize_scalar(CATALOGUE["label_smoothing"].curve, bounds=(-50.0, 50.0)).x
    return bool(np.isclose(sigmoid([z]).item(), 0.95, atol=1e-3))


def at_one_place_there_is_no_push() -> object:
    gradient = CATALOGUE["contrastive"].gradient
    return bool((gradient([[0.0], [0.0]], [0, 1]) == 0).all() and (gradient([[0.0], [0.1]], [0, 1]) != 0).all())


def triplets_multiply_and_most_teach_nothing_in_the_end() -> object:
    many, few = (triplets(np.arange(rows) % 10) for rows in (400, 200))
    apart = CATALOGUE["triplet"].gradient([[0.0], [0.1], [5.0]], [0, 0, 1])
    return 7.5 < many / few < 8.5 and bool((apart == 0).all())


def off_by_the_factor_and_of_one_length() -> object:
    factors = [CATALOGUE["smooth_l1"].function([3.0], [0.0], beta) * beta for beta in (0.5, 1.0, 2.0)]
    steps = smooth_l1_gradient([1e-3, 1e3], [0.0, 0.0], 1e-9)
    return factors == [huber([3.0], [0.0], beta) for beta in (0.5, 1.0, 2.0)] and steps.tolist() == [0.5, 0.5]


def scattered_counts_leave_the_interval() -> object:
    draws = np.random.default_rng(0)
    rates = draws.gamma(2.0, 5.0, 5000)
    low, high = stats.poisson.interval(0.9, 10.0)
    shares = [
        np.mean((low <= counts) & (counts <= high)) for counts in (draws.poisson(10.0, 5000), draws.poisson(rates))
    ]
    at_the_mean = abs(CATALOGUE["poisson"].gradient(np.full(5000, np.log(10.0)), draws.poisson(rates)).sum()) < 0.5
    return shares[0] > 0.9 and shares[1] < 0.7 and at_the_mean


def zeros_are_refused_and_small_counts_as_much_as_large() -> object:
    loss = CATALOGUE["gamma"].function
    with pytest.raises(ValueError, match="target must be above 0"):
        loss([0.0], [0.0])
    return np.isclose(loss(np.log([0.5]), [1.0]), loss(np.log([500.0]), [1000.0]))


def a_smaller_variance_costs_less_and_a_large_one_lames() -> object:
    loss, gradient = CATALOGUE["gaussian"].function, CATALOGUE["gaussian"].gradient
    costs = [loss([1.0], [1.0], v) for v in (0.0, -10.0, -100.0, -600.0)]
    return bool((np.diff(costs) < 0).all()) and gradient([9.0], [0.0], 10.0) < 1e-3 < gradient([9.0], [0.0], 0.0)


def likely_is_to_be_called_certain() -> object:
    pictures = np.random.default_rng(0).random((200, 50)) < 0.7

    def cost(logit: float) -> float:
        return float(np.mean([CATALOGUE["dice"].function(np.full(50, logit), each) for each in pictures]))

    return cost(20.0) < cost(3.0) < cost(np.log(0.7 / 0.3)) - 0.05


def one_text_cut_up_in_two_ways() -> object:
    loss = CATALOGUE["token_cross_entropy"].function
    letters, pairs = (np.zeros((8, 4)), np.zeros(8, int)), (np.zeros((4, 16)), np.zeros(4, int))
    same = np.isclose(8 * loss(*letters), 4 * loss(*pairs))
    return same and np.allclose([perplexity(*letters), perplexity(*pairs)], [4.0, 16.0])


def those_alike_are_pushed_apart_and_more_rows_cost_more() -> object:
    entry = CATALOGUE["info_nce"]
    rows = np.array([[1.0, 0.1], [1.0, -0.1]])
    apart = rows[0] - rows[1]
    moves = -entry.gradient(rows, rows)
    costs = [entry.function(np.zeros((n, 2)), np.zeros((n, 2))) for n in (2, 8, 64)]
    return (moves[0] - moves[1]) @ apart > 0 and np.allclose(costs, np.log([2, 8, 64]))


def the_best_lead_is_the_same_for_all_chances() -> object:
    cost = CATALOGUE["margin_ranking"].function
    leads = [
        minimize_scalar(lambda a, p=p: p * cost([a], [0.0]) + (1 - p) * cost([0.0], [a]), bounds=(-5, 5)).x
        for p in (0.6, 0.9)
    ]
    return np.allclose(leads, 1.0, atol=1e-3)


def a_circle_leaves_all_alike() -> object:
    gradient = CATALOGUE["bradley_terry"].gradient
    beats = np.array([[1, -1, 0], [0, 1, -1], [-1, 0, 1]])

    def pull(scores: np.ndarray) -> np.ndarray:
        return np.asarray(gradient(scores, np.roll(scores, -1)) @ beats)

    return np.allclose(pull(np.zeros(3)), 0.0) and not np.allclose(pull(np.array([1.0, 0.0, 0.0])), 0.0)


def it_falls_while_the_preferred_gets_less_likely() -> object:
    loss = CATALOGUE["dpo"].function
    return loss([-5.0], [-20.0]) < loss([-1.0], [-4.0]) < loss([0.0], [0.0])


SHOWN: dict[str, Callable[[], object]] = {
    "mean_squared_error": a_blunder_outweighs_the_good,
    "mean_absolute_error": steps_of_one_length_hop_about,
    "huber": lambda: the_unit_matters("huber"),
    "log_cosh": lambda: the_unit_matters("log_cosh"),
    "quantile": two_quantiles_cross,
    "binary_cross_entropy": a_wrong_label_costs_most_where_the_model_is_sure,
    "brier": sure_and_wrong_is_hardly_pushed,
    "focal": the_best_is_less_sure_than_the_truth,
    "hinge": the_best_score_is_the_same_for_all_chances,
    "squared_hinge": a_wild_score_pulls_ten_times_as_hard,
    "categorical_cross_entropy": larger_logits_are_always_better,
    "kl_divergence": exchanged_it_differs_and_of_certain_answers_it_is_cross_entropy,
    "label_smoothing": never_quite_sure,
    "contrastive": at_one_place_there_is_no_push,
    "triplet": triplets_multiply_and_most_teach_nothing_in_the_end,
    "smooth_l1": off_by_the_factor_and_of_one_length,
    "poisson": scattered_counts_leave_the_interval,
    "gamma": zeros_are_refused_and_small_counts_as_much_as_large,
    "gaussian": a_smaller_variance_costs_less_and_a_large_one_lames,
    "dice": likely_is_to_be_called_certain,
    "token_cross_entropy": one_text_cut_up_in_two_ways,
    "info_nce": those_alike_are_pushed_apart_and_more_rows_cost_more,
    "margin_ranking": the_best_lead_is_the_same_for_all_chances,
    "bradley_terry": a_circle_leaves_all_alike,
    "dpo": it_falls_while_the_preferred_gets_less_likely,
}


@pytest.mark.parametrize("name", CATALOGUE)
def test_what_is_said_against_it_happens(name: str) -> None:
    assert CATALOGUE[name].weakness
    assert SHOWN[name]()
