"""The closed vocabularies of the index: every word that has a fixed list of values."""

from enum import StrEnum


class Kind(StrEnum):
    """What a keyword is."""

    MODULE = "module"
    CLASS = "class"
    EXCEPTION = "exception"
    FUNCTION = "function"
    METHOD = "method"
    PROPERTY = "property"
    ATTRIBUTE = "attribute"
    DATA = "data"
    TYPE_ALIAS = "type-alias"
    ENUM_MEMBER = "enum-member"
    TYPE_PARAMETER = "type-parameter"
    HEADING = "heading"
    LABEL = "label"


CLASS_KINDS = frozenset({Kind.CLASS, Kind.EXCEPTION})
CALLABLE_KINDS = frozenset({Kind.FUNCTION, Kind.METHOD})
MARKUP_KINDS = frozenset({Kind.HEADING, Kind.LABEL})


class Visibility(StrEnum):
    """For whom a keyword is meant, by ``__all__`` and by its underscores."""

    PUBLIC = "public"
    PRIVATE = "private"
    SPECIAL = "special"


class FileType(StrEnum):
    """How a source file is read."""

    PYTHON = "python"
    STUB = "stub"
    MARKDOWN = "markdown"
    RESTRUCTUREDTEXT = "restructuredtext"
    TEXT = "text"


PYTHON_TYPES = frozenset({FileType.PYTHON, FileType.STUB})
MARKUP_TYPES = frozenset({FileType.MARKDOWN, FileType.RESTRUCTUREDTEXT})


class ImportScope(StrEnum):
    """Where an import statement stands.

    The first that holds wins, in this order: type-checking, function, class, conditional, module.
    """

    MODULE = "module"
    FUNCTION = "function"
    CLASS = "class"
    TYPE_CHECKING = "type-checking"
    CONDITIONAL = "conditional"


class TargetKind(StrEnum):
    """Whose a name is that an import ends at."""

    PROJECT = "project"
    STDLIB = "stdlib"
    THIRD_PARTY = "third-party"
    UNRESOLVED = "unresolved"


class Confidence(StrEnum):
    """How a link was found, surest first; what is less sure is no link."""

    EXACT = "exact"
    RE_EXPORT = "re-export"
    STAR = "star"
    INFERRED = "inferred"
    AMBIGUOUS = "ambiguous"


class UseKind(StrEnum):
    """What a reference does with the name."""

    CALL = "call"
    BASE = "base"
    METACLASS = "metaclass"
    DECORATOR = "decorator"
    ANNOTATION = "annotation"
    EXCEPT = "except"
    MATCH = "match"
    EXPORT = "export"
    READ = "read"
    WRITE = "write"
    MENTION = "mention"


class ProblemKind(StrEnum):
    """Subtype of the Sphinx warning ``kwindex.<kind>`` by which the user hears of it."""

    SYNTAX = "syntax"
    """The file is not valid Python; it is listed with its text and no keywords."""

    ENCODING = "encoding"
    """The text could not be decoded as declared; undecodable bytes are shown as U+FFFD."""

    TOO_LARGE = "too-large"
    """The file is larger than ``kwindex_max_file_size``; it is listed, not analysed."""
    TOO_COMPLEX = "too-complex"
    """The parser gave up on the depth of the code; the file is listed with its text and no keywords."""
    UNREADABLE = "unreadable"
    """The operating system refused to read the file or folder."""

    OUTSIDE = "outside"
    """A symbolic link leads out of the configured folders, or back into them; it was not followed."""

    CLASH = "clash"
    """Two files claim one module name; both are listed, the package (or the first path) gets imports."""

    MARKUP = "markup"
    """A Markdown or reStructuredText file could not be read as such."""

    HISTORY = "history"
    """The git history was asked for and is not there, or is not whole."""
    ARGUMENT = "argument"
    """A directive or role names something that is not in the index."""
    PAGE = "page"
    """A generated page could not be written, because a file that is not ours stands there."""

    STORE = "store"
    """The store was damaged or foreign; it was made anew."""
