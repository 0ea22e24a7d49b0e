"""What NumPy does with whole arrays, number by number: its own ways take seconds to compile."""

import math

from serai.recommend._kernel import kernel
from serai.recommend._types import Floats, Longs, Rows, Singles


@kernel
def copy_to(out: Singles | Floats, given: Singles | Floats) -> None:
    """Fill `out` with the first numbers of `given`."""
    for place in range(len(out)):
        out[place] = given[place]


@kernel
def chances(weights: Singles | Floats) -> None:
    """Turn logits into chances that sum to 1: the softmax."""
    most = weights[0]
    for weight in weights:
        most = max(most, weight)
    for place in range(len(weights)):
        weights[place] = math.exp(weights[place] - most)
    total = weights[0]
    for place in range(1, len(weights)):
        total += weights[place]
    for place in range(len(weights)):
        weights[place] /= total


@kernel
def largest(numbers: Singles) -> int:
    """The place of the largest number, the first of equals."""
    found = 0
    for place in range(len(numbers)):
        if numbers[place] > numbers[found]:
            found = place
    return found


@kernel
def holds(ordered: Rows, one: int) -> bool:
    """Whether `one` is among numbers in order."""
    first, end = 0, len(ordered)
    while first < end:
        middle = (first + end) // 2
        if ordered[middle] < one:
            first = middle + 1
        else:
            end = middle
    return first < len(ordered) and ordered[first] == one


@kernel
def sort(numbers: Longs) -> None:
    """Put numbers in order (Shell's way, each gap 4/9 of the one before)."""
    gap = len(numbers)
    while gap > 1:
        gap = max(gap * 4 // 9, 1)
        for nth in range(gap, len(numbers)):
            number, place = numbers[nth], nth
            while place >= gap and numbers[place - gap] > number:
                numbers[place] = numbers[place - gap]
                place -= gap
            numbers[place] = number
