"""The history of the source files, read from git once for each commit that is checked out."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from sphinx_kwindex.model.facts import Problem, SourceFile
from sphinx_kwindex.model.kinds import ProblemKind
from sphinx_kwindex.relations.changes import Commit, History
from sphinx_kwindex.relations.gitlog import GitError, Record, head_of, order_of, records_of

CACHE_NAME = "history.json"
CACHE_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """All commits up to ``head``, newest first."""

    head: str
    records: tuple[Record, ...]


def read_history(files: Sequence[SourceFile], folder: Path) -> History:
    """Read the history of the files from the git repositories they lie in.

    What was read stays in ``folder``; when more commits have come, only those are read.
    """
    cached = load_logs(folder / CACHE_NAME)
    logs: list[Log] = []
    commits: list[Commit] = []
    problems: list[Problem] = []
    for top, paths in sorted(repositories(files).items()):
        try:
            logs.append(read_log(top, cached))
        except GitError as error:
            problems.append(_problem(f"the history of {min(paths.values())} could not be read: {error}"))
        else:
            commits += commits_of(logs[-1].records, paths)
    if not repositories(files):
        problems.append(_problem("the history was asked for, and no source file lies in a git repository"))
    if logs != cached:
        save_logs(folder / CACHE_NAME, logs)
    return History(commits=tuple(commits), problems=tuple(problems))


def repositories(files: Iterable[SourceFile]) -> Mapping[Path, Mapping[str, str]]:
    """Return for the top folder of each repository the paths of its files: in the repository, and ours."""
    found: dict[Path, dict[str, str]] = defaultdict(dict)
    for file in files:
        if file.repository_path:
            top = file.location.parents[file.repository_path.count("/")]
            found[top][file.repository_path] = file.path
    return found


def read_log(top: Path, cached: Iterable[Log]) -> Log:
    """Read the log of a repository, with the help of those read before.

    The order is always that of the whole history, so that reading it in parts gives the same as reading it at once.

    Raises:
        GitError: There is no whole history to read.
    """
    head = head_of(top)
    for log in cached:
        if log.head == head:
            return log
    order = order_of(top, head)
    for log in cached:
        known = {record.identity: record for record in log.records}
        if known.keys() & set(order):
            known |= {record.identity: record for record in records_of(top, head, since=log.head)}
            return Log(head=head, records=tuple(known[identity] for identity in order))
    known = {record.identity: record for record in records_of(top, head, since=None)}
    return Log(head=head, records=tuple(known[identity] for identity in order))


def commits_of(records: Iterable[Record], paths: Mapping[str, str]) -> Iterator[Commit]:
    """Say which of today's files each commit changed, renames followed back from the newest.

    ``paths`` are today's files, as the repository knows them, each with the path it has here.
    """
    now: dict[str, str] = {}
    for record in records:
        edits = [(status, old, now.get(new, new)) for status, old, new in record.edits]
        touched = {paths[new] for status, _, new in edits if status != "D" and new in paths}
        now |= {old: new for status, old, new in edits if status == "R"}
        if touched:
            yield Commit(identity=record.identity, time=record.time, files=tuple(sorted(touched)))


def load_logs(path: Path) -> list[Log]:
    """Load what was read before; nothing if it is not there, damaged, or of another version."""
    try:
        version, logs = json.loads(path.read_bytes())
        return [_log(*log) for log in logs] if version == CACHE_VERSION else []
    except (OSError, ValueError, TypeError):
        return []


def save_logs(path: Path, logs: Iterable[Log]) -> None:
    """Keep what was read, whole or not at all."""
    text = json.dumps([CACHE_VERSION, [astuple(log) for log in logs]], separators=(",", ":"))
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="ascii")
    fresh.replace(path)


def _log(head: str, records: Iterable[tuple[str, int, Iterable[tuple[str, str, str]]]]) -> Log:
    read = (
        Record(identity=identity, time=time, edits=tuple((status, old, new) for status, old, new in edits))
        for identity, time, edits in records
    )
    return Log(head=head, records=tuple(read))


def _problem(message: str) -> Problem:
    return Problem(kind=ProblemKind.HISTORY, file="", line=None, message=f"{message}; related files go without it")
