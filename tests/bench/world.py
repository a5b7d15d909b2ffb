"""Inspections of any size for timing: one case made through the actions, then copied as rows."""

import random
from datetime import UTC, datetime

from django.test import Client
from django.urls import reverse

from access.models import User
from casefiles.cases.models import CaseFile
from review.counting.models import StandingReview
from review.frameworks.models import Criterion, FrameworkVersion
from review.inspections.models import Inspection, Subject
from review.reviewing.models import Judgment, Review
from tests import builders

BATCH = 2000


def build(small: int, large: int) -> tuple[User, str, str]:
    """Return a supervisor and the short names of two inspections of these sizes."""
    from django.conf import settings

    text = (settings.BASE_DIR / "fixtures" / "frameworks" / "group-based-cse.yaml").read_text()
    version = builders.published_framework(text)
    supervisor, inspector = builders.make_supervisor("bench-supervisor"), builders.make_inspector("bench-inspector")
    forces = [builders.make_force(f"synthetic-bench-{letter}") for letter in "abcdef"]
    builders.NOW = datetime.now(UTC)
    slugs = []
    for size in (small, large):
        inspection = builders.make_inspection(
            supervisor,
            version,
            inspectors=[inspector],
            slug=f"bench-{size}",
            headline_subset="group-based=yes",
        )
        from review.inspections.actions import add_force

        for force in forces:
            add_force(builders.acting(supervisor), inspection, force)
        _fill(inspection, version, inspector, forces, size)
        slugs.append(inspection.slug_id)
    return supervisor, slugs[0], slugs[1]


def _fill(inspection: Inspection, version: FrameworkVersion, inspector: User, forces: list[object], size: int) -> None:
    """Add `size` signed-off cases with random answers as rows: for timing only, no test does this."""
    chance = random.Random(size)
    now = datetime.now(UTC)
    CaseFile.objects.bulk_create(
        [
            CaseFile(
                reference=f"{inspection.slug_id}-{number:05}",
                force=chance.choice(forces),
                case_area="child-sexual-exploitation",
                team_type=chance.choice(["specialist", "non-specialist"]),
                force_flag="no",
                taskforce_support="no",
            )
            for number in range(size)
        ],
        batch_size=BATCH,
    )
    cases = list(CaseFile.objects.filter(reference__startswith=f"{inspection.slug_id}-"))
    Subject.objects.bulk_create(
        [Subject(inspection=inspection, framework_version=version, case=case, status="signed-off") for case in cases],
        batch_size=BATCH,
    )
    subjects = list(Subject.objects.filter(inspection=inspection).select_related("case"))
    Review.objects.bulk_create(
        [
            Review(
                subject=subject,
                reviewer=inspector,
                framework_version=version,
                status="locked",
                assigned_at=now,
                submitted_at=now,
            )
            for subject in subjects
        ],
        batch_size=BATCH,
    )
    reviews = {review.subject_id: review for review in Review.objects.filter(subject__inspection=inspection)}
    criteria = list(Criterion.objects.filter(framework_version=version).prefetch_related("choices", "scale__grades"))
    Judgment.objects.bulk_create(
        (_judgment(review, criterion, chance) for review in reviews.values() for criterion in criteria),
        batch_size=BATCH,
    )
    StandingReview.objects.bulk_create(
        [
            StandingReview(
                subject=subject,
                review=reviews[subject.pk],
                inspection=inspection,
                force_id=builders.case_of(subject).force_id,
                team_type=builders.case_of(subject).team_type,
                signed_off_on=now.date(),
                month=f"{now:%Y-%m}",
                framework_version=version,
                facts_digest="",
            )
            for subject in subjects
        ],
        batch_size=BATCH,
    )


def _judgment(review: Review, criterion: Criterion, chance: random.Random) -> Judgment:
    if criterion.scale:
        grade = chance.choice(list(criterion.scale.grades.all()))
        return Judgment(review=review, criterion=criterion, kind="grade", grade=grade, settled=True)
    choice = chance.choice(list(criterion.choices.all()))
    return Judgment(review=review, criterion=criterion, kind="choice", choice=choice, settled=True)


def client_of(user: User) -> Client:
    """Return a browser in which `user` is signed in, over the address that the settings allow."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


def report_addresses() -> dict[str, str]:
    """Return the pages to time, by their words; `{slug}` stands for the inspection."""
    report = reverse("report", args=["SLUG"]).replace("SLUG", "{slug}")
    cases = reverse("report-cases", args=["SLUG"]).replace("SLUG", "{slug}")
    return {
        "report, headline by force": report,
        "report by criterion": f"{report}?by=criterion",
        "report by a classification question": f"{report}?by=known-from-records",
        "report, two conditions": f"{report}?w.group-based=yes&w.team-type=specialist",
        "cases behind a figure": f"{cases}?answer=good",
    }
