"""Which names of which file another file uses, re-exports followed."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.kinds import MARKUP_TYPES, Confidence
from sphinx_kwindex.model.links import FileLinks, Target

Used: TypeAlias = Mapping[str, Mapping[str, tuple[str, ...]]]
"""The qualnames, rarest first, that a file (outer key) uses of another (inner key)."""

HALF_STRENGTH = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """All use of names between files: which, and how much they tie the two together (0 to 1).

    ``users`` are the files that use something of a file; ``strengths`` go by (user, used).
    """

    used: Used
    users: Mapping[str, tuple[str, ...]]
    strengths: Mapping[tuple[str, str], float]


def names_between(files: Sequence[FileFacts], links: Sequence[FileLinks]) -> Names:
    """Collect what each file uses of each other: imports, references and mentions in documents.

    The strength is ``s / (s + 1/2)`` with ``s`` the sum of ``1 / files that use the name`` over the names used:
    a name that two files share says more than one that everybody imports, and many names more than one.
    """
    targets = _targets(files, links)
    users = Counter(target for found in targets.values() for target in found)
    used: dict[str, dict[str, tuple[str, ...]]] = {}
    strengths = {}
    for path, found in targets.items():
        used[path] = {}
        for other, group in _by_file(found).items():
            ordered = sorted(group, key=lambda target: (users[target], not target.qualname, target.qualname))
            total = math.fsum(1 / users[target] for target in ordered)
            used[path][other] = tuple(target.qualname for target in ordered)
            strengths[path, other] = total / (total + HALF_STRENGTH)
    return Names(used=used, users=_turned(used), strengths=strengths)


def _targets(files: Sequence[FileFacts], links: Sequence[FileLinks]) -> dict[str, set[Target]]:
    found: dict[str, set[Target]] = defaultdict(set)
    documents = {file.path for file in files if file.type in MARKUP_TYPES}
    for link in links:
        # Of a document, the names it mentions count, and not how often its examples use what they show.
        found[link.path].update(() if link.path in documents else _linked(link))
    definitions = _definitions(files)
    for file in files:
        for name, _ in file.mentions:
            if name in definitions:
                found[file.path].add(definitions[name])
    return {path: {target for target in found[path] if target.file != path} for path in sorted(found)}


def _linked(link: FileLinks) -> Iterator[Target]:
    for imported in link.imports:
        if imported.target and imported.confidence is not Confidence.AMBIGUOUS:
            yield imported.target
    for reference in link.references:
        if reference.target and reference.confidence is not Confidence.AMBIGUOUS:
            yield reference.target


def _definitions(files: Sequence[FileFacts]) -> dict[str, Target]:
    """Every full dotted name with the one file that defines it; of several files, the first by path."""
    found: dict[str, Target] = {}
    for file in sorted(files, key=lambda file: file.path):
        if file.module:
            found.setdefault(file.module, Target(file=file.path, qualname=""))
            for keyword in file.keywords:
                name = f"{file.module}.{keyword.qualname}"
                found.setdefault(name, Target(file=file.path, qualname=keyword.qualname))
    return found


def _turned(used: Used) -> dict[str, tuple[str, ...]]:
    users: dict[str, list[str]] = defaultdict(list)
    for path, others in used.items():
        for other in others:
            users[other].append(path)
    return {path: tuple(found) for path, found in users.items()}


def _by_file(targets: set[Target]) -> dict[str, list[Target]]:
    groups: dict[str, list[Target]] = defaultdict(list)
    for target in sorted(targets, key=lambda target: (target.file, target.qualname)):
        groups[target.file].append(target)
    return groups
