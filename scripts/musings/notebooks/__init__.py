"""Running notebooks, and comparing the pictures that they draw."""
