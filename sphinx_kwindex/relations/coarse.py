"""Numbers in coarse steps: an edit moves all of them a little, and hardly one of them to the next step."""

import math
from functools import lru_cache


@lru_cache(maxsize=4096)
def coarse(value: float, steps: int) -> float:
    """Return the power of two nearest to a positive ``value``, in so many steps from one to its double."""
    return math.pow(2, round(math.log2(value) * steps) / steps)
