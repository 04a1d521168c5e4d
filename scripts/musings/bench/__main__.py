"""`python -m musings.bench` runs the benchmarks."""

import sys

from musings.bench.run import main

main(sys.argv[1:])
