"""What the commands of the tests import, imported once."""

from importlib import import_module

import matplotlib as mpl

from musings.claims.registry import kinds

MODULES = (
    "material.plugins.blog.plugin",
    "matplotlib.pyplot",
    "mkdocs.commands.build",
    "musings.proof.approve",
    "musings.proof.check",
    "musings.site.plugin",
    "nbformat",
    "pymdownx.superfences",
    "sympy",
)

mpl.use("agg")
for module in MODULES:
    import_module(module)
kinds()
