"""The global keyword index, as an index of the domain."""

from collections.abc import Iterable

from sphinx.domains import Index, IndexEntry

from sphinx_kwindex.model.rows import Spot
from sphinx_kwindex.pages.site import Site, site_of
from sphinx_kwindex.views.subtree import keyword_pages

Letters = list[tuple[str, list[IndexEntry]]]


class KeywordsIndex(Index):
    """Every keyword by its first letter; of a large project, the pages that hold them."""

    name = "keywords"
    localname = "Keyword index"
    shortname = "keywords"

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[Letters, bool]:
        """Return the entries by letter; those in ``docnames`` only, where these are given."""
        site = site_of(self.domain.env.config)
        letters = _page_letters(site) or _keyword_letters(site)
        wanted = None if docnames is None else set(docnames)
        kept = [
            (letter, [entry for entry in found if wanted is None or entry.docname in wanted])
            for letter, found in letters
        ]
        return [(letter, found) for letter, found in kept if found], False


def _keyword_letters(site: Site) -> Letters:
    desk = site.desk
    letters: dict[str, list[IndexEntry]] = {}
    entries = (entry for row in desk.reader.files() for entry in desk.reader.keywords(row.path))
    summaries = {(entry.file, entry.anchor): entry.keyword.summary for entry in entries}
    for entry in desk.reader.subtree_keywords(""):
        if desk.shows(entry):
            place = desk.definition(entry)
            letter = entry.name[:1].upper()
            summary = summaries[entry.file, entry.anchor]
            letters.setdefault(letter, []).append(_index_entry(entry, place.docname, place.anchor, summary))
    return sorted(letters.items())


def _page_letters(site: Site) -> Letters:
    _, *parts = keyword_pages("", site.desk) or ((),)
    links = [IndexEntry(label, 0, site.docnames.keywords("", part), "", "", "", "") for part, label in parts]
    # One group, because a letter with nothing but a link below it would be a heading for one line.
    return [("A-Z", links)] if links else []


def _index_entry(entry: Spot, docname: str, anchor: str, summary: str) -> IndexEntry:
    words = f"{entry.kind} in {entry.file}"
    return IndexEntry(entry.name, 0, docname, anchor, words, "", summary)
