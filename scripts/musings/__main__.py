"""`python -m musings` is the command `musings`."""

from musings.cli import main

main()
