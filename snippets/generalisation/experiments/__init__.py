"""What is said of new data, measured: one experiment a module, each seeded."""
