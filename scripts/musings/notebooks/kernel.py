"""Running a notebook from top to bottom in a fresh kernel of this very Python."""

from __future__ import annotations

import os
import tempfile
import warnings
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from musings.core import experiments
from musings.core.failure import Failure
from musings.core.project import Project

if TYPE_CHECKING:
    from nbformat import NotebookNode

CELL_SECONDS: Final = 60
_START_SECONDS: Final = 60


def execute(notebook: NotebookNode, *, project: Project | None = None, folder: Path | None = None) -> NotebookNode:
    """Return a copy of the notebook with the outputs of a run in `folder`, or in an empty folder that is thrown away.

    With a project its packages can be imported, its figures have its style, and a warning is an error, as in its
    examples. Without one the notebook sees what a reader's Python has, and nothing else. Raises `Failure` for a cell
    that takes too long and for a kernel that dies; a cell that raises has an error among its outputs, and ends the run
    unless it is tagged `raises-exception`.
    """
    with tempfile.TemporaryDirectory(prefix="notebook-", ignore_cleanup_errors=True) as work:
        private = Path(work)
        for name in ("here", "ipython"):
            (private / name).mkdir()
        return _execute(deepcopy(notebook), project, folder or private / "here", private)


def _execute(notebook: NotebookNode, project: Project | None, folder: Path, private: Path) -> NotebookNode:
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    # No folder of kernels: a kernel of the user's that has the same name must not be taken for this Python.
    manager: Any = AsyncKernelManager(
        kernel_name="python3",
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
        connection_file=str(private / "connection.json"),
        **({"transport": "ipc", "ip": str(private / "k")} if os.name == "posix" else {}),
    )
    client = NotebookClient(
        notebook,
        km=manager,
        timeout=CELL_SECONDS,
        startup_timeout=_START_SECONDS,
        record_timing=False,
        extra_arguments=["--HistoryManager.enabled=False", *(_begin(project) if project else [])],
    )
    client.owns_km = True  # it ends the kernel
    environment = {
        **os.environ,
        "IPYTHONDIR": str(private / "ipython"),  # no start-up file of the user's
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # whatever this process draws with
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",  # files are read as on most machines, whatever this one's locale: libraries rely on it
    }
    environment.pop("PYTHONPATH", None)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the machinery: the cells' own are in the kernel
            client.execute(cwd=str(folder), env=environment)
    except CellTimeoutError:
        raise Failure(
            f"a cell takes longer than {CELL_SECONDS} seconds",
            got=_running(notebook),
            advice="compute less, or keep the result of the long part in a file",
        ) from None
    except DeadKernelError:
        raise Failure("the kernel died", got=_running(notebook), advice="run the notebook in Jupyter") from None
    except CellExecutionError:
        pass  # the error is among the cell's outputs
    return notebook


def _begin(project: Project) -> list[str]:
    """Return the arguments that have the kernel call `begin` before the first cell."""
    # Imports by name alone: what is typed there would be a cell's own.
    begin = "__import__('musings.notebooks.kernel').notebooks.kernel.begin"
    return [f"--IPKernelApp.exec_lines={begin}({str(project.root)!r})"]


def _running(notebook: NotebookNode) -> str:
    """Return the code of the cell that was running: the first that has no number yet, or the last with one."""
    from musings.core.notebook import code_cells

    begun = [cell for _, cell in code_cells(notebook) if cell.execution_count]
    waiting = [cell for _, cell in code_cells(notebook) if not cell.execution_count]
    return str((waiting or begun)[0].source)


def begin(root: str) -> None:
    """Prepare a kernel for a project's notebook; the kernel itself calls this before the first cell."""
    import matplotlib as mpl
    from IPython import get_ipython
    from matplotlib_inline import backend_inline  # noqa: F401 - it tells the kernel of figures
    from matplotlib_inline.config import InlineBackend

    project = Project(Path(root))
    project.use()
    experiments.keep(project)
    settings: Any = {"svg.hashsalt": "musings"}  # otherwise the names inside an SVG are random
    if (Path(root) / "plots" / "style.py").is_file():
        settings |= import_module("plots.style").rc_params("light")
    mpl.rcParams.update(settings)
    backend: Any = InlineBackend.instance(parent=get_ipython())
    backend.print_figure_kwargs = {"bbox_inches": None, "metadata": {"Date": None, "Creator": None}}
    backend.figure_formats = {"svg"}
    warnings.simplefilter("error")
    warnings.filterwarnings("default", module=r"ipykernel|IPython|jupyter_client|tornado|traitlets|zmq")
