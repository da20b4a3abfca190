"""Names of code in prose: which literals, roles and directives mean one."""

import re

DOTTED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
CALL = re.compile(r"\(.*\)$", re.DOTALL)
TITLED = re.compile(r"(.*\S)\s*<(.*)>\s*$", re.DOTALL)

OBJECTS = frozenset(
    {"module", "class", "exception", "function", "method", "attribute", "property", "data", "decorator", "type"}
)
ROLES = frozenset({"mod", "class", "exc", "func", "meth", "attr", "data", "const", "obj", "type", "deco", "any"})
DOMAIN = "py:"
AUTO = "auto"
MODULE = "module"
CURRENT_MODULE = "currentmodule"


def in_literal(text: str) -> tuple[str, ...]:
    """The dotted name that a literal is, with or without a call's parentheses; one word alone means nothing."""
    name = CALL.sub("", text.strip())
    return (name,) if "." in name and DOTTED.fullmatch(name) else ()


def in_role(role: str, text: str, module: str = "") -> tuple[str, ...]:
    """The names that a role of Sphinx's Python domain may refer to, in a document that describes ``module``."""
    if role.removeprefix(DOMAIN) not in ROLES or text.startswith("!"):
        return ()
    titled = TITLED.match(text)
    return _within(module, (titled[2] if titled else text).strip().lstrip("~."))


def shown_of(text: str) -> str:
    """What a reader sees of the text of a role: its title, else its target, whose last part alone after ``~``."""
    titled = TITLED.match(text)
    if titled:
        return titled[1]
    return text.rpartition(".")[2] if text.startswith("~") else text.removeprefix("!")


def in_directive(name: str, argument: str, module: str = "") -> tuple[str, ...]:
    """The names that a directive of the Python domain or of autodoc may describe, in a document of ``module``."""
    if name.removeprefix(DOMAIN) not in OBJECTS and not name.startswith(AUTO):
        return ()
    return _within("" if name.endswith(MODULE) else module, argument.split("(", maxsplit=1)[0].strip())


def module_of(name: str, argument: str) -> str | None:
    """The module that a directive says the rest of the document describes, ``None`` if it says nothing of the kind."""
    return argument.strip() if name.removeprefix(DOMAIN) in {MODULE, CURRENT_MODULE} else None


def _within(module: str, written: str) -> tuple[str, ...]:
    """The name as written and as a part of ``module``: which of them it is, only the whole project tells."""
    name = CALL.sub("", written)
    if not DOTTED.fullmatch(name):
        return ()
    return (name, f"{module}.{name}") if module and not f"{name}.".startswith(f"{module}.") else (name,)
