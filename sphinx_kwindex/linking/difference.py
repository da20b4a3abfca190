"""What of an interface an edit changed: often a name that nobody else speaks of."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sphinx_kwindex.linking.interface import content_of_import, content_of_keyword, head_of, needed_by
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.uses import members_of

_IMPORT = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """An interface by names: what each of them is, and the order in which they are bound."""

    head: str
    units: dict[str, list[str]]
    order: list[str]
    imported: frozenset[str]


def names_that_differ(old: FileFacts, new: FileFacts) -> frozenset[str] | None:
    """The last parts of the names in which two interfaces of a file differ.

    ``None`` where they differ in more than what a file defines, or where what both have speaks of such a name: who
    never names these names cannot be linked in another way then.
    """
    before, after = _parts(old), _parts(new)
    keys = before.units.keys() | after.units.keys()
    changed = {key for key in keys if before.units.get(key) != after.units.get(key)}
    if before.head != after.head or not changed.isdisjoint({"", *before.imported, *after.imported}):
        return None
    if [key for key in before.order if key not in changed] != [key for key in after.order if key not in changed]:
        return None
    names = frozenset(key.rpartition(".")[2] for key in changed)
    kept = [after.head, *_steps(new, changed), *(text for key in keys - changed for text in after.units[key])]
    said = "\n".join(kept)
    return None if any(name.startswith("__") or name in said for name in names) else names


def _parts(facts: FileFacts) -> _Parts:
    placed = [(one.line, one.column, one.qualname, _json(content_of_keyword(one))) for one in facts.keywords]
    imports = [(f"{one.within}.{one.bound}".lstrip("."), one) for one in facts.imports]
    placed += [(one.line, one.column, key, _json([_IMPORT, *content_of_import(one)])) for key, one in imports]
    placed.sort(key=lambda part: part[:2])
    units: dict[str, list[str]] = defaultdict(list)
    for _, _, key, text in placed:
        units[key].append(text)
    terms = _digests(facts)
    for value in facts.uses.values:
        units[value.qualname].append(_json([value.declared, *(terms[term] for term in value.terms)]))
    return _Parts(
        head=_json(head_of(facts)),
        units=units,
        order=[key for _, _, key, _ in placed],
        imported=frozenset(key for key, _ in imports),
    )


def _digests(facts: FileFacts) -> list[str]:
    """For each term of a file, a digest of all that it is made from, whatever the numbers of these terms are."""
    found: list[str] = []
    uses = facts.uses
    for step, base in zip(uses.steps, uses.bases, strict=True):
        members = members_of(step)
        word = step.partition(":")[0] if members else _step(facts, step)
        parts = [word, found[base] if base >= 0 else "", *(found[one] if one >= 0 else "" for one in members)]
        found.append(hashlib.sha256(_json(parts).encode()).hexdigest())
    return found


def _steps(facts: FileFacts, changed: Iterable[str]) -> Iterator[str]:
    """The steps of all terms that the values rest on that did not change."""
    left_out = set(changed)
    waiting = [term for value in facts.uses.values if value.qualname not in left_out for term in value.terms]
    seen = set(waiting)
    while waiting:
        term = waiting.pop()
        yield _step(facts, facts.uses.steps[term])
        more = [one for one in needed_by(facts.uses, term) if one not in seen]
        seen.update(more)
        waiting.extend(more)


def _step(facts: FileFacts, step: str) -> str:
    """A step as it is, but for an import what is imported: its number can change."""
    word, _, number = step.partition(":")
    return _json([_IMPORT, *content_of_import(facts.imports[int(number)])]) if word == _IMPORT else step


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
