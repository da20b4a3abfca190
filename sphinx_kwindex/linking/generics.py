"""``Options = Mapping[str, int]``: one more name of a class that gives itself, whatever stands in the brackets."""

from sphinx_kwindex.linking.namespaces import Namespace
from sphinx_kwindex.model.facts import FileFacts

_ITEM = "["


def generic_of(namespace: Namespace, qualname: str) -> str | None:
    """The dotted name, as the file spells it, of what stands before the brackets that are the value of a keyword."""
    value = namespace.value(qualname)
    if value is None or len(value.terms) != 1:
        return None
    steps, bases = namespace.file.uses.steps, namespace.file.uses.bases
    term = value.terms[0]
    if not steps[term].startswith(_ITEM):
        return None
    attributes: list[str] = []
    term = bases[term]
    while bases[term] >= 0 and steps[term].startswith("."):
        attributes.insert(0, steps[term][1:])
        term = bases[term]
    head = _spelled(namespace.file, steps[term]) if bases[term] < 0 else None
    return None if head is None else ".".join((head, *attributes))


def gives_own_class(namespace: Namespace, qualname: str) -> bool:
    """Whether a method gives its class, as in ``return cls`` or ``-> type[Self]``."""
    value = namespace.value(qualname)
    return value is not None and len(value.terms) == 1 and _is_own_class(namespace.file, value.terms[0])


def _is_own_class(file: FileFacts, term: int) -> bool:
    steps, bases = file.uses.steps, file.uses.bases
    while steps[term] == "value":
        term = bases[term]
    if steps[term] == "type":
        return steps[bases[term]].startswith("self:")
    return steps[term].startswith("cls:")


def _spelled(file: FileFacts, head: str) -> str | None:
    word, _, rest = head.partition(":")
    if word == "import":
        return file.imports[int(rest)].bound
    return rest if word in {"keyword", "module", "global"} else None
