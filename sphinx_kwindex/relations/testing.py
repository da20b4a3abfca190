"""The test map: which public names no test names."""

from collections.abc import Collection, Iterable

from sphinx_kwindex.model.kinds import CLASS_KINDS, Kind, Visibility
from sphinx_kwindex.model.links import Target
from sphinx_kwindex.model.rows import Entry

TESTED_KINDS = CLASS_KINDS | {Kind.FUNCTION}


def untested(entries: Iterable[Entry], named: Collection[Target]) -> tuple[Entry, ...]:
    """Return the public classes and functions at the top of public modules that no test names.

    ``named`` are the definitions that tests import or refer to. Who names a member names its class.
    """
    tops = {(target.file, target.qualname.partition(".")[0]) for target in named}
    return tuple(entry for entry in entries if _wants_test(entry) and (entry.file, entry.keyword.name) not in tops)


def _wants_test(entry: Entry) -> bool:
    keyword = entry.keyword
    name = entry.file.rpartition("/")[2]
    at_top = keyword.qualname == keyword.name and (not name.startswith("_") or name.startswith("__"))
    return at_top and keyword.kind in TESTED_KINDS and keyword.visibility is Visibility.PUBLIC
