"""What the Markdown extension makes of claims, without a renderer of pages and with the one of another tool."""

import re
from html import unescape
from types import SimpleNamespace

import pytest
from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from musings.markdown import complaints

from .conftest import FILES, Site

FACT = "[0.25](fact:demo.largest_slope)"
POST = "posts/small.md"


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """What is said to the writer while the test runs."""
    complaints.forget()
    return caplog


def render(site: Site, text: str, path: str | None = None, *, excerpt: bool = False) -> str:
    md = Markdown(
        extensions=[
            "attr_list",
            "tables",
            "pymdownx.highlight",
            "pymdownx.superfences",
            "pymdownx.snippets",
            "musings",
        ],
        extension_configs={
            "musings": {"root": str(site.root)},
            "pymdownx.snippets": {"base_path": [str(site.root / "snippets")], "check_paths": True},
        },
    )
    if path is not None:  # as Zensical tells an extension where it is
        context = Preprocessor(md)
        context.page = SimpleNamespace(path=path)  # type: ignore[attr-defined]
        context.run = lambda lines: lines  # type: ignore[method-assign]
        md.preprocessors.register(context, "rendering_context", 100)
    if excerpt:  # as Material's blog renders a post for its lists
        md.treeprocessors.register(Treeprocessor(md), "excerpt", 0)
    return md.convert(text)


def test_a_fact_links_to_the_function_that_proves_it(site: Site) -> None:
    html = render(site, "[0.25](fact:demo.largest_slope)", "posts/demo.md")
    assert 'href="../code/demo/facts.md#largest_slope"' in html
    assert ">0.25</a>" in html


def test_a_figure_is_shown_once_for_each_scheme(site: Site) -> None:
    site.run("prepare")
    html = render(site, "![A bend](figure:demo/relu)", "posts/demo.md")
    assert 'src="../assets/figures/demo/relu.light.svg"' in html
    assert 'src="../assets/figures/demo/relu.dark.svg"' in html
    assert html.count('alt="A bend"') == 2
    assert html.count('width="288"') == 2


def test_a_listing_says_where_it_comes_from_and_links_to_its_test(site: Site) -> None:
    fence = '```py { .live title="snippets/demo/relu.py" }\n--8<-- "demo/relu.py:relu"\n```'
    html = render(site, fence, "posts/demo.md")
    assert 'data-claim="listing" data-source="demo/relu.py" data-section="relu"' in html
    assert "def" in html
    assert 'href="../code/demo/relu.md#its-test"' in html


def test_an_include_that_cannot_be_read_is_told_in_the_page(site: Site) -> None:
    html = render(site, '```py\n--8<-- "demo/gone.py:relu"\n```')
    assert "there is no snippets/demo/gone.py" in re.sub(r"<[^>]+>", "", html)


@pytest.mark.parametrize("text", ["a $5 note and a $6 note", "`$x$`", r"\$x\$"])
def test_dollars_that_are_no_mathematics_stay(site: Site, text: str) -> None:
    assert "<math" not in render(site, text)


CONSOLES = {
    "console": (
        '(venv) $ flask --app x \\\n    run --host "::1"\n * Serving <app>\n\n$ curl a && b\n{"a": "$ 1"}',
        'flask --app x \\\n    run --host "::1"\ncurl a && b',
    ),
    "pycon": (
        ">>> def f(x):\n...     y = x  # \\\n...\n...     return y\n>>> f(1)  # \\\n1\n>>> 1 / 0\n"
        "Traceback (most recent call last):\nZeroDivisionError: division by zero",
        "def f(x):\n    y = x  # \\\n\n    return y\nf(1)  # \\\n1 / 0",
    ),
    "text": ("$ curl\n>>> 1", None),
    "py": ('x = """\n>>> 1\n"""', None),
}


@pytest.mark.parametrize("language", CONSOLES)
@pytest.mark.parametrize("title", ["", ' title="x > y"'])
def test_a_console_is_copied_without_prompts_and_answers(site: Site, language: str, title: str) -> None:
    text, typed = CONSOLES[language]
    block = render(site, f'```{language} {{ .illustration reason="x"{title} }}\n{text}\n```')
    copied = re.search(r'<div [^>]*data-copy="([^"]*)"', block)
    assert (copied and unescape(copied[1])) == typed


def test_mathematics_in_a_sentence_is_mathml(site: Site) -> None:
    html = render(site, "the sum $\\sum_i x_i$ of all")
    assert html.count("<math") == 1
    assert "\\sum_i x_i" in html  # kept for those who copy it


def test_mathematics_that_cannot_be_rendered_is_shown_as_it_is(site: Site) -> None:
    assert "<code>\\nothing{x}</code>" in render(site, "so $\\nothing{x}$ it is")


def test_references_are_listed_in_the_order_of_their_first_mention(site: Site) -> None:
    first, second = (f"@misc{{{key}, author={{A, B}}, title={{T}}, year={{2000}}}}\n" for key in ("zebra", "ant"))
    site.write("docs/references.bib", second + first)
    html = render(site, "[Z](cite:zebra), [A](cite:ant), [Z](cite:zebra)\n\n/// references\n///\n")
    assert html.index('id="ref-zebra"') < html.index('id="ref-ant"')
    assert html.count('id="ref-zebra"') == 1
    assert 'href="#ref-zebra"' in html


def test_the_demonstration_renders_whole(site: Site) -> None:
    html = render(site, FILES["docs/posts/demo.md"].split("---\n", 2)[2])
    for word in ("fact:", "cite:", "figure:", "/// ", "--8<--"):
        assert word not in html


@pytest.mark.parametrize("written", [f"{FACT}\n", f"{FACT} {FACT}\n\n`[a quarter](fact:demo.largest_slope)`\n"])
def test_a_page_that_shows_what_is_found_is_right(site: Site, said: pytest.LogCaptureFixture, written: str) -> None:
    site.write(f"docs/{POST}", written)
    render(site, written, POST)
    assert not said.messages


@pytest.mark.parametrize(
    ("written", "rendered", "line", "words"),
    [
        ("Text.\n", FACT, 1, "the page shows a fact that nothing looks at"),
        (f"\n{FACT}\n", f"{FACT} {FACT}", 2, "the page shows a fact that nothing looks at"),
        (f"Text.\n\n{FACT}\n", "Text.", 3, "the page does not show this fact"),
        (f"Text.\n\n{FACT}\n", FACT.replace("0.25", "0.99"), 3, "the page shows other words"),
        (f"\n{FACT}\n", FACT.replace(")", ' "1 to 2")'), 2, "the page shows other words"),
        ("\n[a](FACT:x)\n", "[a](FACT:x)", 2, "the page shows an address that names a claim"),
    ],
)
def test_what_is_shown_and_what_is_found_are_compared(
    site: Site, said: pytest.LogCaptureFixture, written: str, rendered: str, line: int, words: str
) -> None:
    site.write(f"docs/{POST}", written)
    render(site, rendered, POST)
    assert [each.startswith(f"docs/{POST}:{line}: {words}") for each in said.messages] == [True]


def test_an_excerpt_shows_a_part_of_what_is_found(site: Site, said: pytest.LogCaptureFixture) -> None:
    site.write(f"docs/{POST}", f"{FACT}\n\n{FACT}\n\n![A line](figure:demo/relu)\n")
    render(site, FACT, POST, excerpt=True)
    assert not said.messages
    render(site, FACT.replace("0.25", "0.99"), POST, excerpt=True)
    assert len(said.messages) == 1


@pytest.mark.parametrize("path", ["made.md", "other.markdown", "code/demo/relu.md", "linked/post.md"])
def test_a_page_that_is_not_checked_shows_no_claims(site: Site, said: pytest.LogCaptureFixture, path: str) -> None:
    site.write("elsewhere/post.md", FACT)
    (site.root / "docs" / "linked").symlink_to(site.root / "elsewhere")
    if path != "made.md":  # which another plugin makes
        site.write(f"docs/{path}", FACT)
    render(site, FACT, path)
    assert ["that nothing looks at" in message for message in said.messages] == [True]


def test_a_fault_that_stays_is_told_by_the_next_build(site: Site, said: pytest.LogCaptureFixture) -> None:
    site.write(f"docs/{POST}", "Text.\n")
    for _ in range(2):
        render(site, FACT, POST)
    assert len(said.messages) == 1
    complaints.forget()
    render(site, FACT, POST)
    assert len(said.messages) == 2
