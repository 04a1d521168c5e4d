"""Start the servers that posts speak of, as the posts say, and stop them again.

Every `services.toml` under `snippets/` names services: a port, commands, a path that answers once the service is
ready, an environment. A service may need a virtual environment of its own: it names the folder (`venv`), the command
that makes it (`setup`), and the Python files that only it can import (`modules`). It may need files of its own: a
command (`prepare`) makes them in its folder before it starts. Nothing here knows any by name.
"""

import atexit
import errno
import http.client
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 100.0  # Ray takes its time, more so on a busy machine; a test has 120
STOP_SECONDS = 10.0
NOT_YET = {404, 408}  # what a proxy says while nothing stands behind it
MARK = "MUSINGS_SERVICE"  # its value is the folder of a run, which all processes of that run are started with
ATTEMPTS = 3  # another process may take the free port before the service does
TAKEN = "already in use"  # what a service, or what it starts, prints then: an address, or a port


class ServiceError(Exception):
    """A service that is not known, or did not start; the message holds its log."""


class NotHere(ServiceError):
    """A service that needs an environment which was not made here; the message names the command that makes it."""


@dataclass(frozen=True)
class Service:
    """One entry of a `services.toml`."""

    name: str
    source: Path  # the file that a post shows
    port: int  # as the post tells it
    ready: str  # a path; any answer below 500, save NOT_YET, to a GET of it means that the service is up
    commands: Mapping[str, str]  # runner → command line with {port} and {state}
    environment: Mapping[str, str]  # with {port} and {state} too
    app: str | None  # "module:variable" of the WSGI application, where there is one
    venv: Path | None = None  # a virtual environment of its own, where this one's packages do not do
    setup: str = ""  # the command that makes that
    modules: tuple[Path, ...] = ()  # Python files that only that environment can import
    prepare: str = ""  # the command that makes in {state} what the service needs there

    @property
    def marker(self) -> Path | None:
        """The file that says that the service's own environment is complete; None if it needs none."""
        return self.venv / ".installed" if self.venv else None

    @property
    def made_of(self) -> list[Path]:
        """The files that say what the service's own environment holds, where there is one."""
        return [self.marker] if self.marker and self.marker.is_file() else []

    @property
    def python(self) -> Path | None:
        """The Python of the service's own environment; None if this one's will do, `ServiceError` if it is absent."""
        if self.venv is None or self.marker is None:
            return None
        if not self.marker.is_file():
            raise NotHere(f"service {self.name} needs an environment of its own: run `{self.setup}`")
        return self.venv / "bin" / "python"

    def command(self, runner: str | None = None) -> str:
        """The command line of a runner; the first one's if none is named."""
        if runner is None:
            return next(iter(self.commands.values()))
        if runner not in self.commands:
            raise ServiceError(f"service {self.name} has no runner {runner!r}; it has {', '.join(self.commands)}")
        return self.commands[runner]


@dataclass
class Running:
    """A service that is up."""

    service: Service
    port: int
    process: subprocess.Popen[bytes]
    log_file: Path

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What it has printed so far."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")


def discover(root: Path) -> dict[str, Service]:
    """All services of the repository at `root`, by name."""
    services: dict[str, Service] = {}
    for path in sorted((root / "snippets").glob("**/services.toml")):
        for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if name in services:
                raise ServiceError(f"{path}: service {name} is already known from another file")
            try:
                services[name] = Service(
                    name=name,
                    source=root / entry["source"],
                    port=entry["port"],
                    ready=entry["ready"],
                    commands=entry["commands"],
                    environment=entry.get("environment", {}),
                    app=entry.get("app"),
                    venv=root / entry["venv"] if "venv" in entry else None,
                    setup=entry["setup"] if "venv" in entry else "",
                    modules=tuple(root / name for name in entry.get("modules", ())),
                    prepare=entry.get("prepare", ""),
                )
            except KeyError as error:
                raise ServiceError(f"{path}: service {name} lacks {error.args[0]!r}") from None
    return services


def modules_not_here(root: Path) -> list[Path]:
    """The Python files that this environment cannot import, since a service needs another one for them."""
    return [path for service in discover(root).values() for path in service.modules]


def find(name: str, root: Path) -> Service:
    """The service of this name."""
    services = discover(root)
    if name not in services:
        raise ServiceError(f"there is no service {name!r}; there are {', '.join(services) or 'none'}")
    return services[name]


@contextmanager
def running(
    name: str,
    runner: str | None = None,
    root: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Running]:
    """A service on a free port of 127.0.0.1, from a fresh state, for as long as the block lasts."""
    root = root or Path.cwd()
    service = find(name, root)
    with tempfile.TemporaryDirectory(prefix="musings-service-", ignore_cleanup_errors=True) as folder:
        state = Path(folder)
        if service.prepare:
            shutil.copytree(_prepared(service, root), state, dirs_exist_ok=True)
        up = _start(service, service.command(runner), root, state, environment or {})
        try:
            yield up
        finally:
            _stop(up.process, state)


def serve(name: str, runner: str | None = None, root: Path | None = None, port: int | None = None) -> int:
    """Run a service in the foreground until it ends or is interrupted; on its documented port unless told another."""
    root = root or Path.cwd()
    service = find(name, root)
    command = service.command(runner)
    _ = service.python  # says so at once if it is absent
    port = port or service.port
    require_free("127.0.0.1", port, "choose another port with `--port`")
    with tempfile.TemporaryDirectory(prefix="musings-service-", ignore_cleanup_errors=True) as folder:
        state = Path(folder)
        process: subprocess.Popen[bytes] | None = None
        previous = signal.signal(signal.SIGTERM, _interrupt)
        try:
            if service.prepare:
                print(f"$ {_fill(service.prepare, port, state)}", flush=True)
                print(_prepare(service, root, state), end="", flush=True)
            print(f"$ {_fill(command, port, state)}", flush=True)
            process = subprocess.Popen(
                shlex.split(_fill(command, port, state)),
                cwd=root,
                env=_environment(service, port, state, {}),
                start_new_session=True,
            )
            return process.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            signal.signal(signal.SIGTERM, previous)
            if process is not None:
                _stop(process, state)


def _interrupt(_signal: int, _frame: object) -> None:
    """End the service on SIGTERM as on Ctrl-C, rather than leave it behind."""
    raise KeyboardInterrupt


def require_free(host: str, port: int, otherwise: str) -> None:
    """Raise `ServiceError` for a port that no server could listen on now; `otherwise` says how to choose another."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
        )  # as servers do: connections that are over count not
        try:
            probe.bind((host, port))
        except PermissionError:
            raise ServiceError(f"port {port} needs an administrator: {otherwise}") from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE:  # of the host, which the server tells
                return
            raise ServiceError(f"another program listens on port {port}: stop it, or {otherwise}") from None


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


_kept: dict[tuple[object, ...], Path] = {}  # until this process ends


def _prepared(service: Service, root: Path) -> Path:
    """A folder with what the service's own command makes; it is run once in this process, for it may take seconds."""
    key = (root, service.venv, service.prepare, tuple(service.environment.items()))
    if key not in _kept:
        folder = Path(tempfile.mkdtemp(prefix="musings-prepared-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        _prepare(service, root, folder)
        _kept[key] = folder
    return _kept[key]


def _prepare(service: Service, root: Path, state: Path) -> str:
    """Run the command that makes the service's files; return what it printed."""
    done = subprocess.run(
        shlex.split(_fill(service.prepare, service.port, state)),
        cwd=root,
        env=_environment(service, service.port, state, {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ServiceError(f"service {service.name} could not be prepared: `{service.prepare}` printed\n{done.stdout}")
    return done.stdout


def _start(service: Service, command: str, root: Path, state: Path, environment: Mapping[str, str]) -> Running:
    log_file = state / "service.log"
    for _ in range(ATTEMPTS):
        port = free_port()
        with log_file.open("wb") as log:
            process = subprocess.Popen(
                shlex.split(_fill(command, port, state)),
                cwd=root,
                env=_environment(service, port, state, environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # so that one signal reaches it and all its children
            )
        up = Running(service, port, process, log_file)
        try:
            ready = _wait_until_ready(up)
        except BaseException:  # Ctrl-C too: nobody else knows of the process yet
            _stop(process, state)
            raise
        if ready:
            return up
        _stop(process, state)
        if TAKEN not in up.log:
            break
    raise ServiceError(f"service {service.name} did not start; it printed:\n{up.log}")


def _wait_until_ready(up: Running) -> bool:
    """True once the service answers; False if it ended, took too long, or found a port taken.

    What it starts may need ports too. Kernel Gateway listens before its kernel is up, and where the kernel died of a
    taken port no request is ever answered: <https://github.com/jupyter-server/kernel_gateway> 3.0.1, `pool.py`.
    """
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and up.process.poll() is None and TAKEN not in up.log:
        try:
            with urllib.request.urlopen(up.url + up.service.ready, timeout=5):
                return True
        except urllib.error.HTTPError as error:
            with error:
                if error.code < 500 and error.code not in NOT_YET:
                    return True
        except (OSError, http.client.HTTPException):  # the latter from a stranger who took the port
            pass
        time.sleep(0.05)
    return False


def _fill(text: str, port: int, state: Path) -> str:
    return text.replace("{port}", str(port)).replace("{state}", str(state))


def _environment(service: Service, port: int, state: Path, extra: Mapping[str, str]) -> dict[str, str]:
    """The environment to start in: this one's, with the commands of the service's own Python first, or of this one."""
    own = {name: _fill(value, port, state) for name, value in service.environment.items()}
    python = service.python or Path(sys.executable)
    path = os.pathsep.join([str(python.parent), os.environ.get("PATH", os.defpath)])
    return {
        **os.environ,
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PATH": path,
        **own,
        **extra,
        MARK: str(state),
    }


def _stop(process: subprocess.Popen[bytes], state: Path) -> None:
    """End the process and its children: politely, then not; then the daemons of this run that left its group."""
    _signal_group(process, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(STOP_SECONDS)
    _signal_group(process, signal.SIGKILL)  # children that outlived their parent
    process.wait()
    _kill_marked(state)


def _kill_marked(state: Path) -> None:
    """Kill what has this run's mark and lives on: a daemon with a session of its own is in no group of ours.

    Only Linux tells the environment that another process was given; elsewhere they are left to end by themselves.
    """
    mark = f"{MARK}={state}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile, or is another user's
            known = os.pidfd_open(int(folder.name))  # so that the one whose mark is read is the one that is killed
            try:
                if mark in (folder / "environ").read_bytes().split(b"\0"):
                    signal.pidfd_send_signal(known, signal.SIGKILL)
            finally:
                os.close(known)


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)
