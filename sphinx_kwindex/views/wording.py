"""Words and numbers as people read them."""

from sphinx_kwindex.model.kinds import Kind

PLURALS = {
    Kind.MODULE: "Modules",
    Kind.CLASS: "Classes",
    Kind.EXCEPTION: "Exceptions",
    Kind.FUNCTION: "Functions",
    Kind.METHOD: "Methods",
    Kind.PROPERTY: "Properties",
    Kind.ATTRIBUTE: "Attributes",
    Kind.DATA: "Data",
    Kind.TYPE_ALIAS: "Type aliases",
    Kind.ENUM_MEMBER: "Enum members",
    Kind.TYPE_PARAMETER: "Type parameters",
    Kind.HEADING: "Headings",
    Kind.LABEL: "Labels",
}
_KINDS = {kind: kind.value.replace("-", " ") for kind in Kind}
# Where rounding would write one digit more.
THREE_DIGITS, TWO_DIGITS = 999.5, 9.95
WHAT_A_FILE_IS = {
    "package": "Package initialiser",
    "test": "Test module",
    "script": "Script",
    "stub": "Type stub",
    "generated": "Generated file",
}


def kind_word(kind: Kind) -> str:
    """Return the kind as two words where it is two."""
    return _KINDS[kind]


def counted(number: int, one: str, many: str = "") -> str:
    """Say how many there are of something: ``1 file``, ``1,204 files``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def bytes_in_words(size: int) -> str:
    """Say a size in bytes with three digits at most: ``512 bytes``, ``9.8 kB``, ``1.2 MB``."""
    for unit, factor in (("MB", 1e6), ("kB", 1e3)):
        number = size / factor
        if number >= THREE_DIGITS / 1e3:
            return f"{number:.1f} {unit}" if number < TWO_DIGITS else f"{number:.0f} {unit}"
    return counted(size, "byte")


def per_cent(part: int, whole: int) -> str:
    """Say a share of a whole, with one decimal."""
    return f"{100 * part / whole:.1f} %" if whole else "0 %"


def shortened(text: str, length: int) -> str:
    """Cut a text at a word, with an ellipsis, so that it has ``length`` characters at most."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rpartition(" ")[0] if " " in cut[length // 2 :] else cut).rstrip(" ,;:") + "…"
