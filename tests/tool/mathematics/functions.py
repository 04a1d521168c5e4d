"""Plain NumPy functions that the formulas of these tests describe."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from scipy.special import expit, logsumexp, ndtr

Array = Any
"""A number or an array of them: NumPy takes both and gives what it was given."""
SCALE, SLOPE = 1.0507009873554805, 1.6732632423543772


def sigmoid(x: Array) -> Array:
    return expit(x)


def sigmoid_derivative(x: Array) -> Array:
    return expit(x) * expit(-x)


def tanh(x: Array) -> Array:
    return np.tanh(x)


def tanh_derivative(x: Array) -> Array:
    return 1 - np.tanh(x) ** 2


def relu(x: Array) -> Array:
    return np.maximum(0, x)


def relu_derivative(x: Array) -> Array:
    return np.where(x > 0, 1.0, 0.0)


def identity(x: Array) -> Array:
    return x


def identity_derivative(x: Array) -> Array:
    return np.ones_like(x)


def softplus(x: Array) -> Array:
    return np.logaddexp(0, x)


def hard_sigmoid(x: Array) -> Array:
    return np.clip(x / 6 + 0.5, 0, 1)


def hard_sigmoid_derivative(x: Array) -> Array:
    return np.where((x > -3) & (x < 3), 1 / 6, 0.0)


def leaky_relu(x: Array, alpha: float = 0.01) -> Array:
    return np.where(x > 0, x, alpha * x)


def leaky_relu_derivative(x: Array, alpha: float = 0.01) -> Array:
    return np.where(x > 0, 1.0, alpha)


def elu(x: Array, alpha: float = 1.0) -> Array:
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def elu_derivative(x: Array, alpha: float = 1.0) -> Array:
    return np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0)))


def selu(x: Array) -> Array:
    return SCALE * elu(x, SLOPE)


def unscaled_selu(x: Array) -> Array:
    return elu(x, SLOPE)


def gelu(x: Array) -> Array:
    return x * ndtr(x)


def gelu_derivative(x: Array) -> Array:
    return ndtr(x) + x * np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)


def gelu_tanh(x: Array) -> Array:
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


def silu(x: Array) -> Array:
    return x * expit(x)


def silu_derivative(x: Array) -> Array:
    return expit(x) * (1 + x * expit(-x))


def swish(x: Array, beta: float = 1.0) -> Array:
    return x * expit(beta * x)


def mish(x: Array) -> Array:
    return x * np.tanh(softplus(x))


def mish_derivative(x: Array) -> Array:
    tanh_softplus = np.tanh(softplus(x))
    return tanh_softplus + x * expit(x) * (1 - tanh_softplus**2)


def softsign(x: Array) -> Array:
    return x / (1 + np.abs(x))


def softsign_derivative(x: Array) -> Array:
    return 1 / (1 + np.abs(x)) ** 2


def hard_tanh(x: Array) -> Array:
    return np.clip(x, -1, 1)


def hard_tanh_derivative(x: Array) -> Array:
    return np.where((x > -1) & (x < 1), 1.0, 0.0)


def hard_swish(x: Array) -> Array:
    return x * np.clip(x + 3, 0, 6) / 6


def hard_swish_derivative(x: Array) -> Array:
    return np.where(x <= -3, 0.0, np.where(x < 3, x / 3 + 0.5, 1.0))


def log_sigmoid(x: Array) -> Array:
    return -np.logaddexp(0, -x)


def softmax(z: Array, axis: int = -1, temperature: float = 1.0) -> Array:
    powers = np.exp((z - np.max(z, axis=axis, keepdims=True)) / temperature)
    return powers / np.sum(powers, axis=axis, keepdims=True)


def softmax_jacobian(z: Array, temperature: float = 1.0) -> Array:
    p = softmax(z, temperature=temperature)
    return (np.diag(p) - np.outer(p, p)) / temperature


def log_softmax(z: Array) -> Array:
    return z - logsumexp(z)


def log_softmax_jacobian(z: Array) -> Array:
    return np.eye(len(z)) - softmax(z)[None, :]


def mean_squared_error(prediction: Array, target: Array) -> Array:
    return np.mean((target - prediction) ** 2)


def mean_squared_error_gradient(prediction: Array, target: Array) -> Array:
    return 2 * (prediction - target) / prediction.size


def mean_absolute_error(prediction: Array, target: Array) -> Array:
    return np.mean(np.abs(target - prediction))


def huber(prediction: Array, target: Array, delta: float = 1.0) -> Array:
    error = np.abs(target - prediction)
    return np.where(error <= delta, error**2 / 2, delta * (error - delta / 2))


def huber_derivative(prediction: Array, target: Array, delta: float = 1.0) -> Array:
    return np.clip(prediction - target, -delta, delta)


def log_cosh(prediction: Array, target: Array) -> Array:
    error = prediction - target
    return np.logaddexp(error, -error) - np.log(2)


def quantile(prediction: Array, target: Array, tau: float = 0.5) -> Array:
    error = target - prediction
    return np.maximum(tau * error, (tau - 1) * error)


def hinge(prediction: Array, target: Array) -> Array:
    return np.maximum(0, 1 - target * prediction)


def hinge_derivative(prediction: Array, target: Array) -> Array:
    return np.where(target * prediction < 1, -target, 0.0)


def binary_cross_entropy(probability: Array, target: Array) -> Array:
    return -target * np.log(probability) - (1 - target) * np.log1p(-probability)


def focal(probability: Array, gamma: float = 2.0) -> Array:
    return -((1 - probability) ** gamma) * np.log(probability)


def cross_entropy(probability: Array, target: Array) -> Array:
    return -np.sum(target * np.log(probability))


def batch_cross_entropy(probability: Array, target: Array) -> Array:
    return -np.mean(np.sum(target * np.log(probability), axis=1))


def cross_entropy_from_logits(logits: Array, target: Array) -> Array:
    return np.sum(target) * logsumexp(logits) - np.sum(target * logits)


def kl_divergence(p: Array, q: Array) -> Array:
    return np.sum(p * np.log(p / q))


def dense(weights: Array, inputs: Array, bias: Array) -> Array:
    return weights @ inputs + bias


def momentum(m: Array, g: Array, beta1: float = 0.9) -> Array:
    return beta1 * m + (1 - beta1) * g


def bias_corrected(m: Array, step: int, beta1: float = 0.9) -> Array:
    return m / (1 - beta1**step)


def update(theta: Array, m_hat: Array, v_hat: Array, learning_rate: float = 0.1, epsilon: float = 1e-8) -> Array:
    return theta - learning_rate * m_hat / (np.sqrt(v_hat) + epsilon)


class State(NamedTuple):
    theta: Array
    m: Array
    v: Array


def adam(
    theta: Array,
    gradient: Array,
    m: Array,
    v: Array,
    step: int,
    learning_rate: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
) -> State:
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    corrected = m / (1 - beta1**step)
    return State(theta - learning_rate * corrected / (np.sqrt(v / (1 - beta2**step)) + epsilon), m, v)


def clipped(gradient: Array, limit: float = 1.0) -> Array:
    return gradient * min(1.0, limit / np.sqrt(np.sum(gradient**2)))


def raised(x: Array) -> Array:
    raise ValueError("no such x")


def surprise(probability: Array) -> Array:
    if np.any((probability <= 0) | (probability > 1)):
        raise ValueError("probability must lie in (0, 1]")
    return -np.log(probability)


def total(x: Array) -> Array:
    return np.sum(x)
