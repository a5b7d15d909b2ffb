"""What lays out PDFs, and the font that they are set in: found, or installed where that is possible.

`python -m tests.pdf_libraries` says whether they are there. It ends with 1 where they are not and cannot be installed.
"""

import functools
import os
import shutil
import subprocess
import sys

from review.reports.outputs.pdf import PACKAGES

SECONDS_TO_INSTALL = 400
PROBE = """
import io, sys
from pypdf import PdfReader
from weasyprint import HTML
page = PdfReader(io.BytesIO(HTML(string='<p style="font-family: Liberation Sans">x</p>').write_pdf())).pages[0]
fonts = [font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()]
sys.exit(not all("Liberation" in font for font in fonts))
"""
"""Ends with 0 where a line set in the font can be printed in it. In a process of its own, which may fail in any way."""
MISSING = f"""Reports cannot be printed as PDF on this machine, and what that needs could not be installed.
On Debian: apt install {PACKAGES}
The tests of PDFs were left out."""


@functools.cache
def found() -> bool:
    """Return whether PDFs can be made here, in the font that they are meant to have."""
    return subprocess.run([sys.executable, "-c", PROBE], capture_output=True, check=False).returncode == 0


def install() -> bool:
    """Install what is missing where this machine lets us, and return whether PDFs can be made then."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing what PDFs need: {PACKAGES}", flush=True)
    script = f"apt-get update -qq; apt-get install -y -qq --no-install-recommends {PACKAGES} >/dev/null"
    command = ["env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c", script]
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, timeout=SECONDS_TO_INSTALL, check=False)
    except (OSError, subprocess.TimeoutExpired) as failed:
        print(f"That did not work: {failed}", flush=True)
    found.cache_clear()
    return found()


def main() -> int:
    """Return 0 where PDFs can be made, or say what is missing and return 1."""
    if found() or install():
        print("PDFs can be made.")
        return 0
    print(MISSING, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
