"""How the options of directives are read; wrong values are errors that say what would be right."""

from collections.abc import Callable

from docutils.parsers.rst import directives

from sphinx_kwindex.model.kinds import Kind

_YES = frozenset({"", "yes", "true", "on", "1"})
_NO = frozenset({"no", "false", "off", "0"})


def yes_or_no(argument: str | None) -> str:
    """Read a flag, which may also be denied; return ``yes`` or ``no``."""
    word = (argument or "").strip().lower()
    if word in _YES:
        return "yes"
    if word in _NO:
        return "no"
    msg = f"{argument!r} is neither yes nor no"
    raise ValueError(msg)


def positive(argument: str | None) -> str:
    """Read a number from 1 on."""
    return str(directives.positive_int(argument or ""))


def kinds(argument: str | None) -> str:
    """Read kinds of keyword, with commas or spaces between them."""
    words = (argument or "").replace(",", " ").split()
    unknown = sorted(set(words) - set(Kind))
    if unknown or not words:
        msg = f"{', '.join(unknown) or 'nothing'} given; the kinds are {', '.join(Kind)}"
        raise ValueError(msg)
    return " ".join(words)


def choice(*values: str) -> Callable[[str | None], str]:
    """Return a reader of one of ``values``."""

    def read(argument: str | None) -> str:
        return str(directives.choice(argument or "", values))

    return read


def several(*values: str) -> Callable[[str | None], str]:
    """Return a reader of some of ``values``, with commas or spaces between them."""

    def read(argument: str | None) -> str:
        words = (argument or "").replace(",", " ").split()
        unknown = sorted(set(words) - set(values))
        if unknown or not words:
            msg = f"{', '.join(unknown) or 'nothing'} given; there are {', '.join(values)}"
            raise ValueError(msg)
        return " ".join(words)

    return read


def text(argument: str | None) -> str:
    """Read words."""
    return str(directives.unchanged_required(argument or ""))
