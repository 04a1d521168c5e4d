"""What a reader can do with the explorers, and that every number they show is the snippets' own."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from musings.core import store
from musings.core.project import Project
from musings.live import explorers
from musings.site.code_pages import explorer_names
from musings.testing import rooms
from snippets.activations.catalogue import CATALOGUE
from snippets.explorers import (
    activation,
    back_propagation,
    data_explorer,
    gradient_flow,
    momentum_map,
    network_playground,
    next_character,
    objective,
    optimiser_race,
    over_fitting,
    softmax,
)
from snippets.optimisers.surfaces import SURFACES
from tests.browser.conftest import ROOT, Watch, bring_browser_code, build, patient, requests_of, serve, visit, watch

SITE = ROOT / "tests" / "sites" / "explorers"
NAMES = (
    *("activation", "softmax", "gradient_flow", "optimiser_race", "momentum_map", "back_propagation"),
    *("next_character", "objective", "network_playground", "data_explorer", "over_fitting"),
)
TOPICS = (
    "activations",
    "networks",
    "explorers",
    "optimisers",
    "objectives",
    "data",
    "deepnets",
    "attention",
    "generalisation",
)
AXE = """async () => (await axe.run(document.querySelector("article"), { resultTypes: ["violations"] })).violations.map(
  ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`)"""
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")


def copy_site(root: Path) -> Path:
    """Copy the small site, the snippets that it needs and the browser code."""
    shutil.copytree(SITE, root)
    bring_browser_code(root)
    (root / "snippets").mkdir()
    for file in ("__init__.py", "arrays.py", "experiment.py"):
        shutil.copy(ROOT / "snippets" / file, root / "snippets" / file)
    for topic in TOPICS:
        shutil.copytree(ROOT / "snippets" / topic, root / "snippets" / topic)
    return root


def compute(root: Path, *names: str) -> None:
    """Compute the first views of the copy, by the snippets of the copy."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    subprocess.run([sys.executable, "-m", "musings", "explorers", *names], check=True, cwd=root, env=environment)


@pytest.fixture(scope="module")
def explorer_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with the first views of the real one, which are computed where they are out of date."""
    root = copy_site(tmp_path_factory.mktemp("explorers") / "site")
    project = Project(ROOT)
    assert explorers.write_stale(project, sorted({*NAMES, *explorer_names(project)})) == ""
    shutil.copytree(explorers.folder(project), root / "docs" / "assets" / "explorers")
    return build(root)


@pytest.fixture(scope="module")
def address(explorer_site: Path) -> str:
    return serve(explorer_site)


@pytest.fixture(scope="module")
def reader(browser: Browser, address: str) -> Iterator[tuple[BrowserContext, Watch]]:
    context = browser.new_context(base_url=address, viewport={"width": 1100, "height": 1000})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    patient(context)
    yield context, watch(context)
    context.close()


@pytest.fixture(scope="module")
def warm(reader: tuple[BrowserContext, Watch]) -> Page:
    """A tab whose Python stays warm from test to test, and which notes what is sent to it."""
    warm = reader[0].new_page()
    warm.add_init_script(
        """window.sent = [];
        const send = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (...order) {
          window.sent.push(order[0].type);
          send.apply(this, order);
        };"""
    )
    return warm


@pytest.fixture
def page(warm: Page, reader: tuple[BrowserContext, Watch], address: str) -> Iterator[Page]:
    """The explorers' page, opened anew by an instant visit; it must neither complain nor ask another host."""
    warm.mouse.move(0, 0)  # what comes to lie under the pointer would warm Python
    warm.emulate_media(media="screen", reduced_motion="no-preference")
    warm.set_viewport_size({"width": 1100, "height": 1000})
    if not warm.url.startswith(address):
        warm.goto("/other/")
    visit(warm, "/other/", "Another page")
    warm.evaluate("document.body.setAttribute('data-md-color-scheme', 'default')")
    visit(warm, "/#explore=" + "&".join(f"{name}:" for name in NAMES), "Explorers")  # each as at the start
    for name in NAMES:
        warm.wait_for_selector(f"[data-explorer={name}].explorer-ready")
    warm.evaluate("sent.length = 0")
    reader[1].complaints.clear()
    reader[1].requests.clear()
    yield warm
    assert reader[1].complaints == []
    assert reader[1].strangers(address) == []


def go(page: Page, state: str) -> None:
    """Write a view into the address of the page that is open; return when the page has heard of it."""
    page.evaluate(
        """hash => new Promise((done) => {
          addEventListener("hashchange", done, { once: true });
          location.hash = hash;
        })""",
        f"#explore={state}",
    )


def drag_by_finger(phone: Page, what: Locator, way: list[tuple[int, int]]) -> None:
    """Put a finger on the middle of something, move it to places so far from there, and lift it."""
    box = what.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = phone.context.new_cdp_session(phone)
    touches = [("touchStart", [(0, 0)]), *(("touchMove", [far]) for far in way), ("touchEnd", [])]
    for kind, fars in touches:
        points = [{"x": x + right, "y": y + down} for right, down in fars]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def orders(page: Page) -> list[str]:
    """What Python was told to load or to answer since the page was opened."""
    sent: list[str] = page.evaluate("sent")
    return [order for order in sent if order in {"warm", "run"}]


class Explorer:
    """One explorer of a page, brought into view."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.block = page.locator(f"[data-explorer={name}]")
        self.block.evaluate("block => block.scrollIntoView({ block: 'center', behavior: 'instant' })")
        page.wait_for_selector(f"[data-explorer={name}].explorer-ready")
        self.settle()

    def settle(self) -> None:
        """Wait until what is shown is what is asked for."""
        # The next frame draws what is there, and says whether Python or a file is waited for.
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        self.page.wait_for_function(
            """block => !block.hasAttribute("data-stale") && block.querySelector(".explorer-readout tbody tr")
                        && !block.querySelector(".explorer-readout").textContent.includes("…")""",
            arg=self.block.element_handle(),
        )

    def rest(self) -> None:
        """Leave it alone for so long that its state is read out; by the page's clock, which its timers go by too."""
        self.settle()
        self.page.evaluate("() => new Promise((done) => setTimeout(done, 1000))")

    def rows(self) -> list[list[str]]:
        """Return the readout, row by row."""
        self.settle()
        rows: list[list[str]] = self.block.locator(".explorer-readout").evaluate(
            "table => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent))"
        )
        return rows

    def control(self, label: str) -> Locator:
        return self.block.get_by_label(label)

    def handle(self, label: str | re.Pattern[str]) -> Locator:
        return self.block.locator(".explorer-chart").get_by_role("slider", name=label)

    def slide(self, label: str, value: float) -> None:
        self.control(label).evaluate(
            """(input, value) => {
              input.value = value;
              input.dispatchEvent(new Event("input", { bubbles: true }));
            }""",
            value,
        )
        self.settle()

    def drag(self, handle: Locator, dx: float, dy: float) -> None:
        box = handle.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + dx, y + dy, steps=6)
        self.page.mouse.up()


def number(text: str) -> float:
    """Return the number that a text like 2.03 × 10⁻⁷ shows."""
    return float(text.translate(SUPERSCRIPTS).replace(" × 10", "e").replace("∞", "inf"))


def place(x: float) -> int:
    return round(float(x - activation.INPUTS[0]) / activation.STEP)


def curve(name: str, x: float, weight: float = 1.0, **parameters: float) -> list[float]:
    """Return what CPython says of a function: output, slope, what is left after all layers."""
    drawn = activation.numbers(CATALOGUE[name], weight, **parameters)
    last = drawn["shares"].reshape(-1, activation.DEPTH)[place(x), -1]
    return [float(drawn["values"][place(x)]), float(drawn["slopes"][place(x)]), float(last)]


# --- before a reader comes near ---------------------------------------------------------------------------------------


def test_without_scripts_the_figure_stands(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}/")
    expect(tab.locator("[data-explorer=activation] img")).to_be_visible()
    assert tab.locator(".explorer-frame").count() == 0
    context.close()


def test_on_paper_the_figure_stands(page: Page) -> None:
    explorer = Explorer(page, "activation")
    figure, frame = explorer.block.locator(".explorer-figure img"), explorer.block.locator(".explorer-frame")
    assert (figure.is_visible(), frame.is_visible()) == (False, True)
    page.emulate_media(media="print")
    assert (figure.is_visible(), frame.is_visible()) == (True, False)


HEIGHTS = """Object.fromEntries([...document.querySelectorAll("[data-explorer]")].map(
  (block) => [block.dataset.explorer, block.getBoundingClientRect().height]))"""


def test_an_explorer_moves_nothing_when_it_comes(reader: tuple[BrowserContext, Watch]) -> None:
    tab = reader[0].new_page()
    tab.add_init_script(
        "window.shift = [];"
        "const name = ({ node }) => (node?.outerHTML ?? node?.parentElement?.outerHTML)?.slice(0, 80) ?? String(node);"
        "new PerformanceObserver((list) => list.getEntries().forEach((e) => window.shift.push(...e.sources.map(name))))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    held: list[Route] = []
    tab.route("**/explorers/main.js", lambda route: held.append(route))
    for width in (1100, 360, 390):
        tab.set_viewport_size({"width": width, "height": 1000})
        with tab.expect_request("**/explorers/main.js"):
            tab.goto("/")
        # Faces that come late move words: that is not what is asked here, so all that the machine has are there before.
        tab.evaluate(
            "Promise.allSettled([...document.fonts].map((face) => face.load()))"
            ".then(() => new Promise((done) => setTimeout(done, 150)))"
        )
        tab.evaluate("shift.length = 0")
        held.pop().continue_()
        kept = tab.evaluate(HEIGHTS)
        for name in NAMES:
            Explorer(tab, name)
        assert tab.evaluate(HEIGHTS) == kept
        tab.wait_for_timeout(150)
        assert tab.evaluate("window.shift") == []
    tab.close()


def test_as_much_room_is_kept_for_an_explorer_as_it_takes(reader: tuple[BrowserContext, Watch]) -> None:
    """If this fails after a change of an explorer: `make site`, then `python -m musings.testing.rooms`."""
    tab = reader[0].new_page()
    tab.emulate_media(reduced_motion="reduce")
    tab.goto("/")
    measured = store.read_json(explorers.rooms_file(Project(ROOT)))
    found = list(rooms.taken(tab, (*range(320, 740, 20), 1280)))
    tab.close()
    assert {name for _, name, _, _ in found} == {*NAMES}
    lacking = [each for each in found if each[3] > rooms.kept(measured[each[1]], each[2]) + 0.05]
    assert lacking == []
    # No room is kept in vain: in each explorer, at the widest, beside a margin or without one, hardly any.
    spare = {
        (window, name): rooms.kept(measured[name], width) - height
        for window, name, width, height in found
        if window in {720, 1280}
    }
    assert max(spare.values()) < 2.5, spare


TALL = """all => Object.fromEntries(all.map((block) => {
  // What is drawn in a chart may reach beyond it, and is cut off.
  const seen = [...block.querySelectorAll(".explorer-stage :not(svg *)")].filter((each) => each.checkVisibility());
  const ends = seen.map((each) => each.getBoundingClientRect()).filter((box) => box.width && box.height);
  return [block.dataset.explorer, Math.max(...ends.map((box) => box.bottom)) - Math.min(...ends.map((box) => box.top))];
}))"""


@pytest.mark.parametrize(("width", "height", "screens"), [(390, 780, {"network_playground": 2}), (1280, 800, {})])
def test_picture_controls_and_numbers_of_an_explorer_fit_on_one_screen(
    reader: tuple[BrowserContext, Watch], width: int, height: int, screens: dict[str, int]
) -> None:
    tab = reader[0].new_page()
    tab.set_viewport_size({"width": width, "height": height})
    tab.goto("/")
    room = height - tab.evaluate("document.querySelector('.md-header').offsetHeight")
    assert room > 700
    for name in NAMES:
        Explorer(tab, name)
    found = tab.locator("[data-explorer]").evaluate_all(TALL)
    assert found.keys() == {*NAMES}
    assert min(found.values()) > 200  # there is something to see
    assert {name: tall for name, tall in found.items() if tall > room * screens.get(name, 1)} == {}
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()


SMALL = """all => all.flatMap((block) => [...block.querySelectorAll("select, button, summary, label, [type=range]")]
  .filter((each) => each.checkVisibility())
  .map((each) => [each, each.getBoundingClientRect()])
  .filter(([, { width, height }]) => width && (width < 24 || height < 24))
  .map(([each, { width, height }]) => `${block.dataset.explorer}: ${each.textContent} ${width} × ${height}`))"""
LETTERS = """all => all.flatMap((block) => [...block.querySelectorAll(".explorer-frame *")]
  .filter((each) => each.checkVisibility() && [...each.childNodes].some((one) => one.nodeType === 3 && one.data.trim()))
  .filter((each) => parseFloat(getComputedStyle(each).fontSize) < 12)
  .map((each) => `${block.dataset.explorer}: ${each.textContent} ${getComputedStyle(each).fontSize}`))"""


@pytest.fixture(params=[390, 1280])
def opened(reader: tuple[BrowserContext, Watch], request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page with all explorers ready, narrow and wide."""
    tab = reader[0].new_page()
    tab.set_viewport_size({"width": request.param, "height": 800})
    tab.goto("/")
    for name in NAMES:
        Explorer(tab, name)
    yield tab
    tab.close()


def test_nothing_of_an_explorer_is_too_small_to_be_touched_or_read(opened: Page) -> None:
    blocks = opened.locator("[data-explorer]")
    assert blocks.evaluate_all(SMALL) == []
    assert blocks.evaluate_all(LETTERS) == []


CUT_OFF = """all => all.filter((select) => {
  // As wide as it would be if what is chosen were all there is to choose.
  const alone = select.cloneNode(false);
  alone.append(select.selectedOptions[0].cloneNode(true));
  Object.assign(alone.style, { width: "max-content", maxWidth: "none" });
  select.after(alone);
  const { width } = alone.getBoundingClientRect();
  alone.remove();
  return select.checkVisibility() && width > select.offsetWidth;
}).map((select) => select.selectedOptions[0].textContent)"""


def test_what_is_chosen_in_a_menu_is_read_whole(opened: Page) -> None:
    menus = opened.locator("[data-explorer] select")
    assert menus.count() > 10
    assert menus.evaluate_all(CUT_OFF) == []


def test_a_page_without_explorers_fetches_none_of_it(reader: tuple[BrowserContext, Watch]) -> None:
    tab = reader[0].new_page()
    requests = requests_of(tab)
    tab.goto("/other/", wait_until="networkidle")
    assert [request for request in requests if "/explorers/" in request or "charts" in request] == []
    tab.close()


def fetched(script: Path) -> set[Path]:
    """Return a script and all that it imports, step by step."""
    found, new = set[Path](), {script}
    while new:
        found |= new
        texts = [(each.parent, each.read_text(encoding="utf-8")) for each in new]
        named = [
            folder / name for folder, text in texts for name in re.findall(r'^import .* from "(\.[^"]+)"', text, re.M)
        ]
        new = {each.resolve() for each in named} - found
    return found


@pytest.mark.parametrize("name", NAMES)
def test_all_code_of_an_explorer_and_its_library_is_small(explorer_site: Path, name: str) -> None:
    folder = explorer_site / "assets" / "live" / "explorers"
    page = {each.resolve() for each in (folder.parent / "page").iterdir()}  # which is there before
    files = (fetched(folder / f"{name}.js") | fetched(folder / "main.js")) - page | {folder / "explorers.css"}
    assert {path.stem for path in files} >= {name, "explorer", "chart", "charts"}
    assert sum(len(gzip.compress(path.read_bytes(), 6)) for path in files) <= 60_000


def test_a_first_view_is_small(explorer_site: Path) -> None:
    files = list((explorer_site / "assets" / "explorers").glob("*.json"))
    assert {path.name.partition("-")[0] for path in files} >= {*NAMES}
    assert [path.name for path in files if len(gzip.compress(path.read_bytes(), 6)) > 60_000] == []


# --- activations ------------------------------------------------------------------------------------------------------


def test_a_drag_along_the_curve_shows_what_python_says(page: Page) -> None:
    explorer = Explorer(page, "activation")
    before = number(explorer.rows()[0][1])
    explorer.drag(explorer.handle("Input of Sigmoid"), 120, 40)
    name, x, *shown = explorer.rows()[0]
    assert name == "Sigmoid"
    assert number(x) > before + 1
    assert [number(each) for each in shown] == curve("sigmoid", number(x))
    assert orders(page) == []


def test_a_press_in_the_chart_takes_the_handle_along(page: Page) -> None:
    explorer = Explorer(page, "activation")
    box = explorer.block.locator(".explorer-plane").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 4, box["y"] + 20)
    _, x, *shown = explorer.rows()[0]
    assert number(x) == pytest.approx(-3, abs=0.06)
    assert [number(each) for each in shown] == curve("sigmoid", number(x))


def test_nothing_covers_an_explorer_that_is_in_use(page: Page) -> None:
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<button class=\"md-top\">Back to top</button>')")
    top = page.locator(".md-top")
    explorer = page.locator(".explorer-frame").first
    assert top.is_visible()
    explorer.hover()
    assert not top.is_visible()
    page.mouse.move(0, 0)
    assert top.is_visible()
    explorer.locator("button").first.focus()
    assert not top.is_visible()
    page.evaluate("document.activeElement.blur()")
    assert top.is_visible()
    page.evaluate("document.querySelector('.md-top').remove()")


@pytest.mark.parametrize(
    ("key", "x"), [("ArrowRight", 1.55), ("Shift+ArrowLeft", 1.0), ("PageUp", 2.0), ("Home", -6.0), ("End", 6.0)]
)
def test_keys_move_the_input(page: Page, key: str, x: float) -> None:
    explorer = Explorer(page, "activation")
    handle = explorer.handle("Input of Sigmoid")
    handle.press(key)
    assert [number(each) for each in explorer.rows()[0][1:]] == [x, *curve("sigmoid", x)]
    assert float(handle.get_attribute("aria-valuenow") or "") == x
    assert (handle.get_attribute("aria-valuetext") or "").startswith(
        f"input {str(x).removesuffix('.0')}".replace("-", "−")
    )


def test_a_finger_drags_it_too(phone: Page) -> None:
    phone.goto("/")
    explorer = Explorer(phone, "activation")
    drag_by_finger(phone, explorer.handle("Input of Sigmoid"), [(20, 0), (60, 0)])
    _, moved, *shown = explorer.rows()[0]
    assert number(moved) > 2.0
    assert [number(each) for each in shown] == curve("sigmoid", number(moved))
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_two_functions_are_compared(page: Page) -> None:
    explorer = Explorer(page, "activation")
    explorer.control("Function").select_option("gelu")
    explorer.control("compare with").select_option("mish")
    rows = explorer.rows()
    assert [row[0] for row in rows] == ["GELU", "Mish"]
    assert [[number(each) for each in row[2:]] for row in rows] == [curve("gelu", 1.5), curve("mish", 1.5)]
    assert orders(page) == []


def test_every_function_of_the_catalogue_can_be_chosen(page: Page) -> None:
    options = Explorer(page, "activation").control("Function").locator("option")
    assert options.evaluate_all("options => options.map((option) => option.value)") == list(CATALOGUE)


def test_a_weight_is_answered_by_python(page: Page) -> None:
    explorer = Explorer(page, "activation")
    explorer.slide("Weight between them", 2.5)
    assert [number(each) for each in explorer.rows()[0][2:]] == curve("sigmoid", 1.5, weight=2.5)


def test_a_parameter_is_answered_by_python(page: Page) -> None:
    go(page, "activation:functions=elu;x=-1")
    explorer = Explorer(page, "activation")
    explorer.slide("ELU, α", 2.5)
    assert [number(each) for each in explorer.rows()[0][2:]] == curve("elu", -1.0, alpha=2.5)


def test_of_many_questions_the_last_is_answered(page: Page) -> None:
    explorer = Explorer(page, "activation")
    explorer.control("Weight between them").evaluate(
        """(input) => {
          for (let tenths = 2; tenths <= 29; tenths += 1) {
            input.value = tenths / 10;
            input.dispatchEvent(new Event("input", { bubbles: true }));
          }
        }"""
    )
    assert [number(each) for each in explorer.rows()[0][2:]] == curve("sigmoid", 1.5, weight=2.9)
    assert 1 <= orders(page).count("run") <= 3


# --- softmax ----------------------------------------------------------------------------------------------------------


def probabilities(
    logits: list[float], temperature: float = 1.0, shift: float = 0.0, *, naive: bool = False
) -> list[float]:
    asked = {"logits": logits, "temperature": temperature, "shift": shift, "naive": naive}
    found: list[float] = softmax.answer(asked)["probabilities"].tolist()
    return found


def test_a_logit_is_dragged_and_the_probabilities_follow(page: Page) -> None:
    explorer = Explorer(page, "softmax")
    explorer.drag(explorer.handle("Logit of class C"), 0, -60)
    rows = explorer.rows()
    logits = [number(row[1]) for row in rows]
    assert logits[:2] == [2.0, 1.0]
    assert logits[2] > 1.0
    assert [number(row[-1]) for row in rows] == probabilities(logits)
    assert orders(page) == []


def test_arrow_keys_move_a_logit(page: Page) -> None:
    explorer = Explorer(page, "softmax")
    explorer.handle("Logit of class A").press("ArrowDown")
    assert [number(row[-1]) for row in explorer.rows()] == probabilities([1.5, 1.0, 0.0])
    explorer.handle("Logit of class A").press("End")
    assert [number(row[-1]) for row in explorer.rows()] == probabilities([3.0, 1.0, 0.0])


def test_the_temperature_is_there_before_python(page: Page) -> None:
    explorer = Explorer(page, "softmax")
    explorer.slide("Temperature", softmax.TEMPERATURES.index(5.0))
    assert [number(row[-1]) for row in explorer.rows()] == probabilities([2.0, 1.0, 0.0], 5.0)
    assert orders(page) == []


def test_a_constant_changes_nothing_unless_the_formula_is_naive(page: Page) -> None:
    explorer = Explorer(page, "softmax")
    before = [row[-1] for row in explorer.rows()]
    explorer.slide("Add to every logit", softmax.SHIFTS.index(1000))
    assert explorer.rows()[0][1] == "2 + 1000"
    assert [row[-1] for row in explorer.rows()] == before
    explorer.control("Naive formula").check()
    assert [row[-2:] for row in explorer.rows()] == [["∞", "NaN"]] * 3


def test_more_classes_are_answered_by_python(page: Page) -> None:
    explorer = Explorer(page, "softmax")
    explorer.block.get_by_role("radio", name="5").check(force=True)
    explorer.slide("Temperature", softmax.TEMPERATURES.index(2.0))
    assert [number(row[-1]) for row in explorer.rows()] == probabilities([2.0, 1.0, 0.0, 0.0, 0.0], 2.0)


# --- gradient flow ----------------------------------------------------------------------------------------------------


def flow(layer: int, *asked: Any) -> list[float]:
    found = gradient_flow.flow(*asked)
    return [float(found[name][layer - 1]) for name in ("outputs", "gradients", "flat")]


def test_the_first_weights_decide_whether_a_gradient_lives(page: Page) -> None:
    explorer = Explorer(page, "gradient_flow")
    assert [number(each) for each in explorer.rows()[0][1:]] == flow(1, "relu", "xavier")
    explorer.block.get_by_role("radio", name="He", exact=True).check(force=True)
    assert [number(each) for each in explorer.rows()[0][1:]] == flow(1, "relu", "he")
    assert orders(page) == []


def test_a_layer_is_chosen_by_drag_and_by_keys(page: Page) -> None:
    explorer = Explorer(page, "gradient_flow")
    explorer.drag(explorer.handle("Layer"), -150, 0)
    explorer.settle()
    layer = int(explorer.handle("Layer").get_attribute("aria-valuenow") or "")
    assert layer < 12
    assert explorer.rows()[1][0] == f"layer {layer}, at the line"
    explorer.handle("Layer").press("ArrowRight")
    assert [number(each) for each in explorer.rows()[1][1:]] == flow(layer + 1, "relu", "xavier")


def test_another_depth_and_seed_are_answered_by_python(page: Page) -> None:
    explorer = Explorer(page, "gradient_flow")
    explorer.slide("Layers", 12)
    explorer.slide("Seed", 7)
    assert [number(each) for each in explorer.rows()[-1][1:]] == flow(12, "relu", "xavier", "even", 12, 7)


# --- optimiser race ---------------------------------------------------------------------------------------------------


def walked(name: str, surface: str, rate: float, step: int, **options: Any) -> list[float]:
    """Return what CPython says of a walk: the heights at a step and at the end."""
    heights = optimiser_race.walk(name, SURFACES[surface], rate, **options)["heights"]
    return [float(heights[step]), float(heights[-1])]


def heights(explorer: Explorer, row: int) -> list[float]:
    return [number(each) for each in explorer.rows()[row][1:3]]


def test_the_steps_of_a_race_are_there_before_python(page: Page) -> None:
    explorer = Explorer(page, "optimiser_race")
    explorer.slide("Step", 12)
    names = [row[0] for row in explorer.rows()]
    assert names == ["Gradient descent, 0.09", "AdaGrad, 0.9", "RMSProp, 0.2", "Adam, 0.4"]
    assert heights(explorer, 3) == walked("adam", "ravine", 0.4, 12)
    explorer.control("Surface").select_option("saddle")
    assert heights(explorer, 0) == walked("gradient_descent", "saddle", 0.1, 12)
    assert orders(page) == []


def test_a_race_plays_to_its_end(page: Page) -> None:
    explorer = Explorer(page, "optimiser_race")
    explorer.slide("Step", optimiser_race.STEPS - 5)
    explorer.block.get_by_role("button", name="Play", exact=True).click()
    expect(explorer.control("Step")).to_have_value(str(optimiser_race.STEPS))
    expect(explorer.block.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_a_press_sets_the_start_of_a_race_and_keys_move_it(page: Page) -> None:
    explorer = Explorer(page, "optimiser_race")
    box = explorer.block.locator(".explorer-plane").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 4)
    explorer.settle()
    start = explorer.handle("Start")
    assert start.get_attribute("aria-valuetext") == "x −1.5, y 0.8"
    assert heights(explorer, 0) == walked("gradient_descent", "ravine", 0.09, 30, start=(-1.5, 0.8))
    start.press("ArrowUp")
    start.press("Shift+ArrowLeft")
    assert heights(explorer, 0) == walked("gradient_descent", "ravine", 0.09, 30, start=(-2.0, 0.85))


def test_a_rate_that_is_too_large_is_said_to_diverge(page: Page) -> None:
    explorer = Explorer(page, "optimiser_race")
    explorer.slide("Learning rate", optimiser_race.LEARNING_RATES.index(0.2))
    found = optimiser_race.walk("gradient_descent", SURFACES["ravine"], 0.2)
    assert explorer.rows()[0] == ["Gradient descent, 0.2", "—", "—", f"diverged at {found['diverged']}"]


def test_momentum_and_seed_are_answered_by_python(page: Page) -> None:
    explorer = Explorer(page, "optimiser_race")
    explorer.control("Surface").select_option("noisy_bowl")
    explorer.slide("Momentum (", 0.5)
    explorer.slide("Seed of the noise", 3)
    assert heights(explorer, 3) == walked("adam", "noisy_bowl", 0.1, 30, momentum=0.5, seed=3)


def test_optimisers_join_and_leave_a_race(page: Page) -> None:
    explorer = Explorer(page, "optimiser_race")
    explorer.block.get_by_role("checkbox", name="Lion").check(force=True)
    explorer.block.get_by_role("checkbox", name="Gradient descent").uncheck(force=True)
    assert [row[0] for row in explorer.rows()] == ["AdaGrad, 0.9", "RMSProp, 0.2", "Adam, 0.4", "Lion, 0.1"]


# --- momentum map -----------------------------------------------------------------------------------------------------


def rolled(rate: float, momentum: float, condition: int = 1) -> list[list[float]]:
    """Return what CPython says of a point of the map: stride, what the roots leave, what was measured; row by row."""
    found = momentum_map.answer({"rate": rate, "momentum": momentum, "condition": condition})
    names = ("steep",) if condition == 1 else ("steep", "flat")
    return [[float(found[name][key]) for key in ("stride", "roots", "measured")] for name in names]


def numbers_of(explorer: Explorer) -> list[list[float]]:
    return [[number(each) for each in row[1:]] for row in explorer.rows()]


def test_with_more_momentum_a_ball_creeps_then_swings_and_with_a_larger_rate_it_escapes(page: Page) -> None:
    explorer = Explorer(page, "momentum_map")
    seen = [explorer.rows()[0][0]]
    for momentum in (0.25, 0.8):
        explorer.slide("Momentum μ", momentum)
        assert numbers_of(explorer) == rolled(0.25, momentum)
        seen.append(explorer.rows()[0][0])
    explorer.slide("Learning rate η", 3.7)
    assert numbers_of(explorer) == rolled(3.7, 0.8)
    seen.append(explorer.rows()[0][0])
    assert seen == [f"round bowl: {kind}" for kind in ("creeps", "critical", "swings", "escapes")]
    assert orders(page) == []


def test_the_point_of_the_map_is_pressed_dragged_and_moved_by_keys(page: Page) -> None:
    explorer = Explorer(page, "momentum_map")
    box = explorer.block.locator(".explorer-plane").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    point = explorer.handle("Point of the map")
    explorer.settle()
    assert point.get_attribute("aria-valuetext") == "learning rate 2.1, momentum 0.5: swings"
    assert numbers_of(explorer) == rolled(2.1, 0.5)
    explorer.drag(point, -box["width"] * 1.6 / 4.2, -box["height"] / 4)
    assert numbers_of(explorer) == rolled(0.5, 0.75)
    for key in ("ArrowUp", "ArrowRight", "Shift+ArrowRight", "ArrowDown", "ArrowDown"):
        point.press(key)
    assert numbers_of(explorer) == rolled(1.05, 0.7)
    for _ in range(3):
        point.press("Shift+ArrowDown")
    assert numbers_of(explorer) == rolled(1.05, 0.0)
    for _ in range(3):
        point.press("Shift+ArrowUp")
    assert numbers_of(explorer) == rolled(1.05, 0.95)
    point.press("End")
    assert numbers_of(explorer) == rolled(4.2, 0.95)
    assert orders(page) == []


def test_a_finger_moves_the_point_of_the_map(phone: Page) -> None:
    phone.goto("/#explore=momentum_map:rate=1;momentum=0.5")
    explorer = Explorer(phone, "momentum_map")
    drag_by_finger(phone, explorer.handle("Point of the map"), [(20, 20), (60, 60)])
    explorer.settle()
    rate, momentum = explorer.control("Learning rate η").input_value(), explorer.control("Momentum μ").input_value()
    assert float(rate) > 1.5
    assert float(momentum) < 0.4
    assert numbers_of(explorer) == rolled(float(rate), float(momentum))


def test_a_ravine_has_two_strides_of_one_rate(page: Page) -> None:
    go(page, "momentum_map:rate=2.25;momentum=0.25;condition=9")
    explorer = Explorer(page, "momentum_map")
    assert [row[0] for row in explorer.rows()] == ["steepest: critical", "flattest: critical"]
    assert numbers_of(explorer) == rolled(2.25, 0.25, 9)
    reason = explorer.block.locator(".explorer-reason")
    assert reason.inner_text().startswith("m = 1 + 0.25 − 2.25 = −1; m² = 1 = 4μ = 1, so")
    assert orders(page) == []
    explorer.control("Bowl").select_option("16")
    assert numbers_of(explorer) == rolled(2.25, 0.25, 16)
    assert "run" in orders(page)


SHADES = """chart => {
  const canvas = chart.querySelector("canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return Array.from({ length: data.length / 4 }, (_, place) => data[4 * place + 3]);
}"""


def test_the_map_is_shaded_as_measured_or_by_the_roots(page: Page) -> None:
    explorer = Explorer(page, "momentum_map")
    chart = explorer.block.locator(".explorer-plot").first
    shades = momentum_map.first()["shares"]
    for label in ("measured", "roots"):
        if label == "roots":
            explorer.control("theory’s shades").check()
            explorer.settle()
        expected = [0 if left > 1 else round(230 * (1 - left)) for left in shades[label].tolist()]
        drawn = chart.evaluate(SHADES)
        assert len(drawn) == len(expected)
        assert max(abs(one - other) for one, other in zip(drawn, expected, strict=True)) <= 1


def test_a_walk_is_shown_as_a_table(page: Page) -> None:
    go(page, "momentum_map:rate=3.7;momentum=0.8;condition=9")
    explorer = Explorer(page, "momentum_map")
    explorer.block.get_by_role("button", name="Show as table").click()
    rows = explorer.block.locator(".explorer-table tbody tr")
    assert rows.count() == momentum_map.STEPS + 1
    found = momentum_map.answer({"rate": 3.7, "momentum": 0.8, "condition": 9})
    steep = rows.locator("td:nth-child(2)").all_inner_texts()
    flat = rows.locator("td:nth-child(3)").all_inner_texts()
    far = len(found["steep"]["x"])
    assert [number(each) for each in steep[:far]] == found["steep"]["x"].tolist()
    assert set(steep[far:]) == {"—"}
    assert [number(each) for each in flat] == found["flat"]["x"].tolist()


# --- back-propagation -------------------------------------------------------------------------------------------------


def circle(explorer: Explorer, name: str) -> Locator:
    return explorer.block.locator(f"[data-node={name}]")


def graph(explorer: Explorer) -> dict[str, float]:
    """Return the numbers above the circles and the slopes below them, named as the snippet names them."""
    explorer.settle()
    found: dict[str, list[str]] = explorer.block.locator("[data-of]").evaluate_all(
        "all => Object.fromEntries(all.map((each) => [each.dataset.of,"
        " [...each.querySelectorAll('text')].map((text) => text.textContent)]))"
    )
    ups = {name: number(up) for name, (up, _) in found.items()}
    return ups | {f"by_{name}": number(down) for name, (_, down) in found.items() if down}


def pushed(**changed: float) -> dict[str, float]:
    """Return what CPython says of the same net."""
    net = back_propagation.START | changed
    found = net | back_propagation.answer(net) | {"by_loss": 1.0}
    return {name: value for name, value in found.items() if name not in {"bend", "exact"}}


def test_numbers_are_pushed_through_the_graph_by_keys(page: Page) -> None:
    explorer = Explorer(page, "back_propagation")
    assert graph(explorer) == pushed()
    for name, keys in (("x", ["Home", "ArrowUp"]), ("v", ["ArrowDown", "PageDown"]), ("target", ["End", "ArrowLeft"])):
        for key in keys:
            circle(explorer, name).press(key)
    assert graph(explorer) == pushed(x=-2.5, v=-1.0, target=3.0)
    circle(explorer, "w").press("ArrowRight")
    assert graph(explorer) == pushed(x=-2.5, v=-1.0, w=0.75)
    assert circle(explorer, "w").get_attribute("aria-valuenow") == "0.75"
    slope = pushed(x=-2.5, v=-1.0, w=0.75)["by_w"]
    spoken = circle(explorer, "w").get_attribute("aria-valuetext") or ""
    assert [number(part) for part in spoken.split(", slope ")] == [0.75, slope]
    assert orders(page) == []


def test_a_circle_is_dragged_up_and_down(page: Page) -> None:
    explorer = Explorer(page, "back_propagation")
    explorer.drag(circle(explorer, "x").locator(".explorer-disc"), 0, 45)  # four steps down
    assert graph(explorer) == pushed(x=0.0)
    explorer.drag(circle(explorer, "w").locator(".explorer-disc"), 0, -400)
    assert graph(explorer) == pushed(x=0.0, w=1.0)
    assert orders(page) == []


def test_a_finger_pushes_a_number(phone: Page) -> None:
    phone.goto("/#explore=back_propagation:")
    explorer = Explorer(phone, "back_propagation")
    drag_by_finger(phone, circle(explorer, "v").locator(".explorer-disc"), [(0, 15), (0, 40), (0, 66)])
    assert graph(explorer) == pushed(v=-2.0)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_look_inside_shows_the_sums_with_their_numbers(page: Page) -> None:
    explorer = Explorer(page, "back_propagation")
    inside = {
        "x": [["x is given", "2"], ["∂L/∂x = ∂L/∂z · w", "(−2) · 0.5 = −1"]],
        "z": [["z = w · x", "0.5 · 2 = 1"], ["∂L/∂z = ∂L/∂h · ∂h/∂z", "(−8) · 0.25 = −2"]],
        "h": [["h = z / (1 + |z|)", "1 / (1 + |1|) = 0.5"], ["∂L/∂h = ∂L/∂y · v", "(−2) · 4 = −8"]],
        "v": [["v is given", "4"], ["∂L/∂v = ∂L/∂y · h", "(−2) · 0.5 = −1"]],
        "y": [["y = v · h", "4 · 0.5 = 2"], ["∂L/∂y = 2 (y − t)", "2 · (2 − 3) = −2"]],
        "loss": [["L = (y − t)²", "(2 − 3)² = 1"], ["∂L/∂L", "1"]],
        "target": [["t is given", "3"], ["t takes no step", "–"]],
        "w": [["w is given", "0.5"], ["∂L/∂w = ∂L/∂z · x", "(−2) · 2 = −4"]],
    }
    for name, sums in inside.items():
        circle(explorer, name).click()
        assert [row[1:] for row in explorer.rows()] == sums
    circle(explorer, "h").focus()
    page.keyboard.press("Shift+Tab")
    assert explorer.rows()[0][1] == "z = w · x"


def test_a_sum_of_rounded_numbers_is_said_to_come_near(page: Page) -> None:
    go(page, "back_propagation:x=-1.5;v=-3;node=z")
    explorer = Explorer(page, "back_propagation")
    found = back_propagation.answer({"x": -1.5, "w": 0.5, "v": -3.0, "target": 3.0})
    assert explorer.rows()[1][2] == f"{found['by_h']} · {found['bend']} ≈ {found['by_z']}"


def test_the_numbers_of_the_graph_are_shown_as_a_table(page: Page) -> None:
    go(page, "back_propagation:w=0")
    explorer = Explorer(page, "back_propagation")
    explorer.block.get_by_role("button", name="Show as table").click()
    table = explorer.block.locator(".explorer-table tbody tr")
    table.last.wait_for()
    # Not as text that is shown: what is not laid out at this moment has no tabs between its cells.
    cells_of = "rows => rows.map((row) => [...row.cells].map((cell) => cell.textContent))"
    rows: list[list[str]] = table.evaluate_all(cells_of)
    found = pushed(w=0.0)
    assert {row[0]: number(row[1]) for row in rows} == {
        {"target": "t", "loss": "L"}.get(name, name): found[name] for name in found if not name.startswith("by_")
    }
    assert number(rows[1][2]) == found["by_w"]


# --- over-fitting -----------------------------------------------------------------------------------------------------


def fitted(waves: int, **changes: float) -> list[list[float]]:
    """Return what CPython says: of the chosen waves, of those with the least error held out, of the truth."""
    found = over_fitting.answer(over_fitting.START | changes)
    names = ("learnt", "held_out", "length")
    places = (over_fitting.WIDTHS.index(waves), found["best"])
    rows = [[float(over_fitting.WIDTHS[at]), *(float(found[name][at]) for name in names)] for at in places]
    return [*rows, [found["floor"]]]


def distances(explorer: Explorer) -> list[list[float]]:
    return [[number(each) for each in row[1:] if each != "–"] for row in explorer.rows()]


def test_more_waves_noise_and_pull_are_there_before_python(page: Page) -> None:
    explorer = Explorer(page, "over_fitting")
    assert distances(explorer) == fitted(20)
    explorer.slide("Noise", over_fitting.NOISES.index(0.0))
    assert distances(explorer) == fitted(20, noise=0.0)
    explorer.slide("Noise", over_fitting.NOISES.index(0.5))
    explorer.slide("Pull on the weights", over_fitting.PULLS.index(0.1))
    explorer.handle("Waves").press("End")
    assert distances(explorer) == fitted(200, noise=0.5, pull=0.1)
    assert orders(page) == []


def test_the_dot_of_the_held_out_curve_is_dragged_pressed_and_moved_by_keys(page: Page) -> None:
    explorer = Explorer(page, "over_fitting")
    dot = explorer.handle("Waves")
    for key, waves in (("Home", 1), ("ArrowRight", 2), ("Shift+ArrowRight", 14), ("End", 200), ("ArrowLeft", 120)):
        dot.press(key)
        assert distances(explorer) == fitted(waves)
    box = explorer.block.locator(".explorer-plane").nth(1).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 5.5 / len(over_fitting.WIDTHS), box["y"] + 20)
    assert distances(explorer) == fitted(6)
    explorer.drag(dot, box["width"] * 9 / len(over_fitting.WIDTHS), 30)
    assert distances(explorer) == fitted(20)
    spoken = [number(each) for each in re.findall(r"\d[\d.]*", dot.get_attribute("aria-valuetext") or "")]
    assert spoken == fitted(20)[0][:3]
    assert orders(page) == []


def test_other_points_are_drawn_by_python(page: Page) -> None:
    explorer = Explorer(page, "over_fitting")
    explorer.slide("Points to learn", over_fitting.COUNTS.index(40))
    explorer.slide("Seed", 3)
    assert distances(explorer) == fitted(20, points=40, seed=3)
    explorer.block.get_by_role("button", name="Show as table").click()
    table = explorer.block.locator(".explorer-table tbody tr")
    assert table.count() == len(over_fitting.WIDTHS)
    assert [number(each) for each in table.nth(14).locator("td").all_inner_texts()] == fitted(20, points=40, seed=3)[0]
    explorer.handle("Waves").press("End")
    assert distances(explorer) == fitted(200, points=40, seed=3)
    assert "run" in orders(page)


# --- the next character -----------------------------------------------------------------------------------------------


def surprised(place: int, temperature: float) -> list[list[float]]:
    """Return what CPython says: of what comes at a place, of the line, and of the held-out sonnets."""
    found, first = next_character.answer({"temperature": temperature}), next_character.first()
    at = first["temperatures"].index(temperature)
    here = [float(found[name][place - 1]) for name in ("came", "surprise", "faces")]
    return [here, found["line"].tolist(), [float(first[name][at]) for name in ("surprises", "perplexities")]]


def surprises(explorer: Explorer) -> list[list[float]]:
    return [[number(each) for each in row[1:] if each != "–"] for row in explorer.rows()]


def test_a_reader_moves_along_the_line_by_drag_press_and_keys(page: Page) -> None:
    explorer = Explorer(page, "next_character")
    assert surprises(explorer) == surprised(26, 1.0)
    place = explorer.handle("Place in the line")
    place.press("Shift+ArrowLeft")
    place.press("ArrowLeft")
    assert explorer.rows()[0][0] == f"“{next_character.LINE[15]}” comes"
    assert surprises(explorer) == surprised(15, 1.0)
    box = explorer.block.locator(".explorer-plane").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 3, box["y"] + 5)
    assert surprises(explorer) == surprised(39, 1.0)
    explorer.drag(place, -box["width"] / 2, 0)
    at = int(place.get_attribute("aria-valuenow") or "")
    assert 15 < at < 25
    assert surprises(explorer) == surprised(at, 1.0)
    assert orders(page) == []


def test_the_temperature_changes_bars_and_perplexity(page: Page) -> None:
    go(page, "next_character:place=12")
    explorer = Explorer(page, "next_character")
    heat = explorer.handle("Temperature")
    for key, temperature in (("Home", 0.2), ("ArrowRight", 0.3), ("End", 2.0), ("Shift+ArrowLeft", 1.0)):
        heat.press(key)
        assert surprises(explorer) == surprised(12, temperature)
        found = next_character.answer({"temperature": temperature})
        chances = found["probabilities"].reshape(39, 38)[11]
        order = next_character.first()["orders"].reshape(39, next_character.BARS)[11]
        seen = explorer.block.locator(".explorer-plot").nth(1).locator(".explorer-words text").all_text_contents()
        expected = [*(float(chances[at]) for at in order), float(found["rest"][11])]
        assert [number(each) for each in seen if each] == [each for each in expected if each >= 0.01]
    assert orders(page) == []


def test_all_that_may_come_is_shown_as_a_table(page: Page) -> None:
    go(page, "next_character:place=2;temperature=0.5")
    explorer = Explorer(page, "next_character")
    explorer.block.get_by_role("button", name="Show as table").click()
    # In one go: a table that is made anew between finding its rows and reading them has none of them any more.
    cells = explorer.block.evaluate(
        """block => [...block.querySelectorAll(".explorer-table tbody tr")].map(
             (row) => [...row.cells].map((cell) => cell.textContent))"""
    )
    chances = next_character.answer({"temperature": 0.5})["probabilities"].reshape(39, 38)[1]
    assert [number(row[1]) for row in cells] == sorted(chances.tolist(), reverse=True)
    assert [row[0] for row in cells if row[2:] == ["yes"]] == ["␣"]


# --- objectives -------------------------------------------------------------------------------------------------------


def loss(name: str, x: float, **parameters: float) -> list[float]:
    """Return what CPython says of an objective: loss and slope."""
    drawn = objective.curves(name, **parameters)
    at = round((x - objective.INPUTS[0]) / objective.STEP)
    return [float(drawn["values"][at]), float(drawn["slopes"][at])]


def best(name: str, *points: float, **parameters: float) -> list[float]:
    found = objective.costs(name, points or objective.POINTS, **parameters)
    return [found["best"], found["cost"]]


def test_a_prediction_is_dragged_and_every_objective_follows(page: Page) -> None:
    explorer = Explorer(page, "objective")
    explorer.drag(explorer.handle("Prediction").first, -70, 0)
    rows = explorer.rows()
    x = number(rows[0][1])
    assert x < 0.5
    shown = [[number(each) for each in row[2:]] for row in rows]
    assert shown == [loss(f"mean_{kind}_error", x) for kind in ("squared", "absolute")] + [
        loss("huber", x),
        loss("log_cosh", x),
    ]
    explorer.handle("Prediction, on the slope").press("End")
    assert [number(each) for each in explorer.rows()[3][1:]] == [4.0, *loss("log_cosh", 4.0)]
    assert orders(page) == []


def test_an_outlier_takes_the_mean_along_and_leaves_the_median(page: Page) -> None:
    explorer = Explorer(page, "objective")
    explorer.block.get_by_role("radio", name="many points").check(force=True)
    before = explorer.rows()
    explorer.handle("Outlier").press("End")
    after = explorer.rows()
    points = (*objective.POINTS[:-1], 20.0)
    assert [number(each) for each in after[0][1:]] == best("mean_squared_error", *points)
    assert number(after[0][1]) > number(before[0][1])
    assert after[1][1] == before[1][1]
    assert orders(page) == []


def test_other_points_and_parameters_are_answered_by_python(page: Page) -> None:
    explorer = Explorer(page, "objective")
    explorer.block.get_by_role("radio", name="many points").check(force=True)
    explorer.handle("Point 1").press("Home")
    explorer.slide("Huber, δ", 2.5)
    expected = best("huber", 0.0, *objective.POINTS[1:], delta=2.5)
    assert [number(each) for each in explorer.rows()[2][1:]] == expected


def test_objectives_for_yes_or_no_have_parameters_of_their_own(page: Page) -> None:
    explorer = Explorer(page, "objective")
    explorer.block.get_by_role("radio", name="yes or no").check(force=True)
    explorer.block.get_by_role("checkbox", name="Focal").check(force=True)
    explorer.slide("Focal, γ", 3)
    assert [row[0] for row in explorer.rows()] == ["Binary cross-entropy", "Brier score", "Focal", "Hinge"]
    assert [number(each) for each in explorer.rows()[2][2:]] == loss("focal", 1.2, gamma=3.0)


# --- network playground -----------------------------------------------------------------------------------------------


def trained(step: int, **changes: Any) -> dict[str, Any]:
    """Return what CPython says of a net after some steps."""
    request = {"setup": network_playground.START | changes, "step": step, "since": 0}
    frame: dict[str, Any] = network_playground.Session().answer(request)["frame"]
    return frame


def caption(explorer: Explorer) -> list[float]:
    """Return step, loss and share of right answers, and the same two of what is held out, as far as they are shown."""
    explorer.settle()
    # Not its inner text, which Chromium may still have from when the part was not laid out.
    words = explorer.block.locator(".explorer-caption").text_content() or ""
    return [number(each) for each in re.findall(r"[\d.]+(?: × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?", words)]


def said(frame: dict[str, Any]) -> list[float]:
    return [frame[name] for name in ("step", "loss", "right", "held_out", "right_held_out")]


def layers(explorer: Explorer) -> list[list[float]]:
    """Return gradient, dead and flat shares of each hidden layer."""
    return [[number(each) for each in row[1:]] for row in explorer.rows()[:-1]]


def of_layers(frame: dict[str, Any]) -> list[list[float]]:
    columns = [list(frame[name])[: len(frame["dead"])] for name in ("norms", "dead", "saturated")]
    return [list(row) for row in zip(*columns, strict=True)]


def test_a_net_moves_before_python_is_there(page: Page) -> None:
    explorer = Explorer(page, "network_playground")
    assert caption(explorer) == said(trained(0))
    for _ in range(3):
        explorer.block.get_by_role("button", name="Step", exact=True).click()
    assert caption(explorer) == said(trained(15))
    assert layers(explorer) == of_layers(trained(15))
    explorer.control("Try").select_option("zeros")
    assert caption(explorer) == said(trained(0, **network_playground.PRESETS["zeros"][1]))
    assert orders(page) == []


@pytest.mark.parametrize(
    ("preset", "bet", "won"),
    [("start", "nearly all", "You said so"), ("die", "most", "Not so"), ("crawl", "", "Measured")],
)
def test_a_bet_on_a_net_is_answered_by_what_was_measured(page: Page, preset: str, bet: str, won: str) -> None:
    explorer = Explorer(page, "network_playground")
    verdict = explorer.block.locator(".explorer-verdict")
    if preset != "start":
        explorer.control("Try").select_option(preset)
    expect(verdict).to_have_text("What will become of this net?")
    bets = explorer.block.get_by_role("group", name="Your bet: right after 200 steps")
    if bet:
        bets.get_by_role("radio", name=bet).press(" ")
        expect(verdict).to_have_text("Press Play, and see.")
    explorer.block.get_by_role("radio", name="25", exact=True).check(force=True)
    for _ in range(network_playground.STEPS // 25):
        expect(verdict).not_to_contain_text("held out")  # nothing is told before
        explorer.block.get_by_role("button", name="Step", exact=True).click()
    expect(bets.get_by_role("radio", name="most")).to_be_disabled()  # it is too late by now
    measured = network_playground.outcome(trained(network_playground.STEPS, **network_playground.PRESETS[preset][1]))
    words, _ = network_playground.BETS[measured["bet"]]
    expect(verdict).to_have_text(f"{won}: {words}, {measured['says']}.")
    assert orders(page) == []
    explorer.slide("Seed", 7)
    expect(verdict).to_be_hidden()  # a net of one's own has no recorded end


def test_a_net_is_trained_by_python_while_it_plays(page: Page) -> None:
    go(page, "network_playground:step=195")
    explorer = Explorer(page, "network_playground")
    play, pause = (explorer.block.get_by_role("button", name=name, exact=True) for name in ("Play", "Pause"))
    play.click()
    page.wait_for_function(
        "() => Number(document.querySelector('[data-explorer=network_playground] .explorer-caption')"
        ".textContent.match(/\\d+/)?.[0]) > 240"
    )
    pause.click()
    expect(play).to_be_visible()
    step, *shown = caption(explorer)
    assert step % 5 == 0
    # Sums of another processor differ in their last digits, and hundreds of steps make them larger.
    assert shown == pytest.approx(said(trained(int(step)))[1:], rel=0.05)
    page.wait_for_timeout(200)
    assert caption(explorer)[0] == step


def test_every_choice_for_a_net_reaches_python(page: Page) -> None:
    explorer = Explorer(page, "network_playground")
    explorer.block.get_by_role("combobox", name="Layer 1").select_option("tanh")
    explorer.slide("Units 1", 3)
    explorer.control("Points").select_option("penguins")
    explorer.control("Objective").select_option("categorical_cross_entropy")
    explorer.control("Optimiser").select_option("momentum")
    explorer.slide("Learning rate", network_playground.RATES.index(0.1))
    explorer.slide("Batch", network_playground.BATCHES.index(25))
    explorer.slide("Noise", 0.2)
    explorer.slide("Seed", 4)
    menu(explorer, "First weights").select_option("xavier")
    feature(explorer, "x₁x₂").click()
    explorer.block.get_by_role("button", name="Step", exact=True).click()
    found = trained(
        5, layers=[["tanh", 3], ["relu", 6]], features=["x1", "x2", "x1x2"], data="penguins",
        objective="categorical_cross_entropy", optimiser="momentum", rate=0.1, batch=25, noise=0.2, seed=4,
        initialisation="xavier",
    )  # fmt: skip
    assert caption(explorer) == said(found)
    assert layers(explorer) == of_layers(found)


def test_points_are_painted_by_press_and_by_keys(page: Page) -> None:
    go(page, "network_playground:data=own;paint=b")
    explorer = Explorer(page, "network_playground")
    plane = explorer.block.locator(".explorer-plane").first
    plane.click(position={"x": 10, "y": 10})
    explorer.settle()
    brush = explorer.handle("Brush of class B: Enter paints a point")
    x, y = (number(each) for each in (brush.get_attribute("aria-valuetext") or "").split(", "))
    assert x < -1.2 < 1.2 < y
    brush.press("Shift+ArrowDown")
    brush.press("Enter")
    found = trained(0, data="own", points=[[x, y, 1], [x, round(y - 0.5, 2), 1]])
    assert caption(explorer) == said(found)[:3]
    explorer.block.get_by_role("button", name="Remove points").click()
    assert caption(explorer) == said(trained(0, data="own"))[:3]


def test_a_finger_paints_too(phone: Page) -> None:
    phone.goto("/#explore=network_playground:data=own;paint=a")
    explorer = Explorer(phone, "network_playground")
    explorer.block.locator(".explorer-plane").first.tap(position={"x": 12, "y": 12})
    phone.wait_for_function("() => location.hash.includes('points=a')")
    written = re.search(r"points=a(-?\d+)_(-?\d+)", phone.url)
    assert written
    point = [round(int(part) * network_playground.first()["step"], 2) for part in written.groups()]
    assert caption(explorer) == said(trained(0, data="own", points=[[*point, 0]]))[:3]


def test_a_reader_who_wants_little_motion_sees_few_frames(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    explorer = Explorer(page, "network_playground")
    pressed = page.evaluate("performance.now()")
    explorer.block.get_by_role("button", name="Play", exact=True).click()
    third = page.wait_for_function(
        """words => Number(words.textContent.match(/\\d+/)[0]) >= 15 && performance.now()""",
        arg=explorer.block.locator(".explorer-caption").element_handle(),
    )
    assert third.json_value() - pressed >= 1000  # half a second for each frame before it


def test_layers_are_added_and_each_unit_has_a_picture(page: Page) -> None:
    explorer = Explorer(page, "network_playground")
    explorer.block.get_by_role("group", name="Hidden layers").get_by_role("radio", name="3").check(force=True)
    assert layers(explorer) == of_layers(trained(0, layers=[["relu", 6]] * 3))
    assert explorer.block.locator("[data-unit^='3.'] canvas").count() == 6
    assert explorer.block.locator("[data-unit^='4.']").count() == 1  # the output


def feature(explorer: Explorer, name: str) -> Locator:
    return explorer.block.get_by_role("button", name=name, exact=True)


def edges(explorer: Explorer) -> dict[str, tuple[float, bool]]:
    """Return thickness of each edge, and whether it is drawn as negative, by layer, unit and what it comes from."""
    found: list[tuple[str, float, bool]] = explorer.block.locator(".explorer-wire").evaluate_all(
        "all => all.map((line) =>"
        " [line.dataset.edge, Number(line.getAttribute('stroke-width')), 'negative' in line.dataset])"
    )
    return {name: (width, negative) for name, width, negative in found}


def weights_of(frame: dict[str, Any], *sizes: int) -> dict[str, float]:
    """Return the weights of CPython's net, named as the edges are, and the biases, as `layer.unit`."""
    found: dict[str, float] = {}
    rest = iter(frame["parameters"].tolist())
    for layer, (below, units) in enumerate(pairwise(sizes), 1):
        for one in range(below):
            found |= {f"{layer}.{unit + 1}.{one}": next(rest) for unit in range(units)}
        found |= {f"{layer}.{unit + 1}": next(rest) for unit in range(units)}
    return found


def test_edges_are_as_thick_as_weights_are_large_and_dashed_where_they_are_negative(page: Page) -> None:
    go(page, "network_playground:step=100")
    explorer = Explorer(page, "network_playground")
    drawn, weights = edges(explorer), weights_of(trained(100), 2, 6, 6, 1)
    assert drawn.keys() == {name for name in weights if name.count(".") == 2}
    assert [negative for _, negative in drawn.values()] == [weights[name] < 0 for name in drawn]
    order = sorted(drawn, key=lambda name: abs(weights[name]))
    widths = [drawn[name][0] for name in order]
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]
    assert orders(page) == []


def test_an_edge_that_is_touched_says_its_weight(page: Page) -> None:
    explorer = Explorer(page, "network_playground")
    reason = explorer.block.locator(".explorer-reason")
    weight = weights_of(trained(0), 2, 6, 6, 1)["1.6.1"]
    box = explorer.block.locator("[data-edge='1.6.1']").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.9)  # it goes down to the right
    expect(reason).to_have_text(re.compile("^x₂ → Layer 1, unit 6: weight "))
    assert number((reason.text_content() or "").rpartition(" ")[2]) == weight
    page.mouse.move(0, 0)
    expect(reason).to_have_text(re.compile("^Touch"))


def test_a_unit_says_the_sum_that_made_it_and_keys_go_from_unit_to_unit(page: Page) -> None:
    explorer = Explorer(page, "network_playground")
    reason = explorer.block.locator(".explorer-reason")
    weights = weights_of(trained(0), 2, 6, 6, 1)
    explorer.block.get_by_role("button", name="Layer 1, unit 2", exact=True).click()
    sums = [weights[name] for name in ("1.2.0", "1.2.1", "1.2")]
    expect(reason).to_have_text(re.compile(r"^Layer 1, unit 2: ReLU\("))
    said = reason.text_content() or ""
    shown = re.findall(r"([+−]?) ?(\d[\d.]*)(?:·x.)?(?=[ )])", said.partition("(")[2])
    assert [number(sign.replace("+", "") + size) for sign, size in shown] == sums
    ways = [
        ("ArrowDown", "Layer 1, unit 3:"),
        ("ArrowRight", "Layer 2, unit 3:"),
        ("ArrowRight", "Output B:"),
        ("ArrowLeft", "Layer 2, unit 1:"),
        ("ArrowUp", "Layer 2, unit 1:"),
    ]
    for key, name in ways:
        page.keyboard.press(key)
        expect(reason).to_have_text(re.compile(f"^{name}"))
    assert explorer.block.locator("[data-unit][tabindex='0']").count() == 1
    assert orders(page) == []


def test_features_are_switched_on_and_the_last_one_stays(page: Page) -> None:
    explorer = Explorer(page, "network_playground")
    feature(explorer, "sin 4x₁").press("Enter")
    assert caption(explorer) == said(trained(0, features=["x1", "x2", "sin_x1"]))
    assert edges(explorer).keys() == {
        name for name in weights_of(trained(0, features=["x1", "x2", "sin_x1"]), 3, 6, 6, 1) if name.count(".") == 2
    }
    for name in ("x₂", "x₁"):
        feature(explorer, name).click()
    expect(feature(explorer, "sin 4x₁")).to_be_disabled()
    assert caption(explorer) == said(trained(0, features=["sin_x1"]))


def test_play_stays_at_hand_on_a_phone(phone: Page) -> None:
    phone.goto("/#explore=network_playground:")
    explorer = Explorer(phone, "network_playground")
    play = explorer.block.get_by_role("button", name="Play", exact=True)
    for label in ("Units 2", "Learning rate", "Batch"):
        explorer.control(label).evaluate("control => control.scrollIntoView({ block: 'center', behavior: 'instant' })")
        assert play.evaluate(
            """play => {
              const { left, top, width, height } = play.getBoundingClientRect();
              return play === document.elementFromPoint(left + width / 2, top + height / 2);
            }"""
        )
    play.click()
    expect(explorer.block.get_by_role("button", name="Pause")).to_be_visible()


# --- data -------------------------------------------------------------------------------------------------------------


def cut(table: str = "flights", **changes: Any) -> dict[str, Any]:
    """Return what CPython says of a cut."""
    found: dict[str, Any] = data_explorer.answer({**data_explorer.START, "table": table, **changes})
    return found


def halves(found: dict[str, Any], at: int = 0, number: int = 1) -> list[list[float]]:
    """Return cases, mean and standard error of a bin, in the learning half and in the held-out one."""
    names = ("cases", "means", "errors")
    return [[float(found[half][name][at]) for name in names] for half in ("learned", "held")][:number]


def bin_of(explorer: Explorer) -> list[list[float]]:
    return [[number(each) for each in row[1:]] for row in explorer.rows()]


def menu(explorer: Explorer, name: str) -> Locator:
    return explorer.block.get_by_role("combobox", name=name, exact=True)


def finds(explorer: Explorer) -> list[str]:
    """Return the sentences: on the learning half, on the other, on how much was tried."""
    explorer.settle()
    return explorer.block.locator(".explorer-finds p").all_inner_texts()


def test_a_find_is_checked_on_the_held_out_half_before_python_is_there(page: Page) -> None:
    explorer = Explorer(page, "data_explorer")
    found = cut()
    assert bin_of(explorer) == halves(found)
    assert finds(explorer)[0].endswith(found["says"]["learned"])
    assert finds(explorer)[1].endswith("locked.")
    dots = explorer.block.locator(".explorer-chart").first.locator("circle[style*=vermilion]")
    assert dots.count() == 0
    check = explorer.control("Check on the held-out half")
    check.press(" ")
    assert bin_of(explorer) == halves(found, number=2)
    assert finds(explorer)[1].endswith(found["says"]["held"])
    assert dots.count() == len(found["labels"])
    check.click()
    assert finds(explorer)[1].endswith("locked.")
    assert orders(page) == []


def test_tables_columns_and_widths_are_there_at_once(page: Page) -> None:
    explorer = Explorer(page, "data_explorer")
    explorer.control("Bins by").select_option("month")
    explorer.control("Bin width").press("ArrowRight")
    assert bin_of(explorer) == halves(cut(by="month", width=2))
    menu(explorer, "Data").select_option("waits")
    assert bin_of(explorer) == halves(cut("waits", width=2))
    explorer.control("Bins by").select_option("length")
    assert bin_of(explorer) == halves(cut("waits", by="length"))
    expect(explorer.control("Bin width")).to_be_disabled()  # lengths are classes as they are
    assert finds(explorer)[2].startswith("Cuts tried so far: 5.")  # with hour and month, of one each
    assert orders(page) == []


def test_cuts_count_though_no_frame_comes_between_them(page: Page) -> None:
    explorer = Explorer(page, "data_explorer")
    explorer.block.evaluate(
        """block => {
          const named = (select) => select.labels[0].textContent.startsWith("Bins by");
          const by = [...block.querySelectorAll("select")].find(named);
          for (const column of ["month", "weekday", "origin"]) {
            by.value = column;
            by.dispatchEvent(new Event("change"));
          }
        }"""
    )
    assert finds(explorer)[2].startswith("Cuts tried so far: 4.")


def test_no_key_is_lost_though_no_frame_comes_between_two(page: Page) -> None:
    explorer = Explorer(page, "data_explorer")
    hours = explorer.control("Hours from")
    start = float(hours.input_value())
    hours.evaluate(
        """input => {
          for (let keys = 0; keys < 5; keys++) {
            input.stepUp();
            input.dispatchEvent(new Event("input", { bubbles: true }));
          }
        }"""
    )
    explorer.settle()
    assert float(hours.input_value()) == start + 5


def test_a_view_in_which_the_reader_is_at_work_is_not_opened_again(reader: tuple[BrowserContext, Watch]) -> None:
    """The explorers that an address names are opened one by one; one that is in view need not wait for its turn."""
    tab = reader[0].new_page()
    held: list[Route] = []
    tab.route("**/explorers/softmax.js", lambda route: held.append(route))
    tab.goto("/#explore=softmax:&data_explorer:")
    explorer = Explorer(tab, "data_explorer")
    explorer.control("Bins by").select_option("month")
    assert finds(explorer)[2].startswith("Cuts tried so far: 2.")
    held[0].continue_()
    Explorer(tab, "softmax")
    explorer = Explorer(tab, "data_explorer")
    explorer.control("Bins by").select_option("weekday")
    assert finds(explorer)[2].startswith("Cuts tried so far: 3.")
    tab.close()


def test_a_bin_is_chosen_by_press_and_by_keys(page: Page) -> None:
    go(page, "data_explorer:check=yes")
    explorer = Explorer(page, "data_explorer")
    found, handle = cut(), explorer.handle("Bin")
    handle.press("ArrowRight")
    handle.press("Shift+ArrowRight")
    assert bin_of(explorer) == halves(found, at=11, number=2)
    mean, error = (found["learned"][name][11] for name in ("means", "errors"))
    spoken = handle.get_attribute("aria-valuetext") or ""
    assert spoken.startswith(f"hour 16; Learning half {mean} ± {error}, {found['learned']['cases'][11]} flights; Held")
    handle.press("End")
    assert bin_of(explorer) == halves(found, at=18, number=2)
    box = explorer.block.locator(".explorer-plane").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 4.5 / 19, box["y"] + 20)
    assert bin_of(explorer) == halves(found, at=4, number=2)


def test_filters_are_answered_by_python(page: Page) -> None:
    go(page, "data_explorer:check=yes")
    explorer = Explorer(page, "data_explorer")
    for label, option in (("Weekday", "0-4"), ("Airport", "1-1"), ("Airline", "3-3"), ("Month", "6-6")):
        menu(explorer, label).select_option(option)
    for _ in range(7):
        explorer.control("Hours from").press("ArrowRight")
    explorer.block.get_by_role("slider", name=re.compile("^to")).press("ArrowLeft")
    filters = {"hour": [7, 22], "weekday": [0, 4], "origin": [1, 1], "carrier": [3, 3], "month": [6, 6]}
    found = cut(filters=filters)
    assert bin_of(explorer) == halves(found, number=2)
    learned, held, _ = finds(explorer)
    assert learned.endswith(found["says"]["learned"])
    assert held.endswith(found["says"]["held"])


def test_filters_are_folded_away_on_a_phone_until_they_are_asked_for(phone: Page) -> None:
    phone.goto("/#explore=data_explorer:")
    explorer = Explorer(phone, "data_explorer")
    folded = explorer.block.locator("summary")
    expect(folded).to_have_text("Filters of your own: none")
    expect(menu(explorer, "Month")).to_be_hidden()
    folded.press("Enter")
    menu(explorer, "Month").select_option("6-6")
    expect(folded).to_have_text("Filters of your own: 1")
    assert bin_of(explorer) == halves(cut(filters={"month": [6, 6]}))
    folded.click()
    expect(menu(explorer, "Month")).to_be_hidden()
    phone.set_viewport_size({"width": 900, "height": 800})
    expect(menu(explorer, "Month")).to_be_visible()  # where there is room nothing is folded
    expect(folded).to_be_hidden()


@pytest.mark.parametrize("draw", [1, 2])
def test_the_best_of_many_filters_is_searched_by_python(page: Page, draw: int) -> None:
    go(page, "data_explorer:table=runs;by_runs=digit")
    explorer = Explorer(page, "data_explorer")
    explorer.block.get_by_role("radio", name="best of 25").check(force=True)
    for _ in range(draw - 1):
        explorer.settle()
        explorer.block.get_by_role("button", name="Search anew").click()
    explorer.control("Check on the held-out half").click()
    found = cut("runs", by="digit", search=25, draw=draw)
    assert bin_of(explorer) == halves(found, number=2)
    learned, held, tried = finds(explorer)
    assert learned.endswith(f"{found['says']['search']} {found['says']['learned']}")
    assert held.endswith(found["says"]["held"])
    before = sum(cut("runs", by="digit", search=25, draw=each)["tried"] for each in range(1, draw))
    assert tried.startswith(f"Cuts tried so far: {1 + before + found['tried']}.")
    expect(menu(explorer, "Minute")).to_be_disabled()


def test_another_seed_is_another_log(page: Page) -> None:
    go(page, "data_explorer:table=waits")
    explorer = Explorer(page, "data_explorer")
    explorer.control("Seed of the log").press("ArrowRight")
    found = cut("waits", seed=2)
    assert bin_of(explorer) == halves(found)
    assert finds(explorer)[0].endswith(found["says"]["learned"])
    explorer.block.get_by_role("button", name="Reset").click()
    assert bin_of(explorer) == halves(cut())
    assert finds(explorer)[2].startswith("Cuts tried so far: 1.")


def test_all_bins_are_shown_as_a_table_and_the_find_is_read_out(page: Page) -> None:
    go(page, "data_explorer:check=yes;by_flights=carrier")
    explorer = Explorer(page, "data_explorer")
    explorer.block.get_by_role("button", name="Show as table").click()
    rows = explorer.block.locator(".explorer-table tbody tr")
    found = cut(by="carrier")
    assert rows.locator("td:first-child").all_inner_texts() == found["labels"]
    cells = rows.nth(3).locator("td").all_inner_texts()
    assert [number(each) for each in cells[1:]] == [*halves(found, at=3)[0], *halves(found, at=3, number=2)[1]]
    explorer.rest()
    explorer.control("Bins by").select_option("origin")
    says = cut(by="origin")["says"]
    announced = explorer.block.locator(".musings-unseen[role=status]")
    expect(announced).to_have_text(f"{says['learned']} Held-out half: {says['held']}")


def test_the_nets_that_posts_link_to_were_trained_when_the_site_was_built(page: Page) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs" / "posts").glob("*.md"))]
    states = {state for text in texts for state in re.findall(r"\(explorer:network_playground:([^)]+)\)", text)}
    tried = set()
    for state in states:
        go(page, f"network_playground:{state}")
        explorer = Explorer(page, "network_playground")
        tried.add(explorer.control("Try").input_value())
    assert tried == network_playground.PRESETS.keys() - {"start"}
    assert orders(page) == []


FRAMES_ASKED_FOR = """async () => {
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  await pause(200); // a frame that was begun may end
  const ask = requestAnimationFrame;
  let asked = 0;
  window.requestAnimationFrame = (call) => { asked++; return ask(call); };
  await pause(400);
  window.requestAnimationFrame = ask;
  return asked;
}"""


def test_a_net_stops_where_the_reader_leaves_the_page(page: Page) -> None:
    explorer = Explorer(page, "network_playground")
    explorer.block.get_by_role("button", name="Play", exact=True).click()
    expect(explorer.block.locator(".explorer-caption")).to_have_text(re.compile("^Step [1-9]"))
    visit(page, "/other/", "Another page")
    page.wait_for_selector(".live-ready")  # the page before has been left by then
    assert page.evaluate(FRAMES_ASKED_FOR) == 0
    visit(page, "/", "Explorers")
    explorer = Explorer(page, "network_playground")
    expect(explorer.block.get_by_role("button", name="Play", exact=True)).to_be_visible()
    step = caption(explorer)[0]
    page.wait_for_timeout(300)
    assert step > 0
    assert caption(explorer)[0] == step


# --- the address ------------------------------------------------------------------------------------------------------


def test_an_address_opens_a_view(reader: tuple[BrowserContext, Watch]) -> None:
    tab = reader[0].new_page()
    tab.goto("/#explore=activation:functions=relu,tanh;x=-2&softmax:logits=0,0,0")
    rows = Explorer(tab, "activation").rows()
    assert [row[0] for row in rows] == ["ReLU", "tanh"]
    assert [number(row[1]) for row in rows] == [-2.0, -2.0]
    assert [number(row[1]) for row in Explorer(tab, "softmax").rows()] == [0.0, 0.0, 0.0]
    tab.close()


def test_an_address_that_makes_no_sense_opens_the_start(page: Page) -> None:
    nonsense = "activation:functions=evil,constructor;x=NaN;__proto__=1;%;layers=many&nobody:x=1"
    go(page, nonsense)
    (row,) = Explorer(page, "activation").rows()
    assert row[:2] == ["Sigmoid", "1.5"]


def test_of_a_very_long_address_nothing_is_read(page: Page) -> None:
    read = """async (times) => {
      const { opened } = await import("/assets/live/explorers/address.js");
      return [...opened("#explore=softmax:" + "shift=1;".repeat(times)).keys()];
    }"""
    assert page.evaluate(read, 1000) == ["softmax"]
    assert page.evaluate(read, 200_000) == []


def test_the_address_follows_and_reset_clears_it(page: Page) -> None:
    explorer = Explorer(page, "activation")
    explorer.handle("Input of Sigmoid").press("Home")
    page.wait_for_function("() => location.hash === '#explore=activation:x=-6'")
    page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    page.wait_for_timeout(900)  # longer than anything waits that writes into the address
    assert page.evaluate("location.hash") == "#explore=activation:x=-6"
    explorer.block.get_by_role("button", name="Reset").click()
    page.wait_for_function("() => location.hash === ''")
    assert explorer.rows()[0][1] == "1.5"


def test_a_link_of_a_post_opens_a_view(page: Page) -> None:
    page.get_by_role("link", name="Two gates").click()
    explorer = Explorer(page, "activation")
    assert [row[:2] for row in explorer.rows()] == [["GELU", "−1.25"], ["SiLU (Swish)", "−1.25"]]


def test_a_link_of_another_post_opens_a_view(warm: Page, page: Page) -> None:
    visit(page, "/other/", "Another page")
    page.get_by_role("link", name="a leaky unit").click()
    expect(page.locator("h1")).to_have_text(re.compile("^Explorers"))
    assert Explorer(page, "activation").rows()[0][:2] == ["Leaky ReLU", "−2"]


def test_a_link_is_copied(page: Page) -> None:
    explorer = Explorer(page, "softmax")
    explorer.handle("Logit of class B").press("Home")
    explorer.block.get_by_role("button", name="Copy link").click()
    expect(explorer.block.locator(".live-status")).to_have_text("The link is copied: it opens this view")
    assert page.evaluate("navigator.clipboard.readText()").endswith("/#explore=softmax:logits=2,-3,0")


# --- for everyone -----------------------------------------------------------------------------------------------------


def test_what_is_drawn_is_shown_as_a_table(page: Page) -> None:
    explorer = Explorer(page, "activation")
    explorer.block.get_by_role("button", name="Show as table").click()
    cells = explorer.block.locator(".explorer-table tbody tr").first.locator("td").all_inner_texts()
    assert [number(each) for each in cells] == [-6.0, *curve("sigmoid", -6.0)[:2]]


def test_a_change_is_announced_once_the_reader_rests(page: Page) -> None:
    explorer = Explorer(page, "softmax")
    explorer.rest()
    for _ in range(3):
        explorer.handle("Logit of class C").press("ArrowUp")
    said = explorer.block.locator(".musings-unseen[role=status]")
    expect(said).to_have_text("Probabilities at temperature 1: A 0.506, B 0.186, C 0.307.")


@pytest.mark.parametrize(("width", "scheme"), [(1100, "default"), (390, "slate")])
def test_explorers_can_be_used_by_everyone(page: Page, axe: str, width: int, scheme: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 1000})
    page.evaluate("(scheme) => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    for name in NAMES:
        Explorer(page, name).block.get_by_role("button", name="Show as table").click()
    names = page.locator(".explorer .live-button").evaluate_all("all => all.map((each) => each.ariaLabel)")
    assert len(set(names)) == len(names) == 3 * len(NAMES)
    page.evaluate(axe)
    assert page.evaluate(AXE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_explorer_is_mounted_once_and_leaves_nothing(page: Page) -> None:
    explorer = Explorer(page, "activation")
    assert explorer.block.locator(".explorer-frame").count() == 1
    explorer.handle("Input of Sigmoid").press("Home")
    visit(page, "/other/", "Another page")
    page.wait_for_timeout(900)  # longer than the address waits
    assert page.evaluate("location.hash") == ""
    visit(page, "/", "Explorers")
    explorer = Explorer(page, "activation")
    assert explorer.block.locator(".explorer-frame").count() == 1
    assert explorer.rows()[0][1] == "−6"  # as it was left
    assert page.locator("link[href$='explorers.css']").count() == 1


def test_cells_and_explorers_share_one_python(page: Page) -> None:
    explorer = Explorer(page, "activation")
    explorer.slide("Weight between them", 1.5)
    visit(page, "/other/", "Another page")
    cell = page.locator(".live-ready")
    cell.get_by_role("button", name="Run").click()
    expect(cell).to_have_attribute("data-same", "true")


# --- no function is implemented in JavaScript -------------------------------------------------------------------------


def test_a_changed_snippet_changes_every_number(browser: Browser, tmp_path: Path) -> None:
    root = copy_site(tmp_path / "site")
    file = root / "snippets" / "activations" / "leaky_relu.py"
    text = file.read_text(encoding="utf-8")
    right = "return np.maximum(x, 0.0) + alpha * np.minimum(x, 0.0)"
    assert right in text
    file.write_text(text.replace(right, "return 7.0 + alpha * np.maximum(x, 0.0)"), encoding="utf-8")
    index = root / "docs" / "index.md"
    index.write_text("# Explorers\n\n//// explorer | activation\n\n![A curve](figure.svg)\n\n////\n", encoding="utf-8")
    compute(root, "activation")
    context = browser.new_context(base_url=serve(build(root)), viewport={"width": 1100, "height": 1000})
    patient(context)
    seen = watch(context)
    tab = context.new_page()
    tab.goto("/#explore=activation:functions=leaky_relu;x=2")
    explorer = Explorer(tab, "activation")
    assert number(explorer.rows()[0][2]) == 7.02
    assert seen.runtime() == []
    explorer.slide("Leaky ReLU, α", 0.5)
    assert number(explorer.rows()[0][2]) == 8.0
    assert seen.complaints == []
    context.close()
