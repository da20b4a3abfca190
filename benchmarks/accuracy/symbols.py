"""Symbols against what the interpreter has after it imported the package."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from causes import AT_RUN_TIME, UNSEEN, cause_of_symbol
from tally import Tallies, tallies

Listed = dict[str, list[dict[str, Any]]]

_MADE_BY_CLASS = frozenset({"class", "exception"})
_CALLABLE = frozenset({"function", "method", "property"})


@dataclass
class Symbols:
    """What the comparison found: precision and recall by kind, and members that no text defines."""

    precision: Tallies = field(default_factory=tallies)
    recall: Tallies = field(default_factory=tallies)
    at_run_time: list[str] = field(default_factory=list)


def compare_symbols(index: dict[str, Any], truth: dict[str, Any]) -> Symbols:
    """Count symbols both ways."""
    found = Symbols()
    listed: dict[str, Listed] = defaultdict(lambda: defaultdict(list))
    modules = {file["path"]: file["module"] for file in index["files"] if file["path"].endswith(".py")}
    for symbol in index["symbols"]:
        module = modules.get(symbol["file"])
        if module in truth["modules"] and symbol["kind"] != "module" and "<locals>" not in symbol["qualname"]:
            listed[module][symbol["qualname"][len(module) + 1 :]].append(symbol)
    imported = _imported(index, modules)
    for module, held in truth["modules"].items():
        _names_we_list(module, held, listed[module], found)
        _names_there(module, held, listed[module], imported[module], found)
        _members_we_list(module, held, listed[module], found)
        _members_there(module, held, listed[module], found)
    return found


def _imported(index: dict[str, Any], modules: dict[str, str]) -> dict[str, set[str]]:
    names: dict[str, set[str]] = defaultdict(set)
    for one in index["imports"]:
        bound = one["alias"] or (one["name"] or one["module"].partition(".")[0])
        names[modules.get(one["file"], "")].add(bound)
    return names


def _names_we_list(module: str, held: dict[str, Any], listed: Listed, found: Symbols) -> None:
    for name, symbols in listed.items():
        certain = [symbol for symbol in symbols if not symbol["conditional"]]
        if not certain or "." in name or _is_special(name):
            continue
        kind, there = _kind(certain[-1]), held["names"].get(name)
        good = there is not None and _agree(kind, there, f"{module}.{name}")
        text = f"{module}.{name}: ours {kind}; there {there and there['kind']}"
        found.precision[kind].add(good, cause_of_symbol(certain, there and there["kind"]), text)


def _names_there(module: str, held: dict[str, Any], listed: Listed, imported: set[str], found: Symbols) -> None:
    for name, thing in held["names"].items():
        if not thing["own"] or _is_foreign(name, thing, module, imported, listed):
            continue
        symbols = listed.get(name, [])
        good = any(_agree(_kind(symbol), thing, f"{module}.{name}") for symbol in symbols)
        text = f"{module}.{name}: there {thing['kind']}; ours {[symbol['kind'] for symbol in symbols]}"
        kind = "data" if thing["kind"] == "callable" else thing["kind"]
        found.recall[kind].add(good, cause_of_symbol(symbols, thing["kind"]), text)


def _is_foreign(name: str, thing: dict[str, Any], module: str, imported: set[str], listed: Listed) -> bool:
    """Whether the module does not itself define the name: it came by an import, a star, or a decorator's renaming."""
    if thing["home"] is not None:
        return bool(thing["home"] != f"{module}.{name}")
    return name in imported or name not in listed


def _is_special(name: str) -> bool:
    """Whether Python gives the name its meaning."""
    return name.startswith("__") and name.endswith("__")


def _kind(symbol: dict[str, Any]) -> str:
    kind = str(symbol["kind"])
    return "class" if kind in _MADE_BY_CLASS else kind if kind in _CALLABLE else "data"


def _agree(ours: str, there: dict[str, Any], name: str) -> bool:
    # A name that holds a class or function made elsewhere, or under another name, is data of this module.
    return ours == there["kind"] or there["kind"] == "callable" or (ours == "data" and there["home"] != name)


def _members_we_list(module: str, held: dict[str, Any], listed: Listed, found: Symbols) -> None:
    for qualname, symbols in listed.items():
        owner, _, name = qualname.rpartition(".")
        certain = [symbol for symbol in symbols if not symbol["conditional"]]
        if certain and owner in held["classes"] and certain[-1]["kind"] in {"method", "property"}:
            kind, there = certain[-1]["kind"], held["classes"][owner].get(name)
            text = f"{module}.{qualname}: ours {kind}; there {there and there['kind']}"
            good = there is not None and there["kind"] == kind
            found.precision[kind].add(good, cause_of_symbol(certain, there and there["kind"]), text)


def _members_there(module: str, held: dict[str, Any], listed: Listed, found: Symbols) -> None:
    for owner, members in held["classes"].items():
        for name, member in members.items():
            symbols = listed.get(f"{owner}.{name}", [])
            kinds = [_kind(symbol) for symbol in symbols]
            text = f"{module}.{owner}.{name}: there {member['kind']}; ours {kinds}"
            if member["written"]:
                cause = cause_of_symbol(symbols, member["kind"]).replace(AT_RUN_TIME, UNSEEN)
                found.recall[member["kind"]].add(member["kind"] in kinds, cause, text)
            elif not symbols and member["kind"] != "data" and not _is_special(name):
                found.at_run_time.append(text)
