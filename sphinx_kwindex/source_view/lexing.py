"""Pygments' own lexers, faster: at each place only those rules are tried that can match what stands there.

A lexer of Pygments tries its rules one after the other, and most of the fifty that stand before the one for plain names
cannot match anything that begins as the text does. Which characters a rule can begin with is read off its regular
expression, so the tokens are those of Pygments, whatever the language and the version.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from pygments.lexer import Lexer, RegexLexer
from pygments.token import Error, Whitespace, _TokenType

Rule = tuple[Any, Any, Any]
"""The method of a pattern that matches at a place, what to do with the match, and the state after it."""

Rules = Sequence[Rule]


class State(dict[str, Rules]):
    """The rules to try by the character at the place; ``""`` has all of them, for every other character and the end."""

    def __missing__(self, _character: str) -> Rules:
        """Return all rules."""
        return self[""]


def tokens_of(lexer: Lexer, text: str) -> Iterator[tuple[_TokenType, str]]:
    """Yield kind and text of each token, as ``lexer.get_tokens_unprocessed`` does."""
    states = states_of(type(lexer))
    if states is None:
        return ((kind, value) for _, kind, value in lexer.get_tokens_unprocessed(text))
    return _matched(lexer, states, text)


def _matched(lexer: Lexer, states: dict[str, State], text: str) -> Iterator[tuple[_TokenType, str]]:
    """Yield the tokens of a text: the loop of ``RegexLexer.get_tokens_unprocessed``."""
    position, stack, end = 0, ["root"], len(text)
    state = states["root"]
    while True:
        for rule in state[text[position : position + 1]]:
            found = rule[0](text, position)
            if found:
                break
        else:
            if position >= end:
                return
            character = text[position]
            position += 1
            if character == "\n":
                stack, state = ["root"], states["root"]
            yield (Whitespace if character == "\n" else Error), character
            continue
        _, action, following = rule
        if type(action) is _TokenType:
            yield action, found[0]
        elif action is not None:
            for _, kind, value in action(lexer, found):
                yield kind, value
        position = found.end()
        if following is not None:
            _change(stack, following)
            state = states[stack[-1]]


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
    except (ImportError, AttributeError, LookupError, TypeError, ValueError):
        return None


def _state(rules: Rules, beginnings: Callable[[re.Pattern[str]], frozenset[str]]) -> State:
    first = [(rule, beginnings(rule[0].__self__)) for rule in rules]
    found = {character: tuple(rule for rule, can in first if character in can) for character in map(chr, range(128))}
    return State({"": tuple(rules), **found})
