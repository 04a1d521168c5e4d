"""Every activation of this package, what it computes, and what is known of it.

Each stands here with its formula and its slope, both compared with the code, with its
properties, which are measured, its names in the libraries, where it is used and what
speaks against it. For softmax and the others that take more than one number, pictures
and properties look at one output as a function of one number, beside others that stay
at 0; a gate and its value are given the same number.
"""

from snippets.activations.activation import ActivationEntry, Parameter
from snippets.activations.entries.gates import GATES
from snippets.activations.entries.outputs import OUTPUTS
from snippets.activations.entries.rectifying import RECTIFYING
from snippets.activations.entries.rounded import ROUNDED
from snippets.activations.entries.shrinking import SHRINKING
from snippets.activations.entries.squashing import SQUASHING

__all__ = ["CATALOGUE", "ActivationEntry", "Parameter"]

_EVERY_ACTIVATION = (
    *SQUASHING,
    *RECTIFYING,
    *ROUNDED,
    *SHRINKING,
    *OUTPUTS,
    *GATES,
)

CATALOGUE: dict[str, ActivationEntry] = {
    activation.name: activation for activation in _EVERY_ACTIVATION
}
"""Every activation by the name of its function, family by family."""
