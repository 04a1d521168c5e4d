"""How gunicorn runs the services: `gunicorn --config snippets/deployment/gunicorn_conf.py MODULE:app`."""

# --8<-- [start:conf]
import os
import socket
import struct
from typing import Any

# One process by default: the to-do list lives in its memory, and two processes would keep two lists.
# The model lives in a file, so its services may have one process a core: WEB_CONCURRENCY=4.
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))

# The default worker serves one connection at a time, and one client that stops half-way holds it until
# gunicorn kills it. Threads wait at little cost, and the other clients are served meanwhile.
worker_class = "gthread"
threads = 16

# NumPy's linear algebra would start threads of its own for each of these: on a model this small they only
# get in each other's way.
raw_env = ["OMP_NUM_THREADS=1"]

# A worker that has not been heard of for this long is replaced (seconds).
timeout = 30
graceful_timeout = 5
keepalive = 5

# What a request line and its headers may hold; longer ones get a 4xx from gunicorn itself.
# It sets no limit on bodies: the applications do (MAX_BODY in contract.py).
limit_request_line = 2048
limit_request_fields = 50
limit_request_field_size = 4096

# From this machine gunicorn would take a header SCRIPT_NAME for the place of the application, and fail
# where it is another one.
forwarder_headers = ""

# A file nobody watches is worse than a line on the screen.
accesslog = "-"

# Nobody administers a teaching server through a socket file.
control_socket_disable = True

# Seconds of silence after which a half-sent request is given up.
READ_TIMEOUT = int(os.environ.get("READ_TIMEOUT", "10"))


def when_ready(server: Any) -> None:
    """Set the time limit of silence on the listening sockets; each accepted connection inherits it (on Linux).

    It bounds each wait, not the sum of them: a client that sends a byte now and then is a matter for the
    proxy (nginx, say) that stands before gunicorn on the open internet.
    """
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", READ_TIMEOUT, 0))


# --8<-- [end:conf]
