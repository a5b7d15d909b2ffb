"""Which form a place is edited in."""

from typing import Any

from review.authoring.forms.part_form import PartForm
from review.authoring.forms.parts import EnteredForm, FactsForm, ScaleForm, TopicForm
from review.authoring.forms.questions import QuestionForm
from review.authoring.forms.rules import RuleForm
from review.authoring.forms.steps import STEP_FORMS, kind_of
from review.authoring.queries import DraftPart
from review.frameworks.wording.names import Names

FORMS: dict[str, type[PartForm]] = {
    "framework": FactsForm,
    "topic": TopicForm,
    "question": QuestionForm,
    "scale": ScaleForm,
    "entered": EnteredForm,
    "rule": RuleForm,
}


def form_for(at: DraftPart, data: Any = None) -> PartForm:
    """Return the form of a place, filled with what was sent or else with what is stored."""
    if at.place.kind == "step":
        return STEP_FORMS[kind_of(at.data or {})](data, names=step_names(at), stored=at.data)
    return FORMS[at.place.kind](data, names=at.draft.names, stored=at.data)


def step_names(at: DraftPart) -> Names:
    """Return what a step can point to: the framework's names, and the rule's steps before it."""
    code, _, name = at.place.code.partition("/")
    rule = next(one for one in at.file.rules if one.code == code)
    names = [step.name for step in rule.steps]
    return Names(at.file, rule, names.index(name) if name in names else len(names))
