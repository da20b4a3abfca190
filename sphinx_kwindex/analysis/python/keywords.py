"""Definitions to keywords."""

from collections.abc import Iterator, Sequence

from astroid import nodes

from sphinx_kwindex.analysis.python.conditions import condition_of
from sphinx_kwindex.analysis.python.definitions import Definition, Shape
from sphinx_kwindex.analysis.python.docstrings import sentence_of
from sphinx_kwindex.analysis.python.fields import fields_signature
from sphinx_kwindex.analysis.python.inference import Types
from sphinx_kwindex.analysis.python.judging import Judge, Judgement
from sphinx_kwindex.analysis.python.members import members_of
from sphinx_kwindex.analysis.python.merging import merge
from sphinx_kwindex.analysis.python.names import docstring_of, dotted
from sphinx_kwindex.analysis.python.namespace import Namespace
from sphinx_kwindex.analysis.python.places import end_of, place_of
from sphinx_kwindex.analysis.python.signatures import signature_of
from sphinx_kwindex.analysis.python.source import Source
from sphinx_kwindex.analysis.python.visibility import visibility_of
from sphinx_kwindex.model.facts import Exports, Import, Keyword
from sphinx_kwindex.model.kinds import Kind

_DOCUMENTED = frozenset({Shape.CLASS, Shape.FUNCTION})
_ALIASES = frozenset({Shape.VALUE, Shape.TYPE_ALIAS, Shape.DECLARED})
_TYPELESS = frozenset({Shape.CLASS, Shape.TYPE_ALIAS, Shape.TYPE_PARAMETER})
_TYPED_KINDS = frozenset({Kind.DATA, Kind.ATTRIBUTE, Kind.ENUM_MEMBER})
_CONSTRUCTORS = ("__init__", "__new__")


def keywords_of(
    definitions: Sequence[Definition], imports: Sequence[Import], exports: Exports | None, source: Source
) -> list[Keyword]:
    """Return what the file defines, in source order, without the module itself."""
    merged = merge(definitions)
    namespace = Namespace(merged, imports)
    judge, writer = Judge(namespace), _Writer(namespace, source, exports)
    return [
        writer.keyword(each, judgement)
        for definition in merged
        for each, judgement in _with_members(definition, judge.judge(definition))
    ]


def _with_members(definition: Definition, judgement: Judgement) -> Iterator[tuple[Definition, Judgement]]:
    yield definition, judgement
    if judgement.kind is Kind.CLASS and definition.shape is Shape.VALUE:
        for member in members_of(definition):
            yield member, Judgement(kind=judgement.members)


class _Writer:
    """Writes the keywords of one file; holds what is asked again for each of them."""

    def __init__(self, namespace: Namespace, source: Source, exports: Exports | None) -> None:
        self._namespace = namespace
        self._source = source
        self._exports = exports
        self._types = Types(namespace, source)

    def keyword(self, definition: Definition, judgement: Judgement) -> Keyword:
        line, column = place_of(definition, self._source)
        return Keyword(
            name=definition.name,
            qualname=definition.qualname,
            kind=judgement.kind,
            line=line,
            end_line=end_of(definition, line),
            column=column,
            signature=self._signature(definition, judgement),
            summary=sentence_of(self._description(definition)),
            visibility=visibility_of(definition.qualname, self._exports),
            condition=self._condition(definition),
            bases=self._bases(definition),
            decorators=self._decorators(definition),
            inferred_type=self._type(definition, judgement),
            alias_of=_alias(definition),
            is_async=isinstance(definition.node, nodes.AsyncFunctionDef),
            is_static=judgement.is_static,
            is_classmethod=judgement.is_classmethod,
        )

    def _condition(self, definition: Definition) -> str | None:
        return "until del" if definition.is_deleted else condition_of(definition.branch, self._source)

    def _signature(self, definition: Definition, judgement: Judgement) -> str | None:
        if definition.shape is Shape.CLASS:
            return self._class_signature(definition)
        if judgement.kind is Kind.PROPERTY:
            return None
        if definition.shape is Shape.FUNCTION:
            return signature_of(definition.node, self._source)
        if isinstance(definition.value, nodes.Lambda):
            return signature_of(definition.value, self._source)
        return None

    def _class_signature(self, definition: Definition) -> str | None:
        for name in _CONSTRUCTORS:
            found = self._namespace.defined(f"{definition.qualname}.{name}")
            if found is not None and found.shape is Shape.FUNCTION:
                return signature_of(found.node, self._source, bound=True)
        return fields_signature(definition.node, self._source)

    def _description(self, definition: Definition) -> str:
        if definition.shape in _DOCUMENTED:
            return docstring_of(definition.node)
        return definition.description or self._source.comment_at(definition.node.lineno or 1)

    def _bases(self, definition: Definition) -> tuple[str, ...]:
        if definition.shape is not Shape.CLASS:
            return ()
        return tuple(map(self._source.text_of, definition.node.bases))

    def _decorators(self, definition: Definition) -> tuple[str, ...]:
        if definition.shape not in _DOCUMENTED or definition.node.decorators is None:
            return ()
        written = definition.node.decorators.nodes
        names = (each.func if isinstance(each, nodes.Call) else each for each in written)
        return tuple(dotted(name) or self._source.text_of(name) for name in names)

    def _type(self, definition: Definition, judgement: Judgement) -> str | None:
        if definition.shape is Shape.FUNCTION:
            return self._types.of_annotation(definition.node.returns)
        if definition.shape in _TYPELESS or judgement.kind not in _TYPED_KINDS:
            return None
        return self._types.of_definition(definition)


def _alias(definition: Definition) -> str | None:
    """Return the name that the value is, if it never is anything else."""
    if definition.shape not in _ALIASES:
        return None
    given = [each for each in (definition, *definition.merged) if each.value is not None]
    # What a method gives to its object is named in the method's own scope.
    names = {None if each.shape is Shape.RECEIVED else dotted(each.value) for each in given}
    return names.pop() if len(names) == 1 else None
