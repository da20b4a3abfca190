"""Why an answer is wrong, as far as it can be told from the answers alone."""

from collections.abc import Collection
from typing import Any

AT_RUN_TIME = "made at run time: no text defines it"
REBOUND = "a decorator or a call makes something else of it"
BRANCH = "another branch of the code runs here"
SEVERAL = "several definitions can be meant"
UNSEEN = "not in the list"


def cause_of_symbol(symbols: Collection[dict[str, Any]], there: str | None) -> str:
    """Why the symbols of one name are not what the interpreter has (``None``: it has none)."""
    if not symbols:
        return AT_RUN_TIME
    if there is None:
        return BRANCH
    return REBOUND if any(symbol["decorators"] for symbol in symbols) else "its value is made by a call"


def cause_of_import(one: dict[str, Any], *, inside: bool) -> str:
    """Why an import does not end where the interpreter's does, which is in the package or not."""
    if one["target"] is None:
        return "unresolved"
    return BRANCH if one["confidence"] == "ambiguous" or not inside else "followed to another definition"


def cause_of_reference(answer: dict[str, Any], confidence: str) -> str:
    """Why jedi does not confirm a reference of ours."""
    if confidence == "ambiguous":
        return SEVERAL
    if answer["kind"] == "super().x":
        return "super() with several bases"
    if answer["kind"] == "self.x":
        return "an attribute that several classes of the object define"
    if confidence == "inferred":
        return "the type is that of a class further up or down"
    return "jedi follows another branch"


def cause_of_name(answer: dict[str, Any], *, is_linked: bool) -> str:
    """Why a name that jedi resolves is not linked to the same definition."""
    if is_linked:
        return "linked to another definition"
    if answer["kind"] == "name":
        return "a local variable, which holds what is defined elsewhere"
    if answer["kind"] in {"self.x", "super().x"}:
        return "an attribute that the classes of the object do not show"
    if "param" in answer["base_types"]:
        return "type unknown: of a parameter without annotation"
    return f"type unknown: of {answer['base']}"
