"""What becomes of a name that is defined more than once."""

from collections.abc import Callable, Sequence

from astroid import nodes

from sphinx_kwindex.analysis.python.definitions import Definition, Shape
from sphinx_kwindex.analysis.python.names import dotted, last
from sphinx_kwindex.analysis.python.walking import Branch

_Same = list[Definition]

ACCESSORS = frozenset({"setter", "getter", "deleter"})
_PASSING = frozenset({Shape.VALUE, Shape.DECLARED, Shape.RECEIVED, Shape.SLOT})
_WEAK = frozenset({Shape.RECEIVED, Shape.SLOT})


def merge(definitions: Sequence[Definition]) -> list[Definition]:
    """Return the definitions that count, in source order.

    Two definitions of one name stay two where neither makes the other pointless: in branches of which one runs, or
    where both are functions or classes, or a class and an object of it. Data that is deleted is gone; of a function or
    class, the text is still there to be read, and the rest of the file may have used it.
    """
    names: dict[tuple[str, bool], _Same] = {}
    for definition in definitions:
        same = names.setdefault((definition.qualname, definition.shape is Shape.TYPE_PARAMETER), [])
        _ADD[definition.shape](same, definition)
    kept = {
        id(definition)
        for same in names.values()
        for definition in (same if len(same) == 1 else _without_overloads(same))
    }
    return [definition for definition in definitions if id(definition) in kept]


def _add_solid(same: _Same, new: Definition) -> None:
    """Add a class or an alias of the ``type`` statement: it replaces what stood there just for the time being."""
    if same:
        same[:] = [
            old for old in same if old.shape not in _WEAK and not (old.shape in _PASSING and old.branch is new.branch)
        ]
    same.append(new)


def _add_function(same: _Same, new: Definition) -> None:
    if same and same[-1].shape is Shape.FUNCTION and _is_part_of(new, same[-1]):
        same[-1].merged.append(new)
    else:
        _add_solid(same, new)


def _add_value(same: _Same, new: Definition) -> None:
    if same:
        same[:] = [old for old in same if old.shape not in _WEAK]
    if same and _is_object_of(new.value, same[-1]):
        same.append(new)
        return
    before = _before(same, new)
    if before is None:
        same.append(new)
    else:
        before.merged.append(new)


def _before(same: _Same, new: Definition) -> Definition | None:
    """Return the definition that a value goes on from, or comes after wherever it runs."""
    # Most have one, which is reached: the value need not be searched for the name.
    if same and (_reaches(same[0].branch, new.branch) or _mentions(new.value, new.name)):
        return same[0]
    return next((old for old in same if _reaches(old.branch, new.branch)), None)


def _add_weak(same: _Same, new: Definition) -> None:
    if not same:
        same.append(new)
    elif same[0].shape is Shape.SLOT and new.shape is Shape.RECEIVED:
        same[0] = new
    else:
        same[0].merged.append(new)


def _add_always(same: _Same, new: Definition) -> None:
    same.append(new)


def _remove(same: _Same, deleted: Definition) -> None:
    reached = {id(old) for old in same if _reaches(deleted.branch, old.branch)}
    same[:] = [old for old in same if old.shape not in _PASSING or id(old) not in reached]
    for old in same:
        old.is_deleted = old.is_deleted or id(old) in reached


_ADD: dict[Shape, Callable[[_Same, Definition], None]] = {
    Shape.CLASS: _add_solid,
    Shape.FUNCTION: _add_function,
    Shape.TYPE_ALIAS: _add_solid,
    Shape.VALUE: _add_value,
    Shape.DECLARED: _add_value,
    Shape.RECEIVED: _add_weak,
    Shape.SLOT: _add_weak,
    Shape.TYPE_PARAMETER: _add_always,
    Shape.DELETED: _remove,
}


def _reaches(outer: Branch | None, inner: Branch | None) -> bool:
    """Tell whether whoever runs ``inner`` runs ``outer`` too."""
    while inner is not None and inner is not outer:
        inner = inner.parent
    return inner is outer


def _is_object_of(value: nodes.NodeNG | None, old: Definition) -> bool:
    """Tell whether a class gives its name away to an object of it: ``Sentinel = Sentinel()``."""
    if old.shape is not Shape.CLASS:
        return False
    return value is old.node or (isinstance(value, nodes.Call) and dotted(value.func) == old.name)


def _mentions(value: nodes.NodeNG | None, name: str) -> bool:
    return value is not None and any(node.name == name for node in value.nodes_of_class(nodes.Name))


def _is_part_of(new: Definition, old: Definition) -> bool:
    """Tell whether a function is the setter, or the like, of a property that stands before it."""
    return any(name.startswith(f"{old.name}.") for name in decorators_of(new.node))


def _without_overloads(same: _Same) -> _Same:
    """Drop overloads beside the function itself; without one, keep the first of each branch."""
    overloads = [definition for definition in same if _is_overload(definition)]
    if not overloads:
        return same
    first = {definition.branch: id(definition) for definition in reversed(overloads)}
    dropped = set(map(id, overloads))
    if not any(old.shape is Shape.FUNCTION and id(old) not in dropped for old in same):
        dropped -= set(first.values())
    return [old for old in same if id(old) not in dropped]


def _is_overload(definition: Definition) -> bool:
    if definition.shape is not Shape.FUNCTION or definition.node.decorators is None:
        return False
    return any(last(name) == "overload" for name in decorators_of(definition.node) if name)


def decorators_of(node: nodes.FunctionDef | nodes.ClassDef) -> list[str]:
    """Return the dotted names of the decorators, without call arguments; what is no name is left out."""
    if node.decorators is None:
        return []
    names = (dotted(each.func if isinstance(each, nodes.Call) else each) for each in node.decorators.nodes)
    return [name for name in names if name]
