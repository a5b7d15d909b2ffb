"""The network line between browsers and a server: cut, slow, or breaking off before or after the work was done."""

import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable
from enum import StrEnum, auto
from urllib.parse import parse_qsl

SECONDS_OF_PATIENCE = 60
END_OF_HEAD = b"\r\n\r\n"
ANSWERS = {"error": b"500 Internal Server Error", "busy": b"503 Service Unavailable"}
VERSION = re.compile(rb'name="([\w-]+-version" value="\d+)"')
NOTHING = b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Fault(StrEnum):
    """What can happen to one request."""

    LOST = auto()  # broken off before the server heard of it
    UNHEARD = auto()  # the work was done, and the line broke off before the answer
    HALF = auto()  # the answer broke off in its middle
    LATE = auto()  # the answer is held back until `release`
    SLOW = auto()  # the request reaches the server only at `release`
    ERROR = auto()  # something between answers 500
    BUSY = auto()  # something between answers 503


Weather = Callable[[str, str], Fault | None]
"""What happens to a request, by its method and path."""


class Line:
    """Passes requests on to a port, one a connection, and does to them what the weather says."""

    def __init__(self, to_port: int) -> None:
        """Open a line to a port of this machine."""
        self._to = to_port
        self._listening: socket.socket | None = None
        self._calm = threading.Event()
        self._calm.set()
        self.port = 0
        self.weather: Weather | None = None
        self.seen: list[tuple[str, str]] = []
        self.told: list[str] = []
        self._begun = time.monotonic()
        self.mend()

    @property
    def address(self) -> str:
        """The address that browsers use."""
        return f"http://127.0.0.1:{self.port}"

    def mend(self) -> None:
        """Take connections, on the same port as before."""
        if self._listening is None:
            self._listening = socket.create_server(("127.0.0.1", self.port), backlog=64)
            self.port = self._listening.getsockname()[1]
            threading.Thread(target=self._take, args=(self._listening,), daemon=True).start()

    def cut(self) -> None:
        """Refuse connections from now on."""
        if self._listening is not None:
            self._listening.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits for a caller
            self._listening.close()
            self._listening = None

    def hold(self) -> None:
        """Hold LATE answers and SLOW requests back from now on."""
        self._calm.clear()

    def release(self) -> None:
        """Let go of what is held back."""
        self._calm.set()

    def next(self, *faults: Fault, path: str = "/answers/") -> None:
        """Let the next posts to a path meet these faults, one each, and all after them none."""
        coming = list(faults)

        def weather(method: str, asked: str) -> Fault | None:
            return coming.pop(0) if coming and method == "POST" and path in asked else None

        self.weather = weather

    def _tell(self, what: str) -> None:
        self.told.append(f"{time.monotonic() - self._begun:7.2f} {what}")

    def _take(self, listening: socket.socket) -> None:
        while True:
            try:
                caller, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(caller,), daemon=True).start()

    def _serve(self, caller: socket.socket) -> None:
        with caller:
            caller.settimeout(SECONDS_OF_PATIENCE)
            try:
                self._pass_on(caller)
            except OSError:
                break_off(caller)

    def _pass_on(self, caller: socket.socket) -> None:
        request = read_request(caller)
        if not request:
            return
        method, path = request.split(b" ", 2)[:2]
        self.seen.append((method.decode(), path.decode()))
        fault = self.weather(method.decode(), path.decode()) if self.weather else None
        if not path.startswith(b"/static/"):
            self._tell(f"{method.decode()} {path.decode()} {what_is_sent(request)} {fault or ''}")
        if fault == Fault.LOST:
            break_off(caller)
        elif fault in (Fault.ERROR, Fault.BUSY):
            caller.sendall(NOTHING % ANSWERS[fault])
        else:
            self._answer(caller, request, fault)

    def _answer(self, caller: socket.socket, request: bytes, fault: Fault | None) -> None:
        if fault == Fault.SLOW:
            self._calm.wait(SECONDS_OF_PATIENCE)
        with socket.create_connection(("127.0.0.1", self._to), timeout=SECONDS_OF_PATIENCE) as server:
            server.sendall(request)
            answer = b"".join(iter(lambda: server.recv(65536), b""))
        if not request.startswith(b"GET /static/"):
            self._tell(f"    {request.split(b' ', 2)[1].decode()}: {what_is_answered(answer)}")
        if not answer or fault == Fault.UNHEARD:  # without an answer, the server ended in the middle of its work
            break_off(caller)
        elif fault == Fault.HALF:
            caller.sendall(answer[: len(answer) // 2])
            break_off(caller)
        else:
            if fault == Fault.LATE:
                self._calm.wait(SECONDS_OF_PATIENCE)
            caller.sendall(answer)


def what_is_sent(request: bytes) -> str:
    """Return of a request's fields the key, versions and last words, which tell one save from another."""
    fields = parse_qsl(request.partition(END_OF_HEAD)[2].decode(errors="replace"))
    told = [(name, value) for name, value in fields if name == "key" or name.endswith(("-version", "-answer"))]
    words = [
        (name, f"... {value.split()[-1]}") for name, value in fields if name.endswith("-rationale") and value.strip()
    ]
    return " ".join(f"{name}={value}" for name, value in [*told, *words])


def what_is_answered(answer: bytes) -> str:
    """Return the status of an answer with what it says of a save; of a page the versions that it was made of."""
    head, _, body = answer.partition(END_OF_HEAD)
    status = head.split(b" ", 2)[1].decode() if b" " in head else "nothing"
    try:
        told = json.loads(body)
        return f"{status} {told.get('state', '')} {told.get('version', '')} {told.get('user', '')}"
    except (ValueError, AttributeError):
        return f"{status} {b' '.join(VERSION.findall(body)).decode()}"


def read_request(caller: socket.socket) -> bytes:
    """Return a whole request that asks the server to close the connection after its answer; nothing where none came."""
    request = b""
    while END_OF_HEAD not in request:
        if not (part := caller.recv(65536)):
            return b""
        request += part
    head, _, body = request.partition(END_OF_HEAD)
    first, *lines = head.split(b"\r\n")
    fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines)}
    length = int(fields.get(b"content-length", b"0"))
    while len(body) < length:
        if not (part := caller.recv(65536)):
            return b""
        body += part
    kept = [line for line in lines if not line.lower().startswith((b"connection:", b"keep-alive:"))]
    return b"\r\n".join([first, *kept, b"Connection: close"]) + END_OF_HEAD + body


def break_off(caller: socket.socket) -> None:
    """Break a connection off with a reset, as a line that is lost, rather than end it in good order."""
    caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    caller.close()
