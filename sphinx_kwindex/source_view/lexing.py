"""Pygments' own lexers, faster: at each place only those rules are tried that can match what stands there.

A lexer of Pygments tries its rules one after the other, and most of the fifty that stand before the one for plain names
cannot match anything that begins as the text does. Which characters can stand around a match is read off the regular
expression, so the tokens are those of Pygments, whatever the language and the version.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pygments.lexer import Lexer, RegexLexer, bygroups
from pygments.lexers import PythonLexer
from pygments.token import STANDARD_TYPES, Error, Text, _TokenType

if TYPE_CHECKING:
    from sphinx_kwindex.source_view.beginnings import Places

# What is no letter to Pygments is compared with hundreds of ranges of characters, and most names end in ASCII.
_ASCII_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?![A-Za-z0-9_\x80-\U0010ffff])")

# Pygments begins anew in the next line after one that no rule understands.
_REST = [(re.compile(r"\n").match, "", None, -sys.maxsize), (re.compile(".").match, "", None, None)]
_BY_GROUPS: Any = bygroups()  # type: ignore[no-untyped-call]

Rule = tuple[Any, str | None, Any, Any]
"""The method of a pattern that matches at a place, the CSS class of the token, what else to do with the match (or the
classes of its groups), and the state after it."""

Rules = Sequence[Rule]

MOST_PLACES = 100_000
"""Of so many places a state keeps what fits them: four times those of a large project, whatever a file holds."""


class State(dict[str, Rules | str]):
    """The rules to try by the three characters around a place; ``""`` has all of them, for the places not known.

    Where the character at the place is a token by itself for sure, there is no rule to try but the class of that token.
    """

    def __init__(self, rules: Rules, places: "Callable[[re.Pattern[str]], Places]") -> None:
        """Find out where each rule can match."""
        super().__init__({"": tuple(rules)})
        self._placed = [(rule, places(rule[0].__self__)) for rule in rules]
        self._beginning: dict[str, list[tuple[Rule, frozenset[str], frozenset[str], frozenset[str]]]] = {}

    def __missing__(self, around: str) -> Rules | str:
        """Return what is to be done at a place that was not met before."""
        if len(around) < len("abc") or not around.isascii():
            return self[""]
        before, here, after = around[0], around[1], around[2]
        if here not in self._beginning:
            placed = [one for one in self._placed if here in one[1].first]
            self._beginning[here] = [(rule, one.before, *one.after(here)) for rule, one in placed]
        fitting = [
            (rule, alone)
            for rule, befores, afters, alone in self._beginning[here]
            if after in afters and before in befores
        ]
        (_, css, _, following), alone = fitting[0]
        found: Rules | str = (
            css if css is not None and following is None and after in alone else tuple([rule for rule, _ in fitting])
        )
        if len(self) < MOST_PLACES:
            self[around] = found
        return found


def tokens_of(lexer: Lexer, text: str) -> list[str]:
    """Return the CSS class of each token, empty for none, and the token in turn; neighbours of a class are one."""
    states = states_of(type(lexer))
    if states is not None:
        return _matched(lexer, states, text)
    tokens: list[str] = []
    _add(tokens, ((css_class(kind), value) for _, kind, value in lexer.get_tokens_unprocessed(text)))
    return tokens


def _matched(lexer: Lexer, states: dict[str, State], text: str) -> list[str]:
    """Return the tokens of a text: the loop of ``RegexLexer.get_tokens_unprocessed``."""
    tokens: list[str] = []
    position, stack, state = 0, ["root"], states["root"]
    last: str | None = None
    while True:
        around = text[position - 1 : position + 2]
        rules = state[around]
        if isinstance(rules, str):
            position += 1
            if rules == last:
                tokens[-1] += around[1]
            else:
                tokens.append(rules)
                tokens.append(around[1])
                last = rules
            continue
        for rule in rules:
            found = rule[0](text, position)
            if found:
                break
        else:
            return tokens
        _, css, action, following = rule
        value = found[0]
        position += len(value)
        if css is None:
            last = _act(tokens, action, found, lexer)
        elif css == last:
            tokens[-1] += value
        else:
            tokens.append(css)
            tokens.append(value)
            last = css
        if following is not None:
            _change(stack, following)
            state = states[stack[-1]]


def _act(tokens: list[str], action: Any, found: re.Match[str], lexer: Lexer) -> str | None:
    """Add to the tokens what is made of a match, and return the class of the last one."""
    if type(action) is tuple:
        _add_groups(tokens, action, found.groups())
    elif action:
        _add(tokens, [(css_class(kind), value) for _, kind, value in action(lexer, found)])
    return tokens[-2] if tokens else None


def _add_groups(tokens: list[str], classes: Iterable[str | None], values: Iterable[str | None]) -> None:
    for css, value in zip(classes, values, strict=False):  # a lexer need not name the last groups
        if css is None or not value:
            continue
        if tokens and css == tokens[-2]:
            tokens[-1] += value
        else:
            tokens += css, value


def _add(tokens: list[str], found: Iterable[tuple[str, str]]) -> None:
    for css, value in found:
        if tokens and css == tokens[-2]:
            tokens[-1] += value
        else:
            tokens += css, value


@lru_cache(maxsize=1024)
def css_class(kind: _TokenType) -> str:
    """Return the CSS class for a kind of tokens: that of the nearest kind that has one."""
    known: _TokenType | None = kind
    while known is not None and known not in STANDARD_TYPES:
        known = known.parent
    # What cannot be read is shown as it is, and blanks need no colour.
    return "" if known in {None, Error, Text.Whitespace} else STANDARD_TYPES[known]


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
    """Return the rules of a lexer by state and place, ``None`` where it has a way of its own."""
    own_loop = getattr(kind, "get_tokens_unprocessed", None) is not RegexLexer.get_tokens_unprocessed
    table: dict[str, Sequence[tuple[Any, Any, Any]]] | None = kind.__dict__.get("_tokens")
    if own_loop or table is None:
        return None
    try:
        from sphinx_kwindex.source_view import beginnings  # noqa: PLC0415 - it rests on internals of Python

        return {name: _state(list(_rules(rules)), beginnings) for name, rules in table.items()}
    except (ImportError, AttributeError, LookupError, TypeError, ValueError):
        return None


def _state(rules: Rules, beginnings: ModuleType) -> State:
    simple: list[Places] = []
    others: list[Places] = []
    for match, css, _, following in rules:
        places = beginnings.places(match.__self__)
        (simple if places.is_plain and css == "" and following is None else others).append(places)
    blanks = beginnings.run_of_blanks(simple, others)
    return State([*([(blanks.match, "", None, None)] if blanks else []), *rules, *_REST], beginnings.places)


def _rules(table: Sequence[tuple[Any, Any, Any]]) -> Iterator[Rule]:
    for match, action, following in table:
        css = css_class(action) if type(action) is _TokenType else None
        done = _classes(action)
        if match.__self__.pattern == PythonLexer.uni_name:
            yield _ASCII_NAME.match, css, done, following
        yield match, css, done, following


def _classes(action: Any) -> Any:
    """Return the classes of the groups of a match where an action of Pygments makes tokens of them and no more."""
    if getattr(action, "__code__", None) is not _BY_GROUPS.__code__:
        return action
    kinds = action.__closure__[0].cell_contents
    if any(kind is not None and type(kind) is not _TokenType for kind in kinds):
        return action
    return tuple([None if kind is None else css_class(kind) for kind in kinds])
