"""Random cases for the tests of counting: cells of every state, answered and not, with one or several answers."""

from hypothesis import strategies as st

from review.domain.tabulation import STATES, Cell
from review.domain.where import Condition, Where

SCALE = ("good", "requires-improvement", "inadequate")
ANSWERS = ("yes", "no", "partly")
QUESTIONS = ("group-based", "knowable", "trained")
FORCES = ("a", "b", "c")

outcomes = st.one_of(
    st.sampled_from(SCALE).map(lambda code: ("value", code)),
    st.sampled_from([("not-applicable", ""), ("none", "")]),
)


@st.composite
def cell_of(draw: st.DrawFn, most_answers: int = 1) -> Cell:
    """Draw a cell whose questions have at most so many answers each."""
    answered = st.lists(st.sampled_from(ANSWERS), max_size=most_answers, unique=True).map(tuple)
    questions = tuple((question, draw(answered)) for question in QUESTIONS)
    force = ("force", (draw(st.sampled_from(FORCES)),))
    return Cell(draw(st.sampled_from(STATES)), (force, *questions), draw(outcomes), draw(st.integers(1, 9)))


single = st.lists(cell_of(), max_size=30)
several = st.lists(cell_of(most_answers=3), max_size=30)
conditions = st.builds(
    Condition,
    st.sampled_from(QUESTIONS),
    st.lists(st.sampled_from(ANSWERS), min_size=1, max_size=2, unique=True).map(tuple),
)
wheres = st.lists(conditions, max_size=3).map(lambda drawn: Where(tuple(drawn)))
