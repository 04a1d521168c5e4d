"""Every claim of every page is a test."""

from pathlib import Path

import pytest

from musings.services import modules_not_here
from musings.testing.pytest_plugin import collector, keeper

ROOT = Path(__file__).parent

pytest_collect_file = collector(ROOT)
experiments_kept = keeper(ROOT)

# Only a service's own environment can import these; what they do is tested where it is made.
collect_ignore = [str(path) for path in modules_not_here(ROOT)]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep a file's tests in one process, for they share what is dear, unless they say that they need not."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
