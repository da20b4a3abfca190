"""Which files under a root are source files."""

import os
import socket

import pytest
from discovery.finding import found_in, paths_in, problems_in, root_of, settings_of

from sphinx_kwindex import discovery
from sphinx_kwindex.discovery import discover


def test_every_text_file_is_found_in_the_order_of_paths(write):
    folder = write({"b.py": "", "a/z.txt": "z", "a.py": "", "Makefile": "all:", "a/b/c.css": ""})
    assert paths_in(folder) == ["Makefile", "a.py", "a/b/c.css", "a/z.txt", "b.py"]


def test_an_empty_root_has_no_files(tmp_path):
    assert found_in(tmp_path).files == ()


def test_hidden_files_are_found_and_hidden_folders_are_not(write):
    assert paths_in(write({".editorconfig": "", ".tox/x.py": "", ".venv/lib/y.py": ""})) == [".editorconfig"]


def test_stores_and_caches_are_left_out(write):
    names = [".git/config", "CVS/Root", "__pycache__/x.py", "node_modules/x/i.js", "a.egg-info/PKG-INFO", "x.min.js"]
    assert paths_in(write(dict.fromkeys([*names, "a.py"], ""))) == ["a.py"]


def test_a_virtual_environment_of_any_name_is_left_out(write):
    folder = write({"env/pyvenv.cfg": "", "env/lib/x.py": "", "a.py": ""})
    assert paths_in(folder) == ["a.py"]
    assert "env/lib/x.py" in paths_in(folder, exclude=("!env/",))
    assert paths_in(folder / "env") == ["lib/x.py", "pyvenv.cfg"]


def test_the_user_takes_in_what_is_commonly_left_out(write):
    folder = write({".github/workflows/ci.yml": "", ".git/config": "", ".tox/x.py": ""})
    assert paths_in(folder, exclude=("!.github/",)) == [".github/workflows/ci.yml"]
    assert paths_in(folder, exclude=("!.git/",)) == []


def test_excluded_patterns_are_relative_to_the_root(write):
    folder = write({"a.py": "", "sub/a.py": "", "sub/b.py": "", "vendor/c.py": ""})
    assert paths_in(folder, exclude=("/a.py", "vendor/")) == ["sub/a.py", "sub/b.py"]
    assert paths_in(folder, exclude=("*.py", "!sub/b.py")) == ["sub/b.py"]


def test_only_included_files_are_taken_where_any_are(write):
    folder = write({"a.py": "", "b.md": "", "docs/c.md": "", "docs/d.py": ""})
    assert paths_in(folder, include=("*.py",)) == ["a.py", "docs/d.py"]
    assert paths_in(folder, include=("docs/",)) == ["docs/c.md", "docs/d.py"]
    assert paths_in(folder, include=("*.md",), exclude=("docs/",)) == ["b.md"]


def test_gitignore_files_are_honoured_in_their_folders(write):
    folder = write(
        {
            ".gitignore": "*.log\nbuild/\n/top.py\n",
            "x.log": "",
            "build/a.py": "",
            "top.py": "",
            "sub/.gitignore": "!keep.log\n/top.py\n",
            "sub/keep.log": "",
            "sub/x.log": "",
            "sub/top.py": "",
            "sub/deep/top.py": "",
        }
    )
    assert paths_in(folder) == [".gitignore", "sub/.gitignore", "sub/deep/top.py", "sub/keep.log"]
    assert "x.log" in paths_in(folder, gitignore=False)


def test_gitignore_files_above_the_root_are_honoured_up_to_the_repository(write):
    folder = write(
        {
            ".gitignore": "outside.py\n",
            "repo/.git/HEAD": "",
            "repo/.gitignore": "*.tmp\n/src/gen/\n",
            "repo/src/a.py": "",
            "repo/src/a.tmp": "",
            "repo/src/outside.py": "",
            "repo/src/gen/b.py": "",
        }
    )
    assert paths_in(folder / "repo/src") == ["a.py", "outside.py"]


def test_a_root_that_is_ignored_itself_is_wanted_nevertheless(write):
    folder = write({".git/HEAD": "", ".gitignore": "env/\n*.tmp\n", "env/site/pkg/a.py": "", "env/site/pkg/b.tmp": ""})
    assert paths_in(folder / "env/site/pkg") == ["a.py", "b.tmp"]


def test_the_patterns_of_the_user_go_before_gitignore(write):
    folder = write({".gitignore": "gen.py\n", "gen.py": "", "a.py": ""})
    assert paths_in(folder, exclude=("!gen.py", ".gitignore")) == ["a.py", "gen.py"]


def test_lines_of_gitignore_that_are_no_patterns_are_passed_over(write):
    folder = write({".gitignore": b"!\n# x\n\n\xff\n*.tmp\n", "a.tmp": "", "a.py": ""})
    assert paths_in(folder, exclude=(".gitignore",)) == ["a.py"]


def test_a_gitignore_that_is_a_folder_says_nothing(write):
    assert paths_in(write({".gitignore/x.py": "", "a.py": ""}), exclude=("!.gitignore/",)) == [
        ".gitignore/x.py",
        "a.py",
    ]


def test_the_folders_of_the_build_are_left_out(write):
    folder = write({"a.py": "", "docs/_build/x.html": "", "docs/index.rst": ""})
    assert paths_in(folder, also_exclude=(folder / "docs/_build",)) == ["a.py", "docs/index.rst"]


def test_the_folders_of_the_build_are_known_through_links(write):
    folder = write({"real/a.py": "", "real/out/x.html": ""})
    (folder / "link").symlink_to(folder / "real")
    assert paths_in(folder / "link", also_exclude=(folder / "real/out",)) == ["a.py"]
    assert paths_in(folder / "real", also_exclude=(folder / "link/out",)) == ["a.py"]


def test_binary_files_are_no_source_files(write):
    folder = write(
        {"a.so": b"\x7fELF\0\0", "b.png": b"\x89PNG\r\n\x1a\n\0", "c.bin": bytes(range(1, 256)) * 9, "d.py": ""}
    )
    assert paths_in(folder) == ["d.py"]


def test_python_with_nul_bytes_is_a_source_file(write):
    assert paths_in(write({"a.py": b"x\0", "b.txt": b"x\0", "c.md": b"x\0"})) == ["a.py"]


@pytest.mark.parametrize(
    "data", ["é".encode("utf-16"), "é".encode("utf-32"), b"caf\xe9\n" * 9, "日本".encode("shift-jis")]
)
def test_text_in_other_encodings_is_text(write, data):
    assert paths_in(write({"a.txt": data})) == ["a.txt"]


def test_a_character_cut_at_the_end_of_the_look_is_no_sign_of_binary_data(write):
    assert paths_in(write({"a.txt": b"x" * 8191 + "é".encode() + b"\x01" * 9})) == ["a.txt"]


def test_a_link_out_of_the_roots_is_a_problem(write):
    folder = write({"src/a.py": "", "outside/b.py": ""})
    (folder / "src/b.py").symlink_to(folder / "outside/b.py")
    (folder / "src/sub").symlink_to(folder / "outside")
    assert paths_in(folder / "src") == ["a.py"]
    assert problems_in(folder / "src") == [("outside", "b.py"), ("outside", "sub")]


def test_a_link_to_another_file_of_the_roots_is_passed_over(write):
    folder = write({"one/a.py": "", "two/b.py": ""})
    (folder / "one/c.py").symlink_to("a.py")
    (folder / "one/b.py").symlink_to(folder / "two/b.py")
    (folder / "one/two").symlink_to(folder / "two")
    found = discover(settings_of(root_of(folder / "one"), root_of(folder / "two")))
    assert [file.path for file in found.files] == ["one/a.py", "two/b.py"]
    assert found.problems == ()


def test_loops_of_links_end(write):
    folder = write({"a.py": "", "sub/b.py": ""})
    (folder / "sub/up").symlink_to(folder)
    (folder / "sub/here").symlink_to(".")
    (folder / "self").symlink_to("self")
    assert paths_in(folder) == ["a.py", "sub/b.py"]
    assert problems_in(folder) == [("outside", "self"), ("outside", "sub/here"), ("outside", "sub/up")]


def test_a_link_to_nothing_is_a_problem(write):
    folder = write({"a.py": ""})
    (folder / "b.py").symlink_to("nowhere.py")
    assert problems_in(folder) == [("outside", "b.py")]


def test_a_link_that_is_left_out_is_no_problem(write):
    folder = write({"a.py": ""})
    (folder / "b.py").symlink_to("/nowhere.py")
    assert problems_in(folder, exclude=("b.py",)) == []


def test_a_root_may_be_a_link(write):
    folder = write({"real/a.py": "", "real/sub/b.py": ""})
    (folder / "link").symlink_to("real")
    assert [file.path for file in found_in(folder / "link").files] == ["link/a.py", "link/sub/b.py"]


def test_special_files_are_passed_over(write):
    folder = write({"a.py": ""})
    os.mkfifo(folder / "pipe.py")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.fspath(folder / "s.py"))
        assert paths_in(folder) == ["a.py"]
    assert problems_in(folder) == []


def test_an_unreadable_file_is_a_problem(write, monkeypatch):
    folder = write({"a.py": "", "b.py": ""})
    read = discovery.read_content
    monkeypatch.setattr(
        discovery, "read_content", lambda path, *rest: denied() if path.name == "b.py" else read(path, *rest)
    )
    assert paths_in(folder) == ["a.py"]
    (problem,) = found_in(folder, written=".").problems
    assert (problem.kind, problem.file, problem.line) == ("unreadable", "b.py", None)
    assert problem.message == "the file cannot be read: Permission denied"


def test_an_unreadable_folder_is_a_problem(write, monkeypatch):
    folder = write({"a.py": "", "sub/b.py": ""})
    scan = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: denied() if str(path).endswith("sub") else scan(path))
    assert paths_in(folder) == ["a.py"]
    assert problems_in(folder) == [("unreadable", "sub")]


def denied():
    raise PermissionError(13, "Permission denied")


def test_names_that_differ_in_case_are_both_kept(write):
    folder = write({"mod.py": "1", "Mod.py": "2"})
    if len(list(folder.iterdir())) < 2:
        pytest.skip("the file system does not tell cases apart")
    assert paths_in(folder) == ["Mod.py", "mod.py"]


def test_hostile_names_are_data(write):
    names = ["<script>.py", "a b.py", "new\nline.py", "q'\".py", "ü.txt", "{{ x }}.md", "back\\slash.py", "日本.rst"]
    assert paths_in(write(dict.fromkeys(names, ""))) == sorted(names)


def test_patterns_match_in_folders_with_hostile_names(write):
    folder = write({"a\nb/x.tmp": "", "a\nb/x.py": "", ".gitignore": "*.tmp\n"})
    assert paths_in(folder, exclude=(".gitignore",)) == ["a\nb/x.py"]


def test_a_name_that_is_not_utf8_is_shown_in_hexadecimal_with_a_problem(tmp_path):
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.py")).touch()
    except OSError:
        pytest.skip("the file system has UTF-8 names only")
    assert paths_in(tmp_path) == ["caf\\xe9.py"]
    assert problems_in(tmp_path) == [("encoding", "caf\\xe9.py")]
    assert paths_in(tmp_path, include=("*.py",), exclude=("x.py",)) == ["caf\\xe9.py"]


def test_a_deep_tree_is_walked(tmp_path):
    folder = tmp_path
    for _level in range(200):
        folder = folder / "d"
    folder.mkdir(parents=True)
    (folder / "a.py").touch()
    assert paths_in(tmp_path) == ["d/" * 200 + "a.py"]
