"""Every write to frameworks: importing a file as a draft, publishing it, retiring it."""

from collections.abc import Sequence

from django.db import transaction

from access import audit
from access.actor import Actor
from access.permissions import NOWHERE, require
from access.refusals import Conflict, Invalid
from review.frameworks.exchange import BrokenFramework, FrameworkFile, Problem, canonical, read, sha256
from review.frameworks.models import Framework, FrameworkVersion, Scale
from review.frameworks.queries import outline, stored_rows, stored_rules
from review.frameworks.row_writing import write_rows
from review.frameworks.rows import content, rule_rows, topic_rows
from review.frameworks.scales import scale_of
from review.frameworks.sheet_cells import is_workbook
from review.frameworks.sheet_reading import read_spreadsheet
from review.transitions import move

CHANGED = (
    "This draft is not what was imported: its rows differ from the file whose fingerprint it carries, so it cannot be "
    "published. Import the file again and publish the new draft."
)


class BrokenFile(Invalid):
    """The file cannot be imported; `problems` says everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = problems
        super().__init__({"file": [str(problem) for problem in problems]})

    def __str__(self) -> str:
        return "\n".join(self.errors["file"])


def import_framework(actor: Actor, data: bytes, name: str) -> FrameworkVersion:
    """Add the framework file `data`, called `name`, as a new draft version and return that.

    The file is checked whole first. Raises NotAllowed; BrokenFile; Conflict where a version has the same content.
    """
    require(actor, "framework.edit")
    file = checked(data)
    with transaction.atomic():
        framework = _locked_framework(file.framework)
        _refuse_known(framework, sha256(canonical(file)))
        scales = {scale.code: scale_of(*content(scale)) for scale in file.scales}
        version = _new_version(actor, framework, file, scales[file.overall.scale])
        write_rows(version, file, scales.values())
        audit.record(
            actor,
            "framework-version.import",
            "framework-version",
            version.public_id,
            new={"framework": framework.code, "number": version.number, "sha256": version.sha256, "file": name},
        )
    return version


def checked(data: bytes) -> FrameworkFile:
    """Return the framework that a file holds, YAML or a workbook. Raises BrokenFile."""
    try:
        return read_spreadsheet(data) if is_workbook(data) else read(data)
    except BrokenFramework as broken:
        raise BrokenFile(broken.problems) from broken


def publish(actor: Actor, version: FrameworkVersion) -> FrameworkVersion:
    """Publish a draft: from now on inspections can use it, and it can never change.

    Raises NotAllowed; Conflict where it is no draft, or its rows are not what was imported.
    """
    require(actor, "framework.edit")
    with transaction.atomic():
        if version.status == FrameworkVersion.Status.DRAFT:
            _refuse_changed(version)
        move(version, "publish", actor, NOWHERE, published_at=actor.now)
    return version


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


def _refuse_known(framework: Framework, digest: str) -> None:
    known = framework.versions.filter(sha256=digest).first()
    if known:
        raise Conflict(
            f"Nothing was imported: version {known.number} of {framework.code} ({known.get_status_display().lower()}) "
            "has exactly this content. Change the file first if you want another version."
        )


def _new_version(actor: Actor, framework: Framework, file: FrameworkFile, overall: Scale) -> FrameworkVersion:
    newest, text = framework.versions.order_by("-number").first(), canonical(file)
    return FrameworkVersion.objects.create(
        framework=framework,
        number=newest.number + 1 if newest else 1,
        judges=file.judges,
        title=file.title,
        owner=file.owner,
        source=file.source,
        standing=file.standing,
        overall_scale=overall,
        canonical=text,
        sha256=sha256(text),
        created_at=actor.now,
        created_by_id=actor.user_id,
    )


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
