"""The built site under Debian's nginx, from the configuration that every site's author gets."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from musings.live import served
from tests.hosted import Host, hosted

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "application/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".xml": "text/xml; charset=utf-8",
    ".xsl": "text/xsl; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".bib": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".ipynb": "application/x-ipynb+json",
    ".zip": "application/zip",
    # Nothing in a page asks for these by their type.
    ".whl": "application/octet-stream",
    ".map": "application/octet-stream",
    ".gz": "application/octet-stream",
}
COMPRESSED = {".bib", ".html", ".css", ".js", ".mjs", ".json", ".svg", ".wasm", ".xml", ".xsl", ".txt", ".ipynb"}
SMALL = 1000  # bytes; below it compression is not worth its header
FOREVER = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def host(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    with hosted(built_site, tmp_path_factory.mktemp("nginx")) as host:
        yield host


def files(site: Path) -> Iterator[tuple[Path, str]]:
    """All files of the site with the address of each, but those that are asked for by another name."""
    for path in sorted(site.rglob("*")):
        if path.is_file() and path != site / "404.html" and not path.name.endswith(".d.ts"):
            yield path, "/" + quote(path.relative_to(site).as_posix())


def test_every_file_is_served_whole_with_a_type_that_a_browser_knows(host: Host, built_site: Path) -> None:
    for path, address in files(built_site):
        answer = host.ask(address)
        assert (answer.status, answer.headers["content-type"]) == (200, TYPES[path.suffix]), address
        assert answer.body == path.read_bytes(), address


def test_what_compresses_is_sent_compressed_and_is_the_same(host: Host, built_site: Path) -> None:
    sent = 0
    for path, address in files(built_site):
        answer = host.ask(address, accept_encoding="gzip")
        compressed = answer.headers.get("content-encoding") == "gzip"
        assert compressed == (path.suffix in COMPRESSED and path.stat().st_size >= SMALL), address
        if compressed:
            assert gzip.decompress(answer.body) == path.read_bytes(), address
            assert answer.headers["vary"] == "Accept-Encoding", address
        sent += compressed
    assert sent > 500


def test_what_names_its_content_is_kept_for_good_and_nothing_else_is(host: Host, built_site: Path) -> None:
    """The service worker of the site goes by the same names."""
    (pattern,) = re.findall(r"const NAMED = /(.*)/;", served.SERVICE_WORKER.read_text(encoding="utf-8"))
    kept = 0
    for path, address in files(built_site):
        named = re.search(pattern, path.relative_to(built_site).as_posix()) is not None
        assert host.ask(address).headers["cache-control"] == (FOREVER if named else "no-cache"), address
        kept += named
    assert kept > 100


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_what_has_not_changed_is_not_sent_again(host: Host, encoding: str) -> None:
    first = host.ask("/", accept_encoding=encoding)
    again = host.ask("/", accept_encoding=encoding, if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["cache-control"] == "no-cache"
    assert host.ask("/", accept_encoding=encoding, if_none_match='"another"').status == 200


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/sw.js", 200), ("/nowhere/", 404), ("/activations", 301)])
def test_every_answer_says_what_a_page_cannot_say_of_itself(host: Host, path: str, status: int) -> None:
    answer = host.ask(path)
    assert answer.status == status
    assert {name: answer.headers.get(name) for name in answer.headers if name in SAID} == SAID
    assert answer.headers["server"] == "nginx"


SAID = {
    "content-security-policy": "frame-ancestors 'self'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
}


def test_what_is_not_there_is_answered_by_the_sites_own_page(host: Host, built_site: Path) -> None:
    answer = host.ask("/nowhere/at/all")
    assert (answer.status, answer.body) == (404, (built_site / "404.html").read_bytes())
    assert host.ask("/404.html").status == 404


def test_a_folder_without_its_slash_leads_to_it_wherever_nginx_listens(host: Host) -> None:
    assert host.ask("/activations").headers["location"] == "/activations/"


def test_hidden_files_are_not_shown(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / ".git").mkdir(parents=True)
    for name in ("404.html", "index.html", ".env", ".git/config"):
        (site / name).write_text(name)
    (tmp_path / "nginx").mkdir()
    with hosted(site, tmp_path / "nginx") as host:
        seen = {name: host.ask(name).status for name in ("/", "/.env", "/.git/config")}
    assert seen == {"/": 200, "/.env": 404, "/.git/config": 404}
