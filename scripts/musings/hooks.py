"""MkDocs' events. Each calls one thing of the package `musings`, which is where to look."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from musings.check import PAGE, examine
from musings.policy import apply
from musings.prepare import prepare
from musings.project import Project

log = logging.getLogger("mkdocs.musings")


def _project(config: MkDocsConfig) -> Project:
    return Project(Path(config.config_file_path or "mkdocs.yml").resolve().parent)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Tell the Markdown extension where the project is, which need not be the current folder."""
    config.mdx_configs.setdefault("musings", {})["root"] = str(_project(config).root)
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Write what the pages include, and say which claims cannot stand: a strict build fails on each."""
    project = _project(config)
    wrong = examine(project.pages())
    for result in wrong:
        log.warning("%s:%d: %s %s: %s", result.post, result.line, result.kind, result.name, result.failure)
    if any(result.kind == PAGE for result in wrong):  # MkDocs itself would end in a traceback
        raise PluginError("a page cannot be read: see above")
    for problem in prepare(project):
        log.warning(problem)


def on_post_build(config: MkDocsConfig) -> None:
    """Give every page its Content-Security-Policy, now that all inline scripts are known."""
    apply(Path(config.site_dir))
