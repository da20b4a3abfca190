"""Files that claim one path or one module name: who gets it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sphinx_kwindex.model.facts import Problem, SourceFile
from sphinx_kwindex.model.kinds import FileType, ProblemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A file with the module name it would have if it were alone; ``root`` is the number of its root."""

    file: SourceFile
    root: int

    @property
    def holder(self) -> Path:
        """The folder that the module or package lies in."""
        return self.file.location.parents[1 if self.file.is_package else 0]

    @property
    def precedence(self) -> tuple[int, bool, int, bool, str]:
        """Who comes first gets the name."""
        file = self.file
        depth = file.path.count("/") - file.is_package
        return (self.root, file.is_test, depth, not file.is_package, file.path)


Owners = dict[tuple[FileType, str], Claim]


def settle(claims: Iterable[Claim]) -> tuple[list[SourceFile], list[Problem]]:
    """Leave each path and each module name to one file; a module and its stub share theirs.

    As the interpreter does, a package goes before a module beside it. Between folders, the first root goes before the
    others, what is no test before tests, and what lies less deep before what lies deeper. A package that loses its
    name takes its modules with it. Who loses is listed without a module name; it is a problem only in one folder or
    between roots, since that scripts or test data in different folders share a name is nobody's mistake.
    """
    owners: Owners = {}
    paths: dict[str, Claim] = {}
    lost: set[Path] = set()
    files: list[SourceFile] = []
    problems: list[Problem] = []
    for claim in sorted(claims, key=lambda claim: claim.precedence):
        if paths.setdefault(claim.file.path, claim) is not claim:
            problems.append(_clash(claim.file, "another source folder has a file of this path; this one is left out"))
            continue
        winner = _owner(claim, owners, lost)
        files.append(claim.file if winner is None else replace(claim.file, module=None))
        if winner and _is_flaw(claim, winner):
            problems.append(_clash(claim.file, f"the module name {claim.file.module} belongs to {winner.file.path}"))
    return files, problems


def _owner(claim: Claim, owners: Owners, lost: set[Path]) -> Claim | None:
    """The claim to which this one loses its module name, itself if its package has lost; ``None`` if it keeps it."""
    if claim.file.module is None:
        return None
    if lost and not lost.isdisjoint(claim.file.location.parents):
        return claim
    owner = owners.setdefault((claim.file.type, claim.file.module), claim)
    if owner is claim:
        return None
    if claim.file.is_package:
        lost.add(claim.file.location.parent)
    return owner


def _is_flaw(claim: Claim, winner: Claim) -> bool:
    return winner is not claim and (winner.holder == claim.holder or winner.root != claim.root)


def _clash(file: SourceFile, message: str) -> Problem:
    return Problem(kind=ProblemKind.CLASH, file=file.path, line=None, message=message)
