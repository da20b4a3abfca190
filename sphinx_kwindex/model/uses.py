"""What was seen of names in use, before anything is resolved across files."""

from dataclasses import dataclass

from sphinx_kwindex.model.kinds import UseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One name of a chain ``head.attribute.attribute``: where it stands.

    Columns count characters from 0.
    """

    name: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A chain of names in use.

    ``origins`` say what the head is bound to in this file, one for each definition that can reach the use:
    ``keyword:Client`` (a qualname of this file), ``import:3`` (an index into the file's imports),
    ``instance:<origin>`` (an object of the class), ``super:<qualname of the class>``, ``star:3`` (a name that only
    the star import can bring). ``kind`` is that of the last step; the steps before it are read. ``within`` is the
    qualname of the keyword whose body it stands in.
    """

    steps: tuple[Step, ...]
    origins: tuple[str, ...]
    kind: UseKind
    within: str
