r"""The formulas of objectives and gradients that the post does not show, as LaTeX.

By the function's name: the formula, and what its symbols are called in the code. Each
stands in the catalogue, compared with the function there.
"""

Bound = dict[str, str]

_PAIR: Bound = {r"\hat{y}": "prediction", "y": "target", "n": "len(target)"}
_SHARE: Bound = {"z": "logits", "t": "target in [0, 1]", "n": "len(logits)"}
_SIGN: Bound = {"s": "score", "t": "target in {-1, 1}", "n": "len(score)"}
_ROWS: Bound = {"z": "logits", "t": "target in simplex"}
_SMOOTHED: Bound = {**_ROWS, r"\epsilon": "smoothing in [0, 1]"}
_PLACES: Bound = {
    "y": "labels in {0, 1, 1, 0}",
    "d": "objectives.metric.distances(embeddings)",
    "m": "margin",
}
_MOVED: Bound = {
    **_PLACES,
    "x": "embeddings",
    "u": "objectives.metric.directions(embeddings)",
}
_ALL: Bound = {"n": "len(labels)"}
_RATES: Bound = {"z": "log_rate", "t": "count in (0, 9)"}
_MEANS: Bound = {"z": "log_mean", "t": "target in (0, 9)"}
_SPREAD: Bound = {"m": "mean", "t": "target", "v": "log_variance in (-3, 3)"}
_AREAS: Bound = {"z": "logits", "t": "target in [0, 1]", "s": "smoothing in (0, 2)"}
_TOKENS: Bound = {"z": "logits", "t": "tokens in {0, 1, 2}", "n": "len(tokens)"}
_PARTNERS: Bound = {
    "s": "similarities(first, second)",
    r"\tau": "temperature in (0, 5)",
    "n": "len(first)",
}
_CHOICES: Bound = {"a": "better", "b": "worse", "n": "len(better)"}
_MADE: Bound = {"N": "objectives.metric.triplets(labels)"}

_SIGMOID = r"\quad p_i = \frac{1}{1 + e^{-z_i}}"
_SOFTMAX = r"\frac{e^{z_{ik}}}{\sum_{j=1}^{C} e^{z_{ij}}}"
_CHOSEN = r"\frac{1}{1 + e^{-(a_i - b_i)}}"
_FINDS = r"\frac{e^{s_{ij} / \tau}}{\sum_{h=1}^{n} e^{s_{ih} / \tau}}"
_IS_FOUND = r"\frac{e^{s_{ij} / \tau}}{\sum_{h=1}^{n} e^{s_{hj} / \tau}}"
_OTHERWISE = r" \\ 0 & \text{otherwise} \end{cases}"
_TRIPLETS = r"\frac{1}{N} \sum_{i=1}^{n} \sum_{j=1}^{n} \sum_{h=1}^{n} \begin{cases} "
_TRIPLET = r" & i \ne j \text{ and } y_i = y_j \ne y_h"

FORMULAS: dict[str, tuple[str, Bound]] = {
    "mean_absolute_error_gradient": (
        r"\frac{\partial L}{\partial \hat y_i} = "
        r"\frac{1}{n} \operatorname{sign}(\hat y_i - y_i)",
        _PAIR,
    ),
    "huber_gradient": (
        r"\frac{\partial L}{\partial \hat y_i} = "
        r"\frac{1}{n} \max\bigl(-\delta, \min(\delta, \hat y_i - y_i)\bigr)",
        {**_PAIR, r"\delta": "delta"},
    ),
    "quantile_gradient": (
        r"\frac{\partial L}{\partial \hat y_i} = \frac{1}{n} \begin{cases} "
        r"-\tau & \hat y_i < y_i \\ 0 & \hat y_i = y_i \\ "
        r"1 - \tau & \hat y_i > y_i \end{cases}",
        {**_PAIR, r"\tau": "tau in (0, 1)"},
    ),
    "brier": (
        r"L = \frac{1}{n} \sum_{i=1}^{n} (p_i - t_i)^2, " + _SIGMOID,
        {"z": "logits", "t": "target in [0, 1]"},
    ),
    "focal_gradient": (
        r"\frac{\partial L}{\partial z_i} = \frac{1}{n} \bigl("
        r"t_i (1 - p_i)^\gamma (\gamma\, p_i \log p_i + p_i - 1) - "
        r"(1 - t_i)\, p_i^\gamma (\gamma\, (1 - p_i) \log(1 - p_i) - p_i)\bigr), "
        + _SIGMOID,
        {**_SHARE, r"\gamma": "gamma in [0, 5]"},
    ),
    "hinge_gradient": (
        r"\frac{\partial L}{\partial s_i} = "
        r"\frac{1}{n} \begin{cases} -t_i & t_i s_i < 1" + _OTHERWISE,
        _SIGN,
    ),
    "squared_hinge_gradient": (
        r"\frac{\partial L}{\partial s_i} = -\frac{2}{n}\, t_i \max(0, 1 - t_i s_i)",
        _SIGN,
    ),
    "kl_divergence_gradient": (
        r"\frac{\partial L}{\partial z_{ik}} = "
        r"\frac{1}{n} \left(" + _SOFTMAX + r" - t_{ik}\right)",
        {**_ROWS, "n": "len(logits)"},
    ),
    "label_smoothing": (
        r"L = -\frac{1}{n} \sum_{i=1}^{n} \sum_{k=1}^{C} \left("
        r"(1 - \epsilon)\, t_{ik} + \frac{\epsilon}{C}\right) \log " + _SOFTMAX,
        _SMOOTHED,
    ),
    "label_smoothing_gradient": (
        r"\frac{\partial L}{\partial z_{ik}} = \frac{1}{n} \left("
        + _SOFTMAX
        + r" - (1 - \epsilon)\, t_{ik} - \frac{\epsilon}{C}\right)",
        {**_SMOOTHED, "n": "len(logits)"},
    ),
    "contrastive": (
        r"L = \frac{1}{n (n - 1)} \sum_{i=1}^{n} \sum_{j=1}^{n} \begin{cases} "
        r"d_{ij}^2 & y_i = y_j \\ "
        r"\bigl(\max(0, m - d_{ij})\bigr)^2 & \text{otherwise} \end{cases}",
        {**_PLACES, **_ALL},
    ),
    "contrastive_gradient": (
        r"\frac{\partial L}{\partial x_{ik}} = "
        r"\frac{4}{n (n - 1)} \sum_{j=1}^{n} \begin{cases} "
        r"d_{ij}\, u_{ijk} & y_i = y_j \\ "
        r"-\max(0, m - d_{ij})\, u_{ijk} & \text{otherwise} \end{cases}",
        {**_MOVED, **_ALL},
    ),
    "triplet": (
        r"L = " + _TRIPLETS + r"\max(0, d_{ij} - d_{ih} + m)" + _TRIPLET + _OTHERWISE,
        {**_PLACES, **_MADE},
    ),
    "triplet_gradient": (
        r"\frac{\partial L}{\partial x_{rk}} = "
        + _TRIPLETS
        + r"(\delta_{ir} - \delta_{jr})\, u_{ijk} - "
        + r"(\delta_{ir} - \delta_{hr})\, u_{ihk}"
        + _TRIPLET
        + r" \text{ and } d_{ij} + m > d_{ih}"
        + _OTHERWISE,
        {**_MOVED, **_MADE},
    ),
    "smooth_l1": (
        r"L = \frac{1}{n} \sum_{i=1}^{n} h(\hat y_i - y_i), \quad h(r) = "
        r"\begin{cases} \frac{r^2}{2 \beta} & |r| \le \beta \\ "
        r"|r| - \frac{\beta}{2} & \text{otherwise} \end{cases}",
        {**_PAIR, r"\beta": "beta"},
    ),
    "smooth_l1_gradient": (
        r"\frac{\partial L}{\partial \hat y_i} = \frac{1}{n} "
        r"\max\left(-1, \min\left(1, \frac{\hat y_i - y_i}{\beta}\right)\right)",
        {**_PAIR, r"\beta": "beta"},
    ),
    "gamma": (
        r"L = \frac{1}{n} \sum_{i=1}^{n} \left("
        r"t_i e^{-z_i} + z_i - \log t_i - 1\right)",
        _MEANS,
    ),
    "gamma_gradient": (
        r"\frac{\partial L}{\partial z_i} = "
        r"\frac{1}{n} \left(1 - t_i e^{-z_i}\right)",
        {**_MEANS, "n": "len(target)"},
    ),
    "gaussian_gradient": (
        r"\frac{\partial L}{\partial m_i} = \frac{1}{n} (m_i - t_i)\, e^{-v}",
        {**_SPREAD, "n": "len(mean)"},
    ),
    "dice": (
        r"L = 1 - \frac{2 \sum_{i=1}^{n} p_i t_i + s}"
        r"{\sum_{i=1}^{n} (p_i + t_i) + s}, " + _SIGMOID,
        _AREAS,
    ),
    "dice_gradient": (
        r"\frac{\partial L}{\partial z_i} = \left("
        r"\frac{2 \sum_{j=1}^{n} p_j t_j + s}"
        r"{\left(\sum_{j=1}^{n} (p_j + t_j) + s\right)^2} - "
        r"\frac{2 t_i}{\sum_{j=1}^{n} (p_j + t_j) + s}\right) p_i (1 - p_i), "
        + _SIGMOID,
        _AREAS,
    ),
    "token_cross_entropy": (
        r"L = -\frac{1}{n} \sum_{i=1}^{n} \sum_{k=1}^{C} \begin{cases} \log "
        + _SOFTMAX
        + r" & k = t_i + 1"
        + _OTHERWISE,
        _TOKENS,
    ),
    "token_cross_entropy_gradient": (
        r"\frac{\partial L}{\partial z_{ik}} = \frac{1}{n} \left("
        + _SOFTMAX
        + r" - \begin{cases} 1 & k = t_i + 1"
        + _OTHERWISE
        + r"\right)",
        _TOKENS,
    ),
    "info_nce": (
        r"L = -\frac{1}{2n} \sum_{i=1}^{n} \left(\log "
        r"\frac{e^{s_{ii} / \tau}}{\sum_{j=1}^{n} e^{s_{ij} / \tau}} + \log "
        r"\frac{e^{s_{ii} / \tau}}{\sum_{j=1}^{n} e^{s_{ji} / \tau}}\right)",
        _PARTNERS,
    ),
    "info_nce_gradient": (
        r"\frac{\partial L}{\partial a_{ik}} = \frac{1}{2 n \tau} \sum_{j=1}^{n} "
        r"\left(" + _FINDS + " + " + _IS_FOUND + r" - 2 \delta_{ij}\right) b_{jk}",
        {**_PARTNERS, "b": "second"},
    ),
    "margin_ranking": (
        r"L = \frac{1}{n} \sum_{i=1}^{n} \max(0, m - (a_i - b_i))",
        {**_CHOICES, "m": "margin"},
    ),
    "margin_ranking_gradient": (
        r"\frac{\partial L}{\partial a_i} = \frac{1}{n} "
        r"\begin{cases} -1 & a_i - b_i < m" + _OTHERWISE,
        {**_CHOICES, "m": "margin"},
    ),
    "bradley_terry_gradient": (
        r"\frac{\partial L}{\partial a_i} = "
        r"-\frac{1}{n} \left(1 - " + _CHOSEN + r"\right)",
        _CHOICES,
    ),
    "dpo": (
        r"L = -\frac{1}{n} \sum_{i=1}^{n} \log "
        r"\frac{1}{1 + e^{-\beta (a_i - b_i)}}",
        {**_CHOICES, r"\beta": "beta in (0, 2)"},
    ),
    "dpo_gradient": (
        r"\frac{\partial L}{\partial a_i} = -\frac{\beta}{n} \left(1 - "
        r"\frac{1}{1 + e^{-\beta (a_i - b_i)}}\right)",
        {**_CHOICES, r"\beta": "beta in (0, 2)"},
    ),
    "log_cosh": (
        r"L = \frac{1}{n} \sum_{i=1}^{n} \log \cosh(\hat y_i - y_i)",
        _PAIR,
    ),
    "log_cosh_gradient": (
        r"\frac{\partial L}{\partial \hat y_i} = \frac{1}{n} \tanh(\hat y_i - y_i)",
        _PAIR,
    ),
    "squared_hinge": (
        r"L = \frac{1}{n} \sum_{i=1}^{n} \bigl(\max(0, 1 - t_i s_i)\bigr)^2",
        _SIGN,
    ),
}
