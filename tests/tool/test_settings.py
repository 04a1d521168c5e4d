"""What `mkdocs.yml` says is honoured by every command."""

import pytest

from musings.core.failure import Failure
from musings.core.project import Project
from musings.core.settings import settings

from .conftest import Site


def moved(site: Site) -> None:
    (site.root / "docs").rename(site.root / "content")
    site.replace("mkdocs.yml", "site_name: Demo\n", "site_name: Demo\ndocs_dir: content\nsite_dir: public\n")


def test_pages_in_another_folder_are_proved(site: Site) -> None:
    moved(site)
    text = (site.root / "content/posts/demo.md").read_text(encoding="utf-8")
    site.write(
        "content/posts/demo.md",
        text.replace("[0.25](fact:demo.largest_slope), which", "[0.26](fact:demo.largest_slope), which"),
    )
    done = site.check()
    assert done.returncode == 1
    assert "content/posts/demo.md:8: fact demo.largest_slope" in done.stderr


def test_a_new_post_and_the_finished_site_lie_where_the_settings_say(site: Site) -> None:
    moved(site)
    assert "written: content/posts/a-valley.md" in site.run("new", "A valley").stdout
    (site.root / "content/posts/a-valley.md").unlink()
    assert site.run("site").stdout.strip().split("\n")[-1] == "built: public"
    assert (site.root / "public" / "index.html").is_file()


def test_posts_are_where_the_blog_says(site: Site) -> None:
    site.replace("mkdocs.yml", "blog_dir: .,", "blog_dir: news, post_dir: '{blog}/written',")
    assert Project(site.root).posts == site.root / "docs" / "news" / "written"


def test_a_site_without_a_page_is_an_error(site: Site) -> None:
    (site.root / "docs").rename(site.root / "elsewhere")
    done = site.check()
    assert done.returncode == 1
    assert "there is no page in docs/" in done.stderr
    assert "docs_dir" in done.stderr


def test_a_language_that_may_stand_unproved_needs_no_reason(site: Site) -> None:
    site.edit("/// references", "```console\n$ ls\n```\n\n/// references")
    assert "no claim covers this console fence" in site.check().stderr
    site.replace(
        "mkdocs.yml", "  - musings\nmarkdown_extensions", "  - musings: {unproved: [console]}\nmarkdown_extensions"
    )
    assert site.check().returncode == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plugins: [musings: {packages: flask}]\n", "musings: packages: "),
        ("plugins: [musings: {package: [flask]}]\n", "musings: package: "),
        ("plugins: [musings: {packages: [flask}]\n", "mkdocs.yml:1: "),
    ],
)
def test_options_that_make_no_sense_are_told(site: Site, text: str, told: str) -> None:
    site.write("mkdocs.yml", text)
    with pytest.raises(Failure, match=told):
        settings(site.root)


def test_plugins_may_be_written_as_a_mapping(site: Site) -> None:
    site.write(
        "mkdocs.yml", "plugins: {search: {}, musings: {packages: [flask]}}\ntheme: {x: !!python/name:os.path.join ''}\n"
    )
    assert settings(site.root).options.packages == ["flask"]
