"""One-time passwords: random, and easy to read out or to copy from paper."""

import secrets

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Small letters and digits without those that are taken for one another: i, l, o, 0 and 1."""
GROUPS, LENGTH = 4, 4


def one_time_password() -> str:
    """Return a new random password of four groups of four characters (79 bits), such as k7md-92xr-wp4t-h6vn."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(GROUPS))
