"""Rules for a chosen password that Django's own do not have."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError


class RepetitionValidator:
    """Refuses one part typed again and again: it is long, and as easy to guess as the part."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError where the whole password is repetitions of a shorter part; capitals do not count."""
        folded = password.casefold()
        if folded in (folded + folded)[1:-1]:  # found within its double elsewhere than at the ends
            raise ValidationError("This password repeats a shorter part. Choose one that does not.", "repetition")

    def get_help_text(self) -> str:
        """Return what to do."""
        return "Do not repeat one word or pattern to make it longer."
