"""Ray and Serve on this machine alone: `python -m snippets.deployment.ray_local`."""
# mypy: disable-error-code="import-not-found"

# --8<-- [start:local]
import argparse
import os

import ray
from ray import serve

from snippets.deployment.ray_serve import app

# Seconds after which a request is given up; a half-sent one too.
READ_TIMEOUT = float(os.environ.get("READ_TIMEOUT", "10"))


def main(port: int) -> None:
    """Start a Ray of one machine with two cores, and serve until Ctrl-C."""
    ray.init(address="local", num_cpus=2, include_dashboard=False)
    serve.start(http_options={"host": "127.0.0.1", "port": port, "request_timeout_s": READ_TIMEOUT})
    serve.run(app, blocking=True)


# --8<-- [end:local]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8002)
    main(parser.parse_args().port)
