import numpy as np
import pytest

from snippets.data.decision import right_choice


def test_no_customers_are_a_coin() -> None:
    assert right_choice(0, np.random.default_rng(0), rounds=100) == 0.5


def test_one_customer_each_gives_what_can_be_computed_by_hand() -> None:
    better, worse = 0.12 * 0.90, 0.10 * 0.88
    share = right_choice(1, np.random.default_rng(0), rounds=400_000)
    assert share == pytest.approx(better + (1 - better - worse) / 2, abs=0.003)


def test_more_customers_lead_right_more_often() -> None:
    shares = [right_choice(customers, np.random.default_rng(0)) for customers in (10, 100, 1_000, 10_000)]
    assert shares == sorted(shares)
    assert shares[-1] > 0.99
