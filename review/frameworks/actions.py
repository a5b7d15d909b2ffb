"""Every write to frameworks: importing a file as a draft, publishing it, retiring it."""

from collections.abc import Sequence

from django.db import transaction

from access import audit
from access.actor import Actor
from access.permissions import NOWHERE, require
from access.refusals import Conflict, Invalid
from review.frameworks.draft_actions import new_draft
from review.frameworks.file.exchange import (
    BrokenFramework,
    FrameworkFile,
    Problem,
    canonical,
    problems_of,
    read,
    read_stored,
    sha256,
)
from review.frameworks.file.reading import CheckedFile, read_checked
from review.frameworks.import_checks import problems_of_statements, refuse_known
from review.frameworks.models import Framework, FrameworkVersion
from review.frameworks.problems.problem import path_text
from review.frameworks.queries import outline, stored_rows, stored_rules
from review.frameworks.rows import rule_rows, topic_rows
from review.frameworks.rules.checks import check
from review.transitions import move

CHANGED = (
    "This draft is not what was imported: its rows differ from the file whose fingerprint it carries, so it cannot be "
    "published. Import the file again and publish the new draft."
)


UNFINISHED = "{} cannot be published yet. Mend this first:"
MOST_TOLD = 20


class BrokenFile(Invalid):
    """The file cannot be imported; `problems` says everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = problems
        super().__init__({"file": [str(problem) for problem in problems]})

    def __str__(self) -> str:
        return "\n".join(self.errors["file"])


def import_framework(actor: Actor, data: bytes, name: str) -> FrameworkVersion:
    """Add the framework file `data`, called `name`, as a new draft version and return that.

    The file is checked whole first. Its `version` is the number that it gets, or else the next after the highest.
    Raises NotAllowed; BrokenFile; Conflict where a version has the same content; OtherContent where one has the number.
    """
    require(actor, "framework.edit")
    whole = read_whole(data)
    file = whole.file
    with transaction.atomic():
        framework = _locked_framework(file.framework)
        refuse_known(framework, file)
        if problems := problems_of_statements(framework, whole):
            raise BrokenFile(problems)
        version = new_draft(actor, framework, file, number=file.version)
        audit.record(
            actor,
            "framework-version.import",
            "framework-version",
            version.public_id,
            new={"framework": framework.code, "number": version.number, "sha256": version.sha256, "file": name},
        )
    return version


def checked(data: bytes) -> FrameworkFile:
    """Return the framework that a file holds, YAML or a workbook, in which nothing is wrong. Raises BrokenFile."""
    return read_whole(data).file


def read_whole(data: bytes) -> CheckedFile:
    """Return the same, with what its checks searched and where everything in it stands. Raises BrokenFile."""
    try:
        return read_checked(data)
    except BrokenFramework as broken:
        raise BrokenFile(broken.problems) from broken


def publish(actor: Actor, version: FrameworkVersion, note: str = "") -> FrameworkVersion:
    """Publish a draft: from now on inspections can use it, and it can never change. The note is kept with the step.

    Raises NotAllowed; Conflict where it is no draft, has something to mend, has the content of a version that is
    published already, or its rows are not what its file says.
    """
    require(actor, "framework.edit")
    with transaction.atomic():
        if version.status == FrameworkVersion.Status.DRAFT:
            _refuse_unfinished(version)
            _refuse_changed(version)
            _refuse_unchanged(version)
        move(version, "publish", actor, NOWHERE, note, published_at=actor.now)
    return version


def _refuse_unfinished(version: FrameworkVersion) -> None:
    """Refuse a draft whose names lead nowhere, or in which the checks find something."""
    try:
        file = read_stored(version.canonical)
    except BrokenFramework as broken:
        raise Conflict(CHANGED) from broken
    found = [str(problem) for problem in problems_of(file)]
    found = found or [f"{path_text(path)}: {sentence}" for path, sentence in check(file).problems]
    if found:
        raise Conflict("\n".join([UNFINISHED.format(version), *found[:MOST_TOLD]]))


def _refuse_unchanged(version: FrameworkVersion) -> None:
    """Refuse a draft with the content of a version that is, or was, in use: it would be that version twice."""
    same = FrameworkVersion.objects.filter(framework_id=version.framework_id, sha256=version.sha256)
    used = same.filter(published_at__isnull=False).exclude(pk=version.pk).order_by("number").first()
    if used:
        raise Conflict(f"{version} says just what version {used.number} says, so it was not published. Change it.")


def retire(actor: Actor, version: FrameworkVersion, reason: str) -> FrameworkVersion:
    """Retire a published version: no new inspection can use it; those that do go on.

    Raises NotAllowed; Invalid by `reason` where there is none; Conflict where it is not published.
    """
    with transaction.atomic():
        move(version, "retire", actor, NOWHERE, reason)
    return version


def _locked_framework(code: str) -> Framework:
    """Return the framework, locked so that two imports cannot take the same number."""
    Framework.objects.get_or_create(code=code)
    return Framework.objects.select_for_update().get(code=code)


def _refuse_changed(version: FrameworkVersion) -> None:
    """Refuse a draft whose canonical text or rows were changed behind the import's back."""
    stored = FrameworkVersion.objects.select_related("framework").get(pk=version.pk)
    file, outlined = _stored_file(stored), outline(stored)
    as_imported = (
        file is not None
        and (canonical(file), sha256(stored.canonical)) == (stored.canonical, stored.sha256)
        and (file.framework, file.judges, file.title, file.owner, file.source, file.standing) == _facts(stored)
        and topic_rows(file) == stored_rows(outlined)
        and outlined.overall.criterion.scale_id == stored.overall_scale_id
        and rule_rows(file) == stored_rules(stored)
    )
    if not as_imported:
        raise Conflict(CHANGED)


def _stored_file(version: FrameworkVersion) -> FrameworkFile | None:
    try:
        return read(version.canonical.encode())
    except BrokenFramework:
        return None


def _facts(version: FrameworkVersion) -> tuple[str, ...]:
    return (
        version.framework.code,
        version.judges,
        version.title,
        version.owner,
        version.source,
        version.standing,
    )
