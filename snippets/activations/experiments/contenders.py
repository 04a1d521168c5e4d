"""The activations that most experiments compare."""

from snippets.activations.catalogue import CATALOGUE

LINEAR = CATALOGUE["linear"]
SIGMOID = CATALOGUE["sigmoid"]
TANH = CATALOGUE["tanh"]
RELU = CATALOGUE["relu"]
