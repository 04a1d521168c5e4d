"""The model as a service holds it: loaded at the first request, shared by all threads."""

import os
import threading
from pathlib import Path
from typing import Any

import sklearn

from snippets.deployment import train
from snippets.deployment.contract import Row

Prediction = dict[str, object]


# --8<-- [start:model]
class Model:
    """A trained pipeline kept in a file. The file is the truth; what a process holds in memory is a copy of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.loads = 0  # how often this process has read the file
        self._lock = threading.Lock()
        self._pipeline: Any = None
        self._seen: tuple[int, int] | None = None

    def pipeline(self) -> Any:
        """The pipeline: read when first asked for, and again only when the file has changed."""
        with self._lock:  # of many first requests one loads, and the others wait for it
            if self._stamp() is None:
                train.save(train.fit(), self.path)
            stamp = self._stamp()
            if self._seen != stamp:
                self._pipeline = train.load(self.path)
                self._seen = stamp
                self.loads += 1
            return self._pipeline

    def _stamp(self) -> tuple[int, int] | None:
        """What tells one version of the file from the next; None if there is no file."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        return status.st_mtime_ns, status.st_ino

    # --8<-- [end:model]

    def predict(self, row: Row) -> Prediction:
        """The species that fits one bill best, and how likely each species is.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     Model(Path(folder) / "penguins.skops").predict((39.1, 18.7))["species"]
        'Adelie'
        """
        return self.predict_many([row])[0]

    def predict_many(self, rows: list[Row]) -> list[Prediction]:
        """The same for many bills, in one pass through the pipeline."""
        pipeline = self.pipeline()
        names = [str(name) for name in pipeline.classes_]
        return [
            {
                "species": names[int(chances.argmax())],
                "probabilities": {name: round(float(chance), 4) for name, chance in zip(names, chances, strict=True)},
            }
            for chances in pipeline.predict_proba(rows)
        ]

    def retrain(self, strength: float) -> float:
        """Train anew with C = `strength`, for every process that reads the file; answer the held-out accuracy."""
        accuracy = train.held_out_accuracy(strength)
        train.save(train.fit(strength), self.path)
        return accuracy

    def reset(self) -> None:
        """Put the first model back in the place of whatever was retrained."""
        train.save(train.fit(), self.path)


# A file of one scikit-learn may not load in another, or answer otherwise there, so its name says whose it is.
penguins = Model(Path(os.environ.get("MODEL_FILE", f"build/penguins-{sklearn.__version__}.skops")))
