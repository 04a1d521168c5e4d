"""Every page, figure and style sheet is valid by the Nu Html Checker, the validator of the HTML standard's own site."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest

VALIDATOR: Final = Path("node_modules/vnu-jar/build/dist/vnu.jar")
FALSE_ALARMS: Final = (
    # Without it Firefox opens the drawer of a page again that was left with it open.
    r"Attribute “autocomplete” is only allowed when the input type is “color”",
    # Attributes of any element by MathML Core; the validator has the older standard.
    r"Attribute “(scriptlevel|displaystyle)” not allowed on element “m\w+”",
    # Younger than the validator's reader of CSS.
    r"Unrecognized at-rule “@container”",
    r"“display”: “math” is not a “display” value",
    r"“(container|paint-order)”: Property “\1” doesn't exist",
)

needs_java = pytest.mark.skipif(not shutil.which("java"), reason="the validator needs Java")


def complaints(root: Path, kind: str) -> list[str]:
    """Return what the validator finds wrong in a folder's files of a kind, by file and line."""
    how = [f"--skip-non-{kind}", "--errors-only", "--exit-zero-always", "--format", "json", "--stdout"]
    command = ["java", "-Xss2m", "-jar", str(VALIDATOR), *how, str(root)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return [
        f"{each['url'].rpartition(f'{root}/')[2]}:{each.get('lastLine', 1)}: {each['message']}"
        for each in messages
        if not any(re.search(pattern, each["message"]) for pattern in FALSE_ALARMS)
    ]


@needs_java
@pytest.mark.parametrize("kind", ["html", "svg", "css"])
def test_all_files_of_a_kind_are_valid(built_site: Path, kind: str) -> None:
    assert any(built_site.rglob(f"*.{kind}"))
    assert complaints(built_site, kind) == []


@needs_java
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("page.html", '<!doctype html><html lang="en"><title>A</title><p><b role="nothing">1</b></p></html>'),
        ("figure.svg", '<svg xmlns="http://www.w3.org/2000/svg"><path d="M 0 zero"/></svg>'),
        ("sheet.css", "p { color: 12px }"),
    ],
)
def test_what_is_not_valid_is_told(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (told,) = complaints(tmp_path, name.rpartition(".")[2])
    assert re.match(rf"{name}:\d+: ", told)
