"""Whether builds on top of others do what has to be done and no more, and how large is what they leave."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import projects
from table import Row

SOURCE_SUFFIX = ".source.html"
LARGEST = 1024.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When each document was read and each page written, by name, in nanoseconds."""

    read: Mapping[str, int]
    written: Mapping[str, int]


def exactness(about: str, project: projects.Project, package: Path) -> Iterator[Row]:
    """Build without a change and after an edit, and count what was done without need or left undone."""
    first = _times(project)
    project.build()
    second, pages = _times(project), _digests(project)
    projects.build_after_edit(project, package)
    third = _times(project)
    # Sphinx writes the indexes and the search anew in every build; they are pages, but no documents.
    documents = second.read.keys()
    read, written = _differing(first.read, second.read), _differing(first.written, second.written) & documents
    yield Row(about, "documents read, nothing changed", len(read), "documents", len(documents), 0.0)
    yield Row(about, "documents written, nothing changed", len(written), "documents", len(documents), 0.0)
    changed = _differing(pages, _digests(project)) & third.read.keys()
    wrong = changed ^ _differing(second.read, third.read)
    what = "documents read that did not change or changed unread, a function added"
    yield Row(about, what, len(wrong), "changed", len(changed), 0.0)


def sizes(about: str, project: projects.Project) -> Iterator[Row]:
    """Compare the environment's pickle, and the largest page that shows no source text, with what they may have."""
    yield Row(about, "environment pickle (KB a page)", project.pickle_kilobytes(), "8 KB", 8.0, 1.0)
    pages = (page for page in _pages(project).values() if not page.name.endswith(SOURCE_SUFFIX))
    largest = max(page.stat().st_size for page in pages) / 1024
    yield Row(about, "largest page but source pages (KB)", largest, "1 MB", LARGEST, 1.0)


def _times(project: projects.Project) -> Times:
    doctrees = {_name(path, project.doctrees): path for path in project.doctrees.rglob("*.doctree")}
    read, written = (
        {name: path.stat().st_mtime_ns for name, path in paths.items()} for paths in (doctrees, _pages(project))
    )
    return Times(read=read, written=written)


def _digests(project: projects.Project) -> dict[str, str]:
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in _pages(project).items()}


def _pages(project: projects.Project) -> dict[str, Path]:
    return {_name(path, project.out): path for path in project.out.rglob("*.html")}


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix()


def _differing(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """The names of what came, went or is not the same."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
