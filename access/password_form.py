"""The form on which somebody chooses a password of their own."""

from typing import Any

from allauth.account.forms import ChangePasswordForm as LibrarysForm

ADVICE = (
    "Use 12 characters or more. Choose something that is unlike your name and username, that few others would choose,"
    " that is not only digits, and that does not repeat one part."
)


class ChangePasswordForm(LibrarysForm):  # type: ignore[misc]
    """The library's form, in the words of the other forms."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put in our words; a one-time password is called what it was called when it was handed over."""
        super().__init__(*args, **kwargs)
        given = self.user.must_change_password
        self.fields["oldpassword"].label = "One-time password" if given else "Current password"
        self.fields["password1"].label = "New password"
        self.fields["password1"].help_text = ADVICE
        self.fields["password2"].label = "New password again"
