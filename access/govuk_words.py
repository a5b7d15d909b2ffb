"""What Django itself says of a field that is wrong, in the project's own words: which field, and what to do."""

import re

LONG = r"Ensure this value has at most (\d+) characters? \(it has (\d+)\)\."
OF_DJANGO = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"Ensure this value is greater than or equal to (-?\d+)\.", "{name} must be {0:,} or more"),
        (r"Ensure this value is less than or equal to (-?\d+)\.", "{name} must be {0:,} or less"),
        (LONG, "{name} must be {0:,} characters or fewer; it has {1:,}"),
        (r"Enter a whole number\.", "{name} must be a whole number, such as 12"),
        (r"Enter a valid date\.", "{name} must be a real date"),
        (r"Select a valid choice\. .*", "{name}: what was sent is not one of the choices. Choose again."),
        (r"Null characters are not allowed\.", "{name} contains characters that cannot be shown. Type it again."),
        (r"No file was submitted\. .*", "{name}: the file did not arrive. Choose it again."),
        (r"The submitted file is empty\.", "{name}: the file is empty. Choose another."),
    )
)  # fmt: skip
"""Its sentences and ours; numbers of the one stand in the other."""
SENT_BY_ITSELF = (
    "Something that this page sends by itself is missing or was changed, so nothing was done. "
    "Open the page anew, then send it again."
)
"""What is wrong with a hidden field, which nobody can put right in the form."""


def own_words(message: str, name: str) -> str:
    """Return a message as the project says it, of a field called `name`; one that is not Django's as it is."""
    for pattern, words in OF_DJANGO:
        if found := pattern.fullmatch(message):
            return words.format(*map(int, found.groups()), name=name)
    return message


def is_of_django(message: str) -> bool:
    """Return whether a message is one of those that Django has for any field."""
    return message == "This field is required." or any(pattern.fullmatch(message) for pattern, _ in OF_DJANGO)
