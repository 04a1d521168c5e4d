"""Reads a line as a POSIX shell does, as far as a beginner goes, and carries it out: curl, and what stands beside it.

`run(line, machine, out)` writes what a terminal would show through `out(kind, text)`, with the kind `out` or `err`, and
returns the exit code. `shlex` reads no variables and does not tell a quoted `|` from a pipe, so the line is read here.
"""

import contextlib
import io
import json
import json.tool
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import takewhile
from typing import Any, Final

from musings.live.browser.console.curl import Command, Machine, Out

# --- reading ----------------------------------------------------------------------------------------------------------


class ShellError(ValueError):
    """A line that this shell cannot read."""


ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "e": "\x1b"}
_NAME: Final = r"\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*\}|\?)"
_TOKEN: Final = re.compile(
    rf"""(?P<blank>(?:[ \t]|\\\n)+ | (?<![^\s;|&])\#[^\n]*)
    | (?P<operator>&& | \|\| | (?<!\S)2>&1 | (?<!\S)2> | >> | [>|;\n](?!&))
    | '(?P<single>[^']*)' | \$'(?P<ansi>(?:[^'\\]|\\.)*)' | "(?P<double>(?:[^"\\]|\\.)*)"
    | (?P<name>{_NAME}) | (?P<bad>`|\$[\w({{@*\#!$-]|[&<>()|;])
    | \\(?P<escaped>.?) | (?P<plain>[^\s'"\\|&;<>()`$]+|\$)""",
    re.VERBOSE | re.DOTALL,
)
_QUOTED: Final = re.compile(
    rf"\\(?P<escaped>[\"\\$`\n])|(?P<name>{_NAME})|(?P<bad>`|\$[\w({{@*#!$-])|(?P<plain>.)", re.DOTALL
)


@dataclass(frozen=True)
class Piece:
    """A part of a word: its text, or the name of a variable, whose value may be several words unless it is quoted."""

    text: str
    variable: bool = False
    quoted: bool = True


Word = list[Piece]


@dataclass
class Simple:
    """One command: its words, and where its output goes, as operators with their targets."""

    words: list[Word] = field(default_factory=list)
    redirects: list[tuple[str, Word]] = field(default_factory=list)


Pipeline = list[Simple]


def _tokens(line: str) -> Iterator[str | Word]:
    """Yield the operators of a line, and its words."""
    word: Word | None = None
    at = 0
    while at < len(line):
        found = _TOKEN.match(line, at)
        if found is None:
            raise ShellError("Syntax error: Unterminated quoted string")
        at = found.end()
        kind, text = found.lastgroup, found[found.lastgroup or 0]
        if kind in ("blank", "operator"):
            if word is not None:
                yield word
            word = None
            if kind == "operator":
                yield text
            continue
        word = [*(word or []), *_pieces(kind or "", text)]
    if word is not None:
        yield word


def _pieces(kind: str, text: str) -> Word:
    if kind == "bad":
        raise ShellError(_refusal(text))
    if kind == "name":
        return [Piece(text.strip("${}"), variable=True, quoted=False)]
    if kind == "ansi":
        return [Piece(re.sub(r"\\(.)", lambda pair: ESCAPES.get(pair[1], pair[0]), text, flags=re.DOTALL))]
    if kind == "double":
        return [Piece(""), *(piece for found in _QUOTED.finditer(text) for piece in _within(found))]
    return [Piece(text or "\\" if kind == "escaped" else text, quoted=kind != "plain")]


def _within(found: re.Match[str]) -> Word:
    """Return what a part of a text between double quotes stands for."""
    text = found[found.lastgroup or 0]
    if found.lastgroup == "name":
        return [Piece(text.strip("${}"), variable=True)]
    return (
        _pieces("bad", text) if found.lastgroup == "bad" else [Piece("" if text == "\n" and found["escaped"] else text)]
    )


def _refusal(sign: str) -> str:
    if sign[0] in "`$":
        return f"'{sign[0]}' is not replaced here: write it in '…' if it is data"
    return f"this console knows no '{sign}': quote it if it is data"


def read(line: str) -> list[tuple[str, Pipeline]]:
    """Return the pipelines of a line, each with the operator before it."""
    found: list[tuple[str, Pipeline]] = [("", [Simple()])]
    redirect = ""
    for token in _tokens(line):
        simple = found[-1][1][-1]
        if redirect:
            if isinstance(token, str):
                raise ShellError(f'Syntax error: "{token}" unexpected')
            simple.redirects.append((redirect, token))
            redirect = ""
        elif not isinstance(token, str):
            simple.words.append(token)
        elif token == "2>&1":
            simple.redirects.append((token, []))
        elif token.endswith(">"):
            redirect = token
        elif not (simple.words or simple.redirects) and token != "\n":
            raise ShellError(f'Syntax error: "{token}" unexpected')
        elif token == "|":
            found[-1][1].append(Simple())
        else:
            found.append((token, [Simple()]))
    last = found[-1][1][-1]
    if redirect or (not (last.words or last.redirects) and (len(found[-1][1]) > 1 or found[-1][0] in ("&&", "||"))):
        raise ShellError("Syntax error: end of line unexpected")
    return found


def expand(word: Word, variables: dict[str, str]) -> list[str]:
    """Return the words that a word stands for: one, unless a variable that is not quoted holds none or several."""
    words: list[str] = []
    open_ = False
    for piece in word:
        text = variables.get(piece.text, "") if piece.variable else piece.text
        parts = [text] if piece.quoted or not piece.variable else re.split(r"[ \t\n]+", text) if text else []
        for number, part in enumerate(parts):
            if number or not open_:
                words.append(part)
            else:
                words[-1] += part
            open_ = True
    return words


def split(line: str, variables: dict[str, str] | None = None) -> list[str]:
    r"""Return the words of a line's first command.

    >>> split(r'''curl -d '{"done": true}' "a\"b" c\ d/$ID | jq .''', {"ID": "2"})
    ['curl', '-d', '{"done": true}', 'a"b', 'c d/2']
    """
    return [each for word in read(line)[0][1][0].words for each in expand(word, variables or {})]


# --- running ----------------------------------------------------------------------------------------------------------

UNKNOWN: Final = 127
Sinks = dict[str, Callable[[str], None]]
_ASSIGNMENT: Final = re.compile(r"[A-Za-z_]\w*=")


def run(line: str, machine: Machine, out: Out) -> int:
    """Carry out a line that a reader typed; return the exit code."""
    if line.strip():
        machine.lines.append(line)
    try:
        pipelines = read(line)
    except ShellError as error:
        out("err", f"sh: 1: {error}\n")
        return _ended(machine, 2)
    code = 0
    for operator, pipeline in pipelines:
        if (operator == "&&" and code) or (operator == "||" and not code):
            continue
        if any(simple.words or simple.redirects for simple in pipeline):
            code = _ended(machine, _pipe(pipeline, machine, out))
    return code


def _ended(machine: Machine, code: int) -> int:
    machine.code = code
    machine.variables["?"] = str(code)
    return code


def _pipe(pipeline: Pipeline, machine: Machine, out: Out) -> int:
    """Run commands, each given what the one before it has written; return how the last one ended."""
    code, given = 0, None
    for number, simple in enumerate(pipeline):
        said: list[str] = []
        sinks: Sinks = {"out": partial(out, "out"), "err": partial(out, "err")}
        if number < len(pipeline) - 1:
            sinks["out"] = said.append
        _redirect(simple, machine, sinks)
        code = _simple(simple, machine, sinks, given)
        given = "".join(said)
    return code


def _redirect(simple: Simple, machine: Machine, sinks: Sinks) -> None:
    """Have a command write where its line says."""
    for operator, target in simple.redirects:
        if operator == "2>&1":
            sinks["err"] = sinks["out"]
            continue
        name = " ".join(expand(target, machine.variables))
        if operator != ">>" or name not in machine.files:
            machine.files[name] = b""
        sinks["err" if operator == "2>" else "out"] = partial(_write, machine, name)


def _simple(simple: Simple, machine: Machine, sinks: Sinks, given: str | None) -> int:
    """Run one command; one that is nothing but assignments sets variables."""
    assigned = list(takewhile(_assigns, simple.words))
    words = [text for word in simple.words[len(assigned) :] for text in expand(word, machine.variables)]
    if not words:
        for word in assigned:
            name, _, first = word[0].text.partition("=")
            machine.variables[name] = "".join(
                machine.variables.get(piece.text, "") if piece.variable else piece.text
                for piece in (Piece(first), *word[1:])
            )
        return 0
    job = Job(machine, lambda kind, text: sinks[kind](text), given)
    if known := COMMANDS.get(words[0]):
        return known[0](job, words[1:])
    instead = INSTEAD.get(words[0]) or f"This page has no {words[0]}."
    return job.say(f"{instead} `help` lists what there is: {', '.join(name for name, _, _ in _listed())}.", UNKNOWN)


def _assigns(word: Word) -> bool:
    return not (word[0].variable or word[0].quoted) and _ASSIGNMENT.match(word[0].text) is not None


def _write(machine: Machine, name: str, text: str) -> None:
    if name == "/dev/null":
        machine.files.pop(name, None)
    else:
        machine.files[name] = machine.files.get(name, b"") + text.encode()


# --- the commands -----------------------------------------------------------------------------------------------------


@dataclass
class Job:
    """A command that runs: on a machine, with where it writes, and what comes in."""

    machine: Machine
    out: Out
    given: str | None

    def say(self, text: str, code: int) -> int:
        """Write what went wrong, and return the code for it."""
        self.out("err", f"{text}\n")
        return code

    def texts(self, by: str, names: list[str]) -> str | None:
        """Return the text of files, or what comes in where none is named; say what is not there, and return None."""
        if not names:
            if self.given is None:
                self.say(f"{by}: nothing comes in: name a file, or write it behind a pipe, `curl … | {by}`", 1)
            return self.given
        for name in names:
            if name not in self.machine.files and name != "-":
                self.say(f"{by}: {name}: No such file or directory", 1)
                return None
        return "".join(
            self.given or "" if name == "-" else self.machine.files[name].decode("utf-8", "replace") for name in names
        )


def _curl(job: Job, words: list[str]) -> int:
    if job.given is not None:
        job.machine.files["-"] = job.given.encode()
    try:
        return Command(job.machine, job.out).run(words)
    finally:
        job.machine.files.pop("-", None)


def _cat(job: Job, words: list[str]) -> int:
    text = job.texts("cat", words)
    job.out("out", text or "")
    return int(text is None)


def _echo(job: Job, words: list[str]) -> int:
    plain = words[:1] == ["-n"]
    job.out("out", " ".join(words[plain:]) + ("" if plain else "\n"))
    return 0


_PATH: Final = re.compile(r"\.|(?:\.[A-Za-z_]\w*|\.?\[-?\d*\])+")


def _jq(job: Job, words: list[str]) -> int:
    """Print the parts of JSON that a path names, as jq does."""
    flags = {sign for word in words if re.fullmatch("-[A-Za-z]+", word) for sign in word[1:]}
    path, *names = [word for word in words if not re.fullmatch("-[A-Za-z]+", word)] or ["."]
    if flags - {"r", "c"} or not _PATH.fullmatch(path):
        return job.say("This page's jq knows -r, -c and paths: `jq .`, `jq '.tasks[0].title'`, `jq '.tasks[]'`.", 3)
    text = job.texts("jq", names)
    if text is None:
        return 2
    try:
        values = [json.loads(text)] if text.strip() else []
        for name, number in re.findall(r"\.?(?:([A-Za-z_]\w*)|\[(-?\d*)\])", path):
            values = [part for value in values for part in _parts(value, name, number)]
    except json.JSONDecodeError as error:
        return job.say(f"jq: parse error: {error.msg} at line {error.lineno}, column {error.colno}", 2)
    except TypeError as error:
        return job.say(f"jq: error (at <stdin>:1): {error}", 5)
    indent, between = (None, (",", ":")) if "c" in flags else (2, (",", ": "))
    for value in values:
        raw = "r" in flags and isinstance(value, str)
        shown = value if raw else json.dumps(value, ensure_ascii=False, indent=indent, separators=between)
        job.out("out", f"{shown}\n")
    return 0


KINDS: Final = {dict: "object", list: "array", str: "string", bool: "boolean", int: "number", float: "number"}


def _parts(value: Any, name: str, number: str) -> list[Any]:
    """Return what a step of a path leads to."""
    kind = KINDS.get(type(value), "null")
    if name:
        if value is not None and not isinstance(value, dict):
            raise TypeError(f'Cannot index {kind} with "{name}"')
        return [(value or {}).get(name)]
    if not number:
        if not isinstance(value, (dict, list)):
            raise TypeError(f"Cannot iterate over {kind}")
        return list(value.values() if isinstance(value, dict) else value)
    if value is not None and not isinstance(value, list):
        raise TypeError(f"Cannot index {kind} with number")
    at = int(number)
    return [value[at] if value and -len(value) <= at < len(value) else None]


class _Open(io.StringIO):
    """A stream that can be read when the one who wrote to it has closed it."""

    def close(self) -> None:
        """Do nothing."""


def _python(job: Job, words: list[str]) -> int:
    """Run Python's own `json.tool`, the one program that this console has of it."""
    if words[:2] != ["-m", "json.tool"]:
        return job.say("This console's python runs `-m json.tool` alone: the cells of the pages run the rest.", 1)
    options = [word for word in words[2:] if re.match(r"-.|\d", word)]
    text = job.texts("python -m json.tool", [word for word in words[2:] if word not in options])
    if text is None:
        return 1
    kept = sys.argv, sys.stdin
    shown = _Open()
    sys.argv, sys.stdin = ["json.tool", *options], io.StringIO(text)
    try:
        with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(shown):
            json.tool.main()
        job.out("out", shown.getvalue())
    except SystemExit as end:
        return job.say(shown.getvalue() + (end.code if isinstance(end.code, str) else str(end.code)), 1)
    finally:
        sys.argv, sys.stdin = kept
    return 0


def _history(job: Job, _: list[str]) -> int:
    job.out("out", "".join(f"{number:5}  {line}\n" for number, line in enumerate(job.machine.lines, 1)))
    return 0


def _help(job: Job, _: list[str]) -> int:
    lines = [f" {how:<22} {what}\n" for _, how, what in _listed()]
    more = "Lines may hold |, ;, &&, ||, > FILE, >> FILE, variables (ID=2, then $ID) and quotes.\n"
    job.out("out", "".join([*lines, more]))
    return 0


COMMANDS: Final[dict[str, tuple[Callable[[Job, list[str]], int], str, str]]] = {
    "curl": (_curl, "curl ADDRESS", "ask the server; `curl --help` lists the options"),
    "jq": (_jq, "jq PATH", "print JSON, or the part that a path names: `curl … | jq .`"),
    "python": (_python, "python -m json.tool", "print JSON with its lines indented"),
    "cat": (_cat, "cat FILE", "print what `>` or `curl -o` has written"),
    "echo": (_echo, "echo WORDS", "print the words"),
    "history": (_history, "history", "print the lines so far; the arrow keys bring them back"),
    "clear": (lambda job, words: 0, "clear", "empty this pane"),
    "help": (_help, "help", "print this"),
}
COMMANDS["python3"] = COMMANDS["python"]

_SERVER: Final = "The server runs already, and its log stands in the other pane."
INSTEAD: Final = {
    **dict.fromkeys(("ls", "dir", "cd", "pwd", "mkdir", "rm", "mv", "cp", "touch"), "There are no folders here."),
    **dict.fromkeys(("wget", "http", "https", "httpie", "fetch"), "Here `curl ADDRESS` does that."),
    **dict.fromkeys(("flask", "gunicorn", "falcon", "ray", "docker", "systemctl"), _SERVER),
    **dict.fromkeys(
        ("pip", "pip3", "apt", "apt-get", "brew", "npm", "uv"), "Nothing can be installed here, nor need it be."
    ),
    **dict.fromkeys(("nano", "vi", "vim", "emacs", "code"), "`Edit server` opens the server's files."),
    **dict.fromkeys(("exit", "logout", "quit"), "`Reset` puts the printed text back."),
    "sudo": "Nobody has to be asked here: leave the sudo out.",
    "man": "`curl --help` lists the options.",
}


def _listed() -> list[tuple[str, str, str]]:
    """Return the commands: name, use and purpose."""
    return [(name, how, what) for name, (_, how, what) in COMMANDS.items() if name != "python3"]
