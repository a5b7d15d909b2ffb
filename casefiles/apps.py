"""The app that knows what is inspected: forces, case files and their documents."""

from django.apps import AppConfig


class CasefilesConfig(AppConfig):
    """Forces, case files, persons, documents, imports and sampling."""

    name = "casefiles"
    verbose_name = "Case files"
