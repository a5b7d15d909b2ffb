"""The app that knows how case files are judged."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Frameworks, inspections, reviews, sign-off and reports."""

    name = "review"
    verbose_name = "Review"

    def ready(self) -> None:
        """Protect what must never change once it is written."""
        from review import immutable  # noqa: F401
