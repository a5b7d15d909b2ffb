"""An inspection in its short form, spelt out: each case with its notes as a document, and its review step by step."""

from collections.abc import Iterator
from typing import Any

from review.demo.files import Data
from review.domain.rules.answers import Answer
from review.domain.rules.evaluating import asked_of
from review.domain.rules.method import Method

NOTES = {"file": "case-notes.txt", "title": "Case notes"}
NO_PERSONS: tuple[Data, ...] = ()


def spelt_out(about: Data, method: Method) -> dict[str, Any]:
    """Return an inspection's data with each of its cases in the long form, judged by a method."""
    decider = next(row["user"] for row in about["team"] if row["role"] == "supervisor")
    return {**about, "cases": [_case({**about["common"], **case}, method, decider) for case in about["cases"]]}


def _case(case: Data, method: Method, decider: str) -> dict[str, Any]:
    text = "\n\n".join([f"Case {case['reference']} (synthetic)", *_entries(case["notes"])])
    return {
        **case,
        "persons": NO_PERSONS,
        "documents": [{**NOTES, "text": f"{text}\n"}],
        "history": list(_history(case, method, decider)),
    }


def _entries(notes: list[str]) -> Iterator[str]:
    for number, note in enumerate(notes, start=1):
        yield f"Entry {number} | {note}"


def _history(case: Data, method: Method, decider: str) -> Iterator[dict[str, Any]]:
    """Yield what happens to a review on its `days`: assigned, begun, submitted and signed off, as far as they go."""
    reviewer, (assigned, begun, *later) = case["reviewer"], case["days"]
    yield {"do": "assign", "by": decider, "date": assigned, "to": reviewer}
    answers = list(_answers(case, method))
    yield {"do": "write", "by": reviewer, "date": begun, "until": (later or [begun])[0], "answers": answers}
    for what, by, day in zip(("submit", "sign-off"), (reviewer, decider), later, strict=False):
        yield {"do": what, "by": by, "date": day}


def _answers(case: Data, method: Method) -> Iterator[dict[str, Any]]:
    """Yield the answers in the method's order; `otherwise` is the grade of each criterion that is not named."""
    given = {code: _whole(answer) for code, answer in case["answers"].items()}
    values = {code: Answer(answer["answer"]) for code, answer in given.items() if "answer" in answer}
    asked = asked_of(method, values)
    for question in method.questions:
        if question.code in given:
            yield _spelt_out(question.code, given[question.code])
        elif "otherwise" in case and question.scale and question.code in asked and question.code != method.overall:
            yield {"question": question.code, "answer": case["otherwise"]}


def _whole(answer: str | Data) -> Data:
    """Return an answer with its words; one without any is a code alone."""
    return {"answer": answer} if isinstance(answer, str) else answer


def _spelt_out(code: str, answer: Data) -> dict[str, Any]:
    told: dict[str, Any] = {"question": code, "rationale": answer.get("rationale", "")}
    if "not-applicable" in answer:
        return {**told, "answer": "not-applicable", "reason": answer["not-applicable"]}
    # The heading of the notes is the first part of the document.
    quoted = {"document": NOTES["file"], "page": answer.get("entry", 0) + 1, "quotation": answer.get("words")}
    evidence = [quoted] if "words" in answer else []
    return {**told, "answer": answer["answer"], "reason": answer.get("reason", ""), "evidence": evidence}
