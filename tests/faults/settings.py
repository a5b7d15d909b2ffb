"""The settings of a server that a test can put in trouble: the project's own, on a machine that does as it is told."""

from config.settings import *  # noqa: F403 - the project's settings, whole
from config.settings import MIDDLEWARE as OUR_MIDDLEWARE
from tests.faults import machine

machine.take_over_the_clock()
MIDDLEWARE = ["tests.faults.machine.MachineMiddleware", *OUR_MIDDLEWARE]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
