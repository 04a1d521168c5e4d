"""A built site under real nginx, from the configuration that a site's author gets."""

from __future__ import annotations

import http.client
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from snippets.deployment.production import up

CONFIGURATION: Final = Path(__file__).parents[1] / "scripts/musings/command/starter/nginx.conf"


@dataclass(frozen=True)
class Answer:
    """What the host said; the body as it was sent, compressed or not."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Host:
    """nginx over a folder."""

    port: int

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, **headers: str) -> Answer:
        """Get a path; `accept_encoding` is Accept-Encoding."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(), {key.lower(): value for key, value in answer.getheaders()})


def filled_in(site: Path, port: int) -> str:
    """The configuration with what an author writes into it."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    for there, here in {"listen 80;": f"listen 127.0.0.1:{port};", "root /srv/site;": f"root {site};"}.items():
        assert text.count(there) == 1, there
        text = text.replace(there, here)
    return text


@contextmanager
def nginx(configuration: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """nginx for as long as the block lasts; its own files and what it says stand beside its configuration."""
    folder = configuration.parent
    with (folder / "servers.log").open("wb") as log:
        process = subprocess.Popen(
            [up.nginx(), "-p", str(folder), "-e", "stderr", "-c", str(configuration)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        try:
            up.wait_for(port, process, folder)
            yield process
        finally:
            process.terminate()
            process.wait()


@contextmanager
def hosted(site: Path, folder: Path) -> Iterator[Host]:
    """Serve the site for as long as the block lasts; nginx's own files stand in the folder."""
    port = up.free_port()
    # What stands in Debian's nginx.conf before a site's own file is included.
    before = "access_log off; default_type application/octet-stream; include /etc/nginx/mime.types;"
    (folder / "site.conf").write_text(f"{before}\n{filled_in(site, port)}", encoding="utf-8")
    with nginx(up.around(folder / "site.conf"), port):
        yield Host(port)
    said = (folder / "servers.log").read_text(encoding="utf-8")
    assert "[warn]" not in said, said
    assert "[emerg]" not in said, said
