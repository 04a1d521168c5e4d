"""The ledger says what was proved, and only what was proved is published."""

from __future__ import annotations

import json
import re
from typing import Any

from .conftest import Site


def ledger(site: Site) -> str:
    site.run("prepare")
    return (site.root / "docs" / "ledger.md").read_text(encoding="utf-8")


def part(site: Site) -> str:
    """What it lists of the one post."""
    site.run("prepare")
    return (site.root / "docs" / "ledger" / "of-posts-demo.md").read_text(encoding="utf-8")


def claims(site: Site) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((site.root / "docs" / "ledger.json").read_text(encoding="utf-8"))["claims"]
    return rows


def counts(text: str) -> tuple[int, int]:
    """What the head says: claims, and how many of them were proved."""
    found = re.search(r"Of ([\d,]+) claims on (?:this site|this page|that page) (?:all )?([\d,]+) were proved", text)
    assert found is not None
    return int(found[1].replace(",", "")), int(found[2].replace(",", ""))


def test_the_head_counts_what_was_proved_with_this_very_content(site: Site) -> None:
    every, proved = counts(ledger(site))
    assert (every > 5, proved) == (True, 0)
    assert site.run("check").returncode == 0
    assert counts(ledger(site)) == (every, every)
    facts = site.root / "snippets/demo/facts.py"
    facts.write_text(f"{facts.read_text(encoding='utf-8')}\nMORE = 1\n", encoding="utf-8")
    assert 0 < counts(ledger(site))[1] < every


def test_one_claim_is_told_in_the_singular(site: Site) -> None:
    def foot() -> str:
        assert site.build().returncode == 0
        return (site.root / "site/single/index.html").read_text(encoding="utf-8").rpartition("musings-proved")[2]

    site.write("docs/single.md", "# One\n\nIt is [0.25](fact:demo.largest_slope).\n")
    assert "The one claim on this page was not proved with the very content shown here. " in foot()
    assert site.run("check").returncode == 0
    assert "The one claim on this page was proved with the very content shown here. " in foot()


def test_a_page_and_the_front_page_end_with_what_the_ledger_counts(site: Site) -> None:
    def foot(page: str) -> str:
        found = re.search(r'<p class="musings-proved".*?</p>', (site.root / "site" / page).read_text(encoding="utf-8"))
        return found[0] if found else ""

    site.write("docs/plain.md", "# Nothing is claimed\n")
    site.replace("mkdocs.yml", "  - musings\nmarkdown", "  - search\n  - musings\nmarkdown")
    assert site.build().returncode == 0
    assert counts(foot("a-demonstration/index.html"))[1] == 0
    assert site.run("check").returncode == 0
    assert site.build().returncode == 0
    of_post, of_site = foot("a-demonstration/index.html"), foot("index.html")
    assert counts(of_post) == (len(claims(site)), len(claims(site)))
    assert counts(of_post) == counts(of_site) == counts(ledger(site))
    assert "3 facts" in of_post
    assert foot("plain/index.html") == foot("ledger/index.html") == ""
    assert 'href="../ledger/of-posts-demo/"' in of_post
    assert 'href="ledger/"' in of_site
    listed = (site.root / "site/ledger/of-posts-demo/index.html").read_text(encoding="utf-8")
    assert counts(listed) == counts(of_post)
    assert 'href="of-posts-demo/"' in (site.root / "site/ledger/index.html").read_text(encoding="utf-8")
    index = json.loads((site.root / "site/search/search_index.json").read_text(encoding="utf-8"))
    assert not any("were proved" in part["text"] for part in index["docs"])


def test_a_claim_leads_to_the_tests_of_what_proves_it(site: Site) -> None:
    def tests(name: str) -> str:
        text = part(site)
        found: str = next(row["tests"] for row in claims(site) if row["name"] == name)
        assert not found or f"[its tests](../{found})" in text
        return found

    assert tests("demo.relu") == "code/demo/relu.md#its-test"
    assert tests("demo.largest_slope") == ""
    site.write("tests/snippets/demo/test_facts.py", "from snippets.demo.facts import largest_slope\n")
    assert tests("demo.largest_slope") == "code/demo/facts.md#its-test"
    site.write("tests/plots/test_other.py", "relu = 1\n")
    assert tests("demo/relu") == ""
    assert site.build().returncode == 0
    assert 'id="its-test"' in (site.root / "site/code/demo/facts/index.html").read_text(encoding="utf-8")


def test_what_is_shown_and_not_run_is_counted_by_itself(site: Site) -> None:
    before = counts(ledger(site))
    site.edit(
        "The largest slope",
        """\
```sh { .illustration reason="needs a cluster" }
make it so
```

/// table | illustration: invented for this sentence
| x |
|---|
| 1 |
///

The largest slope""",
    )
    text = ledger(site)
    assert counts(text) == before
    assert "2 more are shown and not run" in text


def test_the_head_says_what_the_site_is_made_with(site: Site) -> None:
    assert re.search(r"Made on \d+ \w+ \d{4}.*, with Python 3\.\d+\.\d+, NumPy \d", ledger(site))


def test_programs_read_the_same_of_every_claim(site: Site) -> None:
    assert site.run("check").returncode == 0
    text = part(site)
    fact = next(row for row in claims(site) if row["name"] == "demo.largest_slope")
    assert (fact["kind"], fact["text"]) == ("fact", "0.25")
    assert fact["function"] == "snippets/demo/facts.py:largest_slope"
    assert len(fact["places"]) == 1
    code = {row["name"]: row["code"] for row in claims(site)}
    assert code["demo.largest_slope"] == "code/demo/facts/#largest_slope"
    assert code["demo/relu"] == "code/plots/demo/#relu"
    assert {(row["title"], row["part"]) for row in claims(site)} == {("A demonstration", "ledger/of-posts-demo/")}
    assert all(re.search(rf"\| {row['line']} \|.*{re.escape(row['name'])}", text) for row in claims(site))


def test_words_of_a_claim_are_shown_as_words(site: Site) -> None:
    site.edit("[0.25](fact:demo.largest_slope)", '[**|a|** `b`](fact:demo.largest_slope "0.2 to 0.3")')
    text = part(site)
    assert "&#42;&#42;&#124;a&#124;&#42;&#42; &#96;b&#96;" in text


def test_what_is_false_is_not_published(site: Site) -> None:
    done = site.run("site")
    assert done.returncode == 0, done.stderr
    page = site.root / "site" / "a-demonstration" / "index.html"
    before = page.read_text(encoding="utf-8")
    site.edit("[0.25](fact:demo.largest_slope)", "[0.26](fact:demo.largest_slope)")
    done = site.run("site")
    assert done.returncode == 1
    assert "the text is not what the code says" in done.stderr
    assert "site/ is as it was" in done.stderr
    assert page.read_text(encoding="utf-8") == before


def test_what_was_listed_of_a_page_that_went_is_forgotten(site: Site) -> None:
    site.write("docs/single.md", "# One\n\nIt is [0.25](fact:demo.largest_slope).\n")
    assert "| [One](ledger/of-single.md) | 1 | 0 |" in ledger(site)
    assert (site.root / "docs/ledger/of-single.md").is_file()
    (site.root / "docs/single.md").unlink()
    assert "single" not in ledger(site)
    assert not (site.root / "docs/ledger/of-single.md").exists()
