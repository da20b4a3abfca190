"""A small project, made of ties and links as the stages before hand them on."""

from dataclasses import replace

from sphinx_kwindex.analysis.words import words_of
from sphinx_kwindex.model.kinds import Confidence, FileType, TargetKind, UseKind
from sphinx_kwindex.model.links import FileLinks, Reference, ResolvedBase, ResolvedImport, Target
from sphinx_kwindex.model.ties import Ties
from sphinx_kwindex.relations.uses import bases_of, uses_of

TYPES = {
    "py": FileType.PYTHON,
    "pyi": FileType.STUB,
    "md": FileType.MARKDOWN,
    "rst": FileType.RESTRUCTUREDTEXT,
}


def file(path, text=""):
    """A file whose words are those of ``text``."""
    stem, _, suffix = path.rpartition(".")
    return Ties(
        path=path,
        module=stem.replace("/", ".").removesuffix(".__init__") if suffix in {"py", "pyi"} else None,
        type=TYPES.get(suffix, FileType.TEXT),
        is_test="test" in path,
        size=len(text),
        words=dict(words_of(text)),
        uses={},
        bases={},
    )


def tied(files, linked):
    """The files with what their links say of them."""
    found = {link.path: link for link in linked}
    return [
        replace(one, uses=uses_of(found[one.path], one.type), bases=bases_of(found[one.path]))
        if one.path in found
        else one
        for one in files
    ]


def links(path, *targets, bases=(), mentions=(), confidence=Confidence.EXACT):
    """The links of a file that imports the ``targets``, each ``path:qualname``."""
    imports = tuple(
        ResolvedImport(
            index=number, kind=TargetKind.PROJECT, name=text, target=target(text), confidence=confidence, hops=()
        )
        for number, text in enumerate(targets)
    )
    references = tuple(
        Reference(
            name=text, target=target(text), confidence=confidence, kind=UseKind.MENTION, width=len(text), places=(1, 0)
        )
        for text in mentions
    )
    resolved = tuple(ResolvedBase(qualname="Own", written=text, name=text, target=target(text)) for text in bases)
    return FileLinks(path=path, imports=imports, references=references, bases=resolved, resolved=0, total=0)


def target(text):
    """The definition that ``path:qualname`` says."""
    path, _, qualname = text.partition(":")
    return Target(file=path, qualname=qualname)
