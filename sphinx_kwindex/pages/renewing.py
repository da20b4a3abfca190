"""Which pages of an earlier build are still good: those that no change of the store can reach."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sphinx_kwindex.pages.ledger import Kept, read_grains
from sphinx_kwindex.pages.site import Site
from sphinx_kwindex.store import Gists, On, short_grain
from sphinx_kwindex.views import gist


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodPages:
    """The fingerprints of pages that are still good, by document, the grains they rest on, and what was worked out."""

    fingerprints: Mapping[str, str]
    grains: Mapping[str, Collection[int]]
    gists: Gists


def no_pages() -> GoodPages:
    """Return what is good where nothing is."""
    return GoodPages(fingerprints={}, grains={}, gists={})


def good_pages(site: Site, kept: Kept) -> GoodPages:
    """Return what is still good of what is kept, and the gists as they are now."""
    changed = site.reader.changed_since(kept.state)
    grains = None if changed is None else read_grains(site.stub_folder, kept)
    if changed is None or grains is None:
        return no_pages()
    gists = {key: one for key, one in grains.gists.items() if _is_there(key[1], site)}
    changed |= _changed_gists(site, gists, changed)
    good = {docname: one for docname, one in grains.pages.items() if changed.isdisjoint(one)}
    fingerprints = {docname: text for docname, text in kept.fingerprints.items() if docname in good}
    return GoodPages(fingerprints=fingerprints, grains=good, gists=gists)


def _changed_gists(site: Site, gists: Gists, changed: frozenset[int]) -> frozenset[int]:
    """Work out again what changes reach, and return the grains of what came out differently."""
    reached = {key: one for key, one in gists.items() if not changed.isdisjoint(one.grains)}
    for key in reached:
        del gists[key]
    with site.reader.noting(gists):
        differing = [key for key, one in reached.items() if gist(*key, site.desk) != one.value]
    return frozenset(short_grain((On.GIST, *key)) for key in differing)


def _is_there(subject: str, site: Site) -> bool:
    return subject in site.docnames.files or subject in site.docnames.prefixes
