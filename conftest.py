"""Every claim of every page is a test."""

from pathlib import Path

from musings.pytest_plugin import collector
from musings.services import modules_not_here

ROOT = Path(__file__).parent

pytest_collect_file = collector(ROOT)

# Only a service's own environment can import these; what they do is tested where it is made.
collect_ignore = [str(path) for path in modules_not_here(ROOT)]
