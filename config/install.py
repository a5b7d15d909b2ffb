"""Make .venv and install the locked requirements into it; at once where that is done already.

Run by config/bootstrap.sh. Standard library only, since it runs before anything is installed.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MEGABYTES_NEEDED = {"requirements.txt": 600, "requirements-dev.txt": 1100}
"""Free space that installing asks for: what is installed and what is unpacked on the way."""


def main() -> int:
    """Install what is missing and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what testing and checking needs")
    parser.add_argument("--port", help="say at once where this port cannot be used")
    options = parser.parse_args()
    problem = port_problem(options.port) or install("requirements-dev.txt" if options.dev else "requirements.txt")
    if problem:
        print(problem, file=sys.stderr)
    return 2 if problem else 0


def port_problem(port: str | None) -> str:
    """Return a sentence where `port` cannot be served on, else nothing: asked before the long work begins."""
    if port is None:
        return ""
    sys.path.insert(0, str(ROOT))
    from access.port import problem  # the project's folder is not on the path before

    return problem(port)


def install(requirements: str) -> str:
    """Bring .venv up to date with the locked file and return a sentence where that fails, else nothing."""
    stamp, wanted = VENV / f".installed-{requirements}", digest(requirements)
    if works([str(PYTHON), "-c", ""]) and stamp.is_file() and stamp.read_text() == wanted:
        return ""
    free, needed = shutil.disk_usage(ROOT).free // 1_000_000, MEGABYTES_NEEDED[requirements]
    if free < needed:
        return f"The disk is nearly full: installing needs about {needed} MB here, and {free} MB are free."
    print(f"Installing {requirements} into .venv (well under a minute on most machines) ...", flush=True)
    problem = run(make_environment()) or run(installer(requirements))
    if not problem:
        stamp.write_text(wanted)
    return problem


def digest(requirements: str) -> str:
    """Return what the stamp of an environment made from this file says: its sum and the Python's version."""
    sha256 = hashlib.sha256((ROOT / requirements).read_bytes()).hexdigest()
    return f"{sha256} {sys.version_info.major}.{sys.version_info.minor}\n"


def works(command: list[str]) -> bool:
    """Return whether the command can be started and ends well; its words are thrown away."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_environment() -> list[str]:
    """Return the command that makes .venv, or nothing where there is one that can be installed into."""
    uv = shutil.which("uv")
    if same_version() and (uv or works([str(PYTHON), "-m", "pip", "--version"])):
        return []
    python = getattr(sys, "_base_executable", sys.executable)  # not .venv's own, which is about to go
    maker = ["uv", "venv", "--quiet", "--python", python] if uv else [python, "-m", "venv"]
    return [*maker, "--clear", str(VENV)]


def same_version() -> bool:
    """Return whether .venv runs and has the version of the Python that runs this."""
    version = f"import sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    return works([str(PYTHON), "-c", version])


def installer(requirements: str) -> list[str]:
    """Return the command that installs the locked file: uv's where it is on PATH, else pip's."""
    locked = ["--require-hashes", "-r", str(ROOT / requirements)]
    if shutil.which("uv"):
        return ["uv", "pip", "install", "--quiet", "--python", str(PYTHON), *locked]
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input", "--no-warn-script-location"]
    return [str(PYTHON), "-m", "pip", "install", *quiet, *locked]


def run(command: list[str]) -> str:
    """Run a command, show what it complains of, and return a sentence where it failed, else nothing."""
    if not command:
        return ""
    done = subprocess.run(command, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, check=False)
    sys.stderr.write(done.stderr)
    if done.returncode == 0:
        return ""
    if "No space left on device" in done.stderr:
        return "The disk is full. Make room, then run the same command again: it goes on where it stopped."
    return "Installing failed; the installer's own words are above. It needs a network or a package index nearby."


if __name__ == "__main__":
    sys.exit(main())
