"""Where the demonstration cannot be built, nothing of it is left behind."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from pytest_django import Settings

from access.actor import system_actor
from access.models import User
from access.refusals import Refused
from casefiles.forces.models import Force
from review.demo.building import IN_USE, demonstration
from review.external.reference import load_reference
from review.inspections.models import Inspection
from tests import builders


def rows() -> dict[str, int]:
    """Return how many rows each table of the project has."""
    tables = [model for app in ("access", "casefiles", "review") for model in apps.get_app_config(app).get_models()]
    return {str(model._meta.model_name): model._default_manager.count() for model in tables}


def somebody() -> None:
    """Put somebody's account there."""
    builders.make_administrator("somebody")


def own_inspection() -> None:
    """Put somebody's own inspection there."""
    builders.make_inspection(builders.make_supervisor(), builders.published_framework())


def own_inspection_of_that_name() -> None:
    """Put somebody's own inspection there, with the model inspection's name."""
    builders.make_inspection(builders.make_supervisor(), builders.published_framework(), slug="group-based-cse-2023")


@pytest.mark.django_db
@pytest.mark.parametrize("work", [somebody, own_inspection, own_inspection_of_that_name])
def test_demo_is_refused_where_others_work(work: Callable[[], None]) -> None:
    work()
    before = rows()
    with pytest.raises(CommandError, match="This installation is in use") as refused:
        call_command("demo_data")
    assert (str(refused.value), refused.value.returncode, rows()) == (IN_USE, 2, before)


@pytest.mark.django_db
def test_demo_is_refused_in_production(settings: Settings) -> None:
    settings.DEMO_PASSWORD = ""
    with pytest.raises(CommandError, match="not for production") as refused:
        call_command("demo_data")
    assert (refused.value.returncode, User.objects.count()) == (2, 0)


@pytest.mark.django_db
def test_demo_that_fails_half_way_leaves_nothing_behind(settings: Settings) -> None:
    load_reference(system_actor("tests"))
    before = rows()
    settings.DOCUMENT_MAX_BYTES = 1000
    with pytest.raises(Refused, match="larger than"):
        demonstration()
    assert rows() == before


@pytest.mark.django_db
def test_demo_that_cannot_keep_documents_leaves_nothing_behind(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "a-file"
    settings.MEDIA_ROOT.write_text("not a folder")
    with pytest.raises(CommandError, match="The data folder cannot be used") as failed:
        call_command("demo_data")
    assert failed.value.returncode == 2
    assert (Inspection.objects.count(), User.objects.count(), Force.objects.count()) == (0, 0, 0)
