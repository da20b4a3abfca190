"""A small index, for tests."""

from pathlib import Path

from facts import file_facts, imported, keyword, source_of

from sphinx_kwindex.linking import link
from sphinx_kwindex.model.facts import FileFacts, Observation, Problem
from sphinx_kwindex.model.kinds import Confidence, Kind, ProblemKind, UseKind, Visibility
from sphinx_kwindex.model.links import FileLinks, Reason, Reference, Relation, ResolvedBase, Target
from sphinx_kwindex.store import Store
from sphinx_kwindex.store.encoding import encode_file

BASE = Target(file="pkg/base.py", qualname="Base")
FACTS = (
    file_facts("pkg/__init__.py", "pkg", imported("pkg.base", "Base")),
    file_facts(
        "pkg/base.py",
        "pkg.base",
        keyword("Base", 2, end_line=4, kind=Kind.CLASS),
        keyword("Base.run", 3, end_line=4, kind=Kind.METHOD),
        keyword("_help", 6, visibility=Visibility.PRIVATE),
        keyword("_help", 8, visibility=Visibility.PRIVATE),
        observations=(Observation(topic="idioms", subject="loops", names=("for",), lines=(3,)),),
        problems=(Problem(kind=ProblemKind.SYNTAX, file="pkg/base.py", line=3, message="odd"),),
    ),
    file_facts(
        "pkg/sub/heir.py",
        "pkg.sub.heir",
        imported("pkg", "Base"),
        imported("os.path"),
        imported("pkg.base", "*", line=3),
        keyword("Heir", 4, end_line=5, kind=Kind.CLASS, bases=("Base",)),
        keyword("Heir.run", 5, kind=Kind.METHOD),
    ),
    file_facts("tests/test_base.py", None, imported("pkg.sub", line=2), is_test=True),
    file_facts("README.md", None, mentions=(("pkg.base", 3),)),
)
TEXT = "one\n two\nthree\nclass Heir(Base):\n    Base.run()\n"


def links_of(facts: FileFacts, found: FileLinks) -> FileLinks:
    if facts.path not in {"pkg/sub/heir.py", "tests/test_base.py"}:
        return found
    base = ResolvedBase(qualname="Heir", written="Base", name="pkg.base.Base", target=BASE)
    references = (
        reference(BASE, UseKind.BASE, Confidence.RE_EXPORT, (4, 11)),
        reference(BASE, UseKind.READ, Confidence.RE_EXPORT, (5, 4, 1, 0)),
        reference(None, UseKind.CALL, Confidence.EXACT, (5, 9)),
    )
    return FileLinks(path=found.path, imports=found.imports, references=references, bases=(base,), resolved=3, total=4)


def reference(target: Target | None, kind: UseKind, confidence: Confidence, places: tuple[int, ...]) -> Reference:
    name = "pkg.base.Base" if target else "os.path.join"
    return Reference(name=name, target=target, confidence=confidence, kind=kind, width=4, places=places)


def fill(folder: Path) -> None:
    with Store(folder) as store:
        for facts in FACTS:
            store.put_file(encode_file(source_of(facts), facts.digest, facts, TEXT))
        for facts, found in zip(FACTS, link(FACTS), strict=True):
            store.put_links(facts.imports, links_of(facts, found))
        reasons = (Reason(kind="imports", details=("Base",)),)
        store.put_relations("pkg/sub/heir.py", [Relation(file="pkg/base.py", score=1.5, reasons=reasons)])
        store.commit()
