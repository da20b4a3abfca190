"""What a markup file is made of, whatever its language, and the keywords that it defines."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sphinx_kwindex.model.facts import CodeBlock, Keyword
from sphinx_kwindex.model.kinds import Kind, Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; ``level`` counts from 1, the title is plain text."""

    title: str
    level: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name by which other documents refer to a place of this one."""

    name: str
    line: int


@dataclass(slots=True, kw_only=True)
class Pieces:
    """What a reader of markup collects, in the order of the text; ``mentions`` are dotted names with their lines."""

    headings: list[Heading] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    code_blocks: list[CodeBlock] = field(default_factory=list)
    mentions: list[tuple[str, int]] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)

    def add(self, other: "Pieces") -> None:
        """Take in the pieces of a part."""
        self.headings += other.headings
        self.labels += other.labels
        self.code_blocks += other.code_blocks
        self.mentions += other.mentions

    @property
    def summary(self) -> str:
        """The first paragraph on one line, or the first title where there is none."""
        return " ".join((self.paragraphs or [heading.title for heading in self.headings] or [""])[0].split())


def keywords_of(pieces: Pieces, lines: Sequence[str]) -> tuple[Keyword, ...]:
    """The headings and labels as keywords, by line.

    A label's qualified name is the label itself. A heading's is made of the slugs of the headings above it and its own
    (``guide.first-steps``), with a number where another keyword bears it already.
    """
    labels = {label.name: label.line for label in reversed(pieces.labels)}
    taken = Counter(labels.keys())
    keywords = [_keyword(name, name, Kind.LABEL, (line, line), lines) for name, line in labels.items()]
    above: list[tuple[int, str]] = []
    for heading, end in zip(pieces.headings, _ends(pieces.headings, len(lines)), strict=True):
        while above and above[-1][0] >= heading.level:
            above.pop()
        qualname = _unused(".".join([*(name for _level, name in above[-1:]), slug_of(heading.title)]), taken)
        above.append((heading.level, qualname))
        if heading.title:
            keywords.append(_keyword(heading.title, qualname, Kind.HEADING, (heading.line, end), lines))
    return tuple(sorted(keywords, key=lambda keyword: (keyword.line, keyword.kind, keyword.qualname)))


def slug_of(title: str) -> str:
    """A title as a part of a dotted name: lower case, with hyphens for all that is neither letter nor digit."""
    return re.sub(r"[\W_]+", "-", title.lower()).strip("-") or "section"


def _unused(name: str, taken: Counter[str]) -> str:
    taken[name] += 1
    return name if taken[name] == 1 else _unused(f"{name}-{taken[name]}", taken)


def _ends(headings: Sequence[Heading], lines: int) -> list[int]:
    """The last line of the section of each heading: that before the next heading of its level or a higher one."""
    ends: list[int] = []
    after: list[Heading] = []
    for heading in reversed(headings):
        while after and after[-1].level > heading.level:
            after.pop()
        ends.append(max(heading.line, after[-1].line - 1 if after else lines))
        after.append(heading)
    return ends[::-1]


def _keyword(name: str, qualname: str, kind: Kind, span: tuple[int, int], lines: Sequence[str]) -> Keyword:
    line, end_line = span
    text = lines[line - 1] if line <= len(lines) else ""
    return Keyword(
        name=name,
        qualname=qualname,
        kind=kind,
        line=line,
        end_line=end_line,
        column=_column(name, text),
        signature=None,
        summary="",
        visibility=Visibility.PUBLIC,
        condition=None,
        bases=(),
        decorators=(),
        inferred_type=None,
        alias_of=None,
        is_async=False,
        is_static=False,
        is_classmethod=False,
    )


def _column(name: str, line: str) -> int:
    """Where the name stands, or where the text begins if the name is written otherwise."""
    found = line.lower().find(name.lower())
    return found if found >= 0 else len(line) - len(line.lstrip("# \t"))
