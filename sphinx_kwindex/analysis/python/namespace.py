"""What a name of the module stands for, as far as the module's own text says so."""

import builtins
from collections.abc import Iterable, Iterator, Sequence

from sphinx_kwindex.analysis.python.definitions import Definition, Shape
from sphinx_kwindex.analysis.python.names import dotted, without_subscript
from sphinx_kwindex.analysis.python.walking import Scope
from sphinx_kwindex.model.facts import Import


class Namespace:
    """The names that a module defines and imports."""

    def __init__(self, definitions: Iterable[Definition], imports: Sequence[Import]) -> None:
        self._definitions: dict[str, Definition] = {}
        for definition in definitions:
            self._definitions.setdefault(definition.qualname, definition)
        self._ends: dict[int, Definition] = {}
        # The names of the module itself last, so that they win over those of functions.
        ordered = sorted(imports, key=lambda entry: not entry.within)
        self._imports = {entry.bound: _imported(entry) for entry in ordered if entry.bound}

    def defined(self, qualname: str) -> Definition | None:
        """Return the first definition of a qualname."""
        return self._definitions.get(qualname)

    def find(self, name: str, scope: Scope, line: int | None = None) -> Definition | None:
        """Return the definition that a dotted name leads to from a scope, through local aliases and bases.

        In the body of a class, a name stands for what is defined before its ``line``.
        """
        head, *rest = name.split(".")
        found = self._behind(self._head(head, scope, line))
        for part in rest:
            found = self._behind(self.member(found, part)) if found else None
        return found

    def _head(self, name: str, scope: Scope, line: int | None = None) -> Definition | None:
        found = self._definitions.get(scope.inside(name))
        if found is not None and line is not None and scope.is_class and (found.node.lineno or 0) > line:
            found = None
        while found is None and scope.parent is not None:
            scope = scope.parent
            # What a class defines is not seen from the functions in it.
            if not scope.is_class:
                found = self._definitions.get(scope.inside(name))
        return found

    def _behind(self, definition: Definition | None) -> Definition | None:
        """Follow ``a = b`` to what ``b`` is, and remember it for all that was passed on the way."""
        passed: dict[int, Definition] = {}
        while definition is not None and definition.shape is Shape.VALUE and id(definition) not in passed:
            if id(definition) in self._ends:
                definition = self._ends[id(definition)]
                break
            passed[id(definition)] = definition
            name = dotted(definition.value)
            definition = (self._once(name, definition) if name else None) or definition
        if definition is not None:
            self._ends.update(dict.fromkeys(passed, definition))
        return definition

    def _once(self, name: str, definition: Definition) -> Definition | None:
        head, *rest = name.split(".")
        found = self._head(head, definition.within, definition.node.lineno)
        for part in rest:
            found = self.member(found, part) if found else None
        return None if found is definition else found

    def member(self, owner: Definition, name: str) -> Definition | None:
        """Return what a class has by a name, by itself or from its bases in this file."""
        for each in self.ancestry(owner):
            found = self._definitions.get(f"{each.qualname}.{name}")
            if found is not None:
                return found
        return None

    def ancestry(self, definition: Definition) -> Iterator[Definition]:
        """Yield a class and its bases as far as this file defines them, nearest first."""
        waiting, passed = [definition], set()
        while waiting:
            each = waiting.pop(0)
            if each.shape is not Shape.CLASS or each.qualname in passed:
                continue
            passed.add(each.qualname)
            yield each
            names = filter(None, (dotted(without_subscript(base)) for base in each.node.bases))
            bases = (self._once(name, each) for name in names)
            waiting.extend(base for base in bases if base is not None)

    def absolute(self, name: str, scope: Scope) -> str:
        """Return a dotted name as it would be written in any file; a name of this file stays as it is."""
        head, dot, rest = name.partition(".")
        if self._head(head, scope) is not None or head not in self._imports:
            return name
        return f"{self._imports[head]}{dot}{rest}"

    def is_builtin(self, name: str, scope: Scope) -> bool:
        """Tell whether a name is one that every module has."""
        head = name.partition(".")[0]
        return self._head(head, scope) is None and head not in self._imports and hasattr(builtins, head)


def _imported(entry: Import) -> str:
    if entry.name is not None:
        joint = "" if entry.module.endswith(".") else "."
        return f"{entry.module}{joint}{entry.name}"
    return entry.module if entry.alias else entry.bound
