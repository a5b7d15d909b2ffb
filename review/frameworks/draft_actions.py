"""Writing drafts: a new one from a framework file, and one under way whose file has changed.

What may be written, by whom, and what the trail says of it is the caller's: these run inside an action.
"""

from django.db.models import F

from access.actor import Actor
from review.frameworks.file.exchange import canonical, sha256
from review.frameworks.file.model import FrameworkFile
from review.frameworks.models import Choice, Criterion, Framework, FrameworkVersion, Rule, Topic
from review.frameworks.row_writing import write_rows
from review.frameworks.rows import content
from review.frameworks.scales import scale_of


def new_draft(
    actor: Actor,
    framework: Framework,
    file: FrameworkFile,
    based_on: FrameworkVersion | None = None,
    number: int | None = None,
) -> FrameworkVersion:
    """Return a new draft of a framework with this number, or the next after the highest.

    Call inside an action that locked the framework and saw that the number is free.
    """
    scales = {scale.code: scale_of(*content(scale)) for scale in file.scales}
    newest, text = framework.versions.order_by("-number").first(), canonical(file)
    version = FrameworkVersion.objects.create(
        framework=framework,
        number=number or (newest.number + 1 if newest else 1),
        judges=file.judges,
        title=file.title,
        owner=file.owner,
        source=file.source,
        standing=file.standing,
        overall_scale=scales[file.overall.scale],
        canonical=text,
        sha256=sha256(text),
        based_on=based_on,
        created_at=actor.now,
        created_by_id=actor.user_id,
    )
    write_rows(version, file, scales.values())
    return version


def rewrite_draft(version: FrameworkVersion, file: FrameworkFile) -> None:
    """Write a draft anew from its changed file. Call inside an action that locked the version and saw it is a draft.

    Its rows are derived from the file, so they are taken away and written again.
    """
    scales = {scale.code: scale_of(*content(scale)) for scale in file.scales}
    text = canonical(file)
    changes = {
        "judges": file.judges,
        "title": file.title,
        "owner": file.owner,
        "source": file.source,
        "standing": file.standing,
        "overall_scale": scales[file.overall.scale],
        "canonical": text,
        "sha256": sha256(text),
    }
    _clear_rows(version)
    FrameworkVersion.objects.filter(pk=version.pk).update(**changes, version=F("version") + 1)
    for name, value in changes.items():
        setattr(version, name, value)
    version.version += 1
    write_rows(version, file, scales.values())


def _clear_rows(version: FrameworkVersion) -> None:
    Choice.objects.filter(criterion__framework_version=version).delete()
    Criterion.objects.filter(framework_version=version).delete()
    Topic.objects.filter(framework_version=version, parent__isnull=False).delete()
    Topic.objects.filter(framework_version=version).delete()
    Rule.objects.filter(framework_version=version).delete()
