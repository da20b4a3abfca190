"""What a found file is called: the path by which it is shown, in its repository, and as a module."""

from dataclasses import dataclass
from pathlib import Path

from pathspec import GitIgnoreSpec

from sphinx_kwindex.discovery.ignoring import repository_of
from sphinx_kwindex.discovery.naming import INITS, Names
from sphinx_kwindex.discovery.reading import Content
from sphinx_kwindex.discovery.walking import Found, Trouble
from sphinx_kwindex.model.facts import Problem, SourceFile
from sphinx_kwindex.model.kinds import ProblemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """How the files of one root are labelled; the prefixes go before paths relative to the root."""

    prefix: str
    repository_prefix: str | None
    names: Names
    tests: GitIgnoreSpec

    def source_file(self, found: Found, content: Content) -> SourceFile:
        """The source file that was found."""
        path = self.path_of(found.inside)
        return SourceFile(
            path=path,
            location=found.location,
            type=content.type,
            module=self.names.module_of(found.location),
            is_package=found.location.name in INITS,
            is_test=bool(self.tests.match_file(path)),
            size=content.size,
            digest=content.digest,
            repository_path=None if self.repository_prefix is None else shown(self.repository_prefix + found.inside),
        )

    def problem(self, trouble: Trouble) -> Problem:
        """The problem that a trouble is, now that its path is known."""
        return Problem(kind=trouble.kind, file=self.path_of(trouble.inside), line=None, message=trouble.message)

    def path_of(self, inside: str) -> str:
        """The path by which a place in the root is shown."""
        return shown(self.prefix + inside).rstrip("/") or "."


def labels_of(folder: Path, names: Names, tests: GitIgnoreSpec) -> Labels:
    """The labels of the root at ``folder``."""
    repository = repository_of(folder)
    return Labels(
        prefix=_prefix(folder, names.base),
        repository_prefix=_prefix(folder, repository) if repository else None,
        names=names,
        tests=tests,
    )


def _prefix(folder: Path, base: Path) -> str:
    return "" if folder == base else folder.relative_to(base).as_posix() + "/"


def shown(name: str) -> str:
    r"""A file name as text: bytes that are not UTF-8 are written ``\xe9``."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def trouble_with_name(inside: str) -> Trouble | None:
    """What to say of a file name that is not UTF-8."""
    if shown(inside) == inside:
        return None
    message = "the name of the file is not UTF-8; it is shown with its bytes in hexadecimal"
    return Trouble(kind=ProblemKind.ENCODING, inside=inside, message=message)
