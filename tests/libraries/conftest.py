"""The libraries compute with 64 bits here; where there are none of them, there is nothing to collect."""

import os
from importlib.util import find_spec

os.environ.update(JAX_ENABLE_X64="1", JAX_PLATFORMS="cpu", KERAS_BACKEND="jax")
collect_ignore_glob = [] if find_spec("jax") or find_spec("torch") else ["test_*.py"]

if find_spec("keras"):
    import keras

    keras.config.set_floatx("float64")

if find_spec("torch"):
    import torch

    torch.set_default_dtype(torch.float64)
