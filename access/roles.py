"""The roles, as groups with fixed codes."""

INSPECTOR = "inspector"
SUPERVISOR = "supervisor"
ADMINISTRATOR = "administrator"
SYSTEM = "system"
"""The role of a command that runs for nobody in particular; no user can hold it."""

ROLES = (
    (INSPECTOR, "Inspector", "Reads case files and grades them."),
    (SUPERVISOR, "Supervisor", "Runs inspections, signs off reviews and reads the reports."),
    (ADMINISTRATOR, "Administrator", "Manages frameworks and users. Sees no case material."),
)
LABELS = {code: label for code, label, _ in ROLES}
