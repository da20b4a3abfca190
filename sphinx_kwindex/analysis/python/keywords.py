"""Definitions to keywords."""

from collections.abc import Sequence

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

# A member of an enumeration is looked up each time that it is named.
_CLASS, _FUNCTION, _VALUE, _PROPERTY = Shape.CLASS, Shape.FUNCTION, Shape.VALUE, Kind.PROPERTY
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
    keywords: list[Keyword] = []
    for definition in merged:
        judgement = judge.judge(definition)
        keywords.append(writer.keyword(definition, judgement))
        if definition.shape is _VALUE and judgement.kind is Kind.CLASS:
            within = Judgement(kind=judgement.members)
            keywords.extend(writer.keyword(member, within) for member in members_of(definition))
    return keywords


class _Writer:
    """Writes the keywords of one file; holds what is asked again for each of them."""

    def __init__(self, namespace: Namespace, source: Source, exports: Exports | None) -> None:
        self._namespace = namespace
        self._source = source
        self._exports = exports
        self._types = Types(namespace, source)

    def keyword(self, definition: Definition, judgement: Judgement) -> Keyword:
        line, column = place_of(definition, self._source)
        description = self._description(definition)
        is_documented = definition.shape in _DOCUMENTED
        return Keyword(
            name=definition.name,
            qualname=definition.qualname,
            kind=judgement.kind,
            line=line,
            end_line=end_of(definition, line),
            column=column,
            signature=self._signature(definition, judgement),
            summary=description and sentence_of(description),
            visibility=visibility_of(definition.qualname, self._exports),
            condition=self._condition(definition) if definition.branch or definition.is_deleted else None,
            bases=self._bases(definition) if definition.shape is _CLASS else (),
            decorators=self._decorators(definition) if is_documented and definition.node.decorators else (),
            inferred_type=self._type(definition, judgement),
            alias_of=None if is_documented else _alias(definition),
            is_async=isinstance(definition.node, nodes.AsyncFunctionDef),
            is_static=judgement.is_static,
            is_classmethod=judgement.is_classmethod,
        )

    def _condition(self, definition: Definition) -> str | None:
        return "until del" if definition.is_deleted else condition_of(definition.branch, self._source)

    def _signature(self, definition: Definition, judgement: Judgement) -> str | None:
        if definition.shape is _CLASS:
            return self._class_signature(definition)
        if judgement.kind is _PROPERTY:
            return None
        if definition.shape is _FUNCTION:
            return signature_of(definition.node, self._source)
        if isinstance(definition.value, nodes.Lambda):
            return signature_of(definition.value, self._source)
        return None

    def _class_signature(self, definition: Definition) -> str | None:
        for name in _CONSTRUCTORS:
            found = self._namespace.defined(f"{definition.qualname}.{name}")
            if found is not None and found.shape is _FUNCTION:
                return signature_of(found.node, self._source, bound=True)
        return fields_signature(definition.node, self._source)

    def _description(self, definition: Definition) -> str:
        if definition.shape in _DOCUMENTED:
            return docstring_of(definition.node)
        return definition.description or self._source.comment_at(definition.node.lineno or 1)

    def _bases(self, definition: Definition) -> tuple[str, ...]:
        return tuple(map(self._source.text_of, definition.node.bases))

    def _decorators(self, definition: Definition) -> tuple[str, ...]:
        written = definition.node.decorators.nodes
        names = (each.func if isinstance(each, nodes.Call) else each for each in written)
        return tuple(dotted(name) or self._source.text_of(name) for name in names)

    def _type(self, definition: Definition, judgement: Judgement) -> str | None:
        if definition.shape is _FUNCTION:
            returns = definition.node.returns
            return returns and self._types.of_annotation(returns)
        if definition.shape in _TYPELESS or judgement.kind not in _TYPED_KINDS:
            return None
        return self._types.of_definition(definition)


def _alias(definition: Definition) -> str | None:
    """Return the name that the value is, if it never is anything else."""
    if definition.shape not in _ALIASES:
        return None
    if definition.value is None and not definition.merged:
        return None
    given = [each for each in (definition, *definition.merged) if each.value is not None]
    # What a method gives to its object is named in the method's own scope.
    names = {None if each.shape is Shape.RECEIVED else dotted(each.value) for each in given}
    return names.pop() if len(names) == 1 else None
