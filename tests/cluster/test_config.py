"""The file that takes the service to a cluster does so, on a cluster of one machine."""

import subprocess
from pathlib import Path

import pytest
import yaml

from musings import services
from musings.services import running
from tests.services.wire import BILL, JSON, ask

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "snippets/deployment/ray_serve.yaml"
SERVE = ROOT / ".venv-cluster/bin/serve"


def test_the_names_in_the_file_are_those_that_serve_itself_writes(tmp_path: Path) -> None:
    written = tmp_path / "built.yaml"
    command = [str(SERVE), "build", "snippets.deployment.ray_serve:app", "--output-path", str(written)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    built, ours = (yaml.safe_load(path.read_text())["applications"][0] for path in (written, CONFIG))
    assert built["import_path"] == ours["import_path"]
    assert [each["name"] for each in built["deployments"]] == [each["name"] for each in ours["deployments"]]


def test_the_file_serves_the_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`serve run` with the file of the post; only the port is another one, to be free."""
    port = services.free_port()
    local = CONFIG.read_text().replace("port: 8000", f"port: {port}")
    (tmp_path / "local.yaml").write_text(local)
    service = services.Service(
        name="config",
        source=CONFIG,
        port=8000,
        ready="/health",
        commands={"serve": f"serve run {tmp_path / 'local.yaml'}"},
        environment=services.find("ray-predict", ROOT).environment,
        app=None,
        venv=ROOT / ".venv-cluster",
    )
    monkeypatch.setattr(services, "discover", lambda root: {"config": service})
    monkeypatch.setattr(services, "free_port", lambda: port)
    with running("config", root=ROOT) as up:
        answer = ask(up, "POST", "/predict", BILL, JSON)
    assert (answer.status, answer.json["species"]) == (200, "Gentoo")
