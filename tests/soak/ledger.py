"""What was accepted, written down beside the project: afterwards all of it must still be there."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from review.history.models import StatusChange
from review.reviewing.actions import AnswerInput
from review.reviewing.models import Evidence, JudgmentText, LanguageFlag, Review

Place = tuple[int, str, str]
"""A review's key, a question's code, and the part of the words."""


@dataclass
class Ledger:
    """The words that people typed and that were accepted, in the order in which they came."""

    texts: dict[Place, list[str]] = field(default_factory=lambda: defaultdict(list))
    quotations: list[tuple[type[Evidence] | type[LanguageFlag], int, str]] = field(default_factory=list)
    reasons: list[tuple[str, str]] = field(default_factory=list)

    def answered(self, review: Review, answers: Sequence[AnswerInput]) -> None:
        """Write down the words of a save that was accepted."""
        for answer in answers:
            self._add((review.pk, answer.criterion_code, "rationale"), kept(answer.rationale))
            reason = kept(answer.reason)
            if reason or answer.kind == "not-applicable":
                self._add((review.pk, answer.criterion_code, "reason"), reason)

    def _add(self, place: Place, text: str) -> None:
        before = self.texts[place][-1] if self.texts[place] else ""
        if text != before:
            self.texts[place].append(text)

    def quoted(self, row: Evidence | LanguageFlag, quotation: str) -> None:
        """Write down the words of a passage that was accepted."""
        self.quotations.append((type(row), row.pk, kept(quotation)))

    def reasoned(self, transition: str, reason: str) -> None:
        """Write down the reason of a step that was taken."""
        self.reasons.append((transition, reason.strip()))

    def faults(self) -> Iterator[str]:
        """Yield what was accepted and is not there any more, or is there and was never typed."""
        stored: dict[Place, list[str]] = defaultdict(list)
        rows = JudgmentText.objects.order_by("judgment", "part", "revision")
        for review, code, part, text in rows.values_list(
            "judgment__review_id", "judgment__criterion__code", "part", "text"
        ):
            stored[review, code, part].append(text)
        for place in sorted({place for place in stored | self.texts if stored[place] != self.texts[place]}):
            yield f"words at {place}: typed {short(self.texts[place])}, stored {short(stored[place])}"
        for model, pk, quotation in self.quotations:
            if not model._default_manager.filter(pk=pk, quotation=quotation).exists():
                yield f"{model.__name__} {pk} lost its words"
        told = list(StatusChange.objects.values_list("transition", "reason"))
        for transition, reason in self.reasons:
            if (transition, reason) not in told:
                yield f"the reason of {transition} is not there: {reason[:60]!r}"


def kept(text: str) -> str:
    """Return a text as it must come back: what nobody can see at its ends, and NUL, may go; nothing else."""
    return "\n".join(text.replace("\x00", "").replace("\r\n", "\n").split("\r")).strip()


def short(texts: Sequence[str]) -> list[str]:
    """Return the beginnings of texts, for a fault's line."""
    return [text[:40] for text in texts]
