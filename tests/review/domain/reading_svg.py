"""Reading a picture back: its words, its names, and whether it keeps to what pages and small screens allow."""

import re
from itertools import combinations
from xml.etree import ElementTree

from review.domain.svg import text_width

SVG = "{http://www.w3.org/2000/svg}"

TAGS = {"svg", "title", "desc", "g", "rect", "path", "text", "circle"}
ATTRIBUTES = {
    *("xmlns", "role", "aria-labelledby", "aria-describedby", "viewBox", "width", "height", "class", "id", "d", "r"),
    *("x", "y", "cx", "cy", "fill", "stroke", "stroke-width", "stroke-dasharray", "pointer-events"),
    *("font-family", "font-size", "font-weight", "text-anchor"),
}


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 (written by the code under test)


def words(svg: str) -> list[str]:
    return [found.text or "" for found in read(svg).iter(f"{SVG}text")]


def named(svg: str, name: str) -> str:
    return read(svg).findtext(f"{SVG}{name}") or ""


def tooltips(svg: str) -> list[str]:
    return [found.text or "" for found in read(svg).iter(f"{SVG}title")][1:]


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    """The place of each text by its estimated width: left, top, right and bottom."""
    found = []
    for text in read(svg).iter(f"{SVG}text"):
        size, x, y = (float(text.attrib[name]) for name in ("font-size", "x", "y"))
        width = text_width(text.text or "", size)
        left = x - width * {"middle": 0.5, "end": 1.0}.get(text.attrib.get("text-anchor", ""), 0.0)
        found.append((left, y - 0.75 * size, left + width, y + 0.2 * size))
    return found


def overlaps(svg: str) -> list[tuple[str, str]]:
    """Pairs of texts that lie over one another."""
    pairs = combinations(zip(words(svg), boxes(svg), strict=True), 2)
    return [
        (one, other)
        for (one, a), (other, b) in pairs
        if min(a[2], b[2]) - max(a[0], b[0]) > 0.2 and min(a[3], b[3]) - max(a[1], b[1]) > 0.2
    ]


def off_the_page(svg: str) -> list[str]:
    """Texts that leave the view box."""
    left, top, width, height = map(float, read(svg).attrib["viewBox"].split())
    return [
        word
        for word, box in zip(words(svg), boxes(svg), strict=True)
        if box[0] < left - 0.2 or box[2] > left + width + 0.2 or box[1] < top or box[3] > top + height
    ]


def faults(svg: str) -> list[str]:
    """Whatever a page with a strict content policy would not show, or nobody could read."""
    found = list(read(svg).iter())
    tags = {part.tag.removeprefix(SVG) for part in found} - TAGS
    attributes = {name for part in found for name in part.attrib} - ATTRIBUTES
    small = [part.text or "" for part in found if float(part.attrib.get("font-size", 14)) < 14]
    urls = re.findall(r"(?:href|url|javascript)[^<>]*=", svg)
    return sorted(tags | attributes) + small + urls + off_the_page(svg)
