"""How cost grows with the size of a package: parts of a large one, and all of it, in two processes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import packages
import projects
from exactness import exactness, sizes
from measure import SHORT, Cost, median, medians
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

    @property
    def cpu_per_file(self) -> float:
        """CPU seconds for each file."""
        return self.cost.cpu / self.files

    @property
    def cpu_per_thousand(self) -> float:
        """CPU seconds for each thousand lines."""
        return self.cost.cpu * 1000 / self.lines


def growth(package: Path, place: Path) -> Iterator[Build]:
    """Build parts of a package, once each."""
    files = sorted(package.rglob("*.py"))
    for count in (part for part in PARTS if part < len(files)):
        copy = place / f"{count}" / package.name
        projects.copy_files(files[:count], package, copy.parent)
        project = projects.ours(place / f"project-{count}", copy, JOBS)
        yield _built(project, copy, project.build_cold())


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A project of all of a package, which is in ``copy``, and how it was built.

    With it were built a ``folder`` of it by itself, and as many files ``spread`` evenly over all of it. What
    ``ast.parse`` takes for all of it and for the folder, in CPU seconds, tells how much there is in a file of each.
    """

    project: projects.Project
    copy: Path
    build: Build
    folder: Build
    spread: Build
    parse: float
    parse_folder: float


def build_whole(package: Path, place: Path, folder: str, runs: int) -> Whole:
    """Build all of a package, one folder of it by itself, and as many files spread over it, by turns.

    What the rest is compared with is over so soon that a slow minute of the machine could meet all of it.
    """
    files = sorted(package.rglob("*.py"))
    projects.copy_files(files, package, place / "all")
    copy = place / "all" / package.name
    few = sum(package / folder in file.parents for file in files)
    projects.copy_files([files[len(files) * number // few] for number in range(few)], package, place / "spread")
    sources = copy, copy / folder, place / "spread" / package.name
    built = [projects.ours(place / f"project-{number}", source, JOBS) for number, source in enumerate(sources)]
    alone = built[1].build_cold
    costs = medians(runs, built[0].build_cold, lambda: median(alone() for _ in range(SHORT)), built[2].build_cold)
    whole, part, spread = map(_built, built, sources, costs)
    parse, parse_folder = packages.parse_seconds(sources[:2], runs * SHORT)
    return Whole(
        project=built[0],
        copy=copy,
        build=whole,
        folder=part,
        spread=spread,
        parse=parse,
        parse_folder=parse_folder,
    )


def limits(whole: Whole, place: Path, runs: int) -> Iterator[Row]:
    """Compare building all of a package with building one folder of it, and building again with a plain project."""
    build, part = whole.build, whole.folder
    about, against = f"{whole.copy.name}, {build.files} files", f"of the {part.files} files of one folder"
    yield Row(about, "cold build, a file", build.cpu_per_file, against, part.cpu_per_file, 1.2)
    spread = f"of {whole.spread.files} files spread over it"
    yield Row(about, "cold build, a file", build.cpu_per_file, spread, whole.spread.cpu_per_file, 1.2)
    yield Row(about, "ast.parse, a file", whole.parse / build.files, against, whole.parse_folder / part.files)
    yield Row(about, "cold build, a thousand lines", build.cpu_per_thousand, against, part.cpu_per_thousand)
    yield Row(about, "peak memory of the main process (MB)", build.cost.memory, "1,536 MB", MAIN_MEMORY, 1.0)
    plain = projects.plain(place / "plain", build.pages, JOBS)
    plain.build_cold()
    plain_again, again, edit = medians(
        runs * SHORT, plain.build, whole.project.build, lambda: projects.build_after_edit(whole.project, whole.copy)
    )
    yield Row(about, "build, nothing changed", again.cpu, "plain build, nothing changed", plain_again.cpu, 1.5)
    yield Row(about, "build, a function added", edit.cpu, "plain build, nothing changed", plain_again.cpu, 3.0)
    yield from exactness(about, whole.project, whole.copy)
    yield from sizes(about, whole.project)


def _built(project: projects.Project, package: Path, cost: Cost) -> Build:
    texts = [file.read_bytes() for file in package.rglob("*.py")]
    return Build(
        files=len(texts),
        lines=sum(text.count(b"\n") for text in texts),
        pages=project.pages(),
        cost=cost,
        pickle=project.pickle_kilobytes(),
        output=project.output_megabytes(),
    )
