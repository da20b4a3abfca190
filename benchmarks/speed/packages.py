"""What reading and building a package costs, beside other tools that do a part of the same."""

import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import projects
from exactness import exactness, sizes
from measure import SHORT, medians
from table import Row

HERE = Path(__file__).parent
TOTAL = "total"


def stages(about: str, package: Path, store: Path, runs: int) -> Iterator[Row]:
    """Compare what reading the files costs; every way is run by turns."""
    rounds = [_round(package, store) for _ in range(runs * SHORT)]
    parse, cold, relating, again, griffe = map(statistics.median, zip(*rounds, strict=True))
    yield Row(about, "analysis, linking and store, cold", cold - relating, "ast.parse", parse, 6.0)
    yield Row(about, "analysis, linking, relations and store, cold", cold, "ast.parse", parse)
    yield Row(about, "the same, nothing changed", again, "cold", cold, 0.1)
    yield Row(about, "analysis, linking, relations and store, cold", cold, "griffe", griffe)


def parse_seconds(packages: Sequence[Path], runs: int) -> list[float]:
    """Return the CPU seconds that ``ast.parse`` takes for each package, by turns."""
    rounds = [[_stages("ast", package)[TOTAL] for package in packages] for _ in range(runs)]
    return [statistics.median(seconds) for seconds in zip(*rounds, strict=True)]


def _round(package: Path, store: Path) -> tuple[float, ...]:
    """The CPU seconds of parsing, of ours from nothing and the part of relating in it, of ours again, and of griffe."""
    shutil.rmtree(store, ignore_errors=True)
    store.mkdir(parents=True)
    parse, cold = _stages("ast", package), _stages("ours", package, store)
    again, griffe = _stages("ours", package, store), _stages("griffe", package)
    return parse[TOTAL], cold[TOTAL], cold["relating"], again[TOTAL], griffe[TOTAL]


def builds(about: str, package: Path, place: Path, *, limit: float, runs: int, again: bool) -> Iterator[Row]:
    """Compare whole builds: ours, sphinx-autoapi's, and a plain one with as many pages.

    ``limit`` is that of a cold build in those of sphinx-autoapi; with ``again`` that builds a second time too.
    """
    ours = projects.ours(place / "ours", package)
    rival = projects.autoapi(place / "autoapi", package)
    cold, rival_cold = medians(runs, ours.build_cold, rival.build_cold)
    plain = projects.plain(place / "plain", ours.pages())
    (plain_cold,) = medians(runs, plain.build_cold)
    plain_again, unchanged, edit = medians(
        runs * SHORT, plain.build, ours.build, lambda: projects.build_after_edit(ours, package)
    )
    yield Row(about, "cold build", cold.cpu, "sphinx-autoapi", rival_cold.cpu, limit)
    yield Row(about, "cold build", cold.cpu, f"plain build of {ours.pages()} pages", plain_cold.cpu)
    yield Row(about, "build, nothing changed", unchanged.cpu, "plain build, nothing changed", plain_again.cpu, 1.5)
    yield Row(about, "build, a function added", edit.cpu, "plain build, nothing changed", plain_again.cpu, 3.0)
    yield Row(about, "peak memory of a cold build (MB)", cold.memory, "sphinx-autoapi", rival_cold.memory)
    yield from exactness(about, ours, package)
    yield from sizes(about, ours)
    if again:
        rival_again, rival_edit = medians(runs, rival.build, lambda: projects.build_after_edit(rival, package))
        yield Row(about, "build, nothing changed", unchanged.cpu, "sphinx-autoapi", rival_again.cpu)
        yield Row(about, "build, a function added", edit.cpu, "sphinx-autoapi", rival_edit.cpu)


def _stages(way: str, package: Path, store: Path | None = None) -> dict[str, float]:
    """The CPU seconds of the stages of one way to read a package, and their sum."""
    command = [sys.executable, str(HERE / "stages.py"), way, str(package), *([str(store)] if store else [])]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return {stage: float(seconds) for stage, seconds in map(str.split, lines)}
