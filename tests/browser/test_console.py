"""An exchange becomes a console, whose curl prints in the page what real curl prints of the real server."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from musings.live.browser.console import curl
from musings.testing.chromium import find_firefox
from tests.browser import conversation
from tests.browser.cells import Cells
from tests.browser.conftest import (
    ROOT,
    Watch,
    bring_browser_code,
    build,
    patient,
    requests_of,
    runtime,
    serve,
    visit,
    watch,
)
from tests.browser.firefox import Firefox
from tests.browser.test_live_cells import isolate, python_of

TASKS, LATER, FLASK, HELLO, PREDICT, LAB = range(6)


@pytest.fixture(scope="module")
def console_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site of `tests/sites/console`, with the services of this repository."""
    root = tmp_path_factory.mktemp("console") / "site"
    shutil.copytree(conversation.LAB, root)
    shutil.copytree(ROOT / "snippets" / "deployment", root / "snippets" / "deployment")
    bring_browser_code(root)
    return build(root)


@pytest.fixture(scope="module")
def reader(browser: Browser, console_site: Path) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=serve(console_site), viewport={"width": 1200, "height": 900})
    patient(context)
    context.seen = watch(context)  # type: ignore[attr-defined]
    yield context
    context.close()


@pytest.fixture(scope="module")
def warm(reader: BrowserContext) -> Page:
    """A tab whose Python stays warm from test to test."""
    warm = reader.new_page()
    warm.goto("/other/")
    return warm


@pytest.fixture
def tab(reader: BrowserContext, console_site: Path, warm: Page) -> Iterator[Page]:
    """The page of the consoles, come to by an instant visit; it must neither complain nor ask another host."""
    seen: Watch = reader.seen  # type: ignore[attr-defined]
    seen.complaints.clear()
    seen.requests.clear()
    visit(warm, "../", "Consoles")
    yield warm
    visit(warm, "other/", "Another page")
    assert seen.complaints == []
    assert seen.strangers(serve(console_site)) == []


@pytest.fixture
def cold(reader: BrowserContext) -> Iterator[tuple[Page, list[str]]]:
    """The page of the consoles in a tab that has loaded nothing, and what this tab asks for."""
    cold = reader.new_page()
    requests = requests_of(cold)
    cold.goto("/")
    yield cold, requests
    cold.close()


class Terminal:
    """A console of a page, worked as a reader would."""

    def __init__(self, page: Page, number: int) -> None:
        self.page = page
        self.cells = Cells(page)
        self.number = number
        self.block: Locator = self.cells[number]
        self.client = self.block.locator(".live-client .live-lines")
        self.log = self.block.locator(".live-server .live-lines")
        self.input = self.block.get_by_label("Command line")

    def open(self) -> Terminal:
        self.cells.press(self.number, "Console")
        expect(self.input).to_be_focused()
        return self

    def ask(self, line: str) -> str:
        """Type a line, wait for its end, and return what was printed for it."""
        before = len(self.client.text_content() or "")
        self.page.evaluate(
            "addEventListener('live:end', () => { window.ended = true; }, { once: true }), window.ended = false"
        )
        self.input.fill(line)
        self.input.press("Enter")
        self.page.wait_for_function("() => window.ended")
        printed = (self.client.text_content() or "")[before:].removeprefix("\n")
        return printed.removeprefix(f"$ {line}\n")

    def status(self) -> str:
        return self.cells.status(self.number)


def without_position(text: str) -> str:
    """Where curl says in which column an address goes wrong: real curl was given a longer port."""
    return re.sub(r"position \d+|^ *\^$", "…", text, flags=re.MULTILINE)


@pytest.mark.timeout(300)
def test_the_page_prints_what_real_curl_prints_of_the_real_servers(tab: Page) -> None:
    compared: list[str] = []
    wrong: list[str] = []
    for name, number in (("flask-tasks", TASKS), ("falcon-hi", HELLO), ("flask-predict", PREDICT), ("lab", LAB)):
        with conversation.running(name) as up:
            real: dict[str, str] = {
                line: conversation.documented(conversation.ask(line, up), up) for line in conversation.COMMANDS[name]
            }
        terminal = Terminal(tab, number).open()
        for line, want in real.items():
            got = terminal.ask(line)
            compared.append(line)
            want, got = (without_position(curl.normalised(text)) for text in (want, got))
            if got != want:
                wrong.append(f"$ {line}\nwant:\n{want}\ngot:\n{got}")
    assert len(compared) >= 30
    assert not wrong, "\n\n".join(wrong)


# --- what is printed --------------------------------------------------------------------------------------------------


@pytest.mark.timeout(300)
def test_every_exchange_comes_out_as_printed(tab: Page) -> None:
    cells = Cells(tab)
    for number in (LATER, TASKS, FLASK, HELLO, PREDICT, LAB):  # the second asks first what the first asks
        assert cells.run(number) == "done", cells.status(number)
        assert cells.same(number) == "true"
        assert "Same as printed ✓" in cells.status(number)


def test_the_name_of_each_button_says_its_exchange(tab: Page) -> None:
    for number in (TASKS, HELLO):
        Terminal(tab, number).open()
    names = tab.locator(".live-ready .live-button").evaluate_all("all => all.map((each) => each.ariaLabel)")
    assert [name for name in names if name.startswith("Run")] == [f"Run exchange {number}" for number in range(1, 7)]
    assert len(set(names)) == len(names)
    assert {"Send exchange 4", "Restart exchange 4", "Close exchange 4"} <= set(names)


@pytest.mark.timeout(300)
def test_exchanges_pressed_at_once_do_not_disturb_each_other(tab: Page) -> None:
    cells = Cells(tab)
    numbers = (PREDICT, LATER, TASKS)  # the first is slow: the others wait for it together
    for number in numbers:
        cells.press(number, "Run")
    for number in numbers:
        cells.wait(number, timeout=120_000)
    assert [cells.same(number) for number in numbers] == ["true"] * 3


def test_an_answer_that_is_not_as_printed_is_told(tab: Page) -> None:
    terminal = Terminal(tab, TASKS).open()
    edit(terminal, "Learn Python", "Learn Rust")
    terminal.cells.press(TASKS, "Run")
    expect(terminal.block).to_have_attribute("data-same", "false")
    assert "command 1" in terminal.status()


# --- the console ------------------------------------------------------------------------------------------------------


def test_the_servers_state_is_kept_until_reset(tab: Page) -> None:
    terminal = Terminal(tab, TASKS).open()
    terminal.ask("curl -X DELETE localhost:5000/tasks/1")
    assert "There is no task 1" in terminal.ask("curl localhost:5000/tasks/1")
    terminal.cells.press(TASKS, "Reset")
    expect(terminal.block.locator("pre")).to_be_visible()
    terminal.open()
    assert "Buy groceries" in terminal.ask("curl localhost:5000/tasks/1")


def test_exchanges_with_one_server_share_its_state_and_others_do_not(tab: Page) -> None:
    Terminal(tab, TASKS).open().ask("curl -X DELETE localhost:5000/tasks/3")
    assert "There is no task 3" in Terminal(tab, LATER).open().ask("curl localhost:5000/tasks/3")
    assert "Build" in Terminal(tab, FLASK).open().ask("curl localhost:5000/tasks/3")


def test_an_edited_application_answers_after_its_restart(tab: Page) -> None:
    terminal = Terminal(tab, HELLO).open()
    assert "hello world" in terminal.ask("curl -X POST localhost:8001/hi")
    edit(terminal, "hello world", "good evening", file="falcon_resources.py")
    assert terminal.ask("curl -X POST localhost:8001/hi") == '{"message": "good evening"}'


def test_an_application_that_cannot_start_refuses_connections_and_its_log_says_why(tab: Page) -> None:
    terminal = Terminal(tab, HELLO).open()
    edit(terminal, "import falcon", "import falcon!")
    expect(terminal.log).to_contain_text("SyntaxError")
    expect(terminal.log).to_contain_text("snippets/deployment/falcon_app.py")
    assert "curl: (7) Failed to connect to localhost port 8001" in terminal.ask("curl localhost:8001/hi")


def test_the_log_shows_requests_and_what_the_application_prints(tab: Page) -> None:
    terminal = Terminal(tab, LAB).open()
    terminal.ask("curl localhost:57000/talk")
    log = terminal.log.text_content() or ""
    assert "$ gunicorn --worker-class gthread" in log
    for text in ("printed by the application", "logged by the application", "told to wsgi.errors"):
        assert text in log
    assert re.search(r'127\.0\.0\.1 - - \[.*\] "GET /talk HTTP/1\.1" 200 \d+ "-" "curl/7\.88\.1"', log)


def test_the_log_of_flask_is_flasks(tab: Page) -> None:
    terminal = Terminal(tab, FLASK).open()
    terminal.ask("curl localhost:5000/tasks/2")
    assert re.search(r'127\.0\.0\.1 - - \[.*\] "GET /tasks/2 HTTP/1\.1" 200 -\n', terminal.log.text_content() or "")


def test_an_option_that_is_not_there_is_told_with_a_list(tab: Page) -> None:
    printed = Terminal(tab, HELLO).open().ask("curl --proxy there localhost:8001/hi")
    assert printed.startswith("curl: this page's curl has no --proxy (-x)\nThis console knows: ")
    assert "-X/--request" in printed


def test_a_line_can_hold_more_than_curl_and_clear_empties_the_pane(tab: Page) -> None:
    terminal = Terminal(tab, TASKS).open()
    assert terminal.ask("ID=2; curl localhost:5000/tasks/$ID | jq .title") == '"Learn Python"\n'
    assert "There are no folders here." in terminal.ask("ls")
    assert "curl" not in terminal.status()
    terminal.input.fill("clear")
    terminal.input.press("Enter")
    expect(terminal.client).to_have_text("")


def test_arrow_keys_bring_earlier_lines_back(tab: Page) -> None:
    terminal = Terminal(tab, HELLO).open()
    for line in ("curl localhost:8001/one", "curl localhost:8001/two"):
        terminal.ask(line)
    terminal.input.fill("half typed")
    for key, line in (("ArrowUp", "/two"), ("ArrowUp", "/one"), ("ArrowDown", "/two"), ("ArrowDown", "half typed")):
        terminal.input.press(key)
        assert terminal.input.input_value().endswith(line)


def test_a_prepared_command_is_put_at_the_prompt(tab: Page) -> None:
    terminal = Terminal(tab, LATER).open()
    terminal.block.get_by_role("button", name="curl -X DELETE").click()
    expect(terminal.input).to_have_value("curl -X DELETE http://localhost:5000/tasks/2")
    expect(terminal.input).to_be_focused()


def test_of_printed_text_that_is_pasted_the_commands_are_run(tab: Page) -> None:
    printed = "$ curl -X POST \\\n  localhost:8001/hi\nhello\n$ curl localhost:8001/none"
    assert Terminal(tab, HELLO).open().ask(printed).count("\n$ curl") == 1


def test_a_line_that_goes_on_takes_another_line(tab: Page) -> None:
    terminal = Terminal(tab, HELLO).open()
    terminal.input.fill("curl -X POST \\")
    terminal.input.press("Enter")
    terminal.input.press_sequentially("localhost:8001/hi")
    terminal.input.press("Enter")
    expect(terminal.client).to_contain_text("hello world")


def test_stop_ends_an_application_that_never_answers_and_keeps_the_state(tab: Page) -> None:
    terminal = Terminal(tab, TASKS).open()
    edit(terminal, '    return {"tasks": list(tasks.values())}', "    while True:\n        pass")
    terminal.ask("curl -X DELETE localhost:5000/tasks/1")
    terminal.input.fill("curl localhost:5000/tasks")
    terminal.input.press("Enter")
    expect(terminal.block).to_have_attribute("data-state", "running")
    terminal.input.press("Control+c")
    expect(terminal.block).to_have_attribute("data-state", "stopped")
    expect(terminal.input).to_be_focused()
    assert "There is no task 1" in terminal.ask("curl localhost:5000/tasks/1")


def test_where_the_page_is_isolated_stop_keeps_the_server_with_all_that_it_holds(
    browser: Browser, console_site: Path
) -> None:
    context = browser.new_context(base_url=serve(console_site), viewport={"width": 1200, "height": 900})
    isolate(context)
    patient(context)
    page = context.new_page()
    page.goto("/")
    assert page.evaluate("crossOriginIsolated")
    terminal = Terminal(page, TASKS).open()
    edit(terminal, '    return {"tasks": list(tasks.values())}', "    tasks.pop(1)\n    while True:\n        pass")
    assert "Buy groceries" in terminal.ask("curl localhost:5000/tasks/1")
    python = python_of(page)
    assert len(python) == 1
    terminal.input.fill("curl localhost:5000/tasks")
    terminal.input.press("Enter")
    expect(terminal.block).to_have_attribute("data-state", "running")
    page.wait_for_timeout(300)  # until the application is asked
    terminal.input.press("Control+c")
    expect(terminal.block).to_have_attribute("data-state", "stopped")
    expect(terminal.input).to_be_focused()
    assert "There is no task 1" in terminal.ask(
        "curl localhost:5000/tasks/1"
    )  # what it did before it was stopped is done
    assert python_of(page) == python
    context.close()


def test_the_download_is_told_before_it_starts(cold: tuple[Page, list[str]]) -> None:
    page, requests = cold
    terminal = Terminal(page, PREDICT).open()
    expect(terminal.block.locator(".live-status")).to_have_text(re.compile(r"up to 4\d\.\d MB, once"))
    assert not [request for request in requests if "/0." in request or "/live/worker" in request]


def test_nothing_is_fetched_before_a_reader_shows_intent(cold: tuple[Page, list[str]]) -> None:
    page, requests = cold
    Cells(page)
    page.wait_for_timeout(300)
    assert runtime(requests) == []
    assert not [request for request in requests if "console.css" in request]


def test_a_page_that_is_left_leaves_nothing_behind(tab: Page) -> None:
    terminal = Terminal(tab, TASKS).open()
    terminal.ask("curl -X DELETE localhost:5000/tasks/1")
    visit(tab, "other/", "Another page")
    assert tab.locator(".live-bar").count() == 0
    tab.go_back()
    expect(tab.locator("h1")).to_have_text(re.compile("^Consoles"))
    assert "Buy groceries" in Terminal(tab, TASKS).open().ask("curl localhost:5000/tasks/1")


def test_without_scripts_the_printed_text_stands(browser: Browser, console_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(console_site))
    expect(page.locator(".live").first).to_contain_text("Learn Python")
    assert page.locator(".live button").count() == 0
    context.close()


def test_the_button_of_printed_commands_copies_the_commands_alone(reader: BrowserContext) -> None:
    reader.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reader.new_page()
    page.goto("/other/")
    page.get_by_role("button", name="Copy to clipboard").click()
    expect(page.locator(".md-dialog")).to_contain_text("Copied to clipboard")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "flask --app snippets.lab.app \\\n    run --port 5000"
    page.close()


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_an_open_console_is_accessible(tab: Page, axe: str, scheme: str) -> None:
    terminal = Terminal(tab, HELLO).open()
    terminal.ask("curl -v -X POST localhost:8001/hi")
    terminal.ask("curl localhost:1")
    tab.emulate_media(reduced_motion="reduce")  # a colour on its way to another is none to be judged
    tab.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    tab.evaluate(axe)
    found: list[dict[str, Any]] = tab.evaluate("axe.run('.live').then(({ violations }) => violations)")
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []


# --- every number answers ---------------------------------------------------------------------------------------------


class Proofs:
    """A page of claims, and the proof that is open on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = page.locator(".proof")
        self.number = page.get_by_role("link", name="0.33")
        self.words = page.get_by_role("link", name="three parts")
        self.table = page.get_by_role("button", name="Proof of the table lab.parts")
        page.mouse.move(9, 9)  # a reader is there: buttons come with them

    def run(self) -> str:
        """Run what proves the claim, and return what is seen of its value."""
        self.panel.get_by_role("button", name="Run this proof").click()
        expect(self.panel.locator(".live-ready")).to_have_attribute("data-state", "done")
        return self.panel.locator(".live-text").inner_text()


@pytest.fixture
def proofs(tab: Page) -> Iterator[Proofs]:
    visit(tab, "numbers/", "Numbers")
    yield Proofs(tab)
    visit(tab, "../", "Consoles")


def test_a_number_answers_where_it_stands(proofs: Proofs) -> None:
    proofs.number.click()
    expect(proofs.panel).to_be_focused()
    expect(proofs.panel).to_contain_text(
        "“0.33” is the value, as precisely as it is written, of snippets/lab/facts.py:third"
    )
    expect(proofs.panel.locator(".proof-code")).to_contain_text("return 1 / 3")
    assert proofs.panel.locator("xpath=preceding-sibling::*[1]").inner_text().startswith("One part of three")
    assert proofs.run() == "0.3333333333333333\n"
    assert proofs.page.url.endswith("/numbers/")
    proofs.page.keyboard.press("Escape")
    expect(proofs.panel).to_have_count(0)
    expect(proofs.number).to_be_focused()


def test_an_error_in_a_claim_is_reported_with_its_name(proofs: Proofs) -> None:
    report = "https://forge.invalid/issues/new?title=Error&body=Page%3A+numbers%0A"
    proofs.page.evaluate(
        """(href) => document.querySelector("article").append(
          Object.assign(document.createElement("a"), { href, className: "musings-report" }))""",
        report,
    )
    proofs.number.click()
    link = proofs.panel.get_by_role("link", name="Report an error in this claim")
    asked = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert asked["title"] == ["Error"]
    page, claim, made = asked["body"][0].splitlines()
    assert (page, claim) == ("Page: numbers", "Claim: fact lab.third, printed as “0.33”")
    assert re.fullmatch(r"Page made on: \d{1,2} \w+ \d{4}", made)


def test_words_and_tables_answer_to_the_keyboard(proofs: Proofs) -> None:
    for claim, code, value in (
        (proofs.words, "total == 1", "(True, {'sum': 1.0})"),
        (proofs.table, "number * third()", "[{'Parts': 1, 'Share': '0.33'}, {'Parts': 2, 'Share': '0.67'}]"),
    ):
        claim.press("Enter")
        expect(proofs.panel).to_have_count(1)  # of two the first is closed
        expect(proofs.panel.locator(".proof-code")).to_contain_text(code)
        assert proofs.run().strip() == value
    proofs.table.press("Enter")
    expect(proofs.panel).to_have_count(0)


def test_a_formula_and_a_figure_name_their_functions(proofs: Proofs) -> None:
    ask = proofs.page.get_by_role("button", name="Proof of the")
    expect(ask).to_have_count(3)
    ask.nth(1).click()
    expect(proofs.panel).to_contain_text("this formula equals snippets/lab/share.py:share.")
    expect(proofs.panel.locator(".proof-code")).to_contain_text("return n / 3")
    ask.nth(2).click()
    expect(proofs.panel).to_contain_text("This figure is drawn by plots/lab.py:shares.")
    expect(proofs.panel.locator(".proof-code")).to_contain_text("figure.subplots()")
    assert proofs.panel.get_by_role("button", name="Run").count() == 0


OLD, HERE = "0123 environment", "wasm-0.27.7 WebAssembly"
EVIDENCE: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nowhere": ({"places": {}}, ["Not proved yet by the machine", "has not been timed in a page"]),
    "elsewhere": ({"places": {OLD: 0.5}}, ["under 1 arithmetic;", "Its proof took 0.5 s", "has 30 seconds"]),
    "slowly": ({"places": {OLD: 40.0}}, ["It is a slow experiment: its proof took 40 s"]),
    "here too": ({"places": {OLD: 40.0, HERE: 2.0}}, ["under 2 arithmetics, the Python of", "it takes 2.0 s."]),
    "once": ({"measured": "1 May 2026, a Cray", "command": "make it"}, ["Recorded on 1 May 2026, a Cray, by make it."]),
}


@pytest.mark.parametrize("case", EVIDENCE)
def test_the_proof_says_when_where_and_how_long(cold: tuple[Page, list[str]], case: str) -> None:
    page, requests = cold
    row, said = EVIDENCE[case]
    claim = {"kind": "fact", "name": "lab.third", "text": "0.33", "function": "snippets/lab/facts.py:third", "code": ""}
    told = {"date": "2 May 2026", "claims": [{**claim, "places": {}, "measured": "", "command": "", **row}]}
    page.route("**/ledger.json", lambda route: route.fulfill(json=told))
    page.goto("/numbers/")
    proofs = Proofs(page)
    expect(proofs.table).to_be_attached()
    assert not [address for address in requests if re.search(r"ledger\.json|proof\.js", address)]
    proofs.number.click()
    for words in said:
        expect(proofs.panel).to_contain_text(words)
    assert runtime(requests) == []


def test_without_a_ledger_the_code_is_shown_all_the_same(cold: tuple[Page, list[str]]) -> None:
    page, _ = cold
    page.route("**/ledger.json", lambda route: route.abort())
    page.goto("/numbers/")
    proofs = Proofs(page)
    expect(proofs.table).to_be_attached()
    proofs.number.click()
    expect(proofs.panel).to_contain_text("The ledger could not be read.")
    expect(proofs.panel.locator(".proof-code")).to_contain_text("return 1 / 3")


def test_without_scripts_a_number_leads_to_the_code(browser: Browser, console_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{serve(console_site)}/numbers/")
    page.get_by_role("link", name="0.33").click()
    assert page.url.endswith("/code/lab/facts/#third")
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "default"), (390, "slate")])
def test_a_proof_is_accessible_and_fits(proofs: Proofs, axe: str, width: int, scheme: str) -> None:
    page = proofs.page
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    proofs.number.click()
    expect(proofs.panel.locator(".proof-code pre")).to_be_visible()
    page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate("axe.run('.md-content').then(({ violations }) => violations)")
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def edit(terminal: Terminal, old: str, new: str, file: str | None = None) -> None:
    """Change the application's text in the editor, and start it again."""
    terminal.cells.press(terminal.number, "Edit server")
    if file is not None:
        terminal.block.get_by_label("File of the server").select_option(label=file)
    editor = terminal.block.locator(".cm-content")
    editor.wait_for()
    path = terminal.block.get_by_label("File of the server").input_value()
    text = (ROOT / path).read_text(encoding="utf-8")
    assert old in text
    editor.click()
    terminal.page.keyboard.press("ControlOrMeta+a")
    terminal.page.keyboard.insert_text(text.replace(old, new))
    terminal.block.get_by_role("button", name="Restart").click()
    expect(terminal.block).to_have_attribute("data-state", re.compile("done|error"))


# Where there is no Firefox there is no test, as for the cells.
if (FIREFOX := find_firefox()) is not None:

    def test_firefox_answers_too(console_site: Path, tmp_path: Path) -> None:
        assert FIREFOX is not None
        firefox = Firefox(Path(FIREFOX), tmp_path)
        try:
            firefox.open(serve(console_site))
            firefox.wait("document.querySelectorAll('.live-ready').length === 6")
            firefox.click(".live .live-console")
            firefox.wait("document.activeElement?.className === 'live-input'")
            firefox.press("Control+a", *"curl -X DELETE localhost:5000/tasks/1", "Enter")
            firefox.press(*"curl localhost:5000/tasks/1", "Enter")
            firefox.wait("document.querySelector('.live-client')?.textContent.includes('There is no task 1')")
        finally:
            firefox.close()
