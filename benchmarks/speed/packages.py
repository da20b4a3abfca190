"""What reading and building a package costs, beside other tools that do a part of the same."""

import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import projects
from measure import median
from table import Row

HERE = Path(__file__).parent


def stages(about: str, package: Path, store: Path, runs: int) -> Iterator[Row]:
    """Compare what reading the files costs."""
    parse = _stage(runs, "ast", package)
    cold = _stage(runs, "ours", package, store)
    unrelated = _stage(runs, "ours", package, store, less="relating")
    again = _stage(runs, "ours", package, store, keep=True)
    yield Row(about, "analysis, linking and store, cold", unrelated, "ast.parse", parse, 6.0)
    yield Row(about, "analysis, linking, relations and store, cold", cold, "ast.parse", parse, 6.0)
    yield Row(about, "the same, nothing changed", again, "cold", cold, 0.1)
    yield Row(about, "analysis, linking, relations and store, cold", cold, "griffe", _stage(runs, "griffe", package))


def builds(
    about: str, package: Path, place: Path, *, limit: float, runs: int, rival_runs: int, again: bool
) -> Iterator[Row]:
    """Compare whole builds: ours, sphinx-autoapi's, and a plain one with as many pages.

    ``limit`` is that of a cold build in those of sphinx-autoapi; with ``again`` that builds a second time too.
    """
    ours = projects.ours(place / "ours", package)
    rival = projects.autoapi(place / "autoapi", package)
    cold, rival_cold = median(runs, ours.build_cold), median(rival_runs, rival.build_cold)
    plain = projects.plain(place / "plain", ours.pages())
    plain_cold, plain_again = median(runs, plain.build_cold), median(runs, plain.build)
    unchanged, edit = median(runs, ours.build), median(runs, lambda: projects.build_after_edit(ours, package))
    yield Row(about, "cold build", cold.cpu, "sphinx-autoapi", rival_cold.cpu, limit)
    yield Row(about, "cold build", cold.cpu, f"plain build of {ours.pages()} pages", plain_cold.cpu)
    yield Row(about, "build, nothing changed", unchanged.cpu, "plain build, nothing changed", plain_again.cpu, 1.5)
    yield Row(about, "build, a function added", edit.cpu, "plain build, nothing changed", plain_again.cpu, 3.0)
    yield Row(about, "peak memory of a cold build (MB)", cold.memory, "sphinx-autoapi", rival_cold.memory)
    yield Row(about, "environment pickle (KB a page)", ours.pickle_kilobytes(), "8 KB", 8.0, 1.0)
    if again:
        rival_again = median(rival_runs, rival.build)
        rival_edit = median(rival_runs, lambda: projects.build_after_edit(rival, package))
        yield Row(about, "build, nothing changed", unchanged.cpu, "sphinx-autoapi", rival_again.cpu)
        yield Row(about, "build, a function added", edit.cpu, "sphinx-autoapi", rival_edit.cpu)


def _stage(
    runs: int, way: str, package: Path, store: Path | None = None, *, keep: bool = False, less: str = ""
) -> float:
    """The CPU seconds of one way to read a package, ``less`` those of one of its stages.

    The store is removed before each run unless kept.
    """
    seconds = []
    for _ in range(runs):
        if store and not keep:
            shutil.rmtree(store, ignore_errors=True)
            store.mkdir(parents=True)
        command = [sys.executable, str(HERE / "stages.py"), way, str(package), *([str(store)] if store else [])]
        *found, total = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        seconds.append(float(total) - dict(map(_measured, found)).get(less, 0.0))
    return statistics.median(seconds)


def _measured(line: str) -> tuple[str, float]:
    stage, seconds = line.split()
    return stage, float(seconds)
