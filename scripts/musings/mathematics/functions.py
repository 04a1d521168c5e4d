"""The functions that a formula may use without any binding, by the way they are written."""

from __future__ import annotations

NAMED = {
    r"\exp": "exp", r"\log": "log", r"\ln": "log",
    r"\sin": "sin", r"\cos": "cos", r"\tan": "tan", r"\arctan": "atan",
    r"\sinh": "sinh", r"\cosh": "cosh", r"\tanh": "tanh",
    r"\max": "max", r"\min": "min",
    "max": "max", "min": "min", "exp": "exp", "log": "log", "tanh": "tanh", "sech": "sech",
    "erf": "erf", "erfc": "erfc", "clip": "clip", "sign": "sign", "sgn": "sign", "abs": "abs", "artanh": "atanh",
}  # fmt: skip
"""Written name: meaning. Logarithms are natural."""

FOLDS = {r"\sum": "sum", r"\prod": "product", r"\max": "max", r"\min": "min"}
"""What runs over an index."""

NORMAL = {r"\Phi": "normal_distribution", r"\phi": "normal_density"}
"""Letters that mean the standard normal distribution when applied and bound to nothing else."""

ARGUMENTS = {"max": (1, 99), "min": (1, 99), "clip": (3, 3)}
"""How many arguments a function takes, where it is not one."""
