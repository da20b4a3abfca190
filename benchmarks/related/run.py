"""Measure related files by the files that later commits changed together.

    python benchmarks/related/run.py MEASURE CLONES [--work FOLDER]

``MEASURE`` is a folder with ``evaluate.py``, ``hubs.py`` and the truth of each repository, ``truth_*.json``: the
commit to check out, and which files each later commit changed. ``CLONES`` is a folder with a whole clone of each
repository, named as the truth names it. Every snapshot is indexed by ``sphinx-build -b kwindex``, without and with
history, and the lists of the index are scored beside three others:

* the old way: the first files of the folder;
* imports alone: files that one imports or is imported by, those with the fewest imports first;
* history alone: what was changed together before, by the strength that the ranking uses.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from lists import by_history, by_imports, by_kwindex, by_old_way
from measure import Measure, Scores, Truth, read_measure
from snapshots import Snapshot, check_out

Lists = Mapping[str, list[str]]
WAYS: Mapping[str, Callable[[Snapshot], Lists]] = {
    "the old way": by_old_way,
    "imports alone": by_imports,
    "history alone": by_history,
    "related files": lambda snapshot: by_kwindex(snapshot, history=False),
    "related files, with history": lambda snapshot: by_kwindex(snapshot, history=True),
}
HEAD = f"{'':36} {'R@5':>6} {'R@10':>6} {'MRR':>6}  {'in most lists':>13} {'in any list':>11} {'without':>8}"


def main() -> None:
    """Print a table for each repository and their means."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measure", type=Path)
    parser.add_argument("clones", type=Path)
    parser.add_argument("--work", type=Path, help="where snapshots and indexes are kept; else a temporary folder")
    arguments = parser.parse_args()
    measure = read_measure(arguments.measure)
    if arguments.work:
        run(measure, arguments.clones, arguments.work)
        return
    with tempfile.TemporaryDirectory() as work:
        run(measure, arguments.clones, Path(work))


def run(measure: Measure, clones: Path, work: Path) -> None:
    """Score every way on every repository."""
    scores: dict[str, dict[str, Scores]] = {way: {} for way in WAYS}
    for truth in measure.truths:
        snapshot = check_out(truth.name, truth.snapshot, clones, work)
        for way, make in WAYS.items():
            scores[way][truth.name] = measure.score(make(snapshot), truth)
        print_table(truth.name, {way: [found[truth.name]] for way, found in scores.items()})
    print_table(f"mean of {len(measure.truths)}", {way: list(found.values()) for way, found in scores.items()})
    large = {truth.name for truth in measure.truths if is_large(truth)}
    for way, found in scores.items():
        shares = [score.most for name, score in found.items() if name in large]
        if shares:
            print(f"{way}: of {len(large)} large repositories, one file is in {mean(shares):.2f} of the lists")


def is_large(truth: Truth) -> bool:
    """Tell whether a repository has so many files that one in many lists would be in everybody's way."""
    return len(truth.files) >= 250  # noqa: PLR2004


def print_table(title: str, rows: Mapping[str, list[Scores]]) -> None:
    """Print a line for each way: the means of its scores."""
    print(f"\n{title}\n{HEAD}")
    for way, found in rows.items():
        recall = " ".join(f"{mean(getattr(one, name) for one in found):6.3f}" for name in ("at_5", "at_10", "mrr"))
        shares = f"{mean(one.most for one in found):13.2f} {mean(one.any for one in found):11.2f}"
        print(f"{way:36} {recall}  {shares} {sum(one.without for one in found):8}", flush=True)


def mean(numbers: Iterable[float]) -> float:
    """Return the mean of some numbers."""
    values = list(numbers)
    return sum(values) / len(values)


if __name__ == "__main__":
    sys.exit(main())
