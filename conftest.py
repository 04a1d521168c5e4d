"""Every claim of every page is a test."""

from pathlib import Path

from musings.pytest_plugin import collector

pytest_collect_file = collector(Path(__file__).parent)
