"""The fixed code lists of case facts, as (code, label) pairs, shared by the tables, the forms and the import."""

CodeList = tuple[tuple[str, str], ...]

CASE_AREAS: CodeList = (
    ("child-sexual-exploitation", "Child sexual exploitation"),
    ("child-criminal-exploitation", "Child criminal exploitation"),
    ("missing-children", "Missing children"),
    ("online", "Online"),
    ("familial", "Familial"),
    ("other", "Other"),
)

TEAM_TYPES: CodeList = (
    ("specialist", "Specialist team"),
    ("non-specialist", "Non-specialist team"),
    ("not-recorded", "Not recorded"),
)

# Whether the force's own records flag the investigation as group-based.
FORCE_FLAGS: CodeList = (
    ("yes", "Yes"),
    ("no", "No"),
    ("not-recorded", "Not recorded"),
)

TASKFORCE_SUPPORT: CodeList = (
    ("yes", "Yes"),
    ("no", "No"),
    ("not-recorded", "Not recorded"),
)

PERSON_ROLES: CodeList = (
    ("suspect", "Suspect"),
    ("victim", "Victim"),
)

ETHNICITY_SCHEMES: CodeList = (
    ("self-defined-18+1", "Self-defined (18+1)"),
    ("officer-defined-6+1", "Officer-defined (6+1)"),
)

# Three different things: asked and declined; tried and not known; nothing written down (a failing of the record).
ETHNICITY_ABSENCES: CodeList = (
    ("not-stated", "Not stated"),
    ("unknown", "Unknown"),
    ("not-recorded", "Not recorded"),
)

ETHNICITY_STAGES: CodeList = (
    ("report", "Report"),
    ("arrest", "Arrest"),
    ("interview", "Interview"),
    ("custody", "Custody"),
    ("charge", "Charge"),
    ("later", "Later"),
)

# Each stage as a part of a sentence about a record.
ETHNICITY_STAGE_WORDS = {
    "report": "when reported",
    "arrest": "at arrest",
    "interview": "at interview",
    "custody": "in custody",
    "charge": "at charge",
    "later": "recorded later",
}

ETHNICITY_SOURCES: CodeList = (
    ("crime-record", "Crime record"),
    ("custody-record", "Custody record"),
    ("interview-record", "Interview record"),
    ("intelligence-record", "Intelligence record"),
    ("other", "Other"),
)

# Each source as a part of the same sentence.
ETHNICITY_SOURCE_WORDS = {
    "crime-record": "in the crime record",
    "custody-record": "in the custody record",
    "interview-record": "in the interview record",
    "intelligence-record": "in the intelligence record",
    "other": "in another record",
}
