"""The HTML id of each keyword on the page of its file.

An anchor is the full name of the keyword with its module, as API documentation has it. Since sections of a page have
ids without a dot, the anchor of a name without a dot begins with ``kw.``; characters that an id should not have become
``-``, and what would be there a second time gets ``-2``.
"""

import re
from collections.abc import Sequence

from sphinx_kwindex.model.facts import Keyword
from sphinx_kwindex.model.kinds import MARKUP_KINDS

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def anchors(module: str | None, keywords: Sequence[Keyword]) -> tuple[str, ...]:
    """The anchors of all keywords of one file, in their order."""
    taken: dict[str, int] = {}
    within = f"{module}." if module else ""
    return tuple([_unique(_anchor(within, keyword), taken) for keyword in keywords])


def _anchor(within: str, keyword: Keyword) -> str:
    qualname = keyword.qualname.replace(".<locals>", "")
    if keyword.kind in MARKUP_KINDS:
        return f"{keyword.kind}.{_safe(qualname)}"
    safe = _safe(f"{within}{qualname}" if qualname else within[:-1])
    return safe if "." in safe else f"kw.{safe}"


def _safe(name: str) -> str:
    """The name in ASCII, letters of other scripts by their code points so that different names stay different."""
    return _UNSAFE.sub(_escaped, name)


def _escaped(match: re.Match[str]) -> str:
    return "-".join(f"u{ord(character):x}" if character.isalpha() else "" for character in match[0]) or "-"


def _unique(anchor: str, taken: dict[str, int]) -> str:
    candidate = anchor
    while candidate in taken:
        taken[anchor] += 1
        candidate = f"{anchor}-{taken[anchor]}"
    taken[candidate] = 1
    return candidate
