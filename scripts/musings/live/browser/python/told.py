"""What a reader is told where Python alone would leave them to guess: of packages, names, threads and warnings."""

import ast
import builtins
import re
import sys
import traceback
from collections.abc import Collection, Mapping
from typing import Any

_NOT_PYTHON = re.compile(r"([ \t]*)([%!$]+)[ \t]*(\S.*)")
_INSTALLS = re.compile(r"(?:\S+ -m )?(?:pip3?|conda|mamba|uv)\b.*?\binstall\b(.*)|(?:uv|poetry) add\b(.*)")


def here(packages: Collection[str]) -> str:
    """Return in words what can be imported."""
    return f"a cell has the standard library and {', '.join(sorted(packages, key=str.lower))}"


def answered(code: str, packages: Mapping[str, str]) -> str:
    r"""Return the code with what is IPython's or a shell's answered instead; no line moves.

    `packages` are those to be had: for each name that is imported, the name that is installed.

    >>> print(answered("%matplotlib inline\n!ls", {}))
    pass
    print('There is no shell here: a cell runs Python alone')
    """
    try:
        ast.parse(code)
    except SyntaxError:
        lines = [_NOT_PYTHON.fullmatch(line) or line for line in code.split("\n")]
        return "\n".join(line if isinstance(line, str) else line[1] + _answer(line, packages) for line in lines)
    except ValueError:
        pass
    return code


def _answer(line: re.Match[str], packages: Mapping[str, str]) -> str:
    sign, words = line[2], line[3]
    if install := _INSTALLS.match(words):
        asked = [
            re.split(r"[\[<>=!~;@]", word)[0] for word in (install[1] or install[2]).split() if word[0] not in "-'\""
        ]
        return f"print({' '.join(_install(name, packages) for name in asked)!r})"
    if sign[0] == "%" and words.startswith("matplotlib"):
        return "pass"
    if sign[0] == "%":
        return f"print({f'%{words.split()[0]} is of IPython: a cell runs Python alone'!r})"
    return "print('There is no shell here: a cell runs Python alone')"


def _install(name: str, packages: Mapping[str, str]) -> str:
    for imported, installed in packages.items():
        if name.lower().replace("_", "-") in (imported.lower(), installed.lower()):
            return f"{name} is here already: import {imported}."
    return f"{name} is not here, and nothing can be installed: {here(packages)}."


def hint(error: BaseException, namespace: Mapping[str, Any], packages: Collection[str]) -> str:
    """Return what to know about an error beside its own words, a line or nothing."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        name = error.name.partition(".")[0]
        if name not in packages and name not in sys.stdlib_module_names and name not in sys.modules:
            return f"{name} is not here, and nothing can be installed: {here(packages)}.\n"
    if isinstance(error, RuntimeError) and "start new thread" in str(error):
        return "There are no threads here: a cell runs in one, beside the page's own.\n"
    if isinstance(error, TypeError) and "not callable" in str(error):
        frames = traceback.extract_tb(error.__traceback__)
        words = re.findall(r"\w+", frames[-1].line or "" if frames else "")
        taken = [word for word in dict.fromkeys(words) if word in namespace and hasattr(builtins, word)]
        return "".join(
            f"{word} is not Python's own any more, but this page's: del {word} brings it back.\n" for word in taken
        )
    return ""


def replaced(names: Collection[str]) -> str:
    """Return what to know about names of Python's own that a cell has given other values; nothing for none."""
    return f"The code gave {', '.join(names)}, Python's own, another value, which is taken back now.\n" if names else ""


def warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    line: str | None = None,  # noqa: ARG001 - as Python hands it over
) -> str:
    """Return a warning in one sentence, with the line where it is the reader's."""
    said = str(message).strip().partition("\n")[0]
    return f"{category.__name__}{f' (line {lineno})' if filename.startswith('<example ') else ''}: {said}\n"
