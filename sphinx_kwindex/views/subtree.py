"""The keyword index of a folder with all below it, on one page or split by how names begin."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sphinx_kwindex.blocks import Block, Inline, Item, Link, Listing, PageTarget, Paragraph, Query, Text
from sphinx_kwindex.model.kinds import MARKUP_KINDS
from sphinx_kwindex.views import entries
from sphinx_kwindex.views.desk import Desk
from sphinx_kwindex.views.keyword_index import letter_of, read_choice, wanted
from sphinx_kwindex.views.wording import counted, kind_word

if TYPE_CHECKING:
    from sphinx_kwindex.model.rows import Entry

MOST_ENTRIES = 1_500
LONGEST_PART = 12


def subtree_keywords(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return the keywords of a folder, or those that begin with the option ``part``, each with where it is.

    What does not fit on a page is split by the next letter.
    """
    folder, part = query.subject, dict(query.options).get("part", "")
    letters = _letters(folder, part, desk)
    count = desk.reader.subtree_count(folder, prefix=part)
    if not count:
        return ()
    if count <= MOST_ENTRIES:
        return (*letters, *_entries(query, desk.reader.subtree_keywords(folder, prefix=part), desk))
    same = [
        entry for entry in desk.reader.subtree_keywords(folder, prefix=part, limit=MOST_ENTRIES) if _is(entry, part)
    ]
    return (*letters, *_links(folder, part, desk), *_entries(query, same, desk))


def keyword_letters(query: Query, desk: Desk) -> tuple[Block, ...]:
    """Return a link to the keyword index of a folder, and to each letter of it."""
    folder = query.subject
    count = desk.reader.subtree_count(folder)
    if not count:
        return ()
    link = Link(counted(count, "keyword"), PageTarget(desk.docnames.keywords(folder)), code=False)
    return (Paragraph((link,), "count"), *_letters(folder, "", desk))


def parts(folder: str, desk: Desk, prefix: str = "") -> Iterator[str]:
    """Yield how the names begin that have a page of their own; nothing where one page holds all."""
    if desk.reader.subtree_count(folder, prefix=prefix) <= MOST_ENTRIES or len(prefix) >= LONGEST_PART:
        return
    for part, _ in desk.reader.subtree_letters(folder, prefix):
        yield part
        yield from parts(folder, desk, part)


def _letters(folder: str, part: str, desk: Desk) -> tuple[Block, ...]:
    docname = desk.docnames.keywords(folder)
    split = desk.reader.subtree_count(folder) > MOST_ENTRIES
    inlines: list[Inline] = []
    shown: set[str] = set()
    for letter, _ in desk.reader.subtree_letters(folder):
        heading = letter if split else letter_of(letter)
        if heading not in shown:
            shown.add(heading)
            target = (
                PageTarget(desk.docnames.keywords(folder, letter)) if split else PageTarget(docname, anchor(heading))
            )
            current = "current" if split and part.startswith(letter) else ""
            inlines += [Text(" "), Link(heading.upper(), target, code=False, style=current)]
    return (Paragraph(tuple(inlines[1:]), "letters"),)


def _links(folder: str, part: str, desk: Desk) -> Iterator[Block]:
    inlines: list[Inline] = []
    for longer, count in desk.reader.subtree_letters(folder, part) if part else ():
        target = PageTarget(desk.docnames.keywords(folder, longer))
        inlines += [Text(" "), Link(f"{longer}…", target, tooltip=counted(count, "keyword"))]
    if inlines:
        yield Paragraph(tuple(inlines[1:]), "letters")


def anchor(heading: str) -> str:
    """Return the anchor of the keywords that stand under a letter."""
    return f"letter-{heading}" if heading.isascii() and heading.isalnum() else f"letter-{ord(heading[:1] or ' '):x}"


def _entries(query: Query, found: Iterable["Entry"], desk: Desk) -> Iterator[Block]:
    choice = read_choice(query, desk)
    groups: dict[str, list[Item]] = {}
    for entry in found:
        if wanted(entry, choice):
            groups.setdefault(letter_of(entry.keyword.name), []).append(_item(entry, desk))
    for heading, items in groups.items():
        title = Item((Text(heading, "letter"),), (Listing(tuple(items), "index"),), anchor(heading))
        yield Listing((title,), "letter-group")


def _item(entry: "Entry", desk: Desk) -> Item:
    code = entry.keyword.kind not in MARKUP_KINDS
    name = Link(entry.keyword.name, desk.place(entry), code=code)
    where = entry.fullname.removesuffix(entry.keyword.name).rstrip(".:") if code else entry.file
    file = Link(where or entry.file, desk.definition(entry), code=False, style="in")
    return Item(
        (name, Text(" "), Text(kind_word(entry.keyword.kind), "kind"), Text(" "), file), style=entries.style(entry)
    )


def _is(entry: "Entry", name: str) -> bool:
    return entry.keyword.name.casefold() == name
