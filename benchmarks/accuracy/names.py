"""References against jedi: how many of ours are right, and how many of its we have.

Where the two disagree, the interpreter is asked: it knows the order of the bases of a class, which jedi does not always
follow, and what a name of a module is in the end.
"""

import json
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from causes import cause_of_name, cause_of_reference
from tally import Tallies, Tally, tallies

Answer = dict[str, Any]
Question = tuple[str, str | None, bool, list[str], str]

SURE = frozenset({"exact", "re-export", "star"})


@dataclass
class Names:
    """What the comparison found: precision by confidence, recall by kind of name; ``decided`` by the interpreter."""

    precision: Tallies = field(default_factory=tallies)
    recall: Tallies = field(default_factory=tallies)
    decided: Tally = field(default_factory=Tally)


@dataclass(frozen=True)
class Sample:
    """How much to ask: names of so many files, so many of each, for so long at most."""

    seed: int
    files: int
    names: int
    seconds: int


def ask_jedi(python: Path, site: Path, package: str, sample: Sample, kept: Path) -> list[Answer]:
    """The answers of jedi for a sample of the names of a package; what it said before is in ``kept``."""
    if not kept.exists():
        numbers = (sample.seed, sample.files, sample.names, sample.seconds)
        command = [str(python), str(Path(__file__).with_name("resolver.py")), str(site), package, *map(str, numbers)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        kept.write_text(done.stdout, encoding="utf-8")
    return [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]


@dataclass
class Compared:
    """A name in use: what jedi says, and our references; ``right`` are those on which both agree."""

    answer: Answer
    truth: list[Answer]
    references: list[dict[str, Any]]
    right: list[dict[str, Any]]
    is_listed: bool

    @property
    def disputed(self) -> list[dict[str, Any]]:
        """Our references on which jedi does not agree."""
        return [one for one in self.references if one not in self.right and self.truth]


class Comparison:
    """The names of one package, ours beside jedi's."""

    def __init__(self, index: dict[str, Any], package: str, answers: Iterable[Answer]) -> None:
        symbols, ours = _Symbols(index), _by_place(index)
        self._modules = {file["path"]: file["module"] for file in index["files"]}
        self._compared = [
            _compare(symbols, package, answer, ours[answer["file"], answer["line"], answer["column"]])
            for answer in answers
            if not _is_definition(answer)
        ]

    def questions(self) -> list[Question]:
        """What the interpreter shall decide: our targets that jedi does not confirm."""
        return [self._question(compared, one) for compared, one in self._open()]

    def count(self, verdicts: Iterable[bool | None]) -> Names:
        """Count everything, with the answers to the questions."""
        found = Names()
        for (compared, reference), verdict in zip(self._open(), verdicts, strict=True):
            if verdict is not None:
                found.decided.add(verdict, "", "")
            if verdict:
                compared.right.append(reference)
        for compared in self._compared:
            _count(compared, found)
        return found

    def _open(self) -> list[tuple[Compared, dict[str, Any]]]:
        return [(compared, one) for compared in self._compared for one in compared.disputed]

    def _question(self, compared: Compared, reference: dict[str, Any]) -> Question:
        answer = compared.answer
        module = self._modules.get(answer["file"]) or ""
        of_own = answer["kind"] in {"self.x", "super().x"}
        chain = [] if of_own and answer["owner"] is None else answer["chain"]
        return module, answer["owner"], answer["kind"] == "super().x", chain, reference["target"]


def _by_place(index: dict[str, Any]) -> dict[tuple[str, int, int], list[dict[str, Any]]]:
    found: dict[tuple[str, int, int], list[dict[str, Any]]] = defaultdict(list)
    for reference in index["references"]:
        if reference["target"]:
            found[reference["file"], reference["line"], reference["column"]].append(reference)
    return found


def _compare(symbols: "_Symbols", package: str, answer: Answer, references: list[dict[str, Any]]) -> Compared:
    truth = [one for one in answer["goto"] if not one["adds"] and not _is_borrowed_stub(one, package)]
    right = [one for one in references if symbols.is_right(one["target"], truth)]
    return Compared(answer, truth, references, right, any(symbols.is_indexable(one) for one in truth))


def _is_borrowed_stub(one: Answer, package: str) -> bool:
    """Whether the definition is in stubs that jedi brings along for the package, which can be of another version."""
    inside = str(one["file"] or "").startswith(f"{package}/")
    return not inside and str(one["name"]).startswith(f"{package}.")


def _is_definition(answer: Answer) -> bool:
    place = answer["file"], answer["line"], answer["column"]
    return any((one["file"], one["line"], one["column"]) == place for one in answer["goto"])


def _count(compared: Compared, found: Names) -> None:
    answer = compared.answer
    where = f"{answer['file']}:{answer['line']}:{answer['column']} {answer['name']}"
    if compared.truth:
        for confidence in sorted({one["confidence"] for one in compared.references}):
            same = [one for one in compared.references if one["confidence"] == confidence]
            good = any(one in compared.right for one in same)
            text = f"{where}: ours {_targets(same)}; jedi {_spelled(compared.truth)}"
            found.precision[confidence].add(good, cause_of_reference(answer, confidence), text)
    if compared.is_listed:
        text = f"{where}: ours {_targets(compared.references) or 'nothing'}; jedi {_spelled(answer['goto'])}"
        cause = cause_of_name(answer, is_linked=bool(compared.references))
        found.recall[_kind(answer)].add(bool(compared.right), cause, text)


def _kind(answer: Answer) -> str:
    if answer["kind"] in {"self.x", "super().x"}:
        return "self.x"
    if answer["kind"] == "attribute" and not {"module", "class", "namespace"}.isdisjoint(answer["base_types"]):
        return "module.x, Class.x"
    return "name" if answer["kind"] == "name" else "object.x"


def _targets(references: list[dict[str, Any]]) -> str:
    return ", ".join(one["target"] for one in references)


def _spelled(definitions: Iterable[Answer]) -> str:
    return ", ".join(sorted({f"{one['file']}:{one['line']} {one['type']} {one['name']}" for one in definitions}))


class _Symbols:
    """Where the symbols of the index are."""

    def __init__(self, index: dict[str, Any]) -> None:
        self._places: dict[str, set[tuple[str, int]]] = defaultdict(set)
        self._at: dict[tuple[str, int], set[str]] = defaultdict(set)
        for symbol in index["symbols"]:
            self._places[symbol["qualname"]].add((symbol["file"], symbol["line"]))
            self._at[symbol["file"], symbol["line"]].add(symbol["qualname"])
        self._modules = {file["module"]: file["path"] for file in index["files"]}
        self._paths = set(self._modules.values())

    def is_right(self, target: str, truth: list[Answer]) -> bool:
        """Whether one of the definitions is the target."""
        return any(
            self._modules.get(target) == one["file"] if one["type"] == "module" else self._same(target, one)
            for one in truth
        )

    def _same(self, target: str, one: Answer) -> bool:
        if (one["file"], one["line"]) in self._places[target]:
            return True
        # A name that is defined in several places is one symbol here; jedi may tell of any of them. Its own name of
        # `self.x = …` goes through the method.
        scope, _, last = target.rpartition(".")
        return one["name"] == target or (
            one["name"].rpartition(".")[2] == last and str(one["name"]).startswith(f"{scope}.")
        )

    def is_indexable(self, one: Answer) -> bool:
        """Whether a definition is of a sort that the index lists."""
        if one["file"] not in self._paths or one["type"] in {"param", "keyword"}:
            return False
        if one["type"] in {"module", "class", "function", "property"}:
            return True
        last = one["name"].rpartition(".")[2]
        return any(symbol.rpartition(".")[2] == last for symbol in self._at.get((one["file"], one["line"]), ()))


def shares(names: Names) -> Iterator[tuple[str, Tally]]:
    """Recall with more and more kinds of name."""
    groups = {
        "names, module.x, Class.x": ("name", "module.x, Class.x"),
        "… and self.x": ("name", "module.x, Class.x", "self.x"),
        "all": tuple(names.recall),
    }
    for title, kinds in groups.items():
        whole = Tally()
        for kind in kinds:
            whole.include(names.recall[kind])
        yield title, whole
