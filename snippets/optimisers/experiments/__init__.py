"""What the folklore says of optimisers, measured.

One experiment a module, each seeded and small enough to read.
"""
