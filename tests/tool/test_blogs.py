"""The blogs that `make bench` builds hold the same for each of the tools: what is compared is alike."""

import re
import shutil
from pathlib import Path

import pytest

from musings.bench.blogs import FORMULAS, LISTINGS, PARTS, PICTURES, TOOLS, build, write


@pytest.mark.parametrize("name", [name for name in TOOLS if name != "Hugo" or shutil.which("hugo")])
def test_a_post_has_the_same_parts_with_each_tool(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    write(folder, 2, TOOLS[name])
    cost = build(folder, TOOLS[name].command)
    assert cost.memory > 1
    (page,) = [path for path in folder.glob("*/**/post-b/index.html") if path.parts[-3] in {"site", "posts"}]
    html = page.read_text(encoding="utf-8")
    assert len(re.findall("<h2 id=.of-", html)) == PARTS
    assert html.count("value_") >= LISTINGS
    assert len(re.findall(r"<img [^>]*A parabola", html)) in {PICTURES, 2 * PICTURES}  # in both schemes
    assert len(re.findall(r"<math|\\\[|\$\$f", html)) == FORMULAS
