"""Measure the speed of everything and write ../RESULTS.md: ``python benchmarks/speed/run.py [--torch PATH]``."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import jinja2
import packages
import projects
import scale
import sphinx
from lengths import lengths
from machine import describe
from table import Row, render

import sphinx_kwindex

RESULTS = Path(__file__).parents[1] / "RESULTS.md"
SPHINX_LIMIT, OTHER_LIMIT = 0.125, 0.25
"""How much of the CPU time of sphinx-autoapi a cold build may take: of Sphinx itself, and of any other package."""
PART = "distributed"
"""The folder of torch that its cost per file is compared with."""
FEW_FILES = 100
"""sphinx-autoapi starts from nothing whenever it builds; of larger packages, only a first build of it is waited for."""


def main() -> None:
    """Measure and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--torch", type=Path, help="folder of the torch package, of which only .py files are read")
    parser.add_argument("--package", type=Path, action="append", help="folder of a package, instead of those installed")
    parser.add_argument("--runs", type=int, default=3, help="of which the median is taken")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        builds, rows = measure_scale(folder / "scale", options) if options.torch else ([], [])
        rows += measure_all(folder, options)
    rows += lengths(Path(sphinx_kwindex.__file__).parent)
    RESULTS.write_text(render(describe(), sys.argv, rows, builds), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


def measure_scale(folder: Path, options: argparse.Namespace) -> tuple[list[scale.Build], list[Row]]:
    """Measure how cost grows up to all of torch."""
    print(f"{options.torch.name} …", file=sys.stderr)
    parts = list(scale.growth(options.torch, folder))
    whole = scale.build_whole(options.torch, folder, PART, options.runs)
    return [*parts, whole.folder, whole.spread, whole.build], list(scale.limits(whole, folder, options.runs))


def measure_all(folder: Path, options: argparse.Namespace) -> Iterator[Row]:
    """Measure each package that is there."""
    installed = [Path(module.__file__ or "").parent for module in (jinja2, sphinx)]
    measured = [(package.name, package) for package in options.package or installed]
    if options.torch:
        measured.append((f"{options.torch.name}/{PART}", options.torch / PART))
    for name, package in measured:
        print(f"{name} …", file=sys.stderr)
        place = folder / name.replace("/", "-")
        files = projects.copy_python(package, place / "src")
        about, copy = f"{name}, {files} files", place / "src" / package.name
        limit = SPHINX_LIMIT if name == "sphinx" else OTHER_LIMIT
        yield from packages.stages(about, copy, place / "store", options.runs)
        again = files <= FEW_FILES
        yield from packages.builds(about, copy, place, limit=limit, runs=options.runs, again=again)


if __name__ == "__main__":
    main()
