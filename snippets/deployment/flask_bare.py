"""The smallest web service worth the name: two resources, one answer each."""

# --8<-- [start:app]
from flask import Flask

app = Flask(__name__)


@app.get("/1")
def one() -> str:
    """What a GET of /1 answers."""
    return "This is the first resource.\n"


@app.get("/2")
def two() -> str:
    """What a GET of /2 answers."""
    return "And this is the second.\n"


# --8<-- [end:app]
