"""Pictures as texts: a size of their own where they stand alone, and nothing else changed."""

import pytest

from review.domain.svg import PAPER, element, figure, standalone, text
from tests.review.domain.reading_svg import SVG, named, read, words

PICTURE = figure("A <title>", "With </desc> & numbers", "x", [text("12 of 20", 0, 10, 14)], 90.4, width=300)


def test_picture_alone_has_a_size_and_white_paper_under_everything() -> None:
    root = read(standalone(PICTURE).partition("\n")[2])
    assert (root.tag, root.attrib["width"], root.attrib["height"]) == (f"{SVG}svg", "604", "180")
    assert [child.tag.removeprefix(SVG) for child in root] == ["title", "desc", "rect", "text"]
    assert root[2].attrib == {"x": "-1", "y": "0", "width": "302", "height": "90", "fill": PAPER}


def test_picture_alone_is_a_file_in_its_own_right_that_says_the_same() -> None:
    alone = standalone(PICTURE)
    assert alone.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg ')
    svg = alone.partition("\n")[2]
    assert (named(svg, "title"), named(svg, "desc"), words(svg)) == (
        "A <title>",
        "With </desc> & numbers",
        ["12 of 20"],
    )


@pytest.mark.parametrize("picture", ["", element("svg", width="100%"), standalone(PICTURE)])
def test_what_is_no_picture_as_wide_as_its_place_is_refused(picture: str) -> None:
    with pytest.raises(ValueError, match="Only a picture as wide as its place"):
        standalone(picture)
