"""The cases of the demonstration: their persons, documents, words and quotations."""

from collections import Counter

from casefiles.cases.models import CaseFile, EthnicityRecord, Person
from casefiles.documents.models import Document
from casefiles.documents.queries import open_file, pages_of
from casefiles.domain import codes
from casefiles.forces.models import Force
from review.inspections.models import Inspection
from review.reviewing.models import CheckResult, Evidence, JudgmentText, LanguageFlag

SCAN, PICTURE = "return-interview-scan.pdf", "timeline.png"


def test_everything_is_labelled_synthetic(demo: Inspection, unfinished: Inspection) -> None:
    assert (demo.synthetic, unfinished.synthetic) == (True, True)
    assert CaseFile.objects.filter(synthetic=False).count() == 0
    assert set(CaseFile.objects.values_list("force__kind", flat=True)) == {Force.Kind.SYNTHETIC}


def test_ethnicity_has_every_kind_of_absence_and_several_stages(demo: Inspection) -> None:
    records = EthnicityRecord.objects.filter(person__case__subjects__inspection=demo)
    assert set(records.values_list("absence", flat=True)) == {"", *(code for code, _ in codes.ETHNICITY_ABSENCES)}
    assert len(set(records.values_list("stage", flat=True))) >= 3
    assert set(records.values_list("scheme", flat=True)) == {code for code, _ in codes.ETHNICITY_SCHEMES}


def test_ethnicity_is_recorded_several_times_or_never_for_some(demo: Inspection) -> None:
    counts = Counter(
        len(person.ethnicity_records.all())
        for person in Person.objects.filter(case__subjects__inspection=demo).prefetch_related("ethnicity_records")
    )
    assert (counts[0] > 0, counts[2] > 0) == (True, True)


def test_every_case_has_a_log_and_some_have_more(demo: Inspection) -> None:
    cases = CaseFile.objects.filter(subjects__inspection=demo)
    without = cases.exclude(documents__file_name="investigation-log.txt")
    assert (without.count(), Document.objects.filter(case__in=cases).count() > cases.count()) == (0, True)
    assert set(Document.objects.values_list("kind", flat=True)) == {"text", "pdf", "docx", "png"}


def test_a_pdf_has_twenty_pages_of_text(demo: Inspection) -> None:
    document = Document.objects.get(file_name="bound-file.pdf")
    assert [page.has_text for page in pages_of(document)] == [True] * 20


def test_scan_and_picture_have_no_text(demo: Inspection) -> None:
    pages = {name: set(pages_of(Document.objects.get(file_name=name))) for name in (SCAN, PICTURE)}
    assert {name: {page.has_text for page in found} for name, found in pages.items()} == {
        SCAN: {False},
        PICTURE: {False},
    }


def test_documents_are_kept_as_they_are(demo: Inspection) -> None:
    document = Document.objects.get(file_name="supervision-review.docx")
    with open_file(document) as file:
        assert len(file.read()) == document.size


def test_rationales_differ_from_case_to_case(demo: Inspection) -> None:
    words = JudgmentText.objects.filter(part="rationale", current=True, judgment__review__subject__inspection=demo)
    overall = list(words.filter(judgment__criterion__code="overall-grade").values_list("text", flat=True))
    assert (len(overall), len(set(overall))) == (52, 52)
    voice = Counter(words.filter(judgment__criterion__code="voice-of-the-child").values_list("text", flat=True))
    assert max(voice.values()) <= 2


def test_every_quotation_is_found_except_where_a_page_has_no_text(demo: Inspection) -> None:
    cited = [
        *Evidence.objects.exclude(document=None).values_list("document__file_name", "check_result"),
        *LanguageFlag.objects.values_list("document__file_name", "check_result"),
    ]
    unreadable = {SCAN, PICTURE}
    assert {result for name, result in cited if name not in unreadable} == {CheckResult.FOUND}
    assert {result for name, result in cited if name in unreadable} == {CheckResult.CANNOT_BE_CHECKED}
