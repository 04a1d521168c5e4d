"""Optimisers: each turns a gradient into a step."""

from snippets.optimisers.adadelta import Adadelta, adadelta_update
from snippets.optimisers.adafactor import Adafactor, adafactor_update
from snippets.optimisers.adagrad import AdaGrad, adagrad_update
from snippets.optimisers.adam import Adam, adam_update, uncorrected_adam_update
from snippets.optimisers.adamw import AdamW, adamw_update
from snippets.optimisers.amsgrad import AMSGrad, amsgrad_update
from snippets.optimisers.catalogue import CATALOGUE, EXPLAINED, OptimiserEntry
from snippets.optimisers.clipping import clip_by_norm, clip_by_value
from snippets.optimisers.gradient_descent import (
    GradientDescent,
    gradient_descent_update,
)
from snippets.optimisers.lamb import Lamb, lamb_update
from snippets.optimisers.lion import Lion, lion_update
from snippets.optimisers.momentum import Momentum, momentum_update
from snippets.optimisers.muon import Muon, muon_update
from snippets.optimisers.nadam import NAdam, nadam_update
from snippets.optimisers.nesterov import Nesterov, nesterov_update
from snippets.optimisers.optimiser import Optimiser
from snippets.optimisers.radam import RAdam, radam_update
from snippets.optimisers.rmsprop import RMSProp, rmsprop_update
from snippets.optimisers.schedule_free import ScheduleFree, schedule_free_update
from snippets.optimisers.schedules import (
    cosine,
    exponential_decay,
    inverse_decay,
    step_decay,
    warm_up,
    warm_up_cosine,
)
from snippets.optimisers.shampoo import Shampoo, shampoo_update
from snippets.optimisers.surfaces import SURFACES, Surface
from snippets.optimisers.trajectories import trajectory

__all__ = [
    "CATALOGUE",
    "EXPLAINED",
    "SURFACES",
    "AMSGrad",
    "AdaGrad",
    "Adadelta",
    "Adafactor",
    "Adam",
    "AdamW",
    "GradientDescent",
    "Lamb",
    "Lion",
    "Momentum",
    "Muon",
    "NAdam",
    "Nesterov",
    "Optimiser",
    "OptimiserEntry",
    "RAdam",
    "RMSProp",
    "ScheduleFree",
    "Shampoo",
    "Surface",
    "adadelta_update",
    "adafactor_update",
    "adagrad_update",
    "adam_update",
    "adamw_update",
    "amsgrad_update",
    "clip_by_norm",
    "clip_by_value",
    "cosine",
    "exponential_decay",
    "gradient_descent_update",
    "inverse_decay",
    "lamb_update",
    "lion_update",
    "momentum_update",
    "muon_update",
    "nadam_update",
    "nesterov_update",
    "radam_update",
    "rmsprop_update",
    "schedule_free_update",
    "shampoo_update",
    "step_decay",
    "trajectory",
    "uncorrected_adam_update",
    "warm_up",
    "warm_up_cosine",
]
