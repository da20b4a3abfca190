"""Measure the speed of everything and write ../RESULTS.md: ``python benchmarks/speed/run.py [--torch PATH]``."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import packages
import projects
import scale
import sphinx
from machine import describe
from table import Row, render

RESULTS = Path(__file__).parents[1] / "RESULTS.md"
SPHINX_LIMIT, OTHER_LIMIT = 0.125, 0.25
"""How much of the CPU time of sphinx-autoapi a cold build may take: of Sphinx itself, and of any other package."""


def main() -> None:
    """Measure and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--torch", type=Path, help="folder of the torch package, of which only .py files are read")
    parser.add_argument("--package", type=Path, default=Path(sphinx.__file__).parent, help="folder of another package")
    parser.add_argument("--runs", type=int, default=3, help="of which the median is taken")
    parser.add_argument("--rival-runs", type=int, default=3, help="the same for sphinx-autoapi, which takes long")
    parser.add_argument("--rival-again", action="store_true", help="let sphinx-autoapi build again, and after an edit")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        builds = list(scale.growth(options.torch, folder / "scale")) if options.torch else []
        rows = list(measure_all(folder, builds, options))
    RESULTS.write_text(render(describe(), sys.argv, rows, builds), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


def measure_all(folder: Path, builds: list[scale.Build], options: argparse.Namespace) -> Iterator[Row]:
    """Measure each package that is there."""
    measured = [(options.package.name, options.package)]
    if options.torch:
        yield from scale.limits(options.torch, folder / "scale", "distributed", builds, options.runs)
        measured.append(("torch/distributed", options.torch / "distributed"))
    for name, package in measured:
        print(f"{name} …", file=sys.stderr)
        place = folder / name.replace("/", "-")
        files = projects.copy_python(package, place / "src")
        about, copy = f"{name}, {files} files", place / "src" / package.name
        limit = SPHINX_LIMIT if name == "sphinx" else OTHER_LIMIT
        yield from packages.stages(about, copy, place / "store", options.runs)
        yield from packages.builds(about, copy, place, limit, options)


if __name__ == "__main__":
    main()
