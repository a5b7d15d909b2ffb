"""Frameworks with rules for timing, and the same rules written by hand in Python."""

from collections.abc import Mapping
from random import Random

from review.domain.rules.answers import Answer

SIZES = (7, 7, 7, 7, 6)
"""How many criteria each topic of the method of 34 criteria has."""
GRADES = ("good", "requires-improvement", "inadequate")
NOT_APPLICABLE = "not-applicable"
HEAD = """\
format: 1
framework: {code}
title: A framework for timing
owner: Tests
source: Written for tests.
standing: For tests only
judges: case
scales:
  - code: case-grade
    title: Case grade
    grades:
      - {{code: good, label: Good, tone: green, points: 2}}
      - {{code: requires-improvement, label: Requires improvement, tone: yellow, points: 1}}
      - {{code: inadequate, label: Inadequate, tone: red, points: 0}}
topics:
"""
TOPIC = """\
  - code: topic-{topic}
    title: Topic {topic}
    criteria:
"""
CRITERION = """\
      - code: question-{topic}-{number}
        question: How well was part {number} of topic {topic} done?
        good:
          - It was done at once.
          - It is recorded why.
        answer: grade
        scale: case-grade
        not-applicable: with-reason
"""
OVERALL = """\
overall:
  code: overall-grade
  question: How well was the case dealt with, taken together?
  answer: grade
  scale: case-grade
rules:
"""
TOPIC_RULE = """\
  - code: rule-{name}
    title: Topic {topic} from its criteria
    of: {of}
    topic: topic-{topic}
    steps:
      - name: share
        title: Share of criteria that are good
        measure: {{how: percent-in, {over}, in: [good], not-applicable: left-out}}
      - name: band
        title: Grade by the share
        bands:
          of: share
          scale: case-grade
          rounding: half-up
          bands:
            - {{from: 65, grade: good}}
            - {{from: 40, grade: requires-improvement}}
            - {{from: 0, grade: inadequate}}
      - name: capped
        title: Limit by the first criterion
        {limit}
    result: capped
"""
CAP = """\
cap:
          of: band
          when:
            - {{question: question-{topic}-1, is: [inadequate]}}
          at-most: requires-improvement
          because: the first part is the one that matters most.
"""
REVIEW_RULE = """\
  - code: rule-review
    title: The case as a whole
    of: review
    steps:
      - name: lowest
        title: The lowest topic
        worst-of: {{topics: [{topics}]}}
      - name: points
        title: Points of all criteria
        measure: {{how: percent-of-max, over: {{questions-of: [{topics}]}}, not-applicable: left-out}}
      - name: level
        title: Grade by the points
        bands:
          of: points
          scale: case-grade
          bands:
            - {{from: 70, grade: good}}
            - {{from: 45, grade: requires-improvement}}
            - {{from: 0, grade: inadequate}}
      - name: together
        title: Lowest topic and points together
        table:
          scale: case-grade
          rows:
            - when: [{{step: lowest, is: [not-applicable]}}]
              grade: null
            - when: [{{step: lowest, is: [good]}}, {{step: level, is: [good]}}]
              grade: good
            - when: [{{step: level, at-most: inadequate}}]
              grade: inadequate
            - grade: requires-improvement
      - name: final
        title: Limit by the lowest topic
        cap:
          of: together
          when:
            - {{step: lowest, is: [inadequate]}}
          at-most: requires-improvement
          because: no case is good of which a topic is inadequate.
    result: final
"""


def of_34_criteria() -> str:
    """Return a framework file with 34 criteria in five topics, a rule for each, and one for the review."""
    text = HEAD.format(code="timed") + _topics(SIZES) + OVERALL
    for topic in range(1, len(SIZES) + 1):
        limit = CAP.format(topic=topic).rstrip()
        over = f"over: {{questions-of: [topic-{topic}]}}"
        text += TOPIC_RULE.format(name=topic, topic=topic, of="topic", over=over, limit=limit)
    return text + REVIEW_RULE.format(topics=", ".join(f"topic-{topic}" for topic in range(1, len(SIZES) + 1)))


def of_200_criteria() -> str:
    """Return a framework file with 200 criteria in 20 topics and 40 rules: one for each topic, and one over cases."""
    sizes = (10,) * 20
    text = HEAD.format(code="large") + _topics(sizes) + OVERALL
    for topic in range(1, len(sizes) + 1):
        limit = CAP.format(topic=topic).rstrip()
        over = f"over: {{questions-of: [topic-{topic}]}}"
        text += TOPIC_RULE.format(name=f"topic-{topic}", topic=topic, of="topic", over=over, limit=limit)
    for topic in range(1, len(sizes) + 1):
        over, limit = f"cases: {{topic: topic-{topic}}}", "worst-of: {steps: [band]}"
        text += TOPIC_RULE.format(name=f"cases-{topic}", topic=topic, of="cases", over=over, limit=limit)
    return text


def _topics(sizes: tuple[int, ...]) -> str:
    return "".join(
        TOPIC.format(topic=topic)
        + "".join(CRITERION.format(topic=topic, number=number) for number in range(1, size + 1))
        for topic, size in enumerate(sizes, 1)
    )


def answers_by_chance(seed: int) -> dict[str, Answer]:
    """Return answers to all 34 criteria: mostly good, mostly bad, or mixed, some not applicable."""
    chance = Random(seed)
    weights = chance.choice([(8, 1, 1, 1), (1, 1, 8, 1), (1, 1, 1, 1), (5, 3, 1, 0), (0, 0, 0, 1)])
    codes = [code for topic, size in enumerate(SIZES, 1) for code in codes_of(topic, size)]
    values = chance.choices([*GRADES, None], weights, k=len(codes))
    return {code: Answer(value, "" if value else "It is so.") for code, value in zip(codes, values, strict=True)}


def codes_of(topic: int, size: int) -> list[str]:
    """Return the codes of a topic's criteria."""
    return [f"question-{topic}-{number}" for number in range(1, size + 1)]


def by_hand(answers: Mapping[str, Answer]) -> tuple[tuple[str, ...], str]:
    """Return the grades of the topics and of the review that the method of 34 criteria gives; no trace."""
    topics = tuple(_topic_by_hand(answers, topic, size) for topic, size in enumerate(SIZES, 1))
    given = [GRADES.index(str(answer.value)) for answer in answers.values() if answer.value is not None]
    if not given:
        return topics, NOT_APPLICABLE
    lowest = max((grade for grade in topics if grade != NOT_APPLICABLE), key=GRADES.index)
    points, most = sum(2 - place for place in given), 2 * len(given)
    level = "good" if 100 * points >= 70 * most else "requires-improvement" if 100 * points >= 45 * most else GRADES[2]
    if lowest == level == "good":
        return topics, "good"
    return topics, "inadequate" if level == "inadequate" else "requires-improvement"


def _topic_by_hand(answers: Mapping[str, Answer], topic: int, size: int) -> str:
    values = [answers[code].value for code in codes_of(topic, size)]
    given = [value for value in values if value is not None]
    if not given:
        return NOT_APPLICABLE
    share = (200 * given.count("good") + len(given)) // (2 * len(given))
    grade = "good" if share >= 65 else "requires-improvement" if share >= 40 else "inadequate"
    return "requires-improvement" if grade == "good" and values[0] == "inadequate" else grade
