"""Pygments' own lexers, faster: at each place only those rules are tried that can match what stands there.

A lexer of Pygments tries its rules one after the other, and most of the fifty that stand before the one for plain names
cannot match anything that begins as the text does. Which characters a rule can begin with is read off its regular
expression, so the tokens are those of Pygments, whatever the language and the version.
"""

import builtins
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from keyword import kwlist
from math import inf
from string import ascii_letters
from typing import TYPE_CHECKING, Any

from pygments.lexer import Lexer, RegexLexer
from pygments.lexers import PythonLexer
from pygments.token import Error, Whitespace, _TokenType

if TYPE_CHECKING:
    from sphinx_kwindex.source_view.sureness import Sure


Rule = tuple[Any, Any, Any]
"""The method of a pattern that matches at a place, what to do with the match, and the state after it."""

Rules = Sequence[Rule]
Style = Callable[[_TokenType], str]
"""What tells the style of a kind of token."""


_FEW = 12
"""It takes as long as to cut so many texts to find out what is sure."""
_CUT = Counter[type[Lexer]]()
_INTERNALS = (ImportError, AttributeError, LookupError, TypeError, ValueError)
"""What is raised where the internals of another Python are not those that are known."""


class State(dict[str, Rules]):
    """The rules to try by the character at the place; ``""`` has all of them, for every other character and the end."""

    def __missing__(self, _character: str) -> Rules:
        """Return all rules."""
        return self[""]


Kind = tuple[_TokenType, str]
"""A token: its kind and its text."""


def cut(lexer: Lexer, text: str, style: Style) -> list[str]:
    """Cut a text into tokens that differ in style: in turn the style of a token, and the token."""
    tokens: list[str] = []
    states = states_of(type(lexer))
    if states is None:
        _add(tokens, ((kind, value) for _, kind, value in lexer.get_tokens_unprocessed(text)), style)
        return tokens
    matching = _Matching(lexer, states, text)
    _CUT[type(lexer)] += 1
    sure = _sure(type(lexer), style) if _CUT[type(lexer)] > _FEW else None
    if sure is not None:
        _cut_surely(matching, sure, tokens, style)
    _add(tokens, matching.on_to(inf), style)
    return tokens


def _cut_surely(matching: "_Matching", sure: "Sure", tokens: list[str], style: Style) -> None:
    """Cut what is sure without trying any rule, and try the rules between."""
    runs, words, last = sure.runs, sure.words, None
    start = at = 0
    for signs, lines, word in sure.pieces(matching.text):
        end = start + len(signs) + len(lines) + len(word)
        if at == start:
            found, follow = runs[signs]
            if (lines or word)[:1] in follow:
                if found:
                    last = _extend(tokens, found, last)
                at += len(signs)
                found, follow = runs[lines]
                if word[:1] in follow:
                    if found:
                        last = _extend(tokens, found, last)
                    at += len(lines)
                    css = words[word]
                    if css is not None:
                        last = _extend(tokens, (css, word), last)
                        at = start = end
                        continue
            matching.position = at
        start = end
        last = _add(tokens, matching.on_to(end), style)
        at = matching.position if matching.stack[-1] == "root" else -1


def _extend(tokens: list[str], more: Sequence[str], last: str | None) -> str:
    if more[0] == last:
        tokens[-1] += more[1]
        tokens += more[2:]
    else:
        tokens += more
    return tokens[-2]


def _add(tokens: list[str], found: Iterable[Kind], style: Style) -> str | None:
    last = tokens[-2] if tokens else None
    for kind, value in found:
        css = style(kind)
        if css == last:
            tokens[-1] += value
        else:
            tokens += css, value
            last = css
    return last


def prepare(kind: type[Lexer], style: Style) -> None:
    """Find out about a language that a text will be cut in, more of it where there were many."""
    states_of(kind)
    _CUT[kind] += 1
    if _CUT[kind] > _FEW:
        _look_up_words(kind, style)


@lru_cache
def _look_up_words(kind: type[Lexer], style: Style) -> None:
    sure = _sure(kind, style)
    if sure is not None:
        for word in (*ascii_letters, *kwlist, *dir(builtins)):
            sure.words[word]


@lru_cache
def _sure(kind: type[Lexer], style: Style) -> "Sure | None":
    states = states_of(kind)
    if states is None or kind is not PythonLexer:
        return None
    try:
        from sphinx_kwindex.source_view.sureness import sure_of  # noqa: PLC0415 - it rests on internals of Python

        return sure_of(states["root"], style)
    except _INTERNALS:
        return None


class _Matching:
    """The loop of ``RegexLexer.get_tokens_unprocessed``, piece by piece."""

    def __init__(self, lexer: Lexer, states: dict[str, State], text: str) -> None:
        self.lexer, self.text = lexer, text
        self.position, self.stack = 0, ["root"]
        self._states = states

    def on_to(self, limit: float) -> list[Kind]:
        """Return the tokens up to the first that ends at a place or behind it."""
        text, states, position, tokens = self.text, self._states, self.position, []
        state = states[self.stack[-1]]
        while position < limit:
            for rule in state[text[position : position + 1]]:
                found = rule[0](text, position)
                if found:
                    break
            else:
                if position >= len(text):
                    break
                character = text[position]
                position += 1
                if character == "\n":
                    self.stack, state = ["root"], states["root"]
                tokens.append((Whitespace if character == "\n" else Error, character))
                continue
            _, action, following = rule
            if type(action) is _TokenType:
                tokens.append((action, found[0]))
            elif action is not None:
                tokens += [(kind, value) for _, kind, value in action(self.lexer, found)]
            position = found.end()
            if following is not None:
                _change(self.stack, following)
                state = states[self.stack[-1]]
        self.position = position
        return tokens


def _change(stack: list[str], following: Any) -> None:
    """Go over to another state, as Pygments has it."""
    if isinstance(following, int):
        del stack[max(len(stack) + following, 1) :]
        return
    for name in ("#push",) if following == "#push" else following:
        if name == "#pop":
            del stack[max(len(stack) - 1, 1) :]
        else:
            stack.append(stack[-1] if name == "#push" else name)


@lru_cache
def states_of(kind: type[Lexer]) -> dict[str, State] | None:
    """Return the rules of a lexer by state and character, ``None`` where it has a way of its own."""
    own_loop = getattr(kind, "get_tokens_unprocessed", None) is not RegexLexer.get_tokens_unprocessed
    table: dict[str, Rules] | None = kind.__dict__.get("_tokens")
    if own_loop or table is None:
        return None
    try:
        from sphinx_kwindex.source_view.beginnings import beginnings  # noqa: PLC0415 - it rests on internals of Python

        return {name: _state(rules, beginnings) for name, rules in table.items()}
    except _INTERNALS:
        return None


def _state(rules: Rules, beginnings: Callable[[re.Pattern[str]], frozenset[str]]) -> State:
    first = [(rule, beginnings(rule[0].__self__)) for rule in rules]
    found = {character: tuple(rule for rule, can in first if character in can) for character in map(chr, range(128))}
    return State({"": tuple(rules), **found})
