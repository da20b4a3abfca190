"""A small project, made of facts and links as the stages before hand them on."""

from sphinx_kwindex.analysis.words import words_of
from sphinx_kwindex.model.facts import FileFacts
from sphinx_kwindex.model.kinds import Confidence, FileType, TargetKind
from sphinx_kwindex.model.links import FileLinks, ResolvedBase, ResolvedImport, Target
from sphinx_kwindex.model.uses import Uses

TYPES = {
    "py": FileType.PYTHON,
    "pyi": FileType.STUB,
    "md": FileType.MARKDOWN,
    "rst": FileType.RESTRUCTUREDTEXT,
}


def file(path, text="", *, mentions=(), keywords=()):
    """The facts of a file whose words are those of ``text``."""
    stem, _, suffix = path.rpartition(".")
    type_ = TYPES.get(suffix, FileType.TEXT)
    return FileFacts(
        path=path,
        module=stem.replace("/", ".").removesuffix(".__init__") if suffix in {"py", "pyi"} else None,
        type=type_,
        is_package=path.endswith("__init__.py"),
        is_test="test" in path,
        size=len(text),
        digest="",
        lines=1,
        encoding="utf-8",
        summary="",
        role="module",
        keywords=tuple(keywords),
        imports=(),
        exports=None,
        uses=Uses(),
        observations=(),
        code_blocks=(),
        mentions=tuple((name, 1) for name in mentions),
        words=words_of(text),
        problems=(),
    )


def links(path, *targets, bases=()):
    """The links of a file that imports the ``targets``, each ``path:qualname``."""
    imports = tuple(
        ResolvedImport(
            index=number,
            kind=TargetKind.PROJECT,
            name=text,
            target=target(text),
            confidence=Confidence.EXACT,
            hops=(),
        )
        for number, text in enumerate(targets)
    )
    resolved = tuple(ResolvedBase(qualname="Own", written=text, name=text, target=target(text)) for text in bases)
    return FileLinks(path=path, imports=imports, references=(), bases=resolved, resolved=0, total=0)


def target(text):
    """The definition that ``path:qualname`` says."""
    path, _, qualname = text.partition(":")
    return Target(file=path, qualname=qualname)
