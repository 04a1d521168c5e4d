"""Prove, approve and render the claims of an educational site."""

import os

__version__ = "1.0.0"

# Proofs run side by side, one a core: linear algebra with threads of its own would only make them wait for each other,
# and its sums would depend on the number of cores. Set before anything imports NumPy.
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
for _variable in THREADS:
    os.environ.setdefault(_variable, "1")
