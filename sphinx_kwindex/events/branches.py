"""The branch of the global table of contents that leads to a generated page, made of few nodes.

For each page Sphinx copies all entries at its side several times, and most of them are alike but for their words and
where they lead. While it makes the branch of a page, they are one node where they follow each other.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from docutils import nodes
from sphinx.addnodes import compact_paragraph, toctree
from sphinx.builders import Builder

from sphinx_kwindex.events.headings import is_stub

_URI, _WORDS = "\x01", "\x02"


class kwindex_entries(nodes.list_item):  # noqa: N801 - writers call their visitors by this name
    """Entries of a table of contents that follow each other; ``entries`` are their URIs and words."""


def visit_entries_html(translator: Any, node: kwindex_entries) -> None:
    """Write the entries as HTML: the translator writes one of them, which all others are like."""
    begin = len(translator.body)
    _sample(node["classes"]).walkabout(translator)
    sample = "".join(translator.body[begin:])
    translator.body[begin:] = [
        sample.replace(_URI, translator.attval(uri)).replace(_WORDS, translator.encode(words))
        for uri, words in node["entries"]
    ]
    raise nodes.SkipNode


@contextmanager
def few_nodes(builder: Builder, docname: str, parents: Mapping[str, str]) -> Iterator[None]:
    """Let the environment have few nodes for the branch of a page, as long as it is made."""
    tocs = builder.env.tocs
    whole = {}
    if _alike(builder):
        below, page = "", docname
        while page in tocs and page not in whole and is_stub(page, builder.env):
            whole[page] = tocs[page]
            tocs[page] = _Branch(builder, docname, below).of(tocs[page])
            below, page = page, parents.get(page, "")
    try:
        yield
    finally:
        tocs.update(whole)


def _alike(builder: Builder) -> bool:
    """Tell whether tables of contents show all entries, and them without numbers."""
    env = builder.env
    return not env.numbered_toctrees and not any(tree.get("titlesonly") for tree in env.master_doctree.findall(toctree))


class _Branch:
    """The entries below a page that is above ``docname`` and has ``below`` next on the way to it."""

    def __init__(self, builder: Builder, docname: str, below: str) -> None:
        self._builder = builder
        self._docname = docname
        self._below = below
        self._made = nodes.bullet_list()

    def of(self, toc: nodes.bullet_list) -> nodes.bullet_list:
        """Return a table of contents that shows the same as this one."""
        page = cast("nodes.list_item", toc[0])
        if len(page) == 1:
            return toc
        for node in page[1].children:
            if isinstance(node, toctree):
                self._add_pages(node)
            elif (reference := _plain(node)) is not None:
                self._add(reference["refuri"], reference["anchorname"], reference.astext())
            else:
                self._made.append(node.deepcopy())
        return nodes.bullet_list("", nodes.list_item("", page[0].deepcopy(), self._made))

    def _add_pages(self, tree: toctree) -> None:
        tocs = self._builder.env.tocs
        for title, page in tree["entries"]:
            if page == self._below or not title or page not in tocs:
                one = tree.copy()
                one["entries"] = [(title, page)]
                self._made.append(one)
            else:
                self._add(page, "", title)

    def _add(self, docname: str, anchor: str, words: str) -> None:
        last = self._made[-1] if self._made.children else None
        if not isinstance(last, kwindex_entries):
            last = kwindex_entries(entries=[])
            self._made.append(last)
        last["entries"].append((self._builder.get_relative_uri(self._docname, docname) + anchor, words))


def _sample(classes: list[str]) -> nodes.list_item:
    reference = nodes.reference("", _WORDS, internal=True, refuri=_URI, anchorname="")
    return nodes.list_item("", compact_paragraph("", "", reference), classes=classes)


def _plain(item: nodes.Node) -> nodes.reference | None:
    """Return the reference of an entry, if that shows nothing but words and nothing is below it."""
    if not isinstance(item, nodes.list_item):
        return None
    found = list(item.findall(nodes.reference))
    is_plain = len(found) == 1 and all(isinstance(word, nodes.Text) for word in found[0].children)
    return found[0] if is_plain else None
