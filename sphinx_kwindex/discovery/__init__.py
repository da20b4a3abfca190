"""Discovery: the configured source folders in, source files out."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from pathspec import GitIgnoreSpec

from sphinx_kwindex.discovery.clashes import Claim, settle
from sphinx_kwindex.discovery.labelling import labels_of, trouble_with_name
from sphinx_kwindex.discovery.naming import Evidence, Names, children_of, package_names, telling_names
from sphinx_kwindex.discovery.reading import Content, import_pattern, is_python, read_content
from sphinx_kwindex.discovery.walking import Found, Trouble, walk
from sphinx_kwindex.model.facts import Problem, SourceFile
from sphinx_kwindex.model.kinds import ProblemKind
from sphinx_kwindex.model.settings import Root, Settings

__all__ = ["Discovery", "discover"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """The source files, sorted by path, and what went wrong on the way to them."""

    files: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """What lies under one root: files and troubles."""

    root: Root
    files: tuple[Found, ...]
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Harvest:
    """What one root gave: its text files with their contents, and troubles."""

    root: Root
    files: tuple[tuple[Found, Content], ...]
    troubles: tuple[Trouble, ...]


def discover(settings: Settings, also_exclude: Collection[Path] = ()) -> Discovery:
    """Find every text file under the roots.

    Args:
        settings: The roots and the patterns.
        also_exclude: Folders to stay out of, such as those that the build writes to.
    """
    walks = [_walk(root, settings, also_exclude) for root in settings.roots]
    children = children_of(found.location for walk in walks for found in walk.files if is_python(found.location.name))
    wanted = import_pattern(telling_names(children))
    harvests = [_harvest(walk, wanted, settings.max_file_size) for walk in walks]
    imported = {name for harvest in harvests for _found, content in harvest.files for name in content.imported}
    evidence = Evidence(imported=imported, packages=package_names(children), children=children)
    return _settled(harvests, evidence, GitIgnoreSpec.from_lines(settings.test_patterns))


def _walk(root: Root, settings: Settings, also_exclude: Collection[Path]) -> _Walk:
    roots = [other.folder for other in settings.roots]
    steps = list(walk(root, gitignore=settings.gitignore, roots=roots, avoided=also_exclude))
    files = tuple(step for step in steps if isinstance(step, Found))
    return _Walk(root=root, files=files, troubles=tuple(step for step in steps if isinstance(step, Trouble)))


def _harvest(walk: _Walk, wanted: re.Pattern[bytes] | None, largest: int) -> _Harvest:
    """Read the files of a walk; binary ones are no source files, unreadable ones are troubles."""
    files: list[tuple[Found, Content]] = []
    troubles = list(walk.troubles)
    for found in walk.files:
        try:
            content = read_content(found.location, wanted, largest)
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
            troubles.append(Trouble(kind=ProblemKind.UNREADABLE, inside=found.inside, message=message))
        else:
            files.extend([(found, content)] if content else [])
    troubles += [trouble for trouble in (trouble_with_name(found.inside) for found, _content in files) if trouble]
    return _Harvest(root=walk.root, files=tuple(files), troubles=tuple(troubles))


def _settled(harvests: Iterable[_Harvest], evidence: Evidence, tests: GitIgnoreSpec) -> Discovery:
    claims: list[Claim] = []
    problems: list[Problem] = []
    for number, harvest in enumerate(harvests):
        labels = labels_of(harvest.root.folder, Names(harvest.root, evidence), tests)
        claims += [Claim(file=labels.source_file(*found), root=number) for found in harvest.files]
        problems += [labels.problem(trouble) for trouble in harvest.troubles]
    files, clashes = settle(claims)
    return Discovery(
        files=tuple(sorted(files, key=lambda file: file.path)),
        problems=tuple(sorted(problems + clashes, key=lambda problem: (problem.file, problem.kind, problem.message))),
    )
