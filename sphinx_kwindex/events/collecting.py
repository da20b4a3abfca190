"""Python's search for cyclic garbage, which in a build would look through the same values again and again.

What is loaded, indexed and read stays until the end, and a page leaves few cycles behind.
"""

import atexit
import gc
import os

from sphinx.application import Sphinx
from sphinx.builders import Builder

# So many more values than before make Python search: some pages of a build, and a few megabytes at most.
_NEWCOMERS = 20_000
# Processes that write do so for some hundred pages each, which hardly make as many.
_WRITTEN = 500_000
# What was there for two searches stays until the end, so it is searched only after so many more.
_SEARCHES = 1_000
_USUAL = gc.get_threshold()


def search_seldom() -> None:
    """Search only when many values have come, and never among those that are there by now."""
    _search_after(_NEWCOMERS)
    gc.freeze()
    # At its end Python would look through the whole environment, several times, only to drop it all the same.
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def leave_alone() -> None:
    """Search no more among the values that are there by now: they stay until the end of the build."""
    gc.freeze()


def leave_to_processes(_app: Sphinx, builder: Builder) -> None:
    """Hardly search in processes that write: what they leave behind goes with them (``write-started``)."""
    if builder.parallel_ok:
        _search_after(_WRITTEN)


def _leave_inherited() -> None:
    """Search in a process that writes only among what is its own, not among the pages that wait for the others."""
    if gc.get_threshold()[0] == _WRITTEN:
        gc.freeze()


def search_as_usual() -> None:
    """Search everywhere, as before the build; what is there by now is old, or it would be looked through at once."""
    gc.freeze()
    gc.unfreeze()
    gc.set_threshold(*_USUAL)


def _search_after(newcomers: int) -> None:
    first, second, _ = _USUAL
    gc.set_threshold(max(first, newcomers) if first else 0, second, _SEARCHES)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_inherited)
