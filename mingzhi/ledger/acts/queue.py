"""Queue commitments inside the business transaction; the sequencer takes them from there."""


def queue_leaf(*, log: str, commitment: bytes) -> None:
    """Queue one salted commitment (32 bytes) for the named log ("acts" or "publications")."""
