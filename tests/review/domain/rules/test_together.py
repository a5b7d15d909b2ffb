"""Which answers can stand together: worked out by hand, and the same as by trying everything."""

from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from review.domain.rules.answers import Answer
from review.domain.rules.conditions import Condition, Ref
from review.domain.rules.evaluating import evaluate_review
from review.domain.rules.method import Method
from review.domain.rules.together import MOST, Form, Told, always_answered, hanging_together
from tests.review.domain.rules.parts import CASE_GRADE, YES_NO, method, question, when

YES = (when("question", "filter", "yes"),)
Ways = dict[tuple[str, ...], set[tuple[str | None, ...]] | None]


def form(made: Method, *several: tuple[str, str]) -> Form:
    """Return a form that tells of each question by its code, and of choices as CODE.CHOICE."""
    names = {one.code: Told(one.ref) for one in made.questions if one.kind != "choices"}
    choices = {f"{code}.{choice}": Told(Ref("question", code), choice) for code, choice in several}
    return Form(made, names | choices | {"team-type": Told(Ref("fact", "team-type"))})


def ways(*forms: Form, of: str, **categories: list[str]) -> Ways:
    """Return the ways by the names that hang together; names have all answers but for those given."""
    known = {name: ["yes", "no", *CASE_GRADE.codes, "not-applicable"] for name in of.split()} | categories
    found = hanging_together(forms, known)
    return {one.names: None if one.ways is None else set(one.ways) for one in found}


def test_question_is_answered_just_where_it_is_asked() -> None:
    made = method(question("filter"), question("then", asked_when=YES))
    assert ways(form(made), of="filter then") == {
        ("filter", "then"): {("yes", "yes"), ("yes", "no"), ("no", None)},
    }


def test_questions_behind_one_filter_hang_together_without_it() -> None:
    made = method(question("filter"), question("then", asked_when=YES), question("too", asked_when=YES))
    answered = {("yes", "yes"), ("yes", "no"), ("no", "yes"), ("no", "no")}
    assert ways(form(made), of="then too") == {("then", "too"): {*answered, (None, None)}}


def test_filter_behind_a_filter_counts_though_nothing_is_told_of_it() -> None:
    made = method(
        question("filter"),
        question("middle", asked_when=YES),
        question("last", asked_when=(when("question", "middle", "no"),)),
    )
    assert ways(form(made), of="filter last") == {
        ("filter", "last"): {("yes", "yes"), ("yes", "no"), ("yes", None), ("no", None)},
    }


def test_questions_that_share_nothing_do_not_hang_together() -> None:
    made = method(question("filter"), question("then", asked_when=YES), question("other"))
    assert ways(form(made), of="filter other") == {}
    assert ways(form(made), of="then") == {}


def test_not_applicable_is_an_answer_and_none_is_where_none_is_needed() -> None:
    made = method(question("filter", not_applicable=True), question("then", asked_when=YES, required=False))
    assert ways(form(made), of="filter then") == {
        ("filter", "then"): {("yes", "yes"), ("yes", "no"), ("yes", None), ("no", None), ("not-applicable", None)},
    }


def test_answers_that_nobody_lists_are_left_out() -> None:
    made = method(question("filter"), question("then", asked_when=YES))
    assert ways(form(made), of="filter then", then=["yes"]) == {("filter", "then"): {("yes", "yes"), ("no", None)}}


def test_choices_of_one_question_are_made_together() -> None:
    """One at least is made; with a choice that nothing is told of none of the others need be."""
    asked = question("roles", None, kind="choices", choices=(("a", "A"), ("b", "B")))
    one_at_least = {("yes", "yes"), ("yes", "no"), ("no", "yes")}
    told = form(method(asked), ("roles", "a"), ("roles", "b"))
    assert ways(told, of="roles.a roles.b") == {("roles.a", "roles.b"): one_at_least}
    asked = question("roles", None, kind="choices", choices=(("a", "A"), ("b", "B"), ("c", "C")))
    told = form(method(asked), ("roles", "a"), ("roles", "b"))
    assert ways(told, of="roles.a roles.b") == {("roles.a", "roles.b"): {*one_at_least, ("no", "no")}}


def test_choice_that_decides_is_told_apart_from_the_others() -> None:
    choices = (("a", "A"), ("b", "B"), ("c", "C"))
    asked = question("roles", None, kind="choices", choices=choices)
    then = question("then", asked_when=(when("question", "roles", "b"),))
    told = form(method(asked, then), ("roles", "a"))
    assert ways(told, of="roles.a then") == {
        ("roles.a", "then"): {*product(("yes", "no"), ("yes", "no")), ("yes", None), ("no", None)},
    }


def test_fact_of_the_case_decides_too() -> None:
    made = method(question("then", asked_when=(when("fact", "team-type", "specialist"),)))
    teams = {"team-type": ["specialist", "other"]}
    assert ways(form(made), of="then", **teams) == {
        ("team-type", "then"): {("specialist", "yes"), ("specialist", "no"), ("other", None), (None, None)},
    }


def test_case_is_reviewed_by_one_form() -> None:
    """What only one of two versions asks is answered or not by the version; what both ask always is."""
    first, second = method(question("both"), question("old")), method(question("both"), question("new"))
    assert ways(form(first), form(second), of="both old new") == {
        ("new", "old"): {("yes", None), ("no", None), (None, "yes"), (None, "no")},
    }
    assert always_answered([form(first), form(second)]) == {"both", "overall"}
    assert always_answered([]) == frozenset()


def test_always_answered_is_what_nothing_decides_and_no_reviewer_may_leave_out() -> None:
    made = method(question("filter"), question("then", asked_when=YES), question("free", required=False))
    assert always_answered([form(made)]) == {"filter", "overall"}


def test_more_ways_than_can_be_looked_through_are_said_to_be() -> None:
    """Five grades of three behind a filter are 1 + 243 ways, six are 1 + 729."""
    found = {}
    for number in (5, 6):
        questions = [question(f"q{place}", CASE_GRADE, asked_when=YES) for place in range(number)]
        [(names, some)] = ways(
            form(method(question("filter"), *questions)), of=" ".join(q.code for q in questions)
        ).items()
        found[len(names)] = some if some is None else len(some)
    assert found == {5: 244, 6: None}
    assert 244 <= MOST < 730


@st.composite
def methods(draw: Callable[..., Any]) -> Method:
    """Return methods of up to five questions, each of which may be asked only after answers to earlier ones."""
    questions = []
    for number in range(draw(st.integers(2, 5))):
        conditions: list[Condition] = []
        for _ in range(draw(st.integers(0, 2)) if number else 0):
            earlier = draw(st.integers(0, number - 1))
            among = draw(st.sampled_from([["yes"], ["no"], ["yes", "no"], ["no", "not-applicable"]]))
            conditions.append(when("question", f"q{earlier}", *among))
        flags = {"required": draw(st.booleans()), "not_applicable": draw(st.booleans())}
        questions.append(question(f"q{number}", YES_NO, asked_when=tuple(conditions), **flags))
    return method(*questions)


@given(methods(), st.data())
def test_ways_are_those_that_trying_every_answer_finds(made: Method, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from([one.code for one in made.questions[:-1]]), min_size=2, unique=True))
    tried = list(_complete(made))
    for names_together, some in ways(form(made), of=" ".join(names)).items():
        assert some == {tuple(answers.get(name) for name in names_together) for answers in tried}


def _complete(made: Method) -> list[Mapping[str, str | None]]:
    """Return every way in which all that is asked and required can be answered, of what is asked alone."""
    questions = [one for one in made.questions if one.code != "overall"]
    values = [[None, *one.codes, *(["not-applicable"] if one.not_applicable else [])] for one in questions]
    found: list[Mapping[str, str | None]] = []
    for given_values in product(*values):
        answers = {
            one.code: Answer(None if value == "not-applicable" else value, "It is so.")
            for one, value in zip(questions, given_values, strict=True)
            if value
        }
        results = evaluate_review(made, answers)
        if set(results.missing) <= {"overall"}:
            codes = dict(zip((one.code for one in questions), given_values, strict=True))
            found.append({code: value if code in results.asked else None for code, value in codes.items()})
    return found
