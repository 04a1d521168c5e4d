"""What the catalogue says of each activation, family by family."""
