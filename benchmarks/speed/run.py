"""Measure the speed of everything and write RESULTS.md: ``python benchmarks/speed/run.py [--torch PATH]``."""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import projects
import sphinx
from machine import describe
from measure import median
from table import Row, render

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--torch", type=Path, help="folder of the torch package, of which only .py files are read")
    parser.add_argument("--package", type=Path, default=Path(sphinx.__file__).parent, help="folder of another package")
    parser.add_argument("--runs", type=int, default=3, help="of which the median is taken")
    parser.add_argument("--rival-runs", type=int, default=3, help="the same for sphinx-autoapi, which takes long")
    parser.add_argument("--jobs", type=int, default=1, help="processes of each build")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        rows = list(measure_all(Path(name), options))
    RESULTS.write_text(render(describe(), sys.argv, rows), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


def measure_all(folder: Path, options: argparse.Namespace) -> Iterator[Row]:
    """Measure each package that is there."""
    packages = [(options.package.name, options.package)]
    if options.torch:
        packages.append(("torch/distributed", options.torch / "distributed"))
    for name, package in packages:
        place = folder / name.replace("/", "-")
        files = projects.copy_python(package, place / "src")
        copy = place / "src" / package.name
        yield from stages(name, files, copy, place, options.runs)
        yield from builds(name, files, copy, place, options)
    if options.torch:
        yield from scale(options.torch, folder / "torch", options)


def stages(name: str, files: int, package: Path, place: Path, runs: int) -> Iterator[Row]:
    """Compare what reading the files costs."""
    parse = stage(runs, "ast", package)
    cold = stage(runs, "ours", package, place / "store")
    again = stage(runs, "ours", package, place / "store", keep=True)
    about = f"{name}, {files} files"
    yield Row(about, "analysis, linking, relations and store, cold", cold, "ast.parse", parse, 6.0)
    yield Row(about, "the same, nothing changed", again, "cold", cold, 0.1)
    yield Row(about, "analysis, linking, relations and store, cold", cold, "griffe", stage(runs, "griffe", package))


def stage(runs: int, way: str, package: Path, store: Path | None = None, *, keep: bool = False) -> float:
    """Return the CPU seconds of one way to read a package; the store is removed before each run unless kept."""
    seconds = []
    for _ in range(runs):
        if store and not keep:
            shutil.rmtree(store, ignore_errors=True)
            store.mkdir(parents=True)
        command = [sys.executable, str(HERE / "stages.py"), way, str(package), *([str(store)] if store else [])]
        seconds.append(float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]))
    return statistics.median(seconds)


def builds(name: str, files: int, package: Path, place: Path, options: argparse.Namespace) -> Iterator[Row]:
    """Compare whole builds: ours, sphinx-autoapi's, and a plain one with as many pages."""
    about, runs = f"{name}, {files} files", options.runs
    ours = projects.ours(place / "ours", package, options.jobs)
    rival = projects.autoapi(place / "autoapi", package, options.jobs)
    cold, rival_cold = median(runs, ours.build_cold), median(options.rival_runs, rival.build_cold)
    plain = projects.plain(place / "plain", ours.pages(), options.jobs)
    plain_cold, plain_again = median(runs, plain.build_cold), median(runs, plain.build)
    pickle = (ours.doctrees / "environment.pickle").stat().st_size / 1024 / ours.pages()
    again, rival_again = median(runs, ours.build), median(options.rival_runs, rival.build)
    yield Row(about, "cold build", cold.cpu, "sphinx-autoapi", rival_cold.cpu, 0.125 if name == "sphinx" else 0.25)
    yield Row(about, "cold build", cold.cpu, f"plain build of {ours.pages()} pages", plain_cold.cpu)
    yield Row(about, "build, nothing changed", again.cpu, "sphinx-autoapi", rival_again.cpu)
    yield Row(about, "build, nothing changed", again.cpu, "plain build, nothing changed", plain_again.cpu, 1.5)
    edit = median(runs, lambda: after_edit(ours, package))
    rival_edit = median(options.rival_runs, lambda: after_edit(rival, package))
    yield Row(about, "build, a function added", edit.cpu, "sphinx-autoapi", rival_edit.cpu)
    yield Row(about, "build, a function added", edit.cpu, "plain build, nothing changed", plain_again.cpu, 3.0)
    yield Row(about, "peak memory of a cold build (MB)", cold.memory, "sphinx-autoapi", rival_cold.memory)
    yield Row(about, "environment pickle (KB a page)", pickle, "8 KB", 8.0, 1.0)


def after_edit(project: projects.Project, package: Path) -> projects.Cost:
    """Add a function to a file in the middle of the package and build."""
    files = sorted(package.rglob("*.py"))
    projects.edited(files[len(files) // 2])
    return project.build()


def scale(torch: Path, place: Path, options: argparse.Namespace) -> Iterator[Row]:
    """Build a part and the whole of a large package, once each."""
    few = projects.copy_python(torch / "distributed", place / "few")
    many = projects.copy_python(torch, place / "many")
    part = projects.ours(place / "part", place / "few" / "distributed", options.jobs)
    whole = projects.ours(place / "whole", place / "many" / torch.name, options.jobs)
    small, large = part.build_cold(), whole.build_cold()
    about = f"torch, {many} files"
    yield Row(about, "cold build, a file", large.cpu / many, f"with {few} files", small.cpu / few, 1.2)
    yield Row(about, "peak memory of the largest process (MB)", large.memory, "1,536 MB", 1536.0, 1.0)
    plain = projects.plain(place / "plain", whole.pages(), options.jobs)
    plain.build_cold()
    plain_again = plain.build().cpu
    yield Row(about, "build, nothing changed", whole.build().cpu, "plain build, nothing changed", plain_again, 1.5)
    edit = after_edit(whole, place / "many" / torch.name)
    yield Row(about, "build, a function added", edit.cpu, "plain build, nothing changed", plain_again, 3.0)


if __name__ == "__main__":
    main()
