"""Each section, figure and source is shown: where a claim names another one than it means, one is left over."""

import shutil
import subprocess
from pathlib import Path

from musings.core import written
from musings.core.project import Project
from tests.leftovers import leftovers


def test_nothing_is_left_over(root: Path) -> None:
    project = Project(root)
    assert leftovers(project, written.pages(project)) == []


def test_a_name_in_the_place_of_another_leaves_something_over(root: Path, tmp_path: Path) -> None:
    for name in ("docs/posts", "snippets", "plots", "mkdocs.yml", "docs/references.bib"):
        source, target = root / name, tmp_path / name
        target.parent.mkdir(exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    post = tmp_path / "docs" / "posts" / "deploying-flask.md"
    post.write_text(
        post.read_text(encoding="utf-8").replace("flask_tasks.py:get", "flask_tasks.py:check"), encoding="utf-8"
    )
    project = Project(tmp_path)
    found = leftovers(project, written.pages(project))
    assert "docs/posts/deploying-flask.md shows the listing deployment/flask_tasks.py:check 2 times" in found
    assert "nobody shows the listing deployment/flask_tasks.py:get" in found


def test_nothing_that_is_made_is_kept_in_the_repository(root: Path) -> None:
    kept = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    assert subprocess.run(kept, cwd=root, capture_output=True, text=True, check=False).stdout == ""
