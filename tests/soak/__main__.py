"""`python -m tests.soak`: plays by chance for SECONDS (300) from SEED (1); MODE is both, actions or attack.

With MODE=faults it types words in a browser under faults instead, on SEEDS (100) days: see `tests.faults.soak`; with
MODE=disclosure it attacks SEEDS (1000) public releases by chance: see `tests.soak.disclosure`.
Ends at the first fault with its seed, which plays the same again; the last line says what was done.
"""

import os
import sys
import time
from collections import Counter

from tests.faults import soak
from tests.soak.scratch import empty, installation

STEPS = 400
"""Steps of a world; then the next begins from the next seed, so that worlds stay small and looks quick."""


def main() -> int:
    """Play until the time is over; return 0 where all was well, else 1."""
    seconds, seed = float(os.environ.get("SECONDS", "300")), int(os.environ.get("SEED", "1"))
    mode = os.environ.get("MODE", "both")
    if mode == "faults":
        return soak.main()
    if mode == "disclosure":
        return attacked_releases()
    until, done, worlds = time.monotonic() + seconds, Counter[str](), 0
    with installation():
        while time.monotonic() < until:
            empty()
            if not world(mode, seed, until, done):
                return 1
            worlds, seed = worlds + 1, seed + 1
    print_summary(worlds, done)
    return 0


def attacked_releases() -> int:
    """Attack public releases; the solver is loaded for nothing else."""
    from tests.soak import disclosure

    return disclosure.main()


def world(mode: str, seed: int, until: float, done: Counter[str]) -> bool:
    """Play one world from a seed and count what was done; return whether all was well."""
    from tests.soak import acting, attacking, stage

    kind = mode if mode != "both" else ("attack" if seed % 2 == 0 else "actions")
    try:
        if kind == "attack":
            attacking.attack(seed, lambda: time.monotonic() < until, done)
        else:
            here = stage.begin(seed)
            done["steps"] += acting.play(here, STEPS, lambda: time.monotonic() < until)
            done.update(here.done)
    except acting.Fault as fault:
        print(f"Fault with SEED={seed} MODE={kind}:\n{fault}", flush=True)
        return False
    return True


def print_summary(worlds: int, done: Counter[str]) -> None:
    """Print what was done, and in the last line how much."""
    for name, count in sorted(done.items()):
        print(f"  {name:<34}{count:>7}")
    refused = sum(count for name, count in done.items() if name.endswith(" refused"))
    print(
        f"Soak: {worlds} worlds, {done['steps']} steps ({refused} refused), {done['requests']} requests "
        f"({done['answers with marks']} with somebody's words), no fault."
    )


if __name__ == "__main__":
    sys.exit(main())
