"""How right the index is: its JSON export against the interpreter and against jedi.

    python benchmarks/accuracy [--folder FOLDER] [--seconds N] [--misses] [PACKAGE ...]

Makes a virtual environment with jedi, the packages and this project in FOLDER (once), exports the index of each
package, and prints precision and recall by kind, and the misses by cause. For all packages, RESULTS.md is written.
The answers of jedi are kept in FOLDER, by the versions of jedi and the package and by the sample.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from imports import compare_imports, import_questions
from names import Comparison, Sample, ask_jedi
from report import Result, misses, page
from symbols import compare_symbols

_HERE = Path(__file__).resolve().parent
_PACKAGES = ("sphinx", "docutils", "jinja2", "django", "pydantic", "sqlalchemy")
_VERSIONS = (
    "import importlib.metadata as m, sys; "
    "print(f'Python {sys.version.split()[0]}', *(f'{n} {m.version(n)}' for n in sys.argv[1:]), sep=', ', end='.')"
)


def main() -> None:
    """Measure, print and write."""
    options = _options()
    python = _environment(options.folder, options.packages)
    site = Path(_output(python, "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    sample = Sample(seed=options.seed, files=options.files, names=options.names, seconds=options.seconds)
    results = [_measured(python, site, package, sample, options.folder) for package in options.packages]
    versions = _output(python, _VERSIONS, "jedi", *options.packages)
    text = page(results, versions, options.seed, options.seconds)
    print(text)
    if options.misses:
        print(misses(results))
    if set(options.packages) == set(_PACKAGES):
        (_HERE / "RESULTS.md").write_text(text, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("packages", nargs="*", default=_PACKAGES)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir(), "kwindex-accuracy"))
    parser.add_argument("--seed", type=int, default=1, help="of the sample that jedi is asked about")
    parser.add_argument("--files", type=int, default=60, help="files in the sample, for each package")
    parser.add_argument("--names", type=int, default=40, help="names in the sample, for each file")
    parser.add_argument("--seconds", type=int, default=300, help="after which jedi is asked no more, for each package")
    parser.add_argument("--misses", action="store_true", help="list every miss")
    return parser.parse_args()


def _environment(folder: Path, packages: Sequence[str]) -> Path:
    """The interpreter of the environment, which is made if need be."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    pip = [str(python), "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "jedi", *packages], check=True)
    # The version of the project stays the same when its text changes.
    subprocess.run([*pip, "--force-reinstall", "--no-deps", str(_HERE.parents[1])], check=True)
    subprocess.run([*pip, str(_HERE.parents[1])], check=True)
    return python


def _output(python: Path, code: str, *arguments: str) -> str:
    return subprocess.run([python, "-c", code, *arguments], check=True, capture_output=True, text=True).stdout


def _measured(python: Path, site: Path, package: str, sample: Sample, folder: Path) -> Result:
    print(f"{package} …", file=sys.stderr)
    versions = _output(python, _VERSIONS, "jedi", package).rstrip(".").replace(", ", "-").replace(" ", "-")
    kept = folder / f"{versions}-{'-'.join(map(str, astuple(sample)))}.jsonl"
    index = _export(python, site / package)
    comparison = Comparison(index, package, ask_jedi(python, site, package, sample, kept))
    truth = _ask_interpreter(python, package, index, comparison)
    return Result(
        package=package,
        symbols=compare_symbols(index, truth),
        imports=compare_imports(index, truth["imports"], package, site),
        names=comparison.count(truth["names"]),
    )


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


def _ask_interpreter(python: Path, package: str, index: dict[str, Any], comparison: Comparison) -> dict[str, Any]:
    """What the interpreter says of the package, its imports, and the names on which jedi does not agree."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as asked:
        json.dump({"imports": import_questions(index), "names": comparison.questions()}, asked)
        asked.flush()
        command = [str(python), str(_HERE / "interpreter.py"), package, asked.name]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tempfile.gettempdir())
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


if __name__ == "__main__":
    main()
