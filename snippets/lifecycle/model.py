"""The model of the posts on deployment, as a classifier among others."""

from snippets.arrays import Array
from snippets.deployment.train import build
from snippets.lifecycle.penguins import Labels


def softmax_regression(learn: Array, labels: Labels, judge: Array) -> Labels:
    """What the pipeline that is served later says, once it has learned.

    >>> import numpy as np
    >>> x, y = np.array([[0.0], [1.0], [8.0], [9.0]]), np.array(["a", "a", "b", "b"])
    >>> softmax_regression(x, y, np.array([[2.0]]))
    array(['a'], dtype='<U1')
    """
    named: Labels = build().fit(learn, labels).predict(judge)
    return named
