"""Why a file is related, in the terms that its reader can check."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sphinx_kwindex.model.kinds import MARKUP_TYPES
from sphinx_kwindex.model.links import Reason
from sphinx_kwindex.model.ties import Ties
from sphinx_kwindex.relations.signals import Signals, is_code

MOST_NAMES = 5


def reasons_for(path: str, other: str, signals: Signals, words: tuple[str, ...]) -> tuple[Reason, ...]:
    """Say what ``other`` is to the file ``path``, the surest first.

    ``words`` are those that the texts have in common. Two files without any other reason stand in one folder.
    """
    found = (
        *_stub(path, other, signals),
        *_tests(path, other, signals),
        *_bases(path, other, signals),
        *_uses(path, other, signals),
        *_changes(path, other, signals),
        *([Reason(kind="words", details=words)] if words else []),
    )
    return found or (Reason(kind="same-package", details=(common_folder(path, other),)),)


def common_folder(path: str, other: str) -> str:
    """Return the deepest folder that holds both files, empty for the top."""
    parts = []
    for one, two in zip(path.split("/")[:-1], other.split("/")[:-1], strict=False):
        if one != two:
            break
        parts.append(one)
    return "/".join(parts)


def tests_what(test: Ties, other: Ties, signals: Signals) -> bool:
    """Tell whether a file is a test of another: by its name, or because it imports something from it."""
    if not test.is_test or other.is_test or not is_code(test) or not is_code(other):
        return False
    return other.path in signals.pairs.get(test.path, ()) or other.path in signals.names.used.get(test.path, ())


def _stub(path: str, other: str, signals: Signals) -> Iterator[Reason]:
    if other in signals.stubs.get(path, ()):
        yield Reason(kind="stub", details=(signals.facts[path].module or "",))


def _tests(path: str, other: str, signals: Signals) -> Iterator[Reason]:
    file, related = signals.facts[path], signals.facts[other]
    if tests_what(related, file, signals):
        yield Reason(kind="test-of", details=_names(other, path, signals))
    elif tests_what(file, related, signals):
        yield Reason(kind="tested-by", details=_names(path, other, signals))


def _bases(path: str, other: str, signals: Signals) -> Iterator[Reason]:
    if path in signals.bases.get(other, ()):
        yield Reason(kind="subclasses", details=tuple(signals.bases[other][path][:MOST_NAMES]))
    if other in signals.bases.get(path, ()):
        yield Reason(kind="subclassed-by", details=tuple(signals.bases[path][other][:MOST_NAMES]))


def _uses(path: str, other: str, signals: Signals) -> Iterator[Reason]:
    file, related = signals.facts[path], signals.facts[other]
    if path in signals.names.used.get(other, ()) and not tests_what(related, file, signals):
        kind = "documents" if related.type in MARKUP_TYPES else "imports"
        yield Reason(kind=kind, details=_names(other, path, signals))
    if other in signals.names.used.get(path, ()) and not tests_what(file, related, signals):
        kind = "documented-by" if file.type in MARKUP_TYPES else "imported-by"
        yield Reason(kind=kind, details=_names(path, other, signals))


def _names(user: str, used: str, signals: Signals) -> tuple[str, ...]:
    """Return the names at the top of a file, rarest first; the module itself is called by its own name."""
    names = signals.names.used.get(user, {}).get(used, ())
    module = signals.facts[used].module or used
    return tuple(dict.fromkeys(name.partition(".")[0] or module for name in names))[:MOST_NAMES]


def _changes(path: str, other: str, signals: Signals) -> Iterator[Reason]:
    change = signals.changes.get(path, {}).get(other)
    if change:
        day = datetime.fromtimestamp(change.last, tz=UTC).date().isoformat()
        yield Reason(kind="history", details=(str(change.times), day))
