"""What each page says: a query and the rows of the store become blocks."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import Block, Page, Query
from sphinx_kwindex.views.answering import answer_at
from sphinx_kwindex.views.composition import Composed, Sheet, all_sheets
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.gists import GISTS, gist

if TYPE_CHECKING:
    from sphinx_kwindex.docnames import Docnames
    from sphinx_kwindex.model.settings import Settings
    from sphinx_kwindex.store import Reader

__all__ = ["GISTS", "Composed", "Desk", "Sheet", "all_pages", "all_sheets", "answer", "composed_pages", "gist"]


def answer(query: Query, reader: "Reader", settings: "Settings", docnames: "Docnames") -> tuple[Block, ...]:
    """Return what there is to say to a query, empty for nothing."""
    return answer_at(query, Desk(reader, settings, docnames))


def composed_pages(reader: "Reader", settings: "Settings", docnames: "Docnames") -> Iterator[Composed]:
    """Yield every generated page together with the blocks it shows, so that no query is answered twice for a digest."""
    return (sheet.compose() for sheet in all_sheets(Desk(reader, settings, docnames)))


def all_pages(reader: "Reader", settings: "Settings", docnames: "Docnames") -> Iterator[Page]:
    """Yield every generated page."""
    return (composed.page for composed in composed_pages(reader, settings, docnames))
