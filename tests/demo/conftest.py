"""The demonstration, built once for all tests of this folder and taken back after them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from review.demo.building import demonstration
from review.inspections.models import Inspection

UNFINISHED = "child-exploitation-follow-up-2026"


@pytest.fixture(scope="package")
def demo_documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the demonstration's documents lie."""
    return tmp_path_factory.mktemp("demo-documents")


@pytest.fixture(scope="package")
def built_demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker, demo_documents: Path) -> Iterator[None]:
    """Build the demonstration in a transaction that outlives the tests, and roll it back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=demo_documents):
            demonstration()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(built_demo: None, db: None, settings: Settings, demo_documents: Path) -> Inspection:
    """Return the model inspection of a demonstration that the test may change: its changes are taken back."""
    settings.MEDIA_ROOT = demo_documents
    return Inspection.objects.get(slug="group-based-cse-2023")


@pytest.fixture
def unfinished(demo: Inspection) -> Inspection:
    """Return the unfinished inspection of the demonstration."""
    return Inspection.objects.get(slug=UNFINISHED)


@pytest.fixture
def service(demo: Inspection) -> Inspection:
    """Return the inspection of the demonstration that rates a service from all its cases."""
    return Inspection.objects.get(slug="youth-justice-service-2026")


@pytest.fixture
def trial(demo: Inspection) -> Inspection:
    """Return the inspection of the demonstration in which a rule suggests grades."""
    return Inspection.objects.get(slug="missing-children-trial-2026")
