"""A short soak with every suite: a few hundred steps and requests from seeds that never change."""

from collections import Counter

from tests.soak import acting, attacking, stage


def test_people_at_work_break_nothing(db: None) -> None:
    """Whatever is done, rightly or wrongly, everything that must hold still holds."""
    here = stage.begin(seed=1)
    assert acting.play(here, steps=75) == 75
    assert {"assign", "hand_in", "sign_off", "sign_off refused"} <= here.done.keys()


def test_people_at_the_wrong_doors_see_and_break_nothing(db: None) -> None:
    """No address and no form answers with an error of the program, or with words that are not for who asks."""
    done: Counter[str] = Counter()
    attacking.attack(seed=2, done=done, steps=40, requests=160)
    assert done["requests"] > 100
    assert min(done["answers with marks"], done["posts"]) > 0
