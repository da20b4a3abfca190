"""Generated pages that stand as files in the source folder."""

from builds.links import flaws


def test_the_stubs_stand_in_one_folder_of_the_source(project):
    built = project.build(kwindex_pages="files")
    assert built.warnings == ()
    assert flaws(built.out) == []
    stubs = {path.name for path in (project.folder / "docs/kwindex/src/zoo").iterdir()}
    assert any(name.startswith("animals.py") for name in stubs)
    outside = [path for path in (project.folder / "docs").iterdir() if path.name != "kwindex"]
    assert sorted(path.name for path in outside) == ["api.rst", "index.rst", "page.md"]


def test_a_second_build_changes_no_stub(project):
    project.build(kwindex_pages="files")
    stubs = {path: path.stat().st_mtime_ns for path in (project.folder / "docs/kwindex").rglob("*") if path.is_file()}
    again = project.build(kwindex_pages="files")
    assert {path: path.stat().st_mtime_ns for path in stubs} == stubs
    assert (again.read, again.written) == ((), ())


def test_a_file_that_is_not_ours_is_never_touched(project):
    project.write("docs/kwindex/src/zoo/animals.py.rst", "Mine\n====\n")
    project.write("docs/kwindex/notes.txt", "Mine too.")
    built = project.build(kwindex_pages="files")
    assert (project.folder / "docs/kwindex/src/zoo/animals.py.rst").read_text() == "Mine\n====\n"
    assert (project.folder / "docs/kwindex/notes.txt").read_text() == "Mine too."
    assert [line for line in built.warnings if "kwindex.page" in line]


def test_the_stub_of_a_deleted_file_goes(project):
    project.build(kwindex_pages="files")
    (project.folder / "src/acme/plugins/snake.py").unlink()
    built = project.build(kwindex_pages="files")
    assert not list((project.folder / "docs").rglob("*snake*"))
    assert not list(built.out.rglob("*snake*"))


def test_files_give_the_same_content_as_virtual_pages(project):
    files = project.build(kwindex_pages="files").files()
    virtual = project.clean().files()
    assert sorted(files) == sorted(virtual)


def test_going_back_to_virtual_pages_removes_the_stubs(project):
    project.build(kwindex_pages="files")
    built = project.build()
    assert not (project.folder / "docs/kwindex").exists()
    assert sorted(built.files()) == sorted(project.clean().files())
