"""How cost grows with the size of a package: parts of a large one, and all of it, in two processes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import projects
from measure import Cost, median
from table import Row

JOBS = 2
PARTS = (50, 200, 800)
"""Files of the parts that are built besides all of them: whole folders in the order of their paths."""
MAIN_MEMORY = 1536.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """A cold build of so many files and lines: what it cost, and what it left."""

    files: int
    lines: int
    pages: int
    cost: Cost
    pickle: float
    output: float


def growth(package: Path, place: Path) -> Iterator[Build]:
    """Build parts of a package and all of it, once each; the last project stays."""
    files = sorted(package.rglob("*.py"))
    for count in (*(part for part in PARTS if part < len(files)), len(files)):
        projects.copy_files(files[:count], package, place / f"{count}")
        project = _project(package, place, count)
        cost = project.build_cold()
        yield Build(
            files=count,
            lines=_lines(files[:count]),
            pages=project.pages(),
            cost=cost,
            pickle=project.pickle_kilobytes(),
            output=project.output_megabytes(),
        )


def limits(package: Path, place: Path, folder: str, builds: Sequence[Build], runs: int) -> Iterator[Row]:
    """Compare building all of a package with building one folder of it, and building again with a plain project."""
    whole = builds[-1]
    about = f"{package.name}, {whole.files} files"
    ours = _project(package, place, whole.files)
    copy = place / f"{whole.files}" / package.name
    part = projects.ours(place / "part", copy / folder, JOBS)
    files = sorted((copy / folder).rglob("*.py"))
    count, thousands = len(files), _lines(files) / 1000
    small = median(runs, part.build_cold)
    yield Row(about, "cold build, a file", whole.cost.cpu / whole.files, f"of {count} files", small.cpu / count, 1.2)
    each = whole.cost.cpu * 1000 / whole.lines
    yield Row(about, "cold build, a thousand lines", each, f"of {count} files", small.cpu / thousands)
    yield Row(about, "peak memory of the main process (MB)", whole.cost.memory, "1,536 MB", MAIN_MEMORY, 1.0)
    plain = projects.plain(place / "plain", whole.pages, JOBS)
    plain.build_cold()
    plain_again, again = median(runs, plain.build), median(runs, ours.build)
    yield Row(about, "build, nothing changed", again.cpu, "plain build, nothing changed", plain_again.cpu, 1.5)
    edit = median(runs, lambda: projects.build_after_edit(ours, copy))
    yield Row(about, "build, a function added", edit.cpu, "plain build, nothing changed", plain_again.cpu, 3.0)


def _lines(files: Iterable[Path]) -> int:
    return sum(file.read_bytes().count(b"\n") for file in files)


def _project(package: Path, place: Path, count: int) -> projects.Project:
    return projects.ours(place / f"project-{count}", place / f"{count}" / package.name, JOBS)
