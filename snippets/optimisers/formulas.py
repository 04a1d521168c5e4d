r"""The formulas of the optimisers that the post leaves to the catalogue, as LaTeX.

By the optimiser's name: the formula, and what its symbols are called in the code. Each
stands in the catalogue, compared with the function there.
"""

Bound = dict[str, str]

_STEP: Bound = {
    r"\eta": "learning_rate",
    r"\theta_t": "returns.parameters",
    r"\theta_{t-1}": "parameters",
    "g_t": "gradient",
}
_MOMENTS: Bound = {
    **_STEP,
    r"\beta_1": "beta1",
    r"\beta_2": "beta2",
    r"\epsilon": "epsilon",
    "m_t": "returns.mean",
    "m_{t-1}": "mean",
    "t": "step",
    "v_t": "returns.square",
    "v_{t-1}": "square in [0, inf)",
}
_FOLLOW = (
    r"m_t &= \beta_1 m_{t-1} + (1 - \beta_1)\, g_t",
    r"v_t &= \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2",
)
_CORRECTED = (
    r"\hat m_t &= \frac{m_t}{1 - \beta_1^t}",
    r"\hat v_t &= \frac{v_t}{1 - \beta_2^t}",
)


def _lines(*lines: str) -> str:
    """Equations below one another."""
    return "\n".join((r"\begin{aligned}", " \\\\\n".join(lines), r"\end{aligned}"))


FORMULAS: dict[str, tuple[str, Bound]] = {
    "adadelta": (
        _lines(
            r"s_t &= \beta\, s_{t-1} + (1 - \beta)\, g_t^2",
            r"\delta_t &= \sqrt{\frac{p_{t-1} + \epsilon}{s_t + \epsilon}}\, g_t",
            r"p_t &= \beta\, p_{t-1} + (1 - \beta)\, \delta_t^2",
            r"\theta_t &= \theta_{t-1} - \eta\, \delta_t",
        ),
        {
            **_STEP,
            r"\beta": "decay in (0, 1)",
            r"\epsilon": "epsilon in (0, 1)",
            "s_t": "returns.square",
            "s_{t-1}": "square in [0, inf)",
            "p_t": "returns.pace",
            "p_{t-1}": "pace in [0, inf)",
        },
    ),
    "adafactor": (
        _lines(
            r"\beta_t &= 1 - t^{-\kappa}",
            r"\bar r_i &= \beta_t r_i + (1 - \beta_t) "
            r"\sum_{j=1}^{m} (g_{ij}^2 + \epsilon)",
            r"\bar c_j &= \beta_t c_j + (1 - \beta_t) "
            r"\sum_{i=1}^{n} (g_{ij}^2 + \epsilon)",
            r"u_{ij} &= \frac{g_{ij}}"
            r"{\sqrt{\bar r_i\, \bar c_j / \sum_{k=1}^{n} \bar r_k}}",
            r"U &= \sqrt{\frac{1}{n m} \sum_{k=1}^{n} \sum_{h=1}^{m} u_{kh}^2}",
            r"\bar\theta_{ij} &= \theta_{ij} - \max(\alpha, \Theta)\, "
            r"\min\Bigl(\eta, \frac{1}{\sqrt{t}}\Bigr)\, "
            r"\frac{u_{ij}}{\max(1, U / d)}",
        ),
        {
            r"\eta": "learning_rate in (0, inf)",
            r"\alpha": "least_size in (0, inf)",
            r"\theta": "parameters",
            r"\bar\theta_{ij}": "returns.parameters",
            r"\Theta": "optimisers.adafactor.root_mean_square(parameters)",
            "d": "clip in (0, inf)",
            "g": "gradient",
            "r": "row_squares in (0, inf)",
            "c": "column_squares in (0, inf)",
            r"\bar r_i": "returns.row_squares",
            r"\bar c_j": "returns.column_squares",
            "t": "step",
            r"\kappa": "decay in (0, 1)",
            "n": "len(row_squares)",
            "m": "len(column_squares)",
            r"\epsilon": "epsilon in (0, 1)",
        },
    ),
    "nadam": (
        _lines(
            *_FOLLOW,
            r"\bar m_t &= \frac{\beta_1 m_t}{1 - \beta_1^{t+1}} + "
            r"\frac{(1 - \beta_1)\, g_t}{1 - \beta_1^t}",
            _CORRECTED[1],
            r"\theta_t &= \theta_{t-1} - \eta\, "
            r"\frac{\bar m_t}{\sqrt{\hat v_t} + \epsilon}",
        ),
        _MOMENTS,
    ),
    "radam": (
        _lines(
            *_FOLLOW,
            *_CORRECTED,
            r"\bar\rho &= \frac{2}{1 - \beta_2} - 1",
            r"\rho_t &= \bar\rho - \frac{2 t\, \beta_2^t}{1 - \beta_2^t}",
            r"r_t &= \sqrt{\frac{(\rho_t - 4)(\rho_t - 2)\, \bar\rho}"
            r"{(\bar\rho - 4)(\bar\rho - 2)\, \rho_t}}",
            r"\theta_t &= \theta_{t-1} - \eta \begin{cases} "
            r"\dfrac{r_t\, \hat m_t}{\sqrt{\hat v_t} + \epsilon} & \rho_t > \tau \\ "
            r"\hat m_t & \text{otherwise} \end{cases}",
        ),
        {
            **_MOMENTS,
            r"\beta_2": "beta2 in {0.9, 0.99, 0.999}",
            r"\tau": "threshold in [4, 5]",
            "t": "step in {1, 4, 5, 6, 50}",
        },
    ),
    "lamb": (
        _lines(
            r"\bar m_i &= \beta_1 m_i + (1 - \beta_1)\, g_i",
            r"\bar v_i &= \beta_2 v_i + (1 - \beta_2)\, g_i^2",
            r"u_i &= \frac{\bar m_i / (1 - \beta_1^t)}"
            r"{\sqrt{\bar v_i / (1 - \beta_2^t)} + \epsilon}",
            r"\bar\theta_i &= \theta_i - \eta\, \sqrt{\frac{\sum_{k=1}^{n} \theta_k^2}"
            r"{\sum_{k=1}^{n} (u_k + \lambda\, \theta_k)^2}}\; "
            r"(u_i + \lambda\, \theta_i)",
        ),
        {
            r"\eta": "learning_rate",
            r"\theta": "parameters",
            r"\bar\theta_i": "returns.parameters",
            "g": "gradient",
            r"\beta_1": "beta1",
            r"\beta_2": "beta2",
            r"\epsilon": "epsilon",
            r"\lambda": "weight_decay",
            "m": "mean",
            r"\bar m_i": "returns.mean",
            "v": "square in [0, inf)",
            r"\bar v_i": "returns.square",
            "n": "len(parameters)",
            "t": "step",
        },
    ),
    "muon": (
        _lines(
            r"\bar v_{ij} &= \mu\, v_{ij} + g_{ij}",
            r"\bar\theta_{ij} &= \theta_{ij} - \eta\, O_{ij}",
        ),
        {
            r"\eta": "learning_rate",
            r"\mu": "momentum",
            r"\theta": "parameters",
            r"\bar\theta_{ij}": "returns.parameters",
            "g": "gradient",
            "v": "velocity",
            r"\bar v_{ij}": "returns.velocity",
            "O": "optimisers.muon.orthogonal_step(gradient, velocity, momentum)",
        },
    ),
    "schedule_free": (
        _lines(
            r"z_t &= z_{t-1} - \eta\, g_t",
            r"x &= z_{t-1} + \frac{\theta_{t-1} - z_{t-1}}{\beta}",
            r"\bar x &= x + \frac{z_t - x}{t}",
            r"\theta_t &= (1 - \beta)\, z_t + \beta\, \bar x",
        ),
        {
            **_STEP,
            r"\beta": "beta in (0, 1)",
            "t": "step",
            "z_t": "returns.base",
            "z_{t-1}": "base",
        },
    ),
    "shampoo": (
        _lines(
            r"\bar L_{ij} &= L_{ij} + \sum_{k=1}^{m} g_{ik}\, g_{jk}",
            r"\bar R_{ij} &= R_{ij} + \sum_{k=1}^{n} g_{ki}\, g_{kj}",
            r"\bar\theta_{ij} &= \theta_{ij} - \eta\, P_{ij}",
        ),
        {
            r"\eta": "learning_rate",
            r"\theta": "parameters",
            r"\bar\theta_{ij}": "returns.parameters",
            "g": "gradient",
            "L": "rows",
            r"\bar L_{ij}": "returns.rows",
            "R": "columns",
            r"\bar R_{ij}": "returns.columns",
            "n": "len(rows)",
            "m": "len(columns)",
            "P": "optimisers.shampoo.preconditioned(gradient, rows, columns)",
        },
    ),
}
"""Formula and meanings by the name of the optimiser."""
