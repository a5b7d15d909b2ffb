"""A Chromium for the browser journeys: found, or installed where that is possible.

`python -m tests.chromium` prints where it is. It ends with 1 where there is none and none can be installed.
"""

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-headless-shell", "google-chrome", "google-chrome-stable")
PLAYWRIGHT = (sys.executable, "-m", "playwright")
SECONDS_TO_INSTALL = 400

MISSING = """No Chromium was found for the browser journeys, and none could be installed.
On Debian: apt install chromium-headless-shell. Elsewhere: .venv/bin/python -m playwright install chromium
One in another place can be named: TEST_BROWSER=/path/to/chromium make test"""


@functools.cache
def find() -> str | None:
    """Return the path of a Chromium that runs, or None. $TEST_BROWSER comes first and stands alone if set."""
    if chosen := os.environ.get("TEST_BROWSER"):
        return shutil.which(chosen)
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in (*found, playwrights_own()) if path and runs(path)), None)


def runs(path: str) -> bool:
    """Return whether the program starts: a name on PATH may be a stub that only asks to be installed."""
    try:
        command = [path, "--version"]
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def playwrights_own() -> str | None:
    """Return the path of the Chromium that Playwright installed for itself, or None."""
    listing = [*PLAYWRIGHT, "install", "--dry-run", "--only-shell", "chromium"]
    words = subprocess.run(listing, capture_output=True, text=True, check=False).stdout
    folders = (line.split(":", 1)[1].strip() for line in words.splitlines() if "Install location" in line)
    shells = (path for folder in folders for path in Path(folder).glob("chrom*/*headless*shell"))
    return next((str(path) for path in shells if os.access(path, os.X_OK)), None)


def install() -> str | None:
    """Install a Chromium in the way this machine offers and return its path, or None where none does."""
    for command in ways():
        print(f"Installing a browser for the journeys: {' '.join(command)}", flush=True)
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, timeout=SECONDS_TO_INSTALL, check=False)
        except (OSError, subprocess.TimeoutExpired) as failed:
            print(f"That did not work: {failed}", flush=True)
            continue
        find.cache_clear()
        if done.returncode == 0 and (path := find()):
            return path
    return None


def ways() -> list[list[str]]:
    """Return the commands that may bring a browser, the smallest download first; none where one is named."""
    if os.environ.get("TEST_BROWSER"):
        return []
    commands = []
    if os.geteuid() == 0 and shutil.which("apt-get"):
        packages = "apt-get install -y -qq --no-install-recommends chromium-headless-shell"
        script = f"apt-get update -qq; {packages} >/dev/null"
        commands.append(["env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c", script])
    commands.append([*PLAYWRIGHT, "install", "--only-shell", "chromium"])
    return commands


def main() -> int:
    """Print where the browser is and return 0, or say that there is none and return 1."""
    path = find() or install()
    print(path or MISSING, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
