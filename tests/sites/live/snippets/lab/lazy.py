"""A function that needs a heavy package only when it is called."""


def slow_root(x):
    """Return the principal square root, found by SciPy."""
    from scipy.optimize import brentq

    return brentq(lambda y: y * y - x, 0.0, x + 1.0)
