"""Student's t distribution for whole degrees of freedom.

The distribution function is the finite sum of Abramowitz & Stegun, Handbook of
Mathematical Functions, 26.7.3 and 26.7.4; the quantile is its inverse, found by
halving.
"""

import math

_WIDEST = 1e6
_HALVINGS = 100


def student_probability(t: float, freedom: int) -> float:
    """The chance, 0 to 1, that a variable with this many degrees of freedom is at most `t`."""
    angle = math.atan(t / math.sqrt(freedom))
    sine, cosine = math.sin(angle), math.cos(angle)
    if freedom % 2 == 0:
        return (1 + sine * _series(1.0, 2, freedom, cosine)) / 2
    if freedom == 1:
        return (1 + 2 / math.pi * angle) / 2
    return (1 + 2 / math.pi * (angle + sine * _series(cosine, 3, freedom, cosine))) / 2


def student_quantile(probability: float, freedom: int) -> float:
    """The t that a variable is at most with this probability (above 0.5 and below 1)."""
    low, high = 0.0, _WIDEST
    for _halving in range(_HALVINGS):
        middle = (low + high) / 2
        if student_probability(middle, freedom) < probability:
            low = middle
        else:
            high = middle
    return high


def _series(first: float, start: int, freedom: int, cosine: float) -> float:
    """The sum whose terms grow by (n−1)/n · cos² for every second n below the degrees
    of freedom.
    """
    term = total = first
    for n in range(start, freedom - 1, 2):
        term *= (n - 1) / n * cosine * cosine
        total += term
    return total
