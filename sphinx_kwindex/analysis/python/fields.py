"""Signatures of classes whose ``__init__`` Python writes from their fields."""

from collections.abc import Iterator

from astroid import nodes

from sphinx_kwindex.analysis.python.merging import decorators_of
from sphinx_kwindex.analysis.python.names import dotted, last, without_subscript
from sphinx_kwindex.analysis.python.signatures import parameter
from sphinx_kwindex.analysis.python.source import Source
from sphinx_kwindex.analysis.python.walking import Node

_MAKERS = frozenset({"dataclass", "define", "frozen", "mutable"})
_FIELD_MAKERS = frozenset({"attrib", "field", "ib"})
# Of other bases, the fields would come first, and this file may not know them.
_BASES_WITHOUT_FIELDS = frozenset({"ABC", "Generic", "NamedTuple", "Protocol", "object"})


def fields_signature(node: Node, source: Source) -> str | None:
    """Return the signature of a data class or a named tuple, ``None`` for other classes and where it is not certain."""
    bases = {last(dotted(without_subscript(base)) or "?") for base in node.bases}
    is_data_class = any(last(name) in _MAKERS for name in decorators_of(node))
    if not (is_data_class or "NamedTuple" in bases) or not bases <= _BASES_WITHOUT_FIELDS:
        return None
    return f"({', '.join([*_star(node), *_parameters(node, source)])})"


def _star(node: nodes.ClassDef) -> Iterator[str]:
    calls = (each for each in node.decorators.nodes if isinstance(each, nodes.Call)) if node.decorators else ()
    if any(_is_true(call, "kw_only") for call in calls):
        yield "*"


def _parameters(node: nodes.ClassDef, source: Source) -> Iterator[str]:
    for statement in node.body:
        if not isinstance(statement, nodes.AnnAssign) or not isinstance(statement.target, nodes.AssignName):
            continue
        kind = last(dotted(without_subscript(statement.annotation)) or "")
        if kind == "KW_ONLY":
            yield "*"
        elif kind != "ClassVar" and not _is_left_out(statement.value):
            yield _parameter(statement, source)


def _parameter(statement: Node, source: Source) -> str:
    name, annotation, value = statement.target.name, statement.annotation, statement.value
    if not _is_field(value):
        return parameter(name, annotation, value, source)
    given = {keyword.arg: keyword.value for keyword in value.keywords}
    # As `inspect.signature` shows it.
    made = " = <factory>" if "default_factory" in given or "factory" in given else ""
    return parameter(name, annotation, given.get("default"), source) + made


def _is_left_out(value: Node) -> bool:
    return _is_field(value) and any(
        keyword.arg == "init" and isinstance(keyword.value, nodes.Const) and keyword.value.value is False
        for keyword in value.keywords
    )


def _is_field(value: Node) -> bool:
    return isinstance(value, nodes.Call) and last(dotted(value.func) or "") in _FIELD_MAKERS


def _is_true(call: nodes.Call, name: str) -> bool:
    return any(
        keyword.arg == name and isinstance(keyword.value, nodes.Const) and keyword.value.value is True
        for keyword in call.keywords
    )
