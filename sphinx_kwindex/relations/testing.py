"""The test map: which public names no test names."""

from collections.abc import Iterable

from sphinx_kwindex.model.rows import Spot


def untested(path: str, defined: Iterable[Spot], named: Iterable[str]) -> tuple[Spot, ...]:
    """Return which of the public classes and functions at the top of a file no test names, none of a private module.

    ``named`` are the qualnames in that file that tests import or refer to. Who names a member names its class.
    """
    name = path.rpartition("/")[2]
    if name.startswith("_") and not name.startswith("__"):
        return ()
    tops = {qualname.partition(".")[0] for qualname in named}
    return tuple(spot for spot in defined if spot.name not in tops)
