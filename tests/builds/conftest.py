"""Projects to build, and the builds of them that several tests look at."""

import pytest
from builds import zoo
from builds.building import Project, build


@pytest.fixture(scope="session")
def zoo_folder(tmp_path_factory):
    """The small project; no test may change it."""
    folder = tmp_path_factory.mktemp("zoo")
    for name, text in zoo.FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def build_zoo(zoo_folder, tmp_path_factory):
    """A function that builds the small project with a builder and options, into a fresh folder."""

    def run(builder, **options):
        return build(
            zoo_folder / "docs",
            tmp_path_factory.mktemp(builder) / "out",
            builder=builder,
            **{"kwindex_sources": [str(zoo_folder / "src")], "extensions": ["myst_parser", "sphinx_kwindex"]} | options,
        )

    return run


@pytest.fixture(scope="session")
def html(build_zoo):
    """The small project as HTML."""
    return build_zoo("html")


@pytest.fixture
def project(tmp_path):
    """A copy of the small project that the test may change."""
    return Project(tmp_path)
