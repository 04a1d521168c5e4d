"""Makes the site false in hundreds of places, one at a time, and sees whether it is noticed: `python -m tests.mutants`.

A mutant is made of the real files by its place: any digit of any fact, any operator of any snippet, and so on, drawn by
lot. What `make test` would run of it that can fail is run on a copy. One that nobody notices is an error, unless
`survivors.toml` says why it is the same as before; so is one that is listed there and is noticed, or cannot be made.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from musings.core.project import Project
from musings.site import catalogue
from tests import copies
from tests.mutants import cells, crew, pages, records, rendered, sources
from tests.mutants.crew import Verdict
from tests.mutants.mutant import Mutant, sample
from tests.mutants.proofs import Proofs
from tests.mutants.survivors import Survivors

POPULATIONS: Final = {
    **pages.POPULATIONS,
    **cells.POPULATIONS,
    **records.POPULATIONS,
    **sources.POPULATIONS,
    **rendered.POPULATIONS,
}
MADE: Final = ("build/fonts", "build/penguins-passes.skops")
"""What the set-up made, is not tracked, and decides how figures look."""


def main(arguments: list[str]) -> int:
    """Make mutants, prove them and tell; return 1 where one is not accounted for."""
    options = _options(arguments)
    started = time.monotonic()
    wanted = [kind for kind in POPULATIONS if any(kind.startswith(each) for each in options.kind or [""])]
    survivors = Survivors.read()
    with _copies(options.jobs) as roots:
        project = Project(roots[0])
        os.chdir(roots[0])
        _import_all()
        chosen = _chosen(project, wanted, options.count, options.seed, survivors)
        if options.list:
            print(*sorted(map(str, chosen)), sep="\n")
            return 0
        learnt = Proofs(project)
        learnt.learn()
        wrong = _control(learnt, roots, chosen) if options.control else []
        verdicts = list(_told(crew.run(learnt, roots, chosen), len(chosen)))
    _print_table(verdicts, wanted, time.monotonic() - started)
    wrong += survivors.complaints(verdicts, wanted)
    for verdict in sorted(verdicts, key=lambda each: str(each.mutant)):
        if verdict.outcome == "broken":
            wrong.append(f"the proof breaks instead of saying what is wrong: {verdict.mutant}\n{verdict.by}")
    print(*wrong, sep="\n")
    return bool(wrong)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.mutants", description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=600, help="how many mutants (%(default)s)")
    parser.add_argument("--seed", type=int, default=13, help="which of all that could be made (%(default)s)")
    parser.add_argument("--kind", action="append", help="only kinds whose name begins so; may be given again")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many processes (%(default)s)")
    parser.add_argument("--list", action="store_true", help="say what would be made, and prove nothing")
    parser.add_argument(
        "--control", action="store_true", help="first see that nothing is noticed where nothing changed"
    )
    return parser.parse_args(arguments)


@contextmanager
def _copies(count: int) -> Iterator[list[Path]]:
    """Make copies of the project, one for each worker."""
    with tempfile.TemporaryDirectory(prefix="mutants-", ignore_cleanup_errors=True) as work:
        roots = [Path(work).resolve() / str(number) for number in range(count)]
        for root in roots:
            copies.copy(root)
            copies.copy_made(root, MADE)
        if problems := catalogue.write_stale(Project(roots[0])):
            raise SystemExit("\n".join(problems))
        for root in roots[1:]:
            shutil.copytree(roots[0] / "docs" / "catalogue", root / "docs" / "catalogue")
        sys.dont_write_bytecode = True  # or a mutant of the same second and length would not be read
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        yield roots


def _import_all() -> None:
    """Import what proofs need and no mutant changes, once for all of them."""
    import hypothesis  # noqa: F401
    import matplotlib as mpl
    import scipy.special  # noqa: F401
    import sympy  # noqa: F401

    mpl.use("Agg")
    import matplotlib.pyplot
    import matplotlib.testing.compare  # noqa: F401

    import musings.mathematics
    import musings.notebooks.kernel  # noqa: F401


def _chosen(project: Project, kinds: list[str], count: int, seed: int, survivors: Survivors) -> list[Mutant]:
    """Return a sample of each kind, as even as the kinds allow, and every mutant that is listed as a survivor."""
    chosen = []
    left = count
    populations = sorted((list(POPULATIONS[kind](project)) for kind in kinds), key=len)
    for number, population in enumerate(populations):
        share = sample(iter(population), -(-left // (len(populations) - number)), seed)
        left -= len(share)
        chosen += share
        chosen += [each for each in population if each.place in survivors.places and each not in share]
    return chosen


def _control(learnt: Proofs, roots: list[Path], chosen: list[Mutant]) -> list[str]:
    """Return what is noticed though nothing was changed, at one place of each kind."""
    first = list({each.kind: each for each in chosen}.values())
    return [
        f"something is noticed where nothing was changed: {verdict.mutant}\n{verdict.by}"
        for verdict in crew.run(learnt, roots, first, changed=False)
        if verdict.outcome != "survived"
    ]


def _told(verdicts: Iterator[Verdict], count: int) -> Iterator[Verdict]:
    """Pass verdicts on, and say how far it is where somebody watches."""
    for number, verdict in enumerate(verdicts, 1):
        if sys.stderr.isatty():
            print(f"\r{number} of {count}", end="", file=sys.stderr, flush=True)
        if os.environ.get("MUTANTS_LOG"):
            with Path(os.environ["MUTANTS_LOG"]).open("a") as log:
                log.write(f"{verdict.seconds:.1f} {verdict.outcome} {verdict.mutant}\n    {verdict.by!r}\n")
        yield verdict


def _print_table(verdicts: list[Verdict], kinds: list[str], seconds: float) -> None:
    made, caught = (
        Counter(each.mutant.kind for each in verdicts if not only or each.outcome == "caught") for only in (False, True)
    )
    for kind in kinds:
        print(f"{caught[kind]:5} of {made[kind]:4}   {kind}")
    print(f"{caught.total():5} of {made.total():4}   caught, in {seconds:.0f} seconds")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
