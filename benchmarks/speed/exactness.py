"""Whether builds on top of others do what has to be done and no more, and how large the largest page is."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import projects
from table import Row

SOURCE_SUFFIX = ".source.html"
LARGEST = 1024.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a build left behind: when each document was read, when each page was written, and what pages hold.

    Documents and pages go by name, times are nanoseconds, and of what a page holds there is a digest.
    """

    read: Mapping[str, int]
    written: Mapping[str, int]
    digests: Mapping[str, str]


def exactness(about: str, project: projects.Project, package: Path) -> Iterator[Row]:
    """Build without a change and after an edit, and count what was done without need or left undone."""
    first = _look(project)
    project.build()
    second = _look(project)
    projects.build_after_edit(project, package)
    third = _look(project)
    # Sphinx writes the indexes and the search anew in every build; they are pages, but no documents.
    documents = second.read.keys()
    read, written = _differing(first.read, second.read), _differing(first.written, second.written) & documents
    yield Row(about, "documents read, nothing changed", len(read), "documents", len(documents), 0.0)
    yield Row(about, "documents written, nothing changed", len(written), "documents", len(documents), 0.0)
    changed = _differing(second.digests, third.digests) & third.read.keys()
    wrong = changed ^ _differing(second.read, third.read)
    what = "documents read that did not change or changed unread, a function added"
    yield Row(about, what, len(wrong), "changed", len(changed), 0.0)


def largest_page(about: str, project: projects.Project) -> Row:
    """Tell how large the largest page is that shows no source text."""
    sizes = [page.stat().st_size for page in project.out.rglob("*.html") if not page.name.endswith(SOURCE_SUFFIX)]
    return Row(about, "largest page but source pages (KB)", max(sizes) / 1024, "1 MB", LARGEST, 1.0)


def _look(project: projects.Project) -> Left:
    doctrees = {_name(path, project.doctrees): path for path in project.doctrees.rglob("*.doctree")}
    pages = {_name(path, project.out): path for path in project.out.rglob("*.html")}
    return Left(
        read=_times(doctrees),
        written=_times(pages),
        digests={name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in pages.items()},
    )


def _times(paths: Mapping[str, Path]) -> dict[str, int]:
    return {name: path.stat().st_mtime_ns for name, path in paths.items()}


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix()


def _differing(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """The names of what came, went or is not the same."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
