"""References against jedi: how many of ours are right, and how many of its we have."""

import json
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Place = tuple[str, int]


@dataclass
class Tally:
    """Counts of one kind of name, and what was wrong."""

    right: int = 0
    total: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, good: bool, miss: str) -> None:  # noqa: FBT001 - the one thing to count
        """Count one answer."""
        self.total += 1
        self.right += good
        if not good:
            self.misses.append(miss)

    def __str__(self) -> str:
        share = 100 * self.right / self.total if self.total else 100
        return f"{share:6.2f} %  ({self.right} of {self.total})"


@dataclass
class Names:
    """What the comparison found: precision by confidence, recall by kind of name."""

    precision: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    recall: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))


def ask_jedi(python: Path, site: Path, package: str, sample: "Sample") -> Iterator[dict[str, Any]]:
    """The answers of jedi for a sample of the names of a package."""
    numbers = (sample.seed, sample.files, sample.names, sample.seconds)
    command = [str(python), str(Path(__file__).with_name("resolver.py")), str(site), package, *map(str, numbers)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return (json.loads(line) for line in done.stdout.splitlines())


@dataclass(frozen=True)
class Sample:
    """How much to ask: names of so many files, so many of each, for so long at most."""

    seed: int
    files: int
    names: int
    seconds: int


def compare_names(index: dict[str, Any], answers: Iterable[dict[str, Any]], found: Names) -> None:
    """Count for each name what we and jedi say of it."""
    symbols = _Symbols(index)
    ours: dict[tuple[str, int, int], list[dict[str, Any]]] = defaultdict(list)
    for reference in index["references"]:
        ours[reference["file"], reference["line"], reference["column"]].append(reference)
    for answer in answers:
        references = [one for one in ours[answer["file"], answer["line"], answer["column"]] if one["target"]]
        _compare(symbols, answer, references, found)


class _Symbols:
    """Where the symbols of the index are."""

    def __init__(self, index: dict[str, Any]) -> None:
        self.places: dict[str, set[Place]] = defaultdict(set)
        self.at: dict[Place, set[str]] = defaultdict(set)
        for symbol in index["symbols"]:
            self.places[symbol["qualname"]].add((symbol["file"], symbol["line"]))
            self.at[symbol["file"], symbol["line"]].add(symbol["qualname"])
        self.modules = {file["module"]: file["path"] for file in index["files"]}
        self.paths = set(self.modules.values())

    def is_right(self, target: str, truth: list[dict[str, Any]]) -> bool:
        """Whether one of the definitions is the target."""
        for one in truth:
            if one["type"] == "module" and self.modules.get(target) == one["file"]:
                return True
            if one["type"] != "module" and self._same(target, one):
                return True
        return False

    def _same(self, target: str, one: dict[str, Any]) -> bool:
        if (one["file"], one["line"]) in self.places[target]:
            return True
        # A name that is defined in several places is one symbol here; jedi may tell of any of them.
        last = target.rpartition(".")[2]
        scope = target.rpartition(".")[0]
        return one["name"] == target or (one["name"].rpartition(".")[2] == last and _within(scope, one["name"]))

    def is_indexable(self, one: dict[str, Any]) -> bool:
        """Whether a definition is of a sort that the index lists."""
        if one["file"] not in self.paths or one["type"] in {"param", "keyword"}:
            return False
        if one["type"] in {"module", "class", "function", "property"}:
            return True
        last = one["name"].rpartition(".")[2]
        return any(symbol.rpartition(".")[2] == last for symbol in self.at.get((one["file"], one["line"]), ()))


def _within(scope: str, name: str) -> bool:
    """Whether jedi's name of ``self.x = …``, which goes through the method, lies in the class ``scope``."""
    return name.startswith(f"{scope}.")


def _is_definition(answer: dict[str, Any]) -> bool:
    place = answer["file"], answer["line"], answer["column"]
    return any((one["file"], one["line"], one["column"]) == place for one in answer["goto"])


def _compare(symbols: _Symbols, answer: dict[str, Any], references: list[dict[str, Any]], found: Names) -> None:
    if _is_definition(answer):
        return
    truth = [*answer["goto"], *answer["infer"]]
    where = f"{answer['file']}:{answer['line']}:{answer['column']} {answer['name']}"
    right = [one for one in references if symbols.is_right(one["target"], truth)]
    if truth:
        said = ", ".join(sorted({f"{one['file']}:{one['line']} {one['name']}" for one in truth}))
        for confidence in {one["confidence"] for one in references}:
            ours = ", ".join(one["target"] for one in references if one["confidence"] == confidence)
            good = any(one["confidence"] == confidence for one in right)
            found.precision[confidence].add(good, f"{where}: ours {ours}; jedi {said}")
    if any(symbols.is_indexable(one) for one in answer["goto"]):
        ours = ", ".join(one["target"] for one in references) or "nothing"
        said = ", ".join(sorted({f"{one['file']}:{one['line']} {one['type']} {one['name']}" for one in answer["goto"]}))
        found.recall[answer["kind"]].add(bool(right), f"{where}: ours {ours}; jedi {said}")
