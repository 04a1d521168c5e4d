"""What all kinds of claim have in common."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from musings.claims.claim import Claim, Kind
from musings.claims.registry import find_claims, kinds
from musings.core import written
from musings.core.project import Project
from musings.proof.check import FAILED, check, key
from musings.proof.elsewhere import Place
from tests.tool.conftest import Site

MORE = """
```py { .illustration reason="it is a picture of code" }
x = 1
```

```console { service="demo" }
$ curl http://127.0.0.1:8000/
```

//// explorer | demo
////

![A plot](plot:demo/entry/relu)
"""


def own_fields(claim: Claim) -> list[str]:
    """What a kind reads on the page beside what all claims have."""
    return [field.name for field in fields(claim)[len(fields(Claim)) :]]


def test_no_claim_of_the_site_rests_on_the_proof_of_another_one() -> None:
    project = Project(Path(__file__).parents[2])
    for page in written.pages(project):
        proved: dict[str, str] = {}
        for claim in find_claims(page):
            own = Kind.page_text(claim, page)
            assert proved.setdefault(key(claim, page), own) == own, f"{page.name}:{claim.line}"


def test_a_proof_rests_on_all_that_a_kind_reads_on_the_page(site: Site) -> None:
    site.add(MORE)
    page = written.page(Project(site.root), site.post)
    claims = {claim.kind: claim for claim in find_claims(page)}
    assert len(claims) >= 11  # all kinds but the notebook
    for name, claim in claims.items():
        text = kinds()[name].page_text(claim, page)
        assert own_fields(claim)
        for field in own_fields(claim):
            changed: dict[str, Any] = {field: "changed"}
            assert kinds()[name].page_text(replace(claim, **changed), page) != text, (name, field)


def test_a_name_that_cannot_be_called_is_told_in_every_place(site: Site) -> None:
    site.write("docs/posts/demo.md", "---\ndate: 2026-01-31\n---\n\n# One\n\n[1](fact:nodot)\n")
    project = Project(site.root)
    place = Place("WebAssembly", arithmetic="wasm-0")
    results = check(project, written.pages(project), place=place)
    assert [(result.kind, result.line) for result in results if result.status == FAILED] == [("fact", 7)]
