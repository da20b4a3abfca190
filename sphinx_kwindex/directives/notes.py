"""What hand-written documents ask, so that a later build knows which of them went stale."""

from typing import Protocol, cast

from sphinx.environment import BuildEnvironment

from sphinx_kwindex.blocks import Query
from sphinx_kwindex.directives.subjects import SubjectType, UnknownSubjectError, find_subject
from sphinx_kwindex.pages.site import Site

# Beside the views, a document may depend on what an argument names.
LOOKUP = "lookup"


class Notes(Protocol):
    """Where documents note what they ask: the domain."""

    def note_query(self, docname: str, query: Query) -> None:
        """Note that a document depends on the answer to ``query``."""


def notes_of(env: BuildEnvironment) -> Notes:
    """Return the notes of a build."""
    return cast("Notes", env.get_domain("kw"))


def lookup_query(argument: str, wanted: frozenset[SubjectType]) -> Query:
    """Return the question what an argument names."""
    return Query(LOOKUP, argument, (("wanted", " ".join(sorted(wanted))),))


def lookup_answer(query: Query, site: Site) -> str:
    """Return what the argument of a lookup names at present, as a text to compare."""
    wanted = frozenset(SubjectType(word) for word in dict(query.options)["wanted"].split())
    try:
        subject = find_subject(query.subject, site, wanted)
    except UnknownSubjectError:
        return ""  # the names that are near it are in the warning, not in the document
    return f"{subject.type}:{subject.path}:{subject.entry.qualname if subject.entry else ''}"
