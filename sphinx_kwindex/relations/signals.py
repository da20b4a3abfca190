"""Everything that can tie two files together, gathered once for all files."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sphinx_kwindex.model.kinds import PYTHON_TYPES, FileType
from sphinx_kwindex.model.ties import Ties
from sphinx_kwindex.relations.changes import Change, Commit, changes_between
from sphinx_kwindex.relations.names import Names, names_between
from sphinx_kwindex.relations.naming import pair_strengths

Pairs: TypeAlias = Mapping[str, Mapping[str, float]]
Changes: TypeAlias = Mapping[str, Mapping[str, Change]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What is known of pairs of files besides their text.

    ``names`` says who uses what; ``bases`` the classes of another file (inner key) that classes of a file (outer key)
    derive from; ``pairs`` match tests with what they test, both ways; ``stubs`` match stubs with their modules, both
    ways; ``changes`` what was changed together, both ways.
    """

    facts: Mapping[str, Ties]
    names: Names
    bases: Mapping[str, Mapping[str, Sequence[str]]]
    pairs: Pairs
    stubs: Mapping[str, frozenset[str]]
    changes: Changes


def gather(files: Sequence[Ties], history: Sequence[Commit]) -> Signals:
    """Gather the signals of all files."""
    return Signals(
        facts={file.path: file for file in files},
        names=names_between(files),
        bases={file.path: file.bases for file in files if file.bases},
        pairs=_pairs(files),
        stubs=_stubs(files),
        changes=_changes(files, history),
    )


def is_code(file: Ties) -> bool:
    """Tell Python files, tests and stubs from documents and other text."""
    return file.type in PYTHON_TYPES


def _changes(files: Iterable[Ties], history: Sequence[Commit]) -> Changes:
    """Say what was changed together; of Python files by the Python files of each commit alone.

    So a commit that also touches a changelog says as much of two modules as one that does not.
    """
    code = frozenset(file.path for file in files if is_code(file))
    found = changes_between(history, frozenset(file.path for file in files))
    for path in code & found.keys():
        found[path] = {other: change for other, change in found[path].items() if other not in code}
    for path, others in changes_between(history, code).items():
        found[path] = found.get(path, {}) | others
    return found


def _pairs(files: Iterable[Ties]) -> Pairs:
    code = [file for file in files if file.type is FileType.PYTHON]
    tests = [file.path for file in code if file.is_test]
    strengths = pair_strengths(tests, [file.path for file in code if not file.is_test])
    both: dict[str, dict[str, float]] = defaultdict(dict)
    for (test, other), strength in strengths.items():
        both[test][other] = both[other][test] = strength
    return both


def _stubs(files: Iterable[Ties]) -> Mapping[str, frozenset[str]]:
    groups: dict[str, dict[FileType, set[str]]] = defaultdict(lambda: defaultdict(set))
    for file in files:
        if file.module and is_code(file):
            groups[file.module][file.type].add(file.path)
    found: dict[str, frozenset[str]] = {}
    for group in groups.values():
        stubs, modules = group[FileType.STUB], group[FileType.PYTHON]
        found |= {path: frozenset(stubs) for path in modules if stubs}
        found |= {path: frozenset(modules) for path in stubs if modules}
    return found
