"""nginx with TLS in front of gunicorn, on this machine, from the files that would go to a server.

`python -m snippets.deployment.production.up --port 8443` runs both until it is stopped. It needs Debian's nginx
(`apt-get install nginx`) and openssl, but no administrator: ports and paths are those of a folder of its own.
"""

import argparse
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from snippets.deployment import train

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SECONDS = 100.0  # to start, on a machine that is busy with other work
PREDICTIONS = "predictions.json"  # in the folder
CONNECTIONS = 768  # of one of nginx's processes, as in Debian's nginx.conf
SYSTEM = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])  # where Debian keeps nginx


@dataclass(frozen=True)
class Up:
    """Both servers, and where they listen."""

    folder: Path
    port: int  # nginx's
    behind: int  # gunicorn's
    nginx: "subprocess.Popen[bytes]"
    gunicorn: "subprocess.Popen[bytes]"

    @property
    def access_log(self) -> Path:
        """Where nginx writes a line for each request."""
        return self.folder / "access.json"

    @property
    def prediction_log(self) -> Path:
        """Where gunicorn's workers write a line for each prediction."""
        return self.folder / PREDICTIONS


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def require_free(port: int) -> None:
    """Say so if another program has the port: its answers would be taken for those of the service.

    >>> with socket.create_server(("127.0.0.1", 0)) as other:
    ...     require_free(other.getsockname()[1])
    Traceback (most recent call last):
    SystemExit: another program listens on this port: stop it, or choose another port with `--port`
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers do
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise SystemExit(
                "another program listens on this port: stop it, or choose another port with `--port`"
            ) from None


PROC = Path("/proc")


def told_by_linux(file: str) -> str:
    """What Linux tells of its processes and connections in a file of /proc; no other system does.

    >>> told_by_linux("net/tcp").split()[0]
    'sl'
    """
    if not PROC.joinpath("self").exists():
        raise RuntimeError(f"{PROC / file} is Linux's: on another system this cannot be counted")
    return PROC.joinpath(file).read_text(encoding="ascii")


# --8<-- [start:certificate]
def make_certificate(folder: Path) -> None:
    """A key, and a certificate of it that nobody but its maker vouches for: good for a month, for this machine."""
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc"),
            *("-keyout", str(folder / "tls.key"), "-out", str(folder / "tls.crt"), "-days", "30"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
        ],
        check=True,
        capture_output=True,
    )


# --8<-- [end:certificate]


def filled_in(folder: Path, port: int, behind: int, patience: int = 10) -> str:
    """The configuration that would go to a server, with ports and paths of this machine.

    >>> "listen 127.0.0.1:8443 ssl;" in filled_in(Path("/tmp"), port=8443, behind=5000)
    True
    """
    text = (HERE / "penguins.conf").read_text(encoding="utf-8")
    for there, here in {
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "http://127.0.0.1:5000;": f"http://127.0.0.1:{behind};",
        "proxy_read_timeout    10s;": f"proxy_read_timeout    {patience}s;",
        "/etc/penguins/": f"{folder}/",
        "/var/log/penguins/": f"{folder}/",
    }.items():
        if there not in text:
            raise ValueError(f"penguins.conf does not say {there}")
        text = text.replace(there, here)
    return text


def write_configuration(folder: Path, port: int, behind: int, patience: int = 10) -> Path:
    """That configuration, in what Debian's nginx.conf puts around it where no administrator is needed."""
    file = folder / "penguins.conf"
    file.write_text(filled_in(folder, port, behind, patience), encoding="utf-8")
    return around(file)


def around(file: Path) -> Path:
    """The configuration that Debian has around a site's, in the same folder and for no administrator."""
    folder = file.parent
    temporary = [f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")]
    lines = [
        "user root;" if os.geteuid() == 0 else "",  # for its worker to enter this folder
        f"pid {folder}/nginx.pid; daemon off; worker_processes 1;",
        f"events {{ worker_connections {CONNECTIONS}; }}",
        f"http {{ {' '.join(temporary)} gzip on; include {file}; }}",
    ]
    path = folder / "nginx.conf"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def nginx() -> str:
    """Where nginx is."""
    found = shutil.which("nginx", path=SYSTEM)
    if found is None:
        raise RuntimeError("nginx is not installed: `apt-get install nginx`")
    return found


@contextmanager
def serving(
    folder: Path,
    port: int | None = None,
    environment: Mapping[str, str] | None = None,
    options: tuple[str, ...] = (),
    patience: int = 10,
) -> Iterator[Up]:
    """Gunicorn and nginx before it, for as long as the block lasts; their files stand in the folder."""
    port, behind = port or free_port(), free_port()
    model = Path(os.environ.get("MODEL_FILE", folder / "penguins.skops"))
    if not model.exists():
        train.save(train.fit(), model)
    counts = folder / "counts"
    make_certificate(folder)
    configuration = write_configuration(folder, port, behind, patience)
    with ExitStack() as stack:
        log = stack.enter_context((folder / "servers.log").open("wb"))

        def start(ends_on: signal.Signals, *command: str) -> "subprocess.Popen[bytes]":
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={
                    **os.environ,
                    "MODEL_FILE": str(model),
                    "PROMETHEUS_MULTIPROC_DIR": str(counts),
                    "PREDICTION_LOG": str(folder / PREDICTIONS),
                    **(environment or {}),
                },
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
            stack.callback(process.wait)
            stack.callback(process.send_signal, ends_on)
            return process

        served = "snippets.deployment.production.metrics:app"
        settings = ("--config", "snippets/deployment/production/gunicorn_conf.py", "--bind", f"127.0.0.1:{behind}")
        gunicorn = start(signal.SIGTERM, sys.executable, "-m", "gunicorn", *settings, *options, served)
        wait_for(behind, gunicorn, folder)
        proxy = start(signal.SIGTERM, nginx(), "-p", str(folder), "-e", "stderr", "-c", str(configuration))
        wait_for(port, proxy, folder)
        yield Up(folder, port, behind, proxy, gunicorn)


def wait_for(port: int, process: "subprocess.Popen[bytes]", folder: Path, seconds: float = SECONDS) -> None:
    """Wait until what is asked at the port is answered, if only by a refusal; to listen is not yet to answer."""
    deadline = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
        with suppress(OSError, http.client.HTTPException), closing(connection):
            connection.request("GET", "/health")
            connection.getresponse().close()
            return
        time.sleep(0.02)
    raise RuntimeError(f"nobody answers at port {port}:\n{(folder / 'servers.log').read_text(encoding='utf-8')}")


def main(arguments: list[str] | None = None) -> None:
    """Run both until one of them ends, or somebody ends this."""
    parser = argparse.ArgumentParser(description="nginx with TLS in front of gunicorn")
    parser.add_argument("--port", type=int, default=8443)
    port: int = parser.parse_args(arguments).port
    require_free(port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with tempfile.TemporaryDirectory(prefix="penguins-") as name, serving(Path(name), port) as up:
        print(f"https://localhost:{up.port} answers; its certificate is {up.folder}/tls.crt", flush=True)
        while up.nginx.poll() is None and up.gunicorn.poll() is None:
            time.sleep(0.1)


if __name__ == "__main__":
    main()
