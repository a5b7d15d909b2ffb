"""How much memory and time large reports take in each format: `python -m tests.bench.outputs`, each in a process.

Rows are made when they are asked for, so what is measured is the writing. "Idle" is the same process before it writes.
"""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROWS = 100_000
SIZES = {"csv": ROWS, "csv-shown": ROWS, "json": ROWS, "xlsx": ROWS, "text": ROWS, "ods": 50_000, "pdf": 1_000}
"""ODS and PDF are measured at the largest size that they take."""


def main() -> int:
    """Print a line for each format."""
    print(f"{'format':<12}{'rows':>9}{'idle':>9}{'above':>9}{'seconds':>9}{'file':>10}")
    for name, rows in SIZES.items():
        with TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "tests.bench.outputs", name, str(rows), str(Path(folder, "report"))]
            subprocess.run(command, check=True)
    return 0


def measure(name: str, rows: int, path: Path) -> None:
    """Write one report of so many rows, and print what that took of this process's memory and time."""
    import django

    os.environ["CASEGRADE_DATA"] = str(path.parent)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from review.reports.formats import FORMATS
    from review.reports.outputs.files import write_whole
    from tests.review.reports.outputs.samples import Many, document

    if name == "pdf":
        write_whole(path, FORMATS[name].write(document(Many(1))))  # loads its libraries
    idle, begin = megabytes(), time.perf_counter()
    write_whole(path, FORMATS[name].write(document(Many(rows))))
    seconds, above = time.perf_counter() - begin, megabytes() - idle
    size = path.stat().st_size / 1_000_000
    print(f"{name:<12}{rows:>9,}{idle:>6.0f} MB{above:>6.0f} MB{seconds:>7.1f} s{size:>7.1f} MB", flush=True)


def megabytes() -> float:
    """Return the most memory that this process has held so far. Linux tells it in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main())
