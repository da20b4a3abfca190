"""The interface of a file: all that the links of other files can depend on.

An edit in the body of a function leaves it as it was, unless the function gives something else.
"""

import hashlib
import json
import marshal
from collections.abc import Iterator
from dataclasses import fields
from operator import attrgetter

from sphinx_kwindex.model.facts import Exports, FileFacts, Import, Keyword
from sphinx_kwindex.model.uses import Uses

_UNSEEN = frozenset({"line", "end_line", "column", "signature", "summary", "visibility", "written"})
"""Fields of keywords and imports that no link of another file looks at."""
content_of_keyword = attrgetter(*(entry.name for entry in fields(Keyword) if entry.name not in _UNSEEN))
content_of_import = attrgetter(*(entry.name for entry in fields(Import) if entry.name not in _UNSEEN))
_OF_EXPORTS = attrgetter(*(entry.name for entry in fields(Exports)))
# Written in C, which a repr of enumerations is not.
_ENCODER = json.JSONEncoder(separators=(",", ":"), check_circular=False)
_GROUPS = ("any", "tuple", "dict")
"""Steps that name other terms by their numbers."""


def interface_digest(facts: FileFacts) -> str:
    """A digest that is the same where no link of another file can be different."""
    keywords = [content_of_keyword(keyword) for keyword in facts.keywords]
    imports = [content_of_import(imported) for imported in facts.imports]
    written = _ENCODER.encode((head_of(facts), keywords, imports, _order(facts)))
    # The second version of the format has no references, so equal values are equal bytes.
    return hashlib.sha256(written.encode() + marshal.dumps(_values(facts.uses), 2)).hexdigest()


def head_of(facts: FileFacts) -> tuple[object, ...]:
    """What the file is, and what it exports."""
    exports = None if facts.exports is None else _OF_EXPORTS(facts.exports)
    return facts.path, facts.module, facts.type, facts.is_package, exports


def _order(facts: FileFacts) -> list[int]:
    """In which order keywords and imports bind their names; where exactly they stand is nobody's business."""
    places = [(keyword.line, keyword.column) for keyword in facts.keywords]
    places += [(imported.line, imported.column) for imported in facts.imports]
    return sorted(range(len(places)), key=places.__getitem__)


def _values(uses: Uses) -> list[tuple[object, ...]]:
    """What keywords stand for, the terms numbered by themselves: the other terms of the file come and go."""
    values = sorted(uses.values, key=attrgetter("qualname"))
    found = list(dict.fromkeys([term for value in values for term in value.terms]))
    numbers = {-1: -1, **{term: number for number, term in enumerate(found)}}
    made = []
    for term in found:  # grows on the way
        word, members = _members(uses.steps[term])
        others = (uses.bases[term], *members)
        made.append((word, others))
        for other in others:
            if other not in numbers:
                numbers[other] = len(found)
                found.append(other)
    number_of = numbers.__getitem__
    kept = [(value.qualname, value.declared, *map(number_of, value.terms)) for value in values]
    return [*kept, *[(word, *map(number_of, others)) for word, others in made]]


def needed_by(uses: Uses, term: int) -> Iterator[int]:
    """The terms that a term is made from."""
    _, members = _members(uses.steps[term])
    return (other for other in (uses.bases[term], *members) if other >= 0)


def _members(step: str) -> tuple[str, tuple[int, ...]]:
    word, _, rest = step.partition(":")
    return (word, tuple(map(int, rest.split()))) if word in _GROUPS and rest else (step, ())
