"""How long a list of related files is."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from sphinx_kwindex.model.links import Related

R = TypeVar("R", bound=Related)
DOCUMENTS_SHARE = 2
"""Of documents and other texts a list has half as many as of Python files."""


def shortened(relations: Sequence[R], code: Collection[str], limit: int) -> tuple[R, ...]:
    """Return the first ``limit`` Python files of a list, which are those in ``code``, and half as many others."""
    first = [relation for relation in relations if relation.file in code][:limit]
    others = [relation for relation in relations if relation.file not in code]
    return (*first, *others[: limit // DOCUMENTS_SHARE])
