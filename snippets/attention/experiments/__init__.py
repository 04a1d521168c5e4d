"""What attention learns, measured: one experiment a module, seeded and small."""
