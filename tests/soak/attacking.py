"""Somebody with each role, and nobody, at every door: never an error of the program, never another's words."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.signals import got_request_exception
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from access.actions import choose_password
from access.actor import Actor, actor_of, has_access, nobody
from access.models import User
from tests import builders
from tests.soak import acting, doors, page_forms, stage
from tests.soak.acting import Fault
from tests.soak.marks import Marks, harvest
from tests.soak.page_forms import TOKEN, PageForm
from tests.soak.rows import differing, fingerprint
from tests.soak.texts import MARK

STEPS, REQUESTS = 160, 600
"""How long the people of the world work before, and how many requests are then made."""
CHECK_EVERY = 150
DAYS = 40
METHODS = ("head", "options", "put", "patch", "delete", "trace")
SHOWS_ITS_SUCCESS = ("/users/add/", "/password/")
"""The pages that answer a post that did something with a page, and not by leading to one."""
OWN = 0.75
"""How often somebody who looks at a page looks at one that is their business."""
LEAVES = ("/accounts/logout/", "/accounts/password/change/", "/deactivate/", "/steps/close/", "/conflict/", "/team/end")
"""Forms that end work for somebody or everybody: sent seldom, so that there is something left to try."""


def attack(
    seed: int,
    may_go_on: Callable[[], bool] = lambda: True,
    done: Counter[str] | None = None,
    *,
    steps: int = STEPS,
    requests: int = REQUESTS,
) -> None:
    """Let people work on a new stage, then try every door of it; raise Fault at the first thing wrong."""
    here = stage.begin(seed, timezone.now() - timedelta(days=DAYS))
    before = fingerprint()
    for _ in range(steps):
        before = acting.one_step(here, before)
    here.now = timezone.now()
    siege = Siege(here, done if done is not None else Counter())
    for number in range(1, requests + 1):
        if not may_go_on():
            return
        siege.try_something()
        if number % CHECK_EVERY == 0 or number == requests:
            acting.check_rows(here.chance)


@dataclass
class Siege:
    """What has been found so far: pages with forms, by whom; and what lies where."""

    here: stage.Stage
    done: Counter[str]
    forms: list[tuple[str, str, PageForm]] = field(default_factory=list)
    clients: dict[str, Client] = field(default_factory=dict)
    errors: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Look at everything as it is, and listen for errors."""
        self.marks: Marks = harvest()
        self.rows = fingerprint(trail=False)
        self.listener = self._note  # signals hold their receivers weakly
        got_request_exception.connect(self.listener)

    def _note(self, sender: Any, **rest: Any) -> None:
        import traceback

        self.errors.append(traceback.format_exc())

    @property
    def chance(self) -> random.Random:
        """The stage's chance."""
        return self.here.chance

    def who(self) -> str:
        """Return the name of somebody, mostly of one with access, or nothing for nobody."""
        draw, today = self.chance.random(), timezone.localdate()
        people = [user for user in User.objects.order_by("pk") if draw < 0.1 or has_access(user, today)]
        return "" if draw > 0.95 else self.chance.choice(people).username

    def client(self, who: str) -> Client:
        """Return somebody's browser, signed in."""
        if who not in self.clients:
            client = Client(enforce_csrf_checks=True, raise_request_exception=False, SERVER_NAME="localhost")
            if who:
                client.force_login(User.objects.get(username=who))
            self.clients[who] = client
        return self.clients[who]

    def try_something(self) -> None:
        """Make one request and look at what comes back."""
        if self.chance.random() < 0.03:
            self.clients.clear()
        draw = self.chance.random()
        if draw < 0.45 or not self.forms:
            self.look()
        elif draw < 0.5:
            self.request(self.who(), "get", doors.broken(self.chance))
        elif draw < 0.58:
            self.request(self.who(), self.chance.choice(METHODS), self.path())
        else:
            self.post()

    def path(self) -> str:
        """Return the path of a door."""
        return doors.path_to(self.chance.choice(doors.doors()), self.chance)

    def look(self) -> None:
        """Look at a page, remember its forms, and see that what is not there looks like what is hidden."""
        door, who = self.chance.choices(doors.doors(), [door.weight for door in doors.doors()])[0], self.who()
        path = doors.path_to(door, self.chance)
        if who and self.chance.random() < OWN:
            path = doors.own_path(door, User.objects.get(username=who), self.chance)
        answer = self.request(who, "get", path + doors.query(self.chance))
        self.done[f"door {door.name} {answer.status_code}"] += 1
        if answer.status_code == 200 and "text/html" in answer.headers.get("Content-Type", ""):
            found = page_forms.forms_in(answer.content.decode())
            sent_to = [(form.action or path, form) for form in found if form.post]
            self.forms += [(who, to, form) for to, form in sent_to if not self.ends_work(to)]
            del self.forms[:-60]
        if answer.status_code == 404 and not path.startswith(("/frameworks", "/published")):
            self.compare_with_unknown(who, path)

    def ends_work(self, path: str) -> bool:
        """Return whether a form ends work, but for one time in thirty."""
        return any(part in path for part in LEAVES) and self.chance.random() < 0.97

    def compare_with_unknown(self, who: str, path: str) -> None:
        """Compare the page of something hidden with the page of something that does not exist."""
        parts = path.split("/")
        if len(parts) > 3 and len(parts[2]) == 36:
            parts[2] = str(UUID(int=self.chance.getrandbits(128)))
            answer = self.request(who, "get", path)  # once more: a message is shown only once
            other = self.request(who, "get", "/".join(parts))
            if other.status_code != 404 or len(other.content) != len(answer.content):
                raise Fault(f"{who} learns at {path} that there is something: {other.status_code}, another page")

    def post(self) -> None:
        """Send a form that somebody found, as it is or spoiled, themselves or as somebody else."""
        who, action, form = self.chance.choice(self.forms)
        data = page_forms.filled(form, self.chance)
        if self.chance.random() < 0.5:
            data = page_forms.spoiled(data, self.chance)
        if self.chance.random() < 0.15:
            who = self.who()
        client, with_token = self.client(who), self.chance.random() > 0.08
        if with_token:
            token = client.get("/accounts/login/" if not who else "/").cookies.get("csrftoken")
            stored = client.cookies.get("csrftoken") or token
            data[TOKEN] = [stored.value if stored else ""]
        else:
            data.pop(TOKEN, None)
        self.send(who, action, data, with_token)

    def send(self, who: str, action: str, data: page_forms.Fields, with_token: bool) -> None:
        """Post the fields; a post without its token must be refused, and one that is refused must change nothing."""
        path = action if action.startswith("/") else "/"
        if self.chance.random() < 0.05:
            body = self.chance.choice((b"\xff\xfe\x00", b"{}", b"a=" + b"%" * 100, b"", b"--x\r\n"))
            kind = self.chance.choice(("application/json", "multipart/form-data; boundary=x", "x", "text/plain"))
            self.request(who, "post", path, body, content_type=kind)
            return
        answer = self.request(who, "post", path, data)
        sent_away = answer.headers.get("Location", "").startswith("/accounts/")
        self.done[f"post {_place(path)} {answer.status_code}"] += 1
        self.done["posts"] += 1
        self.done["posts that led on"] += answer.status_code == 302 and not sent_away
        if not with_token and answer.status_code != 403 and not sent_away:
            raise Fault(f"{who} posts to {path} without a token and is answered {answer.status_code}")

    def request(self, who: str, method: str, path: str, data: Any = None, **rest: Any) -> HttpResponse:
        """Make a request as somebody, and raise Fault for an error, words not theirs, or rows that it changed."""
        actor = actor_of(User.objects.get(username=who)) if who else nobody()
        sent = set(MARK.findall(f"{path} {data}"))
        answer: HttpResponse = getattr(self.client(who), method)(path, *([] if data is None else [data]), **rest)
        self.done["requests"] += 1
        self.done[f"answered {answer.status_code}"] += 1
        told = f"{who or 'nobody'}: {method} {path[:300]} {_shown(data)} -> {answer.status_code}"
        if self.errors or answer.status_code >= 500:
            raise Fault(f"{told}\n{''.join(self.errors)}")
        self.see_words(actor, answer, sent, told)
        self.see_rows(method, path, answer, told)
        if answer.headers.get("Location", "").startswith("/accounts/") and who:
            self.let_in_again(who)
        return answer

    def let_in_again(self, who: str) -> None:
        """Let somebody sign in anew who was signed out, with a password of their own."""
        self.clients.pop(who, None)
        user = User.objects.get(username=who)
        if user.must_change_password:
            choose_password(user, builders.PASSWORD)
            self.rows = fingerprint(trail=False)

    def see_words(self, actor: Actor, answer: HttpResponse, sent: set[str], told: str) -> None:
        """Raise Fault where the answer has words that the person did not send and may not read."""
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        seen = set(MARK.findall(f"{body.decode(errors='replace')} {answer.headers}")) - sent
        if seen - self.marks.places.keys():
            self.marks = harvest()
        self.done["answers with marks"] += bool(seen)
        if closed := self.marks.closed(seen, actor):
            raise Fault(f"{told}\nshows {closed} to {actor}")

    def see_rows(self, method: str, path: str, answer: HttpResponse, told: str) -> None:
        """Raise Fault where rows changed though nothing was done; else take them as they are now."""
        after = fingerprint(trail=False)
        changed = [line for line in differing(self.rows, after) if not line.startswith("access_user:")]
        did_nothing = answer.status_code != 302 and not any(part in path for part in SHOWS_ITS_SUCCESS)
        if changed and (method != "post" or did_nothing):
            raise Fault(f"{told}\nchanged {changed}")
        if after != self.rows:
            self.rows, self.marks = after, harvest()


def _place(path: str) -> str:
    """Return the words of a path without what identifies a thing."""
    return "/".join(part for part in path.partition("?")[0].split("/") if len(part) < 30 and "soak-" not in part)


def _shown(data: Any) -> str:
    """Return what was sent, short enough for a line."""
    if not isinstance(data, dict):
        return repr(data)[:200] if data else ""
    return str({name: [str(one)[:60] for one in values] for name, values in data.items() if name != TOKEN})[:2000]
