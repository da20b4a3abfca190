"""A build does what a change makes necessary, and ends where a clean build ends."""

import shutil

import pytest
from builds import zoo
from builds.building import Project, assert_same


def test_a_build_with_no_change_reads_and_writes_nothing(project):
    project.build()
    again = project.build()
    assert (again.read, again.written) == ((), ())


def test_touching_files_is_no_change(project):
    project.build()
    for path in (project.folder / "src").rglob("*.py"):
        path.touch()
    again = project.build()
    assert (again.read, again.written) == ((), ())


def test_a_comment_in_one_file_touches_its_source_and_its_own_page_only(project):
    project.build()
    project.edit("src/acme/plugins/snake.py", "    pass\n", "    pass\n\n\n#\n")
    again = project.build()
    assert set(again.read) <= {
        "kwindex/src/acme/plugins/snake.py",
        "kwindex/src/acme/plugins/snake.py.source",
        "kwindex/src/acme/plugins/index",
    }
    assert_same(again, project.clean())


def test_an_edited_docstring_reaches_every_page_that_shows_it(project):
    project.build()
    project.edit("src/zoo/shapes.py", "A cage with corners.", "A cage with four corners.")
    again = project.build()
    assert "kwindex/src/zoo/shapes.py" in again.read
    assert "api" not in again.read
    assert_same(again, project.clean())


def test_the_pages_that_are_read_again_are_those_whose_output_changed(project):
    before = project.build().files()
    project.edit("src/zoo/shapes.py", "class Circle:", "class Round:")
    again = project.build()
    after = again.files()
    changed = {name for name in after if after[name] != before.get(name)}
    pages = {name.removesuffix(".html") for name in changed if name.endswith(".html")}
    assert set(again.read) <= pages
    assert_same(again, project.clean())


def test_a_new_file(project):
    project.build()
    project.write("src/zoo/fish.py", "from zoo.animals import Animal\n\n\nclass Fish(Animal):\n    pass\n")
    again = project.build()
    assert "kwindex/src/zoo/fish.py" in again.read
    assert "Fish" in again.text("kwindex/src/zoo/animals.py.html")
    assert_same(again, project.clean())


@pytest.mark.parametrize("theme", ["basic", "alabaster", "furo"])
def test_a_new_folder_and_a_new_document_are_in_the_table_of_contents_of_every_page(project, theme):
    project.build(html_theme=theme)
    project.write("src/zoo/new/__init__.py", '"""A folder."""\n')
    project.write("docs/last.rst", "Last\n====\n")
    project.edit("docs/index.rst", "   kwindex/index\n", "   kwindex/index\n   last\n")
    again = project.build(html_theme=theme)
    assert "kwindex/src/zoo/animals.py.source" not in again.read
    assert_same(again, project.clean(html_theme=theme))


def test_a_deleted_file_takes_its_outputs_with_it(project):
    project.build()
    (project.folder / "src/acme/plugins/snake.py").unlink()
    again = project.build()
    assert not list(again.out.rglob("*snake*"))
    assert not (again.out / "kwindex/src/acme/plugins/index.html").exists()
    assert_same(again, project.clean())


def test_a_renamed_file(project):
    project.build()
    (project.folder / "src/zoo/keeper.py").rename(project.folder / "src/zoo/warden.py")
    project.edit("src/tests/test_zoo.py", "zoo.keeper", "zoo.warden")
    project.edit("docs/index.rst", "src/zoo/keeper.py", "src/zoo/warden.py")
    assert_same(project.build(), project.clean())


def test_a_definition_that_moves_moves_its_links(project):
    project.build()
    project.edit("src/zoo/shapes.py", "class Circle:\n", "class Round:\n")
    project.edit("src/zoo/animals.py", "LOUDEST = 11", "LOUDEST = 11\n\n\nclass Circle:\n    pass\n")
    assert_same(project.build(), project.clean())


def test_a_file_that_breaks_and_is_mended(project):
    first = project.build()
    project.edit("src/zoo/animals.py", "class Bird(Animal):", "class Bird(Animal:")
    broken = project.build()
    assert [line for line in broken.warnings if "kwindex.syntax" in line]
    project.edit("src/zoo/animals.py", "class Bird(Animal:", "class Bird(Animal):")
    mended = project.build()
    assert not [line for line in mended.warnings if "kwindex.syntax" in line]
    assert_same(mended, first)


def test_a_broken_file_is_reported_by_every_build(project):
    project.write("src/zoo/broken.py", "def f(:\n")
    first = project.build()
    again = project.build()
    assert first.warnings == again.warnings != ()


def test_a_changed_option_ends_where_a_clean_build_ends(project):
    project.build()
    again = project.build(kwindex_visibility=["public"])
    assert "_Ghost" not in again.text("kwindex/src/zoo/keywords.html")
    assert_same(again, project.clean(kwindex_visibility=["public"]))


def test_two_processes_give_what_one_gives(project):
    assert_same(project.build(jobs=2), project.clean())


def test_two_processes_give_what_one_gives_after_a_change(project):
    project.build(jobs=2)
    project.edit("src/zoo/shapes.py", "A cage with corners.", "A cage with four corners.")
    assert_same(project.build(jobs=2), project.clean())


def test_two_checkouts_give_the_same(tmp_path):
    one = Project(tmp_path / "one").build()
    two = Project(tmp_path / "two" / "deeper").build()
    assert_same(one, two)


def test_the_cache_of_another_checkout_is_used(tmp_path):
    one = Project(tmp_path / "one")
    one.build()
    two = Project(tmp_path / "two")
    shutil.copytree(f"{one.out}.doctrees", f"{two.out}.doctrees")
    built = two.build()
    assert built.warnings == ()
    assert_same(built, one.clean())


@pytest.mark.parametrize("builder", ["text", "latex", "singlehtml"])
def test_a_second_builder_on_the_same_doctrees(project, builder):
    doctrees = project.folder / "doctrees"
    project.build(doctrees=doctrees)
    second = project.build(project.folder / "second", builder=builder, doctrees=doctrees)
    assert second.read == ()
    assert second.warnings == ()


def test_the_source_folder_stays_as_it_is(project):
    project.build()
    names = {path.relative_to(project.folder).as_posix() for path in (project.folder / "docs").rglob("*")}
    assert names == set(zoo.DOCS)


def test_nothing_large_is_kept_in_the_environment(project):
    built = project.build()
    pages = len(list((built.out / "kwindex").rglob("*.html")))
    assert (built.doctrees / "environment.pickle").stat().st_size < 100_000 + 8_000 * pages


def test_a_document_that_comes_after_a_build_without_a_change(project):
    project.build()
    project.build()
    project.write("docs/more.rst", "More\n====\n")
    project.edit("docs/index.rst", ".. toctree::\n", ".. toctree::\n\n   more")
    assert_same(project.build(), project.clean())
