"""Pictures: whole, of a size that can be shown, and without text that could be read."""

from io import BytesIO

from PIL import Image, ImageFile, UnidentifiedImageError

from casefiles.domain.file_kinds import Unreadable

MAX_PIXELS = 80_000_000
"""A sheet of A3 at 600 dots an inch has 70 million."""
DAMAGED = "This picture is damaged: it cannot be opened. Get a new copy and add that."


def checked_picture(data: bytes) -> list[str]:
    """Return the one page, without text, that a picture is. Raises Unreadable where it is damaged or too large."""
    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise Unreadable(f"This picture has {width:,} by {height:,} dots. Save it in a smaller size.")
            _read_through(picture)
    except Image.DecompressionBombError as error:
        raise Unreadable("This picture has too many dots. Save it in a smaller size.") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise Unreadable(DAMAGED) from error
    return [""]


def _read_through(picture: Image.Image) -> None:
    """Read to the end: a PNG's checksums, or a JPEG at an eighth of its size, so that a broken end is noticed."""
    if picture.format == "PNG":
        picture.verify()
        return
    # The library that lays out PDFs turns this on for its whole process, and a broken end would pass unnoticed.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    picture.draft("L", (picture.width // 8, picture.height // 8))
    picture.load()
