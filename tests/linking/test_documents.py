"""Where names in documents lead."""

import pytest
from projects import links_of, spelled

from sphinx_kwindex.model.kinds import UseKind

PROJECT = {
    "pkg/__init__.py": "from pkg.client import Client\n",
    "pkg/client.py": (
        "class Base:\n    def stop(self): pass\nclass Client(Base):\n    def run(self): pass\ndef connect(): pass\n"
    ),
    "pkg/one.py": "class Twin:\n    def run(self): pass\n    def only(self): pass\n",
    "pkg/two.py": "class Twin:\n    def run(self): pass\n",
    "a/run.py": "def go(): pass\n",
    "b/run.py": "def go(): pass\n",
}
DOCUMENTS = {
    "an example": (
        "```py\nfrom pkg import Client\nc = Client()\nc.run()\n```",
        {
            "2:Client": "pkg.client.Client re-export",
            "3:Client": "pkg.client.Client re-export",
            "4:run": "pkg.client.Client.run inferred",
        },
    ),
    "an import of a module": (
        "```py\nimport pkg.client\npkg.client.connect()\n```",
        {
            "2:client": "pkg.client exact",
            "3:pkg": "pkg exact",
            "3:client": "pkg.client exact",
            "3:connect": "pkg.client.connect exact",
        },
    ),
    "what the example defines itself": ("# f\n```py\ndef f(): pass\nf()\n```", {}),
    "a full name": ("`pkg.client.connect()`", {"1:connect": "pkg.client.connect exact"}),
    "a full name by a re-export": ("`pkg.Client.run`", {"1:run": "pkg.client.Client.run re-export"}),
    "a module": ("`pkg.client`", {"1:client": "pkg.client exact"}),
    "a class and its member": ("`Client.run`", {"1:run": "pkg.client.Client.run inferred"}),
    "a class and what it inherits": ("`Client.stop`", {"1:stop": "pkg.client.Base.stop inferred"}),
    "a member that one of two classes has": ("`Twin.only`", {"1:only": "pkg.one.Twin.only inferred"}),
    "a member that two classes have": ("`Twin.run`", {}),
    "no such member": ("`Client.walk` `pkg.client.walk` `os.path`", {}),
    "a name in one of two modules of one name": ("`run.go`", {}),
}


@pytest.mark.parametrize(("text", "expected"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_name_in_a_document_leads_to_its_definition(text, expected):
    assert spelled({**PROJECT, "docs/guide.md": text}, "docs/guide.md") == expected


def test_a_name_that_can_be_short_or_a_part_of_the_module_described_is_the_latter():
    text = ".. currentmodule:: pkg\n\nSee :meth:`Client.run`.\n"
    assert spelled({**PROJECT, "docs/api.rst": text}, "docs/api.rst") == {"3:run": "pkg.client.Client.run re-export"}


def test_documents_have_references_only_and_count_no_names():
    links = links_of({**PROJECT, "docs/guide.md": "```py\nfrom pkg import Client\nnobody.knows\n```"})["docs/guide.md"]
    assert (links.imports, links.bases, links.resolved, links.total) == ((), (), 0, 0)
    assert [(one.name, one.kind) for one in links.references] == [("pkg.client.Client", UseKind.MENTION)]
