"""The Content-Security-Policy that is set in built pages."""

import base64
import hashlib
from pathlib import Path

from musings.site.policy import apply, digest, inline_scripts, policy, with_policy

PAGE = '<!doctype html>\n<html>\n  <head>\n    <meta charset="utf-8">\n    {}\n  </head>\n<body>{}</body></html>\n'


def test_a_script_is_allowed_by_the_hash_of_its_text() -> None:
    expected = base64.b64encode(hashlib.sha256(b"let x = 1").digest()).decode()
    assert digest("let x = 1") == f"'sha256-{expected}'"


def test_line_ends_are_hashed_as_a_browser_reads_them() -> None:
    assert digest("a\r\nb\rc") == digest("a\nb\nc")


def test_inline_scripts_are_found_in_every_form() -> None:
    html = '<script>one</script><SCRIPT type="module">two\n</SCRIPT ><script async>three</script>'
    assert inline_scripts(html) == ["one", "two\n", "three"]


def test_data_and_files_are_no_inline_scripts() -> None:
    html = (
        '<script id="__config" type="application/json">{"a": 1}</script><script src="a.js"></script>'
        "<script src=b.js>ignored</script><!-- <script>gone</script> --><script></script>"
        '<script type="application/ld+json">{}</script>'
    )
    assert inline_scripts(html) == []


def test_scripts_are_never_allowed_wholesale() -> None:
    directives = dict(part.split(" ", 1) for part in policy(["'sha256-x'"]).split("; "))
    assert directives["script-src"] == "'self' 'wasm-unsafe-eval' 'sha256-x'"
    assert directives["default-src"] == directives["connect-src"] == "'self'"
    assert directives["worker-src"] == "'self' blob:"  # a worker of a blob is under its page's policy
    assert "http" not in policy([])


def test_the_policy_stands_right_behind_the_charset() -> None:
    html = with_policy(PAGE.format("<title>t</title>", ""), "default-src 'self'")
    assert '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'self\'">' in html


def test_a_page_without_a_charset_has_the_policy_first() -> None:
    html = with_policy("<head><title>t</title></head>", "x")
    assert html.startswith('<head><meta http-equiv="Content-Security-Policy" content="x"><title>')


def test_every_page_allows_the_scripts_of_all(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "index.html").write_text(PAGE.format("<script>one</script>", ""), encoding="utf-8")
    (tmp_path / "deep" / "index.html").write_text(PAGE.format("", "<script>two</script>"), encoding="utf-8")
    apply(tmp_path)
    for page in (tmp_path / "index.html", tmp_path / "deep" / "index.html"):
        text = page.read_text(encoding="utf-8")
        assert digest("one") in text
        assert digest("two") in text


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(PAGE.format("<script>one</script>", ""), encoding="utf-8")
    apply(tmp_path)
    first, stamp = page.read_bytes(), page.stat().st_mtime_ns
    apply(tmp_path)
    assert (page.read_bytes(), page.stat().st_mtime_ns) == (first, stamp)
