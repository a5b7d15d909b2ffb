"""The example on the documentation page of the framework file: a whole small method, with everything that there is."""

EXAMPLE = """\
format: 1
framework: example
title: An example framework
owner: Your inspectorate
source: Written for this page.
standing: An example, not for use
judges: case

scales:
  - code: case-grade
    title: Case grade
    grades:                            # the best first
      - {code: good, label: Good, tone: green, points: 2}
      - {code: requires-improvement, label: Requires improvement, tone: yellow, points: 1}
      - {code: inadequate, label: Inadequate, tone: red, points: 0}
  - code: force-judgment
    title: Graded judgment of a force
    grades:
      - {code: outstanding, label: Outstanding, tone: blue}
      - {code: good, label: Good, tone: green}
      - {code: adequate, label: Adequate, tone: grey}
      - {code: requires-improvement, label: Requires improvement, tone: yellow}
      - {code: inadequate, label: Inadequate, tone: red}

topics:
  - code: first-response
    title: First response
    headline: The risk is seen at the first contact.
    criteria:
      - code: risk-assessed
        question: Was the risk assessed at the first contact?
        good:
          - The assessment was made on the day and says why it came to its result.
        answer: grade
        scale: case-grade
        rationale-for: [requires-improvement, inadequate]
      - code: days-to-visit
        question: How many days passed until the first visit?
        answer: number
        number: {unit: days, least: 0, most: 366}
        not-applicable: with-reason
  - code: investigation
    title: Investigation
    headline: The investigation is steered, and the victim is kept informed.
    criteria:
      - code: investigation-grade
        question: How good was the investigation?
        answer: grade
        scale: case-grade
        rationale: required
        rationale-words: {least: 20, most: 200}
    topics:
      - code: supervision
        title: Supervision
        criteria:
          - code: direction-set
            question: Did a supervisor set direction at the start?
            answer: grade
            scale: case-grade
          - code: actions-followed
            question: Were the actions that a supervisor set followed up?
            guidance: Judge what was done, not how it was written down.
            answer: grade
            scale: case-grade
            not-applicable: with-reason
      - code: victim-contact
        title: Contact with the victim
        criteria:
          - code: victim-informed
            question: Was the victim kept informed as agreed?
            answer: grade
            scale: case-grade
            not-applicable: with-reason
            evidence: required

classification:
  - code: group-based
    question: Did the investigation uncover exploitation by a group?
    answer: yes-no
  - code: group-recorded
    question: Where does the record say that a group was involved?
    answer: choices
    choices:
      - {code: crime-record, label: Crime record}
      - {code: intelligence, label: Intelligence system}
      - {code: nowhere, label: Nowhere}
    asked-when:
      - {question: group-based, is: [yes]}

overall:
  code: overall-grade
  question: Taking everything together, how well was the case dealt with?
  answer: grade
  scale: case-grade
  rationale: required

entered:
  - code: leadership
    title: Leadership
    scale: force-judgment

rules:
  - code: grade-of-investigation
    title: The investigation, from its criteria
    of: topic
    topic: investigation
    suggests: investigation-grade
    steps:
      - name: points
        title: Points that were reached
        measure:
          how: percent-of-max
          over: {questions-of: [supervision, victim-contact]}
          not-applicable: left-out
      - name: band
        title: Grade by points
        bands:
          of: points
          scale: case-grade
          rounding: half-up
          bands:
            - {from: 80, grade: good}
            - {from: 40, grade: requires-improvement}
            - {from: 0, grade: inadequate}
    result: band
  - code: grade-of-case
    title: The case, from its topics
    of: review
    steps:
      - name: lowest
        title: The lower of response and investigation
        worst-of: {questions: [risk-assessed], topics: [investigation]}
      - name: capped
        title: A late visit
        cap:
          of: lowest
          when:
            - {question: days-to-visit, at-least: 8}
          at-most: requires-improvement
          because: The first visit came more than a week after the report.
    result: capped
  - code: judgment-of-force
    title: The force, from all its cases
    of: cases
    steps:
      - name: good-cases
        title: Cases that were good
        measure:
          how: percent-in
          cases: {review: true}
          in: [good]
          not-applicable: left-out
      - name: judgment
        title: Judgment
        table:
          scale: force-judgment
          rows:
            - when:
                - {step: good-cases, at-least: 95}
                - {entered: leadership, at-least: good}
              grade: outstanding
            - {when: [{step: good-cases, at-least: 80}], grade: good}
            - {when: [{step: good-cases, at-least: 65}], grade: adequate}
            - {when: [{step: good-cases, at-least: 50}], grade: requires-improvement}
            - {when: [{step: good-cases, at-most: 50}], grade: inadequate}
            - {grade: null, because: There was no case that could be counted.}
    result: judgment

examples:
  - title: A good case is good
    answers:
      days-to-visit: 2
      actions-followed: {na: No action was set.}
      group-based: no
    fill: {case-grade: good}
    expect: {review: good, topics: {investigation: good}}
  - title: A late visit keeps a good case from being good
    answers: {days-to-visit: 8, group-based: no}
    fill: {case-grade: good}
    expect: {review: requires-improvement}
  - title: Nothing is suggested while an answer is missing
    answers: {group-based: yes, group-recorded: [nowhere]}
    fill: {case-grade: good}
    expect: {review-kind: incomplete}
  - title: Four good cases of five
    cases:
      - times: 4
        answers: {days-to-visit: 0, group-based: no}
        fill: {case-grade: good}
      - answers: {days-to-visit: 0, group-based: no}
        fill: {case-grade: inadequate}
    entered: {leadership: adequate}
    expect: {inspection: good}
"""
