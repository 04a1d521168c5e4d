"""The slow attack on the FastAPI service, with nothing before it: whether anybody else is served meanwhile."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from snippets.deployment import train
from snippets.deployment.production import slow, up
from snippets.experiment import experiment

PATIENCE = 60.0  # seconds: it is asked whether one is served, not how soon


@experiment
def outcome() -> dict[str, int]:
    """How many slow clients uvicorn holds at once, and whether a proper one is served beside them."""
    port = up.free_port()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        train.save(train.fit(), folder / "penguins.skops")
        environment = {
            "MODEL_FILE": str(folder / "penguins.skops"),
            "READ_TIMEOUT": str(2 * PATIENCE),  # or the service would rid itself of them
        }
        with (
            (folder / "servers.log").open("wb") as log,
            subprocess.Popen(
                [sys.executable, "-m", "uvicorn", "--port", str(port), "snippets.deployment.fastapi_predict:app"],
                cwd=up.ROOT,
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            ) as server,
        ):
            try:
                up.wait_for(port, server, folder)
                with slow.slow_clients(port, slow.MANY, tls=False):
                    served = slow.is_served(port, tls=False, seconds=PATIENCE)
                    time.sleep(0.5)  # for the proper client's connection to be gone
                    held = slow.connections_to(port)
            finally:
                server.terminate()
    return {"slow clients": slow.MANY, "connections at uvicorn": held, "served": int(served)}
