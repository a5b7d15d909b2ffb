"""A small method with rules over cases: two standards by bands, one entered result, and an overall rating."""

BANDS = """
          bands:
            - {from: 80, grade: outstanding}
            - {from: 65, grade: good}
            - {from: 50, grade: requires-improvement}
            - {from: 0, grade: inadequate}
"""


def standard(topic: str, questions: tuple[str, ...], each: str = "inspection-and-force") -> str:
    """Return the rule of a standard: the lowest of its questions, each by the share of cases that are sufficient."""
    steps = "".join(
        f"""
      - name: {question}-share
        title: {question}
        measure: {{how: percent-in, cases: {{question: {question}}}, in: ["yes"], not-applicable: left-out}}
      - name: {question}-band
        bands:
          of: {question}-share
          scale: rating{BANDS.rstrip()}"""
        for question in questions
    )
    lowest = ", ".join(f"{question}-band" for question in questions)
    return f"""
  - code: {topic}-rating
    title: {topic.title()}, from all cases
    of: cases
    topic: {topic}
    each: {each}
    steps:{steps}
      - name: lowest
        worst-of: {{steps: [{lowest}]}}
    result: lowest
"""


def method(delivery_for: str = "inspection-and-force") -> str:
    """Return the method's file; the second standard can be for forces alone."""
    overall = "" if delivery_for == "force" else OVERALL
    rules = standard("assessment", ("engage", "safety")) + standard("delivery", ("plan",), delivery_for) + overall
    return f"{QUESTIONS}rules:{rules}"


QUESTIONS = """\
format: 1
framework: standards
title: Standards for tests
owner: Tests
source: Written for tests.
standing: For tests only
judges: case
scales:
  - code: sufficient
    title: Sufficient
    grades:
      - {code: "yes", label: "Yes", tone: green}
      - {code: "no", label: "No", tone: red}
  - code: rating
    title: Rating
    grades:
      - {code: outstanding, label: Outstanding, tone: blue, points: 3}
      - {code: good, label: Good, tone: green, points: 2}
      - {code: requires-improvement, label: Requires improvement, tone: yellow, points: 1}
      - {code: inadequate, label: Inadequate, tone: red, points: 0}
topics:
  - code: assessment
    title: Assessment
    criteria:
      - {code: engage, question: Was the child engaged?, answer: grade, scale: sufficient, not-applicable: with-reason}
      - code: safety
        question: Was safety assessed?
        answer: grade
        scale: sufficient
        asked-when: [{fact: team-type, is: [specialist]}]
  - code: delivery
    title: Delivery
    criteria:
      - {code: plan, question: Was there a plan?, answer: grade, scale: sufficient}
overall:
  code: sufficient-overall
  question: Was the case dealt with well enough?
  answer: grade
  scale: sufficient
entered:
  - {code: leadership, title: Leadership, guidance: Judged from interviews., scale: rating}
"""
OVERALL = """
  - code: overall-rating
    title: Overall, from the standards and leadership
    of: cases
    steps:
      - name: total
        measure: {how: sum, over: {topics: [assessment, delivery], entered: [leadership]}, not-applicable: left-out}
      - name: band
        bands:
          of: total
          scale: rating
          bands:
            - {from: 8, grade: outstanding}
            - {from: 5, grade: good}
            - {from: 2, grade: requires-improvement}
            - {from: 0, grade: inadequate}
    result: band
"""
YES = {"engage": "yes", "safety": "yes", "plan": "yes", "sufficient-overall": "yes"}
