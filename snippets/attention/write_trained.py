"""Write the trained transformer, after training it anew where that was not kept.

To run it: `python -m snippets.attention.write_trained`.
"""

import numpy as np

from snippets.arrays import Array
from snippets.attention.experiments.training import learnt
from snippets.attention.trained import FILE


def parameters() -> Array:
    """What the file holds: the end of the long run, in half precision.

    >>> parameters().dtype
    dtype('float16')
    """
    return learnt().parameters.astype(np.float16)


def main() -> None:
    """Write the file anew."""
    with FILE.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, parameters=parameters())


if __name__ == "__main__":
    main()
