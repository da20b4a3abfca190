"""Where a dotted name in the text of a document leads."""

from dataclasses import replace

from sphinx_kwindex.linking.link import Link, distinct
from sphinx_kwindex.linking.symbols import SymbolTable
from sphinx_kwindex.model.kinds import Confidence


def resolve_mention(table: SymbolTable, path: str, name: str) -> tuple[Link, ...]:
    """The one definition that a name in the document ``path`` means: by its full name, else the only one it can be.

    ``Class.member`` is enough where a single class of the project has that name and that member. What can mean
    several things means nothing.
    """
    if table.modules.is_doubtful(name, path):
        return ()
    found = tuple(link for link in table.lookup(name, path) if link.target is not None)
    if found:
        return found if len(found) == 1 else ()
    head = name.partition(".")[0]
    inside = (link for owner in table.classes_named(head) for link in table.resolve_dotted(owner, name))
    short = distinct(link for link in inside if link.target is not None)
    return (replace(short[0], confidence=Confidence.INFERRED),) if len(short) == 1 else ()
