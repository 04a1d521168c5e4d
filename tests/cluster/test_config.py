"""The file that takes the service to a cluster does so, on a cluster of one machine."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
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
    """`serve run` with the file of the post; the port is another one, to be free, and few may wait."""
    port = services.free_port()
    local = CONFIG.read_text().replace("port: 8002", f"port: {port}")
    local = local.replace("max_ongoing_requests: 64", "max_ongoing_requests: 1")
    (tmp_path / "local.yaml").write_text(local.replace("max_queued_requests: 256", "max_queued_requests: 1"))
    service = services.Service(
        name="config",
        source=CONFIG,
        port=8002,
        ready="/health",
        commands={"serve": f"serve run {tmp_path / 'local.yaml'}"},
        environment=services.find("ray-predict", ROOT).environment,
        prepare=services.find("ray-predict", ROOT).prepare,
        app=None,
        venv=ROOT / ".venv-cluster",
    )
    monkeypatch.setattr(services, "discover", lambda root: {"config": service})
    monkeypatch.setattr(services, "free_port", lambda: port)
    with running("config", root=ROOT) as up:
        answer = ask(up, "POST", "/predict", BILL, JSON)
        with ThreadPoolExecutor(24) as pool:
            crowd = {each.status for each in pool.map(lambda _: ask(up, "POST", "/predict", BILL, JSON), range(48))}
    assert (answer.status, answer.json["species"]) == (200, "Gentoo")
    assert crowd == {200, 503}
