"""What the commands of the tests import, imported once."""

from importlib import import_module

import matplotlib as mpl

from musings.claims import kinds

MODULES = (
    "material.plugins.blog.plugin",
    "matplotlib.pyplot",
    "mkdocs.commands.build",
    "musings.approve",
    "musings.check",
    "musings.hooks",
    "nbformat",
    "pymdownx.superfences",
    "sympy",
)

mpl.use("agg")
for module in MODULES:
    import_module(module)
kinds()
