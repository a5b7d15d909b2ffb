"""A server of its own for a test: installed in a scratch folder, started as `manage.py serve` does, killed at will."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from tests.faults.machine import STATE
from tests.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS_TO_START = 60
OURS = ("CASEGRADE_", "DATABASE_URL", "DEBUG", "ALLOWED_HOSTS", "TRUSTED_ORIGINS", "PYTEST", "DJANGO_")
"""Settings of this machine or of the tests that a server of its own must not see."""


@dataclass(frozen=True)
class Installation:
    """A data folder and its database, embedded in it unless `address` names one of a PostgreSQL server."""

    folder: Path
    address: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every process of this installation."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        database = {"DATABASE_URL": self.address} if self.address else {}
        return kept | database | {"CASEGRADE_DATA": str(self.folder), "DJANGO_SETTINGS_MODULE": "tests.faults.settings"}

    def run(self, *command: str) -> str:
        """Run a program of the project to its end and return what it printed; its errors go on to the test's."""
        return subprocess.run(
            [sys.executable, *command], env=self.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
        ).stdout

    def sql(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run a statement on the database past every rule of the project, and return its rows. Values go for `?`."""
        if self.address:
            with psycopg.connect(self.address, autocommit=True) as server:
                found = server.execute(statement.replace("?", "%s").encode(), values)
                return found.fetchall() if found.description else []
        with closing(sqlite3.connect(self.folder / "casegrade.sqlite3", timeout=20)) as file, file:
            return file.execute(statement, values).fetchall()

    def told(self, **what: Any) -> None:
        """Tell the machine what to do from the next request on; with nothing, to do its work."""
        path = self.folder / STATE
        new = path.with_suffix(".new")
        new.write_text(json.dumps(what))
        new.replace(path)  # never half a file for a request that reads it now

    def copy(self, folder: Path) -> "Installation":
        """Return a copy of this installation, while none of its processes runs, with a database of its own."""
        shutil.copytree(self.folder, folder)
        if not self.address:
            return Installation(folder)
        parts = urlsplit(self.address)
        name = f"{parts.path[1:]}_{time.monotonic_ns()}"
        with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name} TEMPLATE {parts.path[1:]}".encode())
        return Installation(folder, parts._replace(path=f"/{name}").geturl())

    def remove(self) -> None:
        """Take the database away; the folder is the caller's."""
        if self.address:
            parts = urlsplit(self.address)
            with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as server:
                server.execute(f"DROP DATABASE {parts.path[1:]} WITH (FORCE)".encode())


class Server:
    """The processes that serve an installation on a port that stays the same from start to start."""

    def __init__(self, installation: Installation) -> None:
        """Take what is served, and a port that is free now."""
        self.installation, self.port = installation, free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._log = installation.folder / "server.log"

    @property
    def log(self) -> str:
        """What the server said from its first start on."""
        return self._log.read_text(errors="replace")

    def start(self) -> None:
        """Start the server and wait until it answers. Raises RuntimeError with its own words where it does not."""
        command = [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(self.port)]
        environment = self.installation.environment | {"PYTHONUNBUFFERED": "1"}
        with self._log.open("ab") as output:
            logged: dict[str, Any] = {"stdout": output, "stderr": output, "stdin": subprocess.DEVNULL}
            self._process = subprocess.Popen(command, env=environment, cwd=ROOT, start_new_session=True, **logged)
        for _ in range(SECONDS_TO_START * 50):
            if self.answers():
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.02)
        self.kill()
        raise RuntimeError(f"The server did not start:\n{self.log[-3000:]}")

    def answers(self) -> bool:
        """Return whether the server answers a request now."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=10) as asking:
                asking.sendall(f"GET /accounts/login/ HTTP/1.0\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
                return asking.recv(12).startswith(b"HTTP/1.")
        except OSError:
            return False

    def kill(self) -> None:
        """End every process of the server at once with SIGKILL, as a power cut does; nothing where none runs."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def died(self) -> None:
        """Wait until the server, told to lose its power, has ended. Raises TimeoutError where it goes on."""
        assert self._process is not None
        try:
            self._process.wait(timeout=SECONDS_TO_START)
        except subprocess.TimeoutExpired:
            raise TimeoutError("The server did not lose its power: no such request came.") from None
        self.kill()

    def restart(self) -> None:
        """Kill what runs and start anew on the same port and data, on a machine with nothing the matter."""
        self.kill()
        self.installation.told()
        self.start()
