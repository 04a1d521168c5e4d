"""The model as a service holds it: loaded at the first request, shared by all threads."""

import hashlib
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from snippets.deployment import train
from snippets.deployment.contract import Problem, Row

Prediction = dict[str, object]
Listener = Callable[[list[Row], list[Prediction], str], None]  # what was asked, what was answered, by which version
log = logging.getLogger(__name__)


# --8<-- [start:model]
class Model:
    """A trained pipeline kept in a file. The file is the truth; what a process holds in memory is a copy of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.loads = 0  # how often this process has read the file
        self.version: str | None = None  # the SHA-256 of what it has read
        self.listeners: list[Listener] = []  # who is told of each prediction
        self.is_stale = False  # whether the file has become one that cannot be served
        self._lock = threading.Lock()
        self._pipeline: Any = None
        self._seen: object = "nothing yet"

    def pipeline(self) -> Any:
        """The pipeline: read when first asked for, and again only when the file has changed.

        A file that is missing or that is no good changes nothing: the last good model stays.
        """
        return self.served()[0]

    def served(self) -> tuple[Any, str]:
        """The pipeline and its version."""
        with self._lock:  # of many first requests one loads, and the others wait for it
            stamp = self._stamp()
            if self._seen != stamp:
                self._seen = stamp
                self._read()
            if self._pipeline is None or self.version is None:
                raise Problem(503, "There is no model to answer with. The log says why.")
            return self._pipeline, self.version

    def _read(self) -> None:
        """Put what the file holds in the place of what was read before, if it can be served."""
        try:
            with self.path.open("rb") as file:  # once: another one may take its place meanwhile
                pipeline = train.load(file)
                file.seek(0)
                self._pipeline, self.version = pipeline, hashlib.file_digest(file, "sha256").hexdigest()
            self.loads += 1
            self.is_stale = False
        except Exception as error:  # a file can be wrong in any way
            self.is_stale = True
            log.error("%s is not served: %s: %s", self.path, type(error).__name__, error)

    def _stamp(self) -> tuple[int, int] | None:
        """What tells one version of the file from the next; None if there is no file."""
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino

    def health(self) -> dict[str, object]:
        """Whether there is a model to answer with (a 503 if not), and whether it is the one in the file."""
        self.pipeline()
        return {"status": "stale" if self.is_stale else "ok", "model_loads": self.loads}

    # --8<-- [end:model]

    def predict(self, row: Row) -> Prediction:
        """The species that fits one bill best, and how likely each species is.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     train.save(train.fit(), Path(folder) / "penguins.skops")
        ...     Model(Path(folder) / "penguins.skops").predict((39.1, 18.7))["species"]
        'Adelie'
        """
        return self.predict_many([row])[0]

    def predict_many(self, rows: list[Row]) -> list[Prediction]:
        """The same for many bills, in one pass through the pipeline."""
        pipeline, version = self.served()
        names = [str(name) for name in pipeline.classes_]
        predictions: list[Prediction] = [
            {
                "species": names[int(chances.argmax())],
                "probabilities": {name: round(float(chance), 4) for name, chance in zip(names, chances, strict=True)},
            }
            for chances in pipeline.predict_proba(rows)
        ]
        for listener in self.listeners:
            listener(rows, predictions, version)
        return predictions

    # --8<-- [start:retrain]
    def retrain(self, strength: float) -> float:
        """Train anew with C = `strength`, for every process that reads the file; answer the held-out accuracy."""
        with alone(self.path.parent):
            accuracy = train.held_out_accuracy(strength)
            if accuracy < LEAST_ACCURACY:
                raise Problem(409, f"C = {strength:g} names only {accuracy:.0%} of the held-out penguins rightly.", "C")
            train.save(train.fit(strength), self.path)
            return accuracy

    def reset(self) -> None:
        """Put the first model back in the place of whatever was retrained."""
        with alone(self.path.parent):
            train.save(train.fit(), self.path)


LEAST_ACCURACY = 0.9  # of held-out penguins; what names fewer of them rightly is not served


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one at a time, of all processes, change the model in this folder; who dies meanwhile is in nobody's way."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        handle = os.open(folder, os.O_RDONLY)
        stack.callback(os.close, handle)
        if sys.platform != "emscripten":  # in a browser there is no other process, and no lock
            import fcntl

            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Problem(409, "The model is being trained. Ask again when that is done.") from None
        yield


# --8<-- [end:retrain]


penguins = Model(train.MODEL_FILE)
