#!/bin/sh
# Locks requirements*.in into requirements*.txt: hashes, every supported Python and system in one file,
# and nothing of the machine it ran on, whatever that machine's package settings are.
set -eu
cd "$(dirname "$0")/.."

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    sh config/bootstrap.sh
    .venv/bin/python -m venv "$scratch"
    "$scratch/bin/python" -m pip install --quiet --disable-pip-version-check uv
    uv=$scratch/bin/uv
fi

# compile FILE.in [OPTION ...]: writes FILE.txt, newest allowed versions first.
compile() {
    source=$1
    shift
    "$uv" --no-config pip compile "$source" --output-file "${source%.in}.txt" --quiet --upgrade \
        --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
        --custom-compile-command "make lock" "$@"
}

compile requirements.in
compile requirements-dev.in --constraints requirements.txt

if grep -nE 'https?://|file:|--(extra-)?index-url|--find-links' requirements.txt requirements-dev.txt; then
    echo "The lines above name an address; a locked file must not." >&2
    exit 1
fi
