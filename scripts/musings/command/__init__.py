"""The command `musings`."""
