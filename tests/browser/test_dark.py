"""The pages of administrators, in the dark and on a phone, each checked as it is come to."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from review.language.models import LanguagePattern
from tests import builders
from tests.browser.steps import Person
from tests.browser.test_screen import listed
from tests.review.authoring.authors import RULED

PHONE = {"width": 390, "height": 844}
WAYS: list[dict[str, Any]] = [{"color_scheme": "dark"}, {"viewport": PHONE}]


@pytest.mark.parametrize("way", WAYS)
def test_pages_of_an_administrator_are_legible(somebody: Callable[..., Person], way: dict[str, Any]) -> None:
    version = builders.published_framework(RULED)
    user = listed()
    ada = somebody(**way)
    ada.signs_in("ada")
    ada.goes_to(reverse("framework-version", args=[version.framework.code, version.number]))
    ada.presses("Start a new draft from this version")
    ada.presses("Start the draft")
    ada.follows("Is the first thing done well?")
    pattern = LanguagePattern.objects.first()
    assert pattern is not None
    draft = [version.framework.code, version.number + 1]
    addresses = [
        *(reverse(name, args=draft) for name in ("draft", "draft-try", "draft-comments", "draft-changes")),
        reverse("framework-compare", args=draft[:1]),
        *(reverse(name) for name in ("language-list", "language-try", "language-add", "user-list", "user-add")),
        reverse("language-edit", args=[pattern.public_id]),
        reverse("user-edit", args=[user.public_id]),
    ]
    assert [(one, ada.goes_to(one)) for one in addresses] == [(one, 200) for one in addresses]
