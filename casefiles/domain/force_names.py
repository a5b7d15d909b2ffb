"""Which force a name means: its own name, as people write it without the kind of force at its end, or its code."""

from collections.abc import Mapping

KINDS = ("police service", "police force", "police", "constabulary", "force")
"""What a force's name ends with, which people leave out."""


def force_called(name: str, forces: Mapping[str, str]) -> str:
    """Return the code of the force that a name means; empty where it means none, or could mean several.

    `forces` gives names by code. "North Yorkshire", "north yorkshire police" and "north-yorkshire" mean North Yorkshire
    Police; a part of a name means nothing, and neither does a name with more words. Never raises.
    """
    wanted = _plain(name)
    found = {code for code, own in forces.items() if wanted and wanted in (_plain(own), _plain(code))}
    return found.pop() if len(found) == 1 else ""


def _plain(name: str) -> str:
    words = " ".join(name.casefold().replace("&", " and ").replace("-", " ").split()).removeprefix("the ")
    kind = next((kind for kind in KINDS if words.endswith(f" {kind}")), "")
    return words.removesuffix(f" {kind}") if kind else words
