"""How sign-in behaves: no sign-up, nobody whose access has ended, and a chosen password ends the one-time one."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone

from access.actions import choose_password
from access.actor import has_access
from access.middleware import ENDED
from access.models import User
from access.sign_in_events import record_refusal

SAME_PASSWORD = "Choose a password other than the one that you have now."  # noqa: S105


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by administrators only."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "The username or the password is not right. Check both and try again.",
        "too_many_login_attempts": "There were too many attempts to sign in. Wait five minutes, then try again.",
        "enter_current_password": "The current password is not right",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: nobody makes their own account."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **rest: Any) -> HttpResponse | None:
        """Return None to let somebody with the right password in, or the refusal where their access has ended."""
        if has_access(user, timezone.localdate()):
            return None
        if user.is_active:  # a deactivated user's attempt is in the trail already, as one that failed
            record_refusal(user)
        return self.respond_user_inactive(request, user)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Send somebody whose access has ended back to the sign-in page, with a sentence; no session is left."""
        request.session.flush()
        messages.error(request, ENDED)
        return redirect("account_login")

    def clean_password(self, password: str, user: User | None = None) -> str:
        """Return a password that can be taken. Raises ValidationError for a weak one, or the same once more."""
        if user is not None and user.pk and user.check_password(password):
            raise ValidationError(SAME_PASSWORD)
        return str(super().clean_password(password, user))

    def set_password(self, user: User, password: str) -> None:
        """Set a password that the person chose; they stay signed in here and nowhere else."""
        choose_password(user, password, session=self.request.session.session_key)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the address after a changed password: home."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)
