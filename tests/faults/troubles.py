"""What happens to somebody's computer, network and server while they type. Each trouble is over when its block ends."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from tests.faults.line import Fault
from tests.faults.typist import Typist

Trouble = Callable[[Typist], AbstractContextManager[None]]
HOUR = 3600.0


@contextmanager
def server_killed(ines: Typist) -> Iterator[None]:
    """The server is killed, and started again later."""
    ines.place.server.kill()
    yield
    ines.place.server.restart()


@contextmanager
def power_lost_at_work(ines: Typist) -> Iterator[None]:
    """The server loses its power in the middle of saving, before or after the work."""
    ines.place.installation.told(power=ines.chance.choice(["before", "after"]), path="/answers/")
    yield
    ines.lets_time_pass(60)
    ines.place.server.died()
    ines.place.server.restart()


@contextmanager
def network_gone(ines: Typist) -> Iterator[None]:
    """The computer has no network for up to an hour."""
    ines.context.set_offline(True)
    yield
    ines.lets_time_pass(ines.chance.choice([1, 60, HOUR]))
    ines.context.set_offline(False)


@contextmanager
def line_cut(ines: Typist) -> Iterator[None]:
    """Connections are refused."""
    ines.place.line.cut()
    yield
    ines.lets_time_pass(ines.chance.choice([1, 60]))
    ines.place.line.mend()


@contextmanager
def line_bad(ines: Typist) -> Iterator[None]:
    """A third of what is asked meets one fault or another."""
    line, chance = ines.place.line, ines.chance

    def weather(method: str, path: str) -> Fault | None:
        return chance.choice([*Fault]) if chance.random() < 1 / 3 and not path.startswith("/static/") else None

    line.hold()
    line.weather = weather
    yield
    ines.lets_time_pass(chance.choice([1, 60]))
    line.weather = None
    line.release()


@contextmanager
def answer_unheard(ines: Typist) -> Iterator[None]:
    """The next saves are made, and what the server answers is lost."""
    ines.place.line.next(*[Fault.UNHEARD] * ines.chance.randint(1, 3))
    yield
    ines.lets_time_pass(60)
    ines.place.line.weather = None


@contextmanager
def disk_full(ines: Typist) -> Iterator[None]:
    """The server has no room."""
    ines.place.installation.told(full=True)
    yield
    ines.lets_time_pass(60)
    ines.place.installation.told(full=False)


@contextmanager
def session_expired(ines: Typist) -> Iterator[None]:
    """The session ends while they type; they sign in again as the page says, beside it."""
    ines.place.installation.sql("DELETE FROM django_session")
    yield
    ines.signs_in_beside()


@contextmanager
def cookies_cleared(ines: Typist) -> Iterator[None]:
    """Every cookie is cleared while they type; they sign in again as the page says, beside it."""
    ines.context.clear_cookies()
    yield
    ines.signs_in_beside()


@contextmanager
def laptop_asleep(ines: Typist) -> Iterator[None]:
    """The laptop sleeps right after the last word, and wakes in another hour."""
    yield
    ines.lets_time_pass(ines.chance.choice([HOUR, 8 * HOUR]))


@contextmanager
def clock_back(ines: Typist) -> Iterator[None]:
    """The computer's clock is put back while they type."""
    ines.puts_clock(-2 * HOUR)
    yield


@contextmanager
def servers_clock_back(ines: Typist) -> Iterator[None]:
    """The server's clock is wrong for a time."""
    ines.place.installation.told(clock=ines.chance.choice([-3 * HOUR, 2 * HOUR]))
    yield
    ines.place.installation.told()


@contextmanager
def nothing(ines: Typist) -> Iterator[None]:
    """All is well."""
    yield


TROUBLES: tuple[Trouble, ...] = (
    server_killed,
    power_lost_at_work,
    network_gone,
    line_cut,
    line_bad,
    answer_unheard,
    disk_full,
    session_expired,
    cookies_cleared,
    laptop_asleep,
    clock_back,
    servers_clock_back,
    nothing,
)
