"""Which links of a file say that it has to do with another one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sphinx_kwindex.model.kinds import MARKUP_TYPES, Confidence, FileType, UseKind
from sphinx_kwindex.model.links import FileLinks, Target

ByFile = Mapping[str, Sequence[str]]


def uses_of(links: FileLinks, type_: FileType) -> ByFile:
    """The qualnames that a file uses of others, by their paths; all sorted.

    Of a document, the names it mentions count, and not how often its examples use what they show.
    """
    return _by_file(links.path, _mentioned(links) if type_ in MARKUP_TYPES else _linked(links))


def bases_of(links: FileLinks) -> ByFile:
    """The qualnames of the classes in other files that the classes of a file derive from, by path; all sorted."""
    return _by_file(links.path, (base.target for base in links.bases))


def _mentioned(links: FileLinks) -> Iterator[Target | None]:
    return (reference.target for reference in links.references if reference.kind is UseKind.MENTION)


def _linked(links: FileLinks) -> Iterator[Target | None]:
    yield from (one.target for one in links.imports if one.confidence is not Confidence.AMBIGUOUS)
    yield from (one.target for one in links.references if one.confidence is not Confidence.AMBIGUOUS)


def _by_file(path: str, targets: Iterable[Target | None]) -> ByFile:
    found: dict[str, set[str]] = defaultdict(set)
    for target in targets:
        if target is not None and target.file != path:
            found[target.file].add(target.qualname)
    return {other: sorted(names) for other, names in sorted(found.items())}
