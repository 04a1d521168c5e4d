"""What tests of several services start from."""

from pathlib import Path

import pytest

from snippets.deployment import train
from snippets.deployment.model import penguins


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The model of this process, in a file of its own."""
    path = tmp_path / "penguins.skops"
    train.save(train.fit(), path)
    monkeypatch.setattr(penguins, "path", path)
    monkeypatch.setattr(penguins, "_seen", "nothing yet")
    return path
