"""The language screen of a review: what is proposed in its case's documents, and what was decided on it.

Proposals are worked out anew from the documents and the list each time; only decisions are stored. A place is decided
once a decision in force meets it, whichever wording found it then, and needs none where a passage flagged by the
reviewer covers it already. Nothing else in the review depends on a proposal.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from casefiles.documents.models import Document, DocumentPage
from casefiles.documents.queries import documents_of, page_text
from casefiles.domain.quotations import comparable, find_quotation
from review.domain.language import Hit, sentence_around
from review.language.models import LanguagePattern
from review.language.queries import made_ready, patterns_at
from review.reviewing.models import LanguageFlag, Review
from review.reviewing.queries import flags_of
from review.reviewing.screening.models import ScreenDecision
from review.workflow import EDITABLE_REVIEW


@dataclass(frozen=True)
class Passage:
    """A place on a page of a document, with the sentence around it in three pieces."""

    document: Document
    page: int
    start: int
    end: int
    before: str
    words: str
    after: str

    @property
    def sentence(self) -> str:
        """The sentence as it is quoted: on one line."""
        return " ".join(f"{self.before}{self.words}{self.after}".split())

    @property
    def place(self) -> str:
        """Where it stands, such as "page 7" or "section 2"."""
        return f"{self.document.unit} {self.page}"


@dataclass(frozen=True)
class Proposal:
    """A passage that a wording of the list found."""

    pattern: LanguagePattern
    passage: Passage

    @property
    def key(self) -> str:
        """How a page names the proposal when it is decided."""
        at = self.passage
        return f"{at.document.public_id}.{at.page}.{at.start}.{at.end}.{self.pattern.code}"


@dataclass(frozen=True)
class Decided:
    """A decision in force with its passage."""

    decision: ScreenDecision
    passage: Passage


@dataclass(frozen=True)
class Readable:
    """A document with how many of its pages or sections were read, and how many have no text to read."""

    document: Document
    read: int
    unread: int


@dataclass(frozen=True)
class Screen:
    """Everything that the screen of a review shows."""

    undecided: tuple[Proposal, ...]
    covered: tuple[Proposal, ...]
    decided: tuple[Decided, ...]
    documents: tuple[Readable, ...]

    @property
    def summary(self) -> "ScreenSummary":
        """The screen in numbers."""
        outcomes = [one.decision.outcome for one in self.decided]
        return ScreenSummary(
            undecided=len(self.undecided),
            covered=len(self.covered),
            confirmed=outcomes.count(ScreenDecision.Outcome.CONFIRMED),
            dismissed=outcomes.count(ScreenDecision.Outcome.DISMISSED),
            read=sum(one.read for one in self.documents),
            unread=sum(one.unread for one in self.documents),
        )


@dataclass(frozen=True)
class ScreenSummary:
    """How many passages were proposed and what became of them, and how many pages were read and could not be."""

    undecided: int = 0
    covered: int = 0
    confirmed: int = 0
    dismissed: int = 0
    read: int = 0
    unread: int = 0

    @property
    def proposed(self) -> int:
        """How many passages were proposed, whatever became of them."""
        return self.undecided + self.covered + self.confirmed + self.dismissed

    @property
    def words(self) -> str:
        """The numbers in a line: "5 proposed, 3 confirmed, 2 dismissed, 4 pages not readable"."""
        parts = [f"{self.proposed} proposed", f"{self.confirmed} confirmed", f"{self.dismissed} dismissed"]
        if self.covered:
            parts.append(f"{self.covered} within a passage flagged already")
        if self.undecided:
            parts.append(f"{self.undecided} not decided")
        if self.unread:
            parts.append(f"{self.unread} page{'s' * (self.unread != 1)} not readable")
        return ", ".join(parts)


def undecided(review: Review) -> int:
    """Return on how many proposals the reviewer has still to decide: a warning at submission, never an error."""
    return screen_summary(review).undecided


def screen_summary(review: Review) -> ScreenSummary:
    """Return the screen of a review in numbers. Five queries."""
    return screen_of(review).summary


def screen_of(review: Review) -> Screen:
    """Return the screen of a review, by the list as it is now or, once the review left its hands, as it was then.

    Five queries, whatever the number of documents, pages, wordings and decisions.
    """
    if review.subject.case is None:
        return Screen((), (), (), ())
    documents = list(documents_of(review.subject.case))
    pages = _pages(documents)
    decisions = list(decisions_of(review))
    flags = list(flags_of(review))
    free: list[Proposal] = []
    covered: list[Proposal] = []
    for proposal, text in _proposed(review, documents, pages):
        if any(_meets(decision, proposal.passage) for decision in decisions):
            continue
        (covered if _is_covered(proposal.passage, text, flags) else free).append(proposal)
    decided = tuple(Decided(one, _passage_of(one, documents, pages)) for one in decisions)
    return Screen(tuple(free), tuple(covered), decided, tuple(_readable(documents)))


def proposed_within(review: Review, document: Document, page: int, quotation: str) -> Proposal | None:
    """Return the first undecided proposal that shares words with a quotation on a page, or None."""
    text = page_text(document.pk, page) or ""
    found = find_quotation(text, quotation)
    for proposal in screen_of(review).undecided if found else ():
        at = proposal.passage
        if found and (at.document.pk, at.page) == (document.pk, page) and Hit("", *found).meets(at.start, at.end):
            return proposal
    return None


def decisions_of(review: Review) -> list[ScreenDecision]:
    """Return the decisions in force of a review, the latest first."""
    rows = ScreenDecision.objects.filter(review=review, removed_at__isnull=True)
    return list(rows.select_related("pattern", "document", "flag", "added_by").order_by("-pk"))


def decision_at(review: Review, public_id: UUID) -> ScreenDecision | None:
    """Return a decision of the review, also one taken back already; None where there is none."""
    return ScreenDecision.objects.filter(review=review, public_id=public_id).select_related("flag", "review").first()


Pages = dict[tuple[int, int], str]
"""The text of each page that has one, by its document's key and its number."""


def _pages(documents: Sequence[Document]) -> Pages:
    rows = DocumentPage.objects.filter(document__in=documents, has_text=True).order_by("document", "number")
    return {(document, number): text for document, number, text in rows.values_list("document_id", "number", "text")}


def _proposed(review: Review, documents: Sequence[Document], pages: Pages) -> Iterator[tuple[Proposal, str]]:
    """Yield each place that the list finds, with the text of its page: document by document, page by page."""
    moment = None if review.status in EDITABLE_REVIEW else review.submitted_at
    by_code = {pattern.code: pattern for pattern in patterns_at(moment)}
    words = made_ready(by_code.values())
    for document in documents:
        for (key, number), text in pages.items():
            if key == document.pk:
                for hit in words.hits(text):
                    yield Proposal(by_code[hit.key], passage_at(document, number, hit.start, hit.end, text)), text


def passage_at(document: Document, page: int, start: int, end: int, text: str) -> Passage:
    """Return a place on a page with the sentence around it."""
    first, last = sentence_around(text, start, end)
    return Passage(document, page, start, end, text[first:start], text[start:end], text[end:last])


def _passage_of(decision: ScreenDecision, documents: Sequence[Document], pages: Pages) -> Passage:
    document = next((one for one in documents if one.pk == decision.document_id), decision.document)
    text = pages.get((decision.document_id, decision.page), "")
    return passage_at(document, decision.page, decision.start, decision.end, text)


def _readable(documents: Sequence[Document]) -> Iterator[Readable]:
    for document in documents:
        read, all_of_it = document.text_count, document.page_count  # type: ignore[attr-defined]
        yield Readable(document, read, all_of_it - read)


def _meets(decision: ScreenDecision, passage: Passage) -> bool:
    """Return whether a decision is about a place that shares words with the passage."""
    same_page = (decision.document_id, decision.page) == (passage.document.pk, passage.page)
    return same_page and Hit("", decision.start, decision.end).meets(passage.start, passage.end)


def _is_covered(passage: Passage, text: str, flags: Sequence[LanguageFlag]) -> bool:
    return any(covers(flag, passage, text) for flag in flags)


def covers(flag: LanguageFlag, passage: Passage, text: str) -> bool:
    """Return whether a flag's words are, or take in, the passage or its whole sentence word for word."""
    if (flag.document_id, flag.page) != (passage.document.pk, passage.page):
        return False
    found = find_quotation(text, flag.quotation)
    if found and Hit("", *found).meets(passage.start, passage.end):
        return True
    return comparable(passage.sentence) in comparable(flag.quotation)
