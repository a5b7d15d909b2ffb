#!/bin/sh
# Finds a Python that Casegrade runs on and lets config/install.py make .venv with it.
# The words that follow are passed on; PYTHON=... in the environment names a Python to use.
set -u
cd "$(dirname "$0")/.." || exit 1

supported="Python 3.11, 3.12 or 3.13"

# Ends with 0 where this Python can be used, else with the number of what is wrong with it.
# The words in it are understood by every Python, however old.
probe='
import sys
if sys.version_info[:2] < (3, 11): sys.exit(3)
if sys.version_info[:2] > (3, 13): sys.exit(4)
try:
    import sqlite3, ssl
except ImportError: sys.exit(5)
try:
    import ensurepip, venv
except ImportError: sys.exit(6)
'

# usable NAME: whether this Python will do. uv makes an environment without venv and ensurepip.
usable() {
    command -v "$1" >/dev/null 2>&1 || return 1
    "$1" -c "$probe" >/dev/null 2>&1
    wrong=$?
    [ "$wrong" -eq 6 ] && command -v uv >/dev/null 2>&1 && wrong=0
    return "$wrong"
}

version_of() { "$1" -c 'import platform; print("Python " + platform.python_version())' 2>/dev/null; }

# explain NAME NUMBER: one sentence about a Python that will not do.
explain() {
    case "$2" in
        3) echo "$1 is $(version_of "$1"), which is too old: Casegrade needs $supported." ;;
        4) echo "$1 is $(version_of "$1"), which is too new: Casegrade is locked and tested for $supported." ;;
        5) echo "$1 was built without sqlite3 or ssl: Casegrade needs both." ;;
        6) echo "$1 cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv" ;;
        *) echo "$1 was not found or does not run. Casegrade needs $supported." ;;
    esac
}

if [ -n "${PYTHON:-}" ]; then
    candidates=$PYTHON
else
    candidates="python3 python3.13 python3.12 python3.11 python"
    usable .venv/bin/python && candidates=.venv/bin/python
fi

reason=""
for candidate in $candidates; do
    usable "$candidate"
    wrong=$?
    [ "$wrong" -eq 0 ] && exec "$candidate" config/install.py "$@"
    # A Python of the right version that lacks something is worth more words than one of a wrong version.
    if [ "$wrong" -ge 3 ] && { [ -z "$reason" ] || [ "$wrong" -ge 5 ]; }; then
        reason=$(explain "$candidate" "$wrong")
    fi
done
[ -n "$reason" ] || reason=$(explain "${PYTHON:-Python}" 1)
echo "$reason" >&2
echo "Another one can be named: make demo PYTHON=/path/to/python3.12" >&2
exit 2
