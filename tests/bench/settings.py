"""The project's settings with one more address, for timing alone."""

from config.settings import *  # noqa: F403 - all of them

ROOT_URLCONF = "tests.bench.urls"
