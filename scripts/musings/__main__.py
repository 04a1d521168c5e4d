"""`python -m musings` is the command `musings`."""

from musings.command.cli import main

main()
