"""Every activation of this package, what it computes, and what is known of it.

Each stands here with its formula and its slope, both compared with the code, with its
properties, which are measured, its names in the libraries, where it is used and what
speaks against it. For softmax and the others that take more than one number, pictures
and properties look at one output as a function of one number, beside others that stay
at 0; a gate and its value are given the same number.

The *mean output* is that of inputs drawn from a standard normal distribution; where it
is 0, the function is zero-centred. The *largest slope* is the least number that no
slope exceeds. The *year* is that of the source that is named, not always that of the
first use. At a kink no one number is the slope: here it is 0 where one side is flat,
else that of the side further from 0, at 0 that of the left side; the pieces of maxout
share it. PyTorch takes the same at each that it has, and so do JAX and Keras but for
four: at the kinks of leaky ReLU and hard tanh they take the slope of the steeper side,
at those of the sparse sigmoid the mean of both sides', and Keras' PReLU takes 0. That
ReLU's is 0 in TensorFlow, too, is told by
[Bertoin et al. (2021)](cite:bertoin2021).
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
