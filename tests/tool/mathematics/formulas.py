"""Formulas of the course, each with the function it describes and what its symbols are bound to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.tool.mathematics import functions as f


@dataclass(frozen=True)
class Formula:
    """One formula that is right."""

    latex: str
    function: Callable[..., Any]
    bind: dict[str, str] = field(default_factory=dict)


PAIR = {"y": "target", r"\hat{y}": "prediction"}

FORMULAS = [
    Formula(r"\sigma(x) = \frac{1}{1+e^{-x}}", f.sigmoid),
    Formula(r"\sigma(x) = \frac{1}{1 + \exp(-x)} = \frac{e^x}{1 + e^x} = 1 - \sigma(-x)", f.sigmoid),
    Formula(r"\sigma'(x) = \sigma(x)\,(1-\sigma(x))", f.sigmoid_derivative),
    Formula(r"\frac{d}{dx}\sigma(x) = \sigma(x)\bigl(1 - \sigma(x)\bigr)", f.sigmoid_derivative),
    Formula(r"\sigma(u)\sigma(-u)", f.sigmoid_derivative, {r"\sigma": "sigmoid"}),
    Formula(r"\tanh(x) = \frac{e^x-e^{-x}}{e^x+e^{-x}}", f.tanh),
    Formula(r"\tanh'(x) = 1-\tanh^2(x)", f.tanh_derivative),
    Formula(r"1-\tanh^2(x)", f.tanh_derivative),
    Formula(r"\operatorname{ReLU}(x) = \max(0, x)", f.relu),
    Formula(r"f(x) = \begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}", f.relu),
    Formula(r"f'(x) = \begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{if } x \le 0 \end{cases}", f.relu_derivative),
    Formula(r"f(x) = x", f.identity),
    Formula(r"f'(x) = 1", f.identity_derivative),
    Formula(r"\operatorname{softplus}(x) = \log(1+e^x) = \ln\left(1 + e^x\right)", f.softplus),
    Formula(r"h(x) = \max\left(0, \min\left(1, \frac{x}{6} + \frac{1}{2}\right)\right)", f.hard_sigmoid),
    Formula(r"h(x) = \operatorname{clip}(\tfrac{x}{6} + \tfrac12, 0, 1)", f.hard_sigmoid),
    Formula(
        r"h(x) = \begin{cases} 0 & x \le -3 \\ 1 & x \ge 3 \\ x/6 + 1/2 & \text{otherwise} \end{cases}", f.hard_sigmoid
    ),
    Formula(
        r"h'(x) = \begin{cases} \frac{1}{6} & -3 < x < 3 \\ 0 & \text{otherwise} \end{cases}", f.hard_sigmoid_derivative
    ),
    Formula(r"f(x) = \begin{cases} x & x > 0 \\ \alpha x & x \le 0 \end{cases}", f.leaky_relu),
    Formula(r"f'(x) = \begin{cases} 1 & x > 0 \\ \alpha & \text{otherwise} \end{cases}", f.leaky_relu_derivative),
    Formula(r"f(x) = \begin{cases} x & x > 0 \\ \alpha\,(e^x - 1) & x \le 0 \end{cases}", f.elu),
    Formula(r"f'(x) = \begin{cases} 1 & x > 0 \\ f(x) + \alpha & x \le 0 \end{cases}", f.elu_derivative),
    Formula(
        r"f(x) = \lambda \begin{cases} x & x > 0 \\ \alpha (e^x - 1) & x \le 0 \end{cases}",
        f.selu,
        {r"\lambda": "SCALE", r"\alpha": "1.6732632423543772"},
    ),
    Formula(r"\operatorname{GELU}(x) = x\,\Phi(x)", f.gelu),
    Formula(
        r"\frac{x}{2}\left(1+\operatorname{erf}\left(\frac{x}{\sqrt{2}}\right)\right)",
        f.gelu,
    ),
    Formula(
        r"f(x) \approx \frac{x}{2}\left(1+\tanh\left(\sqrt{\frac{2}{\pi}}\left(x + 0.044715\,x^3\right)\right)\right)",
        f.gelu_tanh,
    ),
    Formula(r"f'(x) = \Phi(x) + x\,\phi(x), \quad \phi(x) = \frac{1}{\sqrt{2\pi}} e^{-x^2/2}", f.gelu_derivative),
    Formula(r"f(x) = x\,\sigma(x)", f.silu, {r"\sigma": "sigmoid"}),
    Formula(r"f'(x) = f(x) + \sigma(x)\left(1 - f(x)\right)", f.silu_derivative, {r"\sigma": "sigmoid"}),
    Formula(r"f(x) = \frac{x}{1 + e^{-\beta x}}", f.swish),
    Formula(r"f(x) = x\tanh(\log(1+e^x))", f.mish),
    Formula(r"f(x) = x \tanh(\operatorname{softplus}(x))", f.mish),
    Formula(
        r"f'(x) = \tanh(s(x)) + x\,\sigma(x)\left(1 - \tanh^2(s(x))\right)",
        f.mish_derivative,
        {"s": "softplus", r"\sigma": "sigmoid"},
    ),
    Formula(r"f(x) = \frac{x}{1+\lvert x\rvert} = \frac{x}{1 + |x|} = \frac{x}{1 + \left|x\right|}", f.softsign),
    Formula(r"f'(x) = \frac{1}{(1+|x|)^2}", f.softsign_derivative),
    Formula(r"f(x) = \max(-1, \min(1, x))", f.hard_tanh),
    Formula(r"f(x) = x\,\frac{\min(\max(x+3,0),6)}{6}", f.hard_swish),
    Formula(
        r"f'(x) = \begin{cases} 0 & x \le -3 \\ \frac{2x + 3}{6} & -3 < x < 3 \\ 1 & x \ge 3 \end{cases}",
        f.hard_swish_derivative,
    ),
    Formula(r"f(x) = -\log(1 + e^{-x})", f.log_sigmoid),
    Formula(
        r"\operatorname{softmax}(z)_i = \frac{e^{z_i / T}}{\sum_{j=1}^{C} e^{z_j / T}}", f.softmax, {"T": "temperature"}
    ),
    Formula(r"p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}", f.softmax),
    Formula(
        r"m = \max_j z_j, \quad \operatorname{softmax}(z)_i ="
        r" \frac{e^{(z_i - m) / T}}{\sum_{j=1}^{C} e^{(z_j - m) / T}}",
        f.softmax,
        {"T": "temperature", "m": "np.max(z)"},
    ),
    Formula(
        r"\operatorname{logsoftmax}(z)_i = z_i - \log \sum_{j=1}^{C} e^{z_j} = \log \operatorname{softmax}(z)_i",
        f.log_softmax,
    ),
    Formula(r"\frac{\partial p_i}{\partial z_j} = p_i(\delta_{ij} - p_j)", f.softmax_jacobian, {"p": "softmax(z)"}),
    Formula(
        r"\frac{\partial p_i}{\partial z_j} = \frac{p_i(\delta_{ij} - p_j)}{T}, \quad"
        r" p_i = \frac{e^{z_i/T}}{\sum_k e^{z_k/T}}",
        f.softmax_jacobian,
        {"T": "temperature"},
    ),
    Formula(r"J_{ij} = \delta_{ij} - \operatorname{softmax}(z)_j", f.log_softmax_jacobian),
    Formula(r"L = \frac{1}{n}\sum_{i=1}^{n}(y_i-\hat{y}_i)^2", f.mean_squared_error, PAIR),
    Formula(
        r"\frac{\partial L}{\partial \hat y_i} = \frac{2}{n} (\hat y_i - y_i)",
        f.mean_squared_error_gradient,
        {**PAIR, "n": "len(target)"},
    ),
    Formula(r"L(\hat y, y) = \frac{1}{n} \sum_{i=1}^n \lvert y_i - \hat y_i \rvert", f.mean_absolute_error),
    Formula(
        r"H(\hat y, y) = \begin{cases} \frac{1}{2}(y - \hat y)^2 & \text{if } |y - \hat y| \le \delta \\"
        r" \delta\left(|y - \hat y| - \frac{\delta}{2}\right) & \text{otherwise} \end{cases}",
        f.huber,
    ),
    Formula(r"\frac{\partial H}{\partial \hat y} = \max(-\delta, \min(\delta, \hat y - y))", f.huber_derivative, PAIR),
    Formula(r"L = \log \frac{e^{\hat y - y} + e^{y - \hat y}}{2}", f.log_cosh, PAIR),
    Formula(r"L = \max(\tau\,(y - \hat y), (\tau - 1)(y - \hat y))", f.quantile, PAIR),
    Formula(r"L = \max(0, 1 - y \hat y)", f.hinge, PAIR),
    Formula(
        r"L' = \begin{cases} -y & y \hat y < 1 \\ 0 & \text{otherwise} \end{cases}",
        f.hinge_derivative,
        {**PAIR, "L'": "returns"},
    ),
    Formula(
        r"L = -y \log p - (1 - y) \log(1 - p)",
        f.binary_cross_entropy,
        {"y": "target in [0, 1]", "p": "probability in (0, 1)"},
    ),
    Formula(r"L = -(1 - p)^\gamma \log p", f.focal, {"p": "probability in (0, 1)"}),
    Formula(r"L = -\sum_k t_k \log p_k", f.cross_entropy, {"t": "target", "p": "probability in simplex"}),
    Formula(
        r"L = -\frac{1}{n}\sum_{i=1}^{n}\sum_{k=1}^{C} t_{ik} \log p_{ik}",
        f.batch_cross_entropy,
        {"t": "target", "p": "probability in simplex"},
    ),
    Formula(
        r"L = -\sum_{k=1}^{C} t_k \log\frac{e^{z_k}}{\sum_{j=1}^{C} e^{z_j}}",
        f.cross_entropy_from_logits,
        {"t": "target", "z": "logits"},
    ),
    Formula(
        r"D(p, q) = \sum_{i} p_i \log \frac{p_i}{q_i}", f.kl_divergence, {"p": "p in simplex", "q": "q in simplex"}
    ),
    Formula(r"a_j = \sum_{k=1}^{d} W_{jk} x_k + b_j", f.dense, {"W": "weights", "x": "inputs", "b": "bias"}),
    Formula(r"m_t = \beta_1 m_{t-1} + (1-\beta_1) g_t", f.momentum, {"m_{t-1}": "m", "g_t": "g", "m_t": "returns"}),
    Formula(r"\hat m_t = \frac{m_t}{1-\beta_1^t}", f.bias_corrected, {"m_t": "m", "t": "step", r"\hat m_t": "returns"}),
    Formula(
        r"\theta_t = \theta_{t-1} - \eta \frac{\hat m_t}{\sqrt{\hat v_t}+\epsilon}",
        f.update,
        {
            r"\theta_{t-1}": "theta",
            r"\hat m_t": "m_hat",
            r"\hat{v}_t": "v_hat in (0, 9)",
            r"\eta": "learning_rate",
            r"\theta_t": "returns",
        },
    ),
    Formula(
        r"""\begin{aligned}
        m_t &= \beta_1 m_{t-1} + (1 - \beta_1) g_t \\
        v_t &= \beta_2 v_{t-1} + (1 - \beta_2) g_t^2 \\
        \hat m_t &= \frac{m_t}{1 - \beta_1^t} \\
        \hat v_t &= \frac{v_t}{1 - \beta_2^t} \\
        \theta_t &= \theta_{t-1} - \eta \frac{\hat m_t}{\sqrt{\hat v_t} + \epsilon}
        \end{aligned}""",
        f.adam,
        {
            "m_t": "returns[1]",
            "v_t": "returns.v",
            r"\theta_t": "returns.theta",
            "m_{t-1}": "m",
            "v_{t-1}": "v in [0, 9]",
            r"\theta_{t-1}": "theta",
            "g_t": "gradient",
            "t": "step",
            r"\eta": "learning_rate",
        },
    ),
    Formula(
        r"c_i = g_i \min\left(1, \frac{\ell}{\sqrt{\sum_{k=1}^{n} g_k^2}}\right)",
        f.clipped,
        {r"\ell": "limit", "g": "gradient"},
    ),
]
