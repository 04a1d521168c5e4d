"""What is said of nets, measured: one experiment a module, each seeded."""
