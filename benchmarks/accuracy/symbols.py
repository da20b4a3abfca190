"""Symbols and imports against the interpreter."""

import json
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from names import Tally

_MADE_BY_CLASS = frozenset({"class", "exception"})


@dataclass
class Symbols:
    """What the comparison found: precision and recall by kind, imports by the way they take."""

    precision: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    recall: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    imports: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))


def ask_interpreter(python: Path, package: str, index: dict[str, Any]) -> dict[str, Any]:
    """What the interpreter says of the package, with an answer for each import of `from_imports`."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as asked:
        json.dump([[one["module"], one["name"], one["target"]] for one in from_imports(index)], asked)
        asked.flush()
        command = [str(python), str(Path(__file__).with_name("interpreter.py")), package, asked.name]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tempfile.gettempdir())
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def from_imports(index: dict[str, Any]) -> list[dict[str, Any]]:
    """The ``from`` imports whose module the interpreter can name."""
    return [one for one in index["imports"] if one["name"] not in {None, "*"} and not one["module"].startswith(".")]


def compare_symbols(index: dict[str, Any], truth: dict[str, Any], found: Symbols) -> None:
    """Count symbols both ways."""
    listed: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    modules = {file["path"]: file["module"] for file in index["files"] if file["path"].endswith(".py")}
    for symbol in index["symbols"]:
        module = modules.get(symbol["file"])
        if module in truth["modules"] and symbol["kind"] != "module" and "<locals>" not in symbol["qualname"]:
            listed[module][symbol["qualname"][len(module) + 1 :]].append(symbol)
    imported = _imported(index, modules)
    for module, held in truth["modules"].items():
        _compare_names(module, held, listed[module], imported[module], found)
        _compare_members(module, held, listed[module], found)


def _imported(index: dict[str, Any], modules: dict[str, str]) -> dict[str, set[str]]:
    names: dict[str, set[str]] = defaultdict(set)
    for one in index["imports"]:
        bound = one["alias"] or (one["name"] or one["module"].partition(".")[0])
        names[modules.get(one["file"], "")].add(bound)
    return names


def _compare_names(
    module: str, held: dict[str, Any], listed: dict[str, list[dict[str, Any]]], imported: set[str], found: Symbols
) -> None:
    top = {name: symbols for name, symbols in listed.items() if "." not in name}
    for name, symbols in top.items():
        certain = [symbol for symbol in symbols if not symbol["conditional"]]
        if certain and not (name.startswith("__") and name.endswith("__")):
            kind = _kind(certain[-1]["kind"])
            there = held["names"].get(name)
            good = there is not None and _agree(kind, there["kind"])
            found.precision[kind].add(good, f"{module}.{name}: ours {kind}; there {there}")
    for name, thing in held["names"].items():
        if thing["own"] and not _is_foreign(name, thing, module, imported, listed):
            good = any(_agree(_kind(symbol["kind"]), thing["kind"]) for symbol in top.get(name, ()))
            ours = [symbol["kind"] for symbol in top.get(name, ())]
            found.recall["data" if thing["kind"] == "callable" else thing["kind"]].add(
                good, f"{module}.{name}: there {thing}; ours {ours}"
            )


def _is_foreign(
    name: str, thing: dict[str, Any], module: str, imported: set[str], listed: dict[str, list[dict[str, Any]]]
) -> bool:
    """Whether the module does not itself define the name: it came by an import, a star, or a decorator's renaming."""
    if thing["home"] is not None:
        return bool(thing["home"] != f"{module}.{name}")
    return name in imported or name not in listed


def _kind(kind: str) -> str:
    if kind in _MADE_BY_CLASS:
        return "class"
    return kind if kind in {"function", "method", "property"} else "data"


def _agree(ours: str, theirs: str) -> bool:
    # A name that holds a class or function made elsewhere is data of this module.
    return ours in {theirs, "data"} or theirs == "callable"


def _compare_members(
    module: str, held: dict[str, Any], listed: dict[str, list[dict[str, Any]]], found: Symbols
) -> None:
    for owner, members in held["classes"].items():
        written = {name: member["kind"] for name, member in members.items() if member["written"]}
        for name, kind in written.items():
            ours = [_kind(symbol["kind"]) for symbol in listed.get(f"{owner}.{name}", ())]
            found.recall[kind].add(kind in ours, f"{module}.{owner}.{name}: there {kind}; ours {ours}")
    for qualname, symbols in listed.items():
        owner, _, name = qualname.rpartition(".")
        certain = [symbol for symbol in symbols if not symbol["conditional"]]
        if certain and owner in held["classes"] and certain[-1]["kind"] in {"method", "property"}:
            kind, there = certain[-1]["kind"], held["classes"][owner].get(name)
            found.precision[kind].add(
                there is not None and there["kind"] == kind, f"{module}.{qualname}: ours {kind}; there {there}"
            )


def compare_imports(index: dict[str, Any], truth: dict[str, Any], package: str, found: Symbols) -> None:
    """Count where ``from`` imports end."""
    for one, end in zip(from_imports(index), truth["imports"], strict=True):
        inside = end["home"] is not None and (end["home"] + ".").startswith(f"{package}.")
        if inside or (end["kind"] is not None and one["target_kind"] == "project"):
            good = bool(end["same"]) and (not inside or end["home"] == one["target"] or _renamed(one, end))
            miss = f"{one['file']}:{one['line']} {one['name']}: ours {one['target']}; there {end['home']}"
            for way in _ways(one, end):
                found.imports[way].add(good, miss)


def _renamed(one: dict[str, Any], end: dict[str, Any]) -> bool:
    """Whether the object goes by another name than the one it was defined by, as after a decorator or a setting."""
    return bool(end["same"]) and one["target_file"] is not None and "<locals>" in end["home"]


def _ways(one: dict[str, Any], end: dict[str, Any]) -> Iterator[str]:
    yield "all"
    if end["home"] not in {None, f"{one['module']}.{one['name']}"}:
        yield "re-export or alias"
    if one["scope"] in {"type-checking", "function"}:
        yield str(one["scope"])
