"""How right the index is: its JSON export against the interpreter and against jedi.

    python benchmarks/accuracy [--folder FOLDER] [--seconds N] [PACKAGE ...]

Makes a virtual environment with jedi, the packages and this project in FOLDER (once), exports the index of each
package, and prints precision and recall by kind; every miss is listed below its kind.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from names import Names, Sample, Tally, ask_jedi, compare_names
from symbols import Symbols, ask_interpreter, compare_imports, compare_symbols

_PACKAGES = ("sphinx", "docutils", "jinja2", "django", "pydantic", "sqlalchemy")
_PROJECT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Measure and print."""
    options = _options()
    python = _environment(options.folder, options.packages)
    site = Path(_output(python, "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    sample = Sample(seed=options.seed, files=options.files, names=options.names, seconds=options.seconds)
    symbols, names = Symbols(), Names()
    for package in options.packages:
        print(f"{package} …", file=sys.stderr)
        index = _export(python, site / package)
        truth = ask_interpreter(python, package, index)
        compare_symbols(index, truth, symbols)
        compare_imports(index, truth, package, symbols)
        compare_names(index, ask_jedi(python, site, package, sample), names)
    _print("Symbols that we list and the interpreter has", symbols.precision)
    _print("Symbols that the interpreter has and we list", symbols.recall)
    _print("Imports that end where the interpreter's end", symbols.imports)
    _print("References that jedi confirms, by confidence", names.precision)
    _print("Names that jedi resolves inside the package and we link", names.recall)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("packages", nargs="*", default=_PACKAGES)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir(), "kwindex-accuracy"))
    parser.add_argument("--seed", type=int, default=1, help="of the sample that jedi is asked about")
    parser.add_argument("--files", type=int, default=60, help="files in the sample, for each package")
    parser.add_argument("--names", type=int, default=40, help="names in the sample, for each file")
    parser.add_argument("--seconds", type=int, default=300, help="after which jedi is asked no more, for each package")
    return parser.parse_args()


def _environment(folder: Path, packages: Sequence[str]) -> Path:
    """The interpreter of the environment, which is made if need be."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "jedi", *packages, _PROJECT], check=True)
    return python


def _output(python: Path, code: str) -> str:
    return subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout


def _export(python: Path, package: Path) -> dict[str, Any]:
    """The JSON export of the index of a package."""
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "source"), Path(folder, "output")
        source.mkdir()
        settings = ("-D", "extensions=sphinx_kwindex", "-D", f"kwindex_sources={package}")
        command = [python, "-m", "sphinx", "-q", "-C", *settings, "-b", "kwindex", source, output]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        index: dict[str, Any] = json.loads((output / "kwindex.json").read_text(encoding="utf-8"))
    return index


def _print(title: str, tallies: Mapping[str, Tally]) -> None:
    print(f"\n{title}")
    for kind, tally in sorted(tallies.items()):
        print(f"  {kind:20} {tally}")
        for miss in sorted(tally.misses):
            print(f"      {miss}")


if __name__ == "__main__":
    main()
