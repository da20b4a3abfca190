"""What every later stage needs to answer a query: settings, store and the names of documents."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

from sphinx.config import Config

from sphinx_kwindex.blocks import Block, Query
from sphinx_kwindex.docnames import Docnames, name_documents
from sphinx_kwindex.model.settings import Settings
from sphinx_kwindex.store import Reader, open_reader
from sphinx_kwindex.views import Desk, answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The index of one build.

    ``folder`` is where the store lies. ``source_text`` gives a text that differs where the source view of a file does.
    """

    settings: Settings
    folder: Path
    docnames: Docnames
    source_text: Callable[[str, Desk], str]

    @property
    def reader(self) -> Reader:
        """The store, open in this process."""
        return open_reader(self.folder)

    @property
    def stub_folder(self) -> Path:
        """Where the stubs of generated pages lie."""
        return self.folder / "kwindex-pages"

    @property
    def output_folder(self) -> Path:
        """Where it is kept what each output folder holds of ours."""
        return self.folder / "kwindex-outputs"

    @property
    def desk(self) -> Desk:
        """What views work from."""
        return Desk(self.reader, self.settings, self.docnames)

    def answer(self, query: Query) -> tuple[Block, ...]:
        """Return what there is to say to a query, empty for nothing."""
        return answer(query, self.reader, self.settings, self.docnames)


# The configuration lives as long as its build does, and forked workers inherit both. Nothing of it is pickled.
_SITES: WeakKeyDictionary[Config, Site] = WeakKeyDictionary()


def open_site(config: Config, settings: Settings, folder: Path, source_text: Callable[[str, Desk], str]) -> Site:
    """Make the site of a build known to the later stages of the same build."""
    reader = open_reader(folder)
    docnames = name_documents(settings.output, (row.path for row in reader.files()), reader.folders())
    site = Site(settings=settings, folder=folder, docnames=docnames, source_text=source_text)
    _SITES[config] = site
    return site


def site_of(config: Config) -> Site:
    """Return the site of the build that ``config`` belongs to."""
    return _SITES[config]
