"""A small framework with rules of every sort, whose results can be worked out by hand."""

RULED = """\
format: 1
framework: ruled
title: A small framework with rules
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
  - code: met
    title: Met or not
    grades:
      - {code: "yes", label: Met, tone: green}
      - {code: "no", label: Not met, tone: red}
  - code: conformity
    title: Conformity
    grades:
      - {code: conforms, label: Conforms, tone: green, points: 1}
      - {code: falls-short, label: Falls short, tone: red, points: 0}
topics:
  - code: response
    title: Response
    criteria:
      - {code: seen-promptly, question: "Was the child seen promptly?", answer: grade, scale: met}
      - {code: others-considered, question: "Were other children considered?", answer: grade, scale: met,
         not-applicable: with-reason}
      - code: online-steps
        question: Were the steps online taken?
        answer: grade
        scale: met
        asked-when:
          - {question: kind, is: [online]}
  - code: enquiry
    title: Enquiry
    criteria:
      - {code: plan, question: "Was there a plan?", answer: grade, scale: met, not-applicable: with-reason}
classification:
  - code: kind
    question: What kind of case was it?
    answer: choice
    choices:
      - {code: online, label: Online}
      - {code: in-person, label: In person}
overall:
  code: overall-grade
  question: How well was the case dealt with, taken together?
  answer: grade
  scale: case-grade
entered:
  - {code: leadership, title: Leadership, scale: conformity}
rules:
  - code: response-rule
    title: Response from its criteria
    of: topic
    topic: response
    steps:
      - name: share
        title: Share of criteria met
        measure: {how: percent-in, over: {questions-of: [response]}, in: ["yes"], not-applicable: left-out}
      - name: band
        title: Grade by the share
        bands:
          of: share
          scale: case-grade
          bands:
            - {from: 80, grade: good}
            - {from: 50, grade: requires-improvement}
            - {from: 0, grade: inadequate}
    result: band
  - code: review-rule
    title: The case as a whole
    of: review
    steps:
      - name: base
        title: The response
        worst-of: {topics: [response]}
      - name: capped
        title: No plan
        cap:
          of: base
          when:
            - {question: plan, is: ["no"]}
          at-most: requires-improvement
          because: without a plan an investigation is not good.
    result: capped
  - code: all-cases
    title: Conformity of all cases
    of: cases
    steps:
      - name: seen
        title: Cases in which the child was seen promptly
        measure: {how: percent-in, cases: {question: seen-promptly}, in: ["yes"], not-applicable: left-out}
      - name: conforms
        title: At least 95%
        bands:
          of: seen
          scale: conformity
          bands:
            - {from: 95, grade: conforms}
            - {from: 0, grade: falls-short}
      - name: lowest
        title: With leadership
        worst-of: {steps: [conforms], entered: [leadership]}
    result: lowest
examples:
  - title: Everything met
    fill: {met: "yes"}
    answers: {kind: in-person}
    expect: {review: good, topics: {response: good}}
  - title: No plan
    fill: {met: "yes"}
    answers: {kind: online, plan: "no"}
    expect: {review: requires-improvement, topics: {response: good}}
  - title: Nineteen of twenty
    cases:
      - {times: 19, fill: {met: "yes"}, answers: {kind: in-person}}
      - {fill: {met: "no"}, answers: {kind: in-person}}
    entered: {leadership: conforms}
    expect: {inspection: conforms}
"""
MET = {"seen-promptly": "yes", "others-considered": "yes", "plan": "yes", "kind": "in-person"}
