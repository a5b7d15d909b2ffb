"""The whole suite on both databases: `python -m tests.run [pytest's options]`, or `make test`.

What needs no database is run once, unless options choose among the tests. Both runs are made even if the first fails.
The last line counts the tests of both together.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

from tests import chromium, pdf_libraries, postgres
from tests.choosing import DATABASE_ONLY

MINUTES_AT_MOST = 40
"""For one engine; a run that takes longer hangs, and is stopped."""


@dataclass
class Outcome:
    """What a run of the suite came to."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    problems: list[str] = field(default_factory=list)


def main(options: list[str]) -> int:
    """Run the suite on each engine, print what it came to, and return 0 where all of it passed, else 1."""
    total = Outcome()
    strict = os.environ.get("CI", "").lower() in ("1", "true")
    if not (chromium.find() or chromium.install()):
        options = ["-m", "not browser", *options]
        shout(chromium.MISSING, total, strict)
    if not (pdf_libraries.found() or pdf_libraries.install()):
        shout(pdf_libraries.MISSING, total, strict)
    begin = time.monotonic()
    add(total, suite("SQLite", None, options))
    try:
        with postgres.server() as address:
            add(total, suite("PostgreSQL", address, options, once_is_enough=not options))
    except postgres.NoPostgres as missing:
        shout(str(missing), total, strict)
    print(f"\nBoth engines took {time.monotonic() - begin:.0f} s.")
    for problem in total.problems:
        print(problem)
    print(f"{total.passed} passed, {total.failed} failed, {total.skipped} skipped", flush=True)
    return 1 if total.failed or total.problems else 0


def shout(sentence: str, total: Outcome, strict: bool) -> None:
    """Say what is missing where nobody overlooks it; on a build machine it is a problem of the run."""
    print(f"\n{'!' * 78}\n{sentence}\n{'!' * 78}\n", flush=True)
    first = sentence.splitlines()[0]
    if strict:
        total.problems.append(f"FAILED: {first}")


def add(total: Outcome, run: Outcome) -> None:
    """Add what one run came to."""
    total.passed += run.passed
    total.failed += run.failed
    total.skipped += run.skipped
    total.problems += run.problems


def suite(engine: str, address: str | None, options: list[str], once_is_enough: bool = False) -> Outcome:
    """Run the suite once with nothing of this machine's own settings or data, and return what it came to.

    With `once_is_enough` only the tests that use a database, and so may come to something else on another one.
    """
    print(f"\n===== The suite on {engine} =====", flush=True)
    with tempfile.TemporaryDirectory(prefix="casegrade-tests-") as folder:
        report = Path(folder, "report.xml")
        command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal", f"--junit-xml={report}"]
        only = {DATABASE_ONLY: "1"} if once_is_enough else {}
        process = subprocess.Popen([*command, *options], env=environment(folder, address) | only)
        code = wait(process)
        outcome = counted(report)
    if code not in (0, 1):
        outcome.problems.append(f"FAILED: pytest on {engine} ended with {code}: {meaning(code)}.")
    elif code and not outcome.failed:
        outcome.problems.append(f"FAILED: pytest on {engine} ended with 1; its words are above.")
    return outcome


def environment(folder: str, address: str | None) -> dict[str, str]:
    """Return the environment of a run: this one's, but for settings of Casegrade that somebody made."""
    ours = ("CASEGRADE_", "DATABASE_URL", "DEBUG", "ALLOWED_HOSTS", "TRUSTED_ORIGINS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"CASEGRADE_DATA": folder} | ({"DATABASE_URL": address} if address else {})


def wait(process: subprocess.Popen[bytes]) -> int:
    """Wait for a run and return its exit code; stop it where it takes too long."""
    try:
        return process.wait(timeout=MINUTES_AT_MOST * 60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return -9
    finally:
        if process.poll() is None:
            process.terminate()


def meaning(code: int) -> str:
    """Return what an exit code of pytest says."""
    words = {2: "stopped, or tests could not be read", 3: "an internal error", 4: "wrong use", 5: "no test was run"}
    return words.get(code, f"stopped after {MINUTES_AT_MOST} minutes" if code == -9 else "it crashed")


def counted(report: Path) -> Outcome:
    """Return the counts of a run's report; none where it was never written."""
    if not report.is_file():
        return Outcome()
    suites = ElementTree.parse(report).getroot().iter("testsuite")  # noqa: S314 - written by our own run
    outcome = Outcome()
    for counts in suites:
        names = ("tests", "failures", "errors", "skipped")
        tests, failures, errors, skipped = (int(counts.get(name, "0")) for name in names)
        outcome.failed += failures + errors
        outcome.skipped += skipped
        outcome.passed += max(0, tests - failures - errors - skipped)
    return outcome


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped then, too
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
