"""What the folklore says of activations, measured.

One experiment a module, each seeded and small enough to read.
"""
