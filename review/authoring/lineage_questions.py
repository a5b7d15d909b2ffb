"""Whether an author must say if a question is still that of an earlier version."""

from collections.abc import Mapping
from typing import Any

from review.authoring.edits import BrokenPart, with_new, with_part
from review.authoring.places import NoSuchPlace, Place
from review.authoring.queries import Draft
from review.authoring.well_formed import misfits
from review.frameworks.file.model import FrameworkFile
from review.frameworks.lineage import other_questions, wordings
from review.frameworks.same_questions import Wording

STATED = ("same-as", "reworded-from", "split-from")


def unsaid(draft: Draft, place: Place, data: Mapping[str, Any], inside: Place | None = None) -> str:
    """Return the code of the earlier question about which the author must speak, empty where there is no need.

    That is where the words, the code, the answer or the choices change and are not just what they were before. The
    place of a question that is new has no code. What cannot be stored anyway is not asked about.
    """
    after = _after(draft.file, place, dict(data), inside)
    changed = _wording(after, str(data.get("code"))) if after else None
    stored = _wording(draft.file, place.code) if place.code else None
    if changed is None or (stored and stored.identity == changed.identity):
        return ""
    earlier = other_questions(draft.version.framework_id, draft.version.number).by_code
    code = next((str(data[alias]) for alias in STATED if data.get(alias)), "")
    code = code or (place.code if place.code in earlier else changed.code)
    found = earlier.get(code)
    return code if found and found.wording.identity != changed.identity else ""


def _after(file: FrameworkFile, place: Place, data: dict[str, Any], inside: Place | None) -> FrameworkFile | None:
    try:
        after = with_part(file, place, data) if place.code else with_new(file, "question", data, inside)
    except (BrokenPart, NoSuchPlace):
        return None
    return None if list(misfits(after)) else after


def _wording(file: FrameworkFile, code: str) -> Wording | None:
    return next((one for one in wordings(file) if one.code == code), None)
