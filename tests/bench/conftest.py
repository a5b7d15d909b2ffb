"""The small world of the reviews' tests, which the loaded cases are compared in."""

from tests.review.conftest import world

__all__ = ["world"]
