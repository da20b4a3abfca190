"""For whom a keyword is meant."""

from sphinx_kwindex.analysis.python.names import is_dunder, last
from sphinx_kwindex.model.facts import Exports
from sphinx_kwindex.model.kinds import Visibility


def visibility_of(qualname: str, exports: Exports | None) -> Visibility:
    """Judge a qualname: a special name by itself, any other by itself and all that it stands in."""
    head, *rest = qualname.split(".")
    if is_dunder(rest[-1] if rest else head):
        return Visibility.SPECIAL
    if "<locals>" in rest or ("._" in qualname and any(part.startswith("_") and not is_dunder(part) for part in rest)):
        return Visibility.PRIVATE
    return Visibility.PUBLIC if _is_public(head, exports) else Visibility.PRIVATE


def _is_public(name: str, exports: Exports | None) -> bool:
    """Ask ``__all__``, as far as it can be read, before the underscore."""
    if exports is not None and name in exports.names:
        return True
    if exports is not None and exports.complete:
        return False
    return not name.startswith("_")


def visibility_of_module(module: str) -> Visibility:
    """Judge a module by the last part of its name."""
    name = last(module)
    if is_dunder(name):
        return Visibility.SPECIAL
    return Visibility.PRIVATE if name.startswith("_") else Visibility.PUBLIC
