"""Full dotted names of the terms of one file, as its imports say."""

from collections.abc import Sequence

from sphinx_kwindex.model.facts import Import
from sphinx_kwindex.model.uses import Uses


def dotted_names(uses: Uses, imports: Sequence[Import]) -> list[str | None]:
    """The dotted name of each term: ``os.path.join``, ``builtins.eval``; ``None`` for what the file itself defines."""
    names: list[str | None] = []
    for step, base in zip(uses.steps, uses.bases, strict=True):
        before = names[base] if base >= 0 else None
        if base < 0:
            names.append(_head(step, imports))
        elif step[0] == ".":
            names.append(None if before is None else before + step)
        else:
            names.append(before if step == "value" else None)
    return names


def _head(step: str, imports: Sequence[Import]) -> str | None:
    word, _, rest = step.partition(":")
    if word == "import":
        imported = imports[int(rest)]
        return imported.module if imported.name is None else f"{imported.module}.{imported.name}"
    if word == "module":
        return rest
    return f"builtins.{rest}" if word in {"builtin", "global"} else None
