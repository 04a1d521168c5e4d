"""What `mkdocs.yml` says that all commands must honour: where pages lie, and the options of the plugin `musings`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.base import Config
from mkdocs.config.config_options import ListOfItems, Type

from musings.core import store
from musings.core.failure import Failure


class Options(Config):
    """The options of the plugin, in `mkdocs.yml` under `plugins: - musings:`."""

    packages = ListOfItems(Type(str), default=[])
    """Packages, in pure Python or with a fallback in it, that pages may import: as they are installed for the build."""
    data_packages = ListOfItems(Type(str), default=[])
    """Packages of which pages read only the data: what these would import stays away."""
    unproved = ListOfItems(Type(str), default=[])
    """Languages of fences that may stand without a claim and without a reason."""
    uncounted = ListOfItems(Type(str), default=[])
    """Pages, from the project's root, in whose sentences numbers stand that nothing proves; the ledger says so."""
    proofread = Type(bool, default=False)
    """Whether a person has to have read what no program can judge: counts in words, the words of statements."""


@dataclass(frozen=True)
class Settings:
    """The part of `mkdocs.yml` that this tool goes by; folders from the project's root."""

    docs: str
    posts: str
    site: str
    post_url: str
    """How the blog makes the address of a post, with the names of its parts in braces."""
    options: Options


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads YAML; the tags that only MkDocs knows give nothing, since nothing here needs what they give."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def settings(root: Path) -> Settings:
    """Return the settings of the project in a folder; raises `Failure` for what cannot be read."""
    path = root / "mkdocs.yml"
    return _read(path, store.stamp(path)) if path.is_file() else _settings({})


@lru_cache(maxsize=8)
def _read(path: Path, _stamp: tuple[int, int]) -> Settings:
    try:
        data = yaml.load(path.read_bytes(), _Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"mkdocs.yml:{mark.line + 1}" if mark else "mkdocs.yml"
        problem = getattr(error, "problem", None) or "it is not YAML"
        raise Failure(f"{where}: {problem}", advice="correct the file") from None
    return _settings(data if isinstance(data, dict) else {})


def _settings(data: dict[str, Any]) -> Settings:
    plugins = _plugins(data.get("plugins"))
    docs = str(data.get("docs_dir") or "docs")
    blog = plugins.get("blog", {})
    url = f"{blog.get('blog_dir') or 'blog'}/{blog.get('post_url_format') or '{date}/{slug}'}"
    posts = str(blog.get("post_dir") or "{blog}/posts").replace("{blog}", str(blog.get("blog_dir") or "blog"))
    options = Options()
    options.load_dict(plugins.get("musings", {}))
    errors, warnings = options.validate()
    for key, problem in [*errors, *warnings]:
        raise Failure(f"mkdocs.yml: musings: {key}: {problem}", advice="correct the options of the plugin")
    return Settings(docs, f"{docs}/{posts.removeprefix('./')}", str(data.get("site_dir") or "site"), url, options)


def _plugins(written: Any) -> dict[str, dict[str, Any]]:
    """Return the plugins' options by name, whichever of MkDocs' two ways of writing them was chosen."""
    if isinstance(written, dict):
        written = [{name: options} for name, options in written.items()]
    found: dict[str, dict[str, Any]] = {}
    for entry in written or ():
        for name, options in entry.items() if isinstance(entry, dict) else [(entry, {})]:
            found[str(name).rpartition("/")[2]] = options if isinstance(options, dict) else {}
    return found
