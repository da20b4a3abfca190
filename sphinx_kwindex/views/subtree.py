"""The keyword index of a folder with all below it, on one page or split by how names begin."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import Block, Inline, Item, Link, Listing, PageTarget, Paragraph, Query, Text
from sphinx_kwindex.model.kinds import MARKUP_KINDS
from sphinx_kwindex.views import entries
from sphinx_kwindex.views.desk import Chosen, Desk, chosen
from sphinx_kwindex.views.keyword_index import Choice, letter_of, read_choice
from sphinx_kwindex.views.wording import counted, kind_word

if TYPE_CHECKING:
    from sphinx_kwindex.model.rows import Spot

MOST_ENTRIES = 1_500
LONGEST_PART = 12


def subtree_keywords(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the keywords of a folder, or those that begin with the option ``part``, each with where it is.

    What does not fit on a page is split by the next letter.
    """
    tree = Tree(desk, query.subject, read_choice(query, desk))
    part = dict(query.options).get("part", "")
    letters, is_split = tree.letters()
    found = tree.entries(part, MOST_ENTRIES + 1) if part or not is_split else ()
    if not (found if part else letters):
        return ()
    shown = _letters(tree, letters, part, is_split=is_split)
    if found and len(found) <= MOST_ENTRIES:
        return (*shown, *_entries(found, desk))
    same = [entry for entry in found[:MOST_ENTRIES] if _is(entry, part)]
    return (*shown, *_links(tree, part), *_entries(same, desk))


def keyword_letters(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return a link to the keyword index of a folder, and to each letter of it."""
    tree = Tree(desk, query.subject, read_choice(query, desk))
    letters, is_split = tree.letters()
    if not letters:
        return ()
    count = sum(number for _, number in tree.longer(""))
    link = Link(counted(count, "keyword"), PageTarget(desk.docnames.keywords(query.subject)), code=False)
    return (Paragraph((link,), "count"), *_letters(tree, letters, "", is_split=is_split))


def keyword_parts(folder: str, desk: Desk) -> tuple[str, ...] | None:
    """Return how the names begin that have a page of their own beside the first; ``None`` where there is no keyword."""
    tree = Tree(desk, folder, read_choice(Query("keyword-index", folder), desk))
    letters, is_split = _letters_in(tree)
    if not letters:
        return None
    return tuple(_split(tree.beginnings(LONGEST_PART), 1)) if is_split else ()


def letters_of(folder: str, desk: Desk) -> tuple[tuple[str, ...], bool]:
    """Return the first letters of the keywords of a folder, and whether these are too many for one page."""
    return _letters_in(Tree(desk, folder, read_choice(Query("keyword-index", folder), desk)))


def _letters_in(tree: "Tree") -> tuple[tuple[str, ...], bool]:
    letters = tree.longer("")
    return tuple(letter for letter, _ in letters), sum(count for _, count in letters) > MOST_ENTRIES


@dataclass(frozen=True, slots=True)
class Tree:
    """The chosen keywords below a folder."""

    desk: Desk
    folder: str
    choice: Choice

    def entries(self, prefix: str, limit: int) -> tuple["Spot", ...]:
        """Return the first of those whose name begins so, by name."""
        return self.desk.reader.subtree_keywords(self.folder, prefix=prefix, limit=limit, **self._chosen())

    def longer(self, prefix: str) -> list[tuple[str, int]]:
        """Return the beginnings that are one letter longer than ``prefix``, and how many names begin so."""
        starts = self.beginnings(len(prefix) + 1, prefix)
        return [(start, count) for start, count in starts if start.startswith(prefix) and start != prefix]

    def beginnings(self, length: int, prefix: str = "") -> tuple[tuple[str, int], ...]:
        """Return the first letters of those whose name begins with ``prefix``, and how many names begin so."""
        return self.desk.reader.subtree_letters(self.folder, length=length, prefix=prefix, **self._chosen())

    def letters(self) -> tuple[tuple[str, ...], bool]:
        """Return the first letters, and whether there are too many keywords for one page."""
        usual = read_choice(Query("keyword-index", self.folder), self.desk)
        if self.choice != usual:
            return _letters_in(self)
        letters: tuple[tuple[str, ...], bool] = self.desk.gist("letters", self.folder, letters_of)
        return letters

    def _chosen(self) -> Chosen:
        return chosen(self.choice.kinds, self.choice.visibility)


def _split(beginnings: Iterable[tuple[str, int]], length: int) -> Iterator[str]:
    for start, group in groupby(beginnings, key=lambda beginning: beginning[0][:length]):
        inside = list(group)
        if len(start) < length:  # whole names, which stand on the page that is split
            continue
        yield start
        if length < LONGEST_PART and sum(count for _, count in inside) > MOST_ENTRIES:
            yield from _split(inside, length + 1)


def _letters(tree: Tree, letters: Iterable[str], part: str, *, is_split: bool) -> tuple[Block, ...]:
    names, folder = tree.desk.docnames, tree.folder
    inlines: dict[str, Inline] = {}
    for letter in letters:
        heading = letter.upper() if is_split else letter_of(letter)
        own = PageTarget(names.keywords(folder), anchor(heading))
        target = PageTarget(names.keywords(folder, letter)) if is_split else own
        style = "current" if part.startswith(letter) else ""
        inlines.setdefault(heading, Link(heading, target, code=False, style=style))
    return (Paragraph(tuple(_spaced(inlines.values())), "letters"),)


def _links(tree: Tree, part: str) -> Iterator[Block]:
    links: list[Inline] = []
    for longer, count in tree.longer(part) if part else ():
        target = PageTarget(tree.desk.docnames.keywords(tree.folder, longer))
        links.append(Link(f"{longer}…", target, tooltip=counted(count, "keyword")))
    if links:
        yield Paragraph(tuple(_spaced(links)), "letters")


def _spaced(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for number, inline in enumerate(inlines):
        if number:
            yield Text(" ")
        yield inline


def anchor(heading: str) -> str:
    """Return the anchor of the keywords that stand under a letter."""
    return f"letter-{heading}" if heading.isascii() and heading.isalnum() else f"letter-{ord(heading[:1] or ' '):x}"


def _entries(found: Iterable["Spot"], desk: Desk) -> Iterator[Block]:
    groups: dict[str, list[Item]] = {}
    for entry in found:
        groups.setdefault(letter_of(entry.name), []).append(_item(entry, desk))
    for heading, items in groups.items():
        title = Item((Text(heading, "letter"),), (Listing(tuple(items), "index"),), anchor(heading))
        yield Listing((title,), "letter-group")


def _item(entry: "Spot", desk: Desk) -> Item:
    code = entry.kind not in MARKUP_KINDS
    name = Link(entry.name, desk.place(entry), code=code)
    where = entry.fullname.removesuffix(entry.name).rstrip(".:") if code else entry.file
    file = Link(where or entry.file, desk.definition(entry), code=False, style="in")
    return Item((name, Text(" "), Text(kind_word(entry.kind), "kind"), Text(" "), file), style=entries.style(entry))


def _is(entry: "Spot", name: str) -> bool:
    return entry.name.casefold() == name
