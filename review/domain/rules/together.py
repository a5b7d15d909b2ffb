"""Which answers can stand together: some questions are asked only where others are answered so or so."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations

from review.domain.rules import outcomes
from review.domain.rules.conditions import NOT_APPLICABLE, Ref, Test, all_hold
from review.domain.rules.method import Method, Question
from review.domain.rules.outcomes import Found, Outcome
from review.domain.rules.possible import fact_options, options, tests_of

MOST = 300
"""Of so many ways to answer questions that hang together at most all are found."""
MOST_TRIES = 20_000
"""So many ways are tried at most, alike or not as far as the names tell of them."""
YES, NO = "yes", "no"

Answers = tuple[str | None, ...]
"""The codes of answers by name, None for none: the question is not asked, or may be left without an answer."""


@dataclass(frozen=True)
class Told:
    """What a name tells of a review: the answer to a question, whether one of its choices was made, or a fact."""

    ref: Ref
    choice: str = ""

    def of(self, outcome: Outcome) -> str | None:
        """Return the code by which an outcome is told."""
        if outcome.found is Found.NOT_APPLICABLE:
            return NOT_APPLICABLE
        if outcome.found is not Found.VALUE:
            return None
        if not self.choice:
            return str(outcome.value)
        return YES if isinstance(outcome.value, tuple) and self.choice in outcome.value else NO


@dataclass(frozen=True)
class Form:
    """A method with the names by which it is told of."""

    method: Method
    names: Mapping[str, Told]


@dataclass(frozen=True)
class Together:
    """Names that hang together, and all ways in which they can be answered; None where these are more than MOST."""

    names: tuple[str, ...]
    ways: frozenset[Answers] | None


def hanging_together(forms: Sequence[Form], categories: Mapping[str, Collection[str]]) -> Iterator[Together]:
    """Yield the names that hang together by what decides whether questions are asked, or which form a case has.

    `categories` holds the codes of each name of interest: ways with any other code are left out. A case is reviewed
    by one of the forms, and a name that this has not is not answered.
    """
    for names in _groups(forms, categories):
        found: set[Answers] = set()
        every = chain.from_iterable(_Asking(form, names, categories).ways() for form in forms)
        for number, way in enumerate(every, 1):
            found.add(way)
            if len(found) > MOST or number > MOST_TRIES:
                break
        else:
            yield Together(names, frozenset(found))
            continue
        yield Together(names, None)


def always_answered(forms: Sequence[Form]) -> frozenset[str]:
    """Return the names of the questions that every form asks of every case, and of which it demands an answer."""
    found = [{name for name, told in form.names.items() if _is_always_answered(form, told.ref)} for form in forms]
    return frozenset(set.intersection(*found)) if found else frozenset()


def _is_always_answered(form: Form, ref: Ref) -> bool:
    question = form.method.by_code.get(ref.code) if ref.kind == "question" else None
    return question is not None and question.required and not question.asked_when


def _groups(forms: Sequence[Form], categories: Collection[str]) -> list[tuple[str, ...]]:
    """Return the names of interest that share anything that decides about them, in groups of two and more."""
    groups: list[tuple[set[str], set[Ref | str]]] = []
    for name in sorted(name for name in categories if any(name in form.names for form in forms)):
        names, shared = {name}, _deciding(forms, name)
        for group in [group for group in groups if group[1] & shared]:
            groups.remove(group)
            names |= group[0]
            shared |= group[1]
        groups.append((names, shared))
    return [tuple(sorted(names)) for names, _ in groups if len(names) > 1]


def _deciding(forms: Sequence[Form], name: str) -> set[Ref | str]:
    """Return all that decides about a name: itself, what its being asked hangs on, and which form it is in."""
    found: set[Ref | str] = set() if all(name in form.names for form in forms) else {"form"}
    for form in forms:
        if name in form.names:
            found |= _closure(form.method, form.names[name].ref)
    return found


def _closure(method: Method, ref: Ref) -> set[Ref]:
    if ref.kind != "question":
        return {ref}
    questions = [method.by_code[code] for code in method.deciding([ref.code])]
    return {ref, *(decides for question in questions for decides in question.decided_by)}


@dataclass(frozen=True)
class _Asking:
    """A form as far as some names tell of it."""

    form: Form
    names: Sequence[str]
    categories: Mapping[str, Collection[str]]

    def ways(self) -> Iterator[Answers]:
        """Yield every way in which the form can be answered, some of them more than once."""
        for seen in self._answered({}):
            way = tuple(
                self._told[name].of(seen[self._told[name].ref]) if name in self._told else None for name in self.names
            )
            if all(code is None or code in self.categories[name] for name, code in zip(self.names, way, strict=True)):
                yield way

    def _answered(self, seen: dict[Ref, Outcome]) -> Iterator[dict[Ref, Outcome]]:
        """Yield what facts and answers can come to, given those that were `seen` so far, in the order of asking."""
        if len(seen) == len(self._open):
            yield seen
            return
        ref, values = list(self._open.items())[len(seen)]
        question = self.form.method.by_code.get(ref.code) if ref.kind == "question" else None
        if question and not all_hold(question.asked_when, seen.__getitem__):
            values = (outcomes.NOT_ASKED,)
        for value in values:
            yield from self._answered({**seen, ref: value})

    @cached_property
    def _told(self) -> dict[str, Told]:
        return {name: self.form.names[name] for name in self.names if name in self.form.names}

    @cached_property
    def _open(self) -> dict[Ref, tuple[Outcome, ...]]:
        """What each fact and question involved can come to where it is asked, in the order of asking."""
        tests, facts = self._tests, sorted(ref for ref in self._involved if ref.kind != "question")
        found = {ref: self._facts(ref) or fact_options(tests.get(ref, ())) for ref in facts}
        for question in self._asked:
            found[question.ref] = self._values(question) or options(question, tests[question.ref])
        return found

    @cached_property
    def _involved(self) -> set[Ref]:
        return set[Ref]().union(*(_closure(self.form.method, one.ref) for one in self._told.values()))

    @property
    def _asked(self) -> list[Question]:
        return [question for question in self.form.method.questions if question.ref in self._involved]

    @cached_property
    def _tests(self) -> dict[Ref, list[Test]]:
        """The comparisons that decide whether one of the questions is asked, by what they look at."""
        return tests_of(condition for question in self._asked for condition in question.asked_when)

    def _facts(self, ref: Ref) -> tuple[Outcome, ...]:
        """Return what a fact can come to that a name tells of; nothing where none does."""
        known = [code for name, one in self._told.items() if one.ref == ref for code in self.categories[name]]
        return (*map(outcomes.of_value, known), outcomes.ABSENT) if known else ()

    def _values(self, question: Question) -> tuple[Outcome, ...]:
        """Return what a question can be answered with that a name tells of; nothing where none does."""
        named = {one.choice for one in self._told.values() if one.ref == question.ref}
        if not named:
            return ()
        looked_at = named | {code for test in self._tests.get(question.ref, ()) for code in test.among}
        besides = [outcomes.NOT_APPLICABLE] if question.not_applicable else []
        besides += [] if question.required else [outcomes.ABSENT]
        return (*map(outcomes.of_value, question.codes if "" in named else _several(question, looked_at)), *besides)


def _several(question: Question, named: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Yield what can be chosen of a question with several choices, as far as those that are named tell of it."""
    looked_at = [code for code in question.codes if code in named]
    others = [code for code in question.codes if code not in named][:1]
    for size in range(len(looked_at) + 1):
        for chosen in combinations(looked_at, size):
            if chosen or others:
                yield chosen or tuple(others)
