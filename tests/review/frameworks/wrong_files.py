"""A small framework file, and the ways to spoil it that the tests try, each with what is to be said of it."""

CODE_RULE = "Use up to 60 lower-case letters, digits and hyphens, beginning and ending with a letter or digit."
FIRST_CRITERION = "topics[0].criteria[0]"
SMALL = """\
format: 1
framework: small
title: A small framework
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
  - code: first-topic
    title: First topic
    headline: The first headline.
    criteria:
      - code: first-criterion
        question: Is the first thing done well?
        good: [It is done., It is done in time.]
        answer: grade
        scale: case-grade
        not-applicable: with-reason
        rationale: optional
        evidence: optional
        required: true
  - code: second-topic
    title: Second topic
    headline: The second headline.
    criteria:
      - code: second-criterion
        question: Is the second thing done well?
        good: [It is done.]
        answer: grade
        scale: case-grade
        not-applicable: no
        rationale: required
        evidence: optional
        required: true
classification:
  - code: group-based
    question: Did the investigation uncover group-based exploitation?
    answer: yes-no
    not-applicable: no
    rationale: optional
    evidence: optional
    required: true
overall:
  code: overall-grade
  question: How well was the case dealt with, taken together?
  good: [It was dealt with well.]
  answer: grade
  scale: case-grade
  rationale: required
  evidence: optional
"""
WRONG = [
    (
        "headline: The first",
        "headlin: The first",
        "line 18, topics[0].headlin: There is no field “headlin” here. Did you mean “headline”? "
        "The fields of a topic are: code, title, headline, criteria and topics.",
    ),
    (
        "title: A small framework\n",
        "",
        "line 1, title: The file needs the field “title”. Add it: what the framework is called.",
    ),
    (
        "owner: Tests",
        "owner: ",
        "line 4, owner: This is empty. Write a text, or take the line away if the field may be left out.",
    ),
    (
        "owner: Tests",
        "owner: ' '",
        "line 4, owner: This text is empty. Write one, or take the line away if the field may be left out.",
    ),
    (
        "owner: Tests",
        "owner: 2024",
        'line 4, owner: A text belongs here, and 2024 is read as a number. Put it in quotes: "2024".',
    ),
    (
        "owner: Tests",
        "owner: 1.5",
        'line 4, owner: A text belongs here, and 1.5 is read as a number. Put it in quotes: "1.5".',
    ),
    (
        "owner: Tests",
        "owner: true",
        'line 4, owner: A text belongs here, and true is read as true or false. Put it in quotes: "true".',
    ),
    ("owner: Tests", "owner: [Tests]", "line 4, owner: A text belongs here, but this is a list. Write one text."),
    (
        "owner: Tests",
        "owner: {Tests: all}",
        "line 4, owner: A text belongs here, but this is read as fields with values. "
        "Put a text with a colon in quotes.",
    ),
    (
        "owner: Tests",
        f"owner: {'x' * 151}",
        "line 4, owner: This text has more than 150 characters. Make it shorter.",
    ),
    (
        "owner: Tests",
        'owner: "a\\u202eb"',
        "line 4, owner: The text holds a character that cannot be seen (U+202E). Take it away.",
    ),
    ("framework: small", "framework: Small one", f"line 2, framework: “Small one” is not a code. {CODE_RULE}"),
    ("framework: small", "framework: small-", f"line 2, framework: “small-” is not a code. {CODE_RULE}"),
    ("framework: small", f"framework: {'a' * 61}", f"line 2, framework: “{'a' * 59}…” is not a code. {CODE_RULE}"),
    (
        "framework: small",
        "framework: ''",
        "line 2, framework: The code is empty. "
        "Write one of lower-case letters, digits and hyphens, for example case-grade.",
    ),
    (
        "judges: case",
        "judges: cases",
        "line 7, judges: “cases” cannot stand here. Did you mean “case”? Write case or force.",
    ),
    (
        "tone: red",
        "tone: crimson",
        "line 14, scales[0].grades[2].tone: “crimson” cannot stand here. "
        "Write green, yellow, orange, red, blue, grey or purple.",
    ),
    (
        "required: true",
        "required: often",
        f"line 28, {FIRST_CRITERION}.required: “often” cannot stand here. Write true or false.",
    ),
    (
        "not-applicable: with-reason",
        "not-applicable: true",
        f"line 25, {FIRST_CRITERION}.not-applicable: “true” cannot stand here. "
        "Write no, with-reason or without-reason.",
    ),
    (
        "answer: grade",
        "answer: yes-no",
        f"line 24, {FIRST_CRITERION}.scale: Only answer: grade has a scale. "
        "Take the scale away, or write answer: grade.",
    ),
    (
        "        scale: case-grade",
        "        scale: case-grades",
        f"line 24, {FIRST_CRITERION}.scale: There is no scale “case-grades”. Did you mean “case-grade”? "
        "The scales of this file are: case-grade.",
    ),
    (
        "        good: [It is done., It is done in time.]",
        "        good: It is done.",
        f"line 22, {FIRST_CRITERION}.good: A list belongs here: write each item on a line of its own after “- ”.",
    ),
    (
        "    criteria:\n      - code: first",
        "    criteria:\n      - one\n      - code: first",
        "line 20, topics[0].criteria[0]: A criterion belongs here, as fields with values: code, question, good, "
        "guidance, answer, not-applicable, rationale, evidence, rationale-for, rationale-words, evidence-for, same-as, "
        "reworded-from, split-from, asked-when, number, required, scale and choices.",
    ),
    (
        "code: second-topic",
        "code: first-topic",
        "line 29, topics[1].code: Another topic has the code “first-topic” already. Choose a different one.",
    ),
    (
        "code: second-topic",
        "code: overall",
        "line 29, topics[1].code: Casegrade makes the topic “overall” itself. Choose another code.",
    ),
    (
        "code: second-topic",
        "code: classification",
        "line 29, topics[1].code: Casegrade makes the topic “classification” itself. Choose another code.",
    ),
    (
        "code: second-criterion",
        "code: first-criterion",
        "line 33, topics[1].criteria[0].code: Another criterion or question has the code “first-criterion” already. "
        "Choose a different one.",
    ),
    (
        "code: overall-grade",
        "code: group-based",
        "line 51, overall.code: Another criterion or question has the code “group-based” already. "
        "Choose a different one.",
    ),
    (
        "code: requires-improvement",
        "code: good",
        "line 13, scales[0].grades[1].code: Another grade of the scale has the code “good” already. "
        "Choose a different one.",
    ),
    (
        "label: Requires improvement",
        "label: Good ",
        "line 13, scales[0].grades[1].label: Another grade of the scale has the label “Good” already. "
        "Choose a different one.",
    ),
    (
        "    answer: yes-no",
        "    answer: choice",
        "line 43, classification[0].choices: A question with answer: choice needs two choices or more. Add them.",
    ),
    (
        "    answer: yes-no",
        "    answer: choice\n    choices: [{code: a, label: A}]",
        "line 46, classification[0].choices: A question with answer: choice needs two choices or more. Add them.",
    ),
    (
        "    answer: yes-no",
        "    answer: yes-no\n    choices: [{code: a, label: A}, {code: b, label: B}]",
        "line 46, classification[0].choices: Yes and no are the choices of answer: yes-no. Take the choices away, "
        "or write answer: choice.",
    ),
    (
        "    answer: yes-no",
        "    answer: choice\n    choices: [{code: a, label: A}, {code: a, label: B}]",
        "line 46, classification[0].choices[1].code: Another choice of the question has the code “a” already. "
        "Choose a different one.",
    ),
    (
        "    answer: yes-no",
        "    answer: choice\n    choices: [{code: a, label: A}, {code: not-applicable, label: B}]",
        "line 46, classification[0].choices[1].code: Reports use “not-applicable” themselves. Choose another code.",
    ),
    (
        "  answer: grade\n  scale: case-grade",
        "  answer: yes-no\n  scale: case-grade",
        "line 54, overall.answer: “yes-no” cannot stand here. Write grade.",
    ),
    (
        "  answer: grade\n  scale: case-grade",
        "  answer: grade\n  scale: case-grade\n  required: false",
        "line 56, overall.required: The overall judgment is always required. Write true, or take the line away.",
    ),
    (
        "scales:\n",
        "scales:\n  - {code: spare, title: Spare, grades: [{code: a, label: A}, {code: b, label: B}]}\n",
        "line 9, scales[0]: Nothing uses the scale “spare”. Use it in a criterion, or take it away.",
    ),
    (
        "format: 1\n",
        "format: 1\nformat: 1\n",
        "line 2, format: The field “format” stands here twice, first on line 1. Keep one of them.",
    ),
    (
        "format: 1\n",
        "format: 2\nanything: else\n",
        "line 1, format: This is written for format 2, and only format 1 can be read. Write: format: 1",
    ),
    (
        "format: 1\n",
        "format: true\n",
        "line 1, format: This is written for format true, and only format 1 can be read. Write: format: 1",
    ),
    (
        "format: 1\n",
        "",
        "line 1, format: The file needs the field “format”. Add it: which format the file is written in.",
    ),
]
"""A part of the small file, what stands in its place, and the one line that says what is wrong."""
