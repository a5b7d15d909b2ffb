"""How sign-in behaves: no sign-up, and a changed password ends the one-time one."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest

from access.actions import password_was_changed
from access.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by administrators only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: nobody makes their own account."""
        return False

    def set_password(self, user: User, password: str) -> None:
        """Set a password that the person chose, with its event in the trail."""
        with transaction.atomic():
            super().set_password(user, password)
            password_was_changed(user)

    def get_login_redirect_url(self, request: HttpRequest) -> Any:
        """Send everybody to their own home page."""
        return super().get_login_redirect_url(request)
