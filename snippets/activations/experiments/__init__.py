"""What the folklore says of activations, measured: one experiment a module, each seeded and small enough to read."""
