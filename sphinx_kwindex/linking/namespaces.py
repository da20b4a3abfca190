"""What each scope of one file binds, in the order in which the interpreter would."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sphinx_kwindex.model.facts import FileFacts, Import, Keyword
from sphinx_kwindex.model.kinds import CLASS_KINDS, MARKUP_KINDS, ImportScope, Kind
from sphinx_kwindex.model.uses import Value

LOCALS = ".<locals>"
STAR = "*"
_NOTHING = frozenset({"None", "NoneType", "types.NoneType", "builtins.NoneType", "builtins.None"})


class Binding(NamedTuple):
    """One way in which a name gets its value: a definition, an import, or the side effect of importing a submodule.

    ``guarded`` says that it depends on a condition, ``typing`` that
    only type checkers see it.
    """

    what: Keyword | Import | str
    line: int
    column: int
    guarded: bool
    typing: bool


class Namespace:
    """The scopes of one file.

    A scope is named by the qualname of its class, by that of its function and ``.<locals>``, or by nothing for the
    module itself.
    """

    def __init__(self, file: FileFacts) -> None:
        self.file = file
        self._bound: dict[tuple[str, str], list[Binding]] = {}
        self._keywords: dict[str, list[Keyword]] = {}
        self._classes = {keyword.qualname for keyword in file.keywords if keyword.kind in CLASS_KINDS}
        self._values: dict[str, Value] | None = None
        self.stars: tuple[Binding, ...] = tuple(self._note_imports())
        for keyword in file.keywords:
            self._note_keyword(keyword)
        for bindings in self._bound.values():
            if len(bindings) > 1:
                bindings.sort(key=_position)

    def keywords(self, qualname: str) -> Sequence[Keyword]:
        """The definitions of ``qualname`` in source order."""
        return self._keywords.get(qualname, ())

    def value(self, qualname: str) -> Value | None:
        """What the keyword ``qualname`` stands for, as far as the file says."""
        if self._values is None:
            self._values = {value.qualname: value for value in self.file.uses.values}
        return self._values.get(qualname)

    def is_class(self, qualname: str) -> bool:
        """Whether a class of this qualname is defined here."""
        return qualname in self._classes

    def binds(self, scope: str, name: str) -> bool:
        """Whether the scope itself binds the name, stars left aside."""
        return (scope, name) in self._bound

    def bindings(self, scope: str, name: str) -> Sequence[Binding]:
        """All bindings of the name in the scope, in source order, stars left aside."""
        return self._bound.get((scope, name), ())

    def scope_of(self, within: str) -> str:
        """The scope of the body of the class or function ``within``."""
        return within if not within or within in self._classes else within + LOCALS

    def visible_scopes(self, within: str) -> Iterator[str]:
        """The scopes that a name in the body of ``within`` (or in that scope) is looked up in, inner first.

        A class counts only where it is the innermost.
        """
        within = innermost = within.removesuffix(LOCALS)
        while within:
            if within == innermost or within not in self._classes:
                yield self.scope_of(within)
            within = enclosing(within)
        yield ""

    def _note_keyword(self, keyword: Keyword) -> None:
        self._keywords.setdefault(keyword.qualname, []).append(keyword)
        if not keyword.qualname or keyword.kind in MARKUP_KINDS or keyword.kind is Kind.TYPE_PARAMETER:
            return
        scope = keyword.qualname[: -len(keyword.name)].removesuffix(".")
        guarded = keyword.condition is not None
        typing = guarded and is_typing(keyword.condition)
        binding = Binding(keyword, keyword.line, keyword.column, guarded, typing)
        self._bound.setdefault((scope, keyword.name), []).append(binding)

    def _note_imports(self) -> Iterator[Binding]:
        loaded: set[str] = set()
        for imported in self.file.imports:
            yield from self._note_import(imported)
            if not imported.within and imported.scope is not ImportScope.TYPE_CHECKING:
                self._note_submodule(imported, loaded)

    def _note_import(self, imported: Import) -> Iterator[Binding]:
        typing = imported.scope is ImportScope.TYPE_CHECKING
        guarded = typing or imported.condition is not None
        binding = Binding(imported, imported.line, imported.column, guarded, typing)
        if imported.name == STAR:
            yield binding
        elif imported.bound:
            self._bound.setdefault((self.scope_of(imported.within), imported.bound), []).append(binding)

    def _submodule(self, imported: Import, package: str) -> str:
        """The submodule that an import in the package loads; ``from . import x`` does where there is no ``x`` yet."""
        if imported.module.startswith(package):
            return imported.module[len(package) :].partition(".")[0]
        name = imported.name
        if f"{imported.module}." != package or name in {None, STAR} or self._is_bound(str(name), imported.line):
            return ""
        return str(name)

    def _is_bound(self, name: str, line: int) -> bool:
        """Whether the module has the name, or may have it, before a line."""
        return any(one.line < line and (one.bound == name or one.name == STAR) for one in self.file.imports) or any(
            one.line < line and one.qualname == name for one in self.file.keywords
        )

    def _note_submodule(self, imported: Import, loaded: set[str]) -> None:
        """Note that the first import of a submodule makes it an attribute of its package, before anything is bound."""
        package = f"{self.file.module}."
        name = self._submodule(imported, package) if self.file.is_package else ""
        if name and name not in loaded:
            loaded.add(name)
            guarded = imported.condition is not None
            binding = Binding(package + name, imported.line, -1, guarded, typing=False)
            self._bound.setdefault(("", name), []).append(binding)


def effective(bindings: Iterable[Binding]) -> tuple[Binding, ...]:
    """The bindings whose value the name can have in the end.

    The last one holds, unless it depends on a condition: then those before it can hold as well, back to the one that
    is made in any case, which comes last here since it is the default. What only type checkers see and ``= None``
    count where there is nothing else.
    """
    held: list[Binding] = []
    default: list[Binding] = []
    for binding in reversed(tuple(bindings)):
        if not binding.guarded:
            default.append(binding)
            break
        held.append(binding)
    held = [*reversed(held), *default]
    lasting = [binding for binding in held if not binding.typing] or held
    return tuple([binding for binding in lasting if not _is_placeholder(binding)] or lasting)


def enclosing(qualname: str) -> str:
    """The qualname of the class or function that a definition stands in; empty for the module."""
    return qualname.rpartition(".")[0].removesuffix(LOCALS)


def is_typing(condition: str | None) -> bool:
    """Whether code under this condition is for type checkers only."""
    return (
        condition is not None
        and (condition == "TYPE_CHECKING" or condition.endswith(".TYPE_CHECKING"))
        and (" " not in condition)
    )


def _is_placeholder(binding: Binding) -> bool:
    what = binding.what
    return isinstance(what, Keyword) and what.kind is Kind.DATA and what.inferred_type in _NOTHING


def _position(binding: Binding) -> tuple[int, int]:
    return binding.line, binding.column
