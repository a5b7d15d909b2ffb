"""`python -m tests.faults.world`: fill an empty installation with people and a review that was begun by nobody.

Prints where the review is, as JSON.
"""

import json

import django

FRAMEWORK = """\
format: 1
framework: long-day
title: A framework for a long day
owner: Tests
source: Written for tests.
standing: For tests only
judges: case
scales:
  - code: case-grade
    title: Case grade
    grades:
      - {code: good, label: Good, tone: green}
      - {code: requires-improvement, label: Requires improvement, tone: yellow}
      - {code: inadequate, label: Inadequate, tone: red}
topics:
  - code: beginning
    title: The beginning
    criteria:
      - code: recorded
        question: Was the report recorded well?
        answer: grade
        scale: case-grade
      - code: answered
        question: Was the report answered well?
        answer: grade
        scale: case-grade
        not-applicable: with-reason
  - code: middle
    title: The middle
    criteria:
      - code: several
        question: Did several people take part?
        answer: yes-no
      - code: traced
        question: Were they traced well?
        answer: grade
        scale: case-grade
        asked-when: [{question: several, is: [yes]}]
      - code: supervised
        question: Was the work supervised well?
        answer: grade
        scale: case-grade
        rationale: required
overall:
  code: overall-grade
  question: How well was the case dealt with, taken together?
  answer: grade
  scale: case-grade
  rationale: required
"""


def build() -> dict[str, str]:
    """Return the public identifiers of two reviews of `ines` and one of `otto`, and everybody's password."""
    from tests import builders

    supervisor, inspector = builders.make_supervisor("sam"), builders.make_inspector("ines")
    other = builders.make_inspector("otto")
    builders.make_administrator("ada")
    version, force = builders.published_framework(FRAMEWORK), builders.make_force("synthetic-one")
    inspection = builders.make_inspection(supervisor, version, inspectors=[inspector, other], slug="long-day")
    found = {"password": builders.PASSWORD}
    for name, reviewer in (("review", inspector), ("second", inspector), ("others", other)):
        subject = builders.add_case(supervisor, inspection, force, f"CASE-{name}")
        found[name] = str(builders.assign(supervisor, subject, reviewer).public_id)
    return found


if __name__ == "__main__":
    django.setup()
    print(json.dumps(build()))
