"""What a piece of evidence cites, as the condition that the database checks: one thing and nothing else."""

from functools import reduce
from operator import and_

from django.db.models import Q

NOT_CITED = {
    "document": Q(document__isnull=True),
    "page": Q(page__isnull=True),
    "cited_judgment": Q(cited_judgment__isnull=True),
    "cited_digest": Q(cited_digest=""),
    "figure": Q(figure=""),
    "stood": Q(stood=""),
    "why_none": Q(why_none=""),
}


def cites(*columns: str) -> Q:
    """Return that evidence has something in these columns, and nothing in the others that say what it cites."""
    return reduce(and_, (~nothing if name in columns else nothing for name, nothing in NOT_CITED.items()))
