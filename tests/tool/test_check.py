"""`musings check` and `musings approve` on a project of one post."""

import json

from musings.claims.registry import find_claims
from musings.core import modules, written
from musings.core.project import Project
from musings.proof.check import key

from .conftest import Site


def test_a_project_that_is_right_is_proved(site: Site) -> None:
    done = site.check()
    assert done.returncode == 0, done.stderr
    assert "proved 1 citation, 2 examples, 3 facts, 1 figure, 1 formula, 1 listing, 1 table on 1 page" in done.stdout


def test_json_holds_every_claim(site: Site) -> None:
    results = site.results()
    assert {result["kind"] for result in results} == {
        "citation", "example", "fact", "figure", "formula", "listing", "table",
    }  # fmt: skip
    first = results[0]
    assert first["post"] == "docs/posts/demo.md"
    assert first["line"] == 8
    assert first["name"] == "demo.largest_slope"
    assert first["status"] == "proved"
    assert first["seconds"] >= 0


def test_nothing_is_run_again_when_nothing_changed(site: Site) -> None:
    site.check()
    assert {result["status"] for result in site.results()} == {"unchanged"}


def test_a_change_in_an_imported_helper_is_not_missed(site: Site) -> None:
    site.check()
    site.write("snippets/demo/helper.py", "ZERO = 0.5\n")
    failed = [result for result in site.results() if result["status"] == "failed"]
    assert {result["kind"] for result in failed} >= {"example", "table", "figure", "formula", "listing"}


def test_a_change_in_a_data_file_is_not_missed(site: Site) -> None:
    site.write("snippets/demo/data.txt", "0.25")
    site.write(
        "snippets/demo/facts.py",
        "from pathlib import Path\n\n\ndef largest_slope():\n"
        "    return float((Path(__file__).parent / 'data.txt').read_text())\n",
    )
    assert site.check().returncode == 0
    site.write("snippets/demo/data.txt", "0.26")
    assert site.check().returncode == 1


def test_an_edit_of_an_earlier_example_proves_the_later_ones_again(site: Site) -> None:
    site.check()
    site.edit(">>> relu(2.0)\n2.0", ">>> relu = lambda x: 0.0\n>>> relu(2.0)\n0.0")
    failed = [result for result in site.results() if result["status"] == "failed"]
    assert [result["name"] for result in failed] == ["relu(3.0) + 1.0"]


def test_a_failure_is_not_remembered_as_a_proof(site: Site) -> None:
    site.edit("[0.25](fact:demo.largest_slope), which", "[0.26](fact:demo.largest_slope), which")
    assert site.check().returncode == 1
    assert site.check().returncode == 1


def test_pages_are_proved_side_by_side_with_the_same_results(site: Site) -> None:
    other = (site.root / "docs/posts/demo.md").read_text().replace("# A demonstration", "# Another")
    site.write("docs/posts/other.md", other)
    done = site.run("check", "--jobs", "2", "--json")
    results = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert {result["post"] for result in results} == {"docs/posts/demo.md", "docs/posts/other.md"}


def test_approve_rewrites_what_differs_and_prints_the_diff(site: Site) -> None:
    right = site.post.read_text()
    site.edit("[0.25](fact:demo.largest_slope), which", "[0.31](fact:demo.largest_slope), which")
    site.edit(">>> relu(2.0)\n2.0", ">>> relu(2.0)\n7.0")
    site.edit("|   1 |  1.0 |", "|   1 |  9.0 |")
    done = site.run("approve")
    assert done.returncode == 0, done.stderr
    assert site.post.read_text() == right
    assert "-2.0" not in done.stdout
    for line in ("-7.0", "+2.0", "-|   1 |  9.0 |", "+|   1 |  1.0 |"):
        assert line in done.stdout.split("\n")


def test_approving_twice_changes_nothing(site: Site) -> None:
    site.run("approve")
    before = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file() and ".cache" not in path.parts}
    done = site.run("approve")
    assert "nothing to approve" in done.stdout
    after = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file() and ".cache" not in path.parts}
    assert after == before


def test_approve_adds_missing_outputs(site: Site) -> None:
    site.edit(">>> relu(3.0) + 1.0\n4.0", ">>> relu(3.0) + 1.0\n>>> [relu(x) for x in (1.0, 2.0)]")
    site.run("approve")
    assert ">>> relu(3.0) + 1.0\n4.0\n>>> [relu(x) for x in (1.0, 2.0)]\n[1.0, 2.0]\n```" in site.post.read_text()


def test_approve_keeps_what_it_cannot_approve(site: Site) -> None:
    site.edit(
        'about a quarter](fact:demo.largest_slope "0.2 to 0.3")', 'about half](fact:demo.largest_slope "0.4 to 0.6")'
    )
    site.edit(">>> relu(2.0)\n2.0", ">>> relu(2.0)\n7.0")
    before = site.post.read_text()
    done = site.run("approve")
    assert done.returncode == 1
    assert "outside the interval" in done.stderr
    assert site.post.read_text() == before.replace("7.0", "2.0")


def test_approve_writes_a_baseline_that_check_accepts(site: Site) -> None:
    site.replace("plots/demo.py", "f(1.0)]", "2.0]")
    assert site.check().returncode == 1
    assert "written: tests/baseline/demo_relu_light.png" in site.run("approve").stdout
    assert site.check().returncode == 0


def test_approve_does_not_write_an_error_into_an_example(site: Site) -> None:
    site.edit(">>> relu(3.0) + 1.0", ">>> relu(3.0) / 0.0")
    before = site.post.read_text()
    assert site.run("approve").returncode == 1
    assert site.post.read_text() == before


def test_a_failed_build_leaves_the_last_good_site(site: Site) -> None:
    assert site.run("site").returncode == 0
    good = {path: path.read_bytes() for path in (site.root / "site").rglob("*") if path.is_file()}
    site.edit("fact:demo.largest_slope), which", "fact:demo.gone), which")
    done = site.run("site")
    assert done.returncode == 1
    assert "site/ is as it was" in done.stderr
    assert {path: path.read_bytes() for path in (site.root / "site").rglob("*") if path.is_file()} == good


def test_pytest_names_each_claim_with_file_and_line(site: Site) -> None:
    site.write(
        "conftest.py",
        "from pathlib import Path\nfrom musings.testing.pytest_plugin import collector\n"
        "pytest_collect_file = collector(Path(__file__).parent)\n",
    )
    site.edit("[0.25](fact:demo.largest_slope), which", "[0.26](fact:demo.largest_slope), which")
    done = site.run("-v", "-p", "no:cacheprovider", "docs", module="pytest")
    assert done.returncode == 1
    assert "docs/posts/demo.md::line 8, fact demo.largest_slope FAILED" in done.stdout
    assert "docs/posts/demo.md::line 13, listing demo/relu.py:relu PASSED" in done.stdout
    assert "expected: 0.26" in done.stdout


def test_a_file_shown_in_two_parts_is_tested_once(site: Site) -> None:
    parts = [f"# --8<-- [start:{name}]\n{name} = 1\n# --8<-- [end:{name}]\n" for name in ("first", "second")]
    doctest = 'def runs():\n    """Count.\n\n    >>> RUNS.append(1)\n    >>> len(RUNS)\n    1\n    """\n'
    site.write("snippets/demo/parts.py", "RUNS = []\n" + "\n\n".join([*parts, doctest]))
    for name in ("first", "second"):
        site.add(f'\n```py {{ title="snippets/demo/parts.py" }}\n--8<-- "demo/parts.py:{name}"\n```\n')
    listings = [each for each in site.results() if each["name"].startswith("demo/parts.py")]
    assert [each["status"] for each in listings] == ["proved", "proved"], listings


def test_a_file_that_goes_while_it_is_looked_at_is_another_content(site: Site) -> None:
    page = written.page(Project(site.root), site.post)
    modules.look_again()
    before = [key(claim, page) for claim in find_claims(page)]
    modules.look_again()
    modules.closure(page.project, page.project.snippets.rglob("*.py"))  # found, and not read yet
    (site.root / "snippets/demo/helper.py").unlink()
    after = [key(claim, page) for claim in find_claims(page)]
    changed = {claim.kind for claim, was, now in zip(find_claims(page), before, after, strict=True) if was != now}
    assert {"example", "listing", "formula"} <= changed
    assert "citation" not in changed
