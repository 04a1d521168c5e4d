"""What a reader can do with the cells of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, Worker, expect

from tests.browser import corpus
from tests.browser.cells import Cells, fragment
from tests.browser.conftest import PATIENCE, Elsewhere, Watch, patient, requests_of, runtime, visit, watch

PLAIN, NUMPY, LISTING, AFTER, PLOT = range(5)


@pytest.fixture(scope="module")
def tab(context: BrowserContext) -> Page:
    """A tab whose Python stays warm from test to test; each test opens the page anew by an instant visit."""
    return context.new_page()


@pytest.fixture
def cells(tab: Page) -> Cells:
    """The cells' page, fresh: no edit, no output."""
    return fresh(tab)


def fresh(tab: Page) -> Cells:
    if "/cells/" not in tab.url:
        tab.goto("/more/")
    tab.evaluate("sessionStorage.clear()")
    if "/cells/" in tab.url:
        visit_cells(tab, "../more/", "More cells")
    tab.evaluate("sessionStorage.clear()")
    visit_cells(tab, "../cells/", "Cells")
    return Cells(tab)


ANEW = "Stopped: Python starts anew with the next run"
LEFT = "Stopped: what it has defined is kept"


def isolate(context: BrowserContext) -> None:
    """Have pages come as the service worker gives them from the second one on."""

    def with_headers(route: Route) -> None:
        answer = route.fetch()
        own = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}
        route.fulfill(response=answer, headers={**answer.headers, **own})

    context.route(re.compile(r"/(?:\?.*)?$"), with_headers)


@pytest.fixture(scope="module", params=["not isolated", "isolated"])
def stoppable(request: pytest.FixtureRequest, browser: Browser, fixture_address: str) -> Iterator[tuple[Page, str]]:
    """A tab whose Python stays warm, and what a cell of it says when it was stopped."""
    context = browser.new_context(base_url=fixture_address, viewport={"width": 1200, "height": 900})
    patient(context)
    if request.param == "isolated":
        isolate(context)
    tab = context.new_page()
    tab.goto("/more/")
    assert tab.evaluate("crossOriginIsolated") is (request.param == "isolated")
    yield tab, LEFT if request.param == "isolated" else ANEW
    context.close()


def visit_cells(tab: Page, href: str, heading: str) -> None:
    """Visit another page with cells."""
    visit(tab, href, heading)
    tab.wait_for_selector(".live-ready")


# --- before anyone touches a cell -------------------------------------------------------------------------------------


def test_the_runtime_is_not_asked_for_before_a_reader_shows_intent(page: Page) -> None:
    requests = requests_of(page)
    cells = Cells(page, "/cells/")
    page.wait_for_timeout(300)
    assert runtime(requests) == []
    assert not [request for request in requests if "vendor" in request]
    with page.expect_request(lambda request: bool(runtime([request.url]))):
        cells[PLAIN].locator(".live-run").hover()


def test_a_page_without_cells_loads_one_small_script(page: Page) -> None:
    requests = requests_of(page)
    page.goto("/", wait_until="networkidle")
    ours = [request for request in requests if "/assets/live/" in request and request.endswith(".js")]
    assert [request.rsplit("/", 1)[1] for request in ours] == ["main.js"]


def test_the_buttons_move_nothing(page: Page) -> None:
    page.add_init_script(
        "window.shift = [];"
        "const name = ({ node }) => node?.outerHTML?.slice(0, 80) ?? String(node);"
        "new PerformanceObserver((list) => list.getEntries().forEach((e) => window.shift.push(...e.sources.map(name))))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    Cells(page, "/cells/")
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") == []


def test_without_scripts_there_are_no_buttons(browser: Browser, fixture_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{fixture_address}/cells/")
    expect(page.locator(".live").first).to_contain_text("4.0")
    assert page.locator(".live button").count() == 0
    context.close()


def test_an_excerpt_has_no_buttons(page: Page) -> None:
    page.goto("/blog/")
    expect(page.locator(".md-post--excerpt .live")).to_have_count(1)
    page.wait_for_timeout(300)
    assert page.locator(".live-bar").count() == 0


def test_print_shows_the_code_alone(page: Page) -> None:
    cells = Cells(page, "/cells/")
    page.emulate_media(media="print")
    expect(cells[PLAIN].locator(".live-bar")).to_be_hidden()
    expect(cells[PLAIN].locator("pre")).to_be_visible()


# --- running ----------------------------------------------------------------------------------------------------------


def test_loading_tells_megabytes_and_then_steps(page: Page) -> None:
    cells = Cells(page, "/cells/")
    page.evaluate(
        """() => {
          window.told = [];
          const bar = document.querySelector(".live-bar");
          const tell = () => window.told.push([...bar.querySelectorAll("span[role], .live-progress")]
            .map((part) => part.textContent).join(" "));
          new MutationObserver(tell).observe(bar, { subtree: true, childList: true, characterData: true });
        }"""
    )
    cells.run(PLAIN)
    told = page.evaluate("window.told")
    assert any(re.fullmatch(r"Loading Python \d+\.\d of 1\d\.\d MB", text) for text in told)
    assert told.index("Starting Python ") < told.index("Running ")
    page.evaluate("window.told.length = 0; window.bar = document.querySelectorAll('.live-bar')[1]")
    page.evaluate(
        """new MutationObserver(() => told.push(bar.querySelector(".live-status").textContent))
          .observe(bar, { subtree: true, childList: true, characterData: true })"""
    )
    cells.run(NUMPY)
    told = page.evaluate("window.told")
    assert told.index("Importing numpy") < told.index("Running")


def test_an_example_comes_out_as_printed(cells: Cells) -> None:
    assert cells.run(PLAIN) == "done"
    assert cells.same(PLAIN) == "true"
    assert "Same as printed ✓" in cells.status(PLAIN)


def test_cells_above_run_first(cells: Cells) -> None:
    cells.run(AFTER)
    assert cells.same(AFTER) == "true"
    assert cells.text(PLAIN) == ""


def test_a_second_run_sees_only_the_cells_above(cells: Cells) -> None:
    cells.run(NUMPY)
    cells.run(NUMPY)
    assert cells.same(NUMPY) == "true"


def test_two_cells_pressed_at_once_run_in_order(cells: Cells) -> None:
    cells.edit(PLAIN, "import time\ntime.sleep(0.5)\nseen = [1]\nprint('first')")
    assert cells.press_at_once([(PLAIN, "Run"), (NUMPY, "Run")]) == ["queued", "queued"]
    cells.wait(NUMPY)
    assert cells.text(PLAIN) == "first\n"
    assert cells.same(NUMPY) == "true"


def test_output_comes_while_a_cell_runs(cells: Cells) -> None:
    cells.run(PLAIN)
    cells.edit(PLAIN, "import time\nfor n in range(250):\n    print(n)\n    time.sleep(0.1)\n")
    cells.press(PLAIN, "Run")
    expect(cells[PLAIN].locator(".live-text")).to_contain_text("2")
    assert cells.state(PLAIN) == "running"
    cells.press(PLAIN, "Stop")


def test_each_value_is_shown_as_in_a_console(cells: Cells) -> None:
    cells.edit(PLAIN, "x = 3\nx\nNone\n'four'\nimport sys\nprint('no', file=sys.stderr)")
    cells.run(PLAIN)
    assert cells.text(PLAIN) == "3\n'four'\nno\n"


def test_a_result_that_differs_is_shown_beside_the_printed_one(tab: Page, cells: Cells) -> None:
    visit_cells(tab, "../more/", "More cells")
    other = Cells(tab)
    other.run(2)
    assert other.same(2) == "false"
    assert other.text(2) == ">>> 2 + 2\n4\n"
    expect(other[2].locator("code")).to_contain_text("5")


def test_a_traceback_names_only_the_readers_lines(cells: Cells) -> None:
    cells.edit(NUMPY, "import numpy as np\ndef f():\n    return np.reshape(np.ones(3), (2, 2))\nf()")
    assert cells.run(NUMPY) == "error"
    text = cells.text(NUMPY)
    assert re.findall(r'File "(.*)", line (\d+)', text) == [("<example 2>", "4"), ("<example 2>", "3")]
    assert "ValueError: cannot reshape" in cells.status(NUMPY)


def test_a_package_is_loaded_when_a_function_asks_for_it(tab: Page, cells: Cells) -> None:
    visit_cells(tab, "../more/", "More cells")
    again = Cells(tab)
    again.run(1)
    assert again.same(1) == "true"


def test_a_figure_has_words_and_follows_the_scheme(tab: Page, cells: Cells) -> None:
    cells.run(PLOT)
    figure = cells[PLOT].get_by_role("img")
    expect(figure).to_have_attribute("aria-label", re.compile("Two ways to squash; output over input.*squash, tanh"))
    label = figure.locator("text", has_text="Two ways")
    light = label.evaluate("e => getComputedStyle(e).fill")
    tab.evaluate(
        "document.body.style.setProperty('--musings-text', 'rgb(1, 2, 3)')",
    )
    assert light != label.evaluate("e => getComputedStyle(e).fill") == "rgb(1, 2, 3)"
    tab.evaluate("document.body.style.removeProperty('--musings-text')")


COLOURS_OF = """async (image) => {
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  const style = getComputedStyle(document.body);
  const count = (name) => {
    const wanted = style.getPropertyValue(`--musings-${name}`).match(/[0-9a-f]{2}/g).map((part) => parseInt(part, 16));
    let found = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3] === 255 && wanted.every((part, place) => part === data[at + place])) found++;
    }
    return found;
  };
  return Object.fromEntries(["blue", "text", "axis"].map((name) => [name, count(name)]));
}"""


def test_a_figure_of_very_many_points_is_a_picture_in_the_colours_of_the_scheme(cells: Cells) -> None:
    cells.edit(
        PLOT,
        "import numpy as np\nimport matplotlib.pyplot as plt\nplt.scatter(*np.random.rand(2, 5000))\nplt.title('Many')",
    )
    cells.run(PLOT)
    figure = cells[PLOT].locator(".live-figure")
    assert figure.locator("*").count() == 2
    for scheme in ("slate", "default"):
        cells.page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
        shown = figure.get_by_role("img")
        expect(shown).to_have_count(1)
        expect(shown).to_have_attribute("alt", re.compile("Many"))
        assert shown.evaluate("image => image.naturalWidth >= image.clientWidth * devicePixelRatio")
        colours = shown.evaluate(COLOURS_OF)
        assert colours["blue"] > 10_000
        assert min(colours.values()) > 20


def test_the_figures_of_a_cell_share_what_a_page_takes(cells: Cells) -> None:
    cells.edit(
        PLOT,
        "import numpy as np\nimport matplotlib.pyplot as plt\nfor _ in range(4):\n    plt.figure()\n"
        "    plt.scatter(*np.random.rand(2, 800))",
    )
    cells.run(PLOT)
    assert cells[PLOT].locator(".live-figure > svg").count() == 2
    assert cells[PLOT].locator(".live-figure > img").count() == 4
    assert cells[PLOT].locator(".live-figure *").count() < 2500


def test_a_figure_cannot_bring_a_script(cells: Cells) -> None:
    cells.edit(
        NUMPY,
        "from matplotlib.figure import Figure\n"
        "class Bad(Figure):\n"
        "    def savefig(self, stream, **options):\n"
        '        stream.write(\'<svg xmlns="http://www.w3.org/2000/svg" onload="window.bad=1">'
        '<script>window.bad=1</script><a href="javascript:window.bad=1"><text>x</text></a></svg>\')\n'
        "Bad()",
    )
    cells.run(NUMPY)
    svg = cells[NUMPY].locator("svg[role=img]")
    assert svg.evaluate("e => e.outerHTML").count("bad=1") == 0
    assert cells.page.evaluate("window.bad") is None


def test_a_cell_reaches_no_other_host(cells: Cells, elsewhere: Elsewhere) -> None:
    cells.run(PLAIN)
    cells.edit(PLAIN, elsewhere.attempts)
    cells.run(PLAIN)
    assert cells.text(PLAIN) == "tried\n"
    cells.page.evaluate(elsewhere.worker)
    elsewhere.hear_nothing()


# --- what readers do --------------------------------------------------------------------------------------------------


def test_the_corpus_is_seen_as_it_must_be(cells: Cells) -> None:
    assert len(corpus.CASES) >= 60
    assert (wrong := corpus.complaints(corpus.CASES, cells.page.evaluate)) == "", wrong


# --- limits and Stop --------------------------------------------------------------------------------------------------

ENDLESS = {
    "loop": "while True: pass",
    "print": "while True: print('x' * 100)",
    "allocation": "import time\nkept = []\nwhile True:\n    kept.append(bytearray(10_000_000))\n    time.sleep(0.1)",
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_stop_ends_everything_and_the_next_run_works(stoppable: tuple[Page, str], kind: str) -> None:
    cells = fresh(stoppable[0])
    cells.run(PLAIN)
    cells.edit(AFTER, ENDLESS[kind])
    cells.press(AFTER, "Run")
    expect(cells[AFTER].locator(".live-status")).to_have_text("Running")  # itself, not those before it
    cells.page.wait_for_timeout(300)
    cells[AFTER].locator(".live-stop").evaluate(
        """button => button.addEventListener("click", ({ timeStamp }) => {
          window.stopping = performance.now() - timeStamp;
        }, { once: true })"""
    )
    cells.press(AFTER, "Stop")
    cells.wait(AFTER, ["stopped"])
    assert cells.status(AFTER) == stoppable[1]
    # What it takes is measured by `make bench`; a page that hangs before it heeds the press is an error here.
    assert cells.page.evaluate("window.stopping") < 2000
    assert cells.run(NUMPY) == "done"
    assert cells.same(NUMPY) == "true"


@pytest.fixture
def isolated(browser: Browser, fixture_address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=fixture_address)
    isolate(context)
    yield context
    context.close()


def python_of(tab: Page) -> list[Worker]:
    return [worker for worker in tab.workers if worker.url.startswith("blob:")]


def test_where_the_page_is_isolated_stop_keeps_python_and_what_it_holds(isolated: BrowserContext) -> None:
    patient(isolated)
    cells = Cells(isolated.new_page(), "/cells/")
    cells.run(PLAIN)
    python = python_of(cells.page)
    assert len(python) == 1
    cells.edit(AFTER, "import time\nn = len(seen)\nwhile True:\n    n += 1\n    time.sleep(30)")
    cells.press(AFTER, "Run")
    expect(cells[AFTER].locator(".live-status")).to_have_text("Running")
    cells.press(AFTER, "Stop")
    cells.wait(AFTER, ["stopped"])
    assert cells.status(AFTER) == LEFT
    assert cells.text(AFTER).endswith("KeyboardInterrupt\n")
    cells.edit(PLOT, "n")
    assert cells.run(PLOT) == "done"
    assert cells.text(PLOT) == "3\n"
    assert python_of(cells.page) == python

    cells.edit(AFTER, "sum(range(10**12))")
    cells.press(AFTER, "Run")
    expect(cells[AFTER].locator(".live-status")).to_have_text("Running")
    cells.page.wait_for_timeout(300)  # until it is where Python looks at nothing
    cells.press(AFTER, "Stop")
    cells.wait(AFTER, ["stopped"])
    assert cells.status(AFTER) == ANEW  # what does not heed is ended
    assert cells.run(NUMPY) == "done"
    assert python_of(cells.page) != python


def test_where_the_page_is_isolated_a_run_whose_time_is_over_may_go_on(isolated: BrowserContext) -> None:
    isolated.set_default_timeout(PATIENCE)
    page = isolated.new_page()
    page.clock.install()
    cells = Cells(page, "/cells/")
    cells.edit(PLAIN, "n = 0\nwhile True: n += 1")
    cells.press(PLAIN, "Run")
    expect(cells[PLAIN].locator(".live-status")).to_have_text("Running")
    more = cells[PLAIN].locator(".live-more")
    for _ in range(2):
        expect(more).to_be_hidden()
        page.clock.fast_forward(31_000)
        more.click()
        expect(cells[PLAIN].locator(".live-status")).to_have_text("Running")
    page.clock.fast_forward(31_000)
    expect(more).to_be_visible()
    page.clock.fast_forward(31_000)
    cells.wait(PLAIN, ["stopped"])
    assert "a run may take 30 seconds" in cells.status(PLAIN)
    assert "what it has defined is kept" in cells.status(PLAIN)
    cells.edit(NUMPY, "n > 0")
    cells.run(NUMPY)
    assert cells.text(NUMPY) == "True\n"


OUT_OF_STACK = """from functools import partial
def g(item, *, other=1):
    again = partial(g, other=1)
    for part in item:
        again(part)
b = []
b.append(b)
g(b)
"""


def test_python_that_breaks_down_says_of_what_and_is_started_anew(cells: Cells) -> None:
    cells.run(PLAIN)
    cells.edit(AFTER, OUT_OF_STACK)
    assert cells.run(AFTER) == "error"
    assert cells.status(AFTER) == "Python ran out of stack and was started anew"
    assert cells.run(NUMPY) == "done"
    assert cells.same(NUMPY) == "true"


def test_asyncio_runs_as_in_a_console(stoppable: tuple[Page, str]) -> None:
    cells = fresh(stoppable[0])
    cells.edit(PLAIN, "import asyncio\nasyncio.run(asyncio.sleep(0.1, 3))\nasyncio.run(asyncio.to_thread(pow, 2, 3))")
    assert cells.run(PLAIN) == "done"
    assert cells.text(PLAIN) == "3\n8\n"
    cells.edit(PLAIN, "import asyncio\nasyncio.run(asyncio.Event().wait())")
    cells.press(PLAIN, "Run")
    expect(cells[PLAIN].locator(".live-status")).to_have_text("Running")
    cells.press(PLAIN, "Stop")
    cells.wait(PLAIN, ["stopped"])
    assert cells.status(PLAIN) == stoppable[1]


def test_a_promise_is_kept_once_the_cell_is_done_also_after_a_run_of_asyncio(cells: Cells) -> None:
    cells.edit(
        PLAIN,
        "import asyncio, js\n"
        "asyncio.run(asyncio.sleep(0.01))\n"
        "kept = []\n"
        "_ = js.Promise.resolve(7).then(kept.append)\n"
        "kept",
    )
    assert cells.run(PLAIN) == "done"
    assert cells.text(PLAIN) == "[]\n"
    cells.edit(AFTER, "kept")
    assert cells.run(AFTER) == "done"
    assert cells.text(AFTER) == "[7]\n"


def test_a_broken_promise_is_not_told_amid_what_another_cell_writes(cells: Cells) -> None:
    cells.edit(
        PLAIN, "import js\n_ = js.Promise.resolve(1).then(lambda _: js.Promise.reject(js.Error.new('late')))\nNone"
    )
    assert cells.run(PLAIN) == "done"
    cells.edit(AFTER, "import gc\n_ = None\n_ = gc.collect()\nprint('mine')")
    assert cells.run(AFTER) == "done"
    assert cells.text(AFTER) == "mine\n"


def test_long_output_ends_with_a_note(cells: Cells) -> None:
    cells.edit(PLAIN, "for n in range(5000):\n    print('x' * 99)")
    cells.run(PLAIN)
    assert len(cells.text(PLAIN)) < 110_000
    assert "the output is longer than 100 KB" in cells.text(PLAIN)


def test_a_run_has_a_time_limit_that_says_so(browser: Browser, fixture_address: str) -> None:
    context = browser.new_context(base_url=fixture_address)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.clock.install()
    cells = Cells(page, "/cells/")
    cells.edit(PLAIN, "while True: pass")
    cells.press(PLAIN, "Run")
    expect(cells[PLAIN]).to_have_attribute("data-state", "running")
    page.clock.fast_forward(31_000)
    cells.wait(PLAIN)
    assert "a run may take 30 seconds" in cells.status(PLAIN)
    context.close()


def test_stop_takes_a_waiting_cell_out_of_the_queue(cells: Cells) -> None:
    cells.edit(PLAIN, "import time\ntime.sleep(1)\nseen = [1]")
    assert cells.press_at_once([(PLAIN, "Run"), (NUMPY, "Run"), (NUMPY, "Stop")])[-1] == "idle"
    cells.wait(PLAIN)
    assert cells.state(PLAIN) == "done"


# --- a changed definition ---------------------------------------------------------------------------------------------

TENFOLD = "def squash(x):\n    return 10.0 * x\n"


def test_the_examples_and_the_plot_follow_a_changed_definition(cells: Cells) -> None:
    cells.run(PLOT)
    before = cells[PLOT].locator(".live-figure").inner_html()
    cells.run(AFTER)
    cells.run(PLOT)
    cells.edit(LISTING, TENFOLD)
    cells.run(LISTING)
    assert "squash defined" in cells.status(LISTING)
    # The examples run again after the listing, one by one.
    expect(cells[AFTER].locator(".live-text")).to_have_text(">>> print(squash(1.0), len(seen))\n10.0 2\n")
    cells.page.wait_for_function(
        "([n, before]) => { const now = document.querySelectorAll('.live-ready')[n].querySelector('.live-figure');"
        " return now && now.innerHTML !== before; }",
        arg=[PLOT, before],
    )
    cells.press(LISTING, "Reset")
    cells.page.wait_for_function("() => document.querySelectorAll('.live')[3].dataset.same === 'true'")


def test_an_example_that_runs_later_sees_the_changed_definition(cells: Cells) -> None:
    cells.edit(LISTING, TENFOLD + "squash(4.0)")
    cells.run(AFTER)
    assert "10.0 2" in cells.text(AFTER)
    assert cells.text(LISTING) == "40.0\n"
    assert "lab/squash.py" in cells.status(AFTER)


def test_stop_ends_a_cell_that_follows_a_change(stoppable: tuple[Page, str]) -> None:
    cells = fresh(stoppable[0])
    cells.run(AFTER)
    cells.edit(LISTING, "def squash(x):\n    while type(x) is float: pass\n    return x\n")
    cells.press(LISTING, "Run")
    cells.wait(AFTER, ["running"])
    cells.press(AFTER, "Stop")
    cells.wait(AFTER)
    assert cells.status(AFTER) == stoppable[1]


def test_an_error_in_a_listing_names_its_line(cells: Cells) -> None:
    cells.edit(LISTING, "def squash(x):\n    return 1 +\n")
    assert cells.run(LISTING) == "error"
    assert 'File "lab/squash.py", line 2' in cells.text(LISTING)


def test_one_pages_change_is_not_anothers(tab: Page, cells: Cells) -> None:
    cells.edit(LISTING, TENFOLD)
    cells.run(AFTER)
    visit_cells(tab, "../more/", "More cells")
    other = Cells(tab)
    other.run(0)
    assert other.same(0) == "true"


# --- editing and sharing ----------------------------------------------------------------------------------------------


def test_the_editor_holds_code_without_prompts_and_outputs(cells: Cells) -> None:
    cells.press(PLAIN, "Edit")
    cells[PLAIN].locator(".cm-content").wait_for()
    assert cells.code(PLAIN).splitlines() == [
        "from math import sqrt",
        "sqrt(16.0)",
        "for n in range(2):",
        '    print("n", n)',
        "1 / 0",
        "# What the next cell sees.",
        "seen = [1]; len(seen)",
    ]


def paste(cells: Cells, number: int, text: str) -> None:
    """Put the text in place of a cell's code, by the clipboard."""
    cells.page.bring_to_front()
    cells.edit(number, "")
    cells.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    cells.page.keyboard.press("ControlOrMeta+v")


def test_of_a_console_that_is_pasted_the_editor_takes_the_code(cells: Cells) -> None:
    paste(cells, PLAIN, ">>> x = 5\n>>> x + 1\n6\n")
    assert cells.code(PLAIN) == "x = 5\nx + 1"
    assert cells.run(PLAIN) == "done"
    assert cells.text(PLAIN) == "6\n"


def test_reset_brings_back_what_is_printed(cells: Cells) -> None:
    cells.edit(PLAIN, "print(1)")
    cells.run(PLAIN)
    cells.press(PLAIN, "Reset")
    expect(cells[PLAIN].locator("pre code")).to_be_visible()
    assert cells[PLAIN].locator(".cm-content").count() == 0
    assert cells.text(PLAIN) == ""


def test_copy_takes_the_code_alone(cells: Cells) -> None:
    cells.page.bring_to_front()
    cells.press(AFTER, "Copy")
    expect(cells[AFTER].locator(".live-status")).to_have_text("Copied")
    assert cells.page.evaluate("navigator.clipboard.readText()") == "print(squash(1.0), len(seen))"


def test_a_shared_address_restores_the_edit_and_runs_nothing(cells: Cells, page: Page) -> None:
    cells.page.bring_to_front()
    code = "print('shared', 'é ✓')"
    cells.edit(PLAIN, code)
    cells.press(PLAIN, "Share")
    expect(cells[PLAIN].locator(".live-status")).to_contain_text("copied")
    address = cells.page.evaluate("navigator.clipboard.readText()")
    page.bring_to_front()
    other = Cells(page, address)
    other[PLAIN].locator(".cm-content").wait_for()
    assert other.code(PLAIN) == code
    assert other.state(PLAIN) == "idle"
    assert "not run yet" in other.status(PLAIN)
    assert other[PLAIN].locator(".live-output").count() == 0


def test_a_damaged_address_is_left_alone(page: Page) -> None:
    cells = Cells(page, "/cells/#live=%%%")
    assert cells[PLAIN].locator(".cm-content").count() == 0


COUNT_WHAT_IS_INFLATED = """
  window.inflated = 0;
  const Plain = DecompressionStream;
  window.DecompressionStream = class {
    constructor(format) {
      const { readable, writable } = new Plain(format);
      const count = (chunk, controller) => {
        window.inflated += chunk.length;
        controller.enqueue(chunk);
      };
      Object.assign(this, { writable, readable: readable.pipeThrough(new TransformStream({ transform: count })) });
    }
  };"""
UNPACK = "async (fragment) => (await import('/assets/live/page/share.js')).unpack(fragment)"


def test_an_address_that_inflates_to_megabytes_is_given_up_early(page: Page) -> None:
    hostile = fragment("a" * 30_000_000)
    assert len(hostile) < 50_000
    page.add_init_script(COUNT_WHAT_IS_INFLATED)
    cells = Cells(page, "/cells/")
    assert page.evaluate(UNPACK, hostile) is None
    assert page.evaluate("inflated") < 1_000_000
    page.goto("/more/")
    page.goto(f"/cells/{hostile}")
    page.wait_for_function("() => inflated > 200_000")
    assert page.evaluate(UNPACK, fragment("a" * 199_000)) == {"example-1": "a" * 199_000}
    assert page.evaluate("inflated") < 2_000_000
    assert cells[PLAIN].locator(".cm-content").count() == 0


def test_junk_in_an_address_is_not_even_inflated(page: Page) -> None:
    page.add_init_script(COUNT_WHAT_IS_INFLATED)
    Cells(page, "/cells/")
    junk = fragment("a") + "A" * 300_000
    assert page.evaluate(UNPACK, junk) is None
    assert page.evaluate("inflated") == 0


def test_code_that_is_too_long_for_an_address_is_not_shared(cells: Cells) -> None:
    before = cells.page.url
    cells.edit(PLAIN, "# " + "long " * 50_000)
    cells.press(PLAIN, "Share")
    expect(cells[PLAIN].locator(".live-status")).to_have_text("The code is too long for an address")
    assert cells.page.url == before


def test_back_and_forward_keep_edits(tab: Page, cells: Cells) -> None:
    cells.edit(PLAIN, "print('kept')")
    visit_cells(tab, "../more/", "More cells")
    tab.go_back()
    expect(tab.locator("h1")).to_have_text(re.compile("^Cells"))
    again = Cells(tab)
    again[PLAIN].locator(".cm-content").wait_for()
    assert again.code(PLAIN) == "print('kept')"


# --- instant navigation -----------------------------------------------------------------------------------------------


def test_python_stays_warm_over_an_instant_visit(tab: Page, cells: Cells) -> None:
    cells.run(PLAIN)
    python = [worker for worker in tab.workers if worker.url.startswith("blob:")]
    visit_cells(tab, "../more/", "More cells")
    Cells(tab).run(0)
    assert [worker for worker in tab.workers if worker.url.startswith("blob:")] == python
    assert len(python) == 1


def test_what_runs_on_a_left_page_ends_and_says_nothing_on_the_next(tab: Page, cells: Cells) -> None:
    cells.run(PLAIN)
    cells.edit(PLAIN, "while True: print('old page')")
    cells.press(PLAIN, "Run")
    cells.wait(PLAIN, ["running"])
    visit_cells(tab, "../more/", "More cells")
    other = Cells(tab)
    assert other.run(0) == "done"
    assert "old page" not in tab.locator("article").inner_text()
    assert tab.locator(".live-bar").count() == len(other)


def test_mounting_twice_leaves_one_set_of_buttons(tab: Page, cells: Cells) -> None:
    for _ in range(2):
        visit_cells(tab, "../more/", "More cells")
        visit_cells(tab, "../cells/", "Cells")
    assert tab.locator(".live-run").count() == len(Cells(tab)) == 5


# --- for everyone -----------------------------------------------------------------------------------------------------


def test_everything_goes_by_keyboard(cells: Cells) -> None:
    page = cells.page
    cells[PLAIN].locator(".live-edit").focus()
    page.keyboard.press("Enter")
    cells[PLAIN].locator(".cm-focused").wait_for()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("print('typed'")
    page.keyboard.press("ControlOrMeta+Enter")
    cells.wait(PLAIN)
    assert cells.text(PLAIN) == "typed\n"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.live-run')")
    page.keyboard.press("Enter")
    assert cells.state(PLAIN) in {"queued", "loading", "running", "done"}
    outline = cells[PLAIN].locator(".live-run").evaluate("e => getComputedStyle(e).outlineStyle")
    assert outline == "solid"


def test_the_name_of_each_button_says_its_cell(cells: Cells) -> None:
    names = cells.page.locator(".live-run").evaluate_all("all => all.map((each) => each.getAttribute('aria-label'))")
    assert names == ["Run example 1", "Run example 2", "Run lab/squash.py", "Run example 3", "Run example 4"]


def test_states_are_announced(cells: Cells) -> None:
    status = cells[PLAIN].get_by_role("status")
    assert cells.page.evaluate("e => e.textContent", status.element_handle()) == ""
    cells.run(PLAIN)
    expect(status).to_contain_text("Same as printed")
    cells.edit(PLAIN, "1 / 0")
    cells.run(PLAIN)
    expect(status).to_contain_text("ZeroDivisionError")


def test_reduced_motion_is_respected(browser: Browser, fixture_address: str) -> None:
    context = browser.new_context(base_url=fixture_address, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    cells = Cells(context.new_page(), "/cells/")
    cells[PLAIN].evaluate("e => e.dataset.state = 'running'")
    assert cells[PLAIN].locator(".live-bar").evaluate("e => getComputedStyle(e).animationName") == "none"
    context.close()


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_axe_finds_nothing_in_cells(cells: Cells, axe: str, scheme: str) -> None:
    page = cells.page
    page.emulate_media(reduced_motion="reduce")  # a colour on its way to another is none to be judged
    cells.edit(PLAIN, "1 / 0")
    cells.run(PLAIN)
    cells.run(AFTER)
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    page.evaluate(axe)
    found = page.evaluate(
        """async () => {
          const ours = [".live-bar", ".live-output", ".live-editor"];
          const { violations } = await axe.run({ include: ours.map((selector) => [selector]) });
          return violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
        }"""
    )
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'default')")
    assert found == []


# --- when something is missing ----------------------------------------------------------------------------------------


def test_a_site_built_without_python_says_so(page: Page, context: BrowserContext) -> None:
    page.route("**/pack/manifest*.json", lambda route: route.fulfill(json={"sizes": {}, "missing": ["all of it"]}))
    context.route("**/pack/manifest*.json", lambda route: route.fulfill(json={"sizes": {}, "missing": ["all of it"]}))
    cells = Cells(page, "/cells/")
    assert cells.run(PLAIN) == "error"
    assert "Python could not be had when this site was built" in cells.status(PLAIN)
    context.unroute("**/pack/manifest*.json")


def test_a_worker_that_cannot_be_loaded_is_told_and_the_next_run_has_another(
    context: BrowserContext, page: Page
) -> None:
    context.route("**/python/worker.js", lambda route: route.abort())
    cells = Cells(page, "/cells/")
    assert cells.run(PLAIN) == "error"
    told = "Python could not be started: the worker could not be loaded. The printed results stand."
    assert cells.status(PLAIN) == told
    context.unroute("**/python/worker.js")
    assert cells.run(PLAIN) == "done"
    watch_of(context).complaints.clear()  # the browser reports the failed request itself


def test_a_failed_download_is_told_and_can_be_tried_again(context: BrowserContext, page: Page) -> None:
    context.route("**/python_stdlib.zip", lambda route: route.abort())
    cells = Cells(page, "/cells/")
    assert cells.run(PLAIN) == "error"
    assert "The printed results stand" in cells.status(PLAIN)
    context.unroute("**/python_stdlib.zip")
    assert cells.run(PLAIN) == "done"
    watch_of(context).complaints.clear()  # the browser reports the failed request itself


def watch_of(context: BrowserContext) -> Watch:
    seen: Watch = context.seen  # type: ignore[attr-defined]
    return seen


def test_a_violation_of_the_policy_would_be_seen(browser: Browser, fixture_address: str) -> None:
    context = browser.new_context(base_url=fixture_address)
    seen = watch(context)
    page = context.new_page()
    page.goto("/cells/")
    scripts = page.expect_console_message(lambda message: "script-src" in message.text)
    images = page.expect_console_message(lambda message: "img-src" in message.text)
    with scripts, images:
        page.evaluate(
            """() => {
          const script = document.createElement("script");
          script.textContent = "window.inline = 1";
          document.head.append(script);
          const image = new Image();
          image.src = "http://192.0.2.1/x.png";
          document.body.append(image);
        }"""
        )
    assert page.evaluate("window.inline") is None
    assert sum("Content Security Policy" in text for text in seen.complaints) == 2
    context.close()
