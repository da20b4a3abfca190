"""A Pygments formatter that writes lines with anchors and names with links, in one pass over the tokens."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from itertools import accumulate, repeat
from typing import NamedTuple

from pygments.lexer import Lexer
from pygments.lexers import PythonLexer, TextLexer, get_lexer_for_filename
from pygments.util import ClassNotFound

from sphinx_kwindex.source_view.lexing import tokens_of

# Lexers for other languages than Python can be slow; so much text is shown plain.
MOST_HIGHLIGHTED = 1_000_000
PYTHON_SUFFIXES = (".py", ".pyi")


class Lead(NamedTuple):
    """Where names lead: how long they are, the HTML attributes that link them, and the HTML of what follows them.

    ``anchor`` is what the link bears, empty for nothing.
    """

    width: int
    place: str
    after: str = ""
    anchor: str = ""

    def with_also(self, place: str) -> "Lead":
        """Return this with one more link after the name, unless that is there already."""
        also = f'<a class="kwindex-also" {place}></a>'
        return self if place == self.place or also in self.after else self._replace(after=self.after + also)


Link = tuple[int, Lead]
"""Where a name starts, counted in characters from the beginning of the text or of a token, and where it leads."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The links of a text by where they start; they do not overlap. ``anchors`` are by line."""

    links: Mapping[int, Lead] = field(default_factory=dict)
    anchors: Mapping[int, Sequence[str]] = field(default_factory=dict)


def line_starts(text: str) -> list[int]:
    """Return the offset of each line of a text with plain newlines."""
    return list(accumulate([len(line) + 1 for line in text.split("\n")], initial=0))[:-1]


def plain_newlines(text: str) -> str:
    """Return a text in which every line ends with a line feed alone; lines and columns stay as Python counts them."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


@dataclass(frozen=True, slots=True)
class Highlighted:
    """A text cut into tokens: in turn the CSS class of a token, empty for none, and the token."""

    language: str
    tokens: Sequence[str]


def highlight(path: str, text: str) -> Highlighted:
    """Cut a text with plain newlines into tokens, by the language that the name of its file tells."""
    lexer = lexer_for(path, len(text))
    tokens = tokens_of(lexer, text.removesuffix("\n"))
    return Highlighted(lexer.aliases[0] if lexer.aliases else "text", tokens)


def render(highlighted: Highlighted, linked: Linked) -> str:
    """Return the HTML of a text; anchors are ids."""
    lines = "".join(_pieces(highlighted.tokens, linked.links)).split("\n")
    for number, ids in linked.anchors.items():
        if 0 < number <= len(lines):
            lines[number - 1] = "".join([f'<span id="{escape(one)}"></span>' for one in ids]) + lines[number - 1]
    # Copying takes the text alone: numbers are made by the style sheet, and nothing else has text of its own.
    body = "\n".join([f'<span id="L{number}">{line}</span>' for number, line in enumerate(lines, 1)])
    return (
        f'<div class="highlight-{escape(highlighted.language)} notranslate kwindex-source">'
        f'<div class="highlight"><pre>{body}\n</pre></div></div>\n'
    )


@lru_cache(maxsize=256)
def _lexer_by_name(name: str) -> Lexer:
    try:
        # To find a lexer, Pygments compiles the patterns of all of them; most sources can do without.
        is_python = name.endswith(PYTHON_SUFFIXES)
        lexer: Lexer = PythonLexer(stripnl=False) if is_python else get_lexer_for_filename(name, stripnl=False)
    except ClassNotFound:
        lexer = TextLexer(stripnl=False)
    return lexer


def lexer_for(path: str, length: int) -> Lexer:
    """Return the lexer for the language that the name of a file tells."""
    name = path.rpartition("/")[2]
    lexer = _lexer_by_name(name if "." not in name[1:] else "x" + name[name.rindex(".") :])
    return lexer if length <= MOST_HIGHLIGHTED or "python" in lexer.aliases else TextLexer(stripnl=False)


class _Plain(dict[tuple[str, str], str]):
    """The HTML of tokens, with their CSS class: most of those of a text are in it more than once."""

    def __missing__(self, token: tuple[str, str]) -> str:
        """Make the HTML of a token that was not there before."""
        css, value = token
        html = self[token] = _plain(value, css)
        return html


class _Anchors(dict[tuple[str, str, Lead], str]):
    """The HTML of tokens that are links, with their CSS class and where they lead."""

    def __missing__(self, token: tuple[str, str, Lead]) -> str:
        """Make the HTML of a link that was not there before."""
        css, value, lead = token
        html = self[token] = _anchor(value, css, lead)
        return html


def _pieces(tokens: Sequence[str], links: Mapping[int, Lead]) -> list[str]:
    """Return the text as HTML, token by token; no element goes on past the end of a line."""
    classes, values = tokens[::2], tokens[1::2]
    pieces = list(map(_Plain().__getitem__, zip(classes, values, strict=True)))
    ends = list(accumulate(map(len, values)))
    anchors = _Anchors()
    inside: dict[int, list[Link]] = {}
    for index, (start, lead) in zip(map(bisect_right, repeat(ends), links), links.items(), strict=True):
        if index < len(ends):
            value = values[index]
            if lead.width == len(value) and start + lead.width == ends[index]:
                pieces[index] = anchors[classes[index], value, lead]
            else:
                inside.setdefault(index, []).append((start - ends[index] + len(value), lead))
    for index, found in inside.items():
        whole = links.get(ends[index] - len(values[index]))
        if whole is None or whole.width != len(values[index]):
            pieces[index] = _linked(values[index], classes[index], sorted(found))
    return pieces


def _linked(value: str, css: str, links: Iterable[Link]) -> str:
    """Return the HTML of a token with links inside."""
    pieces: list[str] = []
    done = 0
    for begin, lead in links:
        if begin < done:
            continue
        end = min(begin + lead.width, len(value))
        if begin > done:
            pieces.append(_plain(value[done:begin], css))
        pieces.append(_anchor(value[begin:end], css, lead))
        done = end
    if done < len(value):
        pieces.append(_plain(value[done:], css))
    return "".join(pieces)


def _anchor(text: str, css: str, lead: Lead) -> str:
    style = (f' id="{escape(lead.anchor)}"' if lead.anchor else "") + (f' class="{css}"' if css else "")
    return f"<a{style} {lead.place}>{_escaped(text)}</a>{lead.after}"


def _plain(value: str, css: str) -> str:
    value = _escaped(value)
    if not css:
        return value
    if "\n" not in value:
        return f'<span class="{css}">{value}</span>'
    return "\n".join([f'<span class="{css}">{line}</span>' if line else "" for line in value.split("\n")])


def _escaped(text: str) -> str:
    return text if text.isidentifier() else escape(text, quote=False)
