"""First passwords: drawn at random, read out or written down once, changed at the first login."""

import secrets

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No sign that is read as another: i, l, 1, o, 0."""
GROUPS, IN_A_GROUP = 4, 4


def first_password() -> str:
    """Return a new first password such as ``k7mp-x4wt-9hqr-e3fz``: 79 bits, easy to read out."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(IN_A_GROUP)) for _ in range(GROUPS))
