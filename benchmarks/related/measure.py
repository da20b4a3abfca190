"""The measure: what later commits changed together, and how lists of related files are scored by it."""

import importlib.util
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is known of one repository: ``snapshot`` is the commit to check out, ``files`` its Python files."""

    name: str
    snapshot: str
    files: tuple[str, ...]
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How good lists are.

    ``at_5`` and ``at_10`` are recall, ``mrr`` the mean reciprocal rank of the first right file. ``most`` is the share
    of lists that hold the file which is in most, ``any`` the share of files that are in some list, ``without`` the
    number of files without a list.
    """

    at_5: float
    at_10: float
    mrr: float
    most: float
    any: float
    without: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The programs of the measure and the truths."""

    evaluate: ModuleType
    hubs: ModuleType
    truths: tuple[Truth, ...]

    def score(self, lists: Mapping[str, list[str]], truth: Truth) -> Scores:
        """Score the lists of one repository."""
        rows = self.evaluate.evaluate({truth.name: lists}, [truth.data])[truth.name]
        means = self.evaluate.means(rows)
        most, any_, *_ = self.hubs.stats({truth.name: lists}, truth.data)
        without = sum(not lists.get(file) for file in truth.files)
        return Scores(at_5=means["R@5"], at_10=means["R@10"], mrr=means["MRR"], most=most, any=any_, without=without)


def read_measure(folder: Path) -> Measure:
    """Read the programs and the truths of a folder."""
    truths = [json.loads(path.read_bytes()) for path in sorted(folder.glob("truth_*.json"))]
    if not truths:
        sys.exit(f"{folder} has no truth_*.json")
    return Measure(
        evaluate=_module(folder / "evaluate.py"),
        hubs=_module(folder / "hubs.py"),
        truths=tuple(
            Truth(name=truth["repo"], snapshot=truth["snapshot"], files=tuple(truth["files"]), data=truth)
            for truth in truths
        ),
    )


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
