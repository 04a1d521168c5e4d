"""A whole project of one post in a temporary folder, with one claim of each kind, for the tool to work on."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.tool import commands

POST = """\
---
date: 2026-01-31
categories: [Demo]
---

# A demonstration

The largest slope is [0.25](fact:demo.largest_slope), which is [25 %](fact:demo.largest_slope) of one and
[about a quarter](fact:demo.largest_slope "0.2 to 0.3"), as [Nair and Hinton, 2010](cite:nair2010) never said.

<!-- more -->

```py { title="snippets/demo/relu.py" }
--8<-- "demo/relu.py:relu"
```

```pycon
>>> from snippets.demo.relu import relu
>>> relu(-1.0)
0.0
>>> relu(2.0)
2.0
```

```pycon
>>> relu(3.0) + 1.0
4.0
```

/// formula | demo.relu
\\operatorname{ReLU}(x) = \\max(0, x)
///

/// table | demo.values

|   x | ReLU |
| --: | ---: |
|  -1 |  0.0 |
|   1 |  1.0 |

///

![A line that is flat and then rises](figure:demo/relu)

/// references
///
"""

FILES = {
    "mkdocs.yml": """\
site_name: Demo
site_url: http://127.0.0.1:8000/
theme: {name: material, font: false}
plugins:
  - blog: {blog_dir: ., post_excerpt: required, post_url_format: "{slug}"}
  - musings
markdown_extensions:
  - attr_list
  - tables
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.blocks.caption
  - pymdownx.blocks.details
  - pymdownx.snippets: {base_path: [snippets], check_paths: true}
  - musings
""",
    "docs/index.md": "# Demo\n",
    "docs/posts/demo.md": POST,
    "docs/references.bib": """\
@inproceedings{nair2010,
  author = {Nair, Vinod and Hinton, Geoffrey E.},
  title = {Rectified Linear Units Improve Restricted {Boltzmann} Machines},
  booktitle = {ICML},
  year = {2010},
}
""",
    "snippets/__init__.py": "",
    "snippets/demo/__init__.py": "from snippets.demo.relu import relu as relu\n",
    "snippets/demo/helper.py": "ZERO = 0.0\n",
    "snippets/demo/relu.py": '''\
"""ReLU."""

from snippets.demo.helper import ZERO


# --8<-- [start:relu]
def relu(x):
    """The positive part of x.

    >>> relu(-2.0)
    0.0
    """
    import numpy as np

    return np.maximum(ZERO, x) if isinstance(x, np.ndarray) else max(ZERO, x)
# --8<-- [end:relu]
''',
    "snippets/demo/facts.py": """\
def largest_slope():
    return 0.25


def raises():
    return 1 / 0
""",
    "snippets/demo/tables.py": """\
from snippets.demo.relu import relu


def values():
    return [{"x": x, "ReLU": relu(float(x))} for x in (-1, 1)]
""",
    "plots/__init__.py": "",
    "plots/demo.py": """\
import matplotlib.pyplot as plt

from snippets.demo.relu import relu


def relu_line():
    return relu


def relu():  # noqa
    from snippets.demo.relu import relu as f

    figure, axes = plt.subplots(figsize=(3, 2))
    axes.plot([-1, 0, 1], [f(-1.0), f(0.0), f(1.0)])
    return figure


def raises():
    raise RuntimeError("no pen")
""",
    "tests/snippets/demo/test_relu.py": "def test_relu():\n    assert True\n",
}


@dataclass
class Site:
    """A project on disk and the ways to work on it that the tests need."""

    root: Path

    @property
    def post(self) -> Path:
        return self.root / "docs" / "posts" / "demo.md"

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))

    def edit(self, old: str, new: str) -> int:
        """Replace text in the post and return the number of the line it stands on."""
        text = self.post.read_text(encoding="utf-8")
        line = text[: text.index(old)].count("\n") + 1
        self.replace("docs/posts/demo.md", old, new)
        return line

    def add(self, text: str) -> int:
        """Add text to the end of the post and return the number of its first line."""
        before = self.post.read_text(encoding="utf-8")
        self.post.write_text(before + text, encoding="utf-8")
        return before.count("\n") + 1

    def run(self, *arguments: str, module: str = "musings", **variables: str) -> "subprocess.CompletedProcess[str]":
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **variables}
        environment.pop("COVERAGE_PROCESS_START", None)
        return commands.run(module, arguments, cwd=self.root, env=environment, timeout=100)

    def check(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return self.run("check", "--jobs", "1", *arguments)

    def results(self, *arguments: str) -> list[dict[str, Any]]:
        results: list[dict[str, Any]] = json.loads(self.check("--json", *arguments).stdout)
        return results

    def build(self) -> "subprocess.CompletedProcess[str]":
        return self.run("build", "--strict", module="mkdocs")


@pytest.fixture(scope="session")
def approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with its figure approved, made once."""
    site = Site(tmp_path_factory.mktemp("approved"))
    for name, text in FILES.items():
        site.write(name, text)
    done = site.run("approve")
    assert done.returncode == 0, done.stderr
    return site.root


@pytest.fixture
def site(approved: Path, tmp_path: Path) -> Site:
    """A copy of the approved project to break."""
    import shutil

    shutil.copytree(approved, tmp_path / "site")
    return Site(tmp_path / "site")
