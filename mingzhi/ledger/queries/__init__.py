"""All reading of the ledger. Everything in a log is public, so no viewer is asked for."""

from mingzhi.ledger.queries.checking import check, missing
from mingzhi.ledger.queries.heads import database_is_behind
from mingzhi.ledger.queries.proofs import consistency_proof, inclusion_proof, receipt_text
from mingzhi.ledger.queries.tree import (
    CheckpointView,
    commitments,
    entry_bundle,
    latest_checkpoint,
    moments,
    position,
    tile,
    vkey,
    waiting,
)

__all__ = [
    "CheckpointView",
    "check",
    "commitments",
    "consistency_proof",
    "database_is_behind",
    "entry_bundle",
    "inclusion_proof",
    "latest_checkpoint",
    "missing",
    "moments",
    "position",
    "receipt_text",
    "tile",
    "vkey",
    "waiting",
]
