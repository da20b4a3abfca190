"""Checks of single values; an error names the option, its value and what would be right."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from pathspec import GitIgnoreSpec
from sphinx.config import Config
from sphinx.errors import ConfigError

DIGITS = {"0": False, "1": True}
"""Flags of the command line that Sphinx, before 8.2, hands on as they are written."""


def wrong(option: str, value: object, right: str) -> ConfigError:
    """The error for ``value``; ``right`` completes the sentence."""
    return ConfigError(f"{option} = {value!r} is wrong: {right}")


def flag(config: Config, option: str) -> bool:
    """The value of an option that is true or false."""
    value = config[option]
    if isinstance(value, str) and value in DIGITS:
        return DIGITS[value]
    if not isinstance(value, bool):
        raise wrong(option, value, "it must be True or False (on the command line 1 or 0)")
    return value


def number(config: Config, option: str) -> int:
    """The value of an option that is a whole number from 1."""
    value = config[option]
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise wrong(option, value, "it must be a whole number, at least 1")
    return value


def text(config: Config, option: str) -> str:
    """The value of an option that is a string, without the blanks around it."""
    value = config[option]
    if not isinstance(value, str):
        raise wrong(option, value, "it must be a string")
    return value.strip()


def word(config: Config, option: str, choices: Sequence[str]) -> str:
    """The value of an option that is one of ``choices``."""
    value = text(config, option)
    if value not in choices:
        raise wrong(option, value, one_of(value, choices))
    return value


def words(config: Config, option: str, choices: Sequence[str]) -> tuple[str, ...]:
    """The value of an option that is some of ``choices``, in a list or parted by commas."""
    found = strings(option, config[option])
    for value in found:
        if value not in choices:
            raise wrong(option, value, one_of(value, choices))
    if not found:
        raise wrong(option, config[option], f"name at least one of {_listed(choices)}")
    return found


def strings(option: str, value: object) -> tuple[str, ...]:
    """A list of strings, or one string in which commas part them; blank ones are dropped."""
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list | tuple | set | frozenset) or not all(isinstance(item, str) for item in items):
        raise wrong(option, value, "it must be a list of strings")
    return tuple(item.strip() for item in items if item.strip())


def patterns(option: str, value: object) -> tuple[str, ...]:
    """A list of patterns in git-ignore syntax, or a single one."""
    found = strings(option, [value] if isinstance(value, str) else value)
    for pattern in found:
        try:
            GitIgnoreSpec.from_lines([pattern])
        except ValueError:
            raise wrong(
                option, pattern, "it is not a pattern in git-ignore syntax, such as 'build/' or '*.tmp'"
            ) from None
    return found


def docname(config: Config, option: str) -> str:
    """The value of an option that is the docname of a folder, without slashes around it."""
    value = text(config, option).strip("/")
    if not re.fullmatch(r"[\w.-]+(/[\w.-]+)*", value) or {".", ".."} & set(value.split("/")):
        raise wrong(
            option, config[option], "it must be a folder inside the documentation, such as 'kwindex' or 'api/source'"
        )
    return value


def dotted(config: Config, option: str) -> str:
    """The value of an option that is empty or names a function as ``package.module.function``."""
    value = text(config, option)
    if value and not ("." in value and all(part.isidentifier() for part in value.split("."))):
        raise wrong(option, value, "it must be a dotted name such as 'package.module.function'")
    return value


def one_of(value: str, choices: Sequence[str]) -> str:
    """Say which words are right, the nearest first."""
    nearest = get_close_matches(value, choices, n=1)
    return f"it must be one of {_listed(choices)}" + (f"; did you mean {nearest[0]!r}?" if nearest else "")


def _listed(choices: Sequence[str]) -> str:
    return ", ".join(repr(choice) for choice in choices)
