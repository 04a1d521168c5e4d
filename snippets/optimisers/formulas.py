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
}
"""Formula and meanings by the name of the optimiser."""
