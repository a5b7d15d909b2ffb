"""The forces of an inspection as a release tells of them: counted by what they are, named as the inspection says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from casefiles.forces.models import Force
from review.counting.dimensions import FORCE
from review.counting.method import Method
from review.domain.tabulation import Where


@dataclass(frozen=True)
class PublicForces:
    """Forces by their own code, whatever label they have at the time.

    A label can change or pass to another force between two releases, and who reads both may know. `labels` are the
    words for each; `code_of` gives the code of each of the report's own keys.
    """

    labels: Mapping[str, str]
    code_of: Mapping[str, str]

    @property
    def key_of(self) -> dict[str, str]:
        """Return the report's own key of each force, which is made of its label where only labels are shown."""
        return {code: key for key, code in self.code_of.items()}

    def in_force_codes(self, where: Where) -> Where:
        """Return conditions on forces with their codes in place of the report's keys."""
        return Where(
            tuple(
                replace(one, answers=tuple(self.code_of.get(answer, answer) for answer in one.answers))
                if one.name == FORCE
                else one
                for one in where.conditions
            )
        )


def public_forces(method: Method) -> PublicForces:
    """Return the forces of the method's inspection. One query."""
    keys = {force: key for (_, force), key in method.force_keys.items()}
    codes = dict(Force.objects.filter(pk__in=keys).values_list("pk", "code"))
    code_of = {key: codes[force] for force, key in keys.items()}
    return PublicForces({code_of[key]: label for key, label in method.forces.answers.items()}, code_of)
