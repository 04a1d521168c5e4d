"""What data are worth to a decision between two offers to customers."""

import numpy as np

# --8<-- [start:right_choice]
BUYERS = (0.10, 0.12)
"""The share of customers who take the first offer, and the second: nobody knows it."""


def right_choice(
    customers: int, rng: np.random.Generator, rounds: int = 20_000
) -> float:
    """How often the better offer wins, if each is shown to this many customers.

    The one that is taken more often wins; where there is a tie, a coin decides.

    >>> right_choice(0, np.random.default_rng(0), rounds=10)
    0.5
    """
    first, second = rng.binomial(customers, BUYERS, size=(rounds, 2)).T
    return float(np.mean(second > first) + np.mean(second == first) / 2)


# --8<-- [end:right_choice]
