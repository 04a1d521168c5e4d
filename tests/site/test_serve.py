"""The writer's loop: `mkdocs serve` shows a save, also of a snippet whose figure must be drawn again."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from musings.site.serving import MOMENT, let_writers_end
from musings.testing.chromium import ARGUMENTS, find_chromium

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
OF_ONE_BUILD = re.compile(r"Build Date UTC : .*?\n|<p class=.musings-unproved.*?</p>\n", re.DOTALL)

SHOWN = "the rest of the site follows"


def wait_for(what: Callable[[], bool]) -> bool:
    """Whether something became true in time."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if what():
                return True
        except OSError:  # not up yet, or between two builds
            pass
        time.sleep(0.1)
    return False


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A small site being served: its folder and its address."""
    site = small(tmp_path)
    path = site / "docs" / "index.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n![A line](figure:lines/line)\n", encoding="utf-8")
    with serving(site) as address:
        yield site, address
    shutil.rmtree(site)


def small(folder: Path) -> Path:
    """Return the folder of a small site, made anew, with a figure that no page shows."""
    site = folder / "site"
    for name, text in {
        "mkdocs.yml": "site_name: Small\nsite_url: !ENV [SITE_URL, http://127.0.0.1:8000/]\ntheme: {name: mkdocs}\n"
        "plugins: [search, musings]\nmarkdown_extensions: [attr_list, musings]\n",
        "docs/index.md": "# Small\n\nBefore. [3](fact:lines.height)\n",
        "docs/other.md": "# Other\n\nNothing here.\n",
        "snippets/__init__.py": "",
        "snippets/lines/__init__.py": "",
        "snippets/lines/facts.py": "def height():\n    return 3\n",
        "plots/__init__.py": "",
        "plots/lines.py": "import matplotlib.pyplot as plt\n\nfrom snippets.lines.facts import height\n\n\n"
        "def line():\n    figure, axes = plt.subplots()\n    axes.plot([0, height()])\n    return figure\n",
    }.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return site


@contextmanager
def serving(site: Path, *command: str) -> Iterator[str]:
    """Serve a site by `mkdocs serve` or another command, and say where; it leaves no folder behind.

    What the server says goes into `log` beside the site.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serve = [sys.executable, "-m", *(command or ["mkdocs", "serve"]), "--dev-addr", f"127.0.0.1:{port}"]
    folders = site.with_name("folders")
    folders.mkdir()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(folders)}
    with site.with_name("log").open("wb") as log:
        process = subprocess.Popen(serve, cwd=site, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(PATIENCE)
        with suppress(ProcessLookupError):  # what draws, where a test has failed
            os.killpg(process.pid, signal.SIGKILL)
    assert [path.name for path in folders.iterdir() if path.name.startswith(("mkdocs_", "musings_"))] == []


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=5) as answer:
        text: str = answer.read().decode()
    return text


def begun(site: Path, address: str, text: str) -> bool:
    """Whether a page shows a text in time, and its server notices saves: it answers before it looks for them."""
    page = next((site / "docs").rglob("*.md"))

    def noticed() -> bool:
        os.utime(page)
        return "Detected file changes" in site.with_name("log").read_text(encoding="utf-8")

    return wait_for(lambda: text in get(address)) and wait_for(noticed)


def settled(site: Path, saves: int = 0) -> bool:
    """Whether all is built in time, also what follows so many saves that were shown at once."""

    def built() -> bool:
        said = site.with_name("log").read_text(encoding="utf-8")
        ended = sum(map(said.count, ("The site is whole again", "stays as it was", "A build is given up")))
        builds = said.count("Building documentation") - 1  # without the first, at which nothing has been saved
        return said.count(SHOWN) >= saves and ended >= saves and builds == ended

    return wait_for(built)


def page_of(html: str) -> str:
    """Return a page without what is another in each answer, and what is named anew for each that is published."""
    same = re.sub(r"assets/live\.[0-9a-f]{12}/", "assets/live/", OF_ONE_BUILD.sub("", html))
    return re.sub(r"\s+<", "<", re.sub(r'<script src="[^"]*/(?:reload|offline)\.js".*?</script>', "", same))


def test_saves_of_posts_and_snippets_are_shown(served: tuple[Path, str]) -> None:
    site, address = served
    figure = f"{address}assets/figures/lines/line.light.svg"
    assert begun(site, address, "Before.")
    drawn = get(figure)
    assert "page/offline.js" not in get(address)  # nothing keeps a page that is being written

    page = site / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Before.", "After."), encoding="utf-8")
    assert wait_for(lambda: "After." in get(address))
    assert get(figure) == drawn

    (site / "snippets" / "lines" / "facts.py").write_text("def height():\n    return 4\n", encoding="utf-8")
    assert wait_for(lambda: get(figure) != drawn)


def test_a_site_of_ones_own_shows_a_snippet_that_is_saved(tmp_path: Path) -> None:
    site = tmp_path / "own"
    subprocess.run([sys.executable, "-m", "musings", "init", str(site)], check=True, capture_output=True)
    with serving(site) as address:
        page = f"{address}squares/"
        assert begun(site, page, "Return x²")
        snippet = site / "snippets" / "squares" / "square.py"
        snippet.write_text(snippet.read_text(encoding="utf-8").replace("Return x²", "The square, x²"), encoding="utf-8")
        assert wait_for(lambda: "The square, x²" in get(page))
        assert settled(site, saves=1)
        assert "The square, x²" in get(f"{address}code/squares/square/")


def test_a_save_is_shown_at_once_as_the_whole_build_shows_it(tmp_path: Path) -> None:
    site = tmp_path / "own"
    subprocess.run([sys.executable, "-m", "musings", "init", str(site)], check=True, capture_output=True)
    with serving(site) as address:
        assert begun(site, f"{address}squares/", "Return x²")
        post = next((site / "docs/posts").glob("*.md"))
        for number in (1, 2):  # the second one into the folder that the build after the first has made
            text = post.read_text(encoding="utf-8")
            post.write_text(f"{text}\n## Step {number}\n\nSaved anew.\n", encoding="utf-8")
            assert wait_for(lambda number=number: f"Step {number}" in get(f"{address}squares/"))  # type: ignore[misc]
            at_once = get(f"{address}squares/")
            assert settled(site, saves=number)
            assert page_of(get(f"{address}squares/")) == page_of(at_once)
            assert f"Step {number}" in get(f"{address}search/search_index.json")


def test_a_page_is_replaced_and_never_seen_in_parts(served: tuple[Path, str]) -> None:
    site, address = served
    assert begun(site, address, "Before.")
    assert settled(site)
    with ExitStack() as open_files:
        shown = list(site.with_name("folders").glob("*/index.html"))
        files = [(open_files.enter_context(path.open("rb")), path.read_bytes()) for path in shown]
        page = site / "docs" / "index.md"
        page.write_text(page.read_text(encoding="utf-8").replace("Before.", "After."), encoding="utf-8")
        assert wait_for(lambda: "After." in get(address))
        assert files
        assert all(file.read() == content for file, content in files)


def test_a_save_is_shown_while_a_figure_is_drawn_for_the_one_before(served: tuple[Path, str]) -> None:
    site, address = served
    figure = f"{address}assets/figures/lines/line.light.svg"
    assert begun(site, address, "Before.")
    drawn = get(figure)
    plot, page = site / "plots" / "lines.py", site / "docs" / "index.md"
    waits = "import time\nfrom pathlib import Path\n\nwhile not Path('drawn').exists():\n    time.sleep(0.1)\n"
    plot.write_text(waits + plot.read_text(encoding="utf-8").replace("[0,", "[1,"), encoding="utf-8")
    assert wait_for(lambda: site.with_name("log").read_text(encoding="utf-8").count("Building documentation") == 2)
    page.write_text(page.read_text(encoding="utf-8").replace("Before.", "After."), encoding="utf-8")
    assert wait_for(lambda: "After." in get(address))
    assert get(figure) == drawn
    (site / "drawn").touch()
    assert wait_for(lambda: get(figure) != drawn)
    assert "After." in get(address)


def test_what_cannot_be_built_leaves_the_site_as_it_was(served: tuple[Path, str]) -> None:
    site, address = served
    assert begun(site, address, "Before.")
    page = site / "docs" / "index.md"
    good = page.read_bytes()
    page.write_bytes(b"# Sm\xe4ll\n")
    assert wait_for(lambda: "stays as it was before this save" in site.with_name("log").read_text(encoding="utf-8"))
    assert "Before." in get(address)
    page.write_bytes(good.replace(b"Before.", b"Mended."))
    assert wait_for(lambda: "Mended." in get(address))
    assert "Traceback" not in site.with_name("log").read_text(encoding="utf-8")


def test_a_page_that_is_being_written_is_not_read(tmp_path: Path) -> None:
    """Seen once on a busy machine: an editor had emptied the file, and for a moment an empty page was the last good."""
    page, gone = tmp_path / "page.md", tmp_path / "gone.md"
    page.write_bytes(b"")
    let_writers_end([page, gone])
    assert time.time() - page.stat().st_mtime >= MOMENT
    os.utime(page, (time.time() + 3600,) * 2)  # a clock that was put back: nobody waits an hour
    let_writers_end([page, gone])


def test_a_page_that_is_open_shows_a_save_by_itself(tmp_path: Path) -> None:
    site = tmp_path / "own"
    subprocess.run([sys.executable, "-m", "musings", "init", str(site)], check=True, capture_output=True)
    with serving(site) as address, sync_playwright() as playwright:
        assert begun(site, f"{address}squares/", "Return x²")
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        page, said = browser.new_page(), list[str]()
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.goto(f"{address}squares/")
        post = next((site / "docs/posts").glob("*.md"))
        post.write_text(post.read_text(encoding="utf-8") + "\nSaved anew.\n", encoding="utf-8")
        expect(page.get_by_text("Saved anew.")).to_be_visible(timeout=PATIENCE * 1000)
        browser.close()
    assert said == []


def test_a_port_that_is_taken_is_told_before_anything_is_built(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Small\n")
    config = "site_name: Small\nplugins: [musings]\nmarkdown_extensions: [musings]\n"
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"127.0.0.1:{other.getsockname()[1]}"
        (tmp_path / "mkdocs.yml").write_text(f"{config}dev_addr: {address}\n")
        command = [sys.executable, "-m", "mkdocs", "serve"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 1
    assert f"another program listens on port {address.partition(':')[2]}: stop it, or" in done.stderr
    assert "Traceback" not in done.stderr
    assert "built in" not in done.stderr


def test_a_mistake_is_told_and_the_server_goes_on(served: tuple[Path, str]) -> None:
    site, address = served
    assert begun(site, address, "Before.")
    page = site / "docs" / "index.md"
    good = page.read_text(encoding="utf-8")
    page.write_text(good.replace("fact:lines.height", "fact:lines.gone"), encoding="utf-8")
    log = site.parent / "log"
    assert wait_for(lambda: "docs/index.md:3: fact lines.gone" in log.read_text(encoding="utf-8"))
    assert "Before." in get(address)
    page.write_text(
        good + '\n```py { title="snippets/lines/gone.py" }\n--8<-- "lines/gone.py"\n```\n', encoding="utf-8"
    )
    assert wait_for(lambda: "there is no snippets/lines/gone.py" in get(address))
    assert "Traceback" not in log.read_text(encoding="utf-8")

    page.write_text(good.replace("Before.", "Mended."), encoding="utf-8")
    assert wait_for(lambda: "Mended." in get(address))


def test_after_saves_all_pages_are_as_if_built_anew(served: tuple[Path, str]) -> None:
    site, address = served
    page, other = site / "docs" / "index.md", site / "docs" / "other.md"
    assert begun(site, address, "Before.")
    good = page.read_text(encoding="utf-8")
    other.write_text("# Another\n\nSee [the first](index.md#part).\n", encoding="utf-8")
    assert wait_for(lambda: "See" in get(f"{address}other/"))
    page.write_text(good + "\n## Part\n\nSecond.\n", encoding="utf-8")
    assert wait_for(lambda: "Second." in get(address))
    (site / "snippets" / "lines" / "facts.py").write_text("def height():\n    return 3.0\n", encoding="utf-8")
    assert wait_for(lambda: ">3.0<" in get(f"{address}code/lines/facts/"))
    page.write_text(good + "\n## Part\n\nThird.\n", encoding="utf-8")
    assert wait_for(lambda: "Third." in get(address))
    assert settled(site)

    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site / "anew")]
    subprocess.run(command, cwd=site, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": address}, check=True)
    pages = sorted((site / "anew").rglob("index.html"))
    assert len(pages) == 6  # with the ledger, its part, that of the code and that of the plot
    for path in pages:
        there = get(address + path.relative_to(site / "anew").as_posix())
        assert page_of(there) == page_of(path.read_text(encoding="utf-8"))


def test_a_fault_of_a_page_is_told_again_at_the_save_of_another(served: tuple[Path, str]) -> None:
    site, address = served
    assert begun(site, address, "Before.")
    fault = "contains a link 'gone.md'"
    log = site.parent / "log"
    (site / "docs" / "other.md").write_text("# Another\n\n[Gone](gone.md)\n", encoding="utf-8")
    assert wait_for(lambda: log.read_text(encoding="utf-8").count(fault) == 1)
    page = site / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Before.", "After."), encoding="utf-8")
    assert wait_for(lambda: "After." in get(address))
    assert wait_for(lambda: log.read_text(encoding="utf-8").count(fault) == 2)


def test_a_writer_is_told_what_is_not_proved_and_a_reader_sees_no_such_page(served: tuple[Path, str]) -> None:
    site, address = served
    note = "Not proved as they stand: {} of 2 claims"
    assert begun(site, address, note.format(2))
    musings = [sys.executable, "-m", "musings"]
    page = site / "docs" / "index.md"
    subprocess.run([*musings, "approve"], cwd=site, check=True, capture_output=True)
    assert subprocess.run([*musings, "check"], cwd=site, check=False, capture_output=True).returncode == 0
    page.write_text(page.read_text(encoding="utf-8").replace("Before.", "After."), encoding="utf-8")
    assert wait_for(lambda: "After." in get(address))
    assert "musings-unproved" not in get(address)
    page.write_text(page.read_text(encoding="utf-8").replace("[3]", "[5]"), encoding="utf-8")
    assert wait_for(lambda: note.format(1) in get(address))
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site / "anew")]
    subprocess.run(command, cwd=site, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True)
    assert "musings-unproved" not in (site / "anew" / "index.html").read_text(encoding="utf-8")


def test_the_page_says_how_far_its_proof_is_and_what_differs(tmp_path: Path) -> None:
    """`musings serve POST` writes it on the page that is open, and no other page has a word of it."""
    site = small(tmp_path)
    chromium = find_chromium()
    assert chromium is not None
    with serving(site, "musings", "serve", "docs/index.md") as address, sync_playwright() as playwright:
        assert wait_for(lambda: "Before." in get(address))
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        page = browser.new_page()
        page.goto(address)
        note = page.locator("[data-proving]")
        expect(note).to_have_text("Proved: 1 of 1 claims.", timeout=PATIENCE * 1000)
        post = site / "docs" / "index.md"
        post.write_text(post.read_text(encoding="utf-8").replace("[3](", "[4]("), encoding="utf-8")
        expect(note).to_contain_text("Wrong as they stand: 1 of 1.", timeout=PATIENCE * 1000)
        expect(note).to_contain_text("Line 3, fact lines.height:")
        expect(note).to_contain_text("musings approve")
        post.write_text("---\ntitle: [\n---\n", encoding="utf-8")
        expect(note).to_contain_text("front matter", timeout=PATIENCE * 1000)
        page.goto(f"{address}other/")
        expect(page.get_by_text("Nothing here.")).to_be_visible()
        expect(page.locator("[data-proving]")).to_have_count(0)
        browser.close()
    assert not (site / "build" / "state.json").exists()
