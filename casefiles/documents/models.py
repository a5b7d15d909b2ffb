"""Documents of a case file, and their pages with what text they have."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.fields import public_id
from casefiles.cases.models import CaseFile


class Document(models.Model):
    """A file of the case, stored by the SHA-256 of its content and served only through the guard."""

    class Kind(models.TextChoices):
        """What sort of file it is, found from its content."""

        PDF = "pdf", "PDF"
        DOCX = "docx", "Word document"
        TEXT = "text", "Text"
        PNG = "png", "PNG picture"
        JPEG = "jpeg", "JPEG picture"

    public_id = public_id()
    case = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=150)
    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=5, choices=Kind)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "sha256"], name="document_is_in_its_case_once"),
            models.CheckConstraint(condition=~Q(title=""), name="document_has_a_title"),
            models.CheckConstraint(
                condition=Q(kind__in=["pdf", "docx", "text", "png", "jpeg"]), name="document_has_a_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def unit(self) -> str:
        """Return what its parts are called: pages, or numbered sections for text without pages."""
        return "section" if self.kind in (self.Kind.DOCX, self.Kind.TEXT) else "page"


class DocumentPage(models.Model):
    """A page, or a numbered section, with its text and whether it has any (a scan has none)."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    has_text = models.BooleanField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="page_number_is_unique_in_its_document"),
            models.CheckConstraint(condition=Q(number__gt=0), name="pages_are_numbered_from_one"),
            models.CheckConstraint(
                condition=(Q(has_text=True) & ~Q(text="")) | Q(has_text=False, text=""),
                name="page_text_agrees_with_has_text",
            ),
        ]
