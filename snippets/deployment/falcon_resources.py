"""What the resources of the first Falcon service do. Which paths lead to them stands in `falcon_app.py`."""

# --8<-- [start:hi]
from falcon import Request, Response


class Hi:
    """A resource that can be greeted."""

    def on_post(self, req: Request, resp: Response) -> None:
        """Answer a POST; a verb without an `on_…` method gets a 405 from Falcon."""
        resp.media = {"message": "hello world"}


# --8<-- [end:hi]
