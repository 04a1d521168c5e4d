"""The first Falcon service: its routes. What happens at their ends stands in `falcon_resources.py`."""

# --8<-- [start:app]
import falcon

from snippets.deployment.falcon_resources import Hi

app = falcon.App()
app.add_route("/hi", Hi())
# --8<-- [end:app]
