"""Python's search for cyclic garbage, which in a build would look through the same values again and again.

What is loaded, indexed and read stays until the end, and a page leaves few cycles behind.
"""

import atexit
import gc

# So many more values than before make Python search: some pages of a build, and a few megabytes at most.
_NEWCOMERS = 20_000
_USUAL = gc.get_threshold()


def search_seldom() -> None:
    """Search only when many values have come, and never among those that are there by now."""
    first, *rest = _USUAL
    gc.set_threshold(max(first, _NEWCOMERS) if first else 0, *rest)
    gc.freeze()
    # At its end Python would look through the whole environment, several times, only to drop it all the same.
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def leave_alone() -> None:
    """Search no more among the values that are there by now: they stay until the end of the build."""
    gc.freeze()


def search_as_usual() -> None:
    """Search everywhere, as before the build."""
    gc.unfreeze()
    gc.set_threshold(*_USUAL)
