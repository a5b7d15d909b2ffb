"""What a rule can look at from where it stands: questions, facts, entered results, and what was worked out before."""

from review.frameworks.file.model import RuleFile
from review.frameworks.problems.reference_names import UNKNOWN, Known, Sort, no_such
from review.frameworks.rules.facts import FACT_LABELS

Seen = tuple[Sort, str]
"""What something is, and a sentence where it cannot be looked at, or else nothing."""
OVERALL_LAST = (
    "The overall judgment is completed last, so a rule of a topic or of the review cannot look at it. "
    "Look at other questions."
)
OF_EACH_CASE = (
    "In a rule with of: cases a question has an answer in each case. Count them in a measure with cases: and the "
    "question, and look at that step."
)
FACTS_OF_EACH_CASE = "Facts are those of one case, so a rule with of: cases cannot look at them. Take this away."
ONLY_OVER_CASES = "Only a rule with of: cases can look at entered results. Take this away."
OWN_RESULT = "A rule cannot look at the result that it gives itself. Look at something that comes before it."


class Sight:
    """What the steps of one rule can look at. `results` are those of earlier rules, by kind and topic."""

    def __init__(self, known: Known, position: int, results: dict[tuple[str, str], Sort]) -> None:
        self.known, self.position, self.results = known, position, results
        self.rule: RuleFile = known.file.rules[position]
        self.steps: dict[str, Sort] = {}
        self.here = ""
        """The name of the step that is looking."""

    def look(self, kind: str, code: str) -> Seen:
        """Return what a condition finds."""
        if kind == "fact":
            return self._fact(code)
        if kind == "step":
            return self.step(code)
        if kind == "topic":
            return self.topic(code, "cases" if self.rule.of == "cases" else "topic")
        return self._entered(code) if kind == "entered" else self._question(code)

    def counted(self, kind: str, code: str) -> Seen:
        """Return what is put together with others, of which nothing may be left unanswered."""
        sort, sentence = self.look(kind, code)
        return (UNKNOWN, sentence) if sentence else (sort, self.left_open(code) if kind == "question" else "")

    def left_open(self, code: str) -> str:
        """Return what is said of a question that is counted on although it need not be answered."""
        if self.known.asked[code].required:
            return ""
        return (
            f"“{code}” need not be answered, so no result can be counted on it. Write required: true there, or look "
            "at it in a condition only."
        )

    def in_each_case(self, code: str) -> Seen:
        """Return what a question is in each of many cases."""
        if code not in self.known.asked:
            return UNKNOWN, self.known.no_question(code)
        return self.known.answer_of(self.known.asked[code]), self.left_open(code)

    def _question(self, code: str) -> Seen:
        if code not in self.known.asked:
            return UNKNOWN, self.known.no_question(code)
        if self.rule.of == "cases":
            return UNKNOWN, OF_EACH_CASE
        if code == self.known.file.overall.code:
            return UNKNOWN, OVERALL_LAST
        if code == self.rule.suggests:
            return UNKNOWN, f"The rule suggests the answer to “{code}”, so it cannot look at it. Look at other answers."
        return self.known.answer_of(self.known.asked[code]), ""

    def _fact(self, code: str) -> Seen:
        if self.rule.of == "cases":
            return UNKNOWN, FACTS_OF_EACH_CASE
        return fact(code)

    def _entered(self, code: str) -> Seen:
        if code not in self.known.entered:
            return UNKNOWN, self.known.no_entered(code)
        if self.rule.of != "cases":
            return UNKNOWN, ONLY_OVER_CASES
        return self.known.graded(self.known.entered[code].scale, not_applicable=False), ""

    def step(self, name: str) -> Seen:
        """Return what an earlier step of the rule is."""
        if name in self.steps:
            return self.steps[name], ""
        names = [step.name for step in self.rule.steps]
        if name == self.here:
            return UNKNOWN, "A step cannot look at itself. Name an earlier step."
        if name in names:
            return UNKNOWN, f"The step “{name}” comes later. Steps look at earlier ones only: move it before this one."
        return UNKNOWN, no_such("step", name, names, "The steps of this rule are")

    def topic(self, code: str, of: str) -> Seen:
        """Return what the result of a topic is, of one review (of: topic) or over cases."""
        if code not in self.known.topics:
            return UNKNOWN, self.known.no_topic(code)
        return self._result(of, code, f"the topic “{code}”")

    def review(self) -> Seen:
        """Return what the result of a review as a whole is."""
        return self._result("review", "", "the review as a whole")

    def _result(self, of: str, topic: str, what: str) -> Seen:
        rules = enumerate(self.known.file.rules)
        position = next((n for n, rule in rules if rule.of == of and (rule.topic or "") == topic), None)
        if position is None:
            return UNKNOWN, f"No rule with of: {of} gives {what} a result. Add one before this rule."
        if position == self.position:
            return UNKNOWN, OWN_RESULT
        if position > self.position:
            return UNKNOWN, f"The rule of {what} comes later. Rules look at earlier ones only: move it before this one."
        if not self.known.file.rules[position].result:
            return UNKNOWN, f"The rule of {what} gives no automatic result. Look at something else."
        return self.results.get((of, topic), UNKNOWN), ""


def fact(code: str) -> Seen:
    """Return what a fact of a case is."""
    return Sort("choice", None, tuple(FACT_LABELS[code]), not_applicable=False), ""
