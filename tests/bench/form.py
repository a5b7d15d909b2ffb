"""A form of many criteria, with a reviewer each who works on it."""

import time
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from review.reviewing.models import Review
from tests import builders

CODE = "first-criterion"
RUNS = 20


@dataclass(frozen=True)
class Worker:
    """A signed-in reviewer and their review."""

    client: Client
    review: Review

    @property
    def parts(self) -> tuple[str, str, str, str]:
        """Cookies, token, address of an answer, and its code."""
        token = self.client.get("/session/").json()["token"]
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in self.client.cookies.items())
        return cookies, token, reverse("answer-save", args=[self.review.public_id, CODE]), CODE


def framework(number: int) -> str:
    """Return a framework with so many criteria in one topic."""
    start = builders.FRAMEWORK.index(f"      - code: {CODE}")
    question = builders.FRAMEWORK[start : builders.FRAMEWORK.index("  - code: second-topic")]
    more = "".join(question.replace(CODE, f"more-{place}") for place in range(number - 1))
    return builders.FRAMEWORK.replace("  - code: second-topic", f"{more}  - code: second-topic", 1)


def build_reviewers(number: int, questions: int) -> list[Worker]:
    """Return so many reviewers, each with a case of their own by a framework of so many criteria."""
    supervisor, force = builders.make_supervisor("bench-lead"), builders.make_force("synthetic-autosave")
    people = [builders.make_inspector(f"bench-{place}") for place in range(number)]
    version = builders.published_framework(framework(questions))
    inspection = builders.make_inspection(supervisor, version, inspectors=people, slug="bench-autosave")
    workers = []
    for person in people:
        review = builders.assign(supervisor, builders.add_case(supervisor, inspection, force), person)
        client = Client(SERVER_NAME="localhost")
        client.force_login(person)
        workers.append(Worker(client, review))
    return workers


def print_form(worker: Worker) -> None:
    """Print how long the server takes for the form, and how large it is."""
    address = reverse("review-topic", args=[worker.review.public_id, "first-topic"])
    page = worker.client.get(address)
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        page = worker.client.get(address)
        times.append(time.perf_counter() - begin)
    print(f"{'form of 60 criteria':<44}{sorted(times)[RUNS // 2] * 1000:>8.1f}ms   {len(page.content) / 1000:.0f} kB")
