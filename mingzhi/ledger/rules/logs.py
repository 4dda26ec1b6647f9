"""Which logs exist."""

ACTS = "acts"
PUBLICATIONS = "publications"
LOGS = (ACTS, PUBLICATIONS)
