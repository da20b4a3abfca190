"""The log of a git repository: read by git itself, which runs nothing of the project while it does so."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

# Whatever the configuration of the repository says, no monitor, hook, helper or transport is started.
_SAFE = (
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "log.showSignature=false"),
    *("-c", "log.follow=false"),
    *("-c", "diff.renameLimit=1000"),
)
_ENVIRONMENT = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_LOG = (
    *("log", "--no-merges", "--no-ext-diff", "--no-textconv", f"-O{os.devnull}"),
    *("--name-status", "-z", "-M", "--format=%x01%H %ct"),
)
_TWO_PATHS = "RC"


class GitError(Exception):
    """Git could not be run, or refused; the message is for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A commit as the log gives it.

    ``edits`` are triples of a status letter (``A``, ``D``, ``M``, ``R``, ``T``), the path and, for a rename, the
    path after it (else the path once more).
    """

    identity: str
    time: int
    edits: tuple[tuple[str, str, str], ...]


def head_of(top: Path) -> str:
    """Return the identity of the commit that is checked out.

    Raises:
        GitError: There is none, or the repository holds a part of its history only.
    """
    shallow, head = _git(top, "rev-parse", "--is-shallow-repository", "HEAD").split()
    if shallow == "true":
        message = "the clone is shallow, its history is not whole (git fetch --unshallow)"
        raise GitError(message)
    return head


def order_of(top: Path, head: str) -> list[str]:
    """List all commits up to ``head`` but merges, newest first, children before their parents."""
    return _git(top, "rev-list", "--topo-order", "--no-merges", head).split()


def records_of(top: Path, head: str, *, since: str | None) -> Iterator[Record]:
    """Read the commits up to ``head``, those left out that ``since`` has as well."""
    revisions = [head, f"^{since}"] if since else [head]
    for part in _git(top, *_LOG, *revisions, "--").split("\x01")[1:]:
        yield _record(part.split("\0"))


def _record(fields: Sequence[str]) -> Record:
    identity, _, time = fields[0].partition(" ")
    return Record(identity=identity, time=int(time), edits=tuple(_edits(fields[1:])))


def _edits(fields: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    rest = iter(fields)
    for field in rest:
        status = field.strip("\n")[:1]
        if status:
            paths = list(islice(rest, 2 if status in _TWO_PATHS else 1))
            yield status, paths[0], paths[-1]


def _git(top: Path, *arguments: str) -> str:
    command = ["git", "--no-pager", *_SAFE, "-C", str(top), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=True, env=os.environ | _ENVIRONMENT)  # noqa: S603
    except OSError as error:
        message = f"git could not be run ({error.strerror})"
        raise GitError(message) from error
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(lines[0] if lines else "git gave up") from error
    return done.stdout.decode(errors="surrogateescape")
