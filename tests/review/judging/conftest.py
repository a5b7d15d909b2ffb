"""What tests of judgments as files need of the machine."""

from tests.review.reports.outputs.conftest import pdf_libraries

__all__ = ["pdf_libraries"]
