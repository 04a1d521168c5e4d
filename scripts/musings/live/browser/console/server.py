"""Serves a site's WSGI application without a socket: inside the worker, under Pyodide.

What a client sees is what gunicorn, or Flask's own development server, puts on the wire: status line, headers in their
order, body. Nothing here knows a browser or a post, so that CPython can compare it with the real servers.
"""

import base64
import html
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import io
import os
import re
import runpy
import shlex
import sys
import tempfile
import time
import traceback
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Protocol, TextIO, cast
from urllib.parse import unquote_to_bytes

Headers = list[tuple[str, str]]


class Log(Protocol):
    """Where a server and its application write to."""

    def write(self, text: str, /) -> int: ...
    def writelines(self, lines: list[str], /) -> None: ...
    def flush(self) -> None: ...


@dataclass(frozen=True)
class Request:
    """What a client sends."""

    method: str
    target: str
    headers: Headers
    body: bytes = b""
    version: str = "1.1"

    @property
    def line(self) -> str:
        """The first line."""
        return f"{self.method} {self.target} HTTP/{self.version}"

    def header(self, name: str) -> str:
        """The value of a header, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name), "")


@dataclass
class Answer:
    """What a server sends; `whole` is false if the connection was closed before the end."""

    status: str
    headers: Headers
    body: bytes = b""
    whole: bool = True
    version: str = "1.1"

    def header(self, name: str) -> str:
        """The value of a header, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def code(self) -> int:
        """The status as a number."""
        return int(self.status[:3])


class Refused(Exception):
    """A request that the server refuses before the application sees it."""

    def __init__(self, code: int, reason: str, message: str, error: str) -> None:
        """Take the status, its phrase, the words on the page and those in the log."""
        super().__init__(error)
        self.code = code
        self.reason = reason
        self.message = message


# --- the application --------------------------------------------------------------------------------------------------


class _Loader(importlib.abc.ExecutionLoader):
    """Loads a module from the reader's text, or from its file."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text

    def get_filename(self, fullname: str) -> str:
        return str(self.path)

    def get_source(self, fullname: str) -> str:
        return self.text

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self.text.encode(), str(self.path))

    def is_package(self, fullname: str) -> bool:
        return self.path.name == "__init__.py"


class _Finder(importlib.abc.MetaPathFinder):
    """Finds the modules of the site's package, with the reader's text in place of a file's."""

    def __init__(self, folder: Path, package: str, files: dict[str, str]) -> None:
        self.folder = folder
        self.package = package
        self.files = files

    def owns(self, name: str) -> bool:
        return name.partition(".")[0] == self.package

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if not self.owns(fullname):
            return None
        base = self.folder.joinpath(*fullname.split("."))
        for place in (base / "__init__.py", base.with_suffix(".py")):
            if place.is_file():
                return importlib.util.spec_from_file_location(fullname, place, loader=_Loader(place, self._text(place)))
        return None

    def _text(self, path: Path) -> str:
        name = path.relative_to(self.folder).as_posix()
        if name in self.files:
            return self.files[name]
        printed = path.with_name(path.name + ".original")  # a cell of the page may have changed the file
        return (printed if printed.is_file() else path).read_text(encoding="utf-8")


class Application:
    """The WSGI application of a service: its modules and its environment are its own, as in a process of its own."""

    def __init__(
        self,
        name: str,
        folder: Path,
        package: str,
        files: dict[str, str],
        environment: dict[str, str],
        log: Log,
        prepare: str = "",
    ) -> None:
        """Import `module:variable`, after `python -m MODULE` where that prepares it; what they raise comes through."""
        self.folder = folder
        self.environment = environment
        self.log = log
        self.finder = _Finder(folder, package, files)
        self.modules: dict[str, ModuleType] = {}
        if prepare:
            with self.awake():
                runpy.run_module(shlex.split(prepare)[-1], run_name="__main__", alter_sys=True)
            self.modules.clear()  # that was another process
        module, _, variable = name.partition(":")
        with self.awake():
            self.call: Any = getattr(importlib.import_module(module), variable or "application")

    @contextmanager
    def awake(self) -> Iterator[None]:
        """Put the application's modules and environment in place, and what it prints into the log."""
        others = {name: sys.modules.pop(name) for name in [*sys.modules] if self.finder.owns(name)}
        environment = {name: os.environ.get(name) for name in self.environment}
        sys.modules.update(self.modules)
        sys.meta_path.insert(0, self.finder)
        os.environ.update(self.environment)
        stream = cast("TextIO", self.log)
        try:
            with redirect_stdout(stream), redirect_stderr(stream):
                yield
        finally:
            sys.meta_path.remove(self.finder)
            self.modules = {name: sys.modules.pop(name) for name in [*sys.modules] if self.finder.owns(name)}
            sys.modules.update(others)
            for name, value in environment.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


# --- the servers ------------------------------------------------------------------------------------------------------


class Server(ABC):
    """What every server does with a request; how it looks on the wire is its own."""

    host = "127.0.0.1"
    client_port = "54321"

    def __init__(self, application: Application, port: int, log: Log) -> None:
        """Serve the application on a port that nobody else can reach."""
        self.application = application
        self.port = port
        self.log = log

    @abstractmethod
    def answer(self, request: Request) -> Answer:
        """Answer a request, whatever the application does with it."""

    def environ(self, request: Request) -> dict[str, Any]:
        """Return the request as WSGI wants it (PEP 3333)."""
        path, _, query = request.target.partition("?")
        environ: dict[str, Any] = {
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(request.body),
            "wsgi.errors": self.log,  # the runtime's own stderr has no writelines
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "SERVER_SOFTWARE": self.software(),
            "REQUEST_METHOD": request.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "RAW_URI": request.target,
            "REMOTE_ADDR": self.host,
            "REMOTE_PORT": self.client_port,
            "SERVER_NAME": self.host,
            "SERVER_PORT": str(self.port),
            "SERVER_PROTOCOL": f"HTTP/{request.version}",
        }
        for name, value in request.headers:
            if "_" in name:
                continue  # X_Y and X-Y would be one: both servers drop it
            key = name.upper().replace("-", "_")
            if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
                key = f"HTTP_{key}"
                value = f"{environ[key]},{value}" if key in environ else value
            environ[key] = value
        return environ

    @abstractmethod
    def software(self) -> str:
        """The name in the `Server` header."""

    def call(self, environ: dict[str, Any]) -> tuple[str, Headers, list[bytes], BaseException | None]:
        """Call the application; return status, headers, the pieces of the body and what it raised on the way."""
        started: list[Any] = []
        pieces: list[bytes] = []

        def start_response(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], None]:
            if exc_info:
                started.clear()
            elif started:
                raise AssertionError("Response headers already set!")
            started[:] = [status, list(headers)]
            return pieces.append

        error: BaseException | None = None
        with self.application.awake():
            try:
                body = self.application.call(environ, start_response)
                try:
                    for piece in body:
                        if not isinstance(piece, bytes):
                            raise TypeError(f"{piece!r} is not a byte")
                        pieces.append(piece)
                finally:
                    if hasattr(body, "close"):
                        body.close()
                if not started:
                    raise AssertionError("the application never called start_response")
            except (Exception, SystemExit) as problem:
                error = problem
        status, headers = started or ("", [])
        return status, headers, pieces, error

    def report(self, error: BaseException) -> str:
        """Return the traceback, with files named as the site names them."""
        frames = error.__traceback__ and error.__traceback__.tb_next  # the first is `call` above
        text = "".join(traceback.format_exception(type(error), error, frames))
        return text.replace(f"{self.application.folder}/", "")


def has_no_body(method: str, code: int) -> bool:
    """Say whether an answer has no body, whatever the application gives (RFC 9110)."""
    return method == "HEAD" or code in (204, 304) or 100 <= code < 200


class Gunicorn(Server):
    """The answers of gunicorn with threads."""

    HOP = frozenset(
        {"connection", "date", "keep-alive", "proxy-authenticate", "proxy-authorization", "server", "te", "trailers"}
        | {"transfer-encoding", "upgrade"}
    )
    TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9a-zA-Z]+")

    def __init__(self, application: Application, port: int, log: Log, settings: dict[str, Any]) -> None:
        """Take the limits from the settings of a gunicorn configuration file."""
        super().__init__(application, port, log)
        self.line_limit: int = settings.get("limit_request_line", 4094)
        self.fields_limit: int = settings.get("limit_request_fields", 100)
        self.field_limit: int = settings.get("limit_request_field_size", 8190)

    def software(self) -> str:
        """The name; gunicorn does not tell its version."""
        return "gunicorn"

    def answer(self, request: Request) -> Answer:
        """Answer as gunicorn does, its own refusals included."""
        try:
            self._examine(request)
        except Refused as refused:
            self._note("WARNING", f"Invalid request from ip={self.host}: {refused}")
            return self._page(refused.code, refused.reason, refused.message)
        status, headers, pieces, error = self.call(self.environ(request))
        if error is not None and not pieces:
            self._note("ERROR", f"Error handling request {request.method} {request.target}")
            self.log.write(self.report(error))
            self._access(Request(request.method, request.target, []), 500, 0)
            return self._page(500, "Internal Server Error", "")
        answer = self._framed(request, status, headers, b"".join(pieces))
        self._access(request, answer.code, len(answer.body))
        if error is not None:
            self.log.write(self.report(error))
            answer.whole = False
        return answer

    def _framed(self, request: Request, status: str, headers: Headers, body: bytes) -> Answer:
        silent = has_no_body(request.method, int(status[:3]))
        kept = [(name, value.strip(" \t")) for name, value in headers if name.lower() not in self.HOP]
        if silent and request.method != "HEAD" and not status.startswith("304"):
            kept = [(name, value) for name, value in kept if name.lower() != "content-length"]
        length = next((int(value) for name, value in kept if name.lower() == "content-length"), None)
        chunked = length is None and not silent and request.version != "1.0"
        keep = request.version != "1.0" and "close" not in request.header("connection").lower()
        own: Headers = [
            ("Server", self.software()),
            ("Date", formatdate(usegmt=True)),
            ("Connection", "keep-alive" if keep else "close"),
            *([("Transfer-Encoding", "chunked")] if chunked else []),
        ]
        sent = b"" if silent else body[:length]
        whole = silent or length is None or len(sent) == length
        return Answer(status, own + kept, sent, whole, request.version)

    def _examine(self, request: Request) -> None:
        size = len(request.line)
        if size > self.line_limit:
            message = f"Request Line is too large ({size} > {self.line_limit})"
            raise Refused(414, "URI Too Long", message, message)
        method, *strange = request.method.split(" ")
        if re.search("[a-z#]", method) or not 3 <= len(method) <= 20 or not self.TOKEN.fullmatch(method):
            error = f"Invalid HTTP method: {method!r}"
            raise Refused(400, "Bad Request", f"Invalid Method '{error}'", error)
        if strange:
            error = f"Invalid HTTP request line: {request.line!r}"
            raise Refused(400, "Bad Request", f"Invalid Request Line '{error}'", error)
        for count, (name, value) in enumerate(request.headers):
            error = ""
            if count >= self.fields_limit:
                error = "limit request headers fields"
            elif not self.TOKEN.fullmatch(name):
                error = f"Invalid HTTP header name: {name!r}"
                raise Refused(400, "Bad Request", error, error)
            elif len(f"{name}: {value}\r\n") > self.field_limit:
                error = "limit request headers fields size"
            if error:
                raise Refused(431, "Request Header Fields Too Large", f"Error parsing headers: '{error}'", error)

    def _page(self, code: int, reason: str, message: str) -> Answer:
        """Return gunicorn's own page for an error."""
        page = (
            f"<html>\n  <head>\n    <title>{reason}</title>\n  </head>\n  <body>\n    <h1><p>{reason}</p></h1>\n"
            f"    {html.escape(message)}\n  </body>\n</html>\n"
        )
        headers = [("Connection", "close"), ("Content-Type", "text/html"), ("Content-Length", str(len(page)))]
        return Answer(f"{code} {reason}", headers, page.encode("latin-1"))

    def _note(self, level: str, text: str) -> None:
        self.log.write(f"{self._now('%Y-%m-%d %H:%M:%S %z')} [{level}] {text}\n")

    def _access(self, request: Request, code: int, sent: int) -> None:
        user = "-"
        kind, _, secret = request.header("authorization").partition(" ")
        if kind.lower() == "basic":
            user = base64.b64decode(secret).decode("utf-8", "replace").partition(":")[0] or "-"
        referrer = request.header("referer") or "-"
        agent = request.header("user-agent") or "-"
        now = self._now("%d/%b/%Y:%H:%M:%S %z")
        self.log.write(f'{self.host} - {user} {now} "{request.line}" {code} {sent} "{referrer}" "{agent}"\n')

    @staticmethod
    def _now(form: str) -> str:
        return time.strftime(f"[{form}]")


class Werkzeug(Server):
    """The answers of `flask run`."""

    def software(self) -> str:
        """The name with both versions."""
        from importlib.metadata import version

        return f"Werkzeug/{version('werkzeug')} Python/{sys.version.split()[0]}"

    def answer(self, request: Request) -> Answer:
        """Answer as Werkzeug's server does: it closes each connection."""
        environ = self.environ(request)
        status, headers, pieces, error = self.call(environ)
        whole = error is None or not pieces
        if error is not None and not pieces:
            from werkzeug.exceptions import InternalServerError

            page: Any = InternalServerError()
            response = page.get_response()
            status, headers, pieces = response.status, list(response.headers), [response.get_data()]
        code = int(status[:3])
        silent = has_no_body(request.method, code)
        chunked = not silent and not any(name.lower() == "content-length" for name, _ in headers)
        own: Headers = [("Server", self.software()), ("Date", formatdate(usegmt=True))]
        end: Headers = [*([("Transfer-Encoding", "chunked")] if chunked else []), ("Connection", "close")]
        self._access(f'"{request.line}" {code} -')
        if error is not None:
            self._access(f"Error on request:\n{self.report(error)}".rstrip())
        body = b"" if silent else b"".join(pieces)
        return Answer(status, own + headers + end, body, whole)

    def _access(self, message: str) -> None:
        self.log.write(f"{self.host} - - {time.strftime('[%d/%b/%Y %H:%M:%S]')} {message}\n")


def start(
    service: dict[str, Any], command: str, folder: Path, package: str, files: dict[str, str], log: Log
) -> Server | None:
    """Start a service as its command line says; nothing if its application cannot be imported: the log says why."""
    state = tempfile.mkdtemp(prefix="service-")

    def fill(text: str) -> str:
        return text.replace("{port}", str(service["port"])).replace("{state}", state)

    environment = {name: fill(value) for name, value in service["environment"].items()}
    prepare = fill(service.get("prepare", ""))
    if prepare:
        log.write(f"$ {prepare}\n")
    log.write(f"$ {fill(command)}\n")
    try:
        application = Application(service["app"], folder, package, files, environment, log, prepare)
    except (Exception, SystemExit) as error:
        log.write(_own_lines(error, folder))
        log.write("The server could not start: nobody listens until this is put right.\n")
        return None
    words = shlex.split(command)
    if Path(words[0]).name == "flask":
        return Werkzeug(application, service["port"], log)
    settings: dict[str, Any] = {}
    if "--config" in words[:-1]:
        path = folder / words[words.index("--config") + 1]
        settings = runpy.run_path(str(path)) if path.is_file() else {}
    return Gunicorn(application, service["port"], log, settings)


def _own_lines(error: BaseException, folder: Path) -> str:
    """Return the traceback with the site's own lines alone: not those of the machinery that imports them."""
    report = traceback.TracebackException.from_exception(error)
    frames = [frame for frame in report.stack if frame.filename.startswith(str(folder))]
    report.stack = traceback.StackSummary.from_list(frames)
    return "".join(report.format()).replace(f"{folder}/", "")
