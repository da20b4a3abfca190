"""Lists of related Python files: ours, and those to compare them with."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from snapshots import Snapshot

from sphinx_kwindex.relations.changes import Change, changes_between
from sphinx_kwindex.relations.history import commits_of, read_log

LENGTH = 10
SUFFIX = ".py"


def by_kwindex(snapshot: Snapshot, *, history: bool) -> dict[str, list[str]]:
    """Return what the index calls related, in its order."""
    return {
        snapshot.inside(one["file"]): [
            snapshot.inside(other["file"]) for other in one["related"] if other["file"].endswith(SUFFIX)
        ]
        for one in snapshot.index(history=history)["related"]
    }


def by_old_way(snapshot: Snapshot) -> dict[str, list[str]]:
    """Return the first files of the same folder."""
    folders: dict[Path, list[str]] = defaultdict(list)
    for path in _files(snapshot):
        folders[Path(path).parent].append(path)
    return {
        path: [other for other in folders[Path(path).parent] if other != path][:LENGTH] for path in _files(snapshot)
    }


def by_imports(snapshot: Snapshot) -> dict[str, list[str]]:
    """Return the files at the other end of imports, those first that take part in the fewest."""
    ends: dict[str, set[str]] = defaultdict(set)
    for one in snapshot.index()["imports"]:
        source, target = snapshot.inside(one["file"]), snapshot.inside(one["target_file"] or "")
        if target and source != target:
            ends[source].add(target)
            ends[target].add(source)
    return {path: sorted(others, key=lambda other: (len(ends[other]), other))[:LENGTH] for path, others in ends.items()}


def by_history(snapshot: Snapshot) -> dict[str, list[str]]:
    """Return what earlier commits changed together with each file."""
    files = {path: path for path in _files(snapshot)}
    commits = commits_of(read_log(snapshot.tree, ()).records, files)
    changes = changes_between(commits, frozenset(files))
    return {path: _strongest(others) for path, others in changes.items()}


def _strongest(changes: Mapping[str, Change]) -> list[str]:
    return sorted(changes, key=lambda path: (-changes[path].strength, path))[:LENGTH]


def _files(snapshot: Snapshot) -> list[str]:
    return sorted(path.relative_to(snapshot.tree).as_posix() for path in snapshot.tree.rglob(f"*{SUFFIX}"))
