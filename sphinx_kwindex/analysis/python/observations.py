"""Patterns worth telling about a file, seen through resolved names: a method called ``eval`` is not the builtin."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sphinx_kwindex.analysis.python import patterns
from sphinx_kwindex.analysis.python.dotted import dotted_names
from sphinx_kwindex.analysis.python.lines import stands_on
from sphinx_kwindex.model.facts import Import, Keyword, Observation
from sphinx_kwindex.model.kinds import CALLABLE_KINDS, UseKind
from sphinx_kwindex.model.uses import USE_KINDS, Uses

_METACLASS = USE_KINDS.index(UseKind.METACLASS)
_TOPS = frozenset(name.partition(".")[0] for name in patterns.MODULES)


class _Seen(NamedTuple):
    topic: str
    subject: str
    name: str
    lines: tuple[int, ...]


def observations_of(
    module: ast.Module, keywords: Sequence[Keyword], imports: Sequence[Import], uses: Uses
) -> tuple[Observation, ...]:
    """What there is to tell of a module; empty where there is nothing."""
    names = dotted_names(uses, imports)
    seen = [*_used(uses, names), *_imported(imports), *_defined(keywords), *_by_arguments(module, uses, names)]
    return tuple(_gather(seen))


def _gather(seen: Iterable[_Seen]) -> Iterator[Observation]:
    grouped: dict[tuple[str, str], list[_Seen]] = {}
    for one in seen:
        if one.lines:
            grouped.setdefault((one.topic, one.subject), []).append(one)
    for (topic, subject), found in sorted(grouped.items()):
        yield Observation(
            topic=topic,
            subject=subject,
            names=tuple(sorted({one.name for one in found})),
            lines=tuple(sorted({line for one in found for line in one.lines})),
        )


def _used(uses: Uses, names: Sequence[str | None]) -> Iterator[_Seen]:
    for name, places in zip(names, uses.places, strict=True):
        if name is not None and places:
            yield from _by_name(name, places)


def _by_name(name: str, places: tuple[int, ...]) -> Iterator[_Seen]:
    if name in patterns.CALLS:
        subject = f"{_short(name)} — {patterns.CALLS[name]}"
        yield _Seen(patterns.SENSITIVE, subject, name, _lines(places, UseKind.CALL))
    if name in patterns.DECORATORS:
        yield _Seen(patterns.IDIOMS, patterns.DECORATORS[name], name, _lines(places, UseKind.DECORATOR))
    if name in patterns.BASES:
        yield _Seen(patterns.IDIOMS, patterns.BASES[name], name, _lines(places, UseKind.BASE))
    if _METACLASS in places[2::3]:
        yield _Seen(patterns.IDIOMS, "metaclasses", name, _lines(places, UseKind.METACLASS))
    known = _module_of(name)
    if known is not None:
        yield _Seen(*patterns.MODULES[known], name, tuple(places[::3]))


def _imported(imports: Sequence[Import]) -> Iterator[_Seen]:
    for imported in imports:
        name = imported.module if imported.name in {None, "*"} else f"{imported.module}.{imported.name}"
        known = _module_of(name)
        if known is not None:
            yield _Seen(*patterns.MODULES[known], known, (imported.line,))
        if "_C" in name.split("."):
            yield _Seen(patterns.NATIVE, "a compiled extension module", name, (imported.line,))


def _module_of(name: str) -> str | None:
    """The module worth telling that the name lies in: the longest that is in the table."""
    if name.partition(".")[0] not in _TOPS:
        return None
    while name:
        if name in patterns.MODULES:
            return name
        name = name.rpartition(".")[0]
    return None


def _short(name: str) -> str:
    return name.removeprefix("builtins.")


def _lines(places: tuple[int, ...], kind: UseKind) -> tuple[int, ...]:
    number = USE_KINDS.index(kind)
    return tuple(places[index] for index in range(0, len(places), 3) if places[index + 2] == number)


def _defined(keywords: Sequence[Keyword]) -> Iterator[_Seen]:
    methods: dict[str, dict[str, int]] = {}
    for keyword in keywords:
        if keyword.kind in CALLABLE_KINDS:
            methods.setdefault(keyword.qualname.rpartition(".")[0], {})[keyword.name] = keyword.line
            if keyword.is_async:
                yield _Seen(patterns.CONCURRENCY, "asynchronous functions", keyword.qualname, (keyword.line,))
    for owner, own in methods.items():
        for wanted, subject in patterns.METHODS.items():
            if owner and all(name in own for name in wanted):
                yield _Seen(patterns.IDIOMS, subject, owner, (own[wanted[0]],))
    if "__getattr__" in methods.get("", {}):
        subject = "attributes of the module made when they are asked for"
        yield _Seen(patterns.IDIOMS, subject, "__getattr__", (methods[""]["__getattr__"],))


def _by_arguments(module: ast.Module, uses: Uses, names: Sequence[str | None]) -> Iterator[_Seen]:
    """Calls whose arguments say whether they are sensitive; the tree is searched only if there are any."""
    wanted: dict[tuple[int, int], str] = {}
    for name, places in zip(names, uses.places, strict=True):
        if name in _TELLING:
            wanted.update(((places[index], places[index + 1]), name) for index in range(0, len(places), 3))
    if not wanted:
        return
    for call in _calls(module, sorted({line for line, _ in wanted})):
        found = wanted.get(_place(call.func))
        if found is not None and _TELLING[found](call, {keyword.arg: keyword.value for keyword in call.keywords}):
            subject = f"{_short(found)} — {patterns.DEPENDS[found]}"
            yield _Seen(patterns.SENSITIVE, subject, found, (call.lineno or 0,))


def _calls(node: ast.AST, lines: Sequence[int]) -> Iterator[ast.Call]:
    """The calls in a node, as far as they can stand on the lines."""
    if isinstance(node, ast.Call):
        yield node
    for child in ast.iter_child_nodes(node):
        if not hasattr(child, "lineno") or stands_on(child, lines):
            yield from _calls(child, lines)


def _place(called: Any) -> tuple[int, int]:
    if isinstance(called, ast.Attribute):
        return called.end_lineno or 0, (called.end_col_offset or 0) - len(called.attr)
    return called.lineno, called.col_offset


_Arguments = dict[str | None, ast.AST]


def _has_shell(_call: ast.Call, keywords: _Arguments) -> bool:
    return _is(keywords.get("shell"), constant=True)


def _is_unverified(_call: ast.Call, keywords: _Arguments) -> bool:
    return _is(keywords.get("verify"), constant=False)


def _is_for_security(_call: ast.Call, keywords: _Arguments) -> bool:
    return not _is(keywords.get("usedforsecurity"), constant=False)


def _is_unsafe_yaml(call: ast.Call, keywords: _Arguments) -> bool:
    loader = call.args[1] if len(call.args) > 1 else keywords.get("Loader")
    return loader is None or "Safe" not in ast.unparse(loader)


def _takes_code(_call: ast.Call, keywords: _Arguments) -> bool:
    return not _is(keywords.get("weights_only"), constant=True)


def _takes_pickles(_call: ast.Call, keywords: _Arguments) -> bool:
    return _is(keywords.get("allow_pickle"), constant=True)


def _is_late(call: ast.Call, _keywords: _Arguments) -> bool:
    return bool(call.args) and not isinstance(call.args[0], ast.Constant | ast.JoinedStr)


def _is(node: ast.AST | None, *, constant: bool) -> bool:
    return isinstance(node, ast.Constant) and node.value is constant


_BY_MODULE = {
    "builtins": _is_late,
    "hashlib": _is_for_security,
    "importlib": _is_late,
    "numpy": _takes_pickles,
    "requests": _is_unverified,
    "subprocess": _has_shell,
    "torch": _takes_code,
    "yaml": _is_unsafe_yaml,
}
_TELLING = {name: _BY_MODULE[name.partition(".")[0]] for name in patterns.DEPENDS}
