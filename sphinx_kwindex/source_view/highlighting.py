"""A Pygments formatter that writes lines with anchors and names with links, in one pass over the tokens."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import accumulate, groupby
from typing import NamedTuple

from pygments.lexer import Lexer
from pygments.lexers import PythonLexer, TextLexer, get_lexer_for_filename
from pygments.util import ClassNotFound

from sphinx_kwindex.source_view.lexing import tokens_of

# Lexers for other languages than Python can be slow; so much text is shown plain.
MOST_HIGHLIGHTED = 1_000_000
PYTHON_SUFFIXES = (".py", ".pyi")


class NameLink(NamedTuple):
    """A piece of a line that is a link; ``also`` are further addresses with their titles.

    ``start`` counts characters from the beginning of the text. ``anchor`` makes it a target.
    """

    start: int
    width: int
    href: str
    title: str
    also: tuple[tuple[str, str], ...] = ()
    anchor: str = ""


def line_starts(text: str) -> list[int]:
    """Return the offset of each line of a text with plain newlines."""
    starts = [0]
    find = text.find
    end = find("\n")
    while end >= 0:
        starts.append(end + 1)
        end = find("\n", end + 1)
    return starts


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


def render(
    highlighted: Highlighted, *, links: Sequence[NameLink] = (), anchors: Mapping[int, Sequence[str]] | None = None
) -> str:
    """Return the HTML of a text.

    ``links`` are in the order of the text and do not overlap; ``anchors`` are ids by line.
    """
    lines = "".join(_pieces(highlighted.tokens, links)).split("\n")
    for number, ids in (anchors or {}).items():
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


class _Known(dict[tuple[str, str], str]):
    """The HTML of tokens, with their CSS class: most of those of a text are in it more than once."""

    def __missing__(self, token: tuple[str, str]) -> str:
        """Make the HTML of a token that was not there before."""
        css, value = token
        html = self[token] = _plain(value, css)
        return html


def _pieces(tokens: Sequence[str], links: Sequence[NameLink]) -> list[str]:
    """Return the text as HTML, token by token; no element goes on past the end of a line."""
    values = tokens[1::2]
    pieces = list(map(_Known().__getitem__, zip(tokens[::2], values, strict=True)))
    ends = list(accumulate(map(len, values)))
    for index, inside in groupby(links, lambda link: bisect_right(ends, link.start)):
        if index < len(values):
            value = values[index]
            pieces[index] = "".join(_linked(value, ends[index] - len(value), inside, tokens[2 * index]))
    return pieces


def _linked(value: str, offset: int, links: Iterable[NameLink], css: str) -> Iterator[str]:
    done = 0
    for link in links:
        begin = link.start - offset
        if begin < done:
            continue
        end = min(begin + link.width, len(value))
        if begin > done:
            yield _plain(value[done:begin], css)
        yield _anchor(value[begin:end], css, link)
        done = end
    if done < len(value):
        yield _plain(value[done:], css)


def _anchor(text: str, css: str, link: NameLink) -> str:
    _, _, href, title, also, anchor = link
    style = (f' id="{escape(anchor)}"' if anchor else "") + (f' class="{css}"' if css else "")
    more = [f'<a class="kwindex-also" {_place(*place)}></a>' for place in also]
    return f"<a{style} {_place(href, title)}>{escape(text, quote=False)}</a>{''.join(more)}"


@lru_cache(maxsize=1024)
def _place(href: str, title: str) -> str:
    return f'href="{escape(href)}" title="{escape(title)}"'


def _plain(value: str, css: str) -> str:
    value = escape(value, quote=False)
    if not css:
        return value
    if "\n" not in value:
        return f'<span class="{css}">{value}</span>'
    return "\n".join([f'<span class="{css}">{line}</span>' if line else "" for line in value.split("\n")])
