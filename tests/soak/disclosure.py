"""Releases by chance, one from each seed, attacked by a solver: `MODE=disclosure SEEDS=1000 make soak`.

Each wish for a release is protected, audited and attacked by somebody who knows everything published before; the
last line says how many hidden cells there were and how many were derived. Needs no installation and no database.
"""

import os
import time
from collections import Counter

from review.domain.disclosure.auditing import audit
from review.domain.disclosure.releases import Reason, Release
from tests.review.domain.disclosure.chance import asked
from tests.review.domain.disclosure.releasing import attacker_of, released

EVERY = 50
"""Seeds after which a line tells how far it has come."""


def main() -> int:
    """Make and attack the releases of all seeds; return 0 where nothing was derived and every audit passed, else 1."""
    first, seeds = int(os.environ.get("SEED", "1")), int(os.environ.get("SEEDS", "1000"))
    done: Counter[str] = Counter()
    for seed in range(first, first + seeds):
        one_seed(seed, done)
        if (seed - first + 1) % EVERY == 0:
            print(f"  {seed - first + 1} seeds: {summary(done)}", flush=True)
    print_shares(done)
    print(summary(done))
    return 1 if done["derived"] or done["faults"] else 0


def one_seed(seed: int, done: Counter[str]) -> None:
    """Make the releases of a seed and count what was hidden in them and what was derived."""
    begin = time.monotonic()
    made = released(asked(seed))
    done["milliseconds"] += round(1000 * (time.monotonic() - begin))
    done["refused"] += bool(made.refused)
    for release in made.releases:
        count_hidden(release, done)
        wrong = attack(release)
        faults = audit(release)
        done["derived"] += len(wrong)
        done["faults"] += len(faults)
        for line in (*wrong, *faults):
            print(f"SEED={seed} {release.published.name}: {line}", flush=True)


def attack(release: Release) -> list[str]:
    """Give the hidden cells and the small differences that somebody with a solver can derive, a line each."""
    attacker = attacker_of(release)
    found = attacker.attack(attacker.hidden())
    pairs = attacker.fixed_differences(attacker.small_differences())
    return [f"{spot} is {count}" for spot, count in found.derived.items()] + [f"{a} without {b}" for a, b in pairs]


def count_hidden(release: Release, done: Counter[str]) -> None:
    """Count the cells of a release that hold somebody, and how many of them are hidden, and why."""
    counts = {cell: release.population.count(release.published.name, cell) for cell in release.published.figures}
    done["releases"] += 1
    done["tables"] += len(release.published.tables)
    done["withheld"] += len(release.withheld)
    done["hidden"] += len(release.reasons)
    done["cells"] += len(counts)
    done["primary"] += sum(reason is Reason.PRIMARY for reason in release.reasons.values())


def print_shares(done: Counter[str]) -> None:
    """Print how much was hidden of what was asked for."""
    cells, releases = max(1, done["cells"]), max(1, done["releases"])
    small, hidden = done["primary"] / cells, done["hidden"] / cells
    print(f"  {small:.1%} of {done['cells']} cells are small counts, {hidden:.1%} hidden")
    print(f"  {done['withheld']} tables withheld, {done['tables']} released; {done['refused']} wishes refused")
    print(f"  {done['milliseconds'] / 1000 / releases:.2f} seconds a release to protect")


def summary(done: Counter[str]) -> str:
    """Say in a line what was attacked and what came of it."""
    return f"{done['releases']} releases, {done['hidden']} hidden cells, {done['derived']} derived"
