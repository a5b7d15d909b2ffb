"""What an action says when it will not do what was asked: a sentence, and the kind of answer it makes."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied


class NotAllowed(PermissionDenied):
    """The person may not do this (403); the sentence says why."""


class Refused(Exception):
    """The action was not carried out and nothing was changed; the sentence says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Conflict(Refused):
    """Somebody changed the thing meanwhile, or it is in a state in which this cannot be done (409)."""


class Invalid(Refused):
    """What was typed cannot be taken (400 or a form with errors).

    `errors` maps a field's name to its sentences; the empty name is for the whole.
    """

    def __init__(self, errors: str | Mapping[str, Sequence[str]]) -> None:
        self.errors = {"": [errors]} if isinstance(errors, str) else {k: list(v) for k, v in errors.items()}
        super().__init__(" ".join(sentence for group in self.errors.values() for sentence in group))
