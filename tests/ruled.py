"""A framework with every kind of answer, questions asked only sometimes, and rules; and answers to all of it."""

from collections.abc import Mapping

RULED = """\
format: 1
framework: ruled
title: A framework with rules
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
  - code: victims
    title: Victims
    headline: The victims come first.
    criteria:
      - code: seen
        question: Was the victim seen in time?
        answer: grade
        scale: case-grade
        not-applicable: with-reason
      - code: safe
        question: Was the victim made safe?
        answer: grade
        scale: case-grade
        not-applicable: with-reason
      - code: victims-grade
        question: How well were victims dealt with?
        answer: grade
        scale: case-grade
  - code: group
    title: Group
    headline: Whether a group was behind it.
    criteria:
      - code: group-based
        question: Was a group behind it?
        answer: yes-no
    topics:
      - code: group-work
        title: Work on the group
        criteria:
          - code: suspects
            question: How many suspects were there?
            answer: number
            number: {unit: suspects, least: 2, most: 500}
            asked-when: [{question: group-based, is: [yes]}]
          - code: linked
            question: Were their links looked into?
            answer: yes-no
            asked-when: [{question: suspects, at-least: 5}]
          - code: how-linked
            question: How were the links looked into?
            answer: text
            not-applicable: with-reason
            asked-when: [{question: linked, is: [yes]}]
          - code: roles
            question: Which roles were found?
            answer: choices
            choices:
              - {code: leader, label: Leader}
              - {code: recruiter, label: Recruiter}
              - {code: other, label: Other}
            not-applicable: without-reason
            asked-when: [{question: group-based, is: [yes]}]
          - code: first-known
            question: When was the group first known?
            answer: date
            required: false
            not-applicable: with-reason
            asked-when: [{question: group-based, is: [yes]}]
          - code: pursued
            question: Was the group pursued well?
            answer: grade
            scale: case-grade
            rationale-for: [inadequate]
            evidence-for: [inadequate]
            asked-when: [{question: group-based, is: [yes]}]
  - code: taskforce
    title: Taskforce
    headline: Asked only where the taskforce helped.
    criteria:
      - code: used
        question: Was the taskforce used well?
        answer: grade
        scale: case-grade
        asked-when: [{fact: taskforce-support, is: [yes]}]
overall:
  code: overall-grade
  question: How well was the case dealt with, taken together?
  answer: grade
  scale: case-grade
  rationale: required
rules:
  - code: victims-rule
    title: Victims
    of: topic
    topic: victims
    suggests: victims-grade
    steps:
      - name: lowest
        title: The lowest grade
        worst-of: {questions: [seen, safe]}
    result: lowest
  - code: group-rule
    title: Work on the group
    of: topic
    topic: group-work
    steps:
      - name: lowest
        title: The lowest grade
        worst-of: {questions: [pursued]}
    result: lowest
  - code: taskforce-rule
    title: Taskforce
    of: topic
    topic: taskforce
    because: The taskforce is a matter of professional judgment.
  - code: case-rule
    title: The case as a whole
    of: review
    steps:
      - name: lowest
        title: The lowest topic
        worst-of: {topics: [victims, group-work]}
      - name: capped
        title: Links
        cap:
          of: lowest
          when: [{question: linked, is: [no]}]
          at-most: requires-improvement
          because: links that nobody looks into leave children at risk
    result: capped
"""

RuledAnswers = Mapping[str, str | tuple[str, ...]]
ALONE: RuledAnswers = {
    "seen": "good",
    "safe": "requires-improvement",
    "victims-grade": "requires-improvement",
    "group-based": "no",
    "overall-grade": "requires-improvement",
}
"""Answers to all that is asked where no group was behind it: the same grades as the rules suggest."""
GROUP: RuledAnswers = {
    **ALONE,
    "group-based": "yes",
    "suspects": "7",
    "linked": "yes",
    "how-linked": "By telephone records.",
    "roles": ("leader", "other"),
    "first-known": "2025-02-28",
    "pursued": "good",
}
"""Likewise where there was a group; every kind of answer is among them."""
