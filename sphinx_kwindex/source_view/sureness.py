"""Which pieces of a text are surely cut into the same tokens wherever they are, so that no rule need be tried again.

Most of a text are names and the blanks, brackets and operators between them, the same ones again and again. That no
rule can match more or anything else there is read off the rules, so the tokens are those of Pygments, whatever its
version.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from re import _constants as codes  # type: ignore[attr-defined] # nothing else names the parts of expressions
from typing import Any

from pygments.token import _TokenType

from sphinx_kwindex.source_view.beginnings import ASCII, WORD
from sphinx_kwindex.source_view.derivatives import REPEAT, WHOLE, Rest, ends, heads, is_plain, start_of, step
from sphinx_kwindex.source_view.lexing import Rule, State, Style

_PIECES = re.compile(
    r"([ \t()\[\]{},:;=+\-*/%<>&|^~.!@]*)((?:\n[ \t]*)*)"
    r"([A-Za-z0-9_\x80-\U0010ffff]+|#[^\n]*"
    r"|\"\"\"[\s\S]*?\"\"\"|\'\'\'[\s\S]*?\'\'\'|\"(?:[^\"\\\n]|\\.)*\"|\'(?:[^\'\\\n]|\\.)*\'"
    r"|[\s\S]?)"
)
"""Signs, ends of lines with the blanks that begin the next, and a word, what is cut by rules, or any other character.

Each of them can be missing. Whatever the pieces are, the tokens are the same; only a word must be one from end to end.
"""
_MOST_WORDS = 20_000

_AFTER_WORD = ASCII - WORD

_BOUNDARY = frozenset({codes.AT_BOUNDARY})

_Name = tuple[Rule | None, frozenset[Rest]]
"""The rule for plain names, and what stands ahead of it."""
Run = tuple[Sequence[str], frozenset[str]]
"""The tokens of a run, each behind its style, and what may follow for them to be sure; ``""`` is the end."""


class Words(dict[str, str | None]):
    """The CSS class of a word that is surely one token, ``None`` for any other."""

    def __init__(self, rules: State, style: Style) -> None:
        """Look at the words of one state of a lexer."""
        self._rules, self._style = rules, style
        self._names: dict[str, _Name] = {}

    def __missing__(self, word: str) -> str | None:
        """Find out about a word."""
        if not word.isascii() or not word.isidentifier():
            return None
        if len(self) >= _MOST_WORDS:
            self.clear()
        css = self[word] = self._css(word)
        return css

    def _css(self, word: str) -> str | None:
        rules = self._rules[word[0]]
        if word[0] not in self._names:
            self._names[word[0]] = _name_among(rules)
        name, ahead = self._names[word[0]]
        if name is not None and not _may_match(ahead, word):
            return self._style(name[1])
        for rule in rules:
            start = start_of(rule[0].__self__)
            if _may_match(start, word):
                sure = _is_plain(rule) and _is_closed(start, _BOUNDARY) and not _goes_on(_walk(start, "", word)[0])
                return self._style(rule[1]) if sure and _matches_all(rule, word) else None
        return None


class Runs(dict[str, Run]):
    """The tokens of runs of signs."""

    def __init__(self, rules: State, style: Style) -> None:
        """Look at the signs of one state of a lexer."""
        self._rules, self._style = rules, style

    def __missing__(self, run: str) -> Run:
        """Find out about a run of signs."""
        tokens: list[str] = []
        follow = {*ASCII, ""}
        place = 0
        while place < len(run) and follow:
            css, end = self._token(run, place, follow)
            if tokens[-2:-1] == [css]:
                tokens[-1] += run[place:end]
            else:
                tokens += css, run[place:end]
            place = end
        found = self[run] = tokens, frozenset(follow)
        return found

    def _token(self, run: str, place: int, follow: set[str]) -> tuple[str, int]:
        """Return CSS class and end of the token at a place; take from ``follow`` what would make it doubtful."""
        for rule in self._rules[run[place]]:
            start = start_of(rule[0].__self__)
            left, matched = _walk(start, run[place - 1 : place], run[place:])
            follow -= _can_take(left, run[-1])
            if matched:
                found = rule[0](run, place) if _is_plain(rule) and _is_closed(start, frozenset()) else None
                if found and found[0]:
                    return self._style(rule[1]), found.end()
                break
        follow.clear()
        return "", len(run)


@dataclass(frozen=True, slots=True)
class Sure:
    """What is sure in one state of a lexer; ``pieces`` cuts a text into runs of signs and what follows them."""

    pieces: Callable[[str], Iterable[tuple[str, str, str]]]
    runs: Runs
    words: Words


def sure_of(rules: State, style: Style) -> Sure:
    """Return what is sure, which is found out as it is asked for."""
    for rule in rules[""]:
        start_of(rule[0].__self__)
    return Sure(_PIECES.findall, Runs(rules, style), Words(rules, style))


def _is_plain(rule: Rule) -> bool:
    return type(rule[1]) is _TokenType and rule[2] is None


def _matches_all(rule: Rule, word: str) -> bool:
    found = rule[0](word + " ", 0)
    return found is not None and found.end() == len(word)


@cache
def _is_closed(start: frozenset[Rest], places: frozenset[Any]) -> bool:
    return is_plain(start, places)


def _name_among(rules: Sequence[Rule]) -> _Name:
    ahead: frozenset[Rest] = frozenset()
    for rule in rules:
        start = start_of(rule[0].__self__)
        if _is_plain(rule) and any(_is_name(parts) for parts in start):
            return rule, ahead
        ahead |= start
    return None, ahead


def _is_name(parts: Rest) -> bool:
    """Tell whether an expression matches any word as a whole and no more."""
    if [kind for kind, _ in parts] != [WHOLE, REPEAT]:
        return False
    least, most, inner = parts[1][1]
    numbers = least == 0 and most is codes.MAXREPEAT
    return numbers and len(inner) == 1 and inner[0][0] is WHOLE and inner[0][1] & ASCII == WORD


def _walk(rests: frozenset[Rest], before: str, text: str) -> tuple[frozenset[Rest], bool]:
    """Return what is left of expressions behind a text, and whether one may have matched within it."""
    left, matched = rests, False
    for character in text:
        if not left:
            break
        left, may_have = _next(left, before, character)
        matched = matched or may_have
        before = character
    return left, matched or any(ends(rest, before, "") for rest in left)


def _may_match(rests: frozenset[Rest], word: str) -> bool:
    """Tell whether one of the expressions may match at a word that ends where it ends."""
    before = ""
    for character in word:
        rests, matched = _next(rests, before, character)
        if matched or not rests:
            return matched
        before = "x"
    return _goes_on(rests) or any(ends(rest, "x", " ") for rest in rests)


@cache
def _next(rests: frozenset[Rest], before: str, character: str) -> tuple[frozenset[Rest], bool]:
    left = frozenset(one for rest in rests for one in step(rest, before, character))
    return left, any(ends(rest, before, character) for rest in rests)


@cache
def _goes_on(rests: frozenset[Rest]) -> bool:
    """Tell whether one of the expressions can take what stands behind a word."""
    return not _can_take(rests, "x").isdisjoint(_AFTER_WORD)


@cache
def _can_take(rests: frozenset[Rest], before: str) -> frozenset[str]:
    return frozenset(chain.from_iterable(chain.from_iterable(heads(rest, before) for rest in rests)))
