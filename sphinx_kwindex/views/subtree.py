"""The keyword index of a folder with all below it, on one page or on several by how names begin."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import (
    Block,
    Index,
    Indexed,
    Inline,
    Item,
    Link,
    Listing,
    PageTarget,
    Paragraph,
    Query,
    Text,
)
from sphinx_kwindex.model.kinds import MARKUP_KINDS
from sphinx_kwindex.views import entries
from sphinx_kwindex.views.desk import Chosen, Desk, chosen
from sphinx_kwindex.views.keyword_index import Choice, letter_of, read_choice
from sphinx_kwindex.views.splitting import MOST_ENTRIES, Beginning, Part, label, letters_in, split
from sphinx_kwindex.views.wording import counted, kind_word

if TYPE_CHECKING:
    from sphinx_kwindex.model.rows import Spot

# Most names need not be told apart by more than their first letters; those of a beginning that is common are.
SHORT_BEGINNING, LONGEST_BEGINNING = 3, 60


def subtree_keywords(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the keywords of a folder with where each of them is.

    Where they are too many for a page, these are links to the pages that hold them; the option ``part`` tells how the
    names on one of these pages begin.
    """
    tree = Tree(desk, query.subject, read_choice(query, desk))
    parts, start = tree.parts(), dict(query.options).get("part", "")
    if start:
        return _part(tree, parts, start)
    if len(parts) > 1:
        return _letters(tree, keyword_parts(query.subject, desk))
    return (*_letters(tree, parts), *_entries(tree.entries(("",)), desk))


def keyword_letters(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return a link to the keyword index of a folder, and to each letter of it."""
    tree = Tree(desk, query.subject, read_choice(query, desk))
    parts = tree.parts()
    if not parts:
        return ()
    count = sum(number for _, number in tree.beginnings())
    link = Link(counted(count, "keyword"), PageTarget(desk.docnames.keywords(query.subject)), code=False)
    return (Paragraph((link,), "count"), *_letters(tree, parts))


def keyword_pages(folder: str, desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return how the names of each page of a keyword index begin, and its label; the first has the links or all."""
    parts = keyword_parts(folder, desk)
    held = [(part[0], label(part)) for part in parts] if len(parts) > 1 else []
    return (("", ""), *held) if parts else ()


def keyword_parts(folder: str, desk: Desk) -> tuple[Part, ...]:
    """Return how the names of each page of a keyword index begin; there is one page unless they are too many."""
    parts: tuple[Part, ...] = desk.gist("keyword-parts", folder, parts_of)
    return parts


def parts_of(folder: str, desk: Desk) -> tuple[Part, ...]:
    """Work out ``keyword_parts``."""
    return _parts_of(Tree(desk, folder, read_choice(Query("keyword-index", folder), desk)))


def _parts_of(tree: "Tree") -> tuple[Part, ...]:
    return split(tuple(tree.beginnings()))


@dataclass(frozen=True, slots=True)
class Tree:
    """The chosen keywords below a folder."""

    desk: Desk
    folder: str
    choice: Choice

    def entries(self, part: Part, before: str = "") -> tuple["Spot", ...]:
        """Return those whose names begin so and come before ``before``, by name."""
        return self.desk.reader.subtree_keywords(self.folder, begin=part, before=before, **self._chosen())

    def beginnings(self) -> Iterator[Beginning]:
        """Yield how the names begin, and how many begin so; of what is more than a page holds, all of the names."""
        for start, count in self._beginnings(SHORT_BEGINNING):
            if start and count > MOST_ENTRIES:
                yield from self._beginnings(LONGEST_BEGINNING, start)
            elif start:
                yield start, count

    def _beginnings(self, length: int, begin: str = "") -> tuple[Beginning, ...]:
        return self.desk.reader.subtree_letters(self.folder, length=length, begin=begin, **self._chosen())

    def parts(self) -> tuple[Part, ...]:
        """Return how the names of each page begin that these keywords would need."""
        usual = read_choice(Query("keyword-index", self.folder), self.desk)
        return keyword_parts(self.folder, self.desk) if self.choice == usual else _parts_of(self)

    def page(self, part: Part, parts: Sequence[Part]) -> str:
        """Return the document with the names that begin so."""
        return self.desk.docnames.keywords(self.folder, part[0] if len(parts) > 1 else "")

    def _chosen(self) -> Chosen:
        return chosen(self.choice.kinds, self.choice.visibility)


def _part(tree: Tree, parts: Sequence[Part], start: str) -> tuple[Block, ...]:
    for part, after in zip_longest(parts, parts[1:], fillvalue=("",)):
        if part[0] == start:
            found = tree.entries(part, before=after[0])
            return (*_letters(tree, parts, part), *_siblings(tree, parts, part), *_entries(found, tree.desk))
    return ()


def _letters(tree: Tree, parts: Sequence[Part], current: Part = ()) -> tuple[Block, ...]:
    """Link to where each letter begins; what is no letter shares a link where it shares a page."""
    pages: dict[str, str] = {}
    for part in parts:
        for start in part:
            if start[:1] not in pages:
                pages[start[:1]] = tree.page(part, parts)
    here = letters_in(current)
    inlines: dict[Inline, None] = {}
    for letter, docname in pages.items():
        heading = letter_of(letter)
        style = "current" if letter in here else ""
        inlines[Link(heading, PageTarget(docname, anchor(heading)), code=False, style=style)] = None
    return (Paragraph(tuple(_spaced(inlines)), "letters"),) if inlines else ()


def _siblings(tree: Tree, parts: Sequence[Part], current: Part) -> Iterator[Block]:
    """Link to all pages of a letter that has several."""
    siblings = [part for part in parts if part[0][:1] == current[0][:1]]
    links = [
        Link(label(part), PageTarget(tree.page(part, parts)), style="current" if part == current else "")
        for part in siblings
    ]
    if len(links) > 1:
        yield Paragraph(tuple(_spaced(links)), "letters")


def _spaced(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for number, inline in enumerate(inlines):
        if number:
            yield Text(" ")
        yield inline


def anchor(heading: str) -> str:
    """Return the anchor of the keywords that stand under a letter."""
    return f"letter-{heading}" if heading.isascii() and heading.isalnum() else f"letter-{ord(heading[:1] or ' '):x}"


def _entries(found: Sequence["Spot"], desk: Desk) -> Iterator[Block]:
    groups: dict[str, list[Indexed]] = {}
    for entry in found[:MOST_ENTRIES]:
        groups.setdefault(_heading(entry.name[:1]), []).append(_indexed(entry, desk))
    for heading, names in groups.items():
        title = Item((Text(heading, "letter"),), (Index(tuple(names)),), anchor(heading))
        yield Listing((title,), "letter-group")
    if len(found) > MOST_ENTRIES:
        yield Paragraph((Text(f"and {len(found) - MOST_ENTRIES:,} more"),), "more")


@cache
def _heading(first: str) -> str:
    return letter_of(first.casefold())


def _indexed(entry: "Spot", desk: Desk) -> Indexed:
    code = entry.kind not in MARKUP_KINDS
    where = entry.fullname.removesuffix(entry.name).rstrip(".:") if code else ""
    return Indexed(
        entry.name,
        desk.place(entry),
        kind_word(entry.kind),
        where or entry.file,
        desk.definition(entry),
        code,
        entries.style(entry),
    )
