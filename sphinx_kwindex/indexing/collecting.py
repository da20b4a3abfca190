"""Keeping Python's search for cyclic garbage from eating the time of the long stages."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def few_collections() -> Iterator[None]:
    """Search for cycles only where ``collect`` is called, and then only among what was made inside.

    The stages make millions of values without a cycle, which Python would look through again and again. Syntax trees
    are the exception: whoever is done with some calls ``collect``.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        # Past the generations of the young, or all that was made would be looked through now.
        gc.freeze()
        gc.unfreeze()
        gc.enable()


def pass_over() -> None:
    """Never look at what there is by now again: it has no cycles that nobody uses."""
    gc.freeze()


def collect() -> None:
    """Free the cycles that nobody uses any more, and never look at what is left again."""
    gc.collect()
    gc.freeze()
